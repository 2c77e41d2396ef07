"""What a question names and its answer takes up, and the other pair knows nothing of: the van here, the scooter there.

Two pairs that each have such a word are mostly about two things. Numbers count, in figures or words ("five-day",
"Terminal 2"), and so do single letters ("building C"); verbs do not. A word that differs in its ending only, or that
means the same in support work, is known.
"""

import re
from collections import Counter
from functools import lru_cache
from itertools import zip_longest

from prep.facts.concepts import SLOT_WORDS, concept, concepts, is_small, stem, written_parts
from prep.facts.numerals import NUMBER_WORDS, spelled_value
from prep.grammar.tagging import Word, read_words

Pair = tuple[str, str]  # a question and its answer
_WORD = re.compile(r"\w+")
_NUMBER_WORD = re.compile(NUMBER_WORDS, re.IGNORECASE)
_NAMING = frozenset(("noun", "name", "adjective"))
_PREFIX = 5  # letters that two forms of one word share


def echoes(left: Pair, right: Pair) -> tuple[int, int]:
    """How many words each pair says in question and answer and the other in neither."""
    return _unknown(_echoed(left)[0], right), _unknown(_echoed(right)[0], left)


def echoed_words(left: Pair, right: Pair) -> int:
    """The same of all words, verbs included: how many each pair has at least."""
    return min(_unknown(_echoed(left)[1], right), _unknown(_echoed(right)[1], left))


def exchanged_words(left: Pair, right: Pair) -> float:
    """How far two questions are one wording in which each has a word of its own ("start", "stop"), 0 to 1."""
    if not (_unknown(_said(left[0]), right) and _unknown(_said(right[0]), left)):
        return 0.0
    words, others = _counted(left[0]), _counted(right[0])
    return 2 * (words & others).total() / (words.total() + others.total())


@lru_cache(maxsize=50_000)
def _counted(question: str) -> Counter[str]:
    return Counter(_WORD.findall(question.lower()))


def strange_words(text: str, pair: Pair) -> int:
    """How many words of a text the other question and answer do not say."""
    return _unknown(terms(text), pair)


def _unknown(words: frozenset[str], pair: Pair) -> int:
    known, starts, meant = _known(pair)
    return sum(
        _stem(word) not in known and word[:_PREFIX] not in starts and (concept(word) or word) not in meant
        for word in words
    )


@lru_cache(maxsize=50_000)
def _known(pair: Pair) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words of a pair as stems, how they begin, and what they mean."""
    known = _stems(pair[0]) | _stems(pair[1])
    starts = frozenset(word[:_PREFIX] for word in known if len(word) >= _PREFIX)
    return known, starts, concepts(pair[0]) | concepts(pair[1])


@lru_cache(maxsize=50_000)
def _echoed(pair: Pair) -> tuple[frozenset[str], frozenset[str]]:
    """What a question names, and what it says at all, that its answer says too."""
    answered = _stems(pair[1])
    named, said = ((word for word in words if _stem(word) in answered) for words in (terms(pair[0]), _said(pair[0])))
    return frozenset(named), frozenset(said)


@lru_cache(maxsize=100_000)
def terms(text: str) -> frozenset[str]:
    """The words of a text that name something; numbers as figures."""
    found: set[str] = set()
    words = read_words(text)
    for before, word, following in zip_longest((None, *words), words, words[1:]):
        if word is None:
            break
        before_noun = following is not None and following.kind == "noun"
        for part in _parts(word):
            if _NUMBER_WORD.fullmatch(part):
                found.add(f"{spelled_value(part):g}")
            elif part.isdigit() or _is_letter(word, before):
                found.add(part)
            elif word.kind not in _NAMING or len(part) < 2 or is_small(part):
                continue
            elif before_noun or stem(part) not in SLOT_WORDS:
                found.add(part)  # "how many days" names nothing, "the day coach" does
    return frozenset(found)


def _parts(word: Word) -> list[str]:
    return [part.lower() for part in written_parts(word.text.replace("’", "'").removesuffix("'s"))]


def _is_letter(word: Word, before: Word | None) -> bool:
    """Whether a capital letter names something: "building A", not "A" or "I" on their own."""
    if len(word.text) != 1 or not word.text.isupper():
        return False
    return word.low not in "ai" or (word.low == "a" and before is not None and before.kind != "mark")


@lru_cache(maxsize=100_000)
def _said(text: str) -> frozenset[str]:
    """All words that are not small, verbs included."""
    return frozenset(
        part
        for word in read_words(text)
        if word.kind != "mark"
        for part in _parts(word)
        if part and not is_small(part) and stem(part) not in SLOT_WORDS
    )


@lru_cache(maxsize=100_000)
def _stems(text: str) -> frozenset[str]:
    """Every word of a text as a stem, numbers as figures."""
    found: set[str] = set()
    for word in read_words(text):
        for part in _parts(word):
            found.add(f"{spelled_value(part):g}" if _NUMBER_WORD.fullmatch(part) else _stem(part))
    return frozenset(found)


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return stem(word)
