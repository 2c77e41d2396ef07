"""An answer without what is no part of what it says: list marks, line breaks, a word that only says "noted"."""

import re
from functools import lru_cache

from prep.courtesy import strip_courtesy
from prep.facts import find_facts

_LIST_MARK = re.compile(r"(?:^|\n)\s*[-*•]\s+|\s*\n\s*| - (?=[A-Z])")
_MARK = re.compile(r"(?m)^\s*[-*•]\s+| - (?=[A-Z])")
_NOTED = re.compile(
    r"^(?:(?:ok(?:ay)?|noted|checked|chkd?|chked|acknowledged?|ack|received|understood|got it|sure|thanks|hello|hi"
    r"|(?:i['’]m |i am )?(?:happy|glad) to help)\b"
    r"[.,!:]*\s+)+",
    re.IGNORECASE,
)


@lru_cache(maxsize=50_000)
def bare(answer: str) -> str:
    """The words of an answer alone: two answers with the same ones differ in their layout only, or write one amount in
    two ways, "50 €" and "EUR 50".
    """
    return " ".join(_NOTED.sub("", _LIST_MARK.sub(" ", _with_plain_amounts(answer)).strip()).lower().split())


def _with_plain_amounts(answer: str) -> str:
    pieces, at = [], 0
    for fact in find_facts(answer):
        if fact.kind == "money" and fact.start >= at:
            pieces += [answer[at : fact.start], f"{fact.value} {fact.unit}"]
            at = fact.end
    return "".join([*pieces, answer[at:]])


@lru_cache(maxsize=50_000)
def unmarked(answer: str) -> str:
    """An answer without its list marks, each item a line."""
    return _MARK.sub(lambda match: "\n" if match[0] == " - " else "", answer)


def is_plain(answer: str) -> bool:
    """Whether an answer has nothing of the kind around what it says."""
    return without_ceremony(answer) == unmarked(answer).strip()


@lru_cache(maxsize=50_000)
def without_ceremony(answer: str) -> str:
    """An answer, each list item a line, without greetings and words that only say "noted"."""
    plain = _NOTED.sub("", strip_courtesy(unmarked(answer)).text.strip())
    return strip_courtesy(plain).text.strip()
