"""Sentences of two answers that are one wording with other words in it: "hand it to the coach", "to the caretaker".

Somebody who says the same anew hardly hits the same words in the same order. Where two sentences do, each word in
which they differ is meant.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from prep.facts.concepts import stem
from prep.facts.sequence import order_turned
from prep.facts.stances import find_modality
from prep.grammar.lexicon import QUANTIFIERS, word_set
from prep.grammar.tagging import read_words
from prep.one_answer.limits import phrases
from prep.one_answer.senses import Token, is_written_out, senses, sentences_of, words_of

_IN_ORDER, _IN_ANY_ORDER = 0.6, 0.65  # of the words of both sentences, from which they are one wording
_SAME_THINGS = 0.75  # of what two texts name, from which the order of their steps can be compared
_STEP_BY_STEP = re.compile(
    r"\b(?:first(?! (?:day|week|month|year|time))|then|finally|next(?=,)|afterwards)\b", re.IGNORECASE
)
_STEPS = "In which order?"
# Small words that change what holds wherever one of two such sentences has them alone.
_TELLING = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for name, words in {
        "only": "only|solely|exclusively|alone|nothing but|nobody but|no one but",
        "not": r"not|never|no|cannot|\w+n['’]t|nobody|nothing|neither|nor",
        "without": "without",
        "except": "unless|except|but not|apart from|other than",
        "about": r"(?:about|around|approximately|roughly|nearly|almost)(?= \d)",
        "usually": "usually|normally|generally|typically|mostly|as a rule",
        "sometimes": "sometimes|often|rarely",
        "always": "always",
        "per": r"(?:per|a|(?<!of )(?:each|every)) (?:hour|day|week|month|quarter|year)|daily|weekly|monthly|yearly",
        "all": "all|every|any",
        "either": "or|either",
    }.items()
}
_SAID_BY_GRAMMAR = ("all", "either")  # that shorthand leaves out
_ACTORS = word_set("we you i")
# What names no thing or deed of its own: quantifiers, and the presses of a menu by which everything is done.
_NAMING_NOTHING = QUANTIFIERS | word_set("choose select pick click press tap open enter use go")


def differ_in_a_word(one: str, other: str, asked_of_other: str) -> bool:
    """Whether a sentence of each is the same but for words that matter, or the steps come in another order.

    Words of the question that the other answer replies to are said already, unless another word stands in the place of
    one that is asked about there alone: "choose cancel" for "choose order".
    """
    if _steps_turned(one, other):
        return True
    said, known = senses(one) | senses(asked_of_other), senses(other) | senses(asked_of_other)
    said_there, asked_there = _stems(words_of(other)), _stems(words_of(asked_of_other)) - _stems(words_of(one))
    return any(
        senses(sentence) - said
        or any(name not in _SAID_BY_GRAMMAR or is_written_out(sentence) for name in _telling(twin) ^ _telling(sentence))
        or _duties_differ(twin, sentence)
        or (_actor(twin) and _actor(sentence) and _actor(twin) != _actor(sentence))
        or (is_written_out(sentence) and not _added(twin, sentence) <= known)
        or _exchanged(twin, sentence, said_there, asked_there)
        for sentence, twin in _twins(one, other)
    )


def _steps_turned(one: str, other: str) -> bool:
    ours, theirs = senses(one), senses(other)
    return (
        bool(_STEP_BY_STEP.search(one) and _STEP_BY_STEP.search(other))
        and len(ours & theirs) >= _SAME_THINGS * len(ours | theirs)
        and order_turned(one, other, _STEPS) is not None
    )


def _exchanged(twin: str, sentence: str, said_there: frozenset[str], asked_there: frozenset[str]) -> bool:
    """Whether the twin has words not said there in the place of some that were asked about there alone."""
    ours, theirs = words_of(twin), words_of(sentence)
    steps = SequenceMatcher(None, [word.low for word in ours], [word.low for word in theirs], autojunk=False)
    for kind, start, end, begin, stop in steps.get_opcodes():
        had, has = _naming(ours[start:end]), _naming(theirs[begin:stop])
        apart = {word.sense for word in had}.isdisjoint(word.sense for word in has)
        if (
            kind == "replace"
            and had
            and has
            and apart
            and said_there.isdisjoint(_stems(had))
            and _stems(has) <= asked_there
        ):
            return True
    return False


def _naming(words: Sequence[Token]) -> list[Token]:
    return [word for word in words if word.is_word and word.sense and word.low not in _NAMING_NOTHING]


def _stems(words: Iterable[Token]) -> frozenset[str]:
    return frozenset(stem(word.low) for word in words)


def _added(twin: str, sentence: str) -> frozenset[str]:
    """Where, when and for whom a sentence says that it holds, and what it has more where all else is the same.

    Where its twin speaks of you, also of whom it speaks.
    """
    ours, theirs = ([word.low for word in words_of(text)] for text in (twin, sentence))
    rest = iter(ours)
    if all(word in rest for word in theirs):
        return senses(twin)
    limits = frozenset[str]().union(*phrases(twin))
    return limits | _subject(twin) if _actor(sentence) else limits


def _twins(one: str, other: str) -> Iterator[tuple[str, str]]:
    """The sentences of the other answer that have nearly a copy in this one, each with it."""
    for sentence in sentences_of(other):
        twin = max(sentences_of(one), key=lambda each: _likeness(each, sentence), default="")
        if _likeness(twin, sentence) >= 1:
            yield sentence, twin


@lru_cache(maxsize=200_000)
def _likeness(left: str, right: str) -> float:
    """1 or more where two sentences have so many words in common that the others are meant."""
    ours, theirs = ([word.low for word in words_of(text)] for text in (left, right))
    in_order = SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
    in_any_order = 2 * (Counter(ours) & Counter(theirs)).total() / max(1, len(ours) + len(theirs))
    return max(in_order / _IN_ORDER, in_any_order / _IN_ANY_ORDER)


@lru_cache(maxsize=50_000)
def _subject(sentence: str) -> frozenset[str]:
    """The words before the first verb: "teachers" in "teachers may borrow"."""
    verb = next((word.start for word in read_words(sentence) if word.kind in ("verb", "auxiliary")), 0)
    return senses(sentence[:verb])


@lru_cache(maxsize=50_000)
def _telling(sentence: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _TELLING.items() if pattern.search(sentence))


def _duties_differ(left: str, right: str) -> bool:
    """Whether one sentence says "may" where the other says "must"."""
    ours, theirs = _duties(left), _duties(right)
    return bool(ours and theirs and not ours & theirs)


@lru_cache(maxsize=50_000)
def _duties(sentence: str) -> frozenset[tuple[str, str]]:
    return frozenset((fact.unit, str(fact.value)) for fact in find_modality(sentence))


def _actor(sentence: str) -> str:
    """Who acts, where that is you or we."""
    return next((word.low for word in words_of(sentence)[:2] if word.low in _ACTORS), "")
