"""To what two answers limit what they say: "only", a condition, an exception, other people or another place."""

import re
from functools import lru_cache

from prep.facts.scopes import TOPICS, apart, narrower, scope_tags
from prep.grammar.lexicon import ARTICLES, BE, PEOPLE, POSSESSIVES, PREPOSITIONS, VERBS, word_set
from prep.grammar.tagging import read_words
from prep.one_answer.senses import senses, sentences_of, words_of

_SHORT_NAME = re.compile(r"\b[A-Z]{2,5}\b")  # "orders from the EU"
_ONLY = re.compile(
    r"\b(?:only|sole(?:ly)?|exclusively|alone|nothing (?:but|else)|(?:nobody|no one) (?:but|else))\b"
    r"(?! (?:once|need|have|has|after|takes?)\b)(?! \d)",
    re.IGNORECASE,
)
# What says as much as "only": somebody or something else is left out.
_LEFT_OUT = re.compile(
    r"\b(?:only|sole(?:ly)?|exclusively|alone|nobody|no one|nothing|limited|restricted|reserved|others?|else|not"
    r"|never|no|cannot|none|just)\b|n['’]t\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|when|once|provided|as long as|in case|on condition|assuming|unless|except|excluding|apart from"
    r"|other than)\b[^,;.!?\n]*",
    re.IGNORECASE,
)
_LIMITING = (PREPOSITIONS - {"of", "than", "per", "like", "as"}) | word_set("if when once unless until")
_BEFORE_A_NOUN = ARTICLES | POSSESSIVES | {"of"}
# "Nursing mothers get": whom a sentence without an article speaks of.
_GROUP = re.compile(r"(?:[A-Z][a-z]+ )?[A-Za-z]+s(?= (?:pay|get|receive|may|must|can|need)\b)")
_OFFICES = word_set(
    "team desk department office yard shop club board council bank company agency station school clinic"
)
_ANYBODY = word_set("employee person customer member user colleague")
_NO_DOERS = word_set("printer counter letter order number folder computer transfer offer")


def limited_otherwise(one: str, other: str, asked_of_other: str) -> bool:
    """Whether two answers hold for different cases, which the question that the other replies to does not tell."""
    asked = senses(asked_of_other)
    return (
        bool(_ONLY.search(other) and not _LEFT_OUT.search(one))
        or _for_others(one, other, asked_of_other)
        or any(not condition & (senses(one) | asked) for condition, _ in _conditions(other))
        or any(_is_added(*each, senses(other) | asked) for each in _conditions(one))
        or any(_is_of_another(sentence, senses(one) | asked) for sentence in sentences_of(other))
    )


@lru_cache(maxsize=50_000)
def phrases(sentence: str) -> tuple[frozenset[str], ...]:
    """What stands behind each small word that says where, for whom or when: "in the mountain villages"."""
    found: list[frozenset[str]] = []
    phrase: set[str] | None = None
    for word in words_of(sentence):
        if word.low in _LIMITING:
            found, phrase = [*found, frozenset(phrase or ())], set()
        elif word.is_word and word.sense:
            if phrase is not None:
                phrase.add(word.sense)
        elif word.low not in _BEFORE_A_NOUN:
            found, phrase = [*found, frozenset(phrase or ())], None
    return tuple(each for each in (*found, frozenset(phrase or ())) if each)


def _for_others(one: str, other: str, asked_of_other: str) -> bool:
    """Whether two answers hold for other people or things, or the other one for fewer of them."""
    ours, theirs = (set(_SHORT_NAME.findall(text)) for text in (one, other))
    left_out = narrower(scope_tags(other), scope_tags(one) | scope_tags(asked_of_other))
    return (
        apart(scope_tags(one), scope_tags(other))
        or any(tag.partition(":")[0] not in TOPICS for tag in left_out)
        or bool(ours - theirs and theirs - ours)
    )


@lru_cache(maxsize=50_000)
def _conditions(text: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """What each condition names, and what the rest of its sentence does."""
    found = []
    for sentence in sentences_of(text):
        for match in _CONDITION.finditer(sentence):
            if named := senses(match[0]):
                found.append((named, senses(sentence[: match.start()]) | senses(sentence[match.end() :])))
    return tuple(found)


def _is_added(condition: frozenset[str], rest: frozenset[str], said: frozenset[str]) -> bool:
    """Whether a condition that nobody spoke of limits what is said otherwise too."""
    return not condition & said and bool(rest) and len(rest & said) * 2 >= len(rest)


def _is_of_another(sentence: str, said: frozenset[str]) -> bool:
    """Whether a sentence names people of whom nothing is said, while most of what it tells of them is."""
    doer = _doer(sentence)
    rest = senses(sentence) - doer
    return bool(doer and rest) and not doer & said and len(rest & said) * 2 >= len(rest)


@lru_cache(maxsize=50_000)
def _doer(sentence: str) -> frozenset[str]:
    """The words that name the people or the office of whom a sentence tells what they do or may do."""
    if group := _GROUP.match(sentence):
        return frozenset() if group[0].lower().removesuffix("s") in _ANYBODY else senses(group[0])
    words = [word for word in read_words(sentence) if word.kind != "mark"]
    place = next((n for n, word in enumerate(words) if word.kind in ("verb", "auxiliary")), 0)
    following = words[place + 1].low if place + 1 < len(words) else ""
    if not place or words[place].low in BE or following in BE or not _does_things(words[place - 1].low):
        return frozenset()
    return senses(sentence[: words[place].start])


def _does_things(noun: str) -> bool:
    """Whether a noun names people or an office: "players", "teacher", "the monument office". "Employee" is anybody."""
    one = noun.removesuffix("s")
    if one in _ANYBODY or one in _NO_DOERS:
        return False
    stem = one[:-2] if one.endswith(("er", "or")) else ""
    return one in PEOPLE or one in _OFFICES or any(base in VERBS for base in (stem, f"{stem}e", stem[:-1]) if base)
