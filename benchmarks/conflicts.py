"""Do two answers to one question contradict each other? Measures prep/conflicts.py.

    python benchmarks/conflicts.py --data FILE [--in-group] [--json]

FILE holds one {"instruction_a", "response_a", "instruction_b", "response_b", "conflict"} a line, and may name a "kind".
A file of FEVER symmetric rows ("claim", "evidence", "gold_label") is read too: the claim is one answer, the evidence
the other, the same unknown question behind both. Precision, recall and F1 are those of "conflict" at the shipped
setting; `false_alarms` is the share of compatible pairs that it calls a conflict. Rows with a "kind" are also counted
by it: recall for kinds of conflict, false alarms for kinds of agreement.
"""

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from sklearn.metrics import precision_recall_fscore_support, roc_auc_score

from prep.conflicts import CONFLICT_FROM, CONFLICT_IN_GROUP_FROM, Answered, conflict_scores
from prep.embeddings import Embedder
from prep.errors import BadInput
from prep.project import read_rows
from to_the_reader import run

KEYS = ("instruction_a", "response_a", "instruction_b", "response_b", "conflict")


def measure(rows: list[dict[str, Any]], *, cut: float = CONFLICT_FROM) -> dict[str, Any]:
    """Score each row and compare with the labels; from `cut` on it counts as a conflict."""
    judged = conflict_scores(
        [
            (Answered(row["instruction_a"], row["response_a"]), Answered(row["instruction_b"], row["response_b"]))
            for row in rows
        ],
        Embedder(),
    )
    scores = [conflict.score for conflict in judged]
    labels = [bool(row["conflict"]) for row in rows]
    said = [score >= cut for score in scores]
    precision, recall, f1, _ = precision_recall_fscore_support(labels, said, average="binary", zero_division=0)
    compatible = [each for each, label in zip(said, labels, strict=True) if not label]
    measured = {
        "auc": roc_auc_score(labels, scores) if len(set(labels)) == 2 else float("nan"),
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "false_alarms": sum(compatible) / max(1, len(compatible)),
    }
    figures: dict[str, Any] = {"n": len(rows)} | {name: round(float(value), 4) for name, value in measured.items()}
    if all("kind" in row for row in rows):
        figures["kinds"] = _by_kind(rows, said)
    return figures


def _by_kind(rows: list[dict[str, Any]], said: list[bool]) -> dict[str, dict[str, Any]]:
    counted: dict[tuple[bool, str], list[bool]] = defaultdict(list)
    for row, called in zip(rows, said, strict=True):
        counted[not row["conflict"], row["kind"]].append(called)
    return {
        kind: {"n": len(called), "false_alarms" if compatible else "recall": round(sum(called) / len(called), 3)}
        for (compatible, kind), called in sorted(counted.items())
    }


def read_answers(path: Path) -> list[dict[str, Any]]:
    """Rows of either schema in ours."""
    rows = [row for _, row in read_rows(path)]
    if rows and all({"claim", "evidence", "gold_label"} <= row.keys() for row in rows):
        return [
            {
                "instruction_a": row["claim"],
                "response_a": row["claim"],
                "instruction_b": row["claim"],
                "response_b": row["evidence"],
                "conflict": row["gold_label"] == "REFUTES",
            }
            for row in rows
        ]
    if not rows or not all(set(KEYS) <= row.keys() for row in rows):
        raise BadInput(f"{path}: expected rows with {', '.join(KEYS)}, got others. Rename the keys.")
    return rows


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--half", choices=("first", "second"), help="only this half of the rows, in file order")
    parser.add_argument("--in-group", action="store_true", help="at the laxer cut that counts within a question group")
    asked = parser.parse_args()
    try:
        rows = read_answers(asked.data)
    except (OSError, BadInput) as fault:
        print(fault, file=sys.stderr)
        return 2
    middle = len(rows) // 2
    rows = rows[:middle] if asked.half == "first" else rows[middle:] if asked.half == "second" else rows
    measured = measure(rows, cut=CONFLICT_IN_GROUP_FROM if asked.in_group else CONFLICT_FROM)
    if asked.json:
        print(json.dumps(measured))
    else:
        kinds = measured.pop("kinds", {})
        for name, value in measured.items():
            print(f"{name:12} {value}")
        for kind, counts in kinds.items():
            print(f"  {kind:12}", *(f"{name} {value}" for name, value in counts.items()))
    return 0


if __name__ == "__main__":
    run(main)
