"""Which export this is, by content, and what shows it. When two readings are equally likely, the person decides."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from prep.errors import BadInput
from prep.ingest.columns import ANSWERS, SETTINGS, guess_layout
from prep.ingest.decoding import decode
from prep.ingest.delimited import read_delimited, sniff_delimiter
from prep.ingest.envelopes import JsonRow
from prep.ingest.helpdesks import HELPDESKS
from prep.ingest.helpdesks.rows import as_rows, first_rows
from prep.ingest.jsonlines import iterate_json
from prep.ingest.kinds import content_kind, foreign_reason
from prep.ingest.sources import ExportFile
from prep.ingest.transcript import turn_lists
from prep.ingest.zendesk_rows import row_kind, ticket_marks
from prep.records import Rejection

FORMATS = ("zendesk", *HELPDESKS, "table", "mbox", "transcript")
_SAMPLE_ROWS = 60
_MIN_SHARE = 0.5  # of the sampled rows that must fit a format

_EXPECTED = {
    "zendesk": "JSON",
    "transcript": "JSON",
    "table": "a CSV, TSV, XLSX, Parquet or JSON table",
    "mbox": "mails",
}
_CAME = {"json": "JSON", "mail": "mails", "empty": "an empty file", "xlsx": "a workbook", "parquet": "a Parquet table"}


@dataclass(frozen=True, slots=True)
class Choice:
    """The format decided on, the evidence, and the files that belong to it."""

    export_format: str
    because: str
    files: tuple[ExportFile, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read one file: the share of its rows that fit, and what shows it."""

    export_format: str
    fit: float
    evidence: str
    sure: bool = True  # False: some text beside an export may look like this by chance


def detect(files: Sequence[ExportFile], export_format: str, mapping: Mapping[str, str]) -> Choice:
    """The format of an export. BadInput when none or several fit, naming the choices and --format."""
    if export_format not in (*FORMATS, "auto"):
        raise BadInput(f"--format: expected auto, {', '.join(FORMATS)}, got {export_format!r}.")
    asked = _asked_for(export_format, mapping)
    if asked:
        return _as_asked(files, *asked)
    readings = {file: _readings(file) for file in files}
    known = {file: _best(file, found) for file, found in readings.items() if found}
    if any(reading.sure for reading in known.values()):
        known = {file: reading for file, reading in known.items() if reading.sure}
    formats = Counter(reading.export_format for reading in known.values())
    if len(formats) > 1:
        which = "; ".join(f"{_named(_of_format(known, name))}: {name}" for name in formats)
        raise BadInput(f"Expected files of one export, got several kinds ({which}). Import them one by one.")
    unknown = [file for file in files if file not in known]
    if not known:
        raise _nothing_fits(unknown)
    named = [file for file in unknown if file.named and content_kind(file) != "json"]
    if named:
        raise _nothing_fits(named)
    ignored = ", ".join(file.name for file in unknown[:8]) + (" …" if len(unknown) > 8 else "")
    return Choice(
        export_format=next(iter(formats)),
        because=_evidence(known),
        files=tuple(known),
        warnings=(f"Not part of the export, so not read: {ignored}.",) if unknown else (),
    )


def _asked_for(export_format: str, mapping: Mapping[str, str]) -> tuple[str, str] | None:
    if export_format != "auto":
        return export_format, f"--format {export_format}"
    if "turns" in mapping:
        return "transcript", "--map names a list of turns"
    if set(mapping) - set(ANSWERS):
        return "table", "--map names columns" if set(mapping) - set(SETTINGS) else "--map names a sheet"
    return None


