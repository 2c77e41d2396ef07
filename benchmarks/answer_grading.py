"""How well does the grading of answers agree with people? Measures evalsuite/scorers/grade.py.

    python benchmarks/answer_grading.py --data FILE [--json]
    python benchmarks/answer_grading.py --nq NQ.json [--scorers] [--json]

FILE holds one {"question", "references": […], "answer", "correct": bool} a line. `--nq` reads EVOUNA's NQ.json instead:
improper questions, unjudged answers and the short `fid` answers are left out, references are split at "/".

`agreement` and `kappa` compare with the person's verdict, `bias` is the accuracy that grading reports minus the one
that people do. For these three an unsure answer is forced to its nearer side; `unsure` is the share of such answers and
`sure_agreement` the agreement over the others. A row without a usable reference cannot be graded and counts as wrong.
`--scorers` adds what single scorers reach at a fixed cut.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from evalsuite.scorers.containment import contained
from evalsuite.scorers.exact import exact
from evalsuite.scorers.fuzzy import fuzzy
from evalsuite.scorers.grade import grade_answer
from evalsuite.scorers.token_recall import new_token_recall, token_recall
from prep.errors import BadInput, PairwrightError
from prep.project import read_rows
from to_the_reader import run

Row = dict[str, Any]
KEYS = {"question", "references", "answer", "correct"}
SYSTEMS = ("gpt35", "chatgpt", "gpt4", "newbing")
SINGLE_SCORERS: dict[str, Callable[[Row], bool]] = {
    "always correct": lambda row: True,
    "exact match": lambda row: exact(row["references"], row["answer"]),
    "containment": lambda row: contained(row["references"], row["answer"]),
    "partial ratio from .6": lambda row: fuzzy(row["references"], row["answer"]) >= 0.6,
    "token recall from .34": lambda row: token_recall(row["references"], row["answer"]) >= 0.34,
    "new token recall from .34": lambda row: (
        new_token_recall(row["question"], row["references"], row["answer"]) >= 0.34
    ),
}


def measure(rows: Sequence[Row]) -> dict[str, Any]:
    """Agreement, kappa, bias and the unsure share over the rows; None where there are no rows."""
    graded = [grade_answer(row["question"], row["references"], row["answer"]) for row in rows]
    ours = [one.counts_as_right for one in graded]
    theirs = [bool(row["correct"]) for row in rows]
    sure = [right == label for one, right, label in zip(graded, ours, theirs, strict=True) if one.grade != "unsure"]
    return {
        "n": len(rows),
        **compare(ours, theirs),
        "unsure": share([one.grade == "unsure" for one in graded]),
        "sure_agreement": share(sure),
    }


def measure_scorers(rows: Sequence[Row]) -> dict[str, dict[str, float | None]]:
    """The same for each scorer alone."""
    theirs = [bool(row["correct"]) for row in rows]
    return {name: compare([says(row) for row in rows], theirs) for name, says in SINGLE_SCORERS.items()}


def compare(ours: Sequence[bool], theirs: Sequence[bool]) -> dict[str, float | None]:
    """Two raters on the same answers."""
    return {
        "agreement": share([left == right for left, right in zip(ours, theirs, strict=True)]),
        "kappa": kappa(ours, theirs),
        "bias": round((sum(ours) - sum(theirs)) / len(ours), 4) if ours else None,
    }


def share(flags: Sequence[bool]) -> float | None:
    """The share of true flags; None of none."""
    return round(sum(flags) / len(flags), 4) if flags else None


def kappa(left: Sequence[bool], right: Sequence[bool]) -> float | None:
    """Cohen's kappa of two raters; None when both always say the same."""
    n = len(left)
    if n == 0:
        return None
    observed = sum(one == other for one, other in zip(left, right, strict=True)) / n
    by_chance = (sum(left) * sum(right) + (n - sum(left)) * (n - sum(right))) / n**2
    return None if by_chance == 1 else round((observed - by_chance) / (1 - by_chance), 4)


def read_data(path: Path) -> list[Row]:
    """The rows of a JSONL file, or BadInput with file:line for one that is not of the schema."""
    rows = []
    for number, row in read_rows(path):
        if not row.keys() >= KEYS or not isinstance(row["references"], list):
            raise BadInput(
                f'{path}:{number}: expected "question", "references" (a list), "answer" and "correct", '
                f"got {', '.join(sorted(row))}. Rename the keys."
            )
        rows.append(row)
    return rows


def read_nq(path: Path, systems: Sequence[str] = SYSTEMS) -> list[Row]:
    """EVOUNA's NQ.json as rows."""
    return [
        {
            "question": question["question"],
            "references": question["golden_answer"].split("/"),
            "answer": question[f"answer_{system}"],
            "correct": question[f"judge_{system}"],
        }
        for question in json.loads(path.read_text(encoding="utf-8"))
        if not question["improper"]
        for system in systems
        if question.get(f"judge_{system}") is not None and question.get(f"answer_{system}") is not None
    ]


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--data", type=Path, help="JSONL of question, references, answer, correct")
    source.add_argument("--nq", type=Path, help="EVOUNA's NQ.json")
    parser.add_argument("--scorers", action="store_true", help="also what single scorers reach")
    parser.add_argument("--json", action="store_true", help="print one JSON object on one line")
    chosen = parser.parse_args()
    try:
        rows = read_nq(chosen.nq) if chosen.nq else read_data(chosen.data)
    except (OSError, PairwrightError) as fault:
        print(fault, file=sys.stderr)
        return 2
    found = measure(rows)
    if chosen.scorers:
        found["scorers"] = measure_scorers(rows)
    print(json.dumps(found, indent=None if chosen.json else 2))
    return 0


if __name__ == "__main__":
    run(main)
