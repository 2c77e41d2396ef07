"""Free in one answer and at a price in the other cannot both be right."""

import pytest

from prep.facts.asked import asked
from prep.facts.free_of_charge import free_against_price


def against(left: str, right: str, question: str = "Is breakfast included?") -> tuple[str, str] | None:
    found = free_against_price(left, right, asked(question), asked(question))
    return (found.left.text, found.right.text) if found else None


def test_what_is_in_the_price_costs_nothing_extra() -> None:
    assert against("Breakfast is in the price.", "It's 14 extra per person.") == ("in the price", "14 extra")
    assert against("It's 14 a head.", "Breakfast is included.") == ("14 a head", "is included")
    assert against("Free.", "$9.", "What does breakfast cost?") == ("Free", "$9")
    assert against("It's on the house.", "The price is 9.", "What does breakfast cost?") == ("on the house", "9")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Breakfast is in the price.", "It is free of charge."),
        ("Breakfast is free from $50 on, else $9.", "Breakfast is $9."),
        ("Breakfast isn't included.", "Breakfast is $9."),
        ("The room is free from noon.", "The room is $90."),
        ("It is sugar-free.", "It is $9."),
        ("It is on the house.", "Ask at desk 9."),
        ("Breakfast is in the price.", "It is served from 7 to 10."),
    ],
)
def test_otherwise_nothing_is_held_against_it(left: str, right: str) -> None:
    assert against(left, right) is None
    assert against(right, left) is None


def test_who_pays_is_no_answer_to_when() -> None:
    found = free_against_price("It is free.", "$9.", asked("When is breakfast?"), asked("How much is breakfast?"))
    assert found is None
