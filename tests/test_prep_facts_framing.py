"""Answers that say for whom or where they hold."""

from prep.facts.framing import framed_apart, subjects_apart

SHOES = "Do I have to take off my shoes?"


def apart(left: str, right: str) -> int:
    return framed_apart(left, right, (SHOES, left), (SHOES, right))


def test_two_places_in_front() -> None:
    assert apart("At Terminal 2, shoes may stay on.", "In Terminal 1 shoes have to come off.") > 0


def test_two_groups_of_people() -> None:
    assert apart("For colleagues in Japan it is the form.", "Employees in Austria file it in Concur.") > 0


def test_a_frame_on_one_side_only_sets_nothing_apart() -> None:
    assert apart("At Terminal 2, shoes may stay on.", "Shoes have to come off.") == 0


def test_what_the_first_sentence_is_about() -> None:
    left, right = "Night coaches have one bag.", "Group tours have two bags."
    assert subjects_apart(left, right, ("Bags?", left), ("Bags?", right)) > 0
