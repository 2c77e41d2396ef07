"""How far two places in two texts are about the same."""

from collections.abc import Sequence


def nearness(left: Sequence[str], right: Sequence[str]) -> float:
    """How far two contexts are about the same: weighted overlap, 0 to 1; near concepts weigh more."""
    if not left or not right:
        return 0.0
    ours = {named: 1 / (1 + rank / 4) for rank, named in enumerate(left)}
    theirs = {named: 1 / (1 + rank / 4) for rank, named in enumerate(right)}
    shared = sum(ours[named] * theirs[named] for named in ours.keys() & theirs.keys())
    norm = (sum(w * w for w in ours.values()) * sum(w * w for w in theirs.values())) ** 0.5
    return float(shared / norm)
