"""Text from tickets and models, with marks, as HTML that cannot be anything but text.

Markdown would fetch a remote image, follow directives and eat characters. So foreign text without marks goes through
`st.text`, and foreign text with marks through `show`, which takes only what this file builds: every piece passes
`span`, which escapes it. The tags and styles are ours alone. The alphas in the styles suit the light and the dark
theme; the kind of underline tells the marks apart without colour.
"""

import html
import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NewType

import streamlit as st

from prep.records import Author

Kind = Literal["same", "added", "replaced", "fact", "strong", "quiet", "label", "badge"] | Author
Piece = tuple[Kind, str]
Mark = tuple[int, int, Kind]  # start, end, kind
Html = NewType("Html", str)  # made in this file only

TAG: dict[Kind, str] = {
    "added": "ins",
    "replaced": "del",
    "fact": "mark",
    "strong": "b",
    "quiet": "span",
    "label": "span",
    "badge": "span",
    "customer": "span",
    "agent": "span",
    "automatic": "span",
    "unknown": "span",
}
_ROLE = "border-radius:6px;padding:1px 7px;font-size:.88em;font-weight:600;white-space:nowrap"
_ROUND = "border-radius:3px 3px 0 0;color:inherit;text-decoration:none"
STYLE: dict[Kind, str] = {
    "added": f"background:rgba(0,122,90,.16);border-bottom:2px solid #00A37A;{_ROUND}",
    "replaced": f"background:rgba(192,86,0,.10);border-bottom:2px dotted #D07A2E;{_ROUND}",
    "fact": f"background:rgba(0,114,178,.16);border-bottom:2px solid #2C8FD0;font-weight:600;{_ROUND}",
    "strong": "font-weight:600",
    "quiet": "opacity:.62;font-size:.88em",
    "label": "opacity:.62;font-size:.88em;display:inline-block;margin-bottom:2px",
    "badge": "background:rgba(128,140,155,.18);border-radius:6px;padding:1px 7px;font-size:.88em;white-space:nowrap",
    "customer": f"background:rgba(0,114,178,.16);{_ROLE}",
    "agent": f"background:rgba(0,122,90,.20);{_ROLE}",
    "automatic": f"background:rgba(128,140,155,.18);{_ROLE}",
    "unknown": f"background:rgba(192,86,0,.18);border-bottom:2px dotted #D07A2E;{_ROLE}",
}
_WRAPPER = "white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.55"
_HEADING = f"{_WRAPPER};font-size:1.13em;font-weight:600"
# A column is as wide as its longest word, or narrow columns would break words; what is too wide is scrolled.
_CELL = "padding:5px 20px 5px 0;text-align:left;vertical-align:top;font-weight:400;overflow-wrap:break-word"


def show(*parts: Html, width: Literal["stretch", "content"] = "stretch") -> None:
    """Put parts on the page, one below the other."""
    st.html("".join(parts), width=width)


def span(kind: Kind, text: str) -> str:
    """The only way in: `text` escaped, inside the tag of its kind."""
    safe = html.escape(text)
    return safe if kind == "same" else f'<{TAG[kind]} style="{STYLE[kind]}">{safe}</{TAG[kind]}>'


def paragraph(pieces: Iterable[Piece]) -> Html:
    """Pieces in a row, line breaks and spaces kept. Isolated, so that a direction mark inside does not leak out."""
    return Html(f'<div dir="auto" style="{_WRAPPER};unicode-bidi:isolate">{_spans(pieces)}</div>')


def heading(text: str) -> Html:
    """Foreign text where a page's own words would be a heading, such as a question."""
    return Html(f'<div dir="auto" role="heading" aria-level="2" style="{_HEADING}">{span("same", text)}</div>')


def message(who_and_when: str, pieces: Iterable[Piece]) -> Html:
    """One message of a thread: a quiet line that says who, then what they said."""
    return Html(f'<div style="margin-bottom:14px">{span("label", who_and_when)}{paragraph(pieces)}</div>')


def said_by(author: Author, who: str, when: str, text: str) -> Html:
    """One message of a thread whose roles are the point: the role as a coloured word, when, then what was said."""
    head = f'<div style="margin-bottom:3px">{span(author, who)} {span("quiet", when)}</div>'
    return Html(f'<div style="margin-bottom:14px">{head}{paragraph([("same", text)])}</div>')


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """A small table whose cells are foreign text. The first column is quiet: it names the rows."""
    head = "".join(f'<th style="{_CELL}">{span("quiet", cell)}</th>' for cell in header)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td dir="auto" style="{_CELL}">{span("same" if place else "quiet", cell)}</td>'
            for place, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    rows_of_it = f'<table style="border-collapse:collapse;line-height:1.5"><tr>{head}</tr>{body}</table>'
    return Html(f'<div style="overflow-x:auto">{rows_of_it}</div>')


def listed(kind: Kind, texts: Iterable[str]) -> list[Piece]:
    """Several short texts in a row, each marked, with spaces between."""
    return [piece for text in texts for piece in ((kind, text), ("same", "  "))]


def mark_spans(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """`text` cut into pieces; where marks overlap the later one wins."""
    kinds: list[Kind] = ["same"] * len(text)
    for start, end, kind in marks:
        kinds[start:end] = [kind] * len(kinds[start:end])
    return [
        (kind, "".join(character for _, character in group))
        for kind, group in groupby(zip(kinds, text, strict=True), key=lambda one: one[0])
    ]


def word_changes(before: str, after: str) -> tuple[list[Mark], list[Mark]]:
    """What was replaced in `before` and what was added in `after`, word by word, as marks.

    Changes with nothing but spaces and signs between them are joined, or the difference reads as confetti.
    """
    left, right = _words(before), _words(after)
    same = SequenceMatcher(
        None, [word.casefold() for word in left], [word.casefold() for word in right], autojunk=False
    )
    kept_left, kept_right = [False] * len(left), [False] * len(right)
    for block in same.get_matching_blocks():
        for offset in range(block.size):
            kept_left[block.a + offset] = kept_right[block.b + offset] = True
    return _changed(left, kept_left, "replaced"), _changed(right, kept_right, "added")


def _words(text: str) -> list[str]:
    """Words, spaces and single signs, which together are the text again."""
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def _changed(words: Sequence[str], kept: Sequence[bool], kind: Kind) -> list[Mark]:
    """One mark for each run of changed words; signs and spaces between two changed words belong to the run."""
    marks: list[Mark] = []
    start = end = -1
    place = 0
    for word, is_kept in zip(words, kept, strict=True):
        if word[0].isalnum() and not is_kept:
            start, end = (place if start < 0 else start), place + len(word)
        elif word[0].isalnum() and start >= 0:
            marks.append((start, end, kind))
            start = -1
        place += len(word)
    return [*marks, (start, end, kind)] if start >= 0 else marks


def _spans(pieces: Iterable[Piece]) -> str:
    return "".join(span(kind, text) for kind, text in pieces)
