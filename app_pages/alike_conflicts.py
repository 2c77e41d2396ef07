"""Conflicts that one decision may settle together, and what it is for each pair. Knows nothing of Streamlit."""

from collections.abc import Iterable, Mapping, Sequence

from app_pages.conflict_cards import Card, Key, choose_left, choose_right, no_contradiction, right_replaced_left
from prep.records import Decision

CHOICES: Mapping[Key, str] = {"1": "A is right", "2": "B is right", "3": "B replaced A", "5": "No contradiction"}
_MADE = {"1": choose_left, "2": choose_right, "3": right_replaced_left, "5": no_contradiction}


def alike(card: Card, waiting: Sequence[Card]) -> list[Card]:
    """This conflict and those like it: the same two facts, or the same kind of fact with the same likely choice."""
    others = (
        one
        for one in waiting
        if one.card_id != card.card_id and (_same_facts(one, card) or (card.likely and _same_kind(one, card)))
    )
    return [card, *others]


def settle_all(cards: Iterable[Card], choice: Key) -> list[Decision]:
    """One decision for each pair. A pair that one of the conflicts sets aside is set aside, whatever the others say."""
    said: dict[str, Decision] = {}
    for card in cards:
        for decision in _MADE[choice](card):
            before = said.get(decision.pair_id)
            if before is None or before.action != "reject":
                said[decision.pair_id] = decision
    return list(said.values())


def _same_facts(one: Card, other: Card) -> bool:
    return bool(one.facts) and one.facts[:1] == other.facts[:1]


def _same_kind(one: Card, other: Card) -> bool:
    return one.likely == other.likely and one.differs_in == other.differs_in
