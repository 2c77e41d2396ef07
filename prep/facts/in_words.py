"""Amounts that no number states: half an hour, within a week, next day, twice, half the price, the second attempt."""

import re
from collections.abc import Iterator

from prep.facts.bounds import bound_of
from prep.facts.concepts import concept
from prep.facts.numerals import NUMBER_WORDS, number_value, ordinal_value
from prep.facts.records import Fact
from prep.facts.units import DAY, duration_worth

_A_UNIT = re.compile(
    r"\b(?:within|after|for|in|least|most|up to|than|takes?|about|around|under|over|wait|allow|lasts?|another|before)"
    r"\s+(?P<a>an?|one full|the full)\s+(?:full\s+|calendar\s+|whole\s+|single\s+)?(?P<working>working |business )?"
    r"(?P<unit>minute|hour|day|week|fortnight|month|quarter|year)\b(?!\s+(?:and (?:a half|a quarter"
    r"|three quarters)|later than))",
    re.IGNORECASE,
)
# "A week ahead" anywhere; "a month" where an answer begins with it.
_AHEAD = r"(?:ahead|in advance|before(?:hand)?|earlier|prior|later|at (?:the )?(?:most|least|latest))\b"
_A_UNIT_ALONE = re.compile(
    r"(?:^\W*(?:(?:only|just|about|roughly|around|allow|give (?:us|it|them)) )?(?P<first>)|\b)"
    r"(?P<a>an?)\s+(?:full\s+|calendar\s+|whole\s+|single\s+)?"
    r"(?P<working>working |business )?(?P<unit>minute|hour|day|week|fortnight|month|quarter|year)\b"
    rf"(?=(?(first)\s*(?:[.,;!)]|$|{_AHEAD})|\s+{_AHEAD}))",
    re.IGNORECASE,
)
_HALF_UNIT = re.compile(
    r"\b(?P<how>half(?:\s+of)?(?:\s+an?)?[\s-]+|(?:a\s+|three[\s-]+)?quarters? of an?\s+"
    r"|(?:an?|one)\s+(?=\w+ and (?:a half|a quarter|three quarters)\b))"
    r"(?P<unit>minute|hour|day|week|month|year)\b(?P<more>\s+and (?:a half|a quarter|three quarters))?",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?P<how>half|one half|a third|one third|two thirds|a quarter|one quarter|three quarters|full|entire|whole)\s+"
    r"(?=(?:of\s+)?(?:(?:the|your|its|their|our|this)\s+)?(?:\w+\s+)?(?:price|fee|cost|costs|amount|pay|salary|refund"
    r"|premium|rate|fare|sum|charge|deposit|bill|value|wage|wages|reimbursement)\b)|\b(?P<full>in full)\b",
    re.IGNORECASE,
)
_SHARE_ALONE = re.compile(
    r"\b(?:(?:one|a) (?P<one>half|third|quarter)|(?P<many>two thirds|three quarters))\b(?=\s*[.,;!?)]|\s*$|\s+goes\b)",
    re.IGNORECASE,
)
_SHARES = {"half": 50.0, "third": 100 / 3, "thirds": 200 / 3, "quarter": 25.0, "quarters": 75.0}
_PARTS = {"a half": 0.5, "a quarter": 0.25, "three quarters": 0.75}
_NEXT_DAY = re.compile(r"\b(?P<which>same|next|following)[\s-](?P<working>working |business )?day\b", re.IGNORECASE)
_DAY_BEFORE = re.compile(r"\bthe (?:day|evening|night) before\b", re.IGNORECASE)
_TIMES = re.compile(
    # "At once", "for once" and "once you have" count nothing.
    r"\b(?P<word>twice|thrice|only once|once only|just once|exactly once|once(?= more\b)"
    r"|(?<!\bat )(?<!\bfor )(?<!\ball )once(?=\s*[.;!)]|\s*$))\b(?!\s+(?:a|per|every|each)\b)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(?P<ordinal>\d{1,2}(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|first(?=\s+(?:day|week|month|year|floor|working)\b))\s+(?P<noun>(?!of\b)[a-z]+(?:\s+[a-z]+)?)",
)
_PERIOD_NUMBER = re.compile(
    # "Per day 20 EUR" and "this week 10 seats" count no days and weeks.
    "".join(rf"(?<!\b{word} )" for word in ("a", "per", "each", "every", "this", "next", "last", "any", "one", "same"))
    + r"\b(?P<noun>day|week|month|year)\s+(?:no\.?\s?|number\s+|#\s?)?"
    + rf"(?P<number>\d{{1,2}}(?![\w%-]|[.,:]\d)|{NUMBER_WORDS})\b",
    re.IGNORECASE,
)


def amounts_in_words(text: str) -> Iterator[Fact]:
    """Every such amount, as facts without context."""
    for match in _HALF_UNIT.finditer(text):
        scale, unit = duration_worth(match["unit"])
        more = (match["more"] or "").lower().removeprefix(" and ").strip()
        share = 1 + _PARTS[more] if more else _part(match["how"].lower())
        yield _duration(text, share * scale, unit, match.start(), match.end())
    for match in (*_A_UNIT.finditer(text), *_A_UNIT_ALONE.finditer(text)):
        scale, unit = (1, "working-day") if match["working"] else duration_worth(match["unit"])
        yield _duration(text, scale, unit, match.start("a"), match.end())
    for match in _NEXT_DAY.finditer(text):
        n_days = 0 if match["which"].lower() == "same" else 1
        scale, unit = (1, "working-day") if match["working"] else (DAY, "second")
        yield Fact("duration", n_days * scale, unit, "exactly", match.start(), match.end(), match[0])
    for match in _DAY_BEFORE.finditer(text):
        yield Fact("duration", DAY, "second", "at-least", match.start(), match.end(), match[0])
    for match in _SHARE.finditer(text):
        share = _SHARES.get((match["how"] or "full").lower().split()[-1], 100.0)
        yield Fact("percent", share, "%", "exactly", match.start(), match.end(), match[0].strip())
    for match in _SHARE_ALONE.finditer(text):
        share = _SHARES[(match["one"] or match["many"]).lower().split()[-1]]
        yield Fact("percent", share, "%", "exactly", match.start(), match.end(), match[0])
    for match in _TIMES.finditer(text):
        times = {"twice": 2, "thrice": 3}.get(match["word"].lower(), 1)
        yield Fact("number", times, "time", "exactly", match.start(), match.end(), match[0])
    for match in _ORDINAL.finditer(text):
        nouns = [named for word in match["noun"].split() if (named := concept(word))]
        if nouns:
            position = ordinal_value(match["ordinal"])
            unit = f"ordinal {' '.join(nouns)}"
            yield Fact("number", position, unit, "exactly", match.start(), match.end("ordinal"), match["ordinal"])
    for match in _PERIOD_NUMBER.finditer(text):
        position = int(number_value(match["number"]))
        unit = f"ordinal {concept(match['noun'])}"
        yield Fact("number", position, unit, "exactly", match.start(), match.end(), match[0])


def _part(how: str) -> float:
    """Of an hour: half, a quarter, three quarters."""
    return 0.75 if how.startswith("three") else 0.25 if "quarter" in how else 0.5


def _duration(text: str, value: float, unit: str, start: int, end: int) -> Fact:
    return Fact("duration", round(value, 6), unit, bound_of(text, start, end), start, end, text[start:end])
