"""The questions of a file that another tool wrote: JSONL of pairs, or a CSV with a column of questions."""

import csv
from pathlib import Path

from prep.errors import BadInput
from prep.pair_files import read_numbered_pairs
from prep.plurals import many
from prep.records import Rejection

_COLUMNS = ("instruction", "question", "text", "query", "prompt")
_MARKS = {".csv": ",", ".tsv": "\t"}


def read_questions(path: Path) -> tuple[list[tuple[int, str]], list[Rejection]]:
    """Each question with the 1-based line that it ends on, and the rows that hold none, each with the reason."""
    if path.suffix.lower() not in _MARKS:
        pairs, rejections = read_numbered_pairs(path)
        return [(number, pair.instruction) for number, pair in pairs], rejections
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, delimiter=_MARKS[path.suffix.lower()], strict=True)
            return _column(path, [(rows.line_num, row) for row in rows])
    except OSError as fault:
        raise BadInput(f"{path}: expected a file to read, got {fault.strerror or fault}. Check the path.") from None
    except (csv.Error, UnicodeDecodeError) as fault:
        raise BadInput(f"{path}: expected a CSV in UTF-8, got something else ({fault}). Export it again.") from None


def _column(path: Path, rows: list[tuple[int, list[str]]]) -> tuple[list[tuple[int, str]], list[Rejection]]:
    header = [name.strip().casefold() for name in rows[0][1]] if rows else []
    named = [name for name in _COLUMNS if name in header]
    if not named:
        raise BadInput(
            f"{path}:1: expected a column {', '.join(_COLUMNS[:-1])} or {_COLUMNS[-1]}, got "
            f"{', '.join(header) or 'an empty file'}. Name the column of the questions so."
        )
    place = header.index(named[0])
    questions, rejections = [], []
    for number, row in rows[1:]:
        if len(row) != len(header) or not row[place].strip():
            fault = f"Expected {many(len(header), 'field')} with a question, got {len(row)}."
            rejections.append(Rejection("malformed-row", fault, source=f"{path}:{number}"))
        else:
            questions.append((number, row[place]))
    return questions, rejections
