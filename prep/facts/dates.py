"""Dates, weekdays, times of day and how often something happens.

A date's value is "YYYY-MM-DD" with "?" for what is not said, so that "31 December" and "31 December 2026" agree. A
time of day counts minutes from midnight. A frequency is the time between two occurrences, in seconds or months.
"""

import re
from collections.abc import Iterator

from prep.facts.bounds import bound_of
from prep.facts.numerals import DIGITS, NUMBER_WORDS, number_value
from prep.facts.records import Bound, Fact
from prep.facts.units import DURATION_WORD, duration_worth

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?"
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)")
_SLASHED = re.compile(r"(?<![\d/.])(?P<day>[0-3]?\d)[/.](?P<month>[0-3]?\d)[/.](?P<year>(?:19|20)?\d\d)(?![\d/])")
_DAY_MONTH = re.compile(
    rf"(?<![\d.,/-])(?:(?P<first>[0-3]?\d)(?:st|nd|rd|th)?(?:\s?(?P<by>-|–|to|until"
    rf"|and)\s?))?(?<!\d){_DAY}\s+(?:of\s+)?"
    rf"(?P<month>{_MONTH})\b\.?(?!\w){_YEAR}",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s+(?:the\s+)?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|:|\s?(?:am|pm|GB|%"
    rf"|people)\b){_YEAR}",
    re.IGNORECASE,
)
_PART_OF_MONTH = re.compile(
    rf"\b(?P<part>end|last day|beginning|start|first day|middle|mid)[ -](?:of )?(?P<month>{_MONTH})\b", re.IGNORECASE
)
# "May" and "March" are also verbs, so a month alone must be capitalised, and those two must follow a preposition.
_MONTH_ALONE = re.compile(
    r"\b(?:(?P<safe>January|February|April|June|July|August|September|October|November|December|Jan|Feb|Apr|Aug"
    r"|Sept|Oct"
    r"|Nov|Dec)|(?<=[Ii]n )(?P<may>May|March)|(?<=[Oo]f )(?P<may2>May|March)|(?<=[Bb]y )(?P<may3>May|March)"
    r"|(?:(?<=[Ee]very )|(?<=the )(?=\w+ (?:salary|payroll|payslip|pay|wages?|bill|invoice|statement)\b))"
    r"(?P<may4>May|March))\b(?:\s+(?P<year>(?:19|20)\d\d))?"
)
_DAY_OF_MONTH = re.compile(
    r"\b(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th)(?=\s*(?:(?:day\s+)?(?:of|in)\s+(?:the|each|every|that|this|next)|,"
    r"|\.|;|and\b|or\b|if\b|$|\)|from\b"
    r"|to\b|unless\b|at\b|are\b|is\b|will\b|it\b|\s?[-–]))|(?P<last>last|first|final)\s+(?:calendar\s+|(?P<working>working\s+"
    r"|business\s+))?day\s+of\s+(?:the|each|every)\s+"
    r"(?:calendar\s+)?(?P<of>month|year|quarter)|(?P<end>(?:month|year|quarter)[- ]end|end\s+of\s+(?:the|each"
    r"|every)\s+"
    r"(?:calendar\s+)?(?P<of2>month|year|quarter)))\b",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(r"(?<=\bin )(?P<year>(?:19|20)\d\d)\b|(?<=\bsince )(?P<year2>(?:19|20)\d\d)\b")
_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
# Short names only capitalised: "sat" and "sun" are words.
_WEEKDAY = r"(?:(?i:monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)"
_DAYS = re.compile(
    rf"\b(?P<first>{_WEEKDAY})(?:\s*(?:-|–|to|through|until|(?<=between \w{{6}}) and|(?<=between \w{{7}}) and"
    rf"|(?<=between \w{{8}}) and)\s*(?P<last>{_WEEKDAY}))?\b"
    r"|\b(?P<set>(?i:weekdays|weekends?|seven days a week|7 days a week|every day of the week))\b"
)
_CLOCK = re.compile(
    r"(?<![\d:.,])(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?\s?m\b\.?)"
    r"|(?<![\d:.,$€£])(?P<hour24>[01]?\d|2[0-3])(?::(?P<minute24>[0-5]\d))(?!\d|:)(?:\s?(?:h|hrs|hours|o'clock)\b)?"
    r"|\b(?P<hour_word>\d{1,2})\s?o['’]clock|\b(?P<word>noon|midday|midnight)\b",
    re.IGNORECASE,
)
_OPENING_HOUR = re.compile(
    r"(?<![\d:.,])(?P<hour>1?\d)(?:[:.](?P<minute>[0-5]\d))?\s*(?:-|–|to|until|and|till)\s*$", re.IGNORECASE
)
_OFTEN_WORDS: dict[str, tuple[float, str]] = {
    "daily": (86_400, "second"), "nightly": (86_400, "second"),
    "weekly": (604_800, "second"), "fortnightly": (1_209_600, "second"), "biweekly": (1_209_600, "second"),
    "monthly": (1, "month"), "bimonthly": (2, "month"), "quarterly": (3, "month"), "half-yearly": (6, "month"),
    "semi-annually": (6, "month"), "yearly": (12, "month"), "annually": (12, "month"),
}  # fmt: skip
_OFTEN = re.compile(
    # "A monthly report" says what kind of report, "paid monthly" how often.
    rf"\b(?P<word>(?:{'|'.join(_OFTEN_WORDS)})(?=\s*(?:[.,;:!?)]|$|\s(?:and|or|by|in|on|at|from|to|with|for"
    rf"|unless|until|if|when|after|before"
    r"|as|via|through|instead|instalments?|fees?|payments?|billing)\b))|annual(?=\s+(?:fee|payment|billing"
    r"|charge)\b))"
    # "10 monthly instalments" are ten, "3-monthly" is every three months.
    r"|\b(?P<months>\d{1,2})(?:-|\s?(?=monthly\b(?!\s+\w)))monthly\b"
    rf"|\bevery\s+(?:(?P<other>other|second|single|alternate)\s+|(?P<number>{DIGITS}"
    rf"|{NUMBER_WORDS})\s+)?(?P<unit>{DURATION_WORD})\b"
    rf"|\b(?:(?P<times>once|twice|(?:{DIGITS}|{NUMBER_WORDS})\s+times|one time)\s+)(?:in\s+)?(?:a|an|per|each"
    rf"|every|in)\s+"
    rf"(?:(?P<number2>{DIGITS}|{NUMBER_WORDS})\s+)?(?:calendar\s+|financial\s+"
    rf"|rolling\s+)?(?P<unit2>{DURATION_WORD})\b",
    re.IGNORECASE,
)


def find_dates(text: str) -> Iterator[Fact]:
    """Dates, days and times of day, as facts without context. Earlier ones win where two overlap."""
    yield from _clock_times(text)
    for pattern in (_ISO, _SLASHED):
        for match in pattern.finditer(text):
            day, month = int(match["day"]), int(match["month"])
            day, month = (month, day) if month > 12 else (day, month)  # 12/31 is written month first
            year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
            if 1 <= day <= 31 and 1 <= month <= 12:
                yield _date(text, f"{year}-{month:02}-{day:02}", match.start(), match.end())
    for match in _DAY_MONTH.finditer(text):
        month, day = _MONTHS[match["month"].lower()], int(match["day"])
        year = match["year"] or "????"
        if match["first"]:
            first, ranged = int(match["first"]), match["by"].lower() != "and"
            opening = f"{year}-{month:02}-{first:02}"
            end = match.end("first")
            yield Fact("date", opening, "date", "from" if ranged else "exactly", match.start(), end, match["first"])
            bound: Bound = "to" if ranged else "exactly"
            yield Fact(
                "date",
                f"{year}-{month:02}-{day:02}",
                "date",
                bound,
                match.start("day"),
                match.end(),
                text[match.start("day") : match.end()],
            )
        elif 1 <= day <= 31:
            yield _date(text, f"{year}-{month:02}-{day:02}", match.start(), match.end())
    for match in _MONTH_DAY.finditer(text):
        if match["month"][0].isupper() and 1 <= int(match["day"]) <= 31:
            value = f"{match['year'] or '????'}-{_MONTHS[match['month'].lower()]:02}-{int(match['day']):02}"
            yield _date(text, value, match.start(), match.end())
    for match in _PART_OF_MONTH.finditer(text):
        month = _MONTHS[match["month"].lower()]
        last = 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
        day = {"end": last, "last day": last, "middle": 15, "mid": 15}.get(match["part"].lower(), 1)
        yield _date(text, f"????-{month:02}-{day:02}", match.start(), match.end())
    for match in _MONTH_ALONE.finditer(text):
        name = match["safe"] or match["may"] or match["may2"] or match["may3"] or match["may4"]
        yield _date(text, f"{match['year'] or '????'}-{_MONTHS[name.lower()]:02}-??", match.start(), match.end())
    for match in _DAY_OF_MONTH.finditer(text):
        yield _date(text, _day_of_month(match), match.start(), match.end())
    for match in _YEAR_ALONE.finditer(text):
        yield _date(text, f"{match[0]}-??-??", match.start(), match.end())
    for match in _DAYS.finditer(text):
        yield Fact(
            "date",
            _weekdays(match),
            "weekday",
            bound_of(text, match.start(), match.end()),
            match.start(),
            match.end(),
            match[0],
        )


def find_frequencies(text: str) -> Iterator[Fact]:
    """How often: daily, every 90 days, twice a year."""
    for match in _OFTEN.finditer(text):
        if match["months"]:
            value, unit = float(match["months"]), "month"
        elif match["word"]:
            value, unit = _OFTEN_WORDS.get(match["word"].lower(), (12.0, "month"))
        else:
            scale, unit = duration_worth(match["unit"] or match["unit2"])
            written = match["number"] or match["number2"]
            value = scale * (
                number_value(written) if written else 2 if match["other"] in ("other", "second", "alternate") else 1
            )
            if match["times"]:
                times = {"once": 1.0, "twice": 2.0, "one": 1.0}.get(match["times"].lower().split()[0])
                value /= times or number_value(match["times"].split(" time")[0]) or 1
        yield Fact("frequency", round(value, 6), unit, "exactly", match.start(), match.end(), match[0])


def _clock_times(text: str) -> Iterator[Fact]:
    for match in _CLOCK.finditer(text):
        if match["word"]:
            minutes = 0 if match["word"].lower() == "midnight" else 720
        elif match["hour"]:
            hour = int(match["hour"]) % 12 + (12 if match["half"][0] in "pP" else 0)
            if int(match["hour"]) > 23:
                continue
            minutes = hour * 60 + int(match["minute"] or 0)
        else:
            minutes = int(match["hour24"] or match["hour_word"]) * 60 + int(match["minute24"] or 0)
        closing = False
        if match["hour"] and (opening := _OPENING_HOUR.search(text, max(0, match.start() - 16), match.start())):
            hour = int(opening["hour"]) % 12
            in_afternoon = (
                match["half"][0] in "pP" and hour * 60 < minutes - 720 and int(opening["hour"]) != 12 and hour < 7
            )
            opened = (hour + (12 if in_afternoon else 0)) * 60 + int(opening["minute"] or 0)
            start, end = opening.start("hour"), opening.end("minute" if opening["minute"] else "hour")
            yield Fact("time", opened, "clock", "from", start, end, text[start:end])
            closing = True
        bound = "to" if closing else bound_of(text, match.start(), match.end())
        yield Fact("time", minutes, "clock", bound, match.start(), match.end(), match[0])


def _date(text: str, value: str, start: int, end: int) -> Fact:
    return Fact("date", value, "date", bound_of(text, start, end), start, end, text[start:end])


def _day_of_month(match: re.Match[str]) -> str:
    if match["day"]:
        return f"????-??-{int(match['day']):02}"
    of = (match["of"] or match["of2"] or match["end"].split("-")[0].split()[0]).lower()
    first = (match["last"] or "").lower() == "first"
    if match["working"]:
        return f"{'first' if first else 'last'} working day of the {of}"
    return {"month": "????-??-01" if first else "????-??-31", "year": "????-01-01" if first else "????-12-31"}.get(
        of, f"quarter-{'start' if first else 'end'}"
    )


def _weekdays(match: re.Match[str]) -> str:
    """The days as digits, Monday 0: "01234" for weekdays."""
    if match["set"]:
        return {"weekday": "01234", "weekend": "56"}.get(match["set"].lower().rstrip("s"), "0123456")
    first = _WEEKDAYS[match["first"].lower()[:3]]
    last = _WEEKDAYS[match["last"].lower()[:3]] if match["last"] else first
    span = (last - first) % 7
    return "".join(sorted(str((first + step) % 7) for step in range(span + 1)))
