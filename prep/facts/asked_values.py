"""The value that fills the slot which both questions ask for, and another one in each answer.

"How long are recordings kept?" asks for a time: "72 hours" and "30 days" exclude each other, whatever words stand
around them. Values of another kind, and answers that share a value of the kind asked for, are left alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from math import isclose

from prep.facts.asked import Asked, AskedKind, kinds_apart
from prep.facts.concepts import SLOT_WORDS
from prep.facts.finding import find_facts
from prep.facts.layout import lay_out
from prep.facts.records import Disagreement, Fact, Kind
from prep.facts.scopes import apart
from prep.facts.slots import inside_range, same_dimension, satisfies
from prep.facts.stances import is_negated
from prep.facts.values import same_value

_FILLED_BY: Mapping[AskedKind, frozenset[Kind]] = {
    "time": frozenset(("duration", "date", "time", "frequency")),
    "often": frozenset(("frequency", "duration", "number", "date")),
    "amount": frozenset(("money", "percent", "number", "measure", "duration")),
    "who": frozenset(("contact", "email", "phone", "url")),
    "where": frozenset(("menu", "url", "email", "phone", "number", "name")),
}
# Where the questions do not say, what can hardly be said by the way.
_TELLING: frozenset[Kind] = frozenset(
    ("money", "percent", "measure", "duration", "frequency", "date", "time", "version", "url", "email", "phone", "menu")
)
# What a text points at, and may point away from: "there is nothing under 'Contract'".
_POINTING: frozenset[Kind] = frozenset(("menu", "contact", "url", "email", "phone", "version", "name"))
_COUNTING = re.compile(r"\b(?:(?P<one>an? single|just (?:the )?one)|both(?= (?:the|your|of)\b))\b", re.IGNORECASE)
_OPEN = 0.5  # strength where the questions do not say what kind of value they ask for
_ASKED, _FIRST, _ALONE = 0.55, 0.2, 0.25
_SATISFIED = 0.5
_TO_THE_FIGURE = 0.005


def asked_values_apart(
    left: str, right: str, ours: Asked, theirs: Asked, questions: tuple[str, str]
) -> Disagreement | None:
    """The first value of the kind asked for in each answer, where they differ and no such value is shared.

    A value that the own question gives ("after 20 days?") is a case, not an answer.
    """
    if kinds_apart(ours, theirs):
        return None
    asked_for = next((_FILLED_BY[each.kind] for each in (ours, theirs) if each.kind in _FILLED_BY), None)
    kinds = asked_for or _TELLING
    about = frozenset((*ours.about, *theirs.about))
    mine, others = _of(left, kinds, questions[0]), _of(right, kinds, questions[1])
    if any(same_value(one, other) for one in mine for other in others):
        return None
    for one in mine:
        for other in others:
            if _in_one_slot(one, other, about) and not inside_range(one, mine, other, others):
                return _weighed(left, right, one, other, mine, others, asked=asked_for is not None)
    return None


def values_asked_for(text: str, ours: Asked, theirs: Asked, question: str) -> tuple[bool, list[Fact]]:
    """Whether two questions say what kind of value they ask for, and the values of that kind in an answer."""
    asked_for = next((_FILLED_BY[each.kind] for each in (ours, theirs) if each.kind in _FILLED_BY), None)
    return asked_for is not None, _of(text, asked_for or _TELLING, question)


def _of(text: str, kinds: frozenset[Kind], question: str) -> list[Fact]:
    given = find_facts(question)
    layout = lay_out(text)
    counted = _counts_in_words(text) if "number" in kinds else ()
    return [
        fact
        for fact in sorted((*find_facts(text), *counted), key=lambda fact: fact.start)
        if fact.kind in kinds
        and not (fact.kind in _POINTING and is_negated(text[slice(*layout.clause(fact.start))]))
        and not (fact.kind == "name" and not fact.unit)
        and not any(is_given(fact, each) for each in given)
    ]


def _counts_in_words(text: str) -> Iterator[Fact]:
    """One and two where no numeral says so: "a single code", "both the lead and the planner"."""
    for match in _COUNTING.finditer(text):
        yield Fact("number", 1 if match["one"] else 2, "", "exactly", *match.span(), match[0])


def is_given(fact: Fact, asked: Fact) -> bool:
    """Whether a question states a value itself, to the figure: 390 cm are not the 385 that it asks about."""
    if fact.kind != asked.kind or not same_value(fact, asked):
        return False
    if isinstance(fact.value, str) or isinstance(asked.value, str) or fact.unit != asked.unit:
        return True
    return isclose(fact.value, asked.value, rel_tol=_TO_THE_FIGURE)


def _in_one_slot(one: Fact, other: Fact, about: frozenset[str]) -> bool:
    if apart(frozenset(one.scope), frozenset(other.scope)):
        return False
    if one.kind == other.kind == "number":
        return same_dimension(one, other) or all(_is_asked_for(each, about) for each in (one, other))
    return same_dimension(one, other)


def _is_asked_for(count: Fact, about: frozenset[str]) -> bool:
    """Whether the questions speak of what is counted."""
    return not count.unit or bool(set(count.unit.split()) & (about - SLOT_WORDS))


def _weighed(
    left: str, right: str, one: Fact, other: Fact, mine: Sequence[Fact], others: Sequence[Fact], *, asked: bool
) -> Disagreement:
    in_first = one.start < lay_out(left).sentence(0)[1] and other.start < lay_out(right).sentence(0)[1]
    alone = all(sum(each.kind == fact.kind for each in facts) == 1 for fact, facts in ((one, mine), (other, others)))
    strength = (_ASKED if asked else _OPEN - 0.2) + _FIRST * in_first + _ALONE * alone
    if satisfies(one, other) or satisfies(other, one):
        strength *= _SATISFIED
    return Disagreement(one.kind, one, other, min(1.0, strength), f"{one.text} against {other.text}")
