"""Intervals, paired tests and how many questions more would settle a doubt.

Thin over statsmodels. Everything is two-sided with the `confidence` given; a one-sided 95 % bound is that side of a
90 % interval. A share of nothing has no value and no interval. Sources: Wilson 1927; Newcombe 1998, Statistics in
Medicine 17, method 10 for two independent shares (p. 873) and for paired ones (p. 2635); McNemar 1947.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from math import sqrt

import numpy as np
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from evalsuite.records import Difference

NOTHING = Difference(None, None, None)
TWO_SIDED = 0.95
ONE_SIDED = 0.90  # each end is a one-sided 95 % bound
_FURTHEST = 20_000  # questions beyond which "more questions" is no advice


def wilson(n_right: int, n: int, *, confidence: float = TWO_SIDED) -> Difference:
    """A share with its Wilson interval."""
    if n == 0:
        return NOTHING
    low, high = proportion_confint(n_right, n, alpha=1 - confidence, method="wilson")
    return Difference(n_right / n, max(0.0, float(low)), min(1.0, float(high)))


def newcombe(n_right: int, n: int, other_right: int, other_n: int, *, confidence: float = TWO_SIDED) -> Difference:
    """The first share minus the other, two separate sets of questions."""
    if n == 0 or other_n == 0:
        return NOTHING
    low, high = confint_proportions_2indep(
        n_right, n, other_right, other_n, method="newcomb", compare="diff", alpha=1 - confidence
    )
    return Difference(n_right / n - other_right / other_n, float(low), float(high))


def mcnemar_p(only_left: int, only_right: int) -> float | None:
    """Chance of a split at least this uneven among the questions that only one of two got right, were they equal."""
    if only_left + only_right == 0:
        return None
    return float(mcnemar([[0, only_left], [only_right, 0]], exact=True).pvalue)


def paired_difference(
    both: int, only_left: int, only_right: int, neither: int, *, confidence: float = TWO_SIDED
) -> Difference:
    """Left share minus right share on the same questions: Newcombe's method 10, from two Wilson intervals."""
    n = both + only_left + only_right + neither
    left = wilson(both + only_left, n, confidence=confidence)
    right = wilson(both + only_right, n, confidence=confidence)
    if left.value is None or left.low is None or left.high is None:
        return NOTHING
    if right.value is None or right.low is None or right.high is None:
        return NOTHING
    margins = (both + only_left) * (only_right + neither) * (both + only_right) * (only_left + neither)
    product: float = both * neither - only_left * only_right
    if product > n / 2:
        product -= n / 2
    elif product >= 0:
        product = 0
    phi = product / sqrt(margins) if margins else 0.0
    value = left.value - right.value

    def reach(one: float, other: float) -> float:
        return sqrt(max(0.0, one**2 - 2 * phi * one * other + other**2))

    return Difference(
        value,
        max(-1.0, value - reach(left.value - left.low, right.high - right.value)),
        min(1.0, value + reach(left.high - left.value, right.value - right.low)),
    )


def clustered(
    right: Sequence[bool], groups: Sequence[Hashable], *, seed: int, confidence: float = TWO_SIDED, draws: int = 2_000
) -> Difference:
    """A share whose interval comes from drawing whole question groups again: their answers stand or fall together.

    With fewer than two groups there is a value but no interval.
    """
    if not right:
        return NOTHING
    value = sum(right) / len(right)
    counts: dict[Hashable, list[int]] = defaultdict(lambda: [0, 0])
    for is_right, group in zip(right, groups, strict=True):
        counts[group][0] += is_right
        counts[group][1] += 1
    if len(counts) < 2:
        return Difference(value, None, None)
    table = np.array(list(counts.values()), dtype=float)
    rng = np.random.default_rng(seed)
    drawn = table[rng.integers(0, len(table), size=(draws, len(table)))].sum(axis=1)
    low, high = np.quantile(drawn[:, 0] / drawn[:, 1], [(1 - confidence) / 2, (1 + confidence) / 2])
    return Difference(value, float(low), float(high))


def questions_to_settle(n_right: int, n: int, bar: float) -> int | None:
    """How many more questions, answered as well as these, would put one-sided bound and bar on different sides.

    None when the share is so close to the bar that no reasonable number would.
    """
    if n == 0:
        return None
    share = n_right / n

    def settled(total: int) -> bool:
        found = wilson(round(share * total), total, confidence=ONE_SIDED)
        return found.low is not None and found.high is not None and (found.low >= bar or found.high < bar)

    return _smallest_addition(n, settled)


def questions_to_settle_gap(train_right: int, train_n: int, held_right: int, held_n: int, margin: float) -> int | None:
    """How many more questions on each side would put the gap's one-sided bound and the margin on different sides."""
    if train_n == 0 or held_n == 0:
        return None
    train_share, held_share = train_right / train_n, held_right / held_n

    def settled(total: int) -> bool:
        trained = total + train_n - held_n
        found = newcombe(round(train_share * trained), trained, round(held_share * total), total, confidence=ONE_SIDED)
        return found.low is not None and found.high is not None and (found.high < margin or found.low > margin)

    return _smallest_addition(held_n, settled)


def largest_hidden_rate(n: int) -> float | None:
    """The highest failure rate that n exchanges without one failure leave possible, at 95 %: 1 - 0.05^(1/n)."""
    return 1 - 0.05 ** (1 / n) if n else None


def _smallest_addition(n: int, settled: Callable[[int], bool]) -> int | None:
    """The smallest number to add to n from which `settled` holds, by doubling and halving."""
    step = 1
    while not settled(n + step):
        step *= 2
        if step > _FURTHEST:
            return None
    low, high = step // 2, step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if settled(n + middle) else (middle, high)
    return high
