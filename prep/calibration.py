"""Which pairs of questions count as the same, moved to what a person says about borderline ones.

The audit links questions by log-odds (prep/neighbours.py), which were fitted on another company. A person labels 30 to
100 pairs drawn around the cut, as many from each band of odds, and the cut goes to where same and different are equally
likely: logistic regression on the odds alone, held near the shipped cut while labels are few. Precision and recall are
those of the labelled pairs, with 95 % intervals (Wilson 1927). Pairs far from the cut are not in them.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from math import exp, log1p
from typing import Literal

from prep.records import Pair

SHIPPED_CUT = 0.0
DRAWN, ENOUGH = 60, 30  # pairs that are shown, and labels from which the cut moves
REACH = 3.0  # log-odds on either side of the shipped cut within which pairs are borderline
_BANDS = 6
_MOST_OF_ONE = 2  # drawn pairs that one question may be in
_FURTHEST = 2.5  # that labels may move the cut
# How sure we are of the shipped odds before anybody has labelled: standard deviations of slope and shift.
_SLOPE_MAY_VARY, _SHIFT_MAY_VARY = 0.5, 2.0

Answer = Literal["same", "different", "unsure", "undo"]


@dataclass(frozen=True, slots=True)
class Borderline:
    """Two questions of which the audit is not sure that they are the same."""

    left: str  # pair ids, the smaller first
    right: str
    odds: float  # log-odds that they ask the same
    texts: str  # tells the two questions' texts from all others


@dataclass(frozen=True, slots=True)
class Label:
    """What a person said about two questions. Of several the last counts; "undo" takes the one before back."""

    left: str
    right: str
    odds: float
    texts: str
    answer: Answer
    said_at: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of labelled pairs with its 95 % interval; None of nothing."""

    n_right: int
    n: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """Where the cut goes and how good it is on the labelled pairs. `is_moved`: enough labels to move it."""

    cut: float
    is_moved: bool
    n_same: int
    n_different: int
    n_unsure: int
    precision: Share  # of pairs that the cut calls the same, those that are
    recall: Share  # of pairs that are the same, those that the cut calls so
    precision_before: Share  # at the shipped cut
    recall_before: Share

    @property
    def n_labels(self) -> int:
        return self.n_same + self.n_different


def draw_borderline(
    pairs: Sequence[Pair],
    links: Iterable[tuple[int, int, float]],
    *,
    seed: int,
    n: int = DRAWN,
    known: Container[str] = frozenset(),
) -> list[Borderline]:
    """Pairs of questions around the cut, as many from each band of odds, in an order that gives nothing away.

    `known`: texts that a person has already compared; they are not drawn again.
    """
    chance = random.Random(seed)
    bands: list[list[tuple[int, int, float]]] = [[] for _ in range(_BANDS)]
    for left, right, odds in links:
        if abs(odds - SHIPPED_CUT) < REACH and not _same_words(pairs[left], pairs[right]):
            bands[int((odds - SHIPPED_CUT + REACH) * _BANDS / (2 * REACH))].append((left, right, odds))
    for band in bands:
        band.sort(key=lambda link: (pairs[link[0]].pair_id, pairs[link[1]].pair_id))
        chance.shuffle(band)
    drawn: list[Borderline] = []
    used: Counter[int] = Counter()
    while len(drawn) < n and any(bands):
        for band in bands:
            while band and len(drawn) < n:
                left, right, odds = band.pop()
                found = borderline(pairs[left], pairs[right], odds)
                if used[left] < _MOST_OF_ONE and used[right] < _MOST_OF_ONE and found.texts not in known:
                    used.update((left, right))
                    drawn.append(found)
                    break
    chance.shuffle(drawn)
    return drawn


def borderline(one: Pair, other: Pair, odds: float) -> Borderline:
    """Two pairs whose questions are to be compared."""
    left, right = sorted((one, other), key=lambda pair: pair.pair_id)
    return Borderline(left.pair_id, right.pair_id, round(odds, 4), texts_of(left, right))


def texts_of(left: Pair, right: Pair) -> str:
    """Both questions as one text, by which a label knows that it is still about them."""
    return f"{left.instruction}\x1f{right.instruction}"


def still_said(labels: Iterable[Label]) -> dict[tuple[str, str], Label]:
    """The last word on each pair of questions, what was undone left out."""
    said: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for label in labels:
        words = said[label.left, label.right]
        if label.answer != "undo":
            words.append(label)
        elif words:
            words.pop()
    return {pair: words[-1] for pair, words in said.items() if words}


def calibrate(labels: Iterable[Label]) -> Calibration:
    """Where the cut goes by these labels, of which each counts."""
    said = list(labels)
    told = [(label.odds, label.answer == "same") for label in said if label.answer in ("same", "different")]
    is_moved = len(told) >= ENOUGH
    cut = _balanced(told) if is_moved else SHIPPED_CUT
    n_same = sum(same for _, same in told)
    return Calibration(
        cut,
        is_moved,
        n_same,
        len(told) - n_same,
        sum(label.answer == "unsure" for label in said),
        *_shares(told, cut),
        *_shares(told, SHIPPED_CUT),
    )


def _shares(told: Sequence[tuple[float, bool]], cut: float) -> tuple[Share, Share]:
    """Precision and recall at a cut."""
    n_right = sum(same for odds, same in told if odds >= cut)
    called, same = sum(odds >= cut for odds, _ in told), sum(same for _, same in told)
    return _share(n_right, called), _share(n_right, same)


def _share(n_right: int, n: int) -> Share:
    if not n:
        return Share(0, 0, None, None, None)
    from statsmodels.stats.proportion import proportion_confint  # seconds, which the pages do without until asked

    low, high = proportion_confint(n_right, n, alpha=0.05, method="wilson")
    return Share(n_right, n, round(n_right / n, 4), round(max(0.0, float(low)), 4), round(min(1.0, float(high)), 4))


def _balanced(told: Sequence[tuple[float, bool]]) -> float:
    """The odds at which same and different are equally likely."""
    from scipy.optimize import minimize

    def loss(weights: Sequence[float]) -> float:
        slope, shift = weights
        seen = 0.0
        for odds, same in told:
            score = slope * odds + shift
            margin = score if same else -score
            seen += log1p(exp(-margin)) if margin > -30 else -margin
        return float(seen + ((slope - 1) / _SLOPE_MAY_VARY) ** 2 / 2 + (shift / _SHIFT_MAY_VARY) ** 2 / 2)

    slope, shift = minimize(loss, (1.0, 0.0), method="L-BFGS-B", bounds=((0.1, None), (None, None))).x
    return round(float(min(_FURTHEST, max(-_FURTHEST, -shift / slope))), 3)


def _same_words(one: Pair, other: Pair) -> bool:
    return " ".join(one.instruction.casefold().split()) == " ".join(other.instruction.casefold().split())
