"""Answers that take one side each in what is asked."""

from prep.facts.asked import asked
from prep.facts.asked_stances import asked_stances_apart


def strength(left: tuple[str, str], right: tuple[str, str]) -> float:
    found = asked_stances_apart(left[1], right[1], asked(left[0]), asked(right[0]))
    return found.strength if found else 0.0


MUST = ("Do I have to sign for wine?", "An adult must sign for every delivery.")


def test_required_against_not_needed() -> None:
    assert strength(MUST, ("Signature for wine needed?", "No signature is needed for it.")) > 0.8


def test_both_sides_in_one_answer_say_nothing() -> None:
    both = ("Signature needed?", "No signature is needed for beer, but wine requires one.")
    assert strength(MUST, both) == 0


def test_permitted_hours_permit_nothing() -> None:
    noise = ("Noise at night?", "Work at night is not permitted.")
    assert strength(noise, ("Noise?", "Report noise outside the permitted hours.")) == 0


def test_a_pole_that_is_denied_behind_is_the_other_one() -> None:
    wear = ("Which shoes?", "Wear closed shoes.")
    assert strength(wear, ("Shoes?", "Open shoes are not allowed.")) == 0
