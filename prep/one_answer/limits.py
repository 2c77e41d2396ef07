"""To what two answers limit what they say: "only", a condition, an exception, other people or another place."""

import re
from functools import lru_cache

from prep.facts.scopes import TOPICS, narrower, scope_tags
from prep.grammar.lexicon import ARTICLES, BE, NUMBER_WORDS, PEOPLE, POSSESSIVES, PREPOSITIONS, VERBS, word_set
from prep.grammar.tagging import read_words
from prep.one_answer.senses import senses, sentences_of, words_of

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
    r"\b(?:if|when|once|provided|as long as|in case|on condition|subject to|assuming|unless|while|during)\b[^,;.!?\n]*",
    re.IGNORECASE,
)
_EXCEPTION = re.compile(
    r"\b(?:except(?: for)?|excluding|apart from|other than|save for|bar(?= the)|but(?= (?:the|for|not)\b))"
    r"(?: \w+){1,2}",
    re.IGNORECASE,
)
_LIMITING = (PREPOSITIONS - {"of", "than", "per", "like", "as"}) | word_set(
    "if when once unless until north south east west"
)
_BEFORE_A_NOUN = ARTICLES | POSSESSIVES | {"of"}
# "Nursing mothers get": whom a sentence without an article speaks of.
_GROUP = re.compile(r"(?:[A-Z][a-z]+ )?[A-Za-z]+s(?= (?:pay|get|receive|may|must|can|need)\b)")
_ANYBODY = word_set("employee person customer member user colleague")


def is_narrower(one: str, other: str, told: str) -> bool:
    """Whether this answer has a limit that neither the other one has nor what is told besides, as by the question."""
    said = senses(other) | senses(told)
    left_out = narrower(scope_tags(one), scope_tags(other) | scope_tags(told))
    return (
        bool(_ONLY.search(one) and not _LEFT_OUT.search(other))
        or any(tag.partition(":")[0] not in TOPICS for tag in left_out)
        or any(_is_mostly_new(condition, said) for condition in conditions(one))
        or any(
            _is_of_another(sentence, said) or any(not phrase & said for phrase in phrases(sentence))
            for sentence in sentences_of(one)
            if senses(sentence) & senses(other) or _is_but_limited(sentence)
        )
    )


def _is_but_limited(sentence: str) -> bool:
    """Whether a sentence says no more than a figure and to what it is limited: "8 hours from approval"."""
    return not senses(sentence) - frozenset[str]().union(*phrases(sentence))


@lru_cache(maxsize=50_000)
def phrases(sentence: str) -> tuple[frozenset[str], ...]:
    """What stands behind each small word that says where, for whom or when: "in the mountain villages"."""
    found: list[frozenset[str]] = []
    phrase: set[str] | None = None
    words = words_of(sentence)
    for place, word in enumerate(words):
        if word.low == "to" and place + 1 < len(words) and words[place + 1].low in VERBS:
            found, phrase = [*found, frozenset(phrase or ())], None  # "to add the child": what for
        elif word.low in _LIMITING:
            found, phrase = [*found, frozenset(phrase or ())], set()
        elif word.is_word and word.sense and word.low not in NUMBER_WORDS:
            if phrase is not None:
                phrase.add(word.sense)
        elif word.low not in _BEFORE_A_NOUN or (phrase and word.low in ARTICLES and words[place - 1].low != "of"):
            found, phrase = [*found, frozenset(phrase or ())], None
    return tuple(each for each in (*found, frozenset(phrase or ())) if each)


@lru_cache(maxsize=50_000)
def conditions(text: str) -> tuple[frozenset[str], ...]:
    """What each condition and exception names."""
    found = (
        senses(match[0])
        for sentence in sentences_of(text)
        for kind in (_CONDITION, _EXCEPTION)
        for match in kind.finditer(sentence)
    )
    return tuple(named for named in found if named)


def _is_mostly_new(named: frozenset[str], said: frozenset[str]) -> bool:
    return len(named - said) * 2 > len(named)


def _is_of_another(sentence: str, said: frozenset[str]) -> bool:
    """Whether a sentence names people of whom nothing is said."""
    doer = _doer(sentence)
    return bool(doer) and not doer & said


@lru_cache(maxsize=50_000)
def _doer(sentence: str) -> frozenset[str]:
    """The words that name the people of whom a sentence tells what they do or may do."""
    if group := _GROUP.match(sentence):
        return frozenset() if group[0].lower().removesuffix("s") in _ANYBODY else senses(group[0])
    words = [word for word in read_words(sentence) if word.kind != "mark"]
    place = next((n for n, word in enumerate(words) if word.kind in ("verb", "auxiliary")), 0)
    following = words[place + 1].low if place + 1 < len(words) else ""
    if not place or words[place].low in BE or following in BE or not _does_things(words[place - 1].low):
        return frozenset()
    return senses(sentence[: words[place].start])


def _does_things(noun: str) -> bool:
    """Whether a noun names people: "players", "teacher". "Employee" is anybody."""
    one = noun.removesuffix("s")
    if one in _ANYBODY:
        return False
    stem = one[:-2] if one.endswith(("er", "or")) else ""
    return one in PEOPLE or any(base in VERBS for base in (stem, f"{stem}e", stem[:-1]) if base)
