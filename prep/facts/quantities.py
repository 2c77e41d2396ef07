"""Amounts with their units: money, percentages, durations, measures and counts.

Durations are normalised to seconds (up to weeks), months or working days; money to a currency code; data, length,
weight to one base unit each. A number that no unit follows takes the words after it as its unit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from prep.facts.bounds import bound_of
from prep.facts.concepts import concept
from prep.facts.in_words import amounts_in_words
from prep.facts.letters import letter_of_time
from prep.facts.numerals import Numeral, find_numerals, spelled_value
from prep.facts.records import Fact, Kind
from prep.facts.spans import Spans
from prep.facts.units import (
    DAY,
    DURATION_WORD,
    MEASURE_WORD,
    MONEY_WORD,
    currency_code,
    duration_worth,
    is_duration,
    measure_worth,
)

_DURATION_AFTER = re.compile(
    r"\+?(?:\s+or (?:more|less|fewer|longer))?[\s-]?(?:(?P<working>working|business|work|office|bank(?:ing)?)[\s-]+)?"
    r"(?:(?:calendar|consecutive|continuous|full|whole|more|additional|extra|further|paid|clear|complete|completed|solid"
    rf"|of)[\s-]+){{0,2}}(?P<working2>working |business )?(?P<unit>{DURATION_WORD})(?!\w)",
    re.IGNORECASE,
)
_MEASURE_AFTER = re.compile(rf"[\s-]?(?P<unit>{MEASURE_WORD})(?!\w)", re.IGNORECASE)
_MONEY_AFTER = re.compile(rf"[\s-]?(?P<unit>{MONEY_WORD})(?!\w|\s?\d)", re.IGNORECASE)
_MONEY_BEFORE = re.compile(rf"(?<!\w)(?P<unit>{MONEY_WORD})\s?$", re.IGNORECASE)
# Beside a port or a cable RS 232 is a plug, unless it is paid.
_PLUG_BEFORE = re.compile(
    r"(?<!\w)(?<!pay )(?<!paid )(?<!pays )(?<!cost )(?<!costs )(?<!is )(?<!of )(?<!for )(?<!only )RS\s$"
)
_PLUGS = frozenset((232, 422, 485))
_PLUGGED = re.compile(
    r"\b(?:ports?|plugs?|plugged|cables?|sockets?|connectors?|adapters?|interfaces?|serial|converters?|pins?|usb|modems?"
    r"|dongles?)\b",
    re.IGNORECASE,
)
# Of continental money "1.200" is in thousands: a price has two decimals, unless it is one of fuel or power.
_POINT_GROUPS = frozenset(("EUR", "CHF", "PLN", "kr", "crown"))
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}(?!\d)")
_METERED = re.compile(r"\s?(?:/|per\b|a\b)\s?(?:lit(?:re|er)|l|gallon|kwh|km|min(?:ute)?)\b", re.IGNORECASE)
_CENTS = re.compile(r"[\s-]?(?:cents?|pence|p|paise)\b(?!\.\w)", re.IGNORECASE)
_PERCENT_AFTER = re.compile(r"\s?(?:%|percent\b|per\s?cent\b|pct\b)", re.IGNORECASE)
_OFF_AFTER = re.compile(r"\s+(?:off|less|cheaper|discount|reduction|rebate)\b", re.IGNORECASE)
_OFF_BEFORE = re.compile(r"\b(?:discount|reduction|rebate|reduced|lowered)(?: \w+)? (?:of|by) $", re.IGNORECASE)
_NOUNS_AFTER = re.compile(r"[\s-]+(?P<words>[^\W\d_]+(?:[\s-]+[^\W\d_]+){0,2})")
_RANGE = re.compile(r"\s*(?P<by>-|–|—|\bto\b|\band\b|\bor\b|\bthrough\b)\s*(?:[$€£₹]\s?|cr\s)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:\S{1,3}\s?)?$", re.IGNORECASE)
_PER = re.compile(
    r"\s*(?P<by>/|\bper\b|\ba(?:n|ny)?\b|\beach\b|\bevery\b|\bfor (?:each|every)\b|\bin (?:any|each|every|one|a)\b)\s*"
    r"(?P<unit>[^\W\d_]+)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(form|room|building|gate|option|extension|ext|level|port|error|code|floor|desk|line|section|clause|policy"
    r"|tier|band|grade|zone|bay|locker|press|dial|channel|annex|appendix|type|class|category|terminal|platform|window"
    r"|counter|block|wing|unit|lane|rule|article|schedule)s?\.?\s*(?:no\.?|number|#)?\s*$",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"(?:^|\n|[.;:]\s)\s*\(?$|\bsteps?\s*$|\b(?:case|ticket|reference|ref|order|id)\s*(?:no\.?|number|#)?\s*$",
    re.IGNORECASE,
)
_PRONOUN_ONE = re.compile(
    r"\b(?:this|that|the|which|no|any|each|every|another|new|old|some|right|wrong)\s+$", re.IGNORECASE
)
_ALWAYS = re.compile(r"(?:hours?|hrs?)\s+(?:a|per|every) day|\s?/\s?7\b", re.IGNORECASE)
_DAYS_OF_A_WEEK = re.compile(
    r"\bweeks? (?:(?:only |just )?(?:counts?|ha(?:s|ve)|means?|comprises?)|(?<=weeks )of) "
    r"(?P<days>[2-6]|two|three|four|five|six) (?:working |business |work)?days\b",
    re.IGNORECASE,
)
_WEEK_IS_SAID = 60  # characters behind "three weeks" within which their days are told
_RATE_NAMES = {(60, "second"): "minute", (3600, "second"): "hour", (DAY, "second"): "day", (7 * DAY, "second"): "week"}
_RATE_NAMES |= {(1, "month"): "month", (3, "month"): "quarter", (12, "month"): "year"}


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a number counts."""

    kind: Kind
    scale: float
    unit: str
    end: int  # where the unit ends
    per: str = ""


