"""What lets a text stand: names, titles in quotes, nouns that say what it is about, a heading."""

import re
from collections.abc import Iterator

from prep.grammar import lexicon as lex
from prep.grammar.signals import Signal
from prep.grammar.tagging import Word

_QUOTED = re.compile(r"[\"“][^\"”]{2,80}[\"”]")
_HEADING = re.compile(r"^(?!\W*(?:hi|hello|dear)\b)[^.?!:\n]{2,90}:\s+\S", re.IGNORECASE)
_CORE_PREPOSITIONS = lex.word_set("of between than about vs versus regarding into against")


def find_anchors(text: str, words: tuple[Word, ...]) -> Iterator[Signal]:
    """Every word or phrase that says what the text is about."""
    for n, word in enumerate(words):
        last = words[n - 1] if n else None
        if word.kind == "name" and word.low not in lex.CALENDAR:
            if last is not None and last.kind == "name":
                if n < 2 or words[n - 2].kind != "name":
                    yield Signal("full-name", last.start, word.end)
            elif last is not None and last.kind == "preposition" and last.low not in _CORE_PREPOSITIONS:
                yield Signal("name-aside", word.start, word.end)
            else:
                yield Signal("name", word.start, word.end)
        elif last is not None and last.kind == "demonstrative" and word.low in lex.TIME_NOUNS:
            continue  # "this weekend"
        elif word.kind == "noun" and not is_generic(word.low):
            yield Signal(_noun_anchor(words, n), word.start, word.end)
    for match in _QUOTED.finditer(text):
        yield Signal("quoted", match.start(), match.end())
    heading = _HEADING.search(text)
    if heading:
        yield Signal("heading", heading.start(), text.index(":"))


def is_generic(low: str) -> bool:
    """Whether a noun says little about what a text is about."""
    return low in lex.GENERIC or low.removesuffix("s") in lex.GENERIC


def _noun_anchor(words: tuple[Word, ...], n: int) -> str:
    """What a specific noun does for the text: it depends on what stands before it."""
    first = n
    while first > 0 and words[first - 1].kind in ("adjective", "quantifier", "ordinal", "number", "noun"):
        first -= 1
        if words[first].kind == "noun" and not is_generic(words[first].low):
            return "compound"
    last = words[first - 1] if first else None
    if last is None:
        return "noun"
    if last.low == "the" or last.kind == "demonstrative":
        return "noun-definite"
    if last.kind == "possessive":
        return "noun-owned"
    if last.kind == "wh":
        return "noun-asked"
    if last.kind == "article":
        return "noun-introduced"
    if last.kind == "preposition" and last.low not in _CORE_PREPOSITIONS:
        return "noun-aside"
    return "noun"
