"""The probability that two questions ask the same thing, and the cut from which they count as one question."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from prep.embeddings import Read
from prep.questions.crowds import crowding
from prep.questions.signals import ReadQuestion, signals
from prep.questions.weights import CENTRES, CONSTANT, SCALES, WEIGHTS, WHERE_CROWDED

SAME_QUESTION_FROM = 0.5  # probability from which two questions count as the same
Floats = NDArray[np.float32]


def same_question_scores(left: Sequence[str], right: Sequence[str], read: Read) -> list[float]:
    """For each pair of instructions the probability that they ask the same question.

    All texts given together are the crowd, so that a score says more when it is asked for many pairs of one helpdesk.
    """
    seen = pair_signals(left, right, read)
    return [float(each) for each in probabilities(seen)]


def pair_signals(left: Sequence[str], right: Sequence[str], read: Read) -> Floats:
    """The signals of each pair, shape (n pairs, n signals)."""
    texts = sorted({*left, *right})
    if not texts:
        return np.zeros((0, len(CENTRES)), dtype=np.float32)
    questions = [ReadQuestion(text, each) for text, each in zip(texts, read(texts), strict=True)]
    vectors = np.stack([question.vector for question in questions])
    crowd = crowding(vectors, vectors, itself=True)
    place = {text: index for index, text in enumerate(texts)}
    pairs = ((place[one], place[other]) for one, other in zip(left, right, strict=True))
    return np.array(
        [signals(questions[one], questions[other], float(crowd[one] + crowd[other])) for one, other in pairs],
        dtype=np.float32,
    )


def probabilities(seen: Floats) -> Floats:
    """What the weights make of signals."""
    odds = design(seen, CENTRES, SCALES) @ np.array([*WEIGHTS, *WHERE_CROWDED]) + CONSTANT
    return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)


def design(seen: Floats, centres: Sequence[float], scales: Sequence[float]) -> Floats:
    """Signals made comparable, and again each times the first: how near both questions are for their crowd."""
    even = (seen - np.array(centres)) / np.array(scales)
    near = np.clip(even[:, :1], -2, 2)
    return np.asarray(np.hstack([even, even * near]), dtype=np.float32)
