"""What one answer gives and a clause of the other denies, shuts or sets aside: "Typeform" against "Typeform isn't
approved", "in the lobby" against "the lobby must be kept free".

Weaker than a rebuttal (rebuttals.py), which knows what a negation takes up: here it only stands in one clause with it.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from prep.facts.concepts import SLOT_WORDS, located_concepts
from prep.facts.layout import lay_out
from prep.facts.records import Disagreement, Fact
from prep.facts.stances import is_condition, is_negated

_SET_ASIDE = re.compile(
    r"\b(?:no longer|any ?more|shut (?:down|off)|switched off|turned off|discontinued|abolished|phased out|retired"
    r"|(?:been|was|were) replaced|removed|left the|gave up|given up|banned|forbidden|prohibited|refused|excluded"
    r"|left out|steer clear|avoid"
    r"|instead of|rather than|in place of|apart from|except|irrelevant|plays? no|makes? no|holds only|only (?:the|for)"
    r"|(?:have|has) (?:none|no)|kept free|elsewhere|has ended|lost its|neither|nor|without|cancelled|closed|used to)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"'“‘][^\"'”’\n]{2,40}[\"'”’]")
_CONDITION = re.compile(r"\b(?:as long as|unless|until|till|while|if|when|before)\b.*", re.IGNORECASE)
_LACKING = re.compile(r"\bno (?!longer|more)[a-z-]{3,}(?: [a-z-]{4,})?", re.IGNORECASE)  # denies what it names alone
_BASE, _LATER, _NAMED = 0.4, 0.2, 0.3


def ruled_out(left: str, right: str, asked_about: frozenset[str]) -> Disagreement | None:
    """The strongest such pair. `asked_about` holds the concepts of both questions, which rule nothing out."""
    found = [_against(left, right, asked_about), _turned(_against(right, left, asked_about))]
    return max((each for each in found if each), key=lambda each: each.strength, default=None)


def _against(claim: str, denial: str, asked_about: frozenset[str]) -> Disagreement | None:
    claimed, denied = _claimed(claim), _denied(denial)
    here = _claimed(denial)
    known = asked_about | SLOT_WORDS
    hit = [named for named in claimed if named in denied and named not in known and named not in here]
    if not hit:
        return None
    hit = [named for named in hit if claimed[named][0] < lay_out(claim).sentence(0)[1]]
    if not hit:
        return None
    place, denying = claimed[hit[0]], denied[hit[0]]
    said = {named for named, at in claimed.items() if at == place} - known
    repeated = said & {named for named, at in denied.items() if at == denying}
    if len(said) > 1 and len(repeated) == len(said):
        return None  # "no extra cost" beside "free of charge": the clause says it in other words
    one, other = _quoted("yes", claim, *place), _quoted("no", denial, *denying)
    later = denying[0] >= lay_out(denial).sentence(0)[1]
    strength = _BASE + _LATER * later + _NAMED * any(_is_named(denial, denying, each) for each in hit)
    return Disagreement("negation", one, other, min(1.0, strength), f"{one.text!r} against {other.text!r}")


def _is_named(text: str, clause: tuple[int, int], named: str) -> bool:
    """Whether a concept stands there as a name."""
    start, end = clause
    return any(each == named and text[start + at].isupper() for at, each in located_concepts(text[start:end]))


@lru_cache(maxsize=50_000)
def _claimed(text: str) -> Mapping[str, tuple[int, int]]:
    return {named: place for named, place, denied in _by_clause(text) if not denied}


@lru_cache(maxsize=50_000)
def _denied(text: str) -> Mapping[str, tuple[int, int]]:
    return {named: place for named, place, denied in _by_clause(text) if denied}


@lru_cache(maxsize=50_000)
def _by_clause(text: str) -> tuple[tuple[str, tuple[int, int], bool], ...]:
    """Each concept with its clause, and whether that clause denies or sets it aside; the first place last."""
    found = []
    for start, end in reversed(lay_out(text).clauses()):
        if is_condition(text, start):
            continue
        clause = _CONDITION.sub(_blank, _QUOTED.sub(_blank, text[start:end]))
        denied = is_negated(clause) or bool(_SET_ASIDE.search(clause))
        lacking = [match.span() for match in _LACKING.finditer(clause)] if denied else []
        for place, named in located_concepts(text[start:end]):
            is_lacking = not lacking or any(first <= place < last for first, last in lacking)
            found.append((named, (start, end), denied and is_lacking))
    return tuple(found)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _quoted(value: str, text: str, start: int, end: int) -> Fact:
    words = text[start:end].strip()
    first = text.index(words, start)
    return Fact("negation", value, "", "exactly", first, first + len(words), words)


def _turned(found: Disagreement | None) -> Disagreement | None:
    return found and Disagreement(found.kind, found.right, found.left, found.strength, found.reason)
