"""Free up to here, paid from there: "from six on children pay" and "up to five they travel free" complete each other,
"up to eleven free" and "pay from six" exclude each other between six and eleven.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from prep.facts.finding import find_facts
from prep.facts.layout import lay_out
from prep.facts.records import Disagreement, Fact
from prep.facts.values import in_days

_FREE = re.compile(
    r"\b(?:free|(?:pay|pays|costs?|charged?) nothing|for nothing|(?:don['’]?t|doesn['’]?t|do not|does not|needn['’]t"
    r"|need not) (?:have to )?pay|no (?:fee|charge|fare|ticket))\b",
    re.IGNORECASE,
)
_PAID = re.compile(r"\b(?:pay|pays|paid|payable|charged?|chargeable|costs?|full (?:price|fare)|fare)\b", re.IGNORECASE)
_SHORT_OF = re.compile(r"\b(?:under|below|less than|younger than|shorter than|fewer than|before)\s+$", re.IGNORECASE)
_PAST = re.compile(r"\b(?:over|above|more than|older than|longer than|beyond|after|exceeding)\s+$", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?:up to|until|till|to)(?: and including)?\s+$", re.IGNORECASE)
_KINDS = ("number", "duration", "money", "measure")
_STRENGTH = 0.8


class _Edge(NamedTuple):
    """From where on, or up to where, something is free or paid."""

    fact: Fact
    side: Literal["from", "up to"]
    value: float
    whole: bool  # whether the value itself is within
    is_free: bool


def edges_cross(left: str, right: str, questions: tuple[str, str]) -> Disagreement | None:
    """Where one answer has free what the other one, from an edge of the other kind on, has paid."""
    for one in _edges(left, questions[0]):
        for other in _edges(right, questions[1]):
            same = one.fact.kind == other.fact.kind and one.is_free != other.is_free and one.side != other.side
            if same and _overlap(*sorted((one, other), key=lambda edge: edge.side)):
                reason = f"{one.fact.text} against {other.fact.text}"
                return Disagreement(one.fact.kind, one.fact, other.fact, _STRENGTH, reason)
    return None


def _overlap(begins: _Edge, ends: _Edge) -> bool:
    return begins.value < ends.value or (begins.value == ends.value and begins.whole and ends.whole)


@lru_cache(maxsize=50_000)
def _edges(text: str, question: str) -> Sequence[_Edge]:
    return tuple(_found(text, question))


def _found(text: str, question: str) -> Iterator[_Edge]:
    layout = lay_out(text)
    for fact in find_facts(text):
        if fact.kind not in _KINDS or isinstance(fact.value, str):
            continue
        before = text[max(0, fact.start - 30) : fact.start]
        ends = bool(_SHORT_OF.search(before) or _UP_TO.search(before)) or fact.bound == "at-most"
        if not (ends or fact.bound == "at-least"):
            continue
        is_free = _is_free(text[slice(*layout.clause(fact.start))])
        is_free = _is_free(question) if is_free is None else is_free
        if is_free is not None:
            value = in_days(fact)[0] if fact.kind == "duration" else float(fact.value)
            whole = not (_SHORT_OF if ends else _PAST).search(before)
            yield _Edge(fact, "up to" if ends else "from", value, whole, is_free)


def _is_free(words: str) -> bool | None:
    free = bool(_FREE.search(words))
    return free if free or _PAID.search(words) else None
