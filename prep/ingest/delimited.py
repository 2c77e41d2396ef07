"""CSV and its relatives, read strictly: one damaged record costs that record and never changes another.

A bare quote in an unquoted cell, text after a closing quote, a quote that is never closed, or a width unlike the
header's sets aside the physical line on which the record began, and reading resumes on the next line. Where the damaged
record ran over several lines, its other lines must not come back as rows: see `_Reader._resume_after`.
"""

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prep.errors import BadInput
from prep.holding import Hold, in_memory
from prep.ingest.csvrecords import Damage, Record, Records
from prep.ingest.decoding import Pieces, tell_encoding, text_of, undecoded
from prep.ingest.rowshape import RowShape
from prep.ingest.sources import ExportFile, read_pieces
from prep.ingest.tables import MAX_CELL, MAX_CELLS, Row, Table, check_header
from prep.ingest.textlines import TextLines
from prep.plurals import many
from prep.progress import Tick
from prep.records import Rejection

DELIMITERS = (",", ";", "\t", "|")
_LINE_ENDS = ("\n", "\r")
_SNIFFED = 1 << 20  # characters
_SAMPLE_RECORDS = 200
_FAR = 200  # lines that one damaged record may span
_REMEMBERED = 20 * _FAR  # lines that were looked at ahead
_TRUSTED_RUN = 8  # rows in a row
_HOPELESS = 1000  # damaged lines; when they also outnumber the rows, this is no table


def read_delimited(data: bytes, name: str, *, may_repeat: bool = False, hold: Hold = in_memory) -> Table:
    """The table in a CSV, TSV, semicolon or pipe file; BadInput without a usable header or when mostly unreadable.

    A column name that stands twice is refused unless the format is known to write it so. `hold` is where rows wait.
    """
    return _read(lambda: (data,), name, lambda n: None, may_repeat=may_repeat, hold=hold)


def read_delimited_file(file: ExportFile, tick: Tick, *, may_repeat: bool = False, hold: Hold = in_memory) -> Table:
    """The same of a file, which may be larger than memory."""
    return _read(lambda: read_pieces(file), file.name, tick, may_repeat=may_repeat, hold=hold)


