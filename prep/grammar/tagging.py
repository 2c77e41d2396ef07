"""Which kind of word each word of a text is, well enough to see what refers elsewhere and what is missing."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from prep.grammar import lexicon as lex

Kind = Literal[
    "pronoun", "speaker", "demonstrative", "article", "possessive", "quantifier", "ordinal", "number", "wh",
    "auxiliary", "preposition", "conjunction", "adverb", "adjective", "verb", "noun", "name", "mark",
]  # fmt: skip

_TOKEN = re.compile(
    r"\[[A-Z]+(?:_\d+)?\]|https?://\S+|(?<![\w.+-])[\w.+-]+@[\w.-]+\w|\d+(?:[.,:]\d+)*(?:%|st|nd|rd|th|s)?(?![a-z])"
    r"|(?:[A-Za-z]\.){2,}|\w/\w\b|w/|&"
    r"|[^\W\d_]+(?:['’](?!s\b|re\b|m\b|ve\b|d\b|ll\b)[^\W\d_]+)*(?:-[^\W_]+)*|['’](?:s|re|m|ve|d|ll)\b|[\w]+|[^\w\s]"
)
# Slips of the fingers in the small words that a reading hangs on.
_SLIPS = {
    "tis": "this", "ths": "this", "thsi": "this", "tihs": "this", "tat": "that", "taht": "that", "thta": "that",
    "theer": "there", "tehre": "there", "thier": "their", "teh": "the", "hte": "the", "wat": "what", "waht": "what",
    "wgat": "what", "wht": "what", "whta": "what", "wich": "which", "whcih": "which", "whn": "when", "wehn": "when",
    "wheer": "where", "hwo": "how", "hw": "how", "si": "is", "adn": "and", "nad": "and",
    "og": "of", "ot": "to", "cna": "can", "yuo": "you", "hav": "have",
    "hae": "have", "hvae": "have", "haave": "have", "deos": "does", "wll": "will", "woud": "would",
}  # fmt: skip
_TAKES_ES = ("s", "x", "z", "ch", "sh", "o")
_NOUNS_BEHIND_NOUNS = lex.word_set("date plan form file point issue report result record test")  # "the delivery date"
_END = frozenset(".?!:;\n")


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark of a text. `low` is lower case with straight apostrophes."""

    text: str
    low: str
    start: int
    end: int
    kind: Kind


@lru_cache(maxsize=50_000)
def read_words(text: str) -> tuple[Word, ...]:
    """The words and marks of a text, each with its kind."""
    found = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
    words: list[Word] = []
    shouting = text.isupper()
    for n, (token, start, end) in enumerate(found):
        low = token.lower().replace("’", "'")
        low = _SLIPS.get(low, low)
        following = found[n + 1][0].lower() if n + 1 < len(found) else ""
        words.append(Word(token, low, start, end, _kind(token, low, words, following, shouting)))
    return tuple(words)


def is_verb_form(low: str) -> bool:
    """Whether a word is a form of a verb that we know."""
    return bool(base_forms(low))


@lru_cache(maxsize=20_000)
def base_forms(low: str) -> tuple[str, ...]:
    """The known verbs that a word may be a form of."""
    found = [lex.IRREGULAR[low]] if low in lex.IRREGULAR else []
    for ending, puts in (("", ("",)), ("s", ("",)), ("es", ("",)), ("ies", ("y",)), ("ed", ("", "e")), ("ied", ("y",)),
                         ("ing", ("", "e"))):  # fmt: skip
        if ending and not low.endswith(ending):
            continue
        stem = low[: len(low) - len(ending)] if ending else low
        if ending == "es" and not stem.endswith(_TAKES_ES):
            continue  # "sites" is of "site", no form of "sit"
        candidates = [stem + put for put in puts]
        if ending in ("ed", "ing") and len(stem) > 3 and stem[-1] == stem[-2]:
            candidates.append(stem[:-1])
        found += [each for each in candidates if each in lex.VERBS]
    return tuple(dict.fromkeys(found))


def starts_sentence(words: tuple[Word, ...] | list[Word], n: int) -> bool:
    """Whether the n-th word is the first of a sentence."""
    back = n - 1
    while back >= 0 and words[back].text in "\"'“‘(-•*":
        back -= 1
    return back < 0 or words[back].text in _END


