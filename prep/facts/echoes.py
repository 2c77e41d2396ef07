"""What a question names and its answer takes up, and the other pair knows nothing of: the van here, the scooter there.

Two pairs that each have such a word are mostly about two things. Numbers count, in figures or words ("five-day",
"Terminal 2"), and so do single letters ("building C"); verbs do not. A word that differs in its ending only, or that
means the same in support work, is known.
"""

import re
from collections import Counter
from functools import lru_cache
from itertools import zip_longest

from prep.facts.concepts import SLOT_WORDS, concept, concepts, is_small, stem
from prep.facts.numerals import NUMBER_WORDS, spelled_value
from prep.grammar.tagging import read_words

Pair = tuple[str, str]  # a question and its answer
_WORD = re.compile(r"\w+")
_NUMBER_WORD = re.compile(NUMBER_WORDS, re.IGNORECASE)
_NAMING = frozenset(("noun", "name", "adjective"))
_PREFIX = 5  # letters that two forms of one word share


def echoes(left: Pair, right: Pair) -> tuple[int, int]:
    """How many words each pair says in question and answer and the other in neither."""
    ours, theirs = ({word for word in terms(pair[0]) if _stem(word) in _stems(pair[1])} for pair in (left, right))
    return _unknown(ours, right), _unknown(theirs, left)


def echoed_words(left: Pair, right: Pair) -> int:
    """The same of all words, verbs included: how many each pair has at least."""
    ours, theirs = ({word for word in _said(pair[0]) if _stem(word) in _stems(pair[1])} for pair in (left, right))
    return min(_unknown(ours, right), _unknown(theirs, left))


def exchanged_words(left: Pair, right: Pair) -> float:
    """How far two questions are one wording in which each has a word of its own ("start", "stop"), 0 to 1."""
    if not (_unknown(_said(left[0]), right) and _unknown(_said(right[0]), left)):
        return 0.0
    words, others = (Counter(_WORD.findall(pair[0].lower())) for pair in (left, right))
    return 2 * (words & others).total() / (words.total() + others.total())


def strange_words(text: str, pair: Pair) -> int:
    """How many words of a text the other question and answer do not say."""
    return _unknown(terms(text), pair)


def _unknown(words: frozenset[str] | set[str], pair: Pair) -> int:
    known = _stems(pair[0]) | _stems(pair[1])
    starts = {word[:_PREFIX] for word in known if len(word) >= _PREFIX}
    meant = concepts(pair[0]) | concepts(pair[1])
    return sum(
        _stem(word) not in known and word[:_PREFIX] not in starts and (concept(word) or word) not in meant
        for word in words
    )


@lru_cache(maxsize=100_000)
def terms(text: str) -> frozenset[str]:
    """The words of a text that name something; numbers as figures."""
    found: set[str] = set()
    words = read_words(text)
    for word, following in zip_longest(words, words[1:]):
        plain = word.low.removesuffix("'s")
        if _NUMBER_WORD.fullmatch(plain):
            found.add(f"{spelled_value(plain):g}")
        elif plain.isdigit() or (len(plain) == 1 and word.text.isupper() and plain not in "ai"):
            found.add(plain)
        elif word.kind in _NAMING and len(plain) > 1 and not is_small(plain):
            if stem(plain) in SLOT_WORDS and (following is None or following.kind != "noun"):
                continue  # "how many days" names nothing, "the day coach" does
            found |= {part for part in plain.split("-") if part and not is_small(part)}
    return frozenset(found)


@lru_cache(maxsize=100_000)
def _said(text: str) -> frozenset[str]:
    """All words that are not small, verbs included."""
    return frozenset(
        part
        for word in read_words(text)
        if word.kind != "mark"
        for part in word.low.removesuffix("'s").split("-")
        if part and not is_small(part) and stem(part) not in SLOT_WORDS
    )


@lru_cache(maxsize=100_000)
def _stems(text: str) -> frozenset[str]:
    """Every word of a text as a stem, numbers as figures."""
    found: set[str] = set()
    for word in read_words(text):
        for part in word.low.removesuffix("'s").split("-"):
            found.add(f"{spelled_value(part):g}" if _NUMBER_WORD.fullmatch(part) else _stem(part))
    return frozenset(found)


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return stem(word)