def find_quantities(text: str, taken: Spans) -> list[Fact]:
    """Every amount outside the places in `taken`, which grows by what is found. Contexts are left empty."""
    numerals = [numeral for numeral in find_numerals(text) if not taken.touch(numeral.start, numeral.end)]
    found: list[Fact] = []
    for fact in (*amounts_in_words(text), *_amounts(text, numerals)):
        if not taken.touch(fact.start, fact.end):
            found.append(fact)
            taken.add(fact.start, fact.end)
    return found


def _amounts(text: str, numerals: list[Numeral]) -> Iterator[Fact]:
    readings = [_read(text, numeral) for numeral in numerals]
    for index, numeral in enumerate(numerals[:-1]):
        readings[index], readings[index + 1] = _share_unit(
            text, numeral, numerals[index + 1], *readings[index : index + 2]
        )
    _in_days_of_a_week(text, numerals, readings)
    in_range = False
    for index, (numeral, reading) in enumerate(zip(numerals, readings, strict=True)):
        if reading is None:
            in_range = False
            continue
        following = readings[index + 1] if index + 1 < len(numerals) else None
        opens = (
            following is not None
            and following.kind == reading.kind
            and following.unit == reading.unit
            and _is_range(text, numeral, reading, numerals[index + 1])
        )
        start = _money_start(text, numeral.start) if reading.kind == "money" else numeral.start
        bound = "to" if in_range else "from" if opens else bound_of(text, start, reading.end)
        value = round(numeral.value * reading.scale, 6)
        yield Fact(
            reading.kind, value, reading.unit, bound, start, reading.end, text[start : reading.end], per=reading.per
        )
        in_range = opens


def _in_days_of_a_week(text: str, numerals: list[Numeral], readings: list[_Reading | None]) -> None:
    """ "Three weeks, as your weeks count five days" are 15 days; the five are no amount of their own."""
    for index, (numeral, reading) in enumerate(zip(numerals, readings, strict=True)):
        if reading is None or reading.kind != "duration" or reading.scale != 7 * DAY:
            continue
        if told := _DAYS_OF_A_WEEK.search(text, numeral.end, reading.end + _WEEK_IS_SAID):
            written = told["days"]
            days = float(written) if written.isdigit() else spelled_value(written)
            readings[index] = replace(reading, scale=days, unit="working-day")
            for place, other in enumerate(numerals):
                if other.start == told.start("days"):
                    readings[place] = None


def _is_range(text: str, numeral: Numeral, reading: _Reading, following: Numeral) -> bool:
    start = _money_start(text, following.start)
    between = _RANGE.fullmatch(text, reading.end, start) if reading.end <= start else None
    if not between:
        return False
    return between["by"].lower() not in ("and", "or") or bool(_BETWEEN.search(text, 0, numeral.start))


def _share_unit(
    text: str, numeral: Numeral, other: Numeral, reading: _Reading | None, following: _Reading | None
) -> tuple[_Reading | None, _Reading | None]:
    """ "3 to 5 days" and "EUR 30 to 40": a number without a unit of its own takes its neighbour's."""
    if reading is None or following is None:
        return reading, following
    if reading.kind == "number" and following.kind != "number" and _RANGE.fullmatch(text, numeral.end, other.start):
        return _Reading(following.kind, following.scale, following.unit, numeral.end, following.per), following
    if (
        reading.kind == "number"
        and not reading.unit
        and following.unit
        and _RANGE.fullmatch(text, numeral.end, other.start)
    ):
        return _Reading("number", 1, following.unit, numeral.end, following.per), following
    follows = reading.kind == "money" and following.kind == "number" and not following.unit
    if follows and _RANGE.fullmatch(text, reading.end, other.start):
        return reading, _Reading("money", reading.scale, reading.unit, other.end, following.per)
    return reading, following


