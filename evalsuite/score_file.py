"""Answers that anybody made, graded from a file: rows {"question", "reference" or "references", "answer"}."""

from pathlib import Path

from evalsuite.records import Graded
from evalsuite.scorers.grade import grade_answer
from prep.errors import BadInput
from prep.project import read_rows


def score_rows(file: Path) -> list[Graded]:
    """One grade a row, in order; BadInput with file:line for a row that lacks a key."""
    graded = []
    for number, row in read_rows(file):
        references = row.get("references") or [row.get("reference")]
        texts = [row.get("question"), row.get("answer"), *references]
        if not all(isinstance(text, str) for text in texts):
            raise BadInput(
                f'{file}:{number}: expected texts "question", "reference" and "answer", got the keys '
                f"{', '.join(row) or 'none'}. Rename the keys."
            )
        graded.append(grade_answer(row["question"], references, row["answer"]))
    if not graded:
        raise BadInput(f'{file}: expected rows {{"question", "reference", "answer"}}, got an empty file.')
    return graded
