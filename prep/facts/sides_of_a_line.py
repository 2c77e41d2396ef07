"""Questions or answers that hold on either side of one line: under and above 1,000, before 2024 and since, with a badge
and without, members and non-members, within the country and outside it.
"""

import re
from functools import lru_cache

from prep.facts.concepts import concepts
from prep.facts.echoes import Pair
from prep.facts.finding import find_facts
from prep.facts.records import Fact
from prep.facts.values import same_value

_LACKING = re.compile(
    r"\b(?:without(?: an?| the| any| your)?|outside(?: of)?(?: the)?|non-|no longer(?: an?)?|beyond(?: the)?|except"
    r"|(?:not|n['’]t|never)(?: an?| the| yet| in the)?)\s*(?P<what>(?!to\b|be\b|the\b)[a-z][\w-]{2,}(?: [a-z]{3,})?)",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(r"\b(?:outside|beyond|not in|non-)(?: of)?(?: the)?\s*(?P<what>[a-z][\w-]+)", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?:in|from|within|inside|to|for|at)(?: the| our)?\s+(?P<what>[a-z][\w-]+)", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:after|from|since|above|over|more than|as of|beyond)\s+(?:\d{1,2}(?:st|nd|rd|th)? )?(?:[A-Z][a-z]+ )?$"
)
_ON = re.compile(r"\s*(?:or (?:later|more)|on\b(?!ly)|onwards?|and (?:later|above|up))")
_BEFORE = re.compile(
    r"\b(?:before|until|till|up to|under|below|less than|by)\s+(?:\d{1,2}(?:st|nd|rd|th)? )?(?:[A-Z][a-z]+ )?$"
)
_REACH = 30


def sides_apart(left: Pair, right: Pair) -> bool:
    """Whether both questions, or both pairs, name one line and stand on either side of it."""
    return (
        _across(_lines(left[0]), _lines(right[0]))
        or _across(_lines(left[1]), _lines(right[1]))
        or _lacks(left[0], right[0])
        or _lacks(right[0], left[0])
        or bool(_outside(left[1]) & _inside(right[1]) or _outside(right[1]) & _inside(left[1]))
    )


def _across(ours: tuple[tuple[Fact, str], ...], theirs: tuple[tuple[Fact, str], ...]) -> bool:
    return any(
        side != other_side and fact.kind == other.kind and same_value(fact, other)
        for fact, side in ours
        for other, other_side in theirs
    )


@lru_cache(maxsize=50_000)
def _lines(text: str) -> tuple[tuple[Fact, str], ...]:
    """The amounts and dates of a text that bound something, each with its side."""
    found = []
    for fact in find_facts(text):
        if fact.kind not in ("number", "money", "duration", "measure", "percent", "date"):
            continue
        before = text[max(0, fact.start - _REACH) : fact.start]
        if _BEFORE.search(before) or fact.bound == "at-most":
            found.append((fact, "below"))
        elif _AFTER.search(before) or _ON.match(text, fact.end) or fact.bound == "at-least":
            found.append((fact, "above"))
    return tuple(found)


@lru_cache(maxsize=50_000)
def _outside(text: str) -> frozenset[str]:
    """The places and groups that a text speaks of the outside of."""
    return _named_by(_OUTSIDE, text)


@lru_cache(maxsize=50_000)
def _inside(text: str) -> frozenset[str]:
    """Those that it speaks of the inside of, and not also of the outside."""
    return _named_by(_INSIDE, text) - _outside(text)


def _named_by(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(named for match in pattern.finditer(text) for named in concepts(match["what"]))


def _lacks(text: str, other: str) -> bool:
    """Whether a text says that something is missing which the other has."""
    lacking = _lacking(text) - _lacking(other)
    return bool(lacking & concepts(other))


@lru_cache(maxsize=50_000)
def _lacking(text: str) -> frozenset[str]:
    return frozenset(named for match in _LACKING.finditer(text) for named in concepts(match["what"]))
