"""The files of one evaluation.

evals/<run>/
    answers/<responder>.jsonl  every answer, as it arrived; errors too
    scores.jsonl               question, answer and grade, one row an answer
    labels.jsonl               grades that people gave (append-only)
    summary.json               rates with intervals, gap, comparisons
    report.html                the same for reading, in one file
"""

from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evalsuite.records import GradedAnswer, Label, Summary
from prep.errors import BadInput
from prep.project import need, read_json, read_records, write_json, write_jsonl


def answers_file(folder: Path, responder: str) -> Path:
    return folder / "answers" / f"{responder}.jsonl"


def scores_file(folder: Path) -> Path:
    return folder / "scores.jsonl"


def labels_file(folder: Path) -> Path:
    return folder / "labels.jsonl"


def summary_file(folder: Path) -> Path:
    return folder / "summary.json"


def report_file(folder: Path) -> Path:
    return folder / "report.html"


def write_scores(folder: Path, graded: Sequence[GradedAnswer]) -> None:
    write_jsonl(scores_file(folder), graded)


def read_scores(folder: Path) -> list[GradedAnswer]:
    """Every graded answer, or MissingProject naming the command that makes them."""
    return read_records(need(scores_file(folder), "pairwright evaluate"), GradedAnswer)


def read_labels(folder: Path) -> list[Label]:
    """What people graded so far; nothing when nobody has."""
    path = labels_file(folder)
    return read_records(path, Label) if path.is_file() else []


def write_summary(folder: Path, summary: Summary) -> None:
    write_json(summary_file(folder), summary)


def read_summary(folder: Path) -> Summary:
    """The summary, or MissingProject naming the command that makes it."""
    path = need(summary_file(folder), "pairwright evaluate")
    try:
        return TypeAdapter(Summary).validate_python(read_json(path))
    except ValidationError as fault:
        place = ".".join(str(part) for part in fault.errors()[0]["loc"])
        raise BadInput(
            f"{path}: expected a summary, got one whose {place!r} is wrong. Make it again with `pairwright evaluate`."
        ) from None
