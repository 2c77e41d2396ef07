"""Whether an answer is one for anybody: written out, standing alone, telling a rule and not one person's case."""

import re

from prep.courtesy import strip_courtesy
from prep.grammar.lexicon import ARTICLES, AUXILIARIES, CONJUNCTIONS, DEMONSTRATIVES, PREPOSITIONS, SPEAKERS, THINGS
from prep.one_answer.same_words import unmarked
from prep.one_answer.values import values
from prep.one_answer.yes_or_no import says_yes_or_no
from prep.one_case import find_one_case
from prep.records import Pair
from prep.selfcontained import judge_response

_WORD = re.compile(r"[^\W\d_]+")
_LIGHT = ARTICLES | AUXILIARIES | CONJUNCTIONS | DEMONSTRATIVES | PREPOSITIONS | SPEAKERS | THINGS
_WRITTEN_OUT = 0.3  # share of light words from which a text is written in sentences; shorthand has a tenth
_WHOLE = re.compile(r"(?:[A-Z\d]|- ).*[.!?)]", re.DOTALL)
_LEANS = re.compile(r"(?:that|this|it|they|those|these)\b", re.IGNORECASE)
_OF_A_CASE = re.compile(r", (?:so|as|since) ", re.IGNORECASE)  # "You may, as the flight lasts 7 hours"
_STANDS_ALONE = 0.85  # of prep/selfcontained's score of an answer
_MISSES = 0.7  # that score where question and answer only share too few words


def is_for_anybody(pair: Pair) -> bool:
    """Whether an answer may be given to everybody who asks its question."""
    text = pair.response
    words = [word.lower() for word in _WORD.findall(_without_paths(text))]
    return (
        bool(_WHOLE.fullmatch(text.strip()))
        and sum(word in _LIGHT for word in words) >= _WRITTEN_OUT * len(words)
        and not _LEANS.match(text)
        and not _OF_A_CASE.search(text)
        and not says_yes_or_no(text)
        and not any(find_one_case(text))
        and strip_courtesy(text).text == text.strip()
        and _stands_alone(pair)
    )


def _stands_alone(pair: Pair) -> bool:
    """Whether nothing in an answer points elsewhere. That it has few words of its question is no fault in a group."""
    judged = judge_response(pair.instruction, pair.response)
    return judged.score >= _STANDS_ALONE or (
        judged.score >= _MISSES and {reason.code for reason in judged.reasons} == {"mismatch"}
    )


def _without_paths(text: str) -> str:
    """The text without menu paths, addresses and names, which have no light words in any style."""
    text = unmarked(text)
    for fact in reversed(values(text)):
        if fact.kind in ("menu", "url", "email", "name"):
            text = text[: fact.start] + text[fact.end :]
    return text
