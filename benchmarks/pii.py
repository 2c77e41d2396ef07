"""How much of the personal data in a text `prep.personal_data.find_personal_data` finds, type by type.

A row of --data is {"full_text", "spans": [{"entity_type", "start_position", "end_position"}]}; a JSON list of such rows
is read as well as JSONL. A span counts as found when spans of the right kind cover all its letters and digits; a found
span counts as right when it touches a span of its type. Types that pairwright does not look for have recall 0.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from prep.personal_data import PersonalKind, Span, find_personal_data
from prep.project import read_rows
from to_the_reader import run

KINDS: Mapping[str, tuple[PersonalKind, ...]] = {
    "EMAIL_ADDRESS": ("email",),
    "PHONE_NUMBER": ("phone",),
    "CREDIT_CARD": ("card",),
    "IBAN_CODE": ("iban",),
    "US_SSN": ("ssn",),
    "IP_ADDRESS": ("ip",),
    "PERSON": ("person",),
    "US_DRIVER_LICENSE": ("driver-licence",),
    "US_PASSPORT": ("passport",),
    "US_BANK_NUMBER": ("account",),
    "MAC_ADDRESS": ("mac",),
    "CRYPTO": ("wallet",),
    "STREET_ADDRESS": ("address",),
    "BIRTH_DATE": ("birth-date",),
    "PERSON_NUMBER": ("person-number", "passport", "driver-licence", "national-id"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    scores = measure(read(options.data))
    if options.json:
        print(json.dumps(scores, ensure_ascii=False))
    else:
        print(f"{scores['n']} texts")
        for name, score in scores["types"].items():
            precision = "-" if score["precision"] is None else f"{score['precision']:.3f}"
            print(f"  {name}: {score['n']} spans, recall {score['recall']:.3f}, precision {precision}")
    return 0


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON list or a JSONL file."""
    with path.open(encoding="utf-8") as file:
        if file.read(1) == "[":
            return json.loads("[" + file.read())
    return [row for _, row in read_rows(path)]


def measure(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Recall and precision for each type in the data. Precision is None when nothing of the kind was found."""
    found = [find_personal_data(row["full_text"]) for row in rows]
    types = sorted({span["entity_type"] for row in rows for span in row["spans"]})
    return {"n": len(rows), "types": {name: _score(name, rows, found) for name in types}}


def _score(name: str, rows: Sequence[Mapping[str, Any]], found: Sequence[Sequence[Span]]) -> dict[str, Any]:
    wanted = covered = right = reported = 0
    for row, spans in zip(rows, found, strict=True):
        ours = [span for span in spans if span.kind in KINDS.get(name, ())]
        theirs = [(s["start_position"], s["end_position"]) for s in row["spans"] if s["entity_type"] == name]
        wanted += len(theirs)
        reported += len(ours)
        covered += sum(_covered(row["full_text"], start, end, ours) for start, end in theirs)
        right += sum(any(span.start < end and start < span.end for start, end in theirs) for span in ours)
    return {
        "n": wanted,
        "recall": covered / wanted if wanted else 0.0,
        "precision": right / reported if reported else None,
    }


def _covered(text: str, start: int, end: int, spans: Sequence[Span]) -> bool:
    return all(not text[at].isalnum() or any(span.start <= at < span.end for span in spans) for at in range(start, end))


if __name__ == "__main__":
    run(main)