def _read(text: str, numeral: Numeral) -> _Reading | None:
    """None where a number is no amount: a list marker, a ticket number, "one" as a pronoun, "24 hours a day"."""
    before = text[max(0, numeral.start - 40) : numeral.start]
    if numeral.value == 24 and _ALWAYS.match(text, numeral.end + (text[numeral.end : numeral.end + 1] == " ")):
        return None
    if percent := _PERCENT_AFTER.match(text, numeral.end):
        off = _OFF_AFTER.match(text, percent.end()) or _OFF_BEFORE.search(before)
        return _Reading("percent", 1, "% off" if off else "%", percent.end(), _per(text, percent.end()))
    around = before + text[numeral.end : numeral.end + 40]
    if numeral.value in _PLUGS and _PLUG_BEFORE.search(before) and _PLUGGED.search(around):
        return None
    if currency := _MONEY_BEFORE.search(before):
        return _money(text, numeral, currency["unit"], numeral.end)
    if currency := _MONEY_AFTER.match(text, numeral.end):
        return _money(text, numeral, currency["unit"], currency.end())
    if (cents := _CENTS.match(text, numeral.end)) and not numeral.spelled:
        return _Reading("money", 0.01, "cent", cents.end(), _per(text, cents.end()))
    if (duration := _DURATION_AFTER.match(text, numeral.end)) and not (numeral.spelled and len(duration["unit"]) == 1):
        scale, unit = duration_worth(duration["unit"])
        if (duration["working"] or duration["working2"]) and (scale, unit) == (DAY, "second"):
            scale, unit = 1, "working-day"
        return _Reading("duration", scale, unit, duration.end(), _per(text, duration.end()))
    if not numeral.spelled and (letter := letter_of_time(text, numeral.start, numeral.end, numeral.value)):
        return _Reading("duration", *letter, _per(text, letter[2]))
    if (measure := _MEASURE_AFTER.match(text, numeral.end)) and not (numeral.spelled and len(measure["unit"]) < 3):
        scale, unit = measure_worth(measure["unit"])
        return _Reading("measure", scale, unit, measure.end(), _per(text, measure.end()))
    if not numeral.spelled and not _is_all(text, numeral) and _is_marker(before, text[numeral.end : numeral.end + 1]):
        return None
    if label := _LABEL.search(before):
        return _Reading("number", 1, f"label {concept(label[1]) or label[1].lower()}", numeral.end)
    return _count(text, numeral, before)


def _money(text: str, numeral: Numeral, currency: str, end: int) -> _Reading:
    code = currency_code(currency)
    in_thousands = (
        code in _POINT_GROUPS
        and _THOUSANDS.fullmatch(text, numeral.start, numeral.end)
        and not _METERED.match(text, end)
    )
    return _Reading("money", 1_000 if in_thousands else 1, code, end, _per(text, end))


def _is_all(text: str, numeral: Numeral) -> bool:
    """Whether a text is nothing but a number: what was asked for, not the mark of a list item."""
    return not re.search(r"\w", text[: numeral.start] + text[numeral.end :])


def _is_marker(before: str, next_letter: str) -> bool:
    """ "2." and "step 2" number a list; "ticket 40012" names one."""
    closes = next_letter in ("", ".", ")", ":", ",") or (next_letter == " " and "step" in before.lower())
    return closes and bool(_MARKER.search(before))


def _count(text: str, numeral: Numeral, before: str) -> _Reading | None:
    words: list[str] = []
    nouns = _NOUNS_AFTER.match(text, numeral.end)
    if nouns and nouns["words"].split()[0].lower() in ("time", "times"):
        return _Reading("number", 1, "time", nouns.start("words") + 5, _per(text, nouns.start("words") + 5))
    for word in re.split(r"[\s-]+", nouns["words"]) if nouns else ():
        if not (named := concept(word)):
            break
        words.append(named)
    if numeral.spelled and numeral.value == 1 and (not words or words[0] == "tim" or _PRONOUN_ONE.search(before)):
        return None
    return _Reading("number", 1, " ".join(words), numeral.end, "" if words else _per(text, numeral.end))


def _per(text: str, position: int) -> str:
    """What a rate is for: "month" in "/mo" and "a month"."""
    if not (match := _PER.match(text, position)):
        return ""
    word = match["unit"].lower()
    if is_duration(word):
        worth = duration_worth(word)
        return _RATE_NAMES.get((int(worth[0]), worth[1]), worth[1])
    if match["by"].lower() not in ("/", "per", "each", "for each", "for every"):
        return ""
    # "Per seat per month" is a rate for the time; the seat stands in the context.
    return _per(text, match.end()) or concept(word)


def _money_start(text: str, start: int) -> int:
    currency = _MONEY_BEFORE.search(text, max(0, start - 8), start)
    return currency.start() if currency else start
