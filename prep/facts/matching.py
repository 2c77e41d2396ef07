"""Which facts of two texts agree, and which fill the same slot with different values."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest

from prep.facts.asked import Asked
from prep.facts.finding import find_facts
from prep.facts.layout import lay_out
from prep.facts.opposition import stance_conflicts
from prep.facts.records import Disagreement, Fact
from prep.facts.scopes import narrower
from prep.facts.slots import OPPOSITE, value_conflicts
from prep.facts.values import VALUES, same_value

_REACH = 14  # concepts of an answer and its question that say what a fact is about
DISAGREE_FROM = 0.5  # strength from which two facts are said to disagree


def unsaid(reference: str, answer: str) -> tuple[Fact, ...]:
    """Facts with a value that `reference` states and `answer` does not: amounts, dates, addresses, names."""
    said = [fact for fact in find_facts(answer) if fact.kind in VALUES]
    return tuple(
        fact
        for fact in find_facts(reference)
        if fact.kind in VALUES and not any(same_value(fact, other) for other in said)
    )


def same_facts(left: str, right: str) -> bool:
    """Whether two texts state the same values and stances, neither more nor less. The test before merging copies."""
    if unsaid(left, right) or unsaid(right, left) or disagreements(left, right):
        return False
    return _stances(left) == _stances(right)


@lru_cache(maxsize=10_000)  # of one group of questions the same few answers are compared again and again
def disagreements(
    left: str,
    right: str,
    *,
    left_scope: frozenset[str] = frozenset(),
    right_scope: frozenset[str] = frozenset(),
    left_asked: Asked | None = None,
    right_asked: Asked | None = None,
    at_least: float = DISAGREE_FROM,
) -> tuple[Disagreement, ...]:
    """Facts of two texts about the same thing that cannot both hold, strongest first.

    A fact that only one text states is no disagreement. Facts whose scopes exclude each other, or of which one is
    narrower than the other ("part-time staff"), do not disagree. `left_scope` and `right_scope` limit the whole text,
    as the questions do that they answer (see `scope_tags`). `left_asked` and `right_asked` are those questions: what an
    answer says first fills the slot that its question asks for.
    """
    ours, theirs = _facts_as_asked(left, left_scope, left_asked), _facts_as_asked(right, right_scope, right_asked)
    found = value_conflicts(ours, theirs)
    bounds = [
        each for each in found if {each.left.bound, each.right.bound} == OPPOSITE and same_value(each.left, each.right)
    ]
    stances = stance_conflicts(left, right, ours, theirs)
    if bounds and stances:
        # "Required above 10" and "not needed under 10" say the same.
        found = [each for each in found if each not in bounds]
    else:
        found += stances
    kept = [disagreement for disagreement in found if disagreement.strength >= at_least]
    return tuple(sorted(kept, key=lambda each: (-each.strength, each.left.start, each.right.start)))


@lru_cache(maxsize=50_000)
def _facts_as_asked(text: str, limits: frozenset[str], question: Asked | None) -> tuple[Fact, ...]:
    """The facts of an answer with what its question limits them to and asks for."""
    return tuple(_filling(text, _scoped(find_facts(text), limits), question))


def _scoped(facts: Sequence[Fact], limits: frozenset[str]) -> Sequence[Fact]:
    if not limits:
        return facts
    return [replace(fact, scope=(*fact.scope, *sorted(narrower(limits, frozenset(fact.scope))))) for fact in facts]


def _filling(text: str, facts: Sequence[Fact], question: Asked | None) -> Sequence[Fact]:
    """Facts of the first sentence with what their question asks beside their own context."""
    if question is None or not question.about:
        return facts
    first = lay_out(text).sentence(0)[1]
    return [
        replace(fact, context=_interleaved(fact.context, question.about)) if fact.start < first else fact
        for fact in facts
    ]


def _interleaved(context: Sequence[str], asked_about: Sequence[str]) -> tuple[str, ...]:
    both = [named for pair in zip_longest(context, asked_about) for named in pair if named]
    return tuple(dict.fromkeys(both))[:_REACH]


def _stances(text: str) -> list[tuple[str, str, str]]:
    return sorted(
        (fact.kind, fact.unit, str(fact.value))
        for fact in find_facts(text)
        if fact.kind in ("answer", "modality", "contrast", "negation", "scope")
    )
