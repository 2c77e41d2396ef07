"""When "yesterday" was: relative times of an answer, from the time at which it was sent.

Only what is over and what no zone can shift is written out. "Next month" may be part of a rule ("paid with the next
month's salary") and "last Friday" may mean two days: such words stay, and the judge marks them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_PAST = re.compile(
    r"(?P<behind>\b(?:since|from|until|till|before|after|by|of) )?"
    r"\b(?P<time>yesterday(?! (?:morning|afternoon|evening|night))|last (?:month|year))\b(?!['’]s)",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"\b(?:the|each|every|any|your|our|of) $", re.IGNORECASE)
# Between these hours of UTC it is the same day from California to Sydney.
_SAME_DAY_FROM, _SAME_DAY_TO = 8, 14


@dataclass(frozen=True, slots=True)
class Resolved:
    """A relative time at start:end of a text, and what it meant."""

    start: int
    end: int
    meant: str


def resolve_times(text: str, sent_at: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text with its certain relative times written out, and each change as before and after."""
    if not sent_at or not _PAST.search(text):
        return text, ()
    found = list(_find(text, datetime.fromisoformat(sent_at)))
    changes = tuple((text[each.start : each.end], each.meant) for each in found)
    for each in reversed(found):
        text = text[: each.start] + each.meant + text[each.end :]
    return text, changes


def _find(text: str, sent: datetime) -> Iterator[Resolved]:
    for match in _PAST.finditer(text):
        if match["behind"] is None and _DEFINITE.search(text[: match.start()]):
            continue
        when = _when(match["time"].lower(), sent)
        if when:
            preposition, date = when
            before = match["behind"] or ("On " if preposition == "on " else "In ")
            if match["behind"] is None and not match[0][0].isupper():
                before = preposition
            yield Resolved(match.start(), match.end(), f"{before}{date}")


def _when(time: str, sent: datetime) -> tuple[str, str] | None:
    """The preposition and the date that a relative time meant; None when a zone could make it another."""
    if time == "yesterday":
        if not _SAME_DAY_FROM <= sent.hour < _SAME_DAY_TO:
            return None
        day = sent - timedelta(days=1)
        return "on ", f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    if (sent + timedelta(days=1)).month != sent.month or (sent - timedelta(days=1)).month != sent.month:
        return None  # at the turn of a month
    if time == "last month":
        last = sent.replace(day=1) - timedelta(days=1)
        return "in ", f"{_MONTHS[last.month - 1]} {last.year}"
    return "in ", str(sent.year - 1)
