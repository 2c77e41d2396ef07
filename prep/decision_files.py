"""Decisions in a spreadsheet: the pairs that wait as CSV or JSONL, and the filled-in file as decisions.

Each row carries a mark of what its reader sees: the pair's text and how much was said about it by then. A row whose
pair changed meanwhile, or was decided on elsewhere, is refused, and a file that is read twice is taken once. No cell of
a CSV starts like a formula: an apostrophe stands before those that would, and goes when the file is read.
"""

import csv
import hashlib
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from prep.decisions import fold_log, in_a_persons_words
from prep.errors import BadInput
from prep.ingest.decoding import decode
from prep.ingest.delimited import read_delimited
from prep.project import to_json
from prep.records import Decision, Pair
from prep.waiting import Waiting

COLUMNS = ("seen", "pair_id", "decision", "because", "instruction", "response", "reasons", "topic", "score")
ACTIONS = ("accept", "reject", "edit")
_NEEDED = ("seen", "pair_id", "decision", "instruction", "response")
_FORMULA = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")
_MARK = re.compile(r"t(?P<text>[0-9a-f]{12})-n(?P<said>\d{1,9})")
_BOM = "\ufeff"  # without it spreadsheets take UTF-8 for something older


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of a decision file and where it stands."""

    place: str  # "waiting.csv:14"
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken, and why."""

    place: str
    pair_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileDecisions:
    """What a decision file says. decisions + already + undecided + refused = all rows."""

    decisions: tuple[Decision, ...]
    n_already: int  # rows whose decision was taken before
    n_undecided: int  # rows without a decision
    refused: tuple[RefusedRow, ...]


def write_rows(waiting: Sequence[Waiting], log: Sequence[Decision]) -> list[dict[str, str]]:
    """A row for each pair that waits, with an empty decision to fill in. `log` is every line of the decision log."""
    said = _by_pair(log)
    return [
        {
            "seen": f"{_text_mark(each.pair)}-n{len(said[each.pair.pair_id])}",
            "pair_id": each.pair.pair_id,
            "decision": "",
            "because": "",
            "instruction": each.pair.instruction,
            "response": each.pair.response,
            "reasons": "; ".join(f"{finding.code}: {finding.detail}" for finding in each.reasons),
            "topic": each.pair.topic,
            "score": f"{each.score:.2f}",
        }
        for each in waiting
    ]


