"""What the import form asks and shows: which part each column plays, who is an agent, and the first threads.

Plain functions on files and tables; nothing of Streamlit.
"""

import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl import load_workbook

from prep.clean import reduce_to_own_words
from prep.errors import BadInput
from prep.import_summary import ImportSummary, summarise_import
from prep.ingest.columns import (
    MESSAGE_PARTS,
    NO_COLUMN,
    SETTINGS,
    TICKET_PARTS,
    Layout,
    Mapped,
    guess_layout,
    map_columns,
)
from prep.ingest.contacts import People
from prep.ingest.detect import detect
from prep.ingest.kinds import content_kind
from prep.ingest.message_rows import tickets_from_messages
from prep.ingest.roles import address_in, role_of
from prep.ingest.sources import find_files, read_bytes
from prep.ingest.table import load_table
from prep.ingest.tables import Table
from prep.ingest.ticket_rows import tickets_from_rows
from prep.ingest.times import clock_of
from prep.ingest.visibility import PARTS, with_visibility
from prep.ingest.workbook import check_archive
from prep.records import Import

HEAD = 400  # rows that the preview reads
_OFFERED = 60  # speakers that a person is asked about
_SAMPLE = 38  # characters of a cell beside its column's name
LAYOUTS: dict[Layout, str] = {
    "a row a ticket": "A row holds a question and its answer",
    "a row a message": "A row holds one message",
}
REQUIRED: dict[Layout, tuple[str, ...]] = {
    "a row a ticket": ("question", "answer"),
    "a row a message": ("ticket", "author", "text"),
}
OPTIONAL: dict[Layout, tuple[str, ...]] = {
    "a row a ticket": tuple(part for part in TICKET_PARTS if part not in ("question", "answer")),
    "a row a message": tuple(part for part in MESSAGE_PARTS if part not in ("ticket", "author", "text")),
}
CALLED = {
    "question": "Question",
    "answer": "Answer",
    "ticket": "Which ticket",
    "author": "Who wrote it",
    "text": "Text",
    "id": "Its id",
    "subject": "Subject",
    "topic": "Topic",
    "channel": "Channel (mail, chat, phone …)",
    "time": "Time",
    "agent": "The agent's name",
    "requester": "The customer's name",
    "public": "Public (yes: customers saw it)",
    "internal": "Internal (yes: no customer saw it)",
    "role": "Role of the author",
}


@dataclass(frozen=True, slots=True)
class Recognised:
    """What kind of export the files are, and what shows it."""

    kind: str
    because: str
    n_files: int


def recognise(paths: Sequence[Path], export_format: str) -> Recognised:
    """The kind of export; BadInput when it is none, or several."""
    choice = detect(find_files(paths), export_format, {})
    return Recognised(choice.export_format, choice.because, len(choice.files))


def fingerprint(paths: Sequence[Path]) -> tuple[tuple[str, int, int], ...]:
    """Changes whenever one of the files does."""
    return tuple((str(file.path), file.size, file.path.stat().st_mtime_ns) for file in find_files(paths))


