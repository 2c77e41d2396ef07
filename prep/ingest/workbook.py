"""XLSX → a table of text. The archive is looked at before it is opened, and what is hidden is not read unasked."""

import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from prep.errors import BadInput
from prep.holding import Hold, in_memory
from prep.ingest.archives import BadArchive, open_archive
from prep.ingest.tables import MAX_CELL, MAX_CELLS, Row, Table, check_header
from prep.plurals import many
from prep.records import Rejection

MAX_ENTRY_BYTES = 50 << 20
MAX_RATIO = 200
_HARMLESS_BYTES = 1 << 20  # an entry below this may be packed as tightly as it likes
_MAX_ROW = 1_048_576
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+)([0-9]+):[A-Z]+([0-9]+)"')
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb'\br="([0-9]+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_UNCALCULATED = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="[A-Z]+([0-9]+)"[^>]*>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass(frozen=True, slots=True)
class _Marks:
    """What openpyxl's streaming reader does not tell about a sheet; rows count from 1, columns from 0."""

    merged: dict[tuple[int, int], int]  # first row and column → last row
    hidden_rows: frozenset[int]
    uncalculated_rows: frozenset[int]


def read_workbook(
    data: bytes, name: str, sheet: str = "", *, at_most: int | None = None, hold: Hold = in_memory
) -> Table:
    """The one visible sheet with data, or the sheet named; its first `at_most` rows, or all. They wait in `hold`.

    BadInput when there are several sheets with data, or the file is damaged.
    """
    check_archive(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which hold no text
            return _read(data, name, sheet, at_most, hold)
    except BadInput:
        raise
    except Exception as fault:  # openpyxl lets through whatever its parsers raise: KeyError, TypeError, ParseError …
        raise BadInput(
            f"{name}: expected an XLSX workbook, got a damaged one ({type(fault).__name__}). "
            "Open it in a spreadsheet program and save it again as .xlsx, or as CSV UTF-8."
        ) from None


def check_archive(data: bytes, name: str) -> None:
    """Refuse, before anything is unpacked, what is no XLSX file or would not fit into memory."""
    try:
        with open_archive(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except BadArchive as fault:
        raise BadInput(f"{name}: expected an XLSX workbook, got a damaged archive ({fault}). Save it again.") from None
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names:
        came = "a binary .xlsb workbook" if "xl/workbook.bin" in names else "another kind of archive"
        raise BadInput(
            f"{name}: expected an XLSX workbook, got {came}. Save it as .xlsx, or unpack it and name the files inside."
        )
    for entry in entries:
        if entry.file_size > MAX_ENTRY_BYTES:
            raise BadInput(
                f"{name}: expected a workbook whose parts unpack to at most 50 MB, got {entry.filename!r} with "
                f"{entry.file_size >> 20} MB. Save the sheet as CSV UTF-8."
            )
        if entry.file_size > max(_HARMLESS_BYTES, MAX_RATIO * entry.compress_size):
            raise BadInput(
                f"{name}: expected a workbook, got one whose part {entry.filename!r} unpacks to over {MAX_RATIO} times "
                "its size. Save the sheet as CSV UTF-8 if you trust it."
            )


def _read(data: bytes, name: str, sheet: str, at_most: int | None, hold: Hold) -> Table:
    workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        notes = []
        visible = [each for each in workbook.worksheets if each.sheet_state == "visible"]
        hidden = [each.title for each in workbook.worksheets if each.sheet_state != "visible"]
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sheet:
                chosen = [each for each in workbook.worksheets if each.title == sheet]
                if not chosen:
                    titles = ", ".join(repr(each.title) for each in workbook.worksheets)
                    raise BadInput(f"{name}: expected a sheet {sheet!r}, got {titles}. Correct --map sheet=NAME.")
            else:
                chosen = [each for each in visible if _has_data(each, _marks(archive, each, name))]
                if hidden:
                    notes.append(f"{name}: hidden sheets were not read: {', '.join(map(repr, hidden))}.")
            if len(chosen) > 1:
                titles = ", ".join(repr(each.title) for each in chosen)
                example = f"--map sheet={chosen[0].title}"
                raise BadInput(f"{name}: expected one sheet with data, got {titles}. Choose one, as in {example}.")
            if not chosen:
                raise BadInput(f"{name}: expected a sheet with a header and rows, found none. Export again.")
            return _table(chosen[0], _marks(archive, chosen[0], name), name, notes, at_most, hold)
    finally:
        workbook.close()


def _table(worksheet: Any, marks: _Marks, name: str, notes: list[str], at_most: int | None, hold: Hold) -> Table:
    filled = _filled_rows(worksheet, marks)
    rejections: list[Rejection] = []
    n_blank: Counter[str] = Counter()  # by the name of the file
    number, header = next(((number, cells) for number, cells in filled if any(cells)), (0, ()))
    columns = check_header(f"{name}:{number}", _without_blank_end(header)) if header else ()
    rows = hold(islice(_rows(filled, columns, marks, name, rejections, n_blank), at_most))
    if n_blank[name]:
        notes.append(f"{name}: {many(n_blank[name], 'blank row was', 'blank rows were')} skipped.")
    if marks.hidden_rows:
        notes.append(
            f"{name}: {many(len(marks.hidden_rows), 'hidden row was', 'hidden rows were')} not read. Unhide to use."
        )
    return Table(name, columns, rows, tuple(rejections), tuple(notes))


def _rows(
    filled: Iterable[tuple[int, tuple[str, ...]]],
    columns: tuple[str, ...],
    marks: _Marks,
    name: str,
    rejections: list[Rejection],
    n_blank: Counter[str],
) -> Iterator[Row]:
    for number, cells in filled:
        source = f"{name}:{number}"
        if not any(cells):
            n_blank[name] += 1
            continue
        evidence = ""
        if number in marks.hidden_rows:
            rejections.append(Rejection("hidden-row", "the row is hidden in the workbook", source=source))
            continue
        if number in marks.uncalculated_rows:
            evidence = "a formula without a stored value: open and save the workbook in a spreadsheet program"
        elif any(cells[len(columns) :]):
            evidence = f"cells beyond the {many(len(columns), 'column')} of the header"
        elif max(map(len, cells)) > MAX_CELL:
            evidence = f"a cell of over {MAX_CELL:,} characters"
        if evidence:
            rejections.append(Rejection("bad-row", evidence, source=source))
            continue
        padded = (*cells, *("" for _ in range(len(columns) - len(cells))))
        yield Row(padded[: len(columns)], source)


def _filled_rows(worksheet: Any, marks: _Marks) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows as text. A cell merged downwards stands in each of its rows; openpyxl leaves all but the first empty."""
    worksheet.reset_dimensions()  # the file's own statement of its size may be wrong and would cut rows off
    open_cells: dict[int, tuple[int, str]] = {}
    n_cells = 0
    for number, values in enumerate(worksheet.iter_rows(values_only=True), start=1):
        n_cells += len(values)
        if n_cells > MAX_CELLS:
            raise BadInput(
                f"{worksheet.title}: expected at most {MAX_CELLS:,} cells, got more. Delete the columns not needed."
            )
        cells = [_text(value) for value in values]
        for column, (last_row, value) in open_cells.items():
            if number <= last_row and column < len(cells) and not cells[column]:
                cells[column] = value
        for column, cell in enumerate(cells):
            if (number, column) in marks.merged:
                open_cells[column] = (marks.merged[number, column], cell)
        yield number, tuple(cells)


def _has_data(worksheet: Any, marks: _Marks) -> bool:
    n_filled = 0
    for _, cells in _filled_rows(worksheet, marks):
        n_filled += any(cells)
        if n_filled == 2:
            return True
    return False


def _marks(archive: zipfile.ZipFile, worksheet: Any, name: str) -> _Marks:
    xml = archive.read(worksheet._worksheet_path)
    hidden = set()
    for row in _ROW.finditer(xml):
        match = _NUMBER.search(row[1])
        if match and int(match[1]) > _MAX_ROW:
            raise BadInput(f"{name}: expected at most {_MAX_ROW:,} rows, got row {int(match[1])}. Save it again.")
        if match and _HIDDEN.search(row[1]):
            hidden.add(int(match[1]))
    merged = {(int(first), _column(letters)): int(last) for letters, first, last in _MERGED.findall(xml)}
    uncalculated = frozenset(int(row) for row in _UNCALCULATED.findall(xml))
    return _Marks(merged, frozenset(hidden), uncalculated)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number - 1


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("_x000D_", "\r")  # how the format writes a carriage return
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


def _without_blank_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    end = max((number for number, cell in enumerate(cells, start=1) if cell.strip()), default=0)
    return cells[:end]
