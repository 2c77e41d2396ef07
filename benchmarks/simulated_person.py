"""A person who decides on the pairs that wait, simulated: how many decisions until the answerable tickets have a pair.

They go through the Pairs page in its order. Where all that wait for the same reason stand by the gold, one decision
accepts the whole group, as "all like this" does; otherwise the pair at hand is accepted where the gold says that it
stands, and edited where not, which is a decision too. Then they settle conflicts, one decision for each card.
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
    for group, is_edit in _presses(found, stands, order):
        if len(done) >= enough:
            break
        n_decisions += 1
        n_edits += is_edit
        decided += group
        done |= {found.pairs[pair_id].ticket_id for pair_id in group} & set(answerable)
    return Sitting(n_decisions, n_edits, len(decided), len(done) / len(answerable), len(done) >= enough)


def settled_by_rule(audit: Audit) -> list[str]:
    """Pairs that need nobody: kept, or set aside because a kept one says the same or something newer."""
    folded = {"exact-duplicate", "near-duplicate", "superseded"}
    aside = {
        finding.pair_ids[0] for finding in audit.findings if finding.severity == "reject" and finding.code in folded
    }
    return [*audit.kept, *(pair_id for pair_id in audit.rejected if pair_id in aside)]


def _presses(found: Found, stands: Collection[str], order: Order) -> Iterable[tuple[Sequence[str], bool]]:
    """Each decision: the pairs that it is about, and whether it is an edit."""
    waiting = queue(found, Decided.of([]), Choice(order))
    while waiting:
        pair_id = waiting[0]
        group = like_this(found, waiting, pair_id)
        if not all(each in stands for each in group):
            group = [pair_id]
        yield group, group[0] not in stands
        gone = set(group)
        waiting = [each for each in waiting if each not in gone]
    seen = set(found.waits)
    for card in cards(found):
        open_here = [pair_id for edge in card.edges for pair_id in edge if pair_id not in seen]
        if open_here:
            seen |= set(open_here)
            yield list(dict.fromkeys(open_here)), False
