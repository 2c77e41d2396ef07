"""Whether two answers to one question can both be right.

The strongest disagreement of facts decides, within what speaks for or against the two asking the same: each question
fits the other's answer; each names something of which the other pair knows nothing; their scopes exclude each other.
Answers that agree in other figures need a stronger disagreement.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp

import numpy as np

from prep.embeddings import Embed
from prep.facts import Disagreement, disagreements, find_facts, same_value
from prep.facts.concepts import concepts
from prep.facts.scopes import apart, scope_tags
from prep.facts.values import AMOUNTS

CONFLICT_FROM = 0.5

# Log-odds, fitted by logistic regression on the first half of benchmarks/data/conflicts_dev.jsonl and on right and
# wrong answers of the invented company in data/sample, and rounded.
_STRENGTH, _FIT, _STRANGE, _APART, _AGREED, _CONSTANT = 4.4, 4.5, -1.2, -1.0, -1.2, -2.4
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


def judge_conflict(left: Answered, right: Answered, fit: float) -> Conflict:
    """Compare two answers. `fit` is the smaller cosine of either instruction to the other's response."""
    limits = _limits(left.instruction), _limits(right.instruction)
    asked = concepts(left.instruction), concepts(right.instruction)
    said = concepts(left.response), concepts(right.response)
    found = disagreements(
        left.response, right.response, left_scope=limits[0], right_scope=limits[1], at_least=_FAINTEST
    )
    # Yes and no contradict each other only where the questions are put alike.
    alike = len(asked[0] & asked[1]) / max(1, len(asked[0] | asked[1]))
    weighed = [
        replace(each, strength=each.strength * (0.4 + 0.6 * alike)) if each.kind == "answer" else each for each in found
    ]
    weighed.sort(key=lambda each: -each.strength)
    strongest = weighed[0].strength if weighed else 0.0
    strange = min(len((asked[0] & said[0]) - asked[1] - said[1]), len((asked[1] & said[1]) - asked[0] - said[0]))
    odds = (
        _CONSTANT
        + _STRENGTH * strongest
        + _FIT * fit * min(1.0, 4 * strongest)  # a fit says nothing where hardly anything disagrees
        + _STRANGE * min(strange, 2)
        + _APART * apart(*limits)
        + _AGREED * (1 - strongest) * min(_n_agreed(left.response, right.response), 2)
    )
    return Conflict(1 / (1 + exp(-odds)), tuple(weighed))


def conflict_scores(pairs: Sequence[tuple[Answered, Answered]], embed: Embed) -> list[Conflict]:
    """Judge many pairs of answers, with `embed` for how well questions and answers fit."""
    if not pairs:
        return []
    left, right = [one for one, _ in pairs], [other for _, other in pairs]
    crossed = [
        np.einsum("ij,ij->i", embed([one.instruction for one in ones]), embed([other.response for other in others]))
        for ones, others in ((left, right), (right, left))
    ]
    fits = np.minimum(*crossed)
    return [judge_conflict(one, other, float(fit)) for one, other, fit in zip(left, right, fits, strict=True)]


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
