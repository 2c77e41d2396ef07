"""Times as exports write them → ISO 8601 in UTC. What cannot be read for certain stays "", never a guess."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from prep.errors import BadInput
from prep.plurals import many

_EPOCH = re.compile(r"[0-9]{10}(?:\.[0-9]+)?|[0-9]{13}")
_SPACED_ZONE = re.compile(r"\s+(?=[+-][0-9]{2}:?[0-9]{2}$)|\s*(?:UTC|GMT)$")
_STARTS_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = r"(?:,?[ T]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?\s*([AaPp]\.?\s?[Mm]\.?)?)?"
# Only after a dot may the year be short: 25/02/26 may as well begin with the year.
_NUMBERED = re.compile(
    r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4}|(?<=\.)[0-9]{2})" + _CLOCK,
)
_ISO_BY_HALF_DAYS = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})" + _CLOCK)
_NAMED = re.compile(r"([0-9]{1,2})\.?[\s/-](?:de\s+)?([^\W\d_]{3,10})\.?[\s/-](?:de\s+)?([0-9]{4}|[0-9]{2})" + _CLOCK)
_NAMED_FIRST = re.compile(r"([^\W\d_]{3,10})\.?\s([0-9]{1,2}),?\s([0-9]{4})" + _CLOCK)
# English, German, Spanish, French, Italian, Portuguese and Dutch, without accents; no word means two months.
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan january januar januari janv janvier ene enero gen gennaio janeiro janner",
            "feb february februar februari fevr fevrier febrero febbraio fev fevereiro",
            "mar march marz maerz maart mrt mars marzo marco",
            "apr april avr avril abr abril aprile",
            "may mai mei mayo mag maggio maio",
            "jun june juni juin junio giu giugno junho",
            "jul july juli juil juillet julio lug luglio julho",
            "aug august augustus aout ago agosto",
            "sep sept september septembre septiembre set settembre setembro",
            "oct october okt oktober octobre octubre ott ottobre out outubro",
            "nov november novembre noviembre novembro",
            "dec december dez dezember decembre dic diciembre dicembre dezembro",
        ),
        start=1,
    )
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Time:
    """One time. `at` is ISO 8601 in UTC, "" when unreadable; `zoned` is False when the export named no zone."""

    at: str
    zoned: bool = True


_UNKNOWN = Time("")


def read_time(written: str) -> Time:
    """ISO 8601 (also with a blank before the offset), epoch seconds or milliseconds, an e-mail date, or a date that
    names its month, such as 03/ago/25 4:15 PM.

    A time without a zone is taken as UTC and says so.
    """
    written = re.sub(r"\s", " ", written.strip())
    if (named := _read_named(written)) is not None:
        return named
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


@dataclass(frozen=True, slots=True)
class Clock:
    """How a person says times are written that do not say it themselves."""

    zone: tzinfo | None = None  # of times that name none
    day_first: bool | None = None  # 03/04/2026 is 3 April; None: by what other rows show, or not at all


def clock_of(settings: Mapping[str, str]) -> Clock:
    """What --map says about times: zone=Europe/Berlin, dates=day-first or month-first. BadInput for other words."""
    dates = settings.get("dates", "")
    if dates not in ("", "day-first", "month-first"):
        raise BadInput(f"--map dates: expected day-first or month-first, got {dates[:60]!r}. Say which the export has.")
    return Clock(named_zone(settings.get("zone", "")), dates == "day-first" if dates else None)


def named_zone(name: str) -> tzinfo | None:
    """The zone that a person named for times without one; None for none. BadInput when there is no such zone."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadInput(
            f"--map zone: expected a time zone such as Europe/Berlin or UTC, got {name[:60]!r}. Name the zone "
            "in which the helpdesk wrote its times."
        ) from None


def read_times(column: Collection[str], clock: Clock | None = None) -> tuple[Callable[[str], Time], str]:
    """How to read the times of a column, and what a person should know about it. The column is read twice."""
    read, remark = time_reader(column, clock)
    return read, remark or _about(column, read)


def time_reader(column: Iterable[str], clock: Clock | None = None) -> tuple[Callable[[str], Time], str]:
    """How to read the times of a column, and what is asked of a person where the column does not tell it.

    Dates such as 03/04/2026 are read only when some row of the column settles the order of day and month, or a person
    has.
    """
    clock = clock or Clock()
    first = ""
    day_first = month_first = False
    dotted = True  # only day-first countries write dots
    for written in column:
        if match := _NUMBERED.fullmatch(written.strip()):
            first = first or match[0]
            day_first = day_first or int(match[1]) > 12
            month_first = month_first or int(match[3]) > 12
            dotted = dotted and match[2] == "."
    undecided = bool(first) and clock.day_first is None and day_first == month_first and not dotted
    by_rows = not month_first if clock.day_first is None else clock.day_first

    def read(written: str) -> Time:
        match = None if undecided else _NUMBERED.fullmatch(written.strip())
        return _placed(_read_numbered(match, day_first=by_rows) if match else read_time(written), clock.zone)

    return read, (
        f'dates such as "{first}" were not read: no row tells day from month. Say it with --map '
        "dates=day-first or dates=month-first"
        if undecided
        else ""
    )


def _about(column: Iterable[str], read: Callable[[str], Time]) -> str:
    unread = unzoned = 0
    for written in column:
        time = read(written)
        unread += bool(written.strip()) and not time.at
        unzoned += bool(time.at) and not time.zoned
    remarks = []
    if unread:
        remarks.append(f"{many(unread, 'time')} could not be read")
    if unzoned:
        remarks.append(
            f"{many(unzoned, 'time names no zone and was', 'times name no zone and were')} taken as UTC; "
            "--map zone=Europe/Berlin says otherwise"
        )
    return "; ".join(remarks)


def _read_named(written: str) -> Time | None:
    """A date whose month is a word; None when it is none."""
    if match := _NAMED.fullmatch(written):
        day, word, year = match.group(1, 2, 3)
    elif match := _NAMED_FIRST.fullmatch(written):
        word, day, year = match.group(1, 2, 3)
    elif match := _ISO_BY_HALF_DAYS.fullmatch(written):
        return _moment(match[1], match[2], match[3], match.group(4, 5, 6, 7)) if match[7] else None
    else:
        return None
    plain = "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(char))
    month = _MONTHS.get(plain)
    return _moment(year, month, day, match.group(4, 5, 6, 7)) if month else None


def _read_numbered(match: re.Match[str], *, day_first: bool) -> Time:
    day, month = (match[1], match[3]) if day_first else (match[3], match[1])
    return _moment(match[4], month, day, match.group(5, 6, 7, 8))


def _moment(year: str, month: str | int, day: str, clock: Sequence[str | None]) -> Time:
    """A time without a zone from its parts: a year of two digits is of this century, the clock may go by half days."""
    hour, minute, second = (int(part or 0) for part in clock[:3])
    if half := clock[3]:
        hour = hour % 12 + (12 if half.casefold().startswith("p") else 0)
    try:
        start = datetime(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day), tzinfo=UTC)
        moment = start + timedelta(hours=hour, minutes=minute, seconds=second)
    except (ValueError, OverflowError):
        return _UNKNOWN
    return Time(_format(moment), zoned=False)


def _placed(time: Time, zone: tzinfo | None) -> Time:
    """A time that names no zone, in the zone that a person named."""
    if time.zoned or zone is None:
        return time
    try:
        return Time(_format(datetime.fromisoformat(time.at).replace(tzinfo=zone).astimezone(UTC)))
    except OverflowError:
        return _UNKNOWN


def _format(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