def _as_asked(files: Sequence[ExportFile], export_format: str, because: str) -> Choice:
    wanted: dict[str, tuple[str, ...]] = {
        **dict.fromkeys(HELPDESKS, ("json", "xlsx", "parquet", "text")),
        "zendesk": ("json",),
        "transcript": ("json",),
        "table": ("json", "xlsx", "parquet", "text"),
        "mbox": ("mail", "text"),
    }
    fitting = [file for file in files if content_kind(file) in wanted[export_format]]
    others = [file for file in files if file not in fitting]
    if refused := [file for file in others if file.named or not fitting]:
        kind = content_kind(refused[0])
        came = foreign_reason(refused[0]) or _CAME.get(kind, kind)
        advice = "" if ". " in came else f" Name the right file, or leave out {because.split(maxsplit=1)[0]}."
        raise BadInput(
            f"{refused[0].name}: expected {_EXPECTED.get(export_format, 'JSON or a table')} for {export_format}, "
            f"got {came}.{advice}"
        )
    ignored = ", ".join(file.name for file in others[:8])
    return Choice(export_format, because, tuple(fitting), (f"Not read: {ignored}.",) if others else ())


def _readings(file: ExportFile) -> list[_Reading]:
    kind = content_kind(file)
    if kind == "mail":
        return [_Reading("mbox", 1.0, "begins with mail headers")]
    if kind == "xlsx":
        return _of_helpdesks(_rows_of_table(file)) or [_Reading("table", 1.0, "is a workbook")]
    if kind == "parquet":
        return _of_helpdesks(_rows_of_table(file)) or [_Reading("table", 1.0, "is a Parquet table")]
    if kind == "text":
        return _readings_of_text(file)
    return _readings_of_json(file) if kind == "json" else []


def _readings_of_text(file: ExportFile) -> list[_Reading]:
    head = file.head
    text = decode(head[: head.rfind(b"\n") + 1] or head).text
    sniffed = sniff_delimiter(text)
    first = next((line for line in text.splitlines() if line.strip()), "")
    columns = [cell.strip().strip('"') for cell in first.split(sniffed.delimiter)]
    if sniffed.width >= 2 and (found := _of_helpdesks(_rows_of_text(head, file.name))):
        return found
    known = guess_layout(columns) is not None
    if not known and (sniffed.width < 2 if file.named else sniffed.share < _MIN_SHARE):
        return []
    name = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}[sniffed.delimiter]
    return [_Reading("table", 1.0, f"has {sniffed.width} columns separated by {name}", sure=known or file.named)]


def _readings_of_json(file: ExportFile) -> list[_Reading]:
    entries = list(islice(iterate_json(file, lambda n: None), _SAMPLE_ROWS))
    rows = [entry.value for entry in entries if isinstance(entry, JsonRow)]
    if 2 * len(rows) < len(entries):
        first = next(entry for entry in entries if isinstance(entry, Rejection))
        raise BadInput(
            f"{first.source}: expected JSON objects, got something else ({first.evidence}). "
            "Export again, or name the right file."
        )
    if not rows:
        return []

    def share(fits: Callable[[dict[str, Any]], bool]) -> float:
        return sum(map(fits, rows)) / len(rows)

    found = []
    kinds = Counter(row_kind(row) for row in rows)
    fit = 1 - kinds["other"] / len(rows)
    if fit >= _MIN_SHARE:
        marks = next((ticket_marks(row) for row in rows if row_kind(row) == "ticket"), ())
        named = f" ({', '.join(marks[:3])})" if marks else ""
        what = " and ".join(f"{kind}s" for kind, _ in kinds.most_common() if kind != "other")
        found.append(_Reading("zendesk", fit, f"holds Zendesk {what}{named}"))
    fit = share(lambda row: bool(turn_lists(row)))
    if fit >= _MIN_SHARE:
        key = next(lists[0] for row in rows if (lists := turn_lists(row)))
        found.append(_Reading("transcript", fit, f"holds lists of turns under {key!r}"))
    columns = list(dict.fromkeys(key for row in rows for key in row))
    if (layout := guess_layout(columns)) is not None:
        parts = ", ".join(f"{part} = {column!r}" for part, column in layout.columns.items())
        fit = share(lambda row: all(isinstance(row.get(layout.columns[part]), str) for part in _needed(layout.columns)))
        if fit >= _MIN_SHARE:
            found.append(_Reading("table", fit, f"holds flat rows with {parts}"))
    # Fields that only one product has say more than columns that any table could have.
    return [each for each in found if each.export_format == "zendesk"] + _of_helpdesks(rows) or found


