"""Hours of the day from one to another without am or pm: "open 8-16", "we work 9 to 5"."""

import re
from collections.abc import Iterator

from prep.facts.layout import lay_out
from prep.facts.records import Fact

_HOUR = r"(?:[01]?\d|2[0-4])"
_RANGE = re.compile(
    rf"(?<![\w.,:/$€£₹#-])(?<!\d )(?P<start>{_HOUR}(?:[:.][0-5]\d)?)\s*(?:-|–|—|to|till|until)\s*"
    rf"(?P<end>{_HOUR}(?:[:.][0-5]\d)?)"
    r"(?=\s*(?:$|[;!?)\n]|[.,](?!\d))|\s+(?:on|from|every|daily|each|and|or|with|but|except|sharp|here|local|cet|cest|utc"
    r"|gmt|at|in the|during|all|mon|tue|wed|thu|fri|sat|sun|weekday)\w*\b)",
    re.IGNORECASE,
)
# What tells that a range is of hours: "8-16" alone may be days or people.
_OF_HOURS = re.compile(
    r"\b(?:hours|open(?:s|ed|ing)?|closed|work(?:s|ing)?|shifts?|staffed|reachable|available|manned|on duty|hotline"
    r"|reception|help ?desk|service desk|kitchen|canteen|counter|core time|business|weekdays?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?-i:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun))\b",
    re.IGNORECASE,
)
# What a range right behind it counts instead: "ages 8-16", "takes 3-5", "groups of 8-16".
_OF_OTHERS = re.compile(
    r"\b(?:of|in|takes?|ages?|aged|years|children|kids|floors?|levels?|rows?|rooms?|seats?|desks|gates?|pages?"
    r"|chapters?|sections?|steps?|sizes?|grades?|zones?|groups?|class(?:es)?|items?|invoices?|tickets?|versions?"
    r"|score|ratio|won|lost|numbers?|nos?)[.:]?\s*$",
    re.IGNORECASE,
)
_AROUND = re.compile(r"\b(?:from|between)\b|\W", re.IGNORECASE)
_OPENS, _CLOSES = range(6 * 60, 9 * 60 + 31), range(15 * 60, 20 * 60 + 1)  # of "8-16" with no word beside it
_BEFORE = 12  # characters that hold such a word
_LAST_MORNING_START, _LAST_AFTERNOON_END = 6, 11  # "2-5" is in the afternoon, "6-2" and "7-11" begin in the morning


def find_hours(text: str) -> Iterator[Fact]:
    """Both ends of every such range as times of day, in minutes from midnight, without context."""
    for match in _RANGE.finditer(text):
        opens, closes = _minutes(match["start"]), _minutes(match["end"])
        if _OF_OTHERS.search(text, max(0, match.start() - _BEFORE), match.start()):
            continue
        falls = closes < opens
        whole = not _AROUND.sub("", text[: match.start()] + text[match.end() :])
        sentence = text[slice(*lay_out(text).sentence(match.start()))]
        a_day = falls or (opens in _OPENS and closes in _CLOSES)
        if opens == closes or not (_OF_HOURS.search(sentence) or (a_day and whole)):
            continue
        if falls and closes <= 12 * 60:
            closes += 12 * 60
        elif opens < _LAST_MORNING_START * 60 and closes <= _LAST_AFTERNOON_END * 60 and "0" not in match["start"][:1]:
            opens, closes = opens + 12 * 60, closes + 12 * 60
        for name, minutes, bound in (("start", opens, "from"), ("end", closes, "to")):
            yield Fact("time", minutes, "clock", bound, match.start(name), match.end(name), match[name])  # type: ignore[arg-type]


def _minutes(written: str) -> int:
    hour, _, minute = written.replace(".", ":").partition(":")
    return int(hour) * 60 + int(minute or 0)
