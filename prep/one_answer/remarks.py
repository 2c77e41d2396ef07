"""What one answer tells besides and another leaves out: a step, a duty, a remark."""

import re
from functools import lru_cache

from prep.facts import find_facts
from prep.facts.asked import asked
from prep.grammar.lexicon import VERBS, word_set
from prep.grammar.tagging import read_words
from prep.one_answer.same_words import without_ceremony
from prep.one_answer.senses import senses, words_of

_CLAUSE = re.compile(
    r"(?<=[.!?;])\s+|:\s+|\n+|\s+[–—-]\s+|,\s+(?:and|then|but)\s+(?:then\s+)?|\s+and\s+(?:then\s+)?|,\s+then\s+|,\s+"
)
_DUTY = re.compile(
    r"\b(?:must|ha(?:s|ve) to|needs?(?: to)?|(?<!^)should|required?|please|necessary)\b|^(?:don['’]t|do not|never)\b",
    re.IGNORECASE,
)
_NO_DUTY = re.compile(r"\b(?:no|not|n['’]t|only|never) (?:\w+ )?(?:need|have to|required|necessary)\b", re.IGNORECASE)
_BEHIND_A_NOUN = ("verb", "auxiliary", "noun")  # "train journeys", "print jobs wait": no orders
_HARDLY = 0.34  # of the words of a clause: where fewer are said the clause is not
_DONE = re.compile(r"\b(?:is|are|be|gets?)\s+(?:then\s+|\w+ly\s+)?([a-z]+ed)\b", re.IGNORECASE)
_WAYS = word_set("open visit click press tap select choose pick use see")  # one as good as the other
_ALLOWED = senses("allowed accepted needed required permitted")  # done to nothing
_LEADS = re.compile(r"\b(?:you|can|may|by)\b", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"^(?:[-*•]\s+|please|kindly|then|first|next|now|also|afterwards|after that|and|just|simply|,|\s)+", re.IGNORECASE
)


def lost_steps(one: str, other: str, question: str) -> list[str]:
    """Clauses of the other answer that tell to do something of which this one says nothing."""
    said = _said(one) | senses(question)
    return [
        clause
        for clause in clauses_of(other)
        if (_is_told(clause) and _is_lost(clause, said)) or (_is_duty(clause) and not senses(clause) & said)
    ]


def lost_remarks(one: str, other: str, question: str) -> list[str]:
    """Clauses of the other answer of whose words this one has none or hardly any, and what is done ("shredded")."""
    said = _said(one) | senses(question)
    return [
        *(
            clause
            for clause in clauses_of(other)
            if senses(clause) and sum(each in said for each in _named(clause)) < _HARDLY * len(_named(clause))
        ),
        *(word for word, meant in _done(other) if not meant & said),
    ]


@lru_cache(maxsize=50_000)
def _done(answer: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The words that say what is done, each with what it means."""
    done = ((match[1], senses(match[1])) for match in _DONE.finditer(without_ceremony(answer)))
    return tuple((word, meant) for word, meant in done if meant and not meant & _ALLOWED)


def _is_lost(clause: str, said: frozenset[str]) -> bool:
    """Whether neither what is to be done nor more than half of the rest of a clause is said."""
    words = words_of(_LEAD_IN.sub("", clause))
    here = [word.sense in said for word in words if word.sense]
    if words and words[0].low in _WAYS:
        return not any(word.sense in said for word in words[1:] if word.sense)
    return bool(here) and not here[0] and sum(here) * 2 <= len(here)


def tells_nothing_to_do(one: str, other: str, asked_of_other: str) -> bool:
    """Whether somebody who asks how is told what to do by the other answer alone."""
    return (
        asked(asked_of_other).kind == "how"
        and any(is_to_be_done(clause) for clause in clauses_of(other))
        and not any(is_to_be_done(clause) or _LEADS.search(clause) for clause in clauses_of(one))
        and not any(fact.kind == "menu" for fact in find_facts(one))
    )


@lru_cache(maxsize=50_000)
def _named(clause: str) -> tuple[str, ...]:
    return tuple(word.sense for word in words_of(_LEAD_IN.sub("", clause)) if word.sense)


@lru_cache(maxsize=50_000)
def _said(text: str) -> frozenset[str]:
    return frozenset(word.sense for word in words_of(text)) - {""}


@lru_cache(maxsize=50_000)
def clauses_of(text: str) -> tuple[str, ...]:
    """The clauses of an answer, greetings aside."""
    return tuple(part.strip() for part in _CLAUSE.split(without_ceremony(text)) if part and part.strip())


def is_to_be_done(clause: str) -> bool:
    """Whether a clause tells to do something."""
    return _is_told(clause) or _is_duty(clause)


@lru_cache(maxsize=50_000)
def _is_told(clause: str) -> bool:
    """Whether a clause opens with what is to be done."""
    words = read_words(_LEAD_IN.sub("", clause))
    first = next((word for word in words if word.kind != "mark"), None)
    following = next((word for word in words[1:] if word.kind != "mark"), None)
    return first is not None and first.low in VERBS and (following is None or following.kind not in _BEHIND_A_NOUN)


@lru_cache(maxsize=50_000)
def _is_duty(clause: str) -> bool:
    """Whether a clause says that something must be done."""
    return bool(_DUTY.search(clause)) and not _NO_DUTY.search(clause)
