"""The rows of a helpdesk's files, whatever wraps them: JSON in its forms, CSV, XLSX, Parquet."""

from collections.abc import Callable, Iterator, Mapping

from prep.holding import Hold
from prep.ingest.delimited import read_delimited_file
from prep.ingest.envelopes import JsonRow
from prep.ingest.jsonlines import stream_json_rows
from prep.ingest.kinds import content_kind
from prep.ingest.parquet import read_parquet
from prep.ingest.sources import ExportFile, read_bytes
from prep.ingest.tables import Table
from prep.ingest.workbook import read_workbook
from prep.progress import Tick
from prep.records import Rejection

_IN_ONE_PIECE: Mapping[str, Callable[..., Table]] = {"xlsx": read_workbook, "parquet": read_parquet}


def rows_of(file: ExportFile, tick: Tick, rejections: list[Rejection], hold: Hold) -> Iterator[JsonRow]:
    """Every row as a mapping of its fields; of a table, a column's name to its text. What is none: `rejections`."""
    kind = content_kind(file)
    if kind == "json":
        yield from stream_json_rows(file, tick, rejections)
        return
    if kind in _IN_ONE_PIECE:
        data = read_bytes(file)
        tick(len(data))
        table = _IN_ONE_PIECE[kind](data, file.name, hold=hold)
        del data  # rows may be many, and somebody waits between any two of them
    else:
        table = read_delimited_file(file, tick, may_repeat=True, hold=hold)
    rejections += table.rejections
    yield from as_rows(table)


def first_rows(file: ExportFile, at_most: int) -> list[JsonRow]:
    """The beginning of a workbook or Parquet table, without reading all of its rows."""
    return list(as_rows(_IN_ONE_PIECE[content_kind(file)](read_bytes(file), file.name, at_most=at_most)))


def as_rows(table: Table) -> Iterator[JsonRow]:
    """A column whose name stands several times becomes one list of what is not empty, as Jira's comments need it."""
    repeated = {name for name in table.columns if table.columns.count(name) > 1}
    for row in table.rows:
        value: dict[str, str | list[str]] = {}
        for name, cell in zip(table.columns, row.cells, strict=True):
            if name in repeated:
                listed = value.setdefault(name, [])
                if cell.strip() and isinstance(listed, list):
                    listed.append(cell)
            else:
                value[name] = cell
        yield JsonRow(value, row.source)