def _read(pieces: Pieces, name: str, tick: Tick, *, may_repeat: bool, hold: Hold) -> Table:
    encoding = tell_encoding(pieces)
    warnings = [f"{name}: {encoding.warning}."] if encoding.warning else []
    counts: Counter[str] = Counter()
    beginning = ""
    for text in text_of(pieces, encoding):
        counts.update({mark: text.count(mark) for mark in _LINE_ENDS})
        beginning += text[: _SNIFFED - len(beginning)]
    if counts["\n"] > MAX_CELLS:
        raise BadInput(f"{name}: expected at most {MAX_CELLS:,} lines, got more. Export it in several files.")
    lines = TextLines(text_of(_ticking(pieces, tick), encoding), _feed(counts), hold)
    reader = _Reader(lines, sniff_delimiter(beginning).delimiter)
    first = reader.first_line()
    if first is None:
        raise BadInput(f"{name}: expected a table, got an empty file. Export again.")
    try:
        header = reader.header(first)
    except Damage as damage:
        raise BadInput(f"{name}:{first + 1}: expected column names, got {damage}. Repair the header.") from None
    columns = check_header(f"{name}:{first + 1}", header.cells, may_repeat=may_repeat)
    rows = hold(Row(record.cells, f"{name}:{record.first + 1}") for record in reader.rows(header))
    rejections = tuple(
        Rejection("bad-row", reason, source=f"{name}:{line + 1}") for line, reason in sorted(reader.damaged.items())
    )
    if len(rejections) > len(rows):
        raise BadInput(
            f"{rejections[0].source}: expected rows of {many(len(columns), 'cell')} like the header on line "
            f"{first + 1}, got "
            f"{rejections[0].evidence}; like that: {len(rejections)} of {len(rows) + len(rejections)} lines. "
            "Delete title lines above the header, or export the table again."
        )
    if reader.n_blank:
        warnings.append(f"{name}: {many(reader.n_blank, 'blank line was', 'blank lines were')} skipped.")
    return Table(name, columns, rows, rejections, tuple(warnings))


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The delimiter that explains the beginning of a text best."""

    delimiter: str
    share: float  # of the records that are well-formed and as wide as the first; 0 with fewer than two columns
    width: int


def sniff_delimiter(text: str) -> Sniffed:
    """The delimiter under which most records of the beginning are well-formed and as wide as the first."""
    lines = TextLines((text,), _feed({mark: text.count(mark) for mark in _LINE_ENDS}), in_memory)
    fits = {delimiter: _Reader(lines, delimiter).fit() for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: fits[delimiter])
    return Sniffed(best, *fits[best])


def _ticking(pieces: Pieces, tick: Tick) -> Pieces:
    def ticking() -> Iterator[bytes]:
        for piece in pieces():
            tick(len(piece))
            yield piece

    return ticking


def _feed(counts: Mapping[str, int]) -> str:
    """What ends a line: a carriage return alone only where nothing else does."""
    return "\r" if counts["\r"] and not counts["\n"] else "\n"


class _Reader:
    """The rows of a text, found again after each damaged record.

    `damaged` is the lines set aside so far, each with the reason; `n_blank` how many lines held nothing.
    """

    def __init__(self, lines: TextLines, delimiter: str) -> None:
        self.damaged: dict[int, str] = {}
        self.n_blank = 0
        self._records = Records(lines, delimiter)
        self._delimiter = delimiter
        self._width = 0
        self._shape = RowShape((), delimiter)
        self._tried: dict[int, Record | None] = {}

    def first_line(self) -> int | None:
        """The first line that is not blank."""
        return next((line for line in range(len(self._records)) if not self._records.is_blank(line)), None)

    def header(self, line: int) -> Record:
        """The record on a line, whatever its width; Damage when it is not well-formed."""
        return self._records.record(line)

    def fit(self) -> tuple[float, int]:
        """How well the delimiter explains the first records: share as wide as the first, then that width."""
        first = self.first_line()
        if first is None:
            return 0.0, 0
        try:
            header = self._records.record(first)
        except Damage:
            return 0.0, 0
        self._width = len(header.cells)
        if self._width == 1:
            return 0.0, 1
        tried = good = 0
        line = header.after
        while line < len(self._records) and tried < _SAMPLE_RECORDS:
            record = self._row(line)
            tried += not self._records.is_blank(line)
            good += record is not None
            line = record.after if record else line + 1
        return (good / tried if tried else 0.5) + 0.001, self._width

    def rows(self, header: Record) -> Iterator[Record]:
        """The rows one by one; each only when no damage that follows can show that it was none."""
        self._width = len(header.cells)
        self._shape = RowShape([record.cells for record in self._sample(header.after)], self._delimiter)
        kept: deque[Record] = deque()  # those that may still be taken back
        n_given = 0
        line = header.after
        while line < len(self._records) and not self._is_hopeless(n_given + len(kept)):
            while kept and kept[0].after <= line - _FAR:
                yield kept.popleft()
                n_given += 1
            if self._records.is_blank(line) and self._width > 1:
                self.n_blank += 1
                line += 1
                continue
            reason, record, resume = self._judge(line)
            if record and (self._width == 1 or any(record.cells)):
                kept.append(record)
            elif record:
                self.n_blank += 1
            else:
                self._take_back_head(line, resume, kept)
                self.damaged[line] = reason if resume == line + 1 else f"{reason} (down to line {resume})"
            line = resume
        yield from kept

    def _is_hopeless(self, n_rows: int) -> bool:
        return len(self.damaged) > max(_HOPELESS, n_rows)

    def _judge(self, line: int) -> tuple[str, Record | None, int]:
        """The row on a line, or None and what speaks against it; and the line on which to read on."""
        try:
            record = self._records.record(line)
        except Damage as damage:
            return str(damage), None, self._resume_after(line)
        if len(record.cells) != self._width:
            reason = f"{many(len(record.cells), 'cell')} where the header has {self._width}"
        elif any("\0" in cell for cell in record.cells):
            reason = "a NUL character"
        elif any(undecoded(cell) for cell in record.cells):
            reason = "bytes that are no text in the file's encoding"
        elif max(map(len, record.cells)) > MAX_CELL:
            reason = f"a cell of over {MAX_CELL:,} characters"
        elif not self._swallows_nothing(record):
            reason = "a quote that is never closed"
        elif self._ambiguous(record):
            return "a quoted cell that may hold whole rows", None, record.after
        else:
            return "", record, record.after
        return reason, None, self._resume_after(line)

    def _row(self, line: int) -> Record | None:
        """The record on a line if it is as wide as the header."""
        if line not in self._tried:
            if len(self._tried) == _REMEMBERED:
                self._tried.clear()
            try:
                record = self._records.record(line)
                self._tried[line] = record if len(record.cells) == self._width else None
            except Damage:
                self._tried[line] = None
        return self._tried[line]

    def _looks_like_row(self, line: int) -> bool:
        record = self._row(line)
        return record is not None and self._shape.fits(record.cells)

    def _sample(self, line: int) -> Iterator[Record]:
        taken = 0
        while line < len(self._records) and taken < _SAMPLE_RECORDS:
            record = self._row(line)
            if record is not None:
                taken += 1
                yield record
            line = record.after if record else line + 1

    def _resume_after(self, line: int) -> int:
        """The line on which rows begin again after damage on `line`.

        Usually the next one. But lines inside a damaged cell may by chance be as wide as the header; they betray
        themselves because the quote that ends the cell soon follows. So reading resumes on the first line from which
        a run of rows goes on, or at once on a line that has the distinct shape of this table's rows.
        """
        end = min(line + _FAR, len(self._records))
        longest, best = 0, end if self._shape.tells else line + 1
        for candidate in range(line + 1, end):
            if not self._looks_like_row(candidate):
                continue
            if self._shape.is_distinct:
                return candidate
            run = self._run_of_rows(candidate)
            if run >= _TRUSTED_RUN:
                return candidate
            if run > longest:
                longest, best = run, candidate
        return best

    def _run_of_rows(self, line: int) -> int:
        """How many rows follow each other from a line on; the end of the file counts like rows without end."""
        run = 0
        while run < _TRUSTED_RUN:
            if line >= len(self._records):
                return _TRUSTED_RUN
            if self._records.is_blank(line):
                line += 1
                continue
            record = self._row(line)
            if record is None:
                break
            run += 1
            line = record.after
        return run

    def _swallows_nothing(self, record: Record) -> bool:
        """Whether no line inside a record of several lines has the very shape of this table's rows."""
        inner = range(record.first + 1, record.after)
        return not inner or not (self._shape.is_distinct and any(map(self._looks_like_row, inner)))

    def _ambiguous(self, record: Record) -> bool:
        """Whether the lines after the first would be rows, all of them: then either reading may be right."""
        line = record.first + 1
        if line >= record.after:
            return False
        while line < record.after:
            inner = self._row(line)
            if inner is None:
                return False
            line = inner.after
        return True

    def _take_back_head(self, line: int, resume: int, kept: deque[Record]) -> None:
        """Set aside rows above the damage that are the beginning of a quoted cell without its opening quote."""
        tail = next((within for within in range(line, resume) if '"' in self._unescaped(within)), line)
        column = self._column_closed_on(tail)
        if column is None:
            return
        for above in range(tail - 1, max(tail - _FAR, 0), -1):
            on_row = kept and kept[-1].first <= above < kept[-1].after
            if on_row and kept[-1].after - kept[-1].first > 1:  # the cell cannot begin above a record of several lines
                if column == self._width - 1:  # but its own last cell may have been closed too early
                    self.damaged[kept.pop().first] = f"a quoted cell that may end early (down to line {tail + 1})"
                return
            plain = self._unescaped(above)
            cells = plain.split(self._delimiter)
            is_head = (
                len(cells) > column
                and self._shape.fits([cell.strip('"') for cell in cells[:column]])
                and not any('"' in cell for cell in cells[column:])
            )
            if '"' in plain and not is_head:
                return  # it has quoted cells of its own, so it stands outside the damaged one
            if on_row:
                kept.pop()
                self.damaged[above] = f"part of a quoted cell without its opening quote (down to line {tail + 1})"
            if is_head:
                return

    def _column_closed_on(self, line: int) -> int | None:
        """Which column a lone closing quote on this line would end; None when the line is no such tail."""
        before, quote, after = self._unescaped(line).partition('"')
        if not quote or '"' in after or (after and not after.startswith(self._delimiter)):
            return None
        n_after = after.count(self._delimiter)
        if before.count(self._delimiter) + n_after + 1 == self._width:
            return None  # the line is as wide as a row: its own quote is the damage
        return self._width - 1 - n_after

    def _unescaped(self, line: int) -> str:
        return self._records.line(line).replace('""', "  ")
