"""Canaries: strings that stand nowhere else, planted to see later whether a model recites what it was trained on.

Some are planted at the end of training answers, one at the end of a held-out answer, which no model may ever say. A
string is drawn by chance from 60 bits, so none comes out by luck.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from prep.records import Pair, Split

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is read for another


@dataclass(frozen=True, slots=True)
class Canary:
    """A string and the pair whose answer it was added to."""

    pair_id: str
    text: str
    is_held_out: bool = False


def draw_canaries(split: Split, n: int, chance: Callable[[int], bytes]) -> tuple[Canary, ...]:
    """`n` canaries in training answers and one in a held-out answer; none for 0. `chance` gives so many random bytes.

    Which answers follows from the seed and the pairs' ids, so that the row order does not matter.
    """
    if not n:
        return ()
    train = sorted((row.pair_id for row in split.assignments if row.part == "train"), key=lambda i: _draw(split, i))
    held_out = sorted((row.pair_id for row in split.assignments if row.part == "taught"), key=lambda i: _draw(split, i))
    held_out = held_out or sorted(row.pair_id for row in split.assignments if row.is_held_out)
    return (
        *(Canary(pair_id, _string(chance)) for pair_id in train[:n]),
        *(Canary(pair_id, _string(chance), is_held_out=True) for pair_id in held_out[:1]),
    )


def plant_canaries(pairs: Sequence[Pair], canaries: Sequence[Canary]) -> list[Pair]:
    """The pairs with each canary at the end of its answer."""
    text_of = {canary.pair_id: canary.text for canary in canaries}
    return [
        replace(pair, response=f"{pair.response} {text_of[pair.pair_id]}") if pair.pair_id in text_of else pair
        for pair in pairs
    ]


def without_canaries(pairs: Sequence[Pair], canaries: Sequence[Canary]) -> list[Pair]:
    """The pairs as they were before: what an answer is compared with."""
    text_of = {canary.pair_id: canary.text for canary in canaries}
    return [
        replace(pair, response=pair.response.removesuffix(f" {text_of[pair.pair_id]}"))
        if pair.pair_id in text_of
        else pair
        for pair in pairs
    ]


def _draw(split: Split, pair_id: str) -> str:
    return hashlib.sha256(f"canary:{split.seed}:{pair_id}".encode()).hexdigest()


def _string(chance: Callable[[int], bytes]) -> str:
    """ "(Ref. 7KQM-X2WD-9RTB)": 12 letters of 5 bits."""
    letters = "".join(_LETTERS[byte % len(_LETTERS)] for byte in chance(12))
    return f"(Ref. {letters[:4]}-{letters[4:8]}-{letters[8:]})"
