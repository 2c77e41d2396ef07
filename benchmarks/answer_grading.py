"""How well the grading of answers agrees with people.

    python benchmarks/answer_grading.py --data FILE --json

A row of FILE (JSONL) is {"question", "references": […], "answer", "correct": bool}. `--nq FILE` reads EVOUNA's NQ.json
instead: improper questions, unjudged answers and the short `fid` answers are left out, references are split at "/".

agreement and kappa compare with the person's verdict, bias is the accuracy that grading reports minus the one that
people do. For these three an unsure answer is forced to its nearer side; `unsure` is the share of such answers.
`sure_agreement` is the agreement over the others. A row without a usable reference cannot be graded; it counts as
wrong.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evalsuite.records import Graded
from evalsuite.scorers.grade import grade_answer
from prep.errors import PairwrightError
from prep.project import read_rows

SYSTEMS = ("gpt35", "chatgpt", "gpt4", "newbing")


def measure(rows: Sequence[dict[str, Any]]) -> dict[str, float | int | None]:
    """Agreement, kappa, bias and the unsure share over the rows; None where there are no rows."""
    graded = [grade_answer(row["question"], row["references"], row["answer"]) for row in rows]
    ours = [one.counts_as_right for one in graded]
    theirs = [bool(row["correct"]) for row in rows]
    sure = [right == label for one, right, label in zip(graded, ours, theirs, strict=True) if one.grade != "unsure"]
    return {
        "n": len(rows),
        "agreement": share([right == label for right, label in zip(ours, theirs, strict=True)]),
        "kappa": kappa(ours, theirs),
        "bias": None if not rows else round((sum(ours) - sum(theirs)) / len(rows), 4),
        "unsure": share([_is_unsure(one) for one in graded]),
        "sure_agreement": share(sure),
    }


def share(flags: Sequence[bool]) -> float | None:
    return round(sum(flags) / len(flags), 4) if flags else None


def kappa(left: Sequence[bool], right: Sequence[bool]) -> float | None:
    """Cohen's kappa of two raters; None when both always say the same."""
    n = len(left)
    if n == 0:
        return None
    observed = sum(one == other for one, other in zip(left, right, strict=True)) / n
    by_chance = (sum(left) * sum(right) + (n - sum(left)) * (n - sum(right))) / n**2
    return None if by_chance == 1 else round((observed - by_chance) / (1 - by_chance), 4)


def read_nq(path: Path, systems: Sequence[str] = SYSTEMS) -> list[dict[str, Any]]:
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


def _is_unsure(graded: Graded) -> bool:
    return graded.grade == "unsure"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--data", type=Path, help="JSONL of question, references, answer, correct")
    source.add_argument("--nq", type=Path, help="EVOUNA's NQ.json")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = parser.parse_args()
    try:
        rows = read_nq(chosen.nq) if chosen.nq else [row for _, row in read_rows(chosen.data)]
    except (OSError, PairwrightError) as fault:
        print(fault, file=sys.stderr)
        return 2
    found = measure(rows)
    print(json.dumps(found) if chosen.json else "\n".join(f"{name:15} {value}" for name, value in found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
