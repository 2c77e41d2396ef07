"""Where an answer holds a second one: a correction, one answer for each of several questions, or two at odds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from prep.facts import Fact, find_facts, same_value
from prep.facts.concepts import concepts
from prep.facts.values import AMOUNTS
from prep.sentences import split_sentences

_CORRECTS = re.compile(
    r"\b(?:correction|edit|update|erratum|korrektur|rectification)\s?(?:\d|:|\s[-–—]\s)"
    r"|(?:^|(?<=[.!?;\n\s])\s*|(?<=[-–—(])\s?)(?:(?:sorry|oops|my mistake|no wait|wait|actually)[,:]? (?:i meant"
    r"|that (?:was|is) wrong|it['’]?s|it is|make that|not)\b|i (?:meant|should have said)\b|scratch that\b"
    r"|ignore (?:that|my|the) (?:last|above|previous|earlier)?|make that\b)",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"(?:^|(?<=[.!?;\n])\s*)(?:(?:to|for|on|regarding|as (?:for|to)|re) (?:your |the )?(?:1st|2nd|first|second"
    r"|third|other|last)"
    r" (?:question|point|part|one)\b|(?:question|q) ?[1-9]\s?[:.)]|(?:first|second|third) question\s?:)",
    re.IGNORECASE | re.MULTILINE,
)
# Sentences of one answer that differ in a value mostly speak of two things (shift A, shift B); only where hardly
# another word differs do they answer the same question twice.
_ALIKE = 0.7  # share of concepts in common, values aside
_MAX_SENTENCES = 12


@dataclass(frozen=True, slots=True)
class SecondAnswer:
    """What makes an answer more than one, after "this one …", and the places that show it, from start to end."""

    told: str
    places: tuple[tuple[int, int], ...]


def second_answer(text: str) -> SecondAnswer | None:
    """The first sign that an answer holds more than one; None where it holds one."""
    corrected = _CORRECTS.search(text)
    if corrected and text[: corrected.start()].strip():
        return SecondAnswer(f'takes back what it says first ("{corrected[0].strip()}")', (corrected.span(),))
    parts = list(_EACH.finditer(text))
    if len(parts) > 1:
        return SecondAnswer("answers several questions one by one", tuple(part.span() for part in parts))
    if apart := _at_odds(text):
        left, right = apart
        told = f'says "{left.text.strip()}" and then "{right.text.strip()}"'
        return SecondAnswer(told, ((left.start, left.end), (right.start, right.end)))
    return None


def _at_odds(text: str) -> tuple[Fact, Fact] | None:
    """The one value in which two sentences differ that say the same otherwise; spans as in the whole text."""
    sentences = split_sentences(text)
    if not 1 < len(sentences) <= _MAX_SENTENCES:
        return None
    values = [fact for fact in find_facts(text) if fact.kind in AMOUNTS or fact.kind == "date"]
    start = len(text) - len("".join(sentences))  # blank lines in front of the first
    told = []
    for sentence in sentences:
        end = start + len(sentence)
        if here := [fact for fact in values if start <= fact.start < end]:
            told.append((here, _without(here, text[:end], start)))
        start = end
    for (ours, around), (theirs, around_other) in combinations(told, 2):
        if len(ours) == len(theirs) and len(around & around_other) >= max(1, _ALIKE * len(around | around_other)):
            apart = [(one, other) for one, other in zip(ours, theirs, strict=True) if not same_value(one, other)]
            if len(apart) == 1 and apart[0][0].kind == apart[0][1].kind:
                return apart[0]
    return None


def _without(values: Sequence[Fact], text: str, start: int) -> frozenset[str]:
    """What the sentence that ends a text, from `start`, speaks of besides its values."""
    for fact in reversed(values):
        text = f"{text[: fact.start]} {text[fact.end :]}"
    return concepts(text[start:])