def _kind(token: str, low: str, before: list[Word], following: str, shouting: bool) -> Kind:
    last = before[-1] if before else None
    if not re.search(r"\w", token) and low != "&":
        return "mark"
    if token.startswith("[") or "://" in token or "@" in token:
        return "name"
    if token[0].isdigit():
        return "number"
    if low in ("that",) and not _points(before, following):
        return "conjunction"
    if low in lex.DEMONSTRATIVES:
        return "demonstrative"
    closed = _closed(token, low, last, following)
    if closed:
        return closed
    if _is_name(token, before, shouting):
        return "name"
    return _open(low, before, following)


def _closed(token: str, low: str, last: Word | None, following: str) -> Kind | None:
    if low == "her" and following and following not in lex.PREPOSITIONS and following.isalpha():
        return "possessive"
    if low in lex.POSSESSIVES:
        return "possessive"
    if low in lex.PERSONAL or low in lex.THINGS:
        return "pronoun"
    if low in lex.SPEAKERS:
        return "speaker"
    if low in lex.ARTICLES:
        return "article"
    if low in lex.WH_WORDS:
        return "wh"
    if low == "'s" and last is not None and last.low == "let":
        return "speaker"
    if low == "'s" and last is not None and last.kind not in ("wh", "pronoun", "demonstrative", "adverb"):
        return "possessive"
    if low == "us" and token == "US":
        return "name"
    if low in lex.AUXILIARIES and not (low == "may" and token == "May" and last is not None):
        return "auxiliary"
    if low in lex.ORDINALS and not (low == "last" and (last is None or last.kind in ("noun", "name", "pronoun"))):
        return "ordinal"
    if low in lex.NUMBER_WORDS:
        return "number"
    if low in lex.QUANTIFIERS:
        return "quantifier"
    if token == "OK":
        return "adverb"
    if low in lex.CONJUNCTIONS:
        return "conjunction"
    if low in lex.PREPOSITIONS:
        return "preposition"
    return None


def _is_name(token: str, before: list[Word], shouting: bool) -> bool:
    if shouting:
        return False
    if starts_sentence(before, len(before)):
        return (token.isupper() and len(token) > 1) or bool(re.search(r"[a-z][A-Z]", token))
    return token[0].isupper() and token != "I"


def _open(low: str, before: list[Word], following: str) -> Kind:
    last = before[-1] if before else None
    after_determiner = last is not None and last.kind in ("article", "possessive", "quantifier", "ordinal", "adjective")
    is_verb = is_verb_form(low)
    if low in lex.ADVERBS or (low.endswith("ly") and len(low) > 4 and not after_determiner):
        return "adverb"
    if low in lex.ADJECTIVES and not (is_verb and last is not None and last.low == "to"):
        return "adjective"
    if not is_verb:
        return "noun"
    if after_determiner or (
        last is not None and last.kind == "preposition" and last.low != "to" and not low.endswith("ing")
    ):
        return "noun"
    if last is not None and last.kind == "noun" and low in _NOUNS_BEHIND_NOUNS:
        return "noun"
    if last is not None and last.kind == "verb" and last.low.endswith("ed") and last.low != "helped":
        return "noun" if low in lex.VERBS else "verb"  # "earned leave"
    if last is not None and last.low in ("what", "which", "many", "much") and following in lex.AUXILIARIES:
        return "noun"
    return "verb"


def _points(before: list[Word], following: str) -> bool:
    """Whether "that" points at something, rather than opening a clause ("say that …", "the one that …")."""
    if not before or starts_sentence(before, len(before)) or following in lex.TIME_NOUNS:
        return True
    last = before[-1]
    if last.kind in ("auxiliary", "preposition") or last.low in (
        "do",
        "does",
        "did",
        "done",
        "so much",
        "and",
        "or",
        "&",
    ):
        return True
    if last.kind == "verb" and base_forms(last.low):
        return following in ("", "?", ".", "!", ",") or following in lex.PREPOSITIONS
    return following in ("", "?", ".", "!") and last.kind not in ("adjective",)
