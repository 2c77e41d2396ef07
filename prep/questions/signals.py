"""What is seen of two questions when asking whether they ask the same.

A cosine sees the subject, and another question about the same subject is as near as a paraphrase. What tells them apart
is what in one question has no counterpart in the other, small words included: each word piece is held against the
nearest piece of the other question, as BERTScore does (Zhang et al. 2020, arXiv 1904.09675), and beside the mean the
worst matches count. None of the signals is a length, a spelling or a way of writing.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from prep.facts.asked import Asked, asked, exchanged, poles_apart
from prep.facts.concepts import is_small
from prep.minilm import ReadText

Floats = NDArray[np.float32]
_UNMATCHED = 0.4  # what a word's best match is worth where one side has no words
_SIDES = ("worst", "worst three", "lower quarter", "mean")
NAMES = (
    "relative cosine",
    "cosine",
    *(f"{words}, {statistic}, {side}"
      for words in ("words", "subject words") for statistic in _SIDES for side in ("less", "more")),
    "nearest sentences",
    "last sentences",
    "subject cosine",
    "one kind asked for",
    "other kinds asked for",
    "opposites named",
    "one wording, other nouns",
)  # fmt: skip


@dataclass(frozen=True)
class ReadQuestion:
    """One question, with what of it serves all its pairs."""

    text: str
    read: ReadText

    @cached_property
    def vector(self) -> Floats:
        """Its unit vector."""
        return _unit(self.read.vectors.mean(axis=0))

    @cached_property
    def words(self) -> Floats:
        """Unit vectors of its word pieces, punctuation left out."""
        return _units(self.read.vectors[self._is_word])

    @cached_property
    def subject(self) -> NDArray[np.bool_]:
        """Which of its words carry its subject."""
        pieces = np.array([not is_small(piece.strip("#")) for piece in self.read.pieces], dtype=bool)
        return pieces[self._is_word]

    @cached_property
    def subject_vector(self) -> Floats:
        """The unit vector of the words that carry its subject, of all where none does."""
        vectors = self.read.vectors[self._is_word]
        return _unit(vectors[self.subject].mean(axis=0)) if self.subject.any() else self.vector

    @cached_property
    def sentences(self) -> Floats:
        """Unit vectors of its sentences."""
        pieces = self.read.pieces
        start, found = 1, []
        for place, piece in enumerate(pieces):
            if piece in (".", "?", "!") or place == len(pieces) - 1:
                if place - start >= 2:
                    found.append(self.read.vectors[start:place].mean(axis=0))
                start = place + 1
        return _units(np.stack(found)) if found else self.vector[None]

    @cached_property
    def asked(self) -> Asked:
        """The slot it asks for."""
        return asked(self.text)

    @cached_property
    def _is_word(self) -> NDArray[np.bool_]:
        return np.array(
            [place not in (0, len(self.read.pieces) - 1) and any(map(str.isalnum, piece))
             for place, piece in enumerate(self.read.pieces)],
            dtype=bool,
        )  # fmt: skip


def signals(left: ReadQuestion, right: ReadQuestion, crowds: float) -> list[float]:
    """One value for each of `NAMES`. `crowds` is the sum of both questions' crowding (`score.crowding`)."""
    cosine = float(left.vector @ right.vector)
    here, there = _best_matches(left, right)
    values = [2 * cosine - crowds, cosine]
    for ours, theirs in ((here, there), (here[left.subject], there[right.subject])):
        for one, other in zip(_low_and_mean(ours), _low_and_mean(theirs), strict=True):
            values += [min(one, other), max(one, other)]
    sentences = left.sentences @ right.sentences.T
    kinds = left.asked.kind, right.asked.kind
    return [
        *values,
        float(sentences.max()),
        float(sentences[-1, -1]),
        float(left.subject_vector @ right.subject_vector),
        float(kinds[0] == kinds[1] != ""),
        float(kinds[0] != kinds[1] and "" not in kinds),
        float(poles_apart(left.asked, right.asked)),
        exchanged(left.text, right.text),
    ]


def _best_matches(left: ReadQuestion, right: ReadQuestion) -> tuple[Floats, Floats]:
    """For each word of both questions the cosine to its nearest word in the other."""
    if not len(left.words) or not len(right.words):
        ours, theirs = (np.full(len(each.words), _UNMATCHED, dtype=np.float32) for each in (left, right))
        return ours, theirs
    cosines = left.words @ right.words.T
    return cosines.max(axis=1), cosines.max(axis=0)


def _low_and_mean(matches: Floats) -> tuple[float, float, float, float]:
    """The worst match, the mean of the worst three, the lower quartile, the mean."""
    n = len(matches)
    if not n:
        return (_UNMATCHED,) * 4
    ranked = np.sort(matches)
    place = (n - 1) / 4
    below = int(place)
    above = min(below + 1, n - 1)
    quarter = ranked[below] + (place - below) * (ranked[above] - ranked[below])
    return float(ranked[0]), float(ranked[:3].mean()), float(quarter), float(matches.mean())


def _unit(vector: Floats) -> Floats:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), dtype=np.float32)


def _units(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), dtype=np.float32)
