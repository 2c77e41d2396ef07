"""How well each answer fits its own question, against how well the set's other answers would, from embeddings.

One cosine of question and answer says little: "26 weeks, full pay" is near nothing. So four witnesses are heard, and
the most favourable one counts: the answer among all answers to this question, the question among all questions for this
answer, how the answer resembles the answers to questions like this one, and the question the questions with answers
like this one. Each is in standard deviations of its own row over the set.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prep.embeddings import Vectors

CROWD = 2_000  # pairs of a larger set that stand for all others, taken at even distances
NEAR, BEST = 10, 3  # nearest others that are looked at, and how many of them are averaged
_ROWS_AT_ONCE = 512

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Fits:
    """One row a pair. `fit`: standard deviations; about 0 is an answer drawn at random."""

    fit: Floats
    better: NDArray[np.int64]  # the other pair whose question each answer fits best
    is_better: NDArray[np.bool_]  # whether that one fits better than its own


def fits_of(instructions: Vectors, responses: Vectors, *, under: float | None = None) -> Fits:
    """The fit of each pair; unit vectors, shape (n pairs, dimensions), at least two of them.

    With `under`, a pair that surely fits so well or whose answer fits no other question better is looked at no closer:
    it may fit better than is said.
    """
    n = len(instructions)
    crowd = np.unique(np.linspace(0, n - 1, min(n, CROWD)).round().astype(np.int64))
    own = np.einsum("ij,ij->i", instructions, responses)
    # Two of the witnesses take a mean and a spread; the others are heard only where these two do not suffice.
    fit = np.maximum(
        _among_all(own, instructions, responses, crowd),
        _among_all(own, responses, instructions, crowd),
    )
    better, is_better = np.arange(n), np.zeros(n, np.bool_)
    doubtful = np.arange(n) if under is None else np.flatnonzero(fit < under)
    for start in range(0, len(doubtful), _ROWS_AT_ONCE):
        rows = doubtful[start : start + _ROWS_AT_ONCE]
        itself = rows[:, None] == crowd[None, :]
        to_questions = _without(responses[rows] @ instructions[crowd].T, itself)
        place = np.nanargmax(to_questions, axis=1)
        better[rows], here = crowd[place], np.arange(len(rows))
        is_better[rows] = to_questions[here, place] > own[rows]
        if under is not None:
            rows = rows[is_better[rows]]
            itself = rows[:, None] == crowd[None, :]
        among_questions = _without(instructions[rows] @ instructions[crowd].T, itself)
        among_answers = _without(responses[rows] @ responses[crowd].T, itself)
        fit[rows] = np.maximum.reduce(
            [
                fit[rows],
                _deviations(_best_near(among_answers, among_questions), among_answers),
                _deviations(_best_near(among_questions, among_answers), among_questions),
            ]
        )
    return Fits(fit, better, is_better)


def _among_all(values: Floats, vectors: Vectors, others: Vectors, crowd: NDArray[np.int64]) -> Floats:
    """The deviations of values from the cosines of each vector to the crowd's others, but for its own other.

    Mean and spread follow from the sum of the others and that of their products, without the cosines.
    """
    among, vectors = others[crowd].astype(np.float64), vectors.astype(np.float64)
    sums = vectors @ among.sum(axis=0)
    squares = ((vectors @ (among.T @ among)) * vectors).sum(axis=1)
    counts = np.full(len(vectors), len(crowd))
    itself = np.einsum("ij,ij->i", vectors[crowd], among)
    sums[crowd] -= itself
    squares[crowd] -= itself**2
    counts[crowd] -= 1
    means = sums / counts
    spread = np.sqrt(np.maximum(0, squares / counts - means**2))
    return np.asarray((values - means) / np.maximum(spread, 1e-6), dtype=np.float32)


def _without(cosines: Floats, itself: NDArray[np.bool_]) -> Floats:
    return np.where(itself, np.float32(np.nan), cosines)


def _deviations(values: Floats, among: Floats) -> Floats:
    spread = np.maximum(np.nanstd(among, axis=1), 1e-6)
    return np.asarray((values - np.nanmean(among, axis=1)) / spread, dtype=np.float32)


def _best_near(alike: Floats, by: Floats) -> Floats:
    """The mean of the highest values of `alike` among the columns that are nearest by `by`."""
    near = np.argpartition(np.nan_to_num(-by, nan=np.inf), min(NEAR, by.shape[1] - 1), axis=1)[:, :NEAR]
    values = np.nan_to_num(np.take_along_axis(alike, near, axis=1), nan=-1.0)
    return np.asarray(np.sort(values, axis=1)[:, -BEST:].mean(axis=1), dtype=np.float32)
