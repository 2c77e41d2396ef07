"""How dates, times of day, money, percentages, large and small numbers and menu paths are written."""

import re
from collections import Counter
from collections.abc import Iterator

from prep.facts import Fact, find_facts
from prep.style.habit import Habit, Seen

_MONTH = re.compile(
    r"\b(?:(?P<long>january|february|march|april|june|july|august|september|october|november|december)"
    r"|(?P<short>jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b", re.IGNORECASE)
_HALF_DAY = re.compile(r"\d\s?(?P<sign>[ap]\.?m\b\.?)", re.IGNORECASE)
_CLOCK = re.compile(r"\d(?P<sign>[:.h])\d\d")
_PERCENT = re.compile(r"\d(?P<sign>\s?%|\s?per\s?cent|\s?pc\b|\s?pct\b)", re.IGNORECASE)
_AMOUNT = re.compile(r"\d[\d.,'’\u00a0\u202f ]*\d|\d")
_THOUSANDS = re.compile(
    r"(?<![\d.,:/-])(?:\d{1,3}(?P<sign>[,.'’\u00a0\u202f ])\d{3}(?!\d)|(?P<plain>\d{4,6})(?![\d:/-]))"
)
_STEP = re.compile(r"\s*(?P<sign>->|=>|→|»|›|>|\\|/|\|)\s*")


def _facts(text: str, *kinds: str) -> Iterator[Fact]:
    return (fact for fact in find_facts(text) if fact.kind in kinds)


def _seen(way: str, fact: Fact, of: str = "") -> Seen:
    """A way and the fact that shows it, without the stop of the sentence."""
    return Seen(way, fact.start, fact.start + len(fact.text.rstrip(" .,;:")), of)


def _dates(text: str) -> Iterator[Seen]:
    for fact in _facts(text, "date"):
        if way := _order(fact.text.strip()):
            yield _seen(way, fact)


def _order(date: str) -> str:
    if re.match(r"(?:19|20)\d\d-\d", date):
        return "year-month-day"
    if re.fullmatch(r"[\d/.\s-]+", date):
        return "figures only" if len(re.findall(r"\d+", date)) > 1 else ""
    if re.match(r"\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[^\W\d]{3}", date, re.IGNORECASE):
        return "the day before the month"
    return "the month before the day" if re.match(r"[^\W\d]+\.?\s+(?:the\s+)?\d{1,2}(?!\d)", date) else ""


def _months(text: str) -> Iterator[Seen]:
    for fact in _facts(text, "date"):
        if month := _MONTH.search(fact.text):
            start = fact.start + month.start()
            yield Seen(
                "the month written out" if month["long"] else "the month cut short", start, start + len(month[0])
            )


def _days(text: str) -> Iterator[Seen]:
    for fact in _facts(text, "date"):
        if _order(fact.text.strip()).startswith("the "):
            ordinal = _ORDINAL.search(fact.text)
            yield _seen('the day as "5th"' if ordinal else 'the day as "5"', fact)


def _clock_times(text: str) -> Iterator[Seen]:
    for fact in _facts(text, "time"):
        if _HALF_DAY.search(fact.text):
            yield _seen("am and pm", fact)
        elif _CLOCK.search(fact.text):
            yield _seen("the 24-hour clock", fact)


def _clock_signs(text: str) -> Iterator[Seen]:
    for fact in _facts(text, "time"):
        if clock := _CLOCK.search(fact.text):
            yield _seen(f'"{clock["sign"]}" between hour and minute', fact)


def _money(text: str) -> Iterator[Seen]:
    """The sign or word of an amount and its side, for each currency."""
    for fact in _facts(text, "money"):
        amount = _AMOUNT.search(fact.text)
        if not amount or not fact.unit:
            continue
        before, after = fact.text[: amount.start()].strip(), fact.text[amount.end() :].strip()
        if bool(before) != bool(after):
            sign = (before or after).casefold()
            sign = sign.removesuffix("s") if len(sign) > 3 else sign
            yield _seen(f'"{sign}" {"before" if before else "after"} the amount', fact, of=fact.unit)


def _percentages(text: str) -> Iterator[Seen]:
    for match in _PERCENT.finditer(text):
        sign = " ".join(match["sign"].casefold().split())
        spaced = " after a space" if match["sign"] != match["sign"].lstrip() and sign == "%" else ""
        yield Seen(f'"{sign}"{spaced}', match.start(), match.end())


def _thousands(text: str) -> Iterator[Seen]:
    for fact in _facts(text, "number", "money", "measure"):
        if isinstance(fact.value, float) and fact.value >= 1000 and fact.unit != "code":
            match = _THOUSANDS.search(fact.text)
            if match and match["plain"]:
                if fact.kind != "number" or (fact.value >= 10_000 and fact.unit):  # else a year, a room, a case
                    yield _seen("no mark between thousands", fact)
            elif match:
                yield _seen(f'"{match["sign"]}" between thousands', fact)


def _periods(text: str) -> Iterator[Seen]:
    for fact in _facts(text, "duration"):
        if re.match(r"[1-9]\b", fact.text):
            yield _seen("figures", fact)
        elif re.match(r"(?:two|three|four|five|six|seven|eight|nine)\s", fact.text, re.IGNORECASE):
            yield _seen("words for small numbers", fact)


def _menu_paths(text: str) -> Iterator[Seen]:
    for fact in _facts(text, "menu"):
        if signs := _STEP.findall(fact.text):
            yield _seen(f'"{Counter(signs).most_common(1)[0][0]}" between steps', fact)


FIGURES = (
    Habit("dates", "answers with a date", _dates),
    Habit("months", "answers that name a month", _months),
    Habit("days of the month", "answers with a day and a month", _days),
    Habit("times of day", "answers with a time of day", _clock_times),
    Habit("hours and minutes", "answers with a time of day", _clock_signs),
    Habit("money", "answers with that currency", _money),
    Habit("percentages", "answers with a percentage", _percentages),
    Habit("large numbers", "answers with a number over a thousand", _thousands),
    Habit("periods", "answers with a short period", _periods),
    Habit("menu paths", "answers with a menu path", _menu_paths),
)
