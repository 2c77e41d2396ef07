"""The log-odds that two pairs ask the same question, from what both sides say and how crowded it is around them.

They follow from the two pairs alone, once it is known how crowded it is around each and how much each word weighs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from prep.facts.deeds import DEEDS, deeds, opposed_to
from prep.readings import Readings
from prep.records import Pair
from prep.steady import Floats, cosines
from prep.weighing import weigh_words

# Log-odds, fitted by logistic regression on the invented company in data/sample (half of its topics) and rounded.
_WEIGHTS = {
    "question": 4.0,  # instruction to instruction, relative to its crowd
    "answer": 3.0,  # response to response, likewise
    "crossed": 6.0,  # instruction to the other's response, likewise
    "question words": 2.0,
    "answer words": 6.0,
    "answer values": 2.5,  # figures, dates, menu paths: shared ones count, others do not count against
    "constant": 0.2,
}
TELLING = 6  # words that say something in the median response, from which answers alike count in full
# Log-odds against one question where two deeds are opposed: by likeness alone, "How do I cancel it?" and "How do I
# change it?" are one.
_OPPOSED = 20.0
_UNTOLD = 5.0  # log-odds against one question where answers tell nothing
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sides:
    """What the odds are computed from, one row a pair."""

    questions: Floats  # steady vectors
    answers: Floats
    crowds: tuple[Floats, Floats, Floats]  # among questions, among answers, and across
    question_words: csr_matrix
    answer_words: csr_matrix
    answer_values: csr_matrix
    deeds: NDArray[np.int64]  # what each question wants to do, a bit for each deed
    opposed: NDArray[np.int64]  # what is opposed to it, likewise
    telling: float  # how much it counts that answers are alike, 0 to 1

    def row(self, place: int) -> tuple[bytes, ...]:
        """All that the odds of one pair depend on besides its texts' words and the set's `telling`."""
        weights = (self.question_words, self.answer_words, self.answer_values)
        return (
            self.questions[place].tobytes(),
            self.answers[place].tobytes(),
            np.array([crowd[place] for crowd in self.crowds]).tobytes(),
            self.deeds[place].tobytes(),
            *(words.data[words.indptr[place] : words.indptr[place + 1]].tobytes() for words in weights),
        )


def sides_of(
    pairs: Sequence[Pair],
    questions: Floats,
    answers: Floats,
    crowds: tuple[Floats, Floats, Floats],
    readings: Readings,
) -> Sides:
    """The pairs with their steady vectors and how crowded it is around these."""
    read = [readings.answer(pair.response) for pair in pairs]
    named = [deeds(pair.instruction) for pair in pairs]
    return Sides(
        questions,
        answers,
        crowds,
        weigh_words([readings.question(pair.instruction).concepts for pair in pairs]),
        weigh_words([answer.concepts for answer in read]),
        weigh_words([answer.values for answer in read]),
        _bits(named),
        _bits([opposed_to(each) for each in named]),
        min(1.0, float(np.median([len(set(answer.concepts)) for answer in read])) / TELLING),
    )


def pair_odds(sides: Sides, rows: Rows, others: Rows) -> Floats:
    """Of each of these pairs with each of others, shape (n rows, n others)."""
    questions, answers = (cosines(side[rows], side[others]) for side in (sides.questions, sides.answers))
    crossed = cosines(sides.questions[rows], sides.answers[others])
    crossed += cosines(sides.answers[rows], sides.questions[others])
    of_questions, of_answers, across = (crowd[rows, None] + crowd[None, others] for crowd in sides.crowds)
    odds = _WEIGHTS["question"] * (2 * questions - of_questions)
    odds += _WEIGHTS["question words"] * _shared(sides.question_words, rows, others)
    odds += _WEIGHTS["constant"] - _UNTOLD * (1 - sides.telling)
    for alike in (
        _WEIGHTS["answer"] * (2 * answers - of_answers),
        _WEIGHTS["crossed"] * (crossed - across),
        _WEIGHTS["answer words"] * _shared(sides.answer_words, rows, others),
        _WEIGHTS["answer values"] * _shared(sides.answer_values, rows, others),
    ):
        odds += alike if sides.telling == 1 else np.where(alike > 0, sides.telling * alike, alike)
    ours, theirs = sides.deeds[rows, None], sides.deeds[None, others]
    opposed = sides.opposed[rows, None]
    if opposed.any() and theirs.any():
        odds -= _OPPOSED * ((opposed & theirs != 0) & (ours & theirs == 0))
    return odds.astype(np.float32, copy=False)


def _shared(matrix: csr_matrix, rows: Rows, others: Rows) -> Floats:
    return np.asarray((matrix[rows] @ matrix[others].T).toarray())


def _bits(named: Sequence[frozenset[str]]) -> NDArray[np.int64]:
    bit = {deed: 1 << place for place, deed in enumerate(DEEDS)}
    return np.array([sum(bit[deed] for deed in each) for each in named], dtype=np.int64)
