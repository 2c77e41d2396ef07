"""Fits the weights of prep/conflicts.py.

    python benchmarks/fit_conflicts.py [--data benchmarks/data/conflicts_dev.jsonl]

Prints the log-odds to write into prep/conflicts.py, and for cuts at 2, 5 and 8 % false alarms what cross-validation
promises: each row is judged by weights that were fitted without it. benchmarks/data/conflicts_check.jsonl is for
measuring and must not be given here.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from benchmarks.conflicts import read_answers
from prep.conflicts import Answered, fits, signals
from prep.embeddings import Embedder

DATA = Path(__file__).parent / "data" / "conflicts_dev.jsonl"
SEEDS, FOLDS = 5, 10


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    rows = read_answers(parser.parse_args(arguments).data)
    pairs = [
        (Answered(row["instruction_a"], row["response_a"]), Answered(row["instruction_b"], row["response_b"]))
        for row in rows
    ]
    found = [
        signals(left, right, fit).values for (left, right), fit in zip(pairs, fits(pairs, Embedder()), strict=True)
    ]
    seen, labels = np.array(found), np.array([bool(row["conflict"]) for row in rows])
    model = LogisticRegression(C=3, max_iter=5000).fit(seen, labels)
    print("WEIGHTS ", tuple(round(float(weight), 1) for weight in model.coef_[0]))
    print("CONSTANT", round(float(model.intercept_[0]), 1))
    unseen = np.mean(
        [
            cross_val_predict(
                LogisticRegression(C=3, max_iter=5000),
                seen,
                labels,
                cv=StratifiedKFold(FOLDS, shuffle=True, random_state=seed),
                method="predict_proba",
            )[:, 1]
            for seed in range(SEEDS)
        ],
        axis=0,
    )
    compatible = np.sort(unseen[~labels])[::-1]
    for share in (0.02, 0.05, 0.08):
        cut = compatible[int(share * len(compatible))]
        said = unseen > cut
        print(
            f"cut {cut:.2f}: false alarms {said[~labels].mean():.3f}, recall {said[labels].mean():.3f}, "
            f"precision {labels[said].mean():.3f}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
