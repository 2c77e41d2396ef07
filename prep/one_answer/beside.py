"""An answer beside the one that is suggested for all: in which facts they differ, and where a no would be lost; and
which values all answers of an offer hold against each other.
"""

from functools import lru_cache
from itertools import combinations

from prep.facts import Fact, Kind, disagreements, same_value
from prep.facts.side_by_side import fact_rows
from prep.facts.values import AMOUNTS
from prep.one_answer.offers import Offer
from prep.one_answer.yes_or_no import opening_word

_NEITHER = "neither yes nor no"
_ASKED_FOR: frozenset[Kind] = AMOUNTS | {"date", "answer"}  # names and duties are worded in too many ways


def rows_beside(suggested: str, other: str) -> tuple[tuple[str, str, str], ...]:
    """The kind of each difference, what the suggested answer says and what the other one does.

    The word that they open with comes first, where one of them says no.
    """
    rows = fact_rows(suggested, other)
    words = opening_word(suggested), opening_word(other)
    if words[0] == words[1] or "no" not in words:
        return rows
    return ("answer", words[0] or _NEITHER, words[1] or _NEITHER), *(row for row in rows if row[0] != "answer")


@lru_cache(maxsize=2_000)
def these_differ(offer: Offer) -> str:
    """The values that cannot all be right, in the order of the answers: "3 years – 4 years · yes – no"; "" without any.

    Whom the questions are about makes no difference: all of them would get one answer.
    """
    opposed: list[list[Fact]] = []  # the values of one thing each
    for one, other in combinations([wording.response for wording in offer.wordings], 2):
        for each in disagreements(one, other):
            if each.kind in _ASKED_FOR:
                _add(opposed, each.left, each.right)
    told = ([fact.text.strip(" .,;:") for fact in values] for values in opposed if len(values) > 1)
    return " · ".join(map(" – ".join, told))


def _add(opposed: list[list[Fact]], *facts: Fact) -> None:
    """Add two values to those that are held against one of them already, each once however it is written."""
    values = next((each for each in opposed if any(_is_among(fact, each) for fact in facts)), None)
    if values is None:
        opposed.append(values := [])
    for fact in facts:
        if not _is_among(fact, values):
            values.append(fact)


def _is_among(fact: Fact, values: list[Fact]) -> bool:
    return any(each.text == fact.text or same_value(each, fact) for each in values)
