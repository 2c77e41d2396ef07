"""Fit the weights of prep/grammar/weights.py and print them.

    python benchmarks/fit_self_contained.py [--data FILE …] [--cqr FILE]

Logistic regression on the counts of prep/grammar/features.py. Weights are pulled towards hand-set ones (PRIOR), so that
a sign that few rows show keeps a sensible weight, and never change their direction: what leans on other texts can only
count against a question. Half of each row's weight goes to its lower-case form, because people type that way.
Cross-validation is by dialogue. Of --cqr, contextual query rewrites, only the development half is read.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from benchmarks.self_contained import read_cqr
from prep.grammar.features import question_features
from to_the_reader import run

DATA = Path(__file__).parent / "data" / "self_contained_dev.jsonl"
PULL = 3.0  # strength of the prior, in rows
FOLDS = 8
# How much a row counts: a support desk's questions are what is judged, and of a conversation's most need it.
COUNTS = {("support", True): 2.0, ("support", False): 2.0, ("driver", True): 0.5, ("rewrite", True): 0.6}
PRIOR = {
    "length": -1.5, "full-name": -2.0, "name": -1.5, "name-aside": -0.7, "noun": -1.0, "compound": -1.0,
    "noun-introduced": -1.0, "noun-owned": -0.7, "noun-aside": -0.4, "noun-definite": 0.0, "noun-asked": 0.0,
    "quoted": -1.5, "heading": -1.0, "year": 0.0, "you": 0.0, "pronoun": 2.5, "pronoun-bound": 0.4,
    "demonstrative": 1.2, "this-alone": 2.0, "place-there": 1.5, "substitute": 1.0, "additive": 1.0, "definite": 0.8,
    "definite-long": 0.3, "time-elsewhere": 1.0, "said-elsewhere": 1.5, "shown-elsewhere": 1.5, "status": 1.5,
    "goes-on": 1.0, "what-about": 1.5, "says-nothing": 2.5, "fragment-bare": 1.5, "fragment-short": 1.0,
    "fragment-long": 0.2, "open-amount": 1.2, "relational": 0.5, "bare-verb": 0.8, "lone-number": 1.0,
    "goal-open": 1.0, "place-open": 1.0, "time-open": 0.7, "the-one": 1.8, "fragment-name": 1.5, "world": -0.8,
    "owned-part": -0.5, "own-deed": -1.0, "fault": -0.7, "place-given": -1.0, "left-out-later": 0.2, "settles": 0.5,
    "comparative": 0.6, "superlative": 0.5, "no-topic": 1.5, "one-topic": 0.3, "past-unnamed": 0.5,
}  # fmt: skip
NAMES = sorted(PRIOR)
Floats = NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", default=[DATA])
    parser.add_argument("--cqr", type=Path)
    options = parser.parse_args()
    rows = [json.loads(line) for path in options.data for line in path.read_text("utf-8").splitlines()]
    if options.cqr:
        rows += [{**row, "kind": "driver"} for row in read_cqr(options.cqr, "development")]
    matrix = np.array([vector(row["question"]) for row in rows])
    lower = np.array([vector(row["question"].lower()) for row in rows])
    leans = np.array([not row["self_contained"] for row in rows], dtype=float)
    counts = np.array([COUNTS.get((row["kind"], row["self_contained"]), 1.0) for row in rows])
    groups = dialogues(rows)
    chance = np.zeros(len(rows))
    chance_lower = np.zeros(len(rows))
    for train, test in GroupKFold(FOLDS).split(matrix, leans, groups):
        weights = fit(
            np.vstack([matrix[train], lower[train]]),
            np.concatenate([leans[train]] * 2),
            np.concatenate([counts[train]] * 2),
        )
        chance[test] = predict(matrix[test], weights)
        chance_lower[test] = predict(lower[test], weights)
    kinds = np.array([row["kind"] for row in rows])
    for kind in (("turn",), ("turn", "rewrite"), ("support",), ("driver",)):
        some = np.isin(kinds, kind)
        if not some.any():
            continue
        print(f"# {' and '.join(kind)}: {some.sum()} rows, cross-validated AUC "
              f"{roc_auc_score(leans[some], chance[some]):.3f}, in lower case "
              f"{roc_auc_score(leans[some], chance_lower[some]):.3f}")  # fmt: skip
    weights = fit(np.vstack([matrix, lower]), np.concatenate([leans] * 2), np.concatenate([counts] * 2))
    print("WEIGHTS = {")
    for name, weight in sorted(zip(NAMES, weights[:-1], strict=True), key=lambda pair: -pair[1]):
        print(f'    "{name}": {weight:.2f},')
    print(f"}}\nCONSTANT = {weights[-1]:.2f}")


def vector(question: str) -> list[float]:
    """A question's features in the order of NAMES; an unknown one is an error."""
    features = question_features(question)
    if unknown := set(features) - set(NAMES):
        raise KeyError(f"features without a prior: {', '.join(sorted(unknown))}")
    return [features.get(name, 0.0) for name in NAMES]


def fit(matrix: Floats, leans: Floats, counts: Floats) -> Floats:
    """Weights and, last, the constant. `counts`: how much each row counts."""
    prior = np.array([*(PRIOR[name] for name in NAMES), 0.0])
    bounds = [(0, None) if value > 0 else (None, 0) if value < 0 else (None, None) for value in prior[:-1]]
    wide = np.hstack([matrix, np.ones((len(matrix), 1))])
    sign = 2 * leans - 1

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = sign * (wide @ weights)
        away = np.append((weights - prior)[:-1], 0.0)
        value = 0.5 * (counts * np.logaddexp(0, -margin)).sum() + PULL * (away**2).sum()
        return float(value), -0.5 * (counts * sign / (1 + np.exp(margin))) @ wide + 2 * PULL * away

    return np.asarray(minimize(loss, prior, jac=True, bounds=[*bounds, (None, None)], method="L-BFGS-B").x)


def predict(matrix: Floats, weights: Floats) -> Floats:
    """How likely each question leans on other texts."""
    return np.asarray(1 / (1 + np.exp(-(matrix @ weights[:-1] + weights[-1]))))


def dialogues(rows: Sequence[dict[str, Any]]) -> list[int]:
    """A number for each row's dialogue: rows of one dialogue are never on both sides of a fold."""
    numbers: list[int] = []
    number = 0
    last = ""
    for row in rows:
        number += row.get("dialogue", "") != last
        last = row.get("dialogue", "")
        number += row["kind"] == "support" or (row["kind"] == "turn" and not row["history"])
        numbers.append(number)
    return numbers


if __name__ == "__main__":
    run(main)
