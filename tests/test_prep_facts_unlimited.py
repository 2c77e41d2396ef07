"""A limit contradicts the answer that there is none."""

from prep.facts.unlimited import limit_against_none


def test_no_cap_against_a_cap() -> None:
    found = limit_against_none("Use as many vouchers as you like per order.", "Up to 2 vouchers per order.")
    assert found is not None
    assert (found.left.text, found.right.text[:1]) == ("as many vouchers as you like", "2")


def test_two_answers_without_a_limit_agree() -> None:
    assert limit_against_none("There is no limit on guests.", "Guests are unlimited.") is None


def test_a_limit_on_something_else_does_not() -> None:
    assert limit_against_none("There is no limit on guests.", "Parking costs 5 euros.") is None
