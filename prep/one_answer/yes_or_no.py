"""Answers that say yes or no to the question as it was put, which the next person may put the other way round."""

import re
from dataclasses import replace
from typing import Literal

from prep.facts import find_facts
from prep.facts.asked import asked
from prep.facts.stances import find_answer, is_negated
from prep.one_answer.senses import senses
from prep.records import Pair
from prep.sentences import split_sentences

_OPENS = re.compile(
    r"\W*(?P<word>yes|yep|yeah|no|nope|not|sure|correct|right|indeed|exactly|of course)"
    r"(?:(?P<mark>\s*[,:.!;–—]+|\s+-)\s+|\s+(?=(?:you|it|we|they|this|that|there|but|if|for|up|only|unfortunately)\b))",
    re.IGNORECASE,
)
_NO = ("no", "nope", "not")
_MAY = re.compile(r"\b(?:can|may|could|allowed|permitted|possible|okay?)\b", re.IGNORECASE)
_EITHER = re.compile(r"\bor\b", re.IGNORECASE)
_SHARED = 2  # senses of a question that a statement must hold to answer it


def says_yes_or_no(answer: str) -> bool:
    """Whether an answer opens with yes or no, or a word to the same effect."""
    return bool(_OPENS.match(answer)) or (any(find_answer(answer)) and not answer.lower().startswith("please"))


def opening_word(answer: str) -> Literal["yes", "no", ""]:
    """What an answer opens with: yes, no, or neither."""
    opening = _OPENS.match(answer)
    if opening is None:
        return ""
    return "no" if opening["word"].lower() in _NO else "yes"


def as_statement(one: Pair, other: Pair) -> Pair | None:
    """The other pair without the yes or no that its answer opens with, where this one's answer says as much.

    None where it does not: then the word cannot be left out.
    """
    opening = _OPENS.match(other.response)
    if opening is None:
        return None
    rest = other.response[opening.end() :]
    if not rest or not _says(one.response, other.instruction, is_no=opening["word"].lower() in _NO):
        return None
    return replace(other, response=rest[0].upper() + rest[1:])


def _says(statement: str, question: str, *, is_no: bool) -> bool:
    """Whether a statement answers a yes or no question the way the word does."""
    slot = asked(question)
    if slot.kind != "yes-no" or slot.turned or _EITHER.search(question):
        return False
    axis = "required" if slot.obliges else "allowed" if _MAY.search(question) else ""
    stances = {str(fact.value) for fact in find_facts(statement) if fact.kind == "modality" and fact.unit == axis}
    if stances:
        return stances == {"no" if is_no else "yes"}
    wanted = senses(question)
    closest = max(split_sentences(statement), key=lambda sentence: len(senses(sentence) & wanted))
    if len(senses(closest) & wanted) < min(_SHARED, len(wanted)) or not wanted:
        return False
    return is_negated(closest) == is_no
