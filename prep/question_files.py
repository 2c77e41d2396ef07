"""The questions of a file that another tool wrote: JSONL of pairs, or a CSV with a column of questions."""

from pathlib import Path

from prep.errors import BadInput
from prep.ingest.decoding import tell_encoding
from prep.ingest.delimited import read_delimited
from prep.ingest.tables import Row
from prep.pair_files import notes_on, raw_bytes, read_numbered_pairs
from prep.records import Rejection

_COLUMNS = ("instruction", "question", "text", "query", "prompt")
_TABLES = (".csv", ".tsv")


def read_questions(path: Path) -> tuple[list[tuple[int, str]], list[Rejection]]:
    """Each question with its 1-based line, and the rows that hold none, each with the reason."""
    if path.suffix.lower() not in _TABLES:
        pairs, rejections = read_numbered_pairs(path)
        return [(number, pair.instruction) for number, pair in pairs], rejections
    table = read_delimited(raw_bytes(path), str(path), may_repeat=True)
    header = [name.casefold() for name in table.columns]
    named = [name for name in _COLUMNS if name in header]
    if not named:
        raise BadInput(
            f"{path}:1: expected a column {', '.join(_COLUMNS[:-1])} or {_COLUMNS[-1]}, got "
            f"{', '.join(header)}. Name the column of the questions so."
        )
    place = header.index(named[0])
    empty = [
        Rejection("malformed-row", "Expected a question, got an empty cell.", source=row.source)
        for row in table.rows
        if not row.cells[place].strip()
    ]
    questions = [(_line(row), row.cells[place]) for row in table.rows if row.cells[place].strip()]
    return questions, [*table.rejections, *empty]


def notes_on_questions(path: Path) -> list[str]:
    """What is to be known of how such a file is read."""
    if path.suffix.lower() not in _TABLES:
        return notes_on(path)
    raw = raw_bytes(path)
    warning = tell_encoding(lambda: (raw,)).warning
    return [f"{path}: {warning}."] if warning else []


def _line(row: Row) -> int:
    return int(row.source.rpartition(":")[2])
