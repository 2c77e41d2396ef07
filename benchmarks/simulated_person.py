"""A person who decides on the pairs that wait, simulated: how many decisions until the answerable tickets have a pair.

They go through the Pairs page in its order. Where all that wait for the same reason stand by the gold, one decision
accepts the whole group, as "all like this" does. Where some do not, each is left out by its number, which is a decision
for each and one for the rest, if that is fewer than one by one. Where none of the group is about an answerable ticket,
one decision rejects it. Otherwise the pair at hand is accepted where the gold says that it stands, and edited where
not, which is a decision too. Then they settle conflicts, one decision for each card.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app_pages.conflict_cards import cards
from app_pages.waiting_pairs import Choice, Order, like_this, queue
from prep.found import Found
from prep.presses import Decided
from prep.records import Audit, Pair


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a person did until the share of tickets was reached, or until nothing waited."""

    n_decisions: int
    n_edits: int
    n_pairs: int  # pairs that those decisions were about
    reached: float  # share of the answerable tickets with a pair that counts
    complete: bool  # whether the share asked for was reached


def decide_until(
    share: float,
    pairs: Iterable[Pair],
    audit: Audit,
    stands: Collection[str],
    answerable: Collection[str],
    order: Order,
) -> Sitting:
    """Decisions until `share` of the answerable tickets have a pair. `stands`: ids of pairs that the gold accepts."""
    found = Found(audit, {pair.pair_id: pair for pair in pairs}, True, "")
    done = {found.pairs[pair_id].ticket_id for pair_id in settled_by_rule(audit)} & set(answerable)
    enough = share * len(answerable)
    n_decisions = n_edits = 0
    decided: list[str] = []
    for press in _presses(found, stands, set(answerable), order):
        if len(done) >= enough:
            break
        n_decisions += press.n_decisions
        n_edits += press.is_edit
        decided += press.ids
        done |= {found.pairs[pair_id].ticket_id for pair_id in press.ids} & set(answerable)
    return Sitting(n_decisions, n_edits, len(decided), len(done) / len(answerable), len(done) >= enough)


@dataclass(frozen=True, slots=True)
class _Press:
    """What a person did at once: the pairs that it is about, and how many decisions it took."""

    ids: Sequence[str]
    n_decisions: int = 1
    is_edit: bool = False


def settled_by_rule(audit: Audit) -> list[str]:
    """Pairs that need nobody: kept, or set aside because a kept one says the same or something newer."""
    folded = {"exact-duplicate", "near-duplicate", "superseded"}
    aside = {
        finding.pair_ids[0] for finding in audit.findings if finding.severity == "reject" and finding.code in folded
    }
    return [*audit.kept, *(pair_id for pair_id in audit.rejected if pair_id in aside)]


def _presses(found: Found, stands: Collection[str], answerable: Collection[str], order: Order) -> Iterable[_Press]:
    waiting = queue(found, Decided.of([]), Choice(order))
    while waiting:
        press = _press(found, like_this(found, waiting, waiting[0]), stands, answerable)
        yield press
        gone = set(press.ids)
        waiting = [each for each in waiting if each not in gone]
    seen = set(found.waits)
    for card in cards(found):
        open_here = [pair_id for edge in card.edges for pair_id in edge if pair_id not in seen]
        if open_here:
            seen |= set(open_here)
            yield _Press(list(dict.fromkeys(open_here)))


def _press(found: Found, group: list[str], stands: Collection[str], answerable: Collection[str]) -> _Press:
    """The cheapest that settles the first pair of a group, or the rest of the group without it."""
    standing = [pair_id for pair_id in group if pair_id in stands]
    n_left_out = len(group) - len(standing)
    if not n_left_out or not any(found.pairs[pair_id].ticket_id in answerable for pair_id in group):
        return _Press(group)
    if 1 + 2 * n_left_out < len(group):  # each that is left out is decided on later
        return _Press(standing, 1 + n_left_out)
    return _Press(group[:1], is_edit=group[0] not in stands)
