"""Skipping patterns that cannot match: a substring test is a hundred times cheaper than a search.

A word list such as "part[- ]?time|contractors?" becomes the literals of which one must occur: "part", "contractor".
"""

import re

_GROUP_OR_CLASS = re.compile(r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)[?*]?|\[[^\]]*\][?*+]?|\\[a-zA-Z]|\{[^}]*\}")
_OPTIONAL_LETTER = re.compile(r"\w[?*]")
_LETTERS = re.compile(r"[a-z]{3,}")


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


def may_match(needed: tuple[str, ...] | None, lowered: str) -> bool:
    """Whether a pattern with these literals can match a text, given in lower case."""
    if needed is None:
        return True
    for literal in needed:  # noqa: SIM110 - a loop takes half the time of any(), half a million times a project
        if literal in lowered:
            return True
    return False


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
