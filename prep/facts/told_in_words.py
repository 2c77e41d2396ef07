"""Values that words tell where a question asks for such a value.

"How long does it take?": "it's there in seconds", "straight away", "from day one". "How often?": "every Friday" is
weekly, "at the end of each month" monthly. "How many?": "just the one", "both", "a couple". "Which floor?": "the
eighth". Elsewhere the same words say nothing of the kind ("once you have", "two files at once"), so that they are read
only for a question that asks.

What is not said to the figure is a range, both ends of which stand at the same words.
"""

import re
from collections.abc import Iterator, Sequence

from prep.facts.asked import Asked, AskedKind
from prep.facts.bounds import bound_of
from prep.facts.concepts import concept
from prep.facts.numerals import DIGITS, NUMBER_WORDS, ORDINAL_WORDS, number_value, ordinal_value
from prep.facts.records import Fact
from prep.facts.units import DAY, DURATION_WORD, duration_worth

_HOUR = 3_600
_ENDS = r"(?=\s*[.,;:!?)]|\s*$)"
# "Two at once" are together, "immediately after" says after what.
_AT_ONCE = re.compile(
    r"\b(?:(?<!all )at once|straight ?away|right away|immediately|instantly|on the spot|without (?:any )?delay"
    r"|in no time|in real time|there and then|while you wait)\b"
    r"(?!\s+(?:after|before|if|when|following|upon|once|as)\b)",
    re.IGNORECASE,
)
_SEVERAL_BEFORE = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many)(?: \w+){0,2}\s$", re.IGNORECASE
)
_SOME_UNITS = re.compile(
    r"\b(?:(?:in|within|takes?|after)\s+(?:just |only |mere |a matter of )?(?P<bare>)"
    r"|(?P<some>a few|a couple(?: of)?|several)\s+)(?P<working>working |business )?"
    r"(?P<unit>seconds|minutes|hours|days|weeks|months)\b(?!\s+(?:before|ago|rather)\b)",
    re.IGNORECASE,
)
# "A day or two", "one or two days".
_ONE_OR_TWO = re.compile(
    r"\b(?:an? (?P<unit>minute|hour|day|week|month|year)|one) or (?:two|so)\b"
    r"(?: (?P<units>minutes|hours|days|weeks|months|years)\b)?",
    re.IGNORECASE,
)
# The most that a bare unit says: sixty seconds are a minute.
_MOST_OF = {"seconds": 60, "minutes": 60, "hours": 24, "days": 7, "weeks": 5, "months": 12}
_SOME = {"a few": (2, 6), "a couple": (2, 3), "a couple of": (2, 3), "several": (3, 9), "a handful": (3, 6)}
_SPANS: tuple[tuple[str, float, float], ...] = (
    (r"\b(?:by|before) the end of the week\b|\b(?:within the|this) week\b", DAY, 7 * DAY),
    (r"\bovernight\b|\bby (?:the )?(?:next|tomorrow) morning\b|\bby tomorrow\b", _HOUR, DAY),
    (
        r"\b(?:from|on|since) (?:(?:the|your) )?(?:very )?(?:day (?:one|1)|first (?:working )?day|start|outset)"
        r"\b(?! (?:of|in) )",
        0,
        DAY,
    ),
    (r"\bprobation(?:ary period)?\b|\btrial (?:period|time)\b", 14 * DAY, 366 * DAY),
)
_SPAN_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), low, high) for pattern, low, high in _SPANS)

_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_REPEATED = re.compile(
    rf"\b(?:(?:every|each) (?P<day>{_WEEKDAY})|(?P<days>{_WEEKDAY}s))\b(?!\s*(?:,|and|or|to|-)\s*{_WEEKDAY})"
    r"|\b(?:(?:every|each) (?:single )?|(?:of|in|at) (?:every|each|the) (?:calendar )?)"
    r"(?P<unit>day|morning|evening|night|weekday|workday|week|month|quarter|half[ -]year|year)\b"
    r"|\b(?P<end>month|quarter|year)[- ]end\b"
    r"|\b(?P<word>daily|weekly|monthly|quarterly|yearly|annually)\b",
    re.IGNORECASE,
)
_EVERY: dict[str, tuple[float, str]] = {
    **dict.fromkeys(("day", "daily", "morning", "evening", "night", "weekday", "workday"), (DAY, "second")),
    **dict.fromkeys(("week", "weekly"), (7 * DAY, "second")),
    **dict.fromkeys(("month", "monthly"), (1, "month")),
    **dict.fromkeys(("quarter", "quarterly"), (3, "month")),
    **dict.fromkeys(("half year", "half-year"), (6, "month")),
    **dict.fromkeys(("year", "yearly", "annually"), (12, "month")),
}
_SINGLE = re.compile(
    r"\b(?:an? single(?: one)?(?! (?:hour|day|week|month|year|morning|afternoon|evening|night)\b)"
    r"|just (?:the )?one|only (?:the )?(?:(?:first|last|latest) )?one|only the (?:first|last|latest)"
    r"|exactly one|no more than one|one(?: \w+)? only|one (?:is (?:enough|plenty|fine|all)|will do|suffices)"
    rf"|one each|one per \w+)\b|^\W*one\b{_ENDS}",
    re.IGNORECASE,
)
_BOTH = re.compile(rf"\bboth\b(?=\s+(?:the|your|of)\b|\s*[.,;!]|\s*$)|\ba pair\b{_ENDS}", re.IGNORECASE)
_A_FEW = re.compile(
    rf"(?<!quite )\b(?P<some>a few|a couple|several|a handful)\b(?! (?:of )?(?:{DURATION_WORD})\b)", re.IGNORECASE
)
_RENTS = re.compile(
    rf"(?<![\w.,])(?P<number>{DIGITS}|{NUMBER_WORDS}|an?)\s+(?:months?['’]?s?|monthly|weeks?['’]?s?|weekly)\s+"
    r"(?P<what>rents?|salar(?:y|ies)|pay|wages?|fees?|premiums?|instal?lments?)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?<!\band a )(?<!first )(?<!second )(?<!other )\b(?P<half>half)\b(?=\s*[.,;!]|\s*$|\s+(?:of|the|it|that|your)\b)"
    r"|\b(?P<all>all of (?:it|them|that)|the (?:whole|full|entire) \w+"
    r"|everything|the (?:whole lot|lot)|in full|entirely)\b",
    re.IGNORECASE,
)
_OF_A_TIME = re.compile(rf"\s+(?:of )?(?:the |an? )?(?:{DURATION_WORD})\b", re.IGNORECASE)
_ORDINAL = re.compile(
    rf"\b(?P<ordinal>\d{{1,2}}(?:st|nd|rd|th)|{ORDINAL_WORDS})\b(?=\s*[.,;!?)]|\s*$|\s+(?:and|or|only|at)\b)",
    re.IGNORECASE,
)
_COUNTED_UP = re.compile(
    r"\b(?P<noun>floor|storey|level|row|grade|class|attempt|reminder|warning|year|week)s?\b", re.IGNORECASE
)