def _of_helpdesks(rows: Sequence[Mapping[str, Any]]) -> list[_Reading]:
    """The helpdesks to which most of these rows belong, by their fields."""
    found = []
    for helpdesk in HELPDESKS.values():
        kinds = Counter(helpdesk.kind(row) for row in rows)
        fit = 1 - kinds[""] / len(rows) if rows else 0.0
        if fit >= _MIN_SHARE:
            what = " and ".join(f"{kind}s" for kind, _ in kinds.most_common() if kind)
            found.append(_Reading(helpdesk.name, fit, f"holds {helpdesk.label} {what}"))
    return found


def _rows_of_text(head: bytes, name: str) -> list[Mapping[str, Any]]:
    """The first rows of a table; none when its beginning cannot be read."""
    try:
        table = read_delimited(head[: head.rfind(b"\n") + 1] or head, name, may_repeat=True)
    except BadInput:
        return []
    return [row.value for row in islice(as_rows(table), _SAMPLE_ROWS)]


def _rows_of_table(file: ExportFile) -> list[Mapping[str, Any]]:
    try:
        return [row.value for row in first_rows(file, _SAMPLE_ROWS)]
    except BadInput:
        return []  # the reader of tables says what is wrong with it


def _needed(columns: Mapping[str, str]) -> tuple[str, ...]:
    return ("question", "answer") if "question" in columns else ("author", "text")


def _best(file: ExportFile, readings: Sequence[_Reading]) -> _Reading:
    ranked = sorted(readings, key=lambda reading: reading.fit, reverse=True)
    if len(ranked) > 1 and ranked[0].fit == ranked[1].fit:
        choices = "; ".join(f"--format {reading.export_format} ({reading.evidence})" for reading in ranked)
        raise BadInput(
            f"{file.name}: expected one kind of export, but it can be read in several ways: {choices}. Choose."
        )
    return ranked[0]


def _evidence(known: Mapping[ExportFile, _Reading]) -> str:
    by_evidence: dict[str, list[str]] = {}
    for file, reading in known.items():
        by_evidence.setdefault(reading.evidence, []).append(file.name)
    each = {evidence: ": each " if len(names) > 1 else " " for evidence, names in by_evidence.items()}
    return "; ".join(f"{_named(names)}{each[evidence]}{evidence}" for evidence, names in by_evidence.items())


def _of_format(known: Mapping[ExportFile, _Reading], export_format: str) -> list[str]:
    return [file.name for file, reading in known.items() if reading.export_format == export_format]


def _named(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _nothing_fits(files: Sequence[ExportFile]) -> BadInput:
    file = files[0]
    kind = content_kind(file)
    expected = f"{file.name}: expected a helpdesk export, a table, mails or chat transcripts"
    if kind in ("foreign", "empty"):
        return BadInput(f"{expected}, got {foreign_reason(file) or 'an empty file'}.")
    came = _shape(file) if kind == "json" else "a text without columns"
    return BadInput(f"{expected} ({_labels()}), got {came}. If it is one, say which with --format {'|'.join(FORMATS)}.")


def _shape(file: ExportFile) -> str:
    entries = islice(iterate_json(file, lambda n: None), _SAMPLE_ROWS)
    row = next((entry.value for entry in entries if isinstance(entry, JsonRow)), {})
    if not row:
        return "JSON without objects"
    keys = ", ".join(repr(key[:40]) for key in list(row)[:12])
    return f'JSON objects with {keys} (to read two of them as a table: --map "question=KEY,answer=KEY")'


def _labels() -> str:
    return ", ".join(("Zendesk", *(helpdesk.label for helpdesk in HELPDESKS.values())))
