"""Times as exports write them."""

import pytest

from prep.ingest.times import read_time, read_times


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
    assert "no zone" in read_times(["2026-03-01 10:39"])[1]


def test_one_row_settles_the_order_of_day_and_month_for_its_column() -> None:
    times, _ = read_times(["02/03/2026", "13/02/2026 4:15 PM"])
    assert [time.at for time in times] == ["2026-03-02T00:00:00Z", "2026-02-13T16:15:00Z"]
    times, _ = read_times(["02/03/2026", "02/13/2026"])
    assert times[0].at == "2026-02-03T00:00:00Z"


def test_without_evidence_no_order_is_guessed() -> None:
    times, remark = read_times(["02/03/2026", "05/06/2026"])
    assert [time.at for time in times] == ["", ""]
    assert "day from month" in remark
