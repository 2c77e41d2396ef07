"""Text → records by the letter of RFC 4180, one at a time from any line; what breaks the letter is Damage."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from prep.ingest.tables import MAX_CELL

_MAX_WIDTH = 16_384  # columns; no spreadsheet has more
_TOO_WIDE = f"over {_MAX_WIDTH:,} cells in one record"


class Damage(Exception):
    """A record that is not well-formed; the text says why."""


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one record and the lines that it fills."""

    cells: tuple[str, ...]
    first: int  # line numbers from 0
    after: int


class Records:
    """A text cut into physical lines, and the record that begins on each. Lines count from 0."""

    def __init__(self, text: str, delimiter: str) -> None:
        self._feed = "\n" if "\n" in text or "\r" not in text else "\r"
        self._text = text
        self._delimiter = delimiter
        self._starts = _line_starts(text, self._feed)

    def __len__(self) -> int:
        return len(self._starts)

    def record(self, line: int) -> Record:
        """The record that begins on a line, whatever its width; Damage when it is not well-formed."""
        start = self._starts[line]
        end = self._line_end(line)
        plain = self._text[start:end]
        if '"' not in plain:
            if plain.count(self._delimiter) >= _MAX_WIDTH:
                raise Damage(_TOO_WIDE)
            return Record(tuple(plain.split(self._delimiter)), line, line + 1)
        cells = []
        position = start
        while True:
            cell, position = self._cell(position)
            cells.append(cell)
            if len(cells) > _MAX_WIDTH:
                raise Damage(_TOO_WIDE)
            if self._text.startswith(self._delimiter, position):
                position += len(self._delimiter)
                continue
            last = self._line_at(position)
            return Record(tuple(cells), line, last + 1)

    def _cell(self, position: int) -> tuple[str, int]:
        """One cell and the position of the delimiter or line end after it."""
        text = self._text
        if not text.startswith('"', position):
            line_end = self._line_end(self._line_at(position))
            found = text.find(self._delimiter, position, line_end)
            end = line_end if found < 0 else found
            bare = text.find('"', position, end)
            if bare >= 0:
                raise Damage("a quote inside an unquoted cell")
            return text[position:end], end
        search = position + 1
        while True:
            quote = text.find('"', search, position + MAX_CELL + 2)
            if quote < 0:
                if len(text) > position + MAX_CELL + 2:
                    raise Damage(f"a cell of over {MAX_CELL:,} characters")
                raise Damage("a quote that is never closed")
            if not text.startswith('"', quote + 1):
                break
            search = quote + 2
        end = quote + 1
        if end != len(text) and not text.startswith((self._delimiter, self._feed, "\r\n"), end):
            raise Damage("text after a closing quote")
        return text[position + 1 : quote].replace('""', '"'), end

    def line(self, line: int) -> str:
        """A physical line without its end."""
        return self._text[self._starts[line] : self._line_end(line)]

    def is_blank(self, line: int) -> bool:
        """Whether a line holds nothing but white space."""
        return not self.line(line).strip()

    def _line_end(self, line: int) -> int:
        """The position of a line's end, its line feed (and carriage return) not included."""
        if line + 1 < len(self._starts):
            end = self._starts[line + 1] - 1
        else:
            end = len(self._text) - (1 if self._text.endswith(self._feed) else 0)
        return end - 1 if self._feed == "\n" and self._text.endswith("\r", self._starts[line], end) else end

    def _line_at(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1


def _line_starts(text: str, feed: str) -> Sequence[int]:
    starts = array("Q", [0])
    starts.extend(match.end() for match in re.finditer(feed, text))
    if starts[-1] == len(text):
        starts.pop()
    return starts