def as_csv(rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as a CSV that spreadsheets open as it is meant."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerows([_guarded(row[column]) for column in COLUMNS] for row in rows)
    return _BOM + text.getvalue()


def as_jsonl(rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as one JSON object a line."""
    return "".join(f"{to_json(dict(row))}\n" for row in rows)


def kind_of(path: Path) -> str:
    """ ".csv" or ".jsonl", else BadInput."""
    kind = path.suffix.lower()
    if kind not in (".csv", ".jsonl"):
        raise BadInput(f"{path}: expected a file that ends in .csv or .jsonl, got {path.name!r}. Name it so.")
    return kind


def read_rows(path: Path) -> tuple[list[FileRow], list[RefusedRow]]:
    """The rows of a decision file, and those that are damaged. BadInput for a file that is none."""
    kind = kind_of(path)
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise BadInput(f"{path}: expected a file to read, got «{fault.strerror}». Check the path.") from None
    return _read_csv(path, data) if kind == ".csv" else _read_jsonl(path, data)


def decide_by_rows(
    rows: Sequence[FileRow], damaged: Sequence[RefusedRow], pairs: Iterable[Pair], log: Sequence[Decision]
) -> FileDecisions:
    """The decisions of a file's rows. `pairs` are as preparation made them, `log` is every line of the decision log."""
    made = {pair.pair_id: pair for pair in pairs}
    today = {pair.pair_id: pair for pair in in_a_persons_words(made.values(), fold_log(log, made))}
    marked = {_text_mark(pair): pair.pair_id for pair in today.values()}
    said = _by_pair(log)
    taken: dict[str, tuple[Decision, str]] = {}
    refused = list(damaged)
    n_already = n_undecided = 0
    for row in rows:
        pair_id = _pair_id(row, today, marked)
        decision = _decision(row, today.get(pair_id), pair_id)
        if isinstance(decision, str):
            refused.append(RefusedRow(row.place, pair_id, decision))
            continue
        earlier = said[pair_id][_n_said(row) :]
        if decision is None:
            n_undecided += 1
        elif any(_was_taken(row, decision, line) for line in earlier):
            n_already += 1
        elif reason := _changed_meanwhile(row, today[pair_id], earlier):
            refused.append(RefusedRow(row.place, pair_id, reason))
        elif pair_id not in taken:
            taken[pair_id] = decision, row.place
        elif taken[pair_id][0] == decision:
            n_already += 1
        else:
            first = taken[pair_id][1]
            refused.append(RefusedRow(row.place, pair_id, f"{first} decides otherwise on this pair, and was taken"))
    return FileDecisions(tuple(decision for decision, _ in taken.values()), n_already, n_undecided, tuple(refused))


def _decision(row: FileRow, pair: Pair | None, pair_id: str) -> Decision | str | None:
    """What a row says: a decision, nothing, or why it cannot be taken."""
    if pair is None:
        return "no pair of this project has this id"
    if not _MARK.fullmatch(row.cells["seen"]):
        return f"expected in «seen» what the file was written with, got {row.cells['seen'][:40]!r}"
    word = row.cells["decision"].strip().lower()
    if word and word not in ACTIONS:
        return f"expected accept, reject, edit or nothing as the decision, got {word[:40]!r}"
    now = {"instruction": pair.instruction, "response": pair.response}
    changed = {side: row.cells[side] for side, text in now.items() if not _same_text(row.cells[side], text)}
    is_current = _shows_today(row, pair)
    because = row.cells.get("because", "").strip()
    if word == "edit":
        empty = [side for side, text in changed.items() if not text.strip()]
        if empty:
            return f"expected a text, got an empty {' and '.join(empty)}; say reject to set the pair aside"
        if not changed and is_current:
            return "expected another instruction or response for an edit, got the same; say accept to keep them"
        return Decision(pair_id, "edit", because, **{side: row.cells[side] for side in now if side in changed})
    if changed and is_current:
        side = " and ".join(changed)
        return f"its {side} was changed; say edit to keep the change, or put the text back"
    return Decision(pair_id, word, because) if word else None


def _pair_id(row: FileRow, today: Mapping[str, Pair], marked: Mapping[str, str]) -> str:
    """The id of a row's pair, from its mark where a spreadsheet made "12/3" a date."""
    written = row.cells["pair_id"].strip()
    mark = _MARK.fullmatch(row.cells["seen"])
    return marked.get(f"t{mark['text']}", written) if mark and written not in today else written


def _changed_meanwhile(row: FileRow, pair: Pair, since: Sequence[Decision]) -> str:
    """Why a row is out of date; "" when it is not."""
    if since:
        return f"decided on since the file was written: {since[-1].action}, {since[-1].decided_at or 'time unknown'}"
    return "" if _shows_today(row, pair) else "its text changed since the file was written; write the file again"


def _was_taken(row: FileRow, decision: Decision, line: Decision) -> bool:
    """Whether a line of the log is this row's decision, taken before."""
    if (decision.action, decision.reason) != (line.action, line.reason):
        return False
    written = {"instruction": line.instruction, "response": line.response} if line.action == "edit" else {}
    return all(not text or _same_text(row.cells[side], text) for side, text in written.items())


def _shows_today(row: FileRow, pair: Pair) -> bool:
    return row.cells["seen"].startswith(f"{_text_mark(pair)}-")


def _n_said(row: FileRow) -> int:
    mark = _MARK.fullmatch(row.cells["seen"])
    return int(mark["said"]) if mark else 0


def _text_mark(pair: Pair) -> str:
    """Starts with a letter, or a spreadsheet would read some of these as numbers."""
    seen = json.dumps([pair.pair_id, pair.instruction, pair.response])
    return f"t{hashlib.sha256(seen.encode()).hexdigest()[:12]}"


def _by_pair(log: Iterable[Decision]) -> defaultdict[str, list[Decision]]:
    said: defaultdict[str, list[Decision]] = defaultdict(list)
    for line in log:
        said[line.pair_id].append(line)
    return said


def _read_csv(path: Path, data: bytes) -> tuple[list[FileRow], list[RefusedRow]]:
    encoding = decode(data).encoding
    if not encoding.startswith("utf"):
        raise BadInput(f"{path}: expected UTF-8, got {encoding}, which loses letters. Save it as «CSV UTF-8».")
    table = read_delimited(data, str(path))
    _need_columns(path, table.columns)
    rows = [
        FileRow(row.source, dict(zip(table.columns, map(_unguarded, row.cells), strict=True))) for row in table.rows
    ]
    return rows, [RefusedRow(row.source, "", row.evidence) for row in table.rejections]


def _read_jsonl(path: Path, data: bytes) -> tuple[list[FileRow], list[RefusedRow]]:
    rows: list[FileRow] = []
    damaged: list[RefusedRow] = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            place = f"{path}:{number}"
            found = _object(line)
            if isinstance(found, str):
                damaged.append(RefusedRow(place, "", found))
            else:
                rows.append(FileRow(place, found))
    if not rows and not damaged:
        raise BadInput(f"{path}: expected a row for each pair, got an empty file. Write it again with --to.")
    return rows, damaged


def _object(line: bytes) -> dict[str, str] | str:
    """A row of a JSONL file, or what is wrong with it."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
        json.dumps(row, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as fault:
        return f"expected one JSON object, got something else ({str(fault)[:80]})"
    if not isinstance(row, dict):
        return f"expected a JSON object, got {type(row).__name__}"
    wrong = [name for name in _NEEDED if not isinstance(row.get(name), str)]
    if wrong:
        return f"expected text under {', '.join(wrong)}, got none"
    return {name: value for name, value in row.items() if isinstance(value, str)}


def _need_columns(path: Path, columns: Sequence[str]) -> None:
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise BadInput(
            f"{path}: expected the columns of a file that --to wrote, got one without {', '.join(missing)}. "
            "Write it again, or put the header back."
        )


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def _same_text(cell: str, text: str) -> bool:
    """Whether a cell still says what was written to it: spreadsheets end lines their own way."""
    return cell == text or list(_lines(cell)) == list(_lines(text))


def _lines(text: str) -> Iterator[str]:
    return (line.rstrip() for line in re.split(r"\r\n|\r|\n", text.rstrip()))
