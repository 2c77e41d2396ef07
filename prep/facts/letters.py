"""Units of one letter that mean several things: "6m" is months, minutes, metres or millions, "2w" weeks or watts."""

import re
from dataclasses import replace

from prep.facts.records import Fact
from prep.facts.units import DAY

_LETTER = re.compile(r"\s?(?P<letter>[mw])(?![\w/²³])")  # a capital M is a million, a capital W a watt
_LENGTH = re.compile(
    r"\b(?:cables?|wires?|length|wide|width|deep|depth|high|height|tall|distance|radius|metres?|meters?|away|ladder|hose|cord"
    r"|ceiling|water|pool|swim|boats?|depths?|x)\b|\d\s?(?:cm|mm|km)\b",
    re.IGNORECASE,
)
_POWER = re.compile(
    r"\b(?:watts?|power|charg(?:er|ing)|bulbs?|lamps?|adapters?|usb|volts?|panel|heater)\b", re.IGNORECASE
)
# What reaches over metres.
_REACH = r"(?:walks?|strolls?|detours?|corridors?|ramps?|fences?|ropes?|tapes?)\b(?!-)"
_REACH_AFTER = re.compile(rf"[\s-](?:(?:short|easy|quick|brisk)\s)?{_REACH}", re.IGNORECASE)
_REACH_BEFORE = re.compile(rf"\b{_REACH}\s(?:of|is|are)\s(?:about\s|another\s|up to\s)?$", re.IGNORECASE)
# What lasts minutes. A career break of 6m is half a year.
_BRIEF = r"calls?|meetings?|stand-?ups?|sessions?|slots?|demos?|videos?|interviews?|time-?outs?|pauses?|naps?"
_BRIEF_AFTER = re.compile(
    rf"[\s-](?:(?:coffee|lunch|tea|short|rest|paid|video|phone|daily|team)\s)?(?:breaks?|{_BRIEF})\b"
    r"(?!\s(?:cables?|wires?|cords?)\b)",
    re.IGNORECASE,
)
_BRIEF_BEFORE = re.compile(
    rf"\b(?:wait|pause(?: for)?|(?:(?:lunch|coffee|tea|rest|short)\sbreaks?|{_BRIEF})\s(?:of|is|are|lasts?|takes?))"
    r"\s(?:about\s|another\s|up to\s)?$",
    re.IGNORECASE,
)
_AFTER_HOURS = re.compile(r"\d\s?(?:h|hrs?|hours?)\s*(?:and\s)?$", re.IGNORECASE)
_BARE_M = re.compile(r"[\d.,]+\s?m")
_MINUTES_OR_METRES = re.compile(r"\d+(?:[.,]\d+)?[\s-]?(?:min(?:ute)?s?|met(?:re|er)s?)", re.IGNORECASE)
_MOST_MONTHS, _MOST_WEEKS = 120, 104
_SURELY_MINUTES = 10 * 60  # a break of 6m may last half a year


def letter_of_time(text: str, start: int, end: int, value: float) -> tuple[float, str, int] | None:
    """What the letter behind the number at `start` to `end` is worth as time, and where it ends; None if it is none."""
    if not (match := _LETTER.match(text, end)):
        return None
    around = text[max(0, start - 60) : start] + text[match.end() : match.end() + 40]
    if match["letter"] == "w":
        return (7 * DAY, "second", match.end()) if value <= _MOST_WEEKS and not _POWER.search(around) else None
    if _AFTER_HOURS.search(text, max(0, start - 12), start) or _is_brief(text, start, match.end()):
        return 60, "second", match.end()
    is_long = _LENGTH.search(around) or _reaches(text, start, match.end())
    return (1, "month", match.end()) if value <= _MOST_MONTHS and not is_long else None


def _reaches(text: str, start: int, end: int) -> bool:
    return bool(_REACH_AFTER.match(text, end) or _REACH_BEFORE.search(text, max(0, start - 40), start))


def _is_brief(text: str, start: int, end: int) -> bool:
    return bool(_BRIEF_AFTER.match(text, end) or _BRIEF_BEFORE.search(text, max(0, start - 40), start))


def may_be_one(letter: Fact, other: Fact) -> bool:
    """Whether "15m" may be the 15 minutes or metres that another text spells out."""
    return (
        bool(_BARE_M.fullmatch(letter.text))
        and other.kind in ("duration", "measure")
        and bool(_MINUTES_OR_METRES.fullmatch(other.text))
        and _figure(letter.text) == _figure(other.text)
    )


def in_months(letter: Fact) -> Fact | None:
    """ "6m" that was read as minutes, as months; None where it can only be minutes."""
    in_minutes = letter.kind == "duration" and letter.unit == "second" and _BARE_M.fullmatch(letter.text)
    if not in_minutes or float(letter.value) >= _SURELY_MINUTES:
        return None
    return replace(letter, value=float(letter.value) / 60, unit="month")


def _figure(written: str) -> str:
    found = re.match(r"\d+(?:[.,]\d+)?", written)
    return found[0] if found else ""
