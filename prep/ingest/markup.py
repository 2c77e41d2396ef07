"""Whether a text is HTML, and whether its HTML says more than the plain text beside it."""

import re

from prep.records import TextFormat

_TAG = re.compile(r"<(?:/(?:p|div|span|ul|ol|li|table|td|a|b|i|strong|em|body|html|blockquote|font)|br\s*/?)>", re.I)
_ANY_TAG = re.compile(r"<[^>]*>|&nbsp;")
_STRUCTURE = re.compile(r"<(?:ul|ol|table|blockquote|pre|h[1-6]|hr)\b|(?:class|id)=\"[^\"]*(?:quote|signature)", re.I)
_BREAK = re.compile(r"<br\b|</(?:p|div|li|tr|h[1-6])>", re.I)
_LINK = re.compile(r"<a\s[^>]*href=[\"']([^\"']*)[\"'][^>]*>(.*?)</a>", re.I | re.S)


def format_of(text: str) -> TextFormat:
    """ "html" when `text` holds closing tags or line breaks of HTML, else "text"."""
    return "html" if _TAG.search(text) else "text"


def has_structure(html: str) -> bool:
    """Whether `html` holds lists, quotes, tables, headings, or links whose words differ from their address."""
    if _STRUCTURE.search(html):
        return True
    return any(_bare(words) != _bare(address) for address, words in _LINK.findall(html))


def lost_breaks(html: str, plain: str) -> bool:
    """Whether the plain text is the HTML squeezed onto fewer lines: paragraphs cannot be told apart in it any more."""
    n_breaks = len(_BREAK.findall(html))
    return n_breaks >= 3 and plain.count("\n") + 1 < n_breaks / 2


def richer_text(html: str, plain: str) -> tuple[str, TextFormat]:
    """The plain text, or the HTML where there is no other or it tells more: lists, links, quotes, paragraphs."""
    if html and (not plain.strip() or has_structure(html) or lost_breaks(html, plain)) and without_tags(html).strip():
        return html, "html"
    return plain, format_of(plain)


def without_tags(html: str) -> str:
    return _ANY_TAG.sub("", html)


def letters(text: str) -> str:
    """What makes two texts the same however they are marked up, spaced, punctuated and cased."""
    return re.sub(r"\W+", "", _ANY_TAG.sub(" ", text)).casefold()


def _bare(address: str) -> str:
    return re.sub(r"^(?:https?://|mailto:)|/$|\s+|<[^>]*>", "", address.strip().casefold())
