"""Sentences and clauses of a text, and which concepts stand near a place in it."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from prep.facts.concepts import located_concepts

_SENTENCE_END = re.compile(r"(?<![ap]\.m)(?<!\be\.g)(?<!\bi\.e)(?<!\bno)(?<!\bapprox)(?<!\bext)[.!?;]+[\"”')]*\s+|\n+")
_CLAUSE_END = re.compile(
    r"[,:()\[\]—–]\s*|\s-\s|\s(?:but|while|whereas|unless|although|however|because|so that|otherwise|instead"
    r"|except|if|when)\s"
    r"|\s(?:and|or)\s(?=(?:you|it|we|they|the|your|this|that|there|no|not|then|must|can|cannot|only)\b)",
    re.IGNORECASE,
)
_REACH = 12  # concepts kept as the context of one fact
_CLAUSE_STEP = 45  # a clause boundary counts as this many characters


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the sentences, clauses and concepts of a text are."""

    text: str
    sentence_starts: tuple[int, ...]
    clause_starts: tuple[int, ...]
    concepts: tuple[tuple[int, str], ...]

    def sentence(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence around a position."""
        return _around(self.sentence_starts, position, len(self.text))

    def clause(self, position: int) -> tuple[int, int]:
        """Start and end of the clause around a position."""
        return _around(self.clause_starts, position, len(self.text))

    def clauses(self) -> list[tuple[int, int]]:
        """All clauses as spans."""
        ends = (*self.clause_starts[1:], len(self.text))
        return list(zip(self.clause_starts, ends, strict=True))

    def near(self, start: int, end: int) -> tuple[str, ...]:
        """Concepts around a span, nearest first, none from inside it. A short sentence borrows from its neighbours."""
        first, last = self.sentence(start)
        here = bisect_right(self.clause_starts, start)
        ranked: list[tuple[int, int, str]] = []
        for position, named in self.concepts:
            if start <= position < end:
                continue
            distance = start - position if position < start else position - end
            distance += _CLAUSE_STEP * abs(bisect_right(self.clause_starts, position) - here)
            if not first <= position < last:
                distance += 4 * _CLAUSE_STEP
            ranked.append((distance, position, named))
        ranked.sort()
        return tuple(dict.fromkeys(named for _, _, named in ranked[:_REACH]))


@lru_cache(maxsize=50_000)
def lay_out(text: str) -> Layout:
    """Find sentences, clauses and concepts."""
    sentences = (0, *(match.end() for match in _SENTENCE_END.finditer(text) if match.end() < len(text)))
    clauses = {match.end() for match in _CLAUSE_END.finditer(text) if match.end() < len(text)}
    return Layout(text, sentences, tuple(sorted({*sentences, *clauses})), located_concepts(text))


def _around(starts: tuple[int, ...], position: int, length: int) -> tuple[int, int]:
    index = bisect_right(starts, position) - 1
    return starts[index], starts[index + 1] if index + 1 < len(starts) else length
