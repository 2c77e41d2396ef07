"""Do two instructions ask the same question? Measures prep/questions.

    python benchmarks/same_question.py --data FILE [--kinds same hard] [--json]

FILE holds one {"a", "b", "same"} a line, or one set of questions a line, {"domain", "same": [...], "hard": [...]}, from
which benchmarks/question_pairs.py makes pairs; --kinds says which of these count. It may also be a file of answer pairs
such as benchmarks/data/conflicts_check.jsonl, whose questions are then judged. Precision, recall and F1 are those of
"same" at the shipped cut. Brier is the mean squared error of the probability. Beside the score's AUC stand those of the
encoder's cosine, of rapidfuzz's token_set_ratio, of TF-IDF and, for sets, of a judge who sees style and length alone.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rapidfuzz.fuzz import token_set_ratio
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import brier_score_loss, precision_recall_fscore_support, roc_auc_score

from prep.embeddings import read_words
from prep.errors import BadInput
from prep.project import read_rows
from prep.questions import SAME_QUESTION_FROM
from prep.questions.score import pair_signals, probabilities
from prep.questions.signals import NAMES
from question_pairs import QuestionPair, guessed_from_style, of_answers, pairs_of
from to_the_reader import run

KINDS = ("same", "hard", "of one domain", "elsewhere")


def read_pairs(path: Path, kinds: Sequence[str]) -> tuple[list[QuestionPair], bool]:
    """The pairs of a file, and whether it holds sets."""
    rows = [row for _, row in read_rows(path)]
    if rows and all({"a", "b", "same"} <= row.keys() for row in rows):
        return [QuestionPair(row["a"], row["b"], bool(row["same"]), "given", "") for row in rows], False
    if rows and all({"domain", "same", "hard"} <= row.keys() for row in rows):
        return [pair for pair in pairs_of(rows) if pair.kind in kinds], True
    if rows and all({"instruction_a", "instruction_b", "kind"} <= row.keys() for row in rows):
        return of_answers(rows), False
    raise BadInput(
        f'{path}: expected rows with "a", "b" and "same", or sets of questions, got others. Rename the keys.'
    )


def measure(path: Path, kinds: Sequence[str] = KINDS) -> dict[str, float]:
    """Score each pair, compare with the labels."""
    pairs, are_sets = read_pairs(path, kinds)
    left, right = [pair.left for pair in pairs], [pair.right for pair in pairs]
    labels = np.array([pair.same for pair in pairs])
    seen = pair_signals(left, right, read_words)
    scores = probabilities(seen)
    precision, recall, f1, _ = precision_recall_fscore_support(
        labels, scores >= SAME_QUESTION_FROM, average="binary", zero_division=0
    )
    words = TfidfVectorizer().fit([*left, *right])
    beside = {
        "cosine": seen[:, NAMES.index("cosine")],
        "rapidfuzz": np.array(
            [token_set_ratio(one.lower(), other.lower()) for one, other in zip(left, right, strict=True)]
        ),
        "tfidf": np.asarray(words.transform(left).multiply(words.transform(right)).sum(axis=1)).ravel(),
    }
    if are_sets:
        beside["style"] = guessed_from_style(pairs)
    return {
        "n": len(pairs),
        "auc": _auc(labels, scores),
        "precision": round(float(precision), 4),
        "recall": round(float(recall), 4),
        "f1": round(float(f1), 4),
        "brier": round(float(brier_score_loss(labels, scores)), 4),
        **{f"auc_{name}": _auc(labels, each) for name, each in beside.items()},
    }


def _auc(labels: np.ndarray, scores: np.ndarray) -> float:
    return round(float(roc_auc_score(labels, scores)), 4) if len(set(labels)) == 2 else float("nan")


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS, help="of the pairs made from sets")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    asked = parser.parse_args()
    try:
        measured = measure(asked.data, asked.kinds)
    except (OSError, BadInput) as fault:
        print(fault, file=sys.stderr)
        return 2
    if asked.json:
        print(json.dumps(measured))
    else:
        for name, value in measured.items():
            print(f"{name:14} {value}")
    return 0


if __name__ == "__main__":
    run(main)