def sheets(paths: Sequence[Path]) -> list[str]:
    """The visible sheets of the first workbook among the files; none when there is no workbook."""
    workbooks = [file for file in find_files(paths) if content_kind(file) == "xlsx"]
    if not workbooks:
        return []
    data = read_bytes(workbooks[0])
    check_archive(data, workbooks[0].name)
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True)
    except Exception:  # openpyxl lets through whatever its parsers raise; reading the table says it in words
        return []
    try:
        return [sheet.title for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    finally:
        workbook.close()


def load(paths: Sequence[Path], sheet: str = "") -> tuple[Table, ...]:
    """The files as tables of text."""
    return tuple(load_table(file, sheet, lambda n: None) for file in find_files(paths))


def proposed(columns: Sequence[str], remembered: Mapping[str, str]) -> tuple[Layout, Mapping[str, str], str]:
    """The layout and columns to begin with, and where they come from: what was said last time, or the names."""
    said = {part: column for part, column in remembered.items() if part not in SETTINGS}
    if said and set(said.values()) <= {*columns, NO_COLUMN}:
        try:
            mapped = map_columns("", columns, said)
            return mapped.layout, mapped.columns, "as you said last time"
        except BadInput:
            pass  # it was about other files
    if guessed := guess_layout(columns):
        return guessed.layout, guessed.columns, "guessed from the columns' names"
    return "a row a ticket", {}, ""


def visibility(tables: Sequence[Table], layout: Layout, mapping: Mapping[str, str]) -> Mapping[str, str]:
    """The columns that tell internal notes by their names and values; none where only a person can say which."""
    try:
        found = with_visibility(tables[0], Mapped(layout, mapping, guessed=True), {})
    except BadInput:
        return {}
    return {part: found.columns[part] for part in PARTS if part in found.columns}


def without_the_unchosen(layout: Layout, columns: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """The choices as a mapping: a part that the names suggest and that has no column here is said to have none."""
    try:
        guessed = map_columns("", columns, mapping).columns
    except BadInput:
        return dict(mapping)
    return {**mapping, **{part: NO_COLUMN for part in OPTIONAL[layout] if part in guessed and part not in mapping}}


def with_sample(tables: Sequence[Table], column: str) -> str:
    """A column's name and the first thing that stands in it."""
    for table in tables:
        if column in table.columns:
            place = table.columns.index(column)
            cell = next((row.cells[place] for row in table.rows[:HEAD] if row.cells[place].strip()), "")
            sample = " ".join(cell.split())
            shown = sample if len(sample) <= _SAMPLE else f"{sample[:_SAMPLE]}…"
            return f"{column} · “{shown}”" if shown else f"{column} · empty"
    return column


def undecided(tables: Sequence[Table], column: str) -> list[tuple[str, int]]:
    """Who writes under a name or address that does not say whether it is an agent's, the most frequent first."""
    found: Counter[str] = Counter()
    for table in tables:
        if column in table.columns:
            place = table.columns.index(column)
            found.update(row.cells[place].strip() for row in table.rows)
    ranked = [(speaker, n) for speaker, n in found.most_common() if speaker and role_of(speaker) is None]
    return ranked[:_OFFERED]


def domains(speakers: Sequence[str]) -> list[str]:
    """The mail domains among speakers, the most frequent first."""
    found = Counter(address_in(speaker).rpartition("@")[2] for speaker in speakers)
    return [domain for domain, _ in found.most_common() if domain]


def missing(layout: Layout, mapping: Mapping[str, str]) -> list[str]:
    """Parts that cannot be done without and have no column yet. A role tells who wrote as well as an author does."""
    return [part for part in REQUIRED[layout] if part not in mapping and not (part == "author" and "role" in mapping)]


def preview(tables: Sequence[Table], mapping: Mapping[str, str], own_domains: Sequence[str]) -> ImportSummary:
    """How the first rows would be read. Names stand in the threads as in the file: this is shown and not written."""
    heads = [replace(table, rows=table.rows[:HEAD]) for table in tables]
    mapped = [with_visibility(table, map_columns(table.name, table.columns, mapping), mapping) for table in tables]
    if len({each.layout for each in mapped}) > 1:
        raise BadInput(f"{heads[0].name}: expected files of one layout, got two. Import them one by one.")
    if mapped[0].layout == "a row a ticket":
        threads = tickets_from_rows(heads, mapped, People(), clock_of(mapping))
    else:
        agent_is = mapping.get("agent_is", "")
        threads = tickets_from_messages(
            heads, mapped, People(), clock_of(mapping), own_domains=own_domains, agent_is=agent_is
        )
    rejections = (*(rejection for table in heads for rejection in table.rejections), *threads.rejections)
    read = Import(
        export_format="table",
        because="",
        tickets=threads.tickets,
        rejections=rejections,
        warnings=threads.warnings,
        n_rows=sum(len(table.rows) + len(table.rejections) for table in heads),
        mapping=mapped[0].columns,
    )
    return summarise_import(read, reduce_to_own_words)


def options(export_format: str, mapping: Mapping[str, str], own_domains: Sequence[str]) -> list[str]:
    """The form as the options of a command."""
    words = [] if export_format == "auto" else ["--format", export_format]
    words += ["--map", json.dumps(dict(mapping), ensure_ascii=False)] if mapping else []
    return words + [word for domain in own_domains for word in ("--agent-domain", domain)]


def listed(written: str) -> list[str]:
    """Domains or addresses as a person writes them in one line."""
    return [word for word in written.replace(",", " ").replace(";", " ").split() if word]
