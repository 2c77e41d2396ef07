"""A JSON array element by element, without holding the text that it stands in."""

import re
from collections.abc import Iterator

from prep.ingest.strictjson import NotJson, Parsed, StrictDecoder, skip_blank

_KEPT = 1 << 22  # characters behind us before they are dropped
_INSIDE_TEXT = re.compile(r'["\\]')
_ENDS_TEXT = ('"', "\\")
_OUTSIDE_TEXT = re.compile(r'["\[\]{},]')
_CLOSED = ("}", "]", '"')  # a value that ends so is whole, whatever comes next
_GOES_ON = ("unterminated string", "nested too deeply")  # their position is where the value began
_LONGEST_WORD = len("-Infinity")  # of JSON and its relatives; an escape is shorter
_AFTER = (",", "]", " ", "\n", "\r", "\t")


class TextAhead:
    """Text that comes in pieces, from the place that is being read on."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self.text = ""
        self.at = 0  # in `text`
        self.line = 1  # that `at` is on
        self.n_dropped = 0  # characters before `text`

    @property
    def n_before(self) -> int:
        """How many characters were before the place that is being read on."""
        return self.n_dropped + self.at

    def more(self) -> bool:
        """Take another piece; False at the end."""
        piece = next((piece for piece in self._pieces if piece), "")
        self.text += piece
        return bool(piece)

    def go_to(self, position: int) -> None:
        self.line += self.text.count("\n", self.at, position)
        self.at = position
        if self.at > _KEPT or self.at == len(self.text):
            self.n_dropped += self.at
            self.text, self.at = self.text[self.at :], 0

    def skip(self, n_before: int) -> None:
        """Go on to where so many characters are behind; not further than there are."""
        while self.n_dropped + len(self.text) < n_before:
            self.go_to(len(self.text))
            if not self.more():
                return
        self.go_to(n_before - self.n_dropped)

    def mark(self) -> str:
        """The next character that is no blank; "" at the end."""
        while True:
            self.go_to(skip_blank(self.text, self.at))
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def n_left(self) -> int:
        """How many characters are still to come behind `text`; they are gone then."""
        return sum(map(len, self._pieces))

    def rest(self) -> str:
        """All text from here, and the end of it."""
        return "".join((self.text[self.at :], *self._pieces))


def elements_of(ahead: TextAhead, longest: int) -> Iterator[tuple[int, Parsed]]:
    """Each element of the array that begins at the next mark, with its line; `ahead` is behind the array afterwards.

    One of more than `longest` characters is passed over and has that as its flaw. NotJson, its position in
    `ahead.text`, where the array is broken.
    """
    decoder = StrictDecoder()
    ahead.mark()
    ahead.go_to(ahead.at + 1)
    if ahead.mark() == "]":
        ahead.go_to(ahead.at + 1)
        return
    while True:
        ahead.mark()
        line = ahead.line
        yield line, read_value(ahead, decoder, longest)
        mark = ahead.mark()
        if mark not in ("]", ","):
            came = "something else" if mark else "the end of the file"
            raise NotJson(f"expecting ',', got {came}", ahead.at)
        ahead.go_to(ahead.at + 1)
        if mark == "]":
            return


def read_value(ahead: TextAhead, decoder: StrictDecoder, longest: int) -> Parsed:
    """The value at the next mark; one of more than `longest` characters is passed over and has that as its flaw."""
    too_long = Parsed(None, 0, (f"over {longest >> 20} MB in one record",))
    wanted = 0  # characters to have before another try, so that a long element is not tried at each piece
    while True:
        try:
            parsed = decoder.read(ahead.text, ahead.at)
        except NotJson as fault:
            if _is_final(fault, ahead.text):
                raise
            if len(ahead.text) - ahead.at > longest:
                _pass_over(ahead)
                return too_long
            if not _fill(ahead, wanted):
                raise
        else:
            if _is_whole(ahead.text, parsed.end) or not ahead.more():
                is_short = parsed.end - ahead.at <= longest
                ahead.go_to(parsed.end)
                return parsed if is_short else too_long
        wanted = 2 * (len(ahead.text) - ahead.at)


def _is_final(fault: NotJson, text: str) -> bool:
    """Whether no further text can mend it: it stands well before the end, and is not about a value that goes on."""
    return fault.reason not in _GOES_ON and fault.position + _LONGEST_WORD < len(text)


def _is_whole(text: str, end: int) -> bool:
    """Whether a value that ends there cannot go on in the next piece, as a number may: "-3", "-3.", "-3.5"."""
    return text.endswith(_CLOSED, 0, end) or end + len(".5e") <= len(text) or text.startswith(_AFTER, end)


def _fill(ahead: TextAhead, wanted: int) -> bool:
    """Take pieces until there are as many characters as wanted, one at least; False when there was none."""
    had = ahead.more()
    while had and len(ahead.text) - ahead.at < wanted and ahead.more():
        pass
    return had


def _pass_over(ahead: TextAhead) -> None:
    """Go behind a value without reading it, as its brackets and quotes say where it ends."""
    depth, in_text = 0, False
    while True:
        found = (_INSIDE_TEXT if in_text else _OUTSIDE_TEXT).search(ahead.text, ahead.at)
        if not found:
            ahead.go_to(len(ahead.text))
            if not ahead.more():
                return
            while in_text and not any(end in ahead.text for end in _ENDS_TEXT):  # faster than the pattern
                ahead.go_to(len(ahead.text))
                if not ahead.more():
                    return
            continue
        mark = found[0]
        if mark == "\\":
            if found.end() == len(ahead.text) and not ahead.more():
                return
            ahead.go_to(found.end() + 1)
            continue
        if depth == 0 and not in_text and mark in ",]":
            ahead.go_to(found.start())
            return
        ahead.go_to(found.end())
        if mark == '"':
            in_text = not in_text
        elif mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
