"""Answers that each let one thing only count, and not the same: "only for members", "only if booked with us"."""

import re
from functools import lru_cache

from prep.facts.concepts import concept, stem
from prep.facts.finding import find_facts
from prep.facts.records import Disagreement, Fact
from prep.facts.values import VALUES, same_value

_ONLY = re.compile(
    r"\b(?:only(?! (?:once|after|takes?|recommend|need|[\d€$£]|one|a|half|\w+ percent|way|thing)\b)|sole(?:ly)?"
    r"|exclusively|alone|nobody else|no one else|nothing else|one and only|"
    r"on condition|the condition)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n;]+[.!?;]*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SURE = 0.8


def exclusives_apart(left: str, right: str, asked_in: str) -> Disagreement | None:
    """Two exclusive sentences, neither of which names what the other answer speaks of beside the questions."""
    one, other = _exclusive(left), _exclusive(right)
    if one is None or other is None:
        return None
    said, said_there = _own(one.text, asked_in), _own(other.text, asked_in)
    if not said or not said_there or said & said_there or _share_a_value(one.text, other.text):
        return None
    return Disagreement("contrast", one, other, _SURE, f"{one.text!r} against {other.text!r}")


@lru_cache(maxsize=50_000)
def _exclusive(text: str) -> Fact | None:
    return next((_fact(match) for match in _SENTENCE.finditer(text) if _ONLY.search(match[0])), None)


def _fact(match: re.Match[str]) -> Fact:
    words = match[0].strip()
    start = match.start() + match[0].index(words)
    return Fact("contrast", words.lower(), "only", "exactly", start, start + len(words), words)


def _share_a_value(left: str, right: str) -> bool:
    """Whether both name one code, figure or date: "grades W1 to W4 only"."""
    ours, theirs = ([fact for fact in find_facts(text) if fact.kind in VALUES] for text in (left, right))
    return any(same_value(one, other) for one in ours for other in theirs)


def _own(text: str, asked_in: str) -> set[str]:
    return _stems(text) - _stems(asked_in)


def _stems(text: str) -> set[str]:
    return {stem(word) for word in _WORD.findall(text.lower()) if concept(word)}
