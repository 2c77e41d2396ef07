"""What a habit of writing is: something that answers do in one of several ways, and where."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """One way in which a text does something, and the place that shows it; an empty place where something is lacking.

    `of` tells apart what cannot be compared, such as two currencies.
    """

    way: str  # as it follows "answers have …": "the day before the month"
    start: int = 0
    end: int = 0
    of: str = ""


@dataclass(frozen=True, slots=True)
class Habit:
    """Something that answers do in one way or another. An answer in which nothing is seen has no say in it."""

    name: str  # "dates"
    voters: str  # "answers with a date"
    read: Callable[[str], Iterable[Seen]]
