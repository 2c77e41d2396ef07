"""Which figures, names and paths of one answer another leaves out or adds."""

import re
from functools import lru_cache

from prep.facts import Fact, find_facts, same_value
from prep.facts.concepts import concept, concepts
from prep.facts.values import AMOUNTS, VALUES
from prep.one_answer.same_words import unmarked

_WORD = re.compile(r"[^\W_]+")
_NO_FIGURE = re.compile(r"(?:an?|the|one|each|every|per|same|this|that)?\s*(?P<unit>[a-z]+(?: [a-z]+)*)", re.IGNORECASE)
_PERIODS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annual": "year"}
_ONE = re.compile(r"one", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:full|whole|all|entire|complete|100)\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:first|1st|1|start|begin\w*)\b", re.IGNORECASE)
_LISTED = re.compile(r"[^.!?\n]*?(?::|,| from| by) [^.!?\n]*\b(?:and|then)\b")
_PLACE = re.compile(r"first|second|third|last|next|zero", re.IGNORECASE)  # no amounts that another could outdo
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_LONG = 3  # digits
_ALONE: frozenset[str] = AMOUNTS | {"date", "version", "url", "email", "phone", "menu"}


def lost_values(one: str, other: str, asked_of_other: str) -> list[Fact]:
    """What the other answer states and this one does not.

    A name that the other's question names is said there. So is a figure of the asker's own case, where the answer
    holds another figure of its kind against it: "five days are too many, the limit is three".
    """
    said, asked = values(one), values(asked_of_other)
    text = unmarked(other)
    lost = [
        fact
        for fact in values(other)
        if (not _is_said(fact, said, one) or _is_barer(fact, said, one)) and not _is_light(fact, text)
    ]
    kept = [fact for fact in values(other) if fact not in lost and not _among(fact, asked)]
    return [
        fact
        for fact in lost
        if not (fact.kind == "name" and _words(fact.text) <= _words(asked_of_other))
        and not (_among(fact, asked) and any(each.kind in AMOUNTS and _comparable(each, fact) for each in kept))
    ]


def added_values(one: str, other: str) -> list[Fact]:
    """What this answer states of a kind of which the other states something else, names and people in charge aside."""
    said, text = values(other), unmarked(one)
    kinds = {fact.kind for fact in said}
    return [
        fact
        for fact in values(one)
        if fact.kind in kinds
        and fact.kind in _ALONE
        and not _PLACE.fullmatch(fact.text)
        and not _period(fact)
        and not _is_said(fact, said, other)
        and not _is_light(fact, text)
    ]


@lru_cache(maxsize=50_000)
def values(answer: str) -> tuple[Fact, ...]:
    """The facts with a value, list marks aside: what stands behind one begins a sentence and is no name for that."""
    return tuple(fact for fact in find_facts(unmarked(answer)) if fact.kind in VALUES)


def _is_said(fact: Fact, said: tuple[Fact, ...], text: str) -> bool:
    if any(same_value(fact, each) for each in said) or _is_quoted(fact, text):
        return True
    match fact.kind:
        case "name":
            return _words(fact.text) <= _words(text)
        case "menu":
            return all(f" {_plain(step)} " in f" {_plain(text)} " for step in str(fact.value).split(" > "))
        case "contact":
            return f" {_plain(str(fact.value))} " in f" {_plain(text)} "
        case "percent":
            return not re.search(r"\d", fact.text) and bool(_WHOLE.search(text))
        case "number":
            return fact.text.lower() == "first" and bool(_FIRST.search(text))
        case "duration" | "frequency":
            period = _period(fact)
            return bool(period) and (period in _words(text) or f"{period}s" in _words(text))
        case _:
            return False


def _is_barer(fact: Fact, said: tuple[Fact, ...], text: str) -> bool:
    """Whether a text says a count without what is counted: "200 is the maximum" for "200 people"."""
    same = [each for each in said if same_value(fact, each)]
    counted = concept(fact.unit.split()[0]) if fact.kind == "number" and fact.unit else ""
    return bool(counted and same) and not any(each.unit for each in same) and counted not in concepts(text)


def _is_quoted(fact: Fact, text: str) -> bool:
    """Whether a figure with its unit, a long one alone or one that counts a place stands in a text as it is."""
    long = " " in fact.text.strip() or len(re.sub(r"\D", "", fact.text)) >= _LONG or bool(_ORDINAL.fullmatch(fact.text))
    return long and any(letter.isdigit() for letter in fact.text) and f" {_plain(fact.text)} " in f" {_plain(text)} "


def _is_light(fact: Fact, answer: str) -> bool:
    """Whether a spelled number only counts what is listed, or is an article: "two people: A and B", "the first day"."""
    if fact.kind != "number" or any(letter.isdigit() for letter in fact.text):
        return False
    return bool(_ONE.fullmatch(fact.text.strip(" .,")) or _LISTED.match(answer, fact.end)) or (
        fact.text.lower() == "first" and answer.startswith(" day", fact.end)
    )


def _period(fact: Fact) -> str:
    """ "year" of "a calendar year" and "yearly": a stretch of time without a figure."""
    if fact.kind not in ("duration", "frequency"):
        return ""
    low = fact.text.lower()
    if low in _PERIODS:
        return _PERIODS[low]
    match = _NO_FIGURE.fullmatch(low)
    return match["unit"].split()[-1].removesuffix("s") if match else ""


def _among(fact: Fact, facts: tuple[Fact, ...]) -> bool:
    return any(same_value(fact, each) for each in facts)


def _comparable(one: Fact, other: Fact) -> bool:
    return one.kind == other.kind or "number" in (one.kind, other.kind)


@lru_cache(maxsize=50_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text))


@lru_cache(maxsize=50_000)
def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
