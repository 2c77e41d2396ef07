"""The value that fills the slot which both questions ask for, and another one in each answer.

"How long are recordings kept?" asks for a time: "72 hours" and "30 days" exclude each other, whatever words stand
around them. Values of another kind, and answers that share a value of the kind asked for, are left alone.
"""

import re
from collections.abc import Mapping, Sequence
from math import isclose

from prep.facts.asked import Asked, AskedKind, kinds_apart
from prep.facts.concepts import SLOT_WORDS
from prep.facts.finding import find_facts
from prep.facts.layout import lay_out
from prep.facts.records import Disagreement, Fact, Kind
from prep.facts.scopes import apart as scopes_apart
from prep.facts.slots import inside_range, ranges_meet, same_dimension, satisfies
from prep.facts.spans import Spans
from prep.facts.stances import is_negated
from prep.facts.told_in_words import told_in_words
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
_AHEAD = re.compile(r"\b(?:before|advance|ahead)\b", re.IGNORECASE)
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
    plain = _of(left, kinds, questions[0]), _of(right, kinds, questions[1])
    if any(same_value(one, other) for one in plain[0] for other in plain[1]):
        return None
    if not (apart := _apart(*plain, about)):
        # "Every Friday" and "every Monday" are both weekly: words count where the values said outright are no match.
        told = (told_in_words(text, questions, ours, theirs) for text in (left, right))
        mine, others = (_beside(*each) for each in zip(told, plain, strict=True))
        if (mine, others) == plain or any(same_value(one, other) for one in mine for other in others):
            return None
        plain, apart = (mine, others), _apart(mine, others, about)
        if apart and ranges_meet(apart[0], mine, apart[1], others):
            return None
    return apart and _weighed(left, right, *apart, *plain, asked=asked_for is not None)


def _apart(ours: Sequence[Fact], theirs: Sequence[Fact], about: frozenset[str]) -> tuple[Fact, Fact] | None:
    """The first two values that can fill one slot and do not agree."""
    pairs = ((one, other) for one in ours for other in theirs if _in_one_slot(one, other, about))
    return next((pair for pair in pairs if not inside_range(pair[0], ours, pair[1], theirs)), None)


def _beside(told: Sequence[Fact], plain: Sequence[Fact]) -> list[Fact]:
    """What words tell, and of the values said outright those that stand elsewhere."""
    taken = Spans((fact.start, fact.end) for fact in told)
    rest = [fact for fact in plain if fact.kind == "date" or not taken.touch(fact.start, fact.end)]
    return sorted((*told, *rest), key=lambda fact: fact.start)


def values_asked_for(
    text: str, ours: Asked, theirs: Asked, questions: tuple[str, str], own: int
) -> tuple[bool, list[Fact]]:
    """Whether two questions say what kind of value they ask for, and the values of that kind in an answer.

    `own` is the place of the question that the answer is to.
    """
    asked_for = next((_FILLED_BY[each.kind] for each in (ours, theirs) if each.kind in _FILLED_BY), None)
    plain = _of(text, asked_for or _TELLING, questions[own])
    return asked_for is not None, _beside(told_in_words(text, questions, ours, theirs), plain)


def _of(text: str, kinds: frozenset[Kind], question: str) -> list[Fact]:
    given = find_facts(question)
    layout = lay_out(text)
    return [
        fact
        for fact in find_facts(text)
        if fact.kind in kinds
        and not (fact.kind in _POINTING and is_negated(text[slice(*layout.clause(fact.start))]))
        and not (fact.kind == "name" and not fact.unit)
        and not any(is_given(fact, each) for each in given)
    ]


def is_given(fact: Fact, asked: Fact) -> bool:
    """Whether a question states a value itself, to the figure: 390 cm are not the 385 that it asks about."""
    if fact.kind != asked.kind or not same_value(fact, asked):
        return False
    if _AHEAD.search(fact.text) and not _AHEAD.search(asked.text):
        return False  # for a day of leave "the day before" is a notice
    if isinstance(fact.value, str) or isinstance(asked.value, str) or fact.unit != asked.unit:
        return True
    return isclose(fact.value, asked.value, rel_tol=_TO_THE_FIGURE)


def _in_one_slot(one: Fact, other: Fact, about: frozenset[str]) -> bool:
    if scopes_apart(frozenset(one.scope), frozenset(other.scope)):
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
