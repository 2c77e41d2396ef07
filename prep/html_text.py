"""HTML mail → plain text as a reader saw it, with what was hidden or quoted taken out first.

Quotes that mail programs mark are cut in the tree, where they are certain; other block quotes become ">" lines, so that
the rules for plain mails see them. What nobody could see (display:none, size 0) is cut and kept as evidence: it may be
an attempt to smuggle in instructions.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from prep.records import Cut

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 200

_DROPPED = ("script", "style", "head", "title", "template", "noscript", "object", "svg", "iframe", "button", "select")
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p",
        "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul", "caption",
    }
)  # fmt: skip
_SPACED = frozenset(
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote", "dl",
    }
)  # fmt: skip  # a blank line above and below
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|%)?\s*(?:;|!|$)"
    r"|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)",
    re.I,
)
_NESTING = re.compile(
    r"<(/?)(div|span|table|tbody|tr|td|blockquote|ul|ol|font|b|i|em|strong|center|section|a|u|p)\b", re.I
)
_ANY_TAG = re.compile(r"<(/?[a-zA-Z!][^<>]*)>")
_BLOCK_TAG = re.compile(r"^/?(?:p|div|br|tr|li|table|ul|ol|h[1-6]|blockquote|pre|hr)\b", re.I)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_FAKE_SCHEME = re.compile(r"^(?:javascript|data|vbscript|about|cid|file):|^#", re.I)

# What mail programs wrap older messages in. Everything inside is history.
_QUOTE_BOXES = (
    "gmail_quote", "gmail_extra", "yahoo_quoted", "protonmail_quote", "zmail_extra", "tutanota_quote",
    "moz-cite-prefix", "gmail_attr", "outlookmessageheader", "freshdesk_quote", "front-blockquote", "quoted-text",
    "fastmail-quote",
)  # fmt: skip
_QUOTE_IDS = ("olk_src_body_section", "isforwardcontent", "replysplit", "mail-editor-reference-message-container")
# Below these elements everything is history.
_REPLY_STARTS = ("appendonsend", "divrplyfwdmsg", "stopspelling")
_SIGNATURES = (
    "gmail_signature", "moz-signature", "signature", "ms-outlook-mobile-signature", "protonmail_signature_block",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HtmlText:
    """The visible text of an HTML message and what was cut from it, in the order of the page."""

    text: str
    cuts: tuple[Cut, ...] = ()


def html_to_text(page: str) -> HtmlText:
    """Convert one HTML message. Beyond MAX_CHARACTERS or MAX_DEPTH its tags are only taken out, in linear time."""
    if len(page) > MAX_CHARACTERS or _depth(page) > MAX_DEPTH:
        return HtmlText(_without_tags(page))
    try:
        root = document_fromstring(page, parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    except (etree.ParserError, ValueError):  # nothing but comments or blanks; a NUL inside
        return HtmlText(_without_tags(page))
    for element in list(root.iter(*_DROPPED)):
        element.drop_tree()
    hidden: list[Cut] = []
    _cut_each(root, _is_hidden, "hidden-text", hidden)
    everything = _flatten(root)
    cuts: list[Cut] = []
    _cut_each(root, _is_history, "quoted-history", cuts)
    _cut_after_reply(root, cuts)
    _cut_each(root, _is_signature, "signature", cuts)
    if not cuts:
        return HtmlText(everything, tuple(hidden))
    visible = _flatten(root)
    # Nothing but marked boxes: the marks may mean a forwarded mail, so the rules for plain text decide.
    return HtmlText(visible, (*hidden, *cuts)) if visible else HtmlText(everything, tuple(hidden))


def _depth(page: str) -> int:
    depth = deepest = 0
    for tag in _NESTING.finditer(page):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _without_tags(page: str) -> str:
    lines = _ANY_TAG.sub(lambda tag: "\n" if _BLOCK_TAG.match(tag[1]) else "", page)
    return html.unescape(re.sub(r"\n\s*\n\s*", "\n\n", lines)).strip()


def _cut_each(root: HtmlElement, belongs: Callable[[HtmlElement], bool], reason: str, cuts: list[Cut]) -> None:
    """Drop each outermost element that `belongs`, and keep its text as a cut."""
    found = []
    inside: HtmlElement | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            inside = None if element is inside else inside
        elif inside is None and element is not root and isinstance(element.tag, str) and belongs(element):
            inside = element
            found.append(element)
    for element in found:
        if text := _flatten(element):
            cuts.append(Cut(reason, text))
        element.drop_tree()


def _cut_after_reply(root: HtmlElement, cuts: list[Cut]) -> None:
    """Outlook on the web marks where its reply ends; that element and all that follows it is history."""
    start = next((element for element in root.iter() if (element.get("id") or "").lower() in _REPLY_STARTS), None)
    if start is None:
        return
    following = [start, *start.itersiblings()]
    for ancestor in start.iterancestors():
        following.extend(ancestor.itersiblings())
    text = "\n".join(filter(None, (_flatten(element) for element in following if isinstance(element.tag, str))))
    if not _text_before(root, start):
        return  # nothing stands above it: a forwarded mail, not a reply
    for element in following:
        element.tail = None
        element.drop_tree()
    if text:
        cuts.append(Cut("quoted-history", text))


def _text_before(root: HtmlElement, start: HtmlElement) -> bool:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element is start:
            return False
        text = element.text if event == "start" else element.tail
        if text and text.strip():
            return True
    return False


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _is_history(element: HtmlElement) -> bool:
    """A box that a mail program put older messages in, unless its reader answered between the quotes."""
    names = {name.lower() for name in (element.get("class") or "").split()}
    marked = names & set(_QUOTE_BOXES) or (element.get("id") or "").lower() in _QUOTE_IDS
    cited = element.tag == "blockquote" and (element.get("type") or "").lower() == "cite"
    if not (marked or cited) or _is_forward(element):
        return False
    return not _answered_inside(element) and not (element.tag == "blockquote" and _answered_beside(element))


def _is_forward(element: HtmlElement) -> bool:
    return bool(re.match(r"\s*-{5,}\s*\w[^-\n]{5,40}-{5,}", "".join(element.itertext())[:400]))


def _answered_inside(box: HtmlElement) -> bool:
    """Whether words stand between or below the block quotes directly in a box: answers to what is quoted."""
    if box.tag == "blockquote":
        return False
    quoted = False
    for child in box:
        own = "" if child.tag == "blockquote" else "".join(child.itertext())
        if quoted and (own.strip() or (child.tail or "").strip()):
            return True
        quoted = quoted or child.tag == "blockquote"
        if quoted and (child.tail or "").strip():
            return True
    return False


def _answered_beside(quote: HtmlElement) -> bool:
    """Whether this block quote and another one stand side by side with words between them."""
    sibling = quote.getparent()
    return sibling is not None and sum(child.tag == "blockquote" for child in sibling) > 1


def _is_signature(element: HtmlElement) -> bool:
    names = {name.lower() for name in (element.get("class") or "").split()} | {(element.get("id") or "").lower()}
    return bool(names & set(_SIGNATURES))


@dataclass(slots=True)
class _Page:
    """The text so far, line by line, with the block quotes and lists that are open."""

    lines: list[str] = field(default_factory=list)
    line: str = ""
    quotes: int = 0
    lists: list[int] = field(default_factory=list)  # the next number, or -1 for bullets
    preformatted: int = 0
    pending: str = ""  # the marker of a list item that has no words yet

    def write(self, text: str | None) -> None:
        if not text:
            return
        if self.preformatted:
            first, *rest = text.split("\n")
            self.line += first
            for line in rest:
                self.end_line()
                self.line = line
            return
        words = _SPACE.sub(" ", text)
        if not self.line or self.line.endswith(" "):
            words = words.lstrip(" ")
        if words and self.pending:
            self.line, self.pending = self.pending + self.line, ""
        self.line += words

    def end_line(self, *, always: bool = False) -> None:
        if self.line.strip() or always or "\u00a0" in self.line:
            self.lines.append("> " * self.quotes + self.line.replace("\u00a0", " ").rstrip())
        self.line = ""

    def blank(self) -> None:
        self.end_line()
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append(("> " * self.quotes).rstrip())


def _flatten(root: HtmlElement) -> str:
    page = _Page()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            if event == "end":
                page.write(element.tail)
        elif event == "start":
            _open(page, element)
        else:
            _close(page, element)
            if element is not root:
                page.write(element.tail)
    page.end_line()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(page.lines)).strip()


def _open(page: _Page, element: HtmlElement) -> None:
    tag = element.tag
    if tag == "br":
        page.end_line(always=True)
        return
    if tag in _BLOCKS:
        page.blank() if _is_spaced(page, element) else page.end_line()
    if tag == "hr":
        page.lines.append("_" * 32)
    elif tag == "blockquote":
        page.quotes += 1
    elif tag in ("ul", "ol"):
        page.lists.append(1 if tag == "ol" else -1)
    elif tag == "li":
        page.pending = _marker(page)
    elif tag == "pre":
        page.preformatted += 1
    elif tag in ("td", "th") and page.line.strip():
        page.line = page.line.rstrip() + " | "
    page.write(element.text)


def _close(page: _Page, element: HtmlElement) -> None:
    tag = element.tag
    if tag == "a":
        page.write(_address(element))
    if tag not in _BLOCKS:
        return
    page.end_line()
    if tag == "li":
        page.pending = ""
    elif tag in ("ul", "ol") and page.lists:
        page.lists.pop()
    elif tag == "pre":
        page.preformatted = max(0, page.preformatted - 1)
    if tag == "blockquote":
        page.quotes = max(0, page.quotes - 1)
    if _is_spaced(page, element):
        page.blank()


def _is_spaced(page: _Page, element: HtmlElement) -> bool:
    """Outlook's paragraphs carry no space of their own: its writers press Enter twice."""
    if element.tag in ("ul", "ol") and page.lists:
        return False  # a list inside a list
    return element.tag in _SPACED and "MsoNormal" not in (element.get("class") or "")


def _marker(page: _Page) -> str:
    indent = "  " * max(0, len(page.lists) - 1)
    if not page.lists or page.lists[-1] < 0:
        return f"{indent}- "
    page.lists[-1] += 1
    return f"{indent}{page.lists[-1] - 1}. "


def _address(link: HtmlElement) -> str:
    """The address of a link in parentheses, when its words do not say it already."""
    address = (link.get("href") or "").strip()
    words = "".join(link.itertext()).strip()
    if not address or not words or _FAKE_SCHEME.match(address):
        return ""
    target = re.sub(r"^mailto:|\?.*$", "", address, flags=re.I) if address.lower().startswith("mailto:") else address
    bare = re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", target.casefold())
    return (
        ""
        if bare in words.casefold() or (words.casefold().rstrip("/") in bare.rstrip("/") and "." in words)
        else f" ({target})"
    )
