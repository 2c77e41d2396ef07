"""Whether two answers to one question can both be right.

Two judgements, multiplied: that both fill the same slot, for the same people and in the same case, and that what fills
it differs. Each is a sum of small trees, over slot_signals.py and difference_signals.py, which
benchmarks/fit_conflicts.py learns from answers labelled by hand. Without a disagreement to show there is no conflict.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from prep.answered import Answered, Likeness
from prep.apostrophes import as_typed, with_apostrophes
from prep.boosted_trees import probability
from prep.conflict_weights import ASKED_ALIKE, CUT, CUT_ALIKE, DIFFERENT, SAME_SLOT
from prep.difference_signals import difference
from prep.embeddings import Embed, Vectors
from prep.facts import Disagreement
from prep.slot_signals import slot_signals

CONFLICT_FROM = CUT
CONFLICT_IN_GROUP_FROM = CUT_ALIKE
_HARDLY = 0.05  # likelihood of a difference below which nobody need ask whether both are about one slot
# Log-odds of one slot lost for each unit that an answer fits the other question less than answers mostly do: hardly
# seen among labelled answers, which all fit, but an answer that went astray fits neither.
_A_MISFIT, _FIT = 4.0, 0.2


@dataclass(frozen=True, slots=True)
class Conflict:
    """How likely two answers exclude each other, 0 to 1, and the facts in which they differ, strongest first."""

    score: float
    disagreements: tuple[Disagreement, ...]


def judge_conflict(left: Answered, right: Answered, likeness: Likeness, *, same_question: bool = False) -> Conflict:
    """Compare two answers. `same_question`: it is known already that both questions ask the same."""
    typed = left.response, right.response
    left, right = with_apostrophes(left), with_apostrophes(right)
    found = difference(left, right)
    if not found.disagreements:
        return Conflict(0.0, ())
    disagreements = tuple(as_typed(each, *typed) for each in found.disagreements)
    different = probability(DIFFERENT.odds(found.values))
    if different < _HARDLY:
        return Conflict(different, disagreements)
    one_slot = SAME_SLOT.odds({**found.values, **slot_signals(left, right, likeness)})
    one_slot += ASKED_ALIKE * same_question - _A_MISFIT * max(0.0, _FIT - likeness.fit)
    return Conflict(probability(one_slot) * different, disagreements)


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
