"""Copies with the pair that stays for them, and another choice of it. Knows nothing of Streamlit."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from prep.decisions import Standing
from prep.found import Found
from prep.records import Decision, Pair
from prep.selecting import COPIES

SHOWN = 9  # members that have a key of their own


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Pairs with one wording and one answer. The first is the one that the audit kept."""

    members: tuple[Pair, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(pair.pair_id for pair in self.members)


def copy_groups(found: Found) -> list[CopyGroup]:
    """Each kept pair with those that were folded into it, the largest group first; no group of a held-out pair."""
    shown = (group for group in _groups(found) if not found.held_back.intersection(group.ids))
    return sorted(shown, key=lambda group: (-len(group.members), group.ids))


def n_held_back(found: Found) -> int:
    """How many groups are not shown, since one of their pairs is held out."""
    return sum(bool(found.held_back.intersection(group.ids)) for group in _groups(found))


@lru_cache(maxsize=4)
def _groups(found: Found) -> Sequence[CopyGroup]:
    copies: dict[str, list[str]] = defaultdict(list)
    folded = {f.pair_ids[0]: f.pair_ids[1] for f in found.audit.findings if f.code in COPIES}
    for copy in sorted(folded):
        kept, seen = folded[copy], {copy}
        while kept in folded and kept not in seen:  # an exact copy of what was itself folded
            seen.add(kept)
            kept = folded[kept]
        copies[kept].append(copy)
    return [
        CopyGroup(tuple(found.pairs[pair_id] for pair_id in (kept, *others) if pair_id in found.pairs))
        for kept, others in copies.items()
    ]


def stays(group: CopyGroup, words: Mapping[str, Standing]) -> list[str]:
    """The members that stay, as a person has decided; else the one that the audit kept."""
    said = {pair_id: words[pair_id].said.action for pair_id in group.ids if pair_id in words}
    accepted = [pair_id for pair_id in group.ids if said.get(pair_id) == "accept"]
    return accepted or [pair_id for pair_id in group.ids[:1] if said.get(pair_id) != "reject"]


def choose(group: CopyGroup, best: str) -> list[Decision]:
    """Another member stays for all of them."""
    return [
        Decision(pair_id, "accept", "the best of its copies")
        if pair_id == best
        else Decision(pair_id, "reject", f"a copy of {best}")
        for pair_id in group.ids
    ]


def keep_all(group: CopyGroup) -> list[Decision]:
    """They are no copies of each other."""
    return [Decision(pair_id, "accept", "not a copy") for pair_id in group.ids]
