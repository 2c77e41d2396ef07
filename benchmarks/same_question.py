"""Do two instructions ask the same question? Measures prep/neighbours.py.

    python benchmarks/same_question.py --data FILE [--json]

FILE holds one {"a", "b", "same"} a line. Precision, recall and F1 are those of "same" at the shipped setting.
"""

import argparse
import json
import sys
from pathlib import Path

from sklearn.metrics import precision_recall_fscore_support, roc_auc_score

from prep.embeddings import Embedder
from prep.errors import BadInput
from prep.neighbours import SAME_QUESTION_FROM, same_question_scores
from prep.project import read_rows


def measure(path: Path) -> dict[str, float]:
    """Read the rows, score each, compare with the labels."""
    rows = [row for _, row in read_rows(path)]
    if not rows or not all({"a", "b", "same"} <= row.keys() for row in rows):
        raise BadInput(f'{path}: expected rows with "a", "b" and "same", got others. Rename the keys.')
    scores = same_question_scores([row["a"] for row in rows], [row["b"] for row in rows], Embedder())
    labels = [bool(row["same"]) for row in rows]
    said = [score >= SAME_QUESTION_FROM for score in scores]
    precision, recall, f1, _ = precision_recall_fscore_support(labels, said, average="binary", zero_division=0)
    return {
        "n": len(rows),
        "auc": round(float(roc_auc_score(labels, scores)), 4) if len(set(labels)) == 2 else float("nan"),
        "precision": round(float(precision), 4),
        "recall": round(float(recall), 4),
        "f1": round(float(f1), 4),
    }


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    asked = parser.parse_args()
    try:
        measured = measure(asked.data)
    except (OSError, BadInput) as fault:
        print(fault, file=sys.stderr)
        return 2
    if asked.json:
        print(json.dumps(measured))
    else:
        for name, value in measured.items():
            print(f"{name:10} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
