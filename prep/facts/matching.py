"""Which facts of two texts agree, and which fill the same slot with different values."""

from collections.abc import Sequence
from dataclasses import replace

from prep.facts.finding import find_facts
from prep.facts.opposition import stance_conflicts
from prep.facts.records import Disagreement, Fact
from prep.facts.scopes import narrower
from prep.facts.slots import OPPOSITE, value_conflicts
from prep.facts.values import VALUES, same_value

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


def disagreements(
    left: str,
    right: str,
    *,
    left_scope: frozenset[str] = frozenset(),
    right_scope: frozenset[str] = frozenset(),
    at_least: float = DISAGREE_FROM,
) -> tuple[Disagreement, ...]:
    """Facts of two texts about the same thing that cannot both hold, strongest first.

    A fact that only one text states is no disagreement. Facts whose scopes exclude each other, or of which one is
    narrower than the other ("part-time staff"), do not disagree. `left_scope` and `right_scope` limit the whole text,
    as the questions do that they answer (see `scope_tags`).
    """
    ours, theirs = _scoped(find_facts(left), left_scope), _scoped(find_facts(right), right_scope)
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


def _scoped(facts: Sequence[Fact], limits: frozenset[str]) -> Sequence[Fact]:
    if not limits:
        return facts
    return [replace(fact, scope=(*fact.scope, *narrower(limits, frozenset(fact.scope)))) for fact in facts]


def _stances(text: str) -> list[tuple[str, str, str]]:
    return sorted(
        (fact.kind, fact.unit, str(fact.value))
        for fact in find_facts(text)
        if fact.kind in ("answer", "modality", "contrast", "negation", "scope")
    )
