"""How a message looks: its blocks as plain text and as HTML, with the quoting habits of several mail clients."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

BlockKind = Literal["text", "list", "signature", "disclaimer", "quote", "hidden"]
Flavour = Literal["", "gmail", "outlook", "desk", "mailer"]  # "" is a comment typed in a web form
QuoteStyle = Literal["outlook", "gmail", "angle", "original", "hub", "rule", "abroad"]


@dataclass(frozen=True, slots=True)
class Quoted:
    """An earlier message as a mail client repeats it."""

    style: QuoteStyle
    name: str
    email: str
    to: str
    subject: str
    when: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a message. A list's text has one item a line."""

    kind: BlockKind
    text: str = ""
    quoted: Quoted | None = None
    bullet: str = "- "


def plain(blocks: Sequence[Block]) -> str:
    return "\n\n".join(part for block in blocks if (part := _plain_block(block))).strip()


def rich(blocks: Sequence[Block], flavour: Flavour, pixel: str) -> str:
    """The same message as its sender's client wrote it in HTML. `pixel` is the address of a tracking image."""
    if not flavour:
        parts = [f'<p dir="auto">{_lines(part)}</p>' for block in blocks if (part := _plain_block(block))]
        return f'<div class="zd-comment" dir="auto">{"".join(parts)}</div>'
    body = "".join(_rich_block(block, flavour) for block in blocks)
    image = f'<img src="{html.escape(pixel)}" width="1" height="1" alt="">' if pixel else ""
    wrapper = {
        "gmail": '<div class="zd-comment" dir="auto"><div dir="ltr">{}</div>{}</div>',
        "outlook": '<div class="zd-comment" dir="auto"><div class="WordSection1">{}</div>{}</div>',
        "desk": '<div class="zd-comment zd-comment-pre-styled" dir="auto">{}{}</div>',
        "mailer": '<div class="zd-comment" dir="auto"><table width="100%"><tr><td>{}</td></tr></table>{}</div>',
    }[flavour]
    return wrapper.format(body, image)


def _plain_block(block: Block) -> str:
    if block.kind == "hidden":
        return ""
    if block.kind == "list":
        return "\n".join(f"{block.bullet}{line}" for line in block.text.split("\n"))
    if block.quoted:
        return _plain_quote(block.quoted)
    return block.text


def _plain_quote(quoted: Quoted) -> str:
    angled = "\n".join(f"> {line}".rstrip() for line in quoted.text.split("\n"))
    when, who = quoted.when, f"{quoted.name} <{quoted.email}>"
    sent = f"{when:%A}, {when.day} {when:%B %Y} {when:%H:%M}"
    match quoted.style:
        case "outlook":
            return f"From: {who}\nSent: {sent}\nTo: {quoted.to}\nSubject: {quoted.subject}\n\n{quoted.text}"
        case "gmail":
            return f"On {when:%a}, {when.day} {when:%b %Y} at {when:%H:%M}, {who} wrote:\n\n{angled}"
        case "angle":
            return f"{quoted.name} wrote:\n{angled}"
        case "original":
            return (
                f"-----Original Message-----\nFrom: {quoted.name} [mailto:{quoted.email}]\nSent: {sent}\n"
                f"To: {quoted.to}\nSubject: {quoted.subject}\n\n{quoted.text}"
            )
        case "hub":
            return (
                f"##- Please type your reply above this line -##\n\n{quoted.name} ({quoted.to})\n"
                f"{when:%b} {when.day}, {when:%Y, %H:%M} UTC\n\n{quoted.text}"
            )
        case "rule":
            head = f"From: {who}\nDate: {when:%d/%m/%Y %H:%M}\nTo: {quoted.to}\nSubject: {quoted.subject}"
            return f"{'_' * 32}\n{head}\n\n{quoted.text}"
        case _:
            return f"Am {when:%d.%m.%Y} um {when:%H:%M} schrieb {who}:\n\n{angled}"


def _rich_block(block: Block, flavour: Flavour) -> str:
    if block.kind == "hidden":
        return f'<div style="display:none;max-height:0;overflow:hidden">{html.escape(block.text)}</div>'
    if block.kind == "list":
        items = "".join(f"<li>{_entities(line)}</li>" for line in block.text.split("\n"))
        return f"<ul>{items}</ul>"
    if block.quoted:
        return _rich_quote(block.quoted)
    if block.kind == "signature":
        style = {"gmail": 'class="gmail_signature" data-smartmail="gmail_signature"', "desk": 'class="signature"'}
        attributes = style.get(flavour, 'id="Signature"')
        return f"<div {attributes}>{_lines(block.text)}</div>"
    if block.kind == "disclaimer":
        return f'<p style="font-size:8.0pt;color:gray">{_lines(block.text)}</p>'
    if flavour == "outlook":
        return "".join(
            f'<p class="MsoNormal">{_lines(part)}</p><p class="MsoNormal">&nbsp;</p>'
            for part in block.text.split("\n\n")
        )
    if flavour == "gmail":
        return f"{_lines(block.text)}<br><br>"
    return "".join(f"<p>{_lines(part)}</p>" for part in block.text.split("\n\n"))


def _rich_quote(quoted: Quoted) -> str:
    name, text, when = _entities(quoted.name), _lines(quoted.text), quoted.when
    who = f'{name} &lt;<a href="mailto:{quoted.email}">{quoted.email}</a>&gt;'
    if quoted.style in {"gmail", "angle", "abroad"}:
        line = {
            "gmail": f"On {when:%a}, {when.day} {when:%b %Y} at {when:%H:%M}, {who} wrote:",
            "angle": f"{name} wrote:",
            "abroad": f"Am {when:%d.%m.%Y} um {when:%H:%M} schrieb {who}:",
        }[quoted.style]
        style = "margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex"
        return (
            f'<div class="gmail_quote"><div dir="ltr" class="gmail_attr">{line}<br></div>'
            f'<blockquote class="gmail_quote" style="{style}">{text}</blockquote></div>'
        )
    if quoted.style == "hub":
        return (
            '<div style="color:#b5b5b5">##- Please type your reply above this line -##</div>'
            f"<p><b>{name}</b> ({_entities(quoted.to)})<br>{when:%b} {when.day}, {when:%Y, %H:%M} UTC</p><p>{text}</p>"
        )
    return (
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">'
        f"<b>From:</b> {who}<br><b>Sent:</b> {when:%A}, {when.day} {when:%B %Y} {when:%H:%M}<br>"
        f"<b>To:</b> {_entities(quoted.to)}<br><b>Subject:</b> {_entities(quoted.subject)}</p></div>"
        f'<p class="MsoNormal">{text}</p>'
    )


def _lines(text: str) -> str:
    return _entities(text).replace("\n", "<br>")


def _entities(text: str) -> str:
    escaped = html.escape(text, quote=False).replace("’", "&rsquo;").replace("–", "&ndash;").replace("“", "&ldquo;")
    return re.sub(r"  +", lambda gap: " " + "&nbsp;" * (len(gap[0]) - 1), escaped.replace("”", "&rdquo;"))
