"""Whether the questions of an offer ask about different cases, for which one answer cannot stand: two sites, two kinds
of staff, a phone and a laptop.

A guess to look at before an answer is given to all; nothing is decided by it.
"""

import re
from functools import lru_cache
from itertools import combinations, product

from prep.facts import unsaid
from prep.facts.concepts import SLOT_WORDS, concepts, located_concepts
from prep.facts.framing import framed_apart, subjects_apart
from prep.facts.scopes import TOPICS, apart, find_scopes
from prep.facts.values import AMOUNTS
from prep.one_answer.offers import Offer

# A capital inside a sentence; behind a colon a subject line has ended and a sentence begins.
_NAME = re.compile(r"(?<=[a-z,;)'’-] )[A-Z][\w&-]+(?: [A-Z][\w&-]+)*")
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_SHOWN = 3  # words of a case


@lru_cache(maxsize=2_000)
def different_cases(offer: Offer) -> str:
    """What the questions with different answers are about where it is not one thing: "Mirefield – Halden"; "" else."""
    told: list[str] = []
    for wording, another in combinations(offer.wordings, 2):
        for one, other in product(wording.pairs, another.pairs):
            cases = _cases((one.instruction, wording.response), (other.instruction, another.response))
            told += (case for case in cases if case.casefold() not in map(str.casefold, told))
    return " – ".join(told)


def _cases(one: tuple[str, str], other: tuple[str, str]) -> tuple[str, ...]:
    """The two cases, each by the words of its question; () where both may ask about one."""
    names = _names_alone(one, other), _names_alone(other, one)
    if all(names):
        return names
    if not (_states_more(one[1], other[1]) and _states_more(other[1], one[1])):
        return ()  # with one value in both, other words are mostly other words for one case
    if apart(_limits(one[0]), _limits(other[0])):
        return _scope(one[0]), _scope(other[0])
    one, other = _joined(one), _joined(other)
    own = _own_words(one, other), _own_words(other, one)
    limited = framed_apart(one[1], other[1], one, other) or subjects_apart(one[1], other[1], one, other)
    return own if limited and all(own) else ()


def _joined(pair: tuple[str, str]) -> tuple[str, str]:
    """With "wi-fi" as "wifi"."""
    return _HYPHEN.sub("", pair[0]), _HYPHEN.sub("", pair[1])


def _states_more(answer: str, other: str) -> bool:
    return any(fact.kind in AMOUNTS or fact.kind == "date" for fact in unsaid(answer, other))


def _limits(question: str) -> frozenset[str]:
    """Whom or where a question is limited to; what it is about is no limit."""
    return frozenset(f"{fact.unit}:{fact.value}" for fact in find_scopes(question) if fact.unit not in TOPICS)


def _scope(question: str) -> str:
    return ", ".join(dict.fromkeys(fact.text for fact in find_scopes(question) if fact.unit not in TOPICS))


def _names_alone(one: tuple[str, str], other: tuple[str, str]) -> str:
    """The names in a question that its answer takes up and of which the other pair knows nothing."""
    said, known = _plain(one[1]), _plain(" ".join(other))
    names = dict.fromkeys(match[0] for match in _NAME.finditer(one[0]))
    return ", ".join(name for name in names if _plain(name) in said and _plain(name) not in known)


def _own_words(one: tuple[str, str], other: tuple[str, str]) -> str:
    """The words of a question that its answer takes up and the other pair has nowhere."""
    own = (concepts(one[0]) & concepts(one[1])) - concepts(other[0]) - concepts(other[1]) - SLOT_WORDS
    starts = [start for start, named in located_concepts(one[0]) if named in own]
    known = _plain(" ".join(other))
    words = [match[0] for start in starts if (match := _WORD.match(one[0], start)) and _plain(match[0]) not in known]
    return " ".join(dict.fromkeys(words[:_SHOWN]))


def _plain(text: str) -> str:
    """Letters and figures alone: "wi-fi" is "wifi"."""
    return re.sub(r"[\W_]+", "", text.casefold())
