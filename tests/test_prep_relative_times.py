"""A relative time becomes the date it meant, where that is certain."""

import pytest

from prep.relative_times import resolve_times
from prep.rewrite import strip_answer

NOON = "2026-05-14T11:30:00+00:00"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("The rule changed yesterday.", "The rule changed on 13 May 2026."),
        ("Yesterday the limit was raised to 40.", "On 13 May 2026 the limit was raised to 40."),
        ("It is closed since yesterday.", "It is closed since 13 May 2026."),
        ("The fee went up last month.", "The fee went up in April 2026."),
        ("This form is new since last year.", "This form is new since 2025."),
    ],
)
def test_what_is_over_becomes_a_date(said: str, meant: str) -> None:
    assert resolve_times(said, NOON)[0] == meant


@pytest.mark.parametrize(
    "said",
    ["It is paid with the next month's salary.", "Ask again tomorrow.", "The bill of the last month counts.",
     "We met last Friday.", "Last month's claims are paid on the 10th.", "It broke yesterday evening."],
)  # fmt: skip
def test_what_may_be_a_rule_or_another_day_stays(said: str) -> None:
    assert resolve_times(said, NOON) == (said, ())


def test_a_day_that_depends_on_the_zone_stays() -> None:
    assert resolve_times("It changed yesterday.", "2026-05-14T23:30:00+00:00")[1] == ()
    assert resolve_times("It changed last month.", "2026-05-01T11:00:00+00:00")[1] == ()
    assert resolve_times("It changed yesterday.", "")[1] == ()


def test_the_change_is_recorded() -> None:
    passage = strip_answer("The limit was raised to 40 days yesterday.", "7", NOON)
    assert passage.text == "The limit was raised to 40 days on 13 May 2026."
    (change,) = [change for change in passage.changes if change.kind == "relative-time"]
    assert (change.before, change.after, change.message_ids) == ("yesterday", "on 13 May 2026", ("7",))
