"""Whether two answers to one question can both be right.

The strongest disagreement decides: a fact, a yes against a no, a name that the other answer rules out, a limit against
none, another order of steps. It is held against what says whether the two fill the same slot: how like the questions
are, whether each names something of which the other pair knows nothing, whether their scopes, cases, kinds or poles
exclude each other. Answers that agree in other figures need a stronger disagreement.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp

import numpy as np

from prep.embeddings import Embed, Vectors
from prep.facts import Disagreement, disagreements, find_facts, same_value
from prep.facts.asked import Asked, asked, cases_apart, exchanged, kinds_apart, poles_apart, same_slot
from prep.facts.cases import case_agrees
from prep.facts.concepts import SLOT_WORDS, concepts
from prep.facts.exclusives import exclusives_apart
from prep.facts.filling import filled_otherwise, named_otherwise
from prep.facts.leaning import MEANT, leaning
from prep.facts.rebuttals import rebuttal
from prep.facts.scopes import apart, scope_tags
from prep.facts.sequence import order_turned
from prep.facts.unlimited import limit_against_none
from prep.facts.values import AMOUNTS, VALUES

CONFLICT_FROM = 0.5

# Log-odds of the signals as benchmarks/fit_conflicts.py prints them, with its cut for 3 % false alarms: a laxer
# one (-2.6 for 5 %) doubles the false alarms on answers that nothing was fitted to.
WEIGHTS: Mapping[str, float] = {
    "strength": 4.21,
    "values": 1.0,
    "stances": 2.53,
    "leaning": 0.97,
    "filled": 3.79,
    "rebuttal": 6.97,
    "named": 2.34,
    "exclusive": 3.59,
    "unlimited": 4.39,
    "order": 5.79,
    "fit": 2.56,
    "questions": 1.54,
    "answers": -1.2,
    "elsewhere": -0.87,
    "scopes": -2.77,
    "cases": -2.12,
    "agreed": -1.13,
    "exchanged": -7.54,
    "doubted": -2.85,
    "case": -3.29,
}
CONSTANT = -3.64
# Log-odds gained where the questions were found to ask the same, chosen on the sample: its outdated answers are known.
_ASKED_ALIKE = 2.0
_FAINTEST = 0.01
_MEANT = 0.8  # how much a yes or a no counts that is only meant


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer."""

    instruction: str
    response: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """Cosines of the embeddings of two questions with their answers."""

    fit: float  # the smaller one of either question to the other's answer
    questions: float
    answers: float


@dataclass(frozen=True, slots=True)
class Conflict:
    """How likely two answers exclude each other, 0 to 1, and the facts in which they differ, strongest first."""

    score: float
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for and against a conflict, each by its name in WEIGHTS, and the disagreements, strongest first."""

    values: Mapping[str, float]
    disagreements: tuple[Disagreement, ...]


def judge_conflict(left: Answered, right: Answered, likeness: Likeness, *, same_question: bool = False) -> Conflict:
    """Compare two answers. `same_question`: it is known already that both questions ask the same."""
    found = signals(left, right, likeness)
    alike = _ASKED_ALIKE * same_question * min(1.0, 4 * found.values["strength"])  # alone it speaks for no conflict
    odds = CONSTANT + alike + sum(weight * found.values[name] for name, weight in WEIGHTS.items())
    return Conflict(1 / (1 + exp(-odds)), found.disagreements)


def signals(left: Answered, right: Answered, likeness: Likeness) -> Signals:
    """The signals that `judge_conflict` weighs."""
    limits = _limits(left.instruction), _limits(right.instruction)
    questions = asked(left.instruction), asked(right.instruction)
    about = frozenset((*questions[0].about, *questions[1].about))
    texts, asked_in = (left.response, right.response), f"{left.instruction}\n{right.instruction}"
    by_facts = _of_facts(left, right, limits, questions)
    whole = {
        "leaning": _leanings_apart(left, right, questions),
        "filled": filled_otherwise(*texts, *questions),
        "rebuttal": rebuttal(*texts, about),
        "named": named_otherwise(*texts, *questions, asked_in.lower()),
        "exclusive": exclusives_apart(*texts, asked_in),
        "unlimited": limit_against_none(*texts),
        "order": order_turned(*texts, asked_in),
    }
    values = max((each.strength for each in by_facts if each.kind in VALUES), default=0.0)
    stances = max((each.strength for each in by_facts if each.kind not in VALUES), default=0.0)
    found = sorted((*by_facts, *(each for each in whole.values() if each)), key=lambda each: -each.strength)
    strength = found[0].strength if found else 0.0
    of_facts = max(values, stances)
    apart_in = _own_words(left, right)
    same = exchanged(left.instruction, right.instruction, but=SLOT_WORDS)
    return Signals(
        {
            "strength": strength,
            "values": values,
            "stances": stances,
            **{name: each.strength if each else 0.0 for name, each in whole.items()},
            "fit": likeness.fit * min(1.0, 4 * of_facts),  # a fit says nothing where hardly anything disagrees
            "questions": likeness.questions,
            "answers": likeness.answers,
            "elsewhere": float(apart(*limits) or kinds_apart(*questions) or poles_apart(*questions)),
            "scopes": float(
                apart(*(scope_tags(each.instruction) | scope_tags(each.response) for each in (left, right)))
            ),
            "cases": float(cases_apart(left.instruction, right.instruction)),
            "agreed": (1 - of_facts) * min(_n_agreed(*texts), 2),
            "exchanged": strength * same,
            "doubted": strength * float(min(apart_in) > 0),
            "case": float(_case_agrees(left, right, questions)),
        },
        tuple(found),
    )


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
    strength = (0.4 + 0.6 * same_slot(*questions)) * _MEANT ** (one.unit == MEANT) * _MEANT ** (other.unit == MEANT)
    return Disagreement("answer", one, other, strength, f"{one.text.strip()!r} against {other.text.strip()!r}")


def _case_agrees(left: Answered, right: Answered, questions: tuple[Asked, Asked]) -> bool:
    """Whether one answers on a case what the other's limit says of it."""
    return bool(
        case_agrees(left.instruction, questions[0], left.response, right.response)
        or case_agrees(right.instruction, questions[1], right.response, left.response)
    )


