"""Exact match: the answer is a reference, word for word."""

from collections.abc import Sequence

from evalsuite.scorers.words import telling, words


def exact(references: Sequence[str], answer: str) -> bool:
    """Whether the answer's telling words are those of one reference, in order. Articles and case don't matter."""
    said = telling(words(answer))
    return any(said == telling(words(reference)) for reference in references) and bool(said)
