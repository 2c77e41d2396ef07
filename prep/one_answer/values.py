"""Which figures, names and paths of one answer another leaves out or adds."""

import re
from functools import lru_cache

from prep.facts import Fact, find_facts, same_value
from prep.facts.values import AMOUNTS, VALUES
from prep.one_answer.same_words import unmarked
from prep.one_answer.senses import is_written_out, senses, sentences_of

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
_LIMITS: frozenset[str] = frozenset(("money", "duration", "percent"))
_FIGURES: frozenset[str] = AMOUNTS | {"date"}
_BEFORE = re.compile(
    r"\s*(?:at (?:the )?(?:least|most|latest)|or (?:more|less|longer)|of notice|in (?=advance))?\s*"
    r"(?:before|prior|ahead|advance|beforehand|earlier)\b",
    re.IGNORECASE,
)
_LATEST = re.compile(r"\b(?:latest|not? later than|until|till)\s*$", re.IGNORECASE)
_OR_EARLIER = re.compile(r"\bor (?:more|earlier)\b|\bat the latest\b", re.IGNORECASE)
_AROUND = 25  # characters before and behind a figure
_ALONE: frozenset[str] = AMOUNTS | {"date", "version", "url", "email", "phone", "menu"}


def lost_values(one: str, other: str, asked_of_other: str) -> list[Fact]:
    """What the other answer states and this one does not.

    A name that the other's question names is said there. So is a figure of the asker's own case, where the answer
    holds another figure of its kind against it: "five days are too many, the limit is three".
    """
    said, asked = values(one), values(asked_of_other)
    text = unmarked(other)
    lost = [fact for fact in values(other) if not _is_said(fact, said, one) and not _is_light(fact, text)]
    kept = [fact for fact in values(other) if fact not in lost and not _among(fact, asked)]
    return [
        fact
        for fact in lost
        if not (fact.kind == "name" and _words(fact.text) <= _words(asked_of_other))
        and not (_among(fact, asked) and any(each.kind in AMOUNTS and _comparable(each, fact) for each in kept))
    ]


def added_values(one: str, other: str, asked_of_other: str) -> list[Fact]:
    """What this answer states that neither the other nor its question does, names and people in charge aside.

    An amount of money, a stretch of time or a share limits whatever it is added to. Another figure does where the
    other answer holds one of its kind against it, or in a sentence of which the other answer tells something too.
    """
    said, text = values(other), unmarked(one)
    kinds = {fact.kind for fact in said}
    told, asked = senses(other), values(asked_of_other)
    return [
        fact
        for fact in values(one)
        if fact.kind in _ALONE
        and (fact.kind in kinds | _LIMITS or (fact.kind in _FIGURES and senses(_sentence_at(text, fact)) & told))
        and not _PLACE.fullmatch(fact.text)
        and not _period(fact)
        and not _is_said(fact, said, other)
        and not _among(fact, asked)
        and not _is_light(fact, text)
    ]


def meant_otherwise(one: str, other: str) -> bool:
    """Whether a figure that both answers state is the least in one of them only, or counts to what follows."""
    ours, theirs = values(one), values(other)
    shorthand = not is_written_out(unmarked(other))
    return any(
        twins and not any(_is_meant_alike(each, one, fact, other, shorthand) for each in twins)
        for fact in theirs
        if fact.kind in _FIGURES
        for twins in [[each for each in ours if same_value(each, fact)]]
    )


def _is_meant_alike(one: Fact, text: str, other: Fact, other_text: str, shorthand: bool) -> bool:
    ours, theirs = _side(one, unmarked(text)), _side(other, unmarked(other_text))
    if _is_least(one, unmarked(text)) != _is_least(other, unmarked(other_text)):
        return False
    return ours == theirs or (shorthand and not theirs)


def _is_least(fact: Fact, text: str) -> bool:
    """Whether more is as good: "at least 5 days", "no later than 5 days before"."""
    if fact.bound == "at-least":
        return True
    behind = text[fact.end : fact.end + _AROUND]
    return _side(fact, text) == "before" and bool(
        _LATEST.search(text[max(0, fact.start - _AROUND) : fact.start]) or _OR_EARLIER.search(behind)
    )


def _side(fact: Fact, text: str) -> str:
    """ "before" in "3 days before arrival"."""
    return "before" if fact.kind == "duration" and _BEFORE.match(text, fact.end) else ""


def _sentence_at(text: str, fact: Fact) -> str:
    place = 0
    for sentence in sentences_of(text):
        place = text.index(sentence, place) + len(sentence)
        if place > fact.start:
            return sentence
    return text


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
