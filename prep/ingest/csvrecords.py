"""Text → records by the letter of RFC 4180, one at a time from any line; what breaks the letter is Damage."""

from dataclasses import dataclass

from prep.ingest.tables import MAX_CELL
from prep.ingest.textlines import MAX_LINE, TextLines

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
    """The record that begins on each physical line of a text. Lines count from 0."""

    def __init__(self, lines: TextLines, delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter

    def __len__(self) -> int:
        return len(self._lines)

    def record(self, line: int) -> Record:
        """The record that begins on a line, whatever its width; Damage when it is not well-formed."""
        plain = self.line(line)
        self._refuse_too_long(line)
        if '"' not in plain:
            if plain.count(self._delimiter) >= _MAX_WIDTH:
                raise Damage(_TOO_WIDE)
            return Record(tuple(plain.split(self._delimiter)), line, line + 1)
        n_lines = 1
        while True:  # most records are on one line, so the lines after it are looked at only when a quote stays open
            text = "".join(self._lines[line : line + n_lines])
            reading = _Reading(text, self._delimiter, self._lines.feed)
            is_all = line + n_lines >= len(self._lines)
            cells = reading.cells(is_all=is_all)
            if cells is not None:
                after = line + 1 + text.count(self._lines.feed, 0, reading.end)
                for each in range(line + 1, after):
                    self._refuse_too_long(each)
                return Record(cells, line, after)
            n_lines *= 2

    def line(self, line: int) -> str:
        """A physical line without its end."""
        return _without_end(self._lines[line], self._lines.feed)

    def is_blank(self, line: int) -> bool:
        """Whether a line holds nothing but white space."""
        return not self._lines[line].strip()

    def _refuse_too_long(self, line: int) -> None:
        if line in self._lines.too_long:
            raise Damage(f"a line of over {MAX_LINE:,} characters")


class _Reading:
    """One record at the beginning of a text that may hold more, or not yet all of it."""

    def __init__(self, text: str, delimiter: str, feed: str) -> None:
        self._text = text
        self._delimiter = delimiter
        self._feed = feed
        self.end = 0

    def cells(self, *, is_all: bool) -> tuple[str, ...] | None:
        """The cells, and in `end` where they end; None when a quote is still open and more text may follow."""
        cells: list[str] = []
        while True:
            if (cell := self._cell(self.end, is_all)) is None:
                return None
            cells.append(cell)
            if len(cells) > _MAX_WIDTH:
                raise Damage(_TOO_WIDE)
            if not self._text.startswith(self._delimiter, self.end):
                return tuple(cells)
            self.end += len(self._delimiter)

    def _cell(self, position: int, is_all: bool) -> str | None:
        """One cell, leaving `end` at the delimiter or line end after it."""
        text = self._text
        if not text.startswith('"', position):
            line_end = self._line_end(position)
            found = text.find(self._delimiter, position, line_end)
            self.end = line_end if found < 0 else found
            if text.find('"', position, self.end) >= 0:
                raise Damage("a quote inside an unquoted cell")
            return text[position : self.end]
        search = position + 1
        while True:
            quote = text.find('"', search, position + MAX_CELL + 2)
            if quote < 0:
                if len(text) > position + MAX_CELL + 2:
                    raise Damage(f"a cell of over {MAX_CELL:,} characters")
                if not is_all:
                    return None
                raise Damage("a quote that is never closed")
            if not text.startswith('"', quote + 1):
                break
            search = quote + 2
        self.end = quote + 1
        if self.end != len(text) and not text.startswith((self._delimiter, self._feed, "\r\n"), self.end):
            raise Damage("text after a closing quote")
        return text[position + 1 : quote].replace('""', '"')

    def _line_end(self, position: int) -> int:
        """The position of a line's end, its line feed (and carriage return) not included."""
        found = self._text.find(self._feed, position)
        end = len(self._text) if found < 0 else found
        return end - 1 if self._feed == "\n" and self._text.endswith("\r", position, end) else end


def _without_end(line: str, feed: str) -> str:
    line = line.removesuffix(feed)
    return line.removesuffix("\r") if feed == "\n" else line
