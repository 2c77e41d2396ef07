"""What an earlier split settles: which side its pairs stay on, and where that draws new ones.

A new pair goes where the pairs go that it is bound to (prep/links.py): a near-duplicate of a held-out pair joins the
held-out part. Where it is bound to two sides, it is left out, since on either side it would spoil the other.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from prep.links import Link
from prep.records import LeftOut, Pair, Part, Split

Side = Literal["train", "validation", "held-out"]
_Ties = Mapping[str, list[tuple[str, str]]]  # a pair → those that it is bound to itself, and why


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the splits before say."""

    part_of: Mapping[str, Part] = field(default_factory=dict)  # of the pairs that the one in place had, or one before
    gone: tuple[Pair, ...] = ()  # those of them that are no longer kept: they draw their copies all the same
    opened: frozenset[str] = frozenset()  # pairs that somebody's score was made of already


@dataclass(frozen=True, slots=True)
class Settled:
    """What need not be drawn: the sides of old pairs and of those bound to them, and what can be on no side."""

    side_of: Mapping[str, Side]
    left_out: tuple[LeftOut, ...]
    old: frozenset[str]
    n_drawn_in: int  # new pairs that are held out because they are bound to a held-out one

    @property
    def is_grown(self) -> bool:
        return bool(self.old)


def parts_so_far(split: Split) -> dict[str, Part]:
    """The part of every pair that a split has, or had before it grew."""
    absent: dict[str, Part] = {row.pair_id: row.part for row in split.absent}
    return absent | {row.pair_id: row.part for row in split.assignments}


def settle_sides(
    kept: Collection[str], earlier: Earlier, units: Sequence[Sequence[str]], links: Iterable[Link]
) -> Settled:
    """The sides that follow from the earlier split. `units` and `links` are those of the kept pairs and the gone."""
    old = {pair_id: _side(part) for pair_id, part in earlier.part_of.items()}
    side_of = {pair_id: old[pair_id] for pair_id in kept if pair_id in old}
    known = frozenset(side_of)
    n_drawn_in = 0
    torn: dict[str, Sequence[str]] = {}
    for unit in units:
        sides = {old[pair_id] for pair_id in unit if pair_id in old}
        if len(sides) > 1:
            torn |= dict.fromkeys(unit, unit)
        elif sides:
            (side,) = sides
            new = [pair_id for pair_id in unit if pair_id in kept and pair_id not in known]
            side_of |= dict.fromkeys(new, side)
            n_drawn_in += len(new) if side == "held-out" else 0
    ties = _ties(links, torn)
    left_out = tuple(
        reason
        for pair_id, unit in sorted(torn.items())
        if pair_id in kept and (reason := _out(pair_id, unit, old, ties))
    )
    for one in left_out:
        side_of.pop(one.pair_id, None)
    return Settled(side_of, left_out, known, n_drawn_in)


def _side(part: Part) -> Side:
    match part:
        case "taught" | "untaught":
            return "held-out"
        case _:
            return part


def _ties(links: Iterable[Link], torn: Collection[str]) -> _Ties:
    ties: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for link in links:
        if link.left in torn:
            ties[link.left].append((link.right, link.why))
            ties[link.right].append((link.left, link.why))
    return ties


def _out(pair_id: str, unit: Sequence[str], old: Mapping[str, Side], ties: _Ties) -> LeftOut | None:
    """Why a pair of a torn unit must go. Old pairs stay, but for those that train beside what they are bound to."""
    own = old.get(pair_id)
    if own == "held-out":
        return None
    bound = sorted((other, why) for other, why in ties[pair_id] if old.get(other) == "held-out")
    if bound:
        return LeftOut(pair_id, *bound[0])
    if own:
        return None
    near = next((other for other in unit if old.get(other) == "held-out"), unit[0])
    return LeftOut(pair_id, near, "copy")
