"""The words that make a text's wording: what two texts have in common when one is a copy of the other.

Greetings, names of people addressed and placeholders make no wording. What stands around a question is cut by rules
(prep/addressing.py), and a slip of the pen may keep a rule from seeing it in one of two texts; so a text of which
something was cut has a second wording, with all that is written.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from prep.addressing import unaddressed, without_placeholders
from prep.slips import COURTESY

_THOUSANDS = re.compile(r",(?=\d{3}\b)")
_SHORT = 5  # letters of an abbreviation; a longer word in capitals is mostly one that somebody stresses
_WORD = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one text in order, and those of them that must be equal in a copy, brought into one form."""

    words: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    courtesy: Counter[str] = field(default_factory=Counter)  # left out of `words`
    abbreviations: frozenset[str] = frozenset()  # of `words`, those in capitals in a text that is not all capitals


def wording(text: str) -> tuple[str, ...]:
    """The words that make a text's wording: lower case, without greetings, placeholders and punctuation."""
    return unaddressed_wording(text).words


def same_wording(left: str, right: str) -> bool:
    """Whether two texts are equal but for case, punctuation, order, greetings and placeholders."""
    return sorted(wording(left)) == sorted(wording(right))


@lru_cache(maxsize=200_000)
def unaddressed_wording(text: str) -> Wording:
    """What a text says when nobody is addressed."""
    return _worded(unaddressed(text))


@lru_cache(maxsize=200_000)
def full_wording(text: str) -> Wording:
    """All that a text says; the same as when nobody is addressed where nobody is."""
    full, plain = _worded(without_placeholders(text)), unaddressed_wording(text)
    return plain if full.words == plain.words else full


@lru_cache(maxsize=200_000)
def cut_words(text: str) -> tuple[str, ...]:
    """The words that were cut as an address, sorted."""
    return tuple(sorted((Counter(full_wording(text).words) - Counter(wording(text))).elements()))


def _worded(text: str) -> Wording:
    said = [word.replace("'", "").replace("’", "") for word in _WORD.findall(text.casefold())]
    words = tuple(word for word in said if word not in COURTESY) or tuple(said)
    numbers = sorted(_THOUSANDS.sub("", word) for word in words if any(sign.isdigit() for sign in word))
    return Wording(words, tuple(numbers), Counter(said) - Counter(words), _abbreviations(text))


def _abbreviations(text: str) -> frozenset[str]:
    if text.isupper():
        return frozenset()
    return frozenset(word.casefold() for word in _WORD.findall(text) if word.isupper() and 1 < len(word) <= _SHORT)
