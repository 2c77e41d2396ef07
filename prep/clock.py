"""The time, and how a person says it. Only the edges ask for it here: a stage is given a clock."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from threading import Lock
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def now() -> str:
    """The time for what we write: ISO 8601, UTC, whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(slots=True)
class _Moments:
    """Times that only go up, however fast they are asked for and wherever the machine's clock is set back to."""

    last: datetime
    lock: Lock = field(default_factory=Lock)

    def next(self) -> datetime:
        with self.lock:
            self.last = max(datetime.now(UTC), self.last + timedelta(microseconds=1))
            return self.last


_moments = _Moments(datetime.now(UTC))


def moment() -> str:
    """The time of a press, to the microsecond: what was decided at once shares it, two presses never do."""
    return _moments.next().isoformat(timespec="microseconds")


def seconds_since(moment: str, until: str) -> float:
    """Seconds from one written time to another; infinite when the first is unknown."""
    if not moment:
        return float("inf")
    return (_read(until) - _read(moment)).total_seconds()


def day(moment: str, zone: str | None = None) -> str:
    """ "14 Jan 2026", or "date unknown"."""
    if not moment:
        return "date unknown"
    there = _read(moment).astimezone(_zone(zone))
    return f"{there.day} {there:%b %Y}"


def day_and_time(moment: str, zone: str | None = None) -> str:
    """ "14 Jan 2026, 09:31", or "time unknown"."""
    if not moment:
        return "time unknown"
    there = _read(moment).astimezone(_zone(zone))
    return f"{there.day} {there:%b %Y, %H:%M}"


def about(seconds: float) -> str:
    """ "about 6 min": a time that is a guess."""
    if seconds < 50:
        return "under a minute"
    if seconds < 90 * 60:
        return f"about {round(seconds / 60)} min"
    return f"about {round(seconds / 3600)} h"


def minutes_and_seconds(seconds: float) -> str:
    """ "19:47"."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def days_between(earlier: str, later: str) -> int | None:
    """Whole days, negative when the second is earlier; None when one is unknown."""
    if not earlier or not later:
        return None
    return round((_read(later) - _read(earlier)) / timedelta(days=1))


def _read(moment: str) -> datetime:
    read = datetime.fromisoformat(moment)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _zone(name: str | None) -> tzinfo:
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
