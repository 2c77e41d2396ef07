"""Whether two answers to the same wording of a question may be folded into one.

Folding loses the other answer for good, so it asks for proof: what one answer says stands in the other, sentence for
sentence, with the same words in the same order but for slips and words without content. That no difference was found
proves nothing, since a difference may be of a kind that nothing looks for ("the lamp blinks amber", "… violet"). And
whatever the similarity, a fact that differs forbids it: two answers of 60 words that differ in one number share 84 % of
their word 5-grams, and are a conflict to resolve.
"""

import re
from collections import Counter
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from prep.courtesy import strip_courtesy
from prep.facts import disagreements, find_facts
from prep.facts.values import AMOUNTS

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")
_BULLET = re.compile(r"^\s*[-*•]\s+", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\[[A-Z]+(?:_\d+)?\]")
_WORD = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?")
_FAINT = 0.25  # strength of a disagreement that forbids folding
# Words whose change leaves an answer the same.
_HARMLESS = frozenset(
    """
    a an the this that these those it its is are was were be been being and so then also just please kindly simply there
    here have has had do does did will would of in on at as which thanks thank hope helps help hello hi dear regards
    best kind sorry again still now too very
    """.split()  # noqa: SIM905 - a list of eighty quoted words would hide them
)
# Words that may come and go, but never one for another: they say who does it, and which way it goes.
_ROLES = frozenset("i me my we us our you your he she they them their to from for with by who what".split())  # noqa: SIM905


def may_fold(left: str, right: str) -> bool:
    """Whether two answers say the same, or one says the same and more."""
    ours, theirs = (_sentences(strip_courtesy(text).text or text) for text in (left, right))
    if sorted(ours) == sorted(theirs):
        return True
    if not (_joined_alike(ours, theirs) or _within(ours, theirs) or _within(theirs, ours)):
        return False
    return not disagreements(left, right, at_least=_FAINT)


@lru_cache(maxsize=50_000)
def _sentences(text: str) -> tuple[str, ...]:
    """The sentences that hold a word, without bullets and placeholders, in lower case."""
    plain = _PLACEHOLDER.sub(" ", _BULLET.sub("", text)).casefold().replace("’", "'")
    parts = (" ".join(part.split()).rstrip(" .!?;,:") for part in _SENTENCE_END.split(plain))
    return tuple(part for part in parts if _WORD.search(part))


def _joined_alike(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two answers are the same sequence of words, however it is cut into sentences."""
    return _says_the_same(". ".join(ours), ". ".join(theirs))


def _within(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether each of our sentences stands among theirs."""
    return bool(ours) and all(any(_says_the_same(one, other) for other in theirs) for one in ours)


def _says_the_same(one: str, other: str) -> bool:
    ours, theirs = _WORD.findall(one), _WORD.findall(other)
    content, content_there = ([word for word in words if word not in _HARMLESS | _ROLES] for words in (ours, theirs))
    if len(content) != len(content_there) or not content:
        return False
    if not all(word == other or _slip(word, other) for word, other in zip(content, content_there, strict=True)):
        return False
    roles, roles_there = (Counter(word for word in words if word in _ROLES) for words in (ours, theirs))
    return not (roles - roles_there and roles_there - roles) and _figures(one) == _figures(other)


def _slip(word: str, other: str) -> bool:
    """One letter too many, too few or moved, in a word of at least five letters that keeps its first letter.

    A letter replaced makes another word too often: Maria, Marta; leave, lease.
    """
    if min(len(word), len(other)) < 5 or word[0] != other[0] or any(letter.isdigit() for letter in word + other):
        return False
    if DamerauLevenshtein.distance(word, other, score_cutoff=1) > 1:
        return False
    return len(word) != len(other) or sorted(word) == sorted(other)


@lru_cache(maxsize=50_000)
def _figures(text: str) -> tuple[tuple[str, str, str], ...]:
    """What words alone leave out: currencies, degrees, signs, addresses."""
    kinds = AMOUNTS | {"date", "url", "email", "phone"}
    return tuple(sorted((fact.kind, str(fact.value), fact.unit) for fact in find_facts(text) if fact.kind in kinds))