def _own_words(left: Answered, right: Answered) -> tuple[int, int]:
    """How much each pair names, in question and answer, of which the other pair knows nothing."""
    asked_about = concepts(left.instruction), concepts(right.instruction)
    said = concepts(left.response), concepts(right.response)
    return (
        len((asked_about[0] & said[0]) - asked_about[1] - said[1] - SLOT_WORDS),
        len((asked_about[1] & said[1]) - asked_about[0] - said[0] - SLOT_WORDS),
    )


def conflict_scores(pairs: Sequence[tuple[Answered, Answered]], embed: Embed) -> list[Conflict]:
    """Judge many pairs of answers, with `embed` for how well questions and answers fit."""
    return [judge_conflict(*pair, likeness) for pair, likeness in zip(pairs, likenesses(pairs, embed), strict=True)]


def likenesses(pairs: Sequence[tuple[Answered, Answered]], embed: Embed) -> list[Likeness]:
    """How like the questions and answers of each pair are."""
    if not pairs:
        return []
    asked_here, asked_there = (embed([pair[side].instruction for pair in pairs]) for side in (0, 1))
    said_here, said_there = (embed([pair[side].response for pair in pairs]) for side in (0, 1))
    cosines = (
        np.minimum(_rowwise(asked_here, said_there), _rowwise(asked_there, said_here)),
        _rowwise(asked_here, asked_there),
        _rowwise(said_here, said_there),
    )
    return [
        Likeness(float(fit), float(questions), float(answers)) for fit, questions, answers in zip(*cosines, strict=True)
    ]


def _rowwise(left: Vectors, right: Vectors) -> Vectors:
    cosines: Vectors = np.einsum("ij,ij->i", left, right)
    return cosines


@lru_cache(maxsize=100_000)
def _limits(instruction: str) -> frozenset[str]:
    """What a question is limited to: its scopes, and the room, form, version or code that it names."""
    named = {
        f"{fact.unit}:{fact.value}"
        for fact in find_facts(instruction)
        if fact.kind == "version" or fact.unit == "code" or fact.unit.startswith("label")
    }
    return scope_tags(instruction) | named


@lru_cache(maxsize=10_000)
def _n_agreed(left: str, right: str) -> int:
    theirs = [fact for fact in find_facts(right) if fact.kind in AMOUNTS or fact.kind == "date"]
    return sum(
        any(same_value(fact, other) for other in theirs)
        for fact in find_facts(left)
        if fact.kind in AMOUNTS or fact.kind == "date"
    )
