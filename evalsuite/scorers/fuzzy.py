"""Fuzzy match: the most similar stretch of the answer, letter by letter (rapidfuzz `partial_ratio`)."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from evalsuite.scorers.words import words


def fuzzy(references: Sequence[str], answer: str) -> float:
    """Similarity, 0 to 1, of the best reference to the stretch of the answer that is most like it."""
    said = " ".join(words(answer))
    return max((fuzz.partial_ratio(" ".join(words(reference)), said) / 100 for reference in references), default=0.0)
