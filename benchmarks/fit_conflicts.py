"""Fits the weights of prep/conflicts.py.

    python benchmarks/fit_conflicts.py [--data FILE …]

Prints the log-odds to write into prep/conflicts.py, and for cuts at 2, 3, 5 and 8 % false alarms what cross-validation
promises: each row is judged by weights that were fitted without it. CONSTANT puts the cut for 3 % at one half. The
check sets beside the development set are for measuring and must not be given here.
"""

import argparse
from collections.abc import Sequence
from math import log
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks.conflicts import read_answers
from prep.conflicts import Answered, likenesses, signals
from prep.embeddings import Embedder

DATA = [Path(__file__).parent / "data" / name for name in ("conflicts_dev.jsonl", "conflicts_dev_2.jsonl")]
SEEDS, FOLDS = 5, 10
SHARES, SHIPPED = (0.02, 0.03, 0.05, 0.08), 0.03


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", default=DATA)
    rows = [row for path in parser.parse_args(arguments).data for row in read_answers(path)]
    pairs = [
        (Answered(row["instruction_a"], row["response_a"]), Answered(row["instruction_b"], row["response_b"]))
        for row in rows
    ]
    found = [
        signals(*pair, likeness).values for pair, likeness in zip(pairs, likenesses(pairs, Embedder()), strict=True)
    ]
    names = list(found[0])
    seen = np.array([[values[name] for name in names] for values in found])
    labels = np.array([bool(row["conflict"]) for row in rows])
    unseen = np.mean(
        [
            cross_val_predict(
                _model(),
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
    cuts = {share: float(compatible[int(share * len(compatible))]) for share in SHARES}
    scaled, logistic = _model().fit(seen, labels).named_steps.values()
    weights = logistic.coef_[0] / scaled.scale_
    constant = float(logistic.intercept_[0] - weights @ scaled.mean_) - log(cuts[SHIPPED] / (1 - cuts[SHIPPED]))
    print("WEIGHTS", {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)})
    print("CONSTANT", round(constant, 2))
    for share, cut in cuts.items():
        said = unseen > cut
        print(
            f"at {share:.0%}: false alarms {said[~labels].mean():.3f}, recall {said[labels].mean():.3f}, "
            f"precision {labels[said].mean():.3f}"
        )
    return 0


def _model():  # type: ignore[no-untyped-def]
    """Signals on one scale, so that one strength of regularisation suits all."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=5000))


if __name__ == "__main__":
    raise SystemExit(main())
