"""The rows of a helpdesk's files, whatever wraps them: JSON in its forms, CSV, XLSX, Parquet."""

from prep.ingest.delimited import read_delimited
from prep.ingest.envelopes import JsonRow
from prep.ingest.jsonlines import JsonRows, read_json_rows
from prep.ingest.kinds import content_kind
from prep.ingest.parquet import read_parquet
from prep.ingest.sources import ExportFile, read_bytes
from prep.ingest.tables import Table
from prep.ingest.workbook import read_workbook
from prep.progress import Tick


def rows_of(file: ExportFile, tick: Tick) -> JsonRows:
    """Every row as a mapping of its fields; of a table, a column's name to its text."""
    kind = content_kind(file)
    if kind == "json":
        return read_json_rows(file, tick)
    data = read_bytes(file)
    tick(len(data))
    if kind == "xlsx":
        return as_rows(read_workbook(data, file.name))
    if kind == "parquet":
        return as_rows(read_parquet(data, file.name))
    return as_rows(read_delimited(data, file.name, may_repeat=True))


def as_rows(table: Table) -> JsonRows:
    """A column whose name stands several times becomes one list of what is not empty, as Jira's comments need it."""
    repeated = {name for name in table.columns if table.columns.count(name) > 1}
    rows = []
    for row in table.rows:
        value: dict[str, str | list[str]] = {}
        for name, cell in zip(table.columns, row.cells, strict=True):
            if name in repeated:
                listed = value.setdefault(name, [])
                if cell.strip() and isinstance(listed, list):
                    listed.append(cell)
            else:
                value[name] = cell
        rows.append(JsonRow(value, row.source))
    return JsonRows(tuple(rows), table.rejections)
