"""Two answers that each let one thing only count contradict each other, unless it is the same thing."""

from prep.facts.exclusives import exclusives_apart

ASKED = "When is late checkout free?"


def test_each_lets_something_else_count() -> None:
    found = exclusives_apart("Only for members of the club.", "Only if you booked on our own website.", ASKED)
    assert found is not None
    assert found.left.text == "Only for members of the club."


def test_the_same_thing_in_other_words() -> None:
    assert exclusives_apart("Only for members.", "It is for club members only.", ASKED) is None


def test_one_alone_says_nothing() -> None:
    assert exclusives_apart("Only for members.", "Members pay nothing.", ASKED) is None
