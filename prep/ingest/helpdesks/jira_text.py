"""Jira's two ways of writing text → plain text: the document tree of REST v3 and the wiki markup of everything else.

Node names: Atlassian Document Format, "Document structure". Markup: Jira's "Text Formatting Notation Help".
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

_LISTS = {"bulletList": "- ", "taskList": "- ", "decisionList": "- ", "orderedList": "{}. "}
_INLINE = {"text", "mention", "emoji", "hardBreak", "inlineCard", "date", "status", "placeholder"}

_BLOCK = re.compile(r"\{(?:code|noformat)(?::[^}\n]*)?\}\r?\n?(.*?)\{(?:code|noformat)\}", re.S)
_MACRO = re.compile(r"\{(?:quote|panel|color|anchor|expand|info|note|tip|warning)(?::[^}\n]*)?\}")
_PICTURE = re.compile(r"!(?!\s)[^!\n|]+\.\w{2,5}(?:\|[^!\n]*)?!")
_MENTION = re.compile(r"\[~(?:accountid:)?([^\]\n]+)\]")
_LINK = re.compile(r"\[([^\[\]|\n]*)\|([^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]")
_BARE_LINK = re.compile(r"\[((?:https?://|mailto:)[^\[\]|\n]+)\]")
_HEADING = re.compile(r"^(?:h[1-6]|bq)\.\s+", re.M)
_RULE = re.compile(r"^\s*-{4,}\s*$", re.M)
_ITEM = re.compile(r"^\s*([*#-]+)\s+(?=\S)")
_ROW = re.compile(r"^\s*\|{1,2}(.*?)\|{0,2}\s*$")
_EMPHASIS = re.compile(r"(?<![\w*_+])([*_+])(?=\S)([^*_+\n]+?)(?<=\S)\1(?![\w*_+])")
_MONOSPACED = re.compile(r"\{\{(.+?)\}\}")
_ESCAPED = re.compile(r"\\(?=[{}\[\]*_#|!+~^-])")


def adf_text(node: Mapping[str, Any]) -> str:
    """The text of a document tree: paragraphs on lines of their own, lists with marks, links with their address."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(node))).strip()


def _lines(node: Mapping[str, Any]) -> Iterator[str]:
    kind = node.get("type")
    children = _children(node)
    if kind in _LISTS:
        yield from _items(_LISTS[kind], children)
    elif kind == "tableRow":
        yield " | ".join(" ".join(_lines(cell)).strip() for cell in children)
    elif kind in ("blockCard", "embedCard"):
        yield _attribute(node, "url")
    elif kind in _INLINE or any(child.get("type") in _INLINE for child in children):
        yield from _inline(node).split("\n")
        if kind in ("paragraph", "heading", "codeBlock"):
            yield ""
    else:
        for child in children:
            yield from _lines(child)


def _items(mark: str, items: list[Mapping[str, Any]]) -> Iterator[str]:
    for number, item in enumerate(items, start=1):
        lines = [line for line in _lines(item) if line.strip()]
        for place, line in enumerate(lines):
            yield ("  " if place else mark.format(number)) + line
    yield ""


def _inline(node: Mapping[str, Any]) -> str:
    kind = node.get("type")
    if kind == "text":
        text = str(node.get("text") or "")
        address = next((_attribute(mark, "href") for mark in _mappings(node.get("marks"))), "")
        return f"{text} ({address})" if address and address.removeprefix("mailto:") != text else text
    if kind == "hardBreak":
        return "\n"
    if kind == "date":
        return _day(_attribute(node, "timestamp"))
    if kind in _INLINE:
        return _attribute(node, "text") or _attribute(node, "shortName") or _attribute(node, "url")
    return "".join(_inline(child) for child in _children(node))


def _day(milliseconds: str) -> str:
    try:
        return datetime.fromtimestamp(int(milliseconds) / 1000, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def _attribute(node: Mapping[str, Any], name: str) -> str:
    attributes = node.get("attrs")
    value = attributes.get(name) if isinstance(attributes, dict) else None
    return str(value) if isinstance(value, str | int) else ""


def _children(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return _mappings(node.get("content"))


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def wiki_text(markup: str, names: Mapping[str, str]) -> str:
    """Wiki markup without its marks; code stays as it is. `names` gives the name of an account that is mentioned."""
    pieces: list[str] = []
    end = 0
    for block in _BLOCK.finditer(markup):
        pieces += [_without_marks(markup[end : block.start()], names), block[1].rstrip("\r\n")]
        end = block.end()
    pieces.append(_without_marks(markup[end:], names))
    return "".join(pieces).strip()


def _without_marks(markup: str, names: Mapping[str, str]) -> str:
    text = markup.replace("\r\n", "\n")
    text = _MENTION.sub(lambda mention: "@" + (names.get(mention[1]) or "user"), text)
    text = _PICTURE.sub("", _MACRO.sub("", text))
    text = _BARE_LINK.sub(lambda link: link[1].removeprefix("mailto:"), text)
    text = _LINK.sub(_link, text)
    text = _HEADING.sub("", _RULE.sub("", text)).replace("\\\\", "\n")
    text = "\n".join(_numbered(text.split("\n")))
    text = _MONOSPACED.sub(r"\1", _EMPHASIS.sub(r"\2", text))
    return re.sub(r"\n{3,}", "\n\n", _ESCAPED.sub("", text))


def _link(link: re.Match[str]) -> str:
    words, address = link[1].strip(), link[2].strip().removeprefix("mailto:")
    return f"{words} ({address})" if words and words != address else address


def _numbered(lines: list[str]) -> Iterator[str]:
    """List items with a dash or their number, table rows with their cells apart."""
    number = 0
    for line in lines:
        item = _ITEM.match(line)
        if item and item[1].strip("-") == "" and len(item[1]) > 1:
            item = None  # a dash, drawn long
        if item:
            number = number + 1 if item[1].endswith("#") else 0
            mark = f"{number}. " if number else "- "
            yield "  " * (len(item[1]) - 1) + mark + line[item.end() :]
            continue
        number = 0
        row = _ROW.match(line) if line.lstrip().startswith("|") else None
        yield " | ".join(cell.strip() for cell in re.split(r"\|{1,2}", row[1])) if row else line
