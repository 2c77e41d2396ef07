"""Skipping patterns that cannot match: a substring test is a hundred times cheaper than a search.

A word list such as "part[- ]?time|contractors?" becomes the literals of which one must occur: "part", "contractor".
With a hundred word lists even the substring tests take long: the gate looks them up by their first three letters.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_GROUP_OR_CLASS = re.compile(r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)[?*]?|\[[^\]]*\][?*+]?|\\[a-zA-Z]|\{[^}]*\}")
_OPTIONAL_LETTER = re.compile(r"\w[?*]")
_START = 3  # letters that a literal is looked up by, and that it has at least
_LETTERS = re.compile(rf"[a-z]{{{_START},}}")


@dataclass(frozen=True, slots=True)
class Gate:
    """Tells which of many patterns, known by their number, may match a text."""

    always: tuple[int, ...]  # patterns without literals
    by_start: Mapping[str, Sequence[tuple[str, int]]]  # first letters → literals with these, each with its pattern

    def open_to(self, lowered: str) -> list[int]:
        """The numbers, in order, of the patterns that can match a text, given in lower case."""
        found = set(self.always)
        for start in _starts(lowered) & self.by_start.keys():
            found.update(number for literal, number in self.by_start[start] if literal in lowered)
        return sorted(found)


@lru_cache(maxsize=8)  # several gates look at one text after the other
def _starts(lowered: str) -> frozenset[str]:
    return frozenset(lowered[at : at + _START] for at in range(len(lowered) - _START + 1))


def gate(needed: Sequence[tuple[str, ...] | None]) -> Gate:
    """The gate of patterns, given what `literals` says of each."""
    by_start: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for number, known in enumerate(needed):
        for literal in known or ():
            by_start[literal[:_START]].append((literal, number))
    return Gate(tuple(number for number, known in enumerate(needed) if known is None), dict(by_start))


def any_of(lines: str) -> str:
    """A pattern from wordings, one a line."""
    return "|".join(line.strip() for line in lines.strip().splitlines())


def literals(pattern: str) -> tuple[str, ...] | None:
    """Lower-case strings of which every match contains one; None where an alternative has no such string."""
    found = []
    for alternative in _alternatives(pattern):
        plain = _OPTIONAL_LETTER.sub("|", _GROUP_OR_CLASS.sub("|", alternative)).lower()
        runs = _LETTERS.findall(plain)
        if not runs:
            return None
        found.append(max(runs, key=len))
    return tuple(dict.fromkeys(found))


def _alternatives(pattern: str) -> list[str]:
    """A pattern cut at the bars outside all brackets."""
    parts, depth, current = [], 0, ""
    for position, letter in enumerate(pattern):
        escaped = position > 0 and pattern[position - 1] == "\\"
        if not escaped:
            depth += (letter in "([") - (letter in ")]")
        if letter == "|" and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += letter
    return [*parts, current]
