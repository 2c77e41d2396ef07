"""Places of a text that are taken, none of which touches another."""

from bisect import bisect_left
from collections.abc import Iterable


class Spans:
    """Asked and added to in any order; a text may have ten thousand numbers."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in spans:
            self.add(start, end)

    def touch(self, start: int, end: int) -> bool:
        """Whether a place shares a character with one of these."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start

    def add(self, start: int, end: int) -> None:
        """Take a place too, unless some of it is taken."""
        if not self.touch(start, end):
            at = bisect_left(self._starts, start)
            self._starts.insert(at, start)
            self._ends.insert(at, end)
