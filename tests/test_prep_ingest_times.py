"""Times as exports write them."""

import pytest

from prep.errors import BadInput
from prep.ingest.times import Clock, Time, clock_of, named_zone, read_time, read_times


def times_of(column: list[str], clock: Clock | None = None) -> tuple[list[Time], str]:
    """The times of a column, and what is said about it."""
    read, remark = read_times(column, clock)
    return [read(written) for written in column], remark


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-03-01T10:39:04Z", "2026-03-01T10:39:04Z"),
        ("2026-03-01 10:39:04 -10:00", "2026-03-01T20:39:04Z"),
        ("2026-03-01T10:39:04+0200", "2026-03-01T08:39:04Z"),
        ("2026-03-01 10:39:04 UTC", "2026-03-01T10:39:04Z"),
        ("1772361544", "2026-03-01T10:39:04Z"),
        ("1772361544000", "2026-03-01T10:39:04Z"),
        ("Sun, 01 Mar 2026 11:39:04 +0100", "2026-03-01T10:39:04Z"),
    ],
)
def test_every_way_of_writing_one_moment_is_that_moment(written: str, at: str) -> None:
    assert read_time(written).at == at
    assert read_time(written).zoned


@pytest.mark.parametrize(
    "written", ["", "yesterday", "ticket 10", "2026-13-01", "Mon, 99 Foo 2026", "99999999999999999"]
)
def test_what_is_no_time_stays_unknown(written: str) -> None:
    assert read_time(written).at == ""


def test_a_time_without_a_zone_says_so() -> None:
    assert not read_time("2026-03-01 10:39").zoned
    assert "no zone" in times_of(["2026-03-01 10:39"])[1]


def test_one_row_settles_the_order_of_day_and_month_for_its_column() -> None:
    times, _ = times_of(["02/03/2026", "13/02/2026 4:15 PM"])
    assert [time.at for time in times] == ["2026-03-02T00:00:00Z", "2026-02-13T16:15:00Z"]
    times, _ = times_of(["02/03/2026", "02/13/2026"])
    assert times[0].at == "2026-02-03T00:00:00Z"


def test_without_evidence_no_order_is_guessed() -> None:
    times, remark = times_of(["02/03/2026", "05/06/2026"])
    assert [time.at for time in times] == ["", ""]
    assert "day from month" in remark


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("03/ago/25 4:15 PM", "2025-08-03T16:15:00Z"),
        ("25/Feb/26 12:05 AM", "2026-02-25T00:05:00Z"),
        ("06 abr 2026, 0:36", "2026-04-06T00:36:00Z"),
        ("3 août 2025 16:15", "2025-08-03T16:15:00Z"),
        ("3. März 2025 16:15", "2025-03-03T16:15:00Z"),
        ("3 de agosto de 2025, 4:15 p.\u00a0m.", "2025-08-03T16:15:00Z"),
        ("13-Jul-2026 10:29:21", "2026-07-13T10:29:21Z"),
        ("Aug 3, 2025 4:15\u202fPM", "2025-08-03T16:15:00Z"),
        ("2026-09-25 06:10:00 PM", "2026-09-25T18:10:00Z"),
    ],
)
def test_a_month_by_name_leaves_no_doubt_in_any_of_the_languages(written: str, at: str) -> None:
    assert read_time(written).at == at
    assert not read_time(written).zoned


def test_a_short_year_is_read_only_where_it_cannot_be_the_day() -> None:
    assert times_of(["23.10.24 11:02"])[0][0].at == "2024-10-23T11:02:00Z"
    assert times_of(["25/02/26 11:02"])[0][0].at == ""


def test_a_named_zone_places_the_times_that_have_none() -> None:
    zone = named_zone("Europe/Berlin")
    times, remark = times_of(
        ["2026-03-01 10:39", "2026-07-01 10:39", "2026-03-01T10:39:04Z", "13/02/2026 08:00"], Clock(zone)
    )
    assert [time.at for time in times] == [
        "2026-03-01T09:39:00Z", "2026-07-01T08:39:00Z", "2026-03-01T10:39:04Z", "2026-02-13T07:00:00Z",
    ]  # fmt: skip
    assert remark == ""
    with pytest.raises(BadInput, match="--map zone: expected a time zone such as Europe/Berlin"):
        named_zone("Middle/Earth")


def test_a_person_can_settle_the_order_of_day_and_month() -> None:
    column = ["02/03/2026", "05/06/2026"]
    assert "dates=day-first" in times_of(column)[1]
    assert times_of(column, clock_of({"dates": "day-first"}))[0][0].at == "2026-03-02T00:00:00Z"
    assert times_of(column, clock_of({"dates": "month-first"}))[0][0].at == "2026-02-03T00:00:00Z"
    with pytest.raises(BadInput, match="expected day-first or month-first, got 'maybe'"):
        clock_of({"dates": "maybe"})
