"""What one answer names and the other expressly rules out: "through Turnitin" against "in EthosNet, not Turnitin".

Only what a negation itself takes up counts: the words after "not", "instead of", "no longer", and the subject of
"is not", "does not matter", "makes no difference". Words of the questions say nothing about who contradicts whom.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from prep.facts.concepts import located_concepts
from prep.facts.records import Disagreement, Fact

_AFTER = re.compile(
    r"(?:(?<=, )not(?= )|\b(?:instead of|rather than|gave up|given up|no need to (?:involve|ask|use|contact)"
    r"|nothing (?:about it )?in"
    r"|(?:n['’]t|not|cannot|never|no longer|nobody should) (?:use|take|accept|involve|offer|support|bring|send"
    r"|go|leave|find)s?(?= )))"
    r"(?P<words>(?:\s+[\w'’&-]+){1,5})",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?P<words>(?:[\w'’&-]+\s+){1,4})(?:(?:is|are|was|were|does|do|did|has|have|will|ca|can|wo)(?:n['’]t|not|\s+not)\s+"
    r"(?:\w+\s+)?(?:involved?|accepted|supported|matter|count|responsible|relevant|considered|in charge|among"
    r"|help|taken into account"
    r"|available|offered|sign)|(?:is|are|was|were)\s+(?:no longer (?:used|in use|accepted|available|read"
    r"|supported|valid)|removed"
    r"|irrelevant|out of use|replaced (?:by|with)|not in use)|(?:has|have|makes?|plays?)\s+no (?:bearing|difference"
    r"|role|influence|key|say))\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"n['’]t\b|\b(?:not|no|never|no longer|without|cannot|nor|neither|none|off limits|forbidden|prohibited"
    r"|excluded|left out|leave out|avoid)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:(?!\b(?:if|when|unless|but|only)\b)[^.!?;,:\n]|(?<=\d)[.,](?=\d))+|\b(?:if|when|unless|but|only)\b"
)
_EMPTY = frozenset(
    ("full", "part", "tim", "exception", "case", "way", "place", "day", "year", "month", "week", "hour", "pay")
)
_BASE, _EACH, _NAMED = 0.45, 0.15, 0.25


def rebuttal(left: str, right: str, asked_about: frozenset[str]) -> Disagreement | None:
    """The strongest such pair of wordings. `asked_about` holds the concepts of both questions."""
    found = [_against(left, right, asked_about), _turned(_against(right, left, asked_about))]
    return max((each for each in found if each), key=lambda each: each.strength, default=None)


def _against(claim: str, denial: str, asked_about: frozenset[str]) -> Disagreement | None:
    claimed = _claimed(claim)
    best: Disagreement | None = None
    for start, end in _ruled_out(denial):
        said = {named: place for place, named in located_concepts(denial[start:end])}
        hit = [named for named in said if named in claimed and named not in asked_about | _EMPTY]
        if not hit:
            continue
        named = any(denial[start + said[each]].isupper() and start + said[each] > 0 for each in hit)
        strength = min(1.0, _BASE + _EACH * (len(hit) - 1) + _NAMED * named)
        if best is None or strength > best.strength:
            place = claimed[hit[0]]
            one, other = _quoted("yes", claim, *place), _quoted("no", denial, start, end)
            best = Disagreement("negation", one, other, strength, f"{one.text!r} against {other.text!r}")
    return best


def _quoted(value: str, text: str, start: int, end: int) -> Fact:
    """The words without the spaces around them."""
    words = text[start:end].strip()
    first = text.index(words, start)
    return Fact("negation", value, "", "exactly", first, first + len(words), words)


@lru_cache(maxsize=50_000)
def _ruled_out(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text names what it rules out."""
    found: list[tuple[int, int]] = []
    for clause in _CLAUSE.finditer(text):
        found += [match.span() for match in _AFTER.finditer(text, *clause.span())]
        found += [(match.start(), match.end("words")) for match in _BEFORE.finditer(text, *clause.span())]
    return tuple(found)


@lru_cache(maxsize=50_000)
def _claimed(text: str) -> Mapping[str, tuple[int, int]]:
    """The concepts of clauses without a negation, each with its clause."""
    claimed: dict[str, tuple[int, int]] = {}
    for clause in _CLAUSE.finditer(text):
        if not _DENIES.search(clause[0]):
            for _, named in located_concepts(clause[0]):
                claimed.setdefault(named, clause.span())
    return claimed


def _turned(found: Disagreement | None) -> Disagreement | None:
    return found and Disagreement(found.kind, found.right, found.left, found.strength, found.reason)
