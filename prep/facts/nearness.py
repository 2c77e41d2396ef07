"""How far two places in two texts are about the same."""

from collections.abc import Mapping
from functools import lru_cache
from math import fsum


@lru_cache(maxsize=100_000)
def nearness(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """How far two contexts are about the same: weighted overlap, 0 to 1; near concepts weigh more."""
    if not left or not right:
        return 0.0
    (ours, own), (theirs, others) = _weighed(left), _weighed(right)
    # An exact sum: what a set is walked through in changes from process to process.
    return fsum(ours[named] * theirs[named] for named in ours.keys() & theirs.keys()) / (own * others) ** 0.5


@lru_cache(maxsize=100_000)
def _weighed(context: tuple[str, ...]) -> tuple[Mapping[str, float], float]:
    """The weight of each concept, and the sum of their squares."""
    weights = {named: 1 / (1 + rank / 4) for rank, named in enumerate(context)}
    return weights, sum(weight * weight for weight in weights.values())
