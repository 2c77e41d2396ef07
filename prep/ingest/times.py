"""Times as exports write them → ISO 8601 in UTC. What cannot be read for certain stays "", never a guess."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_EPOCH = re.compile(r"[0-9]{10}(?:\.[0-9]+)?|[0-9]{13}")
_SPACED_ZONE = re.compile(r"\s+(?=[+-][0-9]{2}:?[0-9]{2}$)|\s*(?:UTC|GMT)$")
_STARTS_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBERED = re.compile(
    r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})(?:,?[ T]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?\s*([AaPp][Mm])?)?"
)


@dataclass(frozen=True, slots=True)
class Time:
    """One time. `at` is ISO 8601 in UTC, "" when unreadable; `zoned` is False when the export named no zone."""

    at: str
    zoned: bool = True


_UNKNOWN = Time("")


def read_time(written: str) -> Time:
    """ISO 8601 (also with a blank before the offset), epoch seconds or milliseconds, or an e-mail date.

    A time without a zone is taken as UTC and says so.
    """
    written = written.strip()
    if _EPOCH.fullmatch(written):
        seconds = float(written) / (1000 if len(written) == 13 and "." not in written else 1)
        return Time(_format(datetime.fromtimestamp(seconds, UTC)))
    try:
        if _STARTS_ISO.match(written):
            zone = "Z" if written.endswith(("UTC", "GMT")) else ""
            moment = datetime.fromisoformat(_SPACED_ZONE.sub(zone, written))
        elif "," in written or re.search("[A-Za-z]{3}", written):
            moment = parsedate_to_datetime(written)
        else:
            return _UNKNOWN
        zoned = moment.tzinfo is not None
        return Time(_format(moment.astimezone(UTC) if zoned else moment.replace(tzinfo=UTC)), zoned)
    except (ValueError, OverflowError, TypeError, IndexError):  # parsedate_to_datetime raises all of these
        return _UNKNOWN


def read_times(column: Sequence[str]) -> tuple[list[Time], str]:
    """A column of times, and what a person should know about it.

    Dates such as 03/04/2026 are read only when some row of the column settles the order of day and month.
    """
    times = [read_time(written) for written in column]
    numbered = [_NUMBERED.fullmatch(written.strip()) for written in column]
    matches = [match for match in numbered if match]
    if not matches:
        return times, _about(column, times)
    day_first = any(int(match[1]) > 12 for match in matches)
    month_first = any(int(match[3]) > 12 for match in matches)
    dotted = all(match[2] == "." for match in matches)  # only day-first countries write dots
    if day_first == month_first and not dotted:
        return times, f'dates such as "{matches[0][0]}" were not read: no row tells day from month'
    read = [
        _read_numbered(match, day_first=not month_first) if match else time
        for match, time in zip(numbered, times, strict=True)
    ]
    return read, _about(column, read)


def _about(column: Sequence[str], times: Sequence[Time]) -> str:
    unread = sum(1 for written, time in zip(column, times, strict=True) if written.strip() and not time.at)
    unzoned = sum(1 for time in times if time.at and not time.zoned)
    remarks = []
    if unread:
        remarks.append(f"{unread} times could not be read")
    if unzoned:
        remarks.append(f"{unzoned} times name no zone and were taken as UTC")
    return "; ".join(remarks)


def _read_numbered(match: re.Match[str], *, day_first: bool) -> Time:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day, month = (first, second) if day_first else (second, first)
    hour, minute, second_of_minute = (int(match[group] or 0) for group in (5, 6, 7))
    if match[8]:
        hour = hour % 12 + (12 if match[8].casefold() == "pm" else 0)
    try:
        moment = datetime(year, month, day, tzinfo=UTC) + timedelta(
            hours=hour, minutes=minute, seconds=second_of_minute
        )
    except (ValueError, OverflowError):
        return _UNKNOWN
    return Time(_format(moment), zoned=False)


def _format(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
