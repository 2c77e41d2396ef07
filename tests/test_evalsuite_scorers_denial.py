"""A "not" beside a value denies it, unless it sets a limit or a condition."""

import pytest

from evalsuite.scorers.denial import is_denied, may_be_denied
from evalsuite.scorers.values import find_values


@pytest.mark.parametrize("text", ["The limit is not 4 hours.", "You are not paid cr 240.", "It isn't 16 weeks."])
def test_a_not_right_before_a_value_denies_it(text: str) -> None:
    assert is_denied(find_values(text)[0], text)


@pytest.mark.parametrize(
    "text", ["Not more than 4 hours.", "If it is not 4 hours yet, wait.", "It is 4 hours, not less.", "It is 4 hours."]
)
def test_a_limit_or_a_condition_denies_nothing(text: str) -> None:
    assert not is_denied(find_values(text)[0], text)


def test_a_not_elsewhere_in_the_clause_is_a_doubt() -> None:
    assert may_be_denied(
        find_values("You cannot claim up to cr 280 for a desk.")[0], "You cannot claim up to cr 280 for a desk."
    )
    text = "You cannot swap it, and you can claim cr 280 for a desk."
    assert not may_be_denied(find_values(text)[0], text)
    text = "It cannot be booked more than 14 days ahead."
    assert not may_be_denied(find_values(text)[0], text)