def told_in_words(text: str, questions: tuple[str, str], ours: Asked, theirs: Asked) -> list[Fact]:
    """The values, left to right and without context, that an answer tells in words to either of two questions."""
    kinds: frozenset[AskedKind] = frozenset((ours.kind, theirs.kind))
    found = list(_ordinals(text, questions))
    if "time" in kinds:
        found += _times(text)
    if "often" in kinds:
        found += _frequencies(text)
    if "amount" in kinds:
        found += (*_counts(text), *_shares(text))
    return sorted(found, key=lambda fact: fact.start)


def _times(text: str) -> Iterator[Fact]:
    for match in _AT_ONCE.finditer(text):
        if not _SEVERAL_BEFORE.search(text, 0, match.start()):
            yield from _range(match, 0, _HOUR / 2)
    for match in _SOME_UNITS.finditer(text):
        unit = match["unit"].lower()
        scale, base = (1, "working-day") if match["working"] and unit == "days" else duration_worth(unit)
        least, most = _SOME[match["some"].lower()] if match["some"] else (1, _MOST_OF[unit])
        yield from _range(match, least * scale, most * scale, base)
    for match in _ONE_OR_TWO.finditer(text):
        if match["unit"] or match["units"]:
            scale, base = duration_worth((match["unit"] or match["units"]).lower())
            yield from _range(match, scale, 2 * scale, base)
    for pattern, low, high in _SPAN_PATTERNS:
        for match in pattern.finditer(text):
            yield from _range(match, low, high)


def _range(match: re.Match[str], low: float, high: float, unit: str = "second") -> Iterator[Fact]:
    yield Fact("duration", low, unit, "from", *match.span(), match[0])
    yield Fact("duration", high, unit, "to", *match.span(), match[0])


def _frequencies(text: str) -> Iterator[Fact]:
    for match in _REPEATED.finditer(text):
        if match["day"] or match["days"]:
            value, unit = _EVERY["week"]
        else:
            value, unit = _EVERY[(match["unit"] or match["end"] or match["word"]).lower()]
        yield Fact("frequency", value, unit, "exactly", *match.span(), match[0])


def _counts(text: str) -> Iterator[Fact]:
    for value, pattern in ((1, _SINGLE), (2, _BOTH)):
        for match in pattern.finditer(text):
            yield Fact("number", value, "", "exactly", *match.span(), match[0])
    for match in _A_FEW.finditer(text):
        least, most = _SOME[match["some"].lower()]
        yield Fact("number", least, "", "from", *match.span(), match[0])
        yield Fact("number", most, "", "to", *match.span(), match[0])
    for match in _RENTS.finditer(text):
        unit = f"times {concept(match['what'])}"
        yield Fact("number", _number(match["number"]), unit, bound_of(text, *match.span()), *match.span(), match[0])


def _number(written: str) -> float:
    return 1 if written.lower() in ("a", "an") else number_value(written)


def _shares(text: str) -> Iterator[Fact]:
    for match in _SHARE.finditer(text):
        if not _OF_A_TIME.match(text, match.end()):
            yield Fact("percent", 50 if match["half"] else 100, "%", "exactly", *match.span(), match[0])


def _ordinals(text: str, questions: Sequence[str]) -> Iterator[Fact]:
    """ "The eighth" where a question speaks of floors."""
    nouns = {concept(match["noun"]) for question in questions for match in _COUNTED_UP.finditer(question)}
    if len(nouns) != 1:
        return
    for match in _ORDINAL.finditer(text):
        position = ordinal_value(match["ordinal"])
        yield Fact("number", position, f"ordinal {min(nouns)}", "exactly", *match.span(), match[0])
