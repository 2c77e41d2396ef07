"""Tables with one row a ticket or one row a message: CSV, TSV, XLSX, Parquet, and JSON rows that are flat."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from prep.errors import BadInput
from prep.holding import Hold, in_memory
from prep.ingest.columns import SETTINGS, Mapped, map_columns
from prep.ingest.contacts import People, contact_kind
from prep.ingest.delimited import read_delimited_file
from prep.ingest.jsonlines import stream_json_rows
from prep.ingest.kinds import content_kind
from prep.ingest.message_rows import tickets_from_messages
from prep.ingest.parquet import read_parquet
from prep.ingest.sources import ExportFile, read_bytes, reading
from prep.ingest.tables import MAX_CELL, Row, Table, check_header
from prep.ingest.ticket_rows import tickets_from_rows
from prep.ingest.times import clock_of
from prep.ingest.visibility import PARTS, with_visibility
from prep.ingest.workbook import read_workbook
from prep.progress import Progress, Tick
from prep.records import Import, Rejection


def read_tables(
    files: Sequence[ExportFile],
    *,
    because: str,
    mapping: Mapping[str, str],
    own_domains: Sequence[str],
    hold: Hold,
    progress: Progress,
) -> Import:
    """Tickets from tables of the same layout. Keys of `mapping`: see `prep.ingest.columns`."""
    with reading(files, progress) as tick:
        tables = [load_table(file, mapping.get("sheet", ""), tick, hold) for file in files]
    mapped = [with_visibility(table, map_columns(table.name, table.columns, mapping), mapping) for table in tables]
    layouts = {each.layout for each in mapped}
    if len(layouts) > 1:
        raise BadInput(
            f"{tables[0].name}: expected files of one layout, got {' and '.join(sorted(layouts))}. "
            "Import them into projects of their own."
        )
    people = People()
    agent_is = mapping.get("agent_is", "")
    if mapped[0].layout == "a row a ticket":
        threads = tickets_from_rows(tables, mapped, people, clock_of(mapping), agent_is=agent_is, hold=hold)
    else:
        threads = tickets_from_messages(
            tables, mapped, people, clock_of(mapping), own_domains=own_domains, agent_is=agent_is, hold=hold
        )
    if not threads.tickets:
        raise BadInput(
            f"{tables[0].name}: expected rows with a question and an answer, but this export has no agent replies: "
            f"{_reasons([*_rejections(tables), *threads.rejections])}. Export tickets with their answers."
        )
    settings = {key: value for key, value in mapping.items() if key in SETTINGS}
    return Import(
        export_format="table",
        because=f"{because}; {_how(mapped[0])}",
        tickets=threads.tickets,
        rejections=(*_rejections(tables), *threads.rejections),
        warnings=(
            *(note for table in tables for note in table.warnings),
            *_unused(tables, mapped),
            *_untold(tables, mapped),
            *threads.warnings,
        ),
        n_rows=sum(len(table.rows) for table in tables) + len(_rejections(tables)),
        mapping={**mapped[0].columns, **settings},
        n_more=threads.n_more,
    )


def load_table(file: ExportFile, sheet: str, tick: Tick, hold: Hold = in_memory) -> Table:
    """One file as a table of text, whose rows wait in `hold`; BadInput for an empty one."""
    kind = content_kind(file)
    if kind == "json":
        table = _json_table(file, tick, hold)
    elif kind in ("xlsx", "parquet"):
        data = read_bytes(file)
        tick(len(data))
        packed = kind == "parquet"
        table = read_parquet(data, file.name, hold=hold) if packed else read_workbook(data, file.name, sheet, hold=hold)
    else:
        table = read_delimited_file(file, tick, hold=hold)
    if not table.rows:
        raise BadInput(
            f"{file.name}: expected a header and rows below it, got no usable row"
            f"{': ' + _reasons(table.rejections) if table.rejections else ''}. Export again."
        )
    return table


def _json_table(file: ExportFile, tick: Tick, hold: Hold) -> Table:
    rejections: list[Rejection] = []
    read = hold(stream_json_rows(file, tick, rejections))
    columns = check_header(file.name, tuple(dict.fromkeys(key for row in read for key in row.value)))

    def rows() -> Iterator[Row]:
        for row in read:
            cells = tuple(_text(row.value.get(column)) for column in columns)
            if max(map(len, cells), default=0) > MAX_CELL:
                rejections.append(Rejection("bad-row", f"a cell of over {MAX_CELL:,} characters", source=row.source))
            else:
                yield Row(cells, row.source)

    return Table(file.name, columns, hold(rows()), tuple(rejections))


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _rejections(tables: Sequence[Table]) -> list[Rejection]:
    return [rejection for table in tables for rejection in table.rejections]


def _reasons(rejections: Sequence[Rejection]) -> str:
    return "; ".join(list(dict.fromkeys(rejection.evidence for rejection in rejections))[:3]) or "no rows"


def _how(mapped: Mapped) -> str:
    parts = ", ".join(f"{part} = {column!r}" for part, column in mapped.columns.items())
    return f"{mapped.layout}, {parts}" + (" (guessed from the names; --map changes it)" if mapped.guessed else "")


def _untold(tables: Sequence[Table], mapped: Sequence[Mapped]) -> list[str]:
    """The tables that do not tell internal notes although others beside them do."""
    silent = [
        table.name
        for table, each in zip(tables, mapped, strict=True)
        if not any(part in each.columns for part in PARTS)
    ]
    if len(silent) == len(tables):
        return []
    return [f"{name}: no column tells internal notes there, so all its messages count as public." for name in silent]


def _unused(tables: Sequence[Table], mapped: Sequence[Mapped]) -> list[str]:
    notes = []
    for table, each in zip(tables, mapped, strict=True):
        others = [column for column in table.columns if column not in each.columns.values()]
        contacts = [column for column in others if contact_kind(column)]
        unused = [column for column in others if column not in contacts]
        if contacts:
            notes.append(f"{table.name}: columns used only to recognise people in texts: {', '.join(contacts)}.")
        if unused:
            notes.append(f"{table.name}: columns not used: {', '.join(unused)}.")
    return list(dict.fromkeys(notes))
