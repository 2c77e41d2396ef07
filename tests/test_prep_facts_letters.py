"""A unit of one letter means what the words around it say."""

import pytest

from prep.facts import disagreements, find_facts, same_value


def first(text: str) -> tuple[str, float | str, str]:
    fact = next(fact for fact in find_facts(text) if fact.kind in ("duration", "measure", "money", "number"))
    return fact.kind, fact.value, fact.unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6m", ("duration", 6, "month")),
        ("Probation lasts 6m.", ("duration", 6, "month")),
        ("2w notice", ("duration", 1_209_600, "second")),
        ("The cable is 6m.", ("measure", 6, "metre")),
        ("A 60w charger", ("measure", 60, "watt")),
        ("$6m", ("money", 6_000_000, "USD")),
        ("It costs 6m", ("number", 6_000_000, "")),
        ("6m users", ("number", 6_000_000, "person")),
        ("6M rows", ("number", 6_000_000, "row")),
        ("Sales of 6m", ("number", 6_000_000, "")),
        ("Turnover last year was about 6m.", ("number", 6_000_000, "")),
        ("6m notice", ("duration", 6, "month")),
        ("6m probation", ("duration", 6, "month")),
        ("A sales cycle of 6m", ("duration", 6, "month")),
        ("Take a 15m break.", ("duration", 900, "second")),
        ("A 30m phone call", ("duration", 1800, "second")),
        ("The lunch break is 45m.", ("duration", 2700, "second")),
        ("Wait 5m and retry.", ("duration", 300, "second")),
        ("Take a 3m video cable.", ("measure", 3, "metre")),
        ("The budget is 6m long.", ("duration", 6, "month")),
        ("The budget is 6m.", ("number", 6_000_000, "")),
        ("It is a 10m walk.", ("measure", 10, "metre")),
        ("The walk is 10m.", ("measure", 10, "metre")),
        ("A 6m walk-through phase", ("duration", 6, "month")),
        ("A 6m career break", ("duration", 6, "month")),
    ],
)
def test_what_a_letter_behind_a_number_means(text: str, expected: tuple[str, float, str]) -> None:
    assert first(text) == expected


def test_minutes_follow_hours() -> None:
    assert [fact.value for fact in find_facts("1h 30m") if fact.kind == "duration"] == [3600, 1800]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("6m", "six months"),
        ("18m", "1.5 years"),
        ("15m", "15 minutes"),
        ("6m", "6 metres"),
        ("a 15m break", "a break of 15 min"),
        ("a 10m walk", "a walk of 10 minutes"),
    ],
)
def test_a_letter_agrees_with_the_unit_spelled_out(left: str, right: str) -> None:
    one, other = (next(f for f in find_facts(text) if f.kind in ("duration", "measure")) for text in (left, right))
    assert same_value(one, other)


def test_a_walk_of_other_metres_disagrees() -> None:
    assert disagreements("It is a 10m walk.", "It is a walk of 50 metres.")


def test_other_months_still_disagree() -> None:
    assert disagreements("Probation lasts 6m.", "Probation lasts 3 months.")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Wait 6m before you apply again.", "Wait six months before you apply again."),
        ("Wait 6m before you apply again.", "Wait half a year before you apply again."),
        ("Wait 6m before you retry.", "Wait 6 minutes before you retry."),
        ("A 6m break is unpaid.", "A six-month break is unpaid."),
        ("A 6m break is unpaid.", "A 6-minute break is unpaid."),
    ],
)
def test_a_few_m_may_be_minutes_and_months(left: str, right: str) -> None:
    assert not disagreements(left, right) and not disagreements(right, left)


def test_a_few_m_are_no_other_time_and_fifteen_are_minutes() -> None:
    assert disagreements("Wait 6m before you apply again.", "Wait three months before you apply again.")
    assert disagreements("A 15m break is unpaid.", "A 15-month break is unpaid.")
