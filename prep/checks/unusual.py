"""Setting answers apart for what few answers of their set do; what many do is how the set speaks."""

from collections.abc import Sequence
from dataclasses import dataclass

from prep.checks.check import MIN_PAIRS, Found, Ground, NotApplicable, shorten
from prep.plurals import many
from prep.records import Finding, Pair, Span
from prep.style import USUAL_FROM


@dataclass(frozen=True, slots=True)
class Odd:
    """What is odd about a pair's answer, after "this one …", and the places that show it."""

    pair: Pair
    told: str
    cause: str
    spans: tuple[Span, ...]


def set_apart(code: str, ground: Ground, odd: Sequence[Odd], *, others: str, these: str) -> Found:
    """A finding for each, with the share of the others as its value. `others` is what the other answers do ("answers
    give one"), `these` what the odd ones do ("hold several")."""
    n_pairs = len(ground.pairs)
    if n_pairs < MIN_PAIRS:
        return NotApplicable(f"Fewer than {MIN_PAIRS} pairs: nothing is usual yet.")
    n_others = n_pairs - len(odd)
    if n_others < USUAL_FROM * n_pairs:
        return NotApplicable(f"{many(len(odd), 'answer')} of {n_pairs:,} {these}: it is usual here.")
    return [
        Finding(
            code,
            "review",
            (one.pair.pair_id,),
            round(n_others / n_pairs, 4),
            f"{n_others:,} of {n_pairs:,} {others}; this one {one.told}: {shorten(one.pair.response)}",
            cause=one.cause,
            evidence=one.spans,
        )
        for one in odd
    ]
