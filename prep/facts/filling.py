"""What answers put into a slot that takes any words: a place, a person, a meaning.

They differ if they share nothing.
"""

import re
from functools import lru_cache

from prep.facts.asked import Asked, same_slot
from prep.facts.concepts import located_concepts
from prep.facts.finding import find_facts
from prep.facts.records import Disagreement, Fact
from prep.facts.values import VALUES, same_value

_SENTENCE = re.compile(r"[^.!?\n;]+[.!?;]*")
_MEANS = re.compile(
    r"\b(?:means?|meaning|stands? for|is shown when|indicates?|says that|it is a sign)\b", re.IGNORECASE
)
# A word with a capital inside a sentence, or with figures or capitals in the word.
_NAME = re.compile(r"(?<=[a-z,;:)'’-] )(?:[A-Z][A-Za-z]{2,}|[A-Z]{2,3})\b|\b[A-Z][a-z]+[A-Z]\w*|\b\d[A-Z][a-z]+\b")
_NO_NAMES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "open",
        "sorry",
        "yes",
        "please",
        "the",
        "it",
        "eur",
        "usd",
    ]
)
_OPEN = ("where", "who")
_SHORT = 4  # letters of a name below which it is compared whole
_BASE = 0.35


def filled_otherwise(left: str, right: str, ours: Asked, theirs: Asked) -> Disagreement | None:
    """Where both questions ask for a place, a person or a meaning and the answers name different ones."""
    slot = same_slot(ours, theirs)
    meaning = _means(left) and _means(right)
    kinds = {ours.kind, theirs.kind} - {""}
    if not slot or not (meaning or (len(kinds) == 1 and kinds <= set(_OPEN))) or _share_a_value(left, right):
        return None
    known = {*ours.about, *theirs.about}
    one, other = _first(left), _first(right)
    said, said_there = _content(one.text) - known, _content(other.text) - known
    if not said or not said_there or said & (_content(right) - known) or said_there & (_content(left) - known):
        return None
    return Disagreement("contrast", one, other, min(1.0, _BASE + 0.6 * slot), f"{one.text!r} against {other.text!r}")


def named_otherwise(left: str, right: str, ours: Asked, theirs: Asked, asked_in: str) -> Disagreement | None:
    """Where the first sentences each name a tool, a product or a place by its name, and the other answer never does."""
    slot = same_slot(ours, theirs)
    one, other = _first(left), _first(right)
    names, others = _names(one.text), _names(other.text)
    if not names or not others or any(_is_said(name, right.lower()) or _is_said(name, asked_in) for name in names):
        return None
    if any(_is_said(name, left.lower()) or _is_said(name, asked_in) for name in others):
        return None
    return Disagreement("name", one, other, min(1.0, 0.4 + 0.6 * slot), f"{one.text!r} against {other.text!r}")


@lru_cache(maxsize=50_000)
def _means(text: str) -> bool:
    return bool(_MEANS.search(text))


def _is_said(name: str, text: str) -> bool:
    """Whether a text has the name, or begins a word with it: "AA" is not said where "AAA" is."""
    return bool(re.search(rf"\b{name}" + r"\b" * (len(name) < _SHORT), text))


@lru_cache(maxsize=50_000)
def _names(sentence: str) -> frozenset[str]:
    return frozenset(match[0].lower() for match in _NAME.finditer(sentence)) - _NO_NAMES


@lru_cache(maxsize=50_000)
def _first(text: str) -> Fact:
    match = next(iter(_SENTENCE.finditer(text)), None)
    start, end = match.span() if match else (0, len(text))
    return Fact("contrast", text[start:end].lower().strip(), "filled", "exactly", start, end, text[start:end].strip())


def _content(text: str) -> set[str]:
    return {named for _, named in located_concepts(text)}


def _share_a_value(left: str, right: str) -> bool:
    ours, theirs = ([fact for fact in find_facts(text) if fact.kind in VALUES - {"name"}] for text in (left, right))
    return any(same_value(one, other) for one in ours for other in theirs)
