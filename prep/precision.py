"""How exactly held-out accuracy will be known, before anything is trained, and how many pairs would do better.

Held-out accuracy is a share of the taught pairs, so its 95 % interval (Wilson 1927) depends on how many there are and,
less, on how many answers will be right. The accuracy to assume is the bar: there the answer matters, and a model that
is clearly better gets a narrower interval.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from prep.dividing import UNTAUGHT_SHARE
from prep.records import Split

REACHES = (0.10, 0.075, 0.05, 0.04, 0.03)  # that a person may wish for
USUAL_REACH = 0.05
_MOST_HELD_OUT = 0.5  # of the kept pairs
_NEARLY = 0.9  # of the taught pairs wished for: fewer mean that no other way of asking was left to hold out
_MOST_PAIRS = 100_000


@dataclass(frozen=True, slots=True)
class Precision:
    """The interval around held-out accuracy, were the share `accuracy` of the taught pairs answered right."""

    accuracy: float
    n_taught: int
    n_questions: int  # that the taught pairs ask: ways of asking one question stand or fall together
    low: float
    high: float
    reach: float  # half the interval's width: the x of ±x


@dataclass(frozen=True, slots=True)
class Price:
    """What an interval of ± `reach` takes, with pairs of the kind that this split had to draw from."""

    reach: float
    n_taught: int
    n_held_out: int  # taught and untaught together
    n_kept: int  # kept pairs, were the share held out the same
    held_out_share: float | None  # of today's kept pairs; None where no share of them would do
    is_met: bool  # by this split


def precision(split: Split, *, accuracy: float) -> Precision | None:
    """None when no taught pair is held out: then there will be no held-out accuracy."""
    groups = [row.group_id for row in split.assignments if row.part == "taught"]
    if not groups:
        return None
    low, high = _wilson(accuracy, len(groups))
    return Precision(accuracy, len(groups), len(set(groups)), low, high, (high - low) / 2)


def reach_of_refusing(split: Split, *, accuracy: float) -> float | None:
    """Half the width of the interval around the share of untaught questions that are refused, were it `accuracy`.

    None when no untaught pair is held out.
    """
    n_untaught = sum(row.part == "untaught" for row in split.assignments)
    if not n_untaught:
        return None
    low, high = _wilson(accuracy, n_untaught)
    return (high - low) / 2


def price(split: Split, reach: float, *, accuracy: float) -> Price | None:
    """None when no taught pair is held out, or when no reasonable number would do."""
    n_taught = sum(row.part == "taught" for row in split.assignments)
    n_held_out = sum(row.is_held_out for row in split.assignments)
    needed = pairs_for(reach, accuracy=accuracy)
    if not n_taught or needed is None:
        return None
    ran_out = n_taught < _NEARLY * (1 - UNTAUGHT_SHARE) * split.held_out_share * len(split.assignments)
    share = ceil(1000 * needed * n_held_out / n_taught / len(split.assignments)) / 1000
    return Price(
        reach=reach,
        n_taught=needed,
        n_held_out=ceil(needed * n_held_out / n_taught),
        n_kept=ceil(needed * len(split.assignments) / n_taught),
        held_out_share=None if ran_out or share > _MOST_HELD_OUT else share,
        is_met=n_taught >= needed,
    )


def prices(split: Split, *, accuracy: float) -> Sequence[Price]:
    """What the usual intervals take, widest first."""
    found = (price(split, reach, accuracy=accuracy) for reach in REACHES)
    return [one for one in found if one is not None]


def pairs_for(reach: float, *, accuracy: float) -> int | None:
    """The smallest number of pairs whose interval is ± `reach` or narrower; None beyond reason."""

    def is_narrow(n: int) -> bool:
        low, high = _wilson(accuracy, n)
        return (high - low) / 2 <= reach

    n = 1 + bisect_left(range(1, _MOST_PAIRS + 1), True, key=is_narrow)
    return n if n <= _MOST_PAIRS else None


@lru_cache(maxsize=1024)
def _wilson(accuracy: float, n: int) -> tuple[float, float]:
    from statsmodels.stats.proportion import proportion_confint  # brings scipy.stats, which light commands do without

    low, high = proportion_confint(accuracy * n, n, alpha=0.05, method="wilson")
    return float(low), float(high)
