"""The words of an answer by what they mean: "remove" and "delete" alike, "approval" and "approved" alike."""

import re
from dataclasses import dataclass
from functools import lru_cache

from prep.facts.concepts import concept
from prep.facts.units import MONEY_WORD
from prep.grammar.ellipsis import has_finite_verb
from prep.grammar.lexicon import (
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    POSSESSIVES,
    PREPOSITIONS,
    SPEAKERS,
    THINGS,
    word_set,
)
from prep.grammar.tagging import base_forms, read_words
from prep.sentences import split_sentences

_TOKEN = re.compile(
    r"(?P<address>https?://\S+|[\w.+-]+@[\w.-]+\w|\w+(?:\.\w+)+(?:/\S*\w)?)|\d+(?:[.,:/-]\d+)*[a-z]*|[^\W\d_]+(?:['’][^\W\d_]+)?"
)
# What people write for one another where they say what to do. The first word names the line.
_SAME = """
remove delete erase wipe
choose pick select tick
press click tap hit
open visit
ask request
apply application
order book reserve
submit send lodge
attach add enclose
tell inform notify report
call phone ring
message write mail
bring take
collect fetch
complete finish
start begin launch
run execute
connect plug
retry try
check see look view
reply answer
pay charge
keep retain store
stay remain
agree approve approval agreement ok okay consent accept permission
permit allow possible
end stop close expire lapse
free release
leave depart departure
need require necessary
duty obligation
buy purchase
app program software
extra additional more
""".strip().splitlines()
_LINE_OF = {word: line.split()[0] for line in reversed(_SAME) for word in line.split()}
# Words that name no thing: with or without them a sentence says the same.
_EMPTY = word_set(
    """
    rule part case period amount total number limit cap ceiling maximum minimum deadline valid ready place
    way due thing go happen ahead advance beforehand earlier later latest least most next
    find found just simply really actually unfortunately course also too so then now here there
    hour hours day days week weeks month months year years minute minutes time times
    """
)
_CURRENCY = re.compile(MONEY_WORD, re.IGNORECASE)
_FIGURE_BEFORE, _FIGURE_BEHIND = re.compile(r"\d[\d.,]*-?\s?$"), re.compile(r"\.?\s?\d")
_WRITTEN_OUT = 0.25  # share of small words from which a text is no shorthand
_SMALL = AUXILIARIES | CONJUNCTIONS | PREPOSITIONS | SPEAKERS | THINGS


@dataclass(frozen=True, slots=True)
class Token:
    """One word, or a figure or address; `sense` is "" for a word that names no thing."""

    low: str
    sense: str
    is_word: bool


@lru_cache(maxsize=50_000)
def words_of(text: str) -> tuple[Token, ...]:
    """The words and figures of a text in order."""
    found = []
    for match in _TOKEN.finditer(text):
        low = match[0].lower().replace("’", "'")
        is_word = not match["address"] and not low[0].isdigit()
        sense = _sense(low) if is_word and not _is_of_an_amount(text, match) else "" if is_word else low
        found.append(Token(low, sense, is_word))
    return tuple(found)


def _is_of_an_amount(text: str, word: re.Match[str]) -> bool:
    """Whether a word is the currency of the figure beside it: "EUR 50" says what "50 €" does."""
    if not _CURRENCY.fullmatch(word[0]):
        return False
    return bool(_FIGURE_BEFORE.search(text[max(0, word.start() - 16) : word.start()])) or bool(
        _FIGURE_BEHIND.match(text, word.end())
    )


@lru_cache(maxsize=50_000)
def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text."""
    return tuple(split_sentences(text))


@lru_cache(maxsize=50_000)
def senses(text: str) -> frozenset[str]:
    """What the words of a text mean, figures and small words aside."""
    return frozenset(word.sense for word in words_of(text) if word.is_word and word.sense)


@lru_cache(maxsize=50_000)
def is_written_out(text: str) -> bool:
    """Whether a text is no shorthand: it has a verb that makes a sentence of it, or the small words of an order."""
    words = words_of(text)
    n_small = sum(word.low in _SMALL | ARTICLES | POSSESSIVES for word in words)
    return has_finite_verb(read_words(text)) or (
        text.rstrip().endswith((".", "!")) and n_small >= _WRITTEN_OUT * len(words)
    )


@lru_cache(maxsize=50_000)
def _sense(low: str) -> str:
    forms = (low, *base_forms(low), low.removesuffix("s"))
    if any(form in _EMPTY for form in forms) or low in _SMALL:
        return ""
    named = next((_LINE_OF[form] for form in forms if form in _LINE_OF), "")
    return named or concept(next(iter(base_forms(low)), low))
