"""What binds two pairs to one side of a split: one ticket, one wording, or one requester who asks again.

Closure over these is right here, where it would be wrong for merging: it only binds more.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prep.copies import COPY_FROM, copy_score, find_copies
from prep.records import Pair

REPEATED_FROM = 0.6  # share of words from which one requester's two questions count as one asked again
_FEW = 40  # questions of one requester, up to which each is compared with each


@dataclass(frozen=True, slots=True)
class Link:
    """Two pairs, by id, that may not be parted, and why: "ticket", "copy" or "requester"."""

    left: str
    right: str
    why: str


def find_links(pairs: Sequence[Pair]) -> list[Link]:
    """Everything that binds: of one ticket each pair to the next, all copies, and what one requester asks again."""
    in_order = sorted(pairs, key=lambda pair: pair.pair_id)
    return [*_of_tickets(in_order), *_of_copies(in_order, "copy"), *_of_requesters(in_order)]


def bound_together(pair_ids: Iterable[str], links: Iterable[Link]) -> list[list[str]]:
    """The pairs that no split may part, unit by unit, each sorted; a pair that nothing binds is in none."""
    parent = {pair_id: pair_id for pair_id in pair_ids}

    def root(pair_id: str) -> str:
        while parent[pair_id] != pair_id:
            parent[pair_id] = parent[parent[pair_id]]
            pair_id = parent[pair_id]
        return pair_id

    for link in links:
        parent[root(link.right)] = root(link.left)
    units: dict[str, list[str]] = defaultdict(list)
    for pair_id in sorted(parent):
        units[root(pair_id)].append(pair_id)
    return sorted(unit for unit in units.values() if len(unit) > 1)


def _of_tickets(pairs: Sequence[Pair]) -> Iterable[Link]:
    last: dict[str, str] = {}
    for pair in pairs:
        if not pair.ticket_id:
            continue
        if pair.ticket_id in last:
            yield Link(last[pair.ticket_id], pair.pair_id, "ticket")
        last[pair.ticket_id] = pair.pair_id


def _of_copies(pairs: Sequence[Pair], why: str, at_least: float = COPY_FROM) -> Iterable[Link]:
    for copy in find_copies([pair.instruction for pair in pairs], at_least=at_least):
        yield Link(pairs[copy.left].pair_id, pairs[copy.right].pair_id, why)


def _of_requesters(pairs: Sequence[Pair]) -> Iterable[Link]:
    asked: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.requester:
            asked[pair.requester].append(pair)
    for own in asked.values():
        if len(own) > _FEW:  # a shared mailbox
            yield from _of_copies(own, "requester", at_least=REPEATED_FROM)
            continue
        for place, pair in enumerate(own):
            for other in own[place + 1 :]:
                if copy_score(pair.instruction, other.instruction) >= REPEATED_FROM:
                    yield Link(pair.pair_id, other.pair_id, "requester")
