"""What a word needs beside it to say something: a route its goal, the weather its place, an appointment its time."""

import re
from collections.abc import Iterator, Sequence

from prep.grammar import lexicon as lex
from prep.grammar.signals import Signal
from prep.grammar.tagging import Word

_GOAL_NOUNS = lex.word_set(
    "route routes way ways directions address addresses distance journey traffic navigation gps detour fare location"
)
_GOAL_PREPOSITIONS = lex.word_set("to of for from into towards toward at in near between on via")
_GOAL_VERBS = lex.word_set("reach visit leave enter find")
_SKY = lex.word_set(
    "dry wet rainy snowy sunny cloudy windy foggy misty humid stormy icy chilly freezing overcast hot cold warm clear "
    "rain raining snow snowing hail hailing drizzle drizzling frost storm thunder blizzard cool colder warmer hotter"
)
_ON_THE_WAY = lex.word_set(
    "be is was get gets going gonna to supposed expected likely really still also ever too very so that this already "
    "not start stop have any will would might may could does did should can"
)
_FORECAST = re.compile(
    r"\b(?:weather|forecast(?:ed)?|(?:the|highest|lowest|current|average|outside) temperatures?|clear skies"
    r"|(?:will|gonna|going to|supposed to) (?:there )?(?:be )?(?:an? |any )?(?:rain|snow|frost|blizzard|hail|fog"
    r"|storm|drizzle)s?)\b",
    re.IGNORECASE,
)
_PLACE_PREPOSITIONS = lex.word_set("in at near for around across over on to outside of from")
_ARRANGES = re.compile(
    r"^(?:(?:ok(?:ay)?|yes|no|hi|hello|please|pls|kindly|can you|could you|would you|i (?:need|want|would like)"
    r"(?: you)? to)\b[\s,]*)*"
    r"(?:(?:schedule|arrange|book|set(?: up)?|make|add|put|plan)\b(?=.*\b(?:meeting|appointment|reminder|date|call"
    r"|calendar|schedule|dinner|event|activity|lesson|conference)s?\b)|schedule\b|remind me\b)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\d ?(?:am|pm|o'clock|:\d\d)|\b\d{1,2}(?:st|nd|rd|th)\b|\b(?:today|tonight|tomorrow|now|noon|midnight|asap)\b"
    r"|\b(?:next|this|every|each|in|before|after|at|until|by) (?:the )?(?:\w+ )?"
    r"(?:day|week|month|year|morning|afternoon|evening|hour|minute|summer|winter|\d)s?\b",
    re.IGNORECASE,
)


def find_open_places(text: str, words: tuple[Word, ...]) -> Iterator[Signal]:
    """What a word needs and the text does not give; "place-given" where the weather has its place."""
    yield from _goals(words)
    yield from _weather(text, words)
    arranged = _ARRANGES.search(text)
    if arranged and not _WHEN.search(text) and not any(word.low in lex.CALENDAR for word in words):
        yield Signal("time-open", arranged.start(), arranged.end())


def is_left_open(low: str, names: set[str]) -> bool:
    """Whether a word is the very one that lacks its goal or place, so that it says nothing of the subject."""
    return ("goal-open" in names and low in _GOAL_NOUNS) or (
        "place-open" in names and (low in _SKY or low in ("weather", "forecast", "temperature", "temperatures"))
    )


def speaks_of_sky(words: Sequence[Word], n: int) -> bool:
    """Whether the n-th word, an "it", is the weather: "will it be dry", "how cold does it get"."""
    at = n + 1
    while at < len(words) and words[at].low in _ON_THE_WAY | lex.BE:
        at += 1
    if at < len(words) and words[at].low in _SKY:
        return at + 1 >= len(words) or not (
            words[at + 1].kind == "wh" or words[at + 1].low in ("if", "that", "whether")
        )
    before = [word.low for word in words[max(n - 3, 0) : n]]
    return "how" in before and any(low in _SKY for low in before)


def _weather(text: str, words: tuple[Word, ...]) -> Iterator[Signal]:
    sky = [word for n, word in enumerate(words) if word.low == "it" and speaks_of_sky(words, n)]
    forecast = _FORECAST.search(text)
    if not sky and not forecast:
        return
    start, end = (sky[0].start, sky[0].end) if sky else forecast.span() if forecast else (0, 0)
    yield Signal("place-given" if _has_place(words) else "place-open", start, end)


def _has_place(words: tuple[Word, ...]) -> bool:
    """Whether some "in X", or a name, says where."""
    for n, word in enumerate(words):
        if word.kind == "name" and word.low not in lex.CALENDAR and n:
            return True
        if word.low in _PLACE_PREPOSITIONS:
            at = n + 1
            if at + 2 < len(words) and words[at].low == "the" and words[at + 2].kind not in ("noun", "name"):
                continue  # "in the city", "in the forecast"
            while at < len(words) and words[at].kind in ("article", "adjective", "possessive", "ordinal"):
                at += 1
            if at < len(words) and words[at].kind in ("noun", "name") and _is_place(words[at].low):
                return True
    return False


def _is_place(low: str) -> bool:
    return not (low in lex.TIME_NOUNS or low in lex.CALENDAR or low.rstrip("s") in lex.TIME_NOUNS or low in _SKY)


def _goals(words: tuple[Word, ...]) -> Iterator[Signal]:
    """Routes and addresses of nothing: no goal stands anywhere in the text."""
    found = [n for n, word in enumerate(words) if word.kind in ("noun", "name") and word.low in _GOAL_NOUNS]
    if not found or any(word.low == "home" for word in words):
        return
    for n in found:
        last = words[n - 1] if n else None
        if last is not None and last.kind in ("possessive", "name", "noun"):
            return
    if any(_gives_goal(words, n) for n in range(len(words))):
        return
    yield Signal("goal-open", words[found[0]].start, words[found[0]].end)


def _gives_goal(words: tuple[Word, ...], n: int) -> bool:
    """Whether the n-th word leads to something that a way can go to or an address can be of."""
    if words[n].low not in _GOAL_PREPOSITIONS | _GOAL_VERBS and words[n].kind != "verb":
        return False
    for word in words[n + 1 :]:
        if word.kind == "name":
            return word.low not in _GOAL_NOUNS
        if word.kind == "noun":
            return word.low not in _GOAL_NOUNS and word.low not in lex.GENERIC and word.low not in lex.TIME_NOUNS
        if word.kind == "speaker":
            return False
        if word.kind not in ("article", "adjective", "possessive", "ordinal", "quantifier", "number"):
            return False
    return False
