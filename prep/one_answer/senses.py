"""The words of an answer by what they mean: "remove" and "delete" alike, "approval" and "approved" alike."""

import re
from dataclasses import dataclass
from functools import lru_cache

from prep.facts.concepts import concept
from prep.grammar.lexicon import AUXILIARIES, CONJUNCTIONS, PREPOSITIONS, SPEAKERS, THINGS, word_set
from prep.grammar.tagging import base_forms
from prep.sentences import split_sentences

_TOKEN = re.compile(
    r"(?P<address>https?://\S+|[\w.+-]+@[\w.-]+\w|\w+(?:\.\w+)+(?:/\S*\w)?)|\d+(?:[.,:/-]\d+)*[a-z]*|[^\W\d_]+(?:['’][^\W\d_]+)?"
)
# What people write for one another where they say what to do. The first word names the line.
_SAME = """
remove delete erase wipe clear
choose pick select tick
press click tap hit
open visit
ask request apply application order book claim
submit send upload hand lodge enter file register
attach add enclose
tell inform notify report contact call phone ring message reach
bring return
collect fetch
complete finish
start begin launch
run execute
wait allow
connect plug link
reconnect retry try
look check see view find
reply answer
pay charge
keep retain store
stay remain
agree approve approval agreement ok okay consent accept permission
permit allow possible
end stop close expire lapse
free release
leave depart departure travel fly
need require necessary
duty obligation
buy purchase
new replacement second
client program application app
extra additional more
""".strip().splitlines()
_LINE_OF = {word: line.split()[0] for line in reversed(_SAME) for word in line.split()}
# Words that name no thing: with or without them a sentence says the same.
_EMPTY = word_set(
    """
    rule condition part case period amount total number limit cap ceiling maximum minimum deadline valid ready place
    way due thing go happen ahead advance beforehand before earlier later latest least most next
    find found just simply really actually unfortunately course also too so then now here there
    hour hours day days week weeks month months year years minute minutes time times
    """
)
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
        found.append(Token(low, _sense(low) if is_word else low, is_word))
    return tuple(found)


@lru_cache(maxsize=50_000)
def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text."""
    return tuple(split_sentences(text))


@lru_cache(maxsize=50_000)
def senses(text: str) -> frozenset[str]:
    """What the words of a text mean, figures and small words aside."""
    return frozenset(word.sense for word in words_of(text) if word.is_word and word.sense)


@lru_cache(maxsize=50_000)
def _sense(low: str) -> str:
    forms = (low, *base_forms(low), low.removesuffix("s"))
    if any(form in _EMPTY for form in forms) or low in _SMALL:
        return ""
    named = next((_LINE_OF[form] for form in forms if form in _LINE_OF), "")
    return named or concept(next(iter(base_forms(low)), low))
