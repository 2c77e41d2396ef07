"""The values of a text: numbers with units, money, percentages, durations, times of day, dates.

Grading asks whether every value of a reference is stated, to the digit, so this is stricter and narrower than
prep.facts, which asks whether two answers fill the same slot: 610 GB is not 600 GB, and a bare year, a decade and a
century are dates. The same amount may be written in many ways: 2 weeks are 14 days, "$1.5 million" is 1,500,000
dollars, 5 pm is 17:00. Working days are not calendar days.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from evalsuite.scorers.words import EMPTY_WORDS, NUMBER_WORDS, ORDINAL_WORDS, stem


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: "minute", "month", "working day", a currency, "%", "o'clock", the counted noun, ""."""

    text: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as it is given. A decade or century is a span of years."""

    text: str
    years: tuple[int, int] | None
    month: int | None = None
    day: int | None = None


Value = Amount | Date

MINUTES_A_DAY = 24 * 60
MAX_LENGTH = 8_000  # characters; the rest of a longer text is not read
UNITS: dict[str, tuple[float, str]] = {
    name: (factor, unit)
    for names, factor, unit in (
        ("minute minutes min mins", 1, "minute"),
        ("hour hours hr hrs h", 60, "minute"),
        ("day days night nights", MINUTES_A_DAY, "minute"),
        ("week weeks wk wks", 7 * MINUTES_A_DAY, "minute"),
        ("fortnight fortnights", 14 * MINUTES_A_DAY, "minute"),
        ("month months mth mths", 1, "month"),
        ("year years yr yrs", 12, "month"),
        ("wd wds", 1, "working day"),
        ("% percent pct", 1, "%"),
        ("$ dollar dollars usd", 1, "dollar"),
        ("€ euro euros eur", 1, "euro"),
        ("£ pound pounds gbp", 1, "pound"),
        ("₹ rs inr rupee rupees", 1, "rupee"),
        ("cr crown crowns", 1, "crown"),
    )
    for name in names.split()
}
KNOWN_UNITS = frozenset(unit for _, unit in UNITS.values()) | {"o'clock"}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9, "bn": 1e9,
    "trillion": 1e12, "dozen": 12.0,
}  # fmt: skip
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), start=1)
    for name in names.split()
}  # fmt: skip

_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE = rf"(?:[\s-]?(?P<scale>{'|'.join(_SCALES)})\b)?"
_ANY_UNIT = "|".join(re.escape(name) for name in sorted(UNITS, key=len, reverse=True))
_BETWEEN = r"(?:\s(?:full|whole|more|further|additional|extra|consecutive|continuous|calendar|paid|new)(?=\s))?"
# Alone, "may" and "march" are months only after such a word.
_BEFORE_A_MONTH = "|".join(
    rf"(?<=\b{word}[\s-])"
    for word in ("in", "by", "until", "till", "since", "of", "from", "before", "after", "late", "mid", "each", "every")
)
# Where two forms fit at one place, the first one wins.
_FORMS = [
    re.compile(pattern)
    for pattern in (
        r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b",
        r"(?<![\w:.])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?(?P<half>[ap])\.?m\b",
        r"(?<![\w:.])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\w:])",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s*(?P<year>\d{{4}})\b)?",
        rf"\b{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[:.]\d|\s?(?:[ap]\.?m|{_ANY_UNIT})\b)"
        r"(?:,?\s+(?P<year>\d{4})\b)?",
        rf"\b{_MONTH},?\s+(?:of\s+)?(?P<year>\d{{4}})\b",
        rf"(?:{_BEFORE_A_MONTH}){_MONTH}",
        r"\b(?P<century>\d{1,2})(?:st|nd|rd|th)[\s-]centur(?:y|ies)",
        r"\b(?P<decade>\d{3}0)'?s\b",
        r"\b(?P<year>1\d{3}|20\d{2})-(?P<to>\d{2})\b(?!-)",
        r"\b(?P<year>1\d{3}|20\d{2})\b(?![.,]\d|\s?(?:%|[$€£₹]))",
        rf"(?P<unit>[$€£₹]|\b(?:rs|cr|usd|eur|gbp|inr)\b\.?)\s?{_NUMBER}{_SCALE}",
        r"\b(?P<label>[a-z]{1,2})-?(?P<number>\d+)\b",
        rf"(?<![\w.]){_NUMBER}{_SCALE}{_BETWEEN}"
        r"(?:[\s-]?(?P<working>(?:working|business)[\s-])?(?P<unit>[%$€£₹]|[a-z]+))?",
    )
]

_TENS = "|".join(word for word, value in NUMBER_WORDS.items() if value >= 20)
_ONES = "|".join(word for word, value in NUMBER_WORDS.items() if 1 <= value <= 9)
_TENS_AND_ONES = re.compile(rf"\b({_TENS})[\s-]({_ONES})\b")
_NUMBER_WORD = re.compile(rf"\b({'|'.join(word for word, value in NUMBER_WORDS.items() if value > 1)})\b")
_TIME_WORD = "|".join(name for name, (_, unit) in UNITS.items() if unit in ("minute", "month") and len(name) > 2)
# "one" is a pronoun unless it counts time.
_ONE = re.compile(rf"\bone(?={_BETWEEN}[\s-](?:(?:working|business)[\s-])?(?:{_TIME_WORD})\b)")
_ORDINAL_WORD = re.compile(rf"\b({'|'.join(ORDINAL_WORDS)})(?=[\s-]centur|\s(?:of\s)?(?:{'|'.join(_MONTHS)})\b)")
_RANGE = re.compile(
    r"(?<![\w.:-])(\d+(?:\.\d+)?)\s?(?:-|to|or)\s?(?=\d+(?:\.\d+)?[\s-]?((?:working |business )?(?:%|[a-z]+)))"
)
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_DASHES = re.compile(r"[‐-―−]")


@lru_cache(maxsize=20_000)
def find_values(text: str) -> tuple[Value, ...]:
    """The values of a text, in order."""
    plain = in_digits(text[:MAX_LENGTH])
    found: list[Value] = []
    ahead = [form.search(plain) for form in _FORMS]
    while matches := [match for match in ahead if match is not None]:
        nearest = min(matches, key=lambda match: match.start())
        found += _read(nearest)
        place = nearest.end()
        ahead = [
            form.search(plain, place) if match is not None and match.start() < place else match
            for form, match in zip(_FORMS, ahead, strict=True)
        ]
    return tuple(found)


def in_digits(text: str) -> str:
    """The text that values are read from: lower case, numbers in digits, "3 days 5 days" for "3 to 5 days"."""
    plain = unicodedata.normalize("NFKC", _GLUED.sub(" ", text).replace("½", ".5")).casefold()
    plain = _DASHES.sub("-", plain)
    plain = _TENS_AND_ONES.sub(lambda match: str(NUMBER_WORDS[match[1]] + NUMBER_WORDS[match[2]]), plain)
    plain = _ONE.sub("1", _NUMBER_WORD.sub(lambda match: str(NUMBER_WORDS[match[1]]), plain))
    plain = _ORDINAL_WORD.sub(lambda match: f"{ORDINAL_WORDS[match[1]]}th", plain)
    return _RANGE.sub(lambda match: f"{match[1]} {match[2]} ", plain)


def _read(match: re.Match[str]) -> list[Value]:
    part = match.groupdict()
    text = match.group().strip()
    if part.get("hour"):
        return [_read_clock(text, part)]
    if part.get("number"):
        return [_read_amount(text, part)]
    return [*_read_date(text, part)]


def _read_clock(text: str, part: dict[str, str | None]) -> Amount:
    """A time of day in minutes from midnight; without am or pm it is on the 24-hour clock."""
    hour = int(part["hour"] or 0)
    if part.get("half"):
        hour = hour % 12 + (12 if part["half"] == "p" else 0)
    return Amount(text, hour * 60 + int(part["minute"] or 0), "o'clock")


def _read_amount(text: str, part: dict[str, str | None]) -> Amount:
    value = float((part["number"] or "").replace(",", "")) * _SCALES.get(part.get("scale") or "", 1.0)
    if part.get("label"):
        return Amount(text, value, f"label {part['label']}")
    word = (part.get("unit") or "").strip(".")
    if part.get("working") and word in ("day", "days"):
        return Amount(text, value, "working day")
    factor, unit = UNITS.get(word, (1.0, "" if word in EMPTY_WORDS or len(word) < 3 else stem(word)))
    return Amount(text if unit else text.removesuffix(word).strip(), value * factor, unit)


def _read_date(text: str, part: dict[str, str | None]) -> list[Date]:
    if part.get("century"):
        last = int(part["century"] or 0) * 100
        return [Date(text, (last - 99, last))]
    if part.get("decade"):
        first = int(part["decade"] or 0)
        return [Date(text, (first, first + (99 if first % 100 == 0 else 9)))]
    year = int(part.get("year") or 0) or None
    if year is not None and part.get("to"):
        last = year // 100 * 100 + int(part["to"] or 0)
        return [Date(str(year), (year, year)), Date(str(last), (last, last))]
    written, day = part.get("month"), part.get("day")
    month = None if written is None else int(written) if written.isdigit() else _MONTHS[written]
    return [Date(text, None if year is None else (year, year), month, int(day) if day else None)]
