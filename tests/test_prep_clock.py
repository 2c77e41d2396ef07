"""Times as a person says them."""

from prep.clock import about, day, day_and_time, days_between, minutes_and_seconds, moment, seconds_since


def test_a_time_is_told_in_the_readers_zone() -> None:
    assert day_and_time("2026-03-01T23:30:00+00:00", "Europe/Berlin") == "2 Mar 2026, 00:30"


def test_a_time_without_zone_is_utc_and_an_unknown_zone_is_utc() -> None:
    assert day_and_time("2026-03-01T10:02:00", "Nowhere/Land") == "1 Mar 2026, 10:02"


def test_an_unknown_time_says_so() -> None:
    assert (day(""), day_and_time("")) == ("date unknown", "time unknown")
    assert days_between("", "2026-03-01T10:00:00Z") is None
    assert seconds_since("", "2026-03-01T10:00:00Z") == float("inf")


def test_guesses_are_round() -> None:
    assert [about(20), about(370), about(9000)] == ["under a minute", "about 6 min", "about 2 h"]


def test_the_clock_shows_minutes_and_seconds() -> None:
    assert minutes_and_seconds(1187.6) == "19:47"


def test_days_between_two_answers() -> None:
    assert days_between("2026-01-14T09:00:00Z", "2026-05-02T09:00:00Z") == 108


def test_no_two_presses_share_their_moment() -> None:
    moments = [moment() for _ in range(300)]
    assert moments == sorted(set(moments))
