"""The nouns of holding two answers against each other."""

from dataclasses import dataclass


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
