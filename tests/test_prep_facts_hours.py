"""Ranges of hours without am or pm are read where hours are spoken of, and nowhere else."""

import pytest

from prep.facts import disagreements, find_facts, same_value


def hours(text: str) -> list[float]:
    return [float(fact.value) / 60 for fact in find_facts(text) if fact.kind == "time"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We work 9-5.", [9, 17]),
        ("Working hours are 8-16.", [8, 16]),
        ("We are open 8:30 to 17:00 on weekdays.", [8.5, 17]),
        ("The early shift is 6-2.", [6, 14]),
        ("The canteen is open 12-2.", [12, 14]),
        ("The counter is open 2-5.", [14, 17]),
        ("Reception is staffed 7-11.", [7, 11]),
        ("from 9 to 5", [9, 17]),
        ("8-16", [8, 16]),
        ("Mon-Fri 8-16", [8, 16]),
        ("9 to 5, Mon to Fri.", [9, 17]),
        ("Mon-Thu 8-16, Fri 8-14", [8, 16, 8, 14]),
        ("Sat 10-2", [10, 14]),
    ],
)
def test_a_range_of_hours_is_read_as_times_of_day(text: str, expected: list[float]) -> None:
    assert hours(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We work 3-5 days from home.", "It takes 3-5.", "10-14", "The office has 8 to 16 people.",
        "The store is open 10-12 May.", "Score 9-5 is the record.", "We are open and sell sizes 36-42.",
        "It is open to ages 8-16.", "We work on floors 8-16.", "Working groups of 8-16.", "Read pages 8-16 on Friday.",
        "Delivery takes 3-5 on weekdays.", "Delivery in 3-5 weekdays.", "Available in sizes 8-16.",
        "Rooms 8-16 are open on Monday.", "Meet at 8-16 Main Street on Monday.",
        "Sun 10-12 May", "Mon-Fri in 3-5 days", "I sat 3-5.",
    ],
)  # fmt: skip
def test_other_ranges_are_no_hours(text: str) -> None:
    assert hours(text) == []


def test_the_days_stand_beside_their_hours() -> None:
    assert [fact.value for fact in find_facts("Mon-Fri 8-16")] == ["01234", 480, 960]
    assert disagreements("Mon-Fri 8-16", "9 to 5, Mon to Fri.") and not disagreements("Mon-Fri 8-16", "8-16 Mon-Fri")


def test_an_hour_may_be_written_without_its_unit() -> None:
    number = next(fact for fact in find_facts("Call before 5") if fact.kind == "number")
    time = next(fact for fact in find_facts("Call before 17:00") if fact.kind == "time")
    assert same_value(number, time)
