"""Whether two answers to one question can both be right.

The strongest disagreement decides, within what speaks for or against the two filling the same slot: each question fits
the other's answer; each names something of which the other pair knows nothing; their scopes, kinds or poles exclude
each other. Answers that agree in other figures need a stronger disagreement.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp

import numpy as np

from prep.embeddings import Embed
from prep.facts import Disagreement, disagreements, find_facts, same_value
from prep.facts.asked import Asked, asked, exchanged, kinds_apart, poles_apart, same_slot
from prep.facts.cases import case_agrees
from prep.facts.concepts import concepts
from prep.facts.filling import filled_otherwise
from prep.facts.leaning import leaning
from prep.facts.scopes import apart, scope_tags
from prep.facts.values import AMOUNTS

CONFLICT_FROM = 0.5

# Log-odds of the signals as benchmarks/fit_conflicts.py prints them, and a constant that puts its cut for 8 % false
# alarms at CONFLICT_FROM: a stricter one loses outdated answers of the sample.
WEIGHTS, CONSTANT = (4.7, 2.6, -0.7, -1.2, -1.4, -5.7, -2.0), -1.5
_FAINTEST = 0.01


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer."""

    instruction: str
    response: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """How likely two answers exclude each other, 0 to 1, and the facts in which they differ, strongest first."""

    score: float
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for and against a conflict, and the disagreements, strongest first."""

    values: tuple[float, ...]  # strength, fit, strangeness, slots apart, agreement, exchanged, agreeing case
    disagreements: tuple[Disagreement, ...]


def judge_conflict(left: Answered, right: Answered, fit: float) -> Conflict:
    """Compare two answers. `fit` is the smaller cosine of either instruction to the other's response."""
    found = signals(left, right, fit)
    odds = CONSTANT + sum(weight * value for weight, value in zip(WEIGHTS, found.values, strict=True))
    return Conflict(1 / (1 + exp(-odds)), found.disagreements)


def signals(left: Answered, right: Answered, fit: float) -> Signals:
    """The signals that `judge_conflict` weighs."""
    limits = _limits(left.instruction), _limits(right.instruction)
    questions = asked(left.instruction), asked(right.instruction)
    by_facts = _of_facts(left, right, limits, questions)
    whole = [each for each in (_leanings_apart(left, right, questions), _filled_apart(left, right, questions)) if each]
    found = sorted((*by_facts, *whole), key=lambda each: -each.strength)
    strength = found[0].strength if found else 0.0
    of_facts = by_facts[0].strength if by_facts else 0.0
    elsewhere = apart(*limits) or kinds_apart(*questions) or poles_apart(*questions)
    values = (
        strength,
        fit * min(1.0, 4 * of_facts),  # a fit says nothing where hardly anything disagrees
        float(max(_strange(left, right), _another_slot(left, right, questions))),
        float(elsewhere),
        (1 - of_facts) * min(_n_agreed(left.response, right.response), 2),
        strength * exchanged(left.instruction, right.instruction),
        float(_case_agrees(left, right, questions)),
    )
    return Signals(values, tuple(found))


def _of_facts(
    left: Answered, right: Answered, limits: tuple[frozenset[str], frozenset[str]], questions: tuple[Asked, Asked]
) -> list[Disagreement]:
    """Disagreeing facts, weighed half by the words around them and half by those and what the questions ask."""
    strengths: defaultdict[tuple[str, int, int], float] = defaultdict(float)
    found = {}
    for ours, theirs in ((None, None), questions):
        for each in disagreements(
            left.response,
            right.response,
            left_scope=limits[0],
            right_scope=limits[1],
            left_asked=ours,
            right_asked=theirs,
            at_least=_FAINTEST,
        ):
            key = each.kind, each.left.start, each.right.start
            strengths[key] += each.strength / 2
            found[key] = each
    weighed = [replace(each, strength=strengths[key]) for key, each in found.items() if each.kind != "answer"]
    return sorted(weighed, key=lambda each: (-each.strength, each.left.start, each.right.start))


def _leanings_apart(left: Answered, right: Answered, questions: tuple[Asked, Asked]) -> Disagreement | None:
    """Yes and no to the same yes-no question, said with these words or others."""
    if {question.kind for question in questions} not in ({"yes-no"}, {"yes-no", ""}):
        return None
    one, other = leaning(questions[0], left.response), leaning(questions[1], right.response)
    if one is None or other is None or one.value == other.value:
        return None
    strength = 0.4 + 0.6 * same_slot(*questions)
    return Disagreement("answer", one, other, strength, f"{one.text.strip()!r} against {other.text.strip()!r}")


def _filled_apart(left: Answered, right: Answered, questions: tuple[Asked, Asked]) -> Disagreement | None:
    return filled_otherwise(left.response, right.response, *questions)


def _case_agrees(left: Answered, right: Answered, questions: tuple[Asked, Asked]) -> bool:
    """Whether one answers on a case what the other's limit says of it."""
    return bool(
        case_agrees(left.instruction, questions[0], left.response, right.response)
        or case_agrees(right.instruction, questions[1], right.response, left.response)
    )


def _strange(left: Answered, right: Answered) -> int:
    """How much each pair names, in question and answer, of which the other pair knows nothing."""
    asked_about = concepts(left.instruction), concepts(right.instruction)
    said = concepts(left.response), concepts(right.response)
    return min(
        2,
        len((asked_about[0] & said[0]) - asked_about[1] - said[1]),
        len((asked_about[1] & said[1]) - asked_about[0] - said[0]),
    )


def _another_slot(left: Answered, right: Answered, questions: tuple[Asked, Asked]) -> bool:
    """Whether each question names its own thing, which its answer is about: salary here, bonus there."""
    about = set(questions[0].about), set(questions[1].about)
    said = concepts(left.response), concepts(right.response)
    own, others = about[0] - about[1], about[1] - about[0]
    return (
        questions[0].kind == questions[1].kind
        and bool(about[0] & about[1])
        and bool(own & said[0])
        and bool(others & said[1])
        and bool(own - said[1] or others - said[0])
    )


def conflict_scores(pairs: Sequence[tuple[Answered, Answered]], embed: Embed) -> list[Conflict]:
    """Judge many pairs of answers, with `embed` for how well questions and answers fit."""
    return [judge_conflict(one, other, fit) for (one, other), fit in zip(pairs, fits(pairs, embed), strict=True)]


def fits(pairs: Sequence[tuple[Answered, Answered]], embed: Embed) -> list[float]:
    """How well, at least, either question fits the other's answer."""
    if not pairs:
        return []
    left, right = [one for one, _ in pairs], [other for _, other in pairs]
    crossed = [
        np.einsum("ij,ij->i", embed([one.instruction for one in ones]), embed([other.response for other in others]))
        for ones, others in ((left, right), (right, left))
    ]
    return [float(fit) for fit in np.minimum(*crossed)]


@lru_cache(maxsize=100_000)
def _limits(instruction: str) -> frozenset[str]:
    """What a question is limited to: its scopes, and the room, form, version or code that it names."""
    named = {
        f"{fact.unit}:{fact.value}"
        for fact in find_facts(instruction)
        if fact.kind == "version" or fact.unit == "code" or fact.unit.startswith("label")
    }
    return scope_tags(instruction) | named


def _n_agreed(left: str, right: str) -> int:
    theirs = [fact for fact in find_facts(right) if fact.kind in AMOUNTS or fact.kind == "date"]
    return sum(
        any(same_value(fact, other) for other in theirs)
        for fact in find_facts(left)
        if fact.kind in AMOUNTS or fact.kind == "date"
    )
