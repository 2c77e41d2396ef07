"""HTML as the lines that a reader sees, each with its place in the HTML, so that the HTML can be cut there."""

import html
import re
from bisect import bisect_right
from dataclasses import dataclass

from prep.ingest.markup import format_of

_TOKEN = re.compile(r"<(?P<tag>/?[a-zA-Z!][^<>]*)>|(?P<entity>&(?:#\w{1,8}|\w{2,12});)|(?P<text>[^<&]+|[<&])")
_BREAKS = re.compile(r"/?(?:p|div|br|tr|li|table|ul|ol|h[1-6]|blockquote|pre|hr|dt|dd|section|article)\b", re.I)
_UNSEEN = re.compile(r"(?P<element>style|script|title)\b", re.I)  # what stands in them, no reader sees
_BLANK = re.compile(r"[\t\r\n\f]")


@dataclass(frozen=True, slots=True)
class PlainView:
    """The visible lines of a text, and where each run of them stands in it."""

    text: str
    starts: tuple[int, ...]  # of each run, in `text`
    places: tuple[int, ...]  # of each run, in the HTML

    def place(self, position: int) -> int:
        """Where a position of the lines stands in the HTML."""
        run = bisect_right(self.starts, position) - 1
        return self.places[run] + position - self.starts[run]


def view_plainly(written: str) -> PlainView:
    """The lines of a text, of HTML without its tags. In linear time."""
    if format_of(written) != "html":
        return PlainView(written, (0,), (0,))
    parts: list[str] = []
    starts, places = [0], [0]
    length = 0
    unseen = ""  # the element of this kind that is open
    for token in _TOKEN.finditer(written):
        if token["tag"] is not None:
            shown = "\n" if _BREAKS.match(token["tag"]) else ""
            if opened := _UNSEEN.match(token["tag"]):
                unseen = unseen or opened["element"].lower()
            elif unseen and token["tag"].lower().startswith(f"/{unseen}"):
                unseen = ""
        elif token["entity"] is not None:
            shown = html.unescape(token[0]).replace("\xa0", " ")
        else:
            shown = _BLANK.sub(" ", token[0])
        shown = "" if unseen else shown
        starts.append(length)
        places.append(token.start())
        parts.append(shown)
        length += len(shown)
    starts.append(length)
    places.append(len(written))
    return PlainView("".join(parts), tuple(starts), tuple(places))
