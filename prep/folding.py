"""Whether two answers to the same wording of a question may be folded into one.

Folding loses the other answer for good, so it happens only when both say the same. A difference in a figure, unit,
date, limit, name, address, menu path, contact, scope or polarity always forbids it, whatever the similarity: two
answers of 60 words that differ in one number share 84 % of their word 5-grams, and are a conflict to resolve.
"""

import re
from collections import Counter

from rapidfuzz.distance import DamerauLevenshtein

from prep.copies import wording
from prep.courtesy import strip_courtesy
from prep.facts import disagreements, find_facts, same_facts, unsaid
from prep.facts.concepts import concepts
from prep.facts.values import AMOUNTS

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")
_FAINT = 0.25  # strength of a disagreement that forbids folding
_SAME_FRAME = 0.75  # share of equal words from which answers count as one wording with changes
_ALIKE = 0.34  # share of concepts that two differently worded answers must have in common
# Words whose change leaves an answer the same.
_HARMLESS = frozenset(
    """
    a an the this that these those it its you your we our us i me my he she they them their is are was were be
    been being and so then also just please kindly simply there here have has had do does did will would to of
    in on at for with as by from which who what thanks thank hope helps help hello hi dear regards best kind
    sorry again still now too very
    """.split()  # noqa: SIM905 - a list of a hundred quoted words would hide them
)


def may_fold(left: str, right: str) -> bool:
    """Whether two answers say the same, or one says the same and more."""
    left, right = (strip_courtesy(text).text or text for text in (left, right))
    if wording(left) == wording(right) or _sentences(left) == _sentences(right):
        return _figures(left) == _figures(right)
    ours, theirs = Counter(wording(left)), Counter(wording(right))
    shared = sum((ours & theirs).values())
    if 2 * shared / (sum(ours.values()) + sum(theirs.values())) >= _SAME_FRAME:
        return ours != theirs and same_facts(left, right) and _only_slips(ours - theirs, theirs - ours)
    if disagreements(left, right, at_least=_FAINT) or (unsaid(left, right) and unsaid(right, left)):
        return False
    said, said_there = concepts(left), concepts(right)
    return len(said & said_there) >= _ALIKE * max(1, min(len(said), len(said_there)))


def _sentences(text: str) -> list[tuple[str, ...]]:
    """The wording of each sentence, in any order. The order of words counts: it says what comes before what."""
    return sorted(filter(None, (wording(sentence) for sentence in _SENTENCE_END.split(text) if sentence.strip())))


def _figures(text: str) -> list[tuple[str, str, str]]:
    """What `wording` drops with the punctuation: currencies, degrees, signs."""
    kinds = AMOUNTS | {"date", "url", "email", "phone"}
    return sorted((fact.kind, str(fact.value), fact.unit) for fact in find_facts(text) if fact.kind in kinds)


def _only_slips(ours: Counter[str], theirs: Counter[str]) -> bool:
    """Whether what differs is misspelling and words without content."""
    left = [word for word in ours.elements() if word not in _HARMLESS]
    right = [word for word in theirs.elements() if word not in _HARMLESS]
    for word in left:
        partner = next((other for other in right if _slip(word, other)), None)
        if partner is None:
            return False
        right.remove(partner)
    return not right


def _slip(word: str, other: str) -> bool:
    """One edit in a word of at least five letters that keeps its first letter, and no prefix that turns it round."""
    if min(len(word), len(other)) < 5 or word[0] != other[0] or any(letter.isdigit() for letter in word + other):
        return False
    return DamerauLevenshtein.distance(word, other, score_cutoff=1) <= 1
