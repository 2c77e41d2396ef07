"""Sums of small decision trees (gradient boosting, Friedman 2001), read from numbers in a module.

A tree asks two questions and gives log-odds: the signal asked first and where it is cut, then one more of either half.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

# First signal and its cut; for either half a signal and its cut; the log-odds of the four quarters.
Tree = tuple[str, float, str, float, str, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Boosted:
    """What many trees say together, beginning from the log-odds of knowing nothing."""

    start: float
    trees: tuple[Tree, ...]

    def odds(self, values: Mapping[str, float]) -> float:
        """The log-odds of signals given by their names; a signal at its cut counts as below it."""
        total = self.start
        for first, cut, low, low_cut, high, high_cut, *quarters in self.trees:
            if values[first] <= cut:
                total += quarters[0] if values[low] <= low_cut else quarters[1]
            else:
                total += quarters[2] if values[high] <= high_cut else quarters[3]
        return total


def probability(odds: float) -> float:
    """Of log-odds."""
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0
