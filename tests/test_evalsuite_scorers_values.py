"""Values are read as what they mean, whatever they are called."""

import pytest

from evalsuite.scorers.values import MAX_LENGTH, Amount, Date, find_values


def amounts(text: str) -> list[tuple[float, str]]:
    return [(value.value, value.unit) for value in find_values(text) if isinstance(value, Amount)]


def dates(text: str) -> list[tuple[int | None, int | None, int | None]]:
    return [
        (value.years[0] if value.years else None, value.month, value.day)
        for value in find_values(text)
        if isinstance(value, Date)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("14 days", "two weeks"),
        ("48 hours", "2 days"),
        ("24 months", "2 years"),
        ("cr 450", "450 crowns"),
        ("$1.5 million", "1,500,000 dollars"),
        ("5 pm", "17:00"),
        ("fifteen percent", "15 %"),
        ("one month", "1 month"),
        ("1 full day", "24 hours"),
        ("12,500", "12500"),
        ("3 to 5 days", "3 days, 5 days"),
        ("12,50,000 rupees", "Rs 1,250,000"),
    ],
)
def test_the_same_amount_under_two_names(one: str, other: str) -> None:
    assert amounts(one) == amounts(other) != []


@pytest.mark.parametrize(
    ("one", "other"), [("5 working days", "5 days"), ("30 days", "1 month"), ("450 crowns", "450 euros"), ("W1", "W4")]
)
def test_amounts_that_are_not_the_same(one: str, other: str) -> None:
    assert amounts(one) != amounts(other)


@pytest.mark.parametrize("text", ["1 October 2006", "October 1, 2006", "1st of Oct 2006", "2006-10-01", "Oct 1 2006"])
def test_one_date_in_many_forms(text: str) -> None:
    assert dates(text) == [(2006, 10, 1)]


def test_dates_may_be_coarse() -> None:
    assert dates("in October 2006, in October, in 2006") == [(2006, 10, None), (None, 10, None), (2006, None, None)]
    assert [value.years for value in find_values("the 1990s, the 19th century, the nineteenth century, 1951–52")] == [  # type: ignore[union-attr]
        (1990, 1999),
        (1801, 1900),
        (1801, 1900),
        (1951, 1951),
        (1952, 1952),
    ]


def test_a_day_after_a_preposition_is_read_too() -> None:
    assert dates("by October 1, 2006") == [(2006, 10, 1)]


def test_a_pronoun_and_a_modal_verb_are_no_values() -> None:
    assert find_values("One of them may go; you may come.") == ()


def test_a_month_before_a_duration_is_a_verb() -> None:
    assert amounts("you may 5 days later") == [(7200, "minute")]


def test_a_very_long_text_is_read_up_to_a_limit() -> None:
    assert len(find_values("1 " * MAX_LENGTH)) == MAX_LENGTH // 2
