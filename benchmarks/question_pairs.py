"""Pairs of questions with the word whether they ask the same, made from sets of questions.

A set is {"area", "domain", "same": [...], "hard": [...]}: questions that one answer serves, and near ones that need
another answer each. Pairs inside `same` ask the same. Each `same` with each `hard`, and `hard` with `hard`, do not, nor
do questions of two sets, of which some are drawn.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold, cross_val_predict

from prep.facts.concepts import is_small

OF_ONE_DOMAIN, ELSEWHERE = 3, 2  # pairs drawn for each set with other sets
_WORD = re.compile(r"[\w'’]+")
_ASKS = re.compile(r"(?:how|what|when|where|who|which|why|can|may|do|does|is|are|will|am|up)\b", re.IGNORECASE)
_OWN = frozenset(("i", "my", "me", "we", "our", "i'm", "i've"))


@dataclass(frozen=True, slots=True)
class QuestionPair:
    """Two questions, whether they ask the same, and where the pair comes from."""

    left: str
    right: str
    same: bool
    kind: str  # "same", "hard", "of one domain", "elsewhere"
    group: str  # what must not be on both sides of a cross-validation


def pairs_of(sets: Sequence[Mapping[str, Any]], seed: int = 0) -> list[QuestionPair]:
    """All pairs inside the sets, and some of two sets, in an order of their own."""
    chance = Random(seed)
    found = []
    for each in sets:
        group = each.get("area", each["domain"])
        near = [other for other in sets if other["domain"] == each["domain"] and other is not each]
        far = [other for other in sets if other["domain"] != each["domain"]]
        found += [QuestionPair(*two, True, "same", group) for two in combinations(each["same"], 2)]
        found += [QuestionPair(*two, False, "hard", group) for two in product(each["same"], each["hard"])]
        found += [QuestionPair(*two, False, "hard", group) for two in combinations(each["hard"], 2)]
        for others, n, kind in ((near, OF_ONE_DOMAIN, "of one domain"), (far, ELSEWHERE, "elsewhere")):
            for _ in range(n if others else 0):
                two = chance.choice(each["same"]), chance.choice(chance.choice(others)["same"])
                found.append(QuestionPair(*two, False, kind, group))
    return found


def of_answers(rows: Sequence[Mapping[str, Any]], groups: Sequence[str] = ("",)) -> list[QuestionPair]:
    """The questions of pairs of answers: they ask the same unless written as merely related or of another scope.

    Left out where one answer follows from another: such questions may or may not ask the same. Ten rows that stand
    together are of one group.
    """
    kept = [row for row in rows if row["kind"] != "entailed"]
    found = []
    for place, row in enumerate(kept):
        same = row["kind"] not in ("related", "scoped")
        group = groups[place // 10 % len(groups)]
        found.append(QuestionPair(row["instruction_a"], row["instruction_b"], same, "same" if same else "hard", group))
    return found


def style(text: str) -> list[float]:
    """How a question is written, nothing of what it asks."""
    words = _WORD.findall(text.lower()) or [""]
    n = len(words)
    return [
        len(text),
        n,
        len(re.findall(r"[.!?]+(?:\s|$)", text)),
        text.rstrip().endswith("?"),
        text.count(","),
        sum(map(is_small, words)) / n,
        bool(_ASKS.match(text)),
        sum(word in _OWN for word in words) / n,
        sum(map(len, words)) / n,
        any(map(str.isdigit, text)),
    ]


def guessed_from_style(pairs: Sequence[QuestionPair]) -> NDArray[np.float64]:
    """What a judge who sees style and length alone would say of each pair, cross-validated by group."""
    styles = {text: np.array(style(text), dtype=float) for pair in pairs for text in (pair.left, pair.right)}
    seen = np.array(
        [
            np.concatenate([np.abs(one - other), np.minimum(one, other), np.maximum(one, other)])
            for one, other in ((styles[pair.left], styles[pair.right]) for pair in pairs)
        ]
    )
    groups = [pair.group for pair in pairs]
    return np.asarray(
        cross_val_predict(
            HistGradientBoostingClassifier(max_depth=4, learning_rate=0.05, random_state=0),
            seen,
            [pair.same for pair in pairs],
            groups=groups,
            cv=GroupKFold(min(5, len(set(groups)))),
            method="predict_proba",
        )[:, 1]
    )
