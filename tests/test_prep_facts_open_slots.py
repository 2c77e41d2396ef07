"""What the first sentences put into a slot that takes any words."""

from prep.facts.asked import asked
from prep.facts.open_slots import opened_otherwise


def strength(left: tuple[str, str], right: tuple[str, str]) -> float:
    found = opened_otherwise(left[1], right[1], asked(left[0]), asked(right[0]))
    return found.strength if found else 0.0


ROOM = ("Where is the cloakroom?", "It is in the basement.")


def test_two_places() -> None:
    assert strength(ROOM, ("cloakroom?", "Next to the entrance.")) > 0.5


def test_one_place_in_other_words_around() -> None:
    assert strength(ROOM, ("cloakroom?", "You find it down in the basement.")) < 0.5


def test_figures_are_held_against_figures_elsewhere() -> None:
    assert strength(("What is the fee?", "It is 5 euros."), ("Which fee?", "You pay five euros.")) == 0


def test_a_question_for_yes_or_no_has_no_open_slot() -> None:
    assert strength(("Is there a cloakroom?", "In the basement."), ("Where is it?", "By the entrance.")) == 0
