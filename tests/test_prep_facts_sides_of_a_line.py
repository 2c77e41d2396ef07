"""Questions and answers on either side of one line."""

import pytest

from prep.facts.sides_of_a_line import sides_apart


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("Who approves an order under 1,000 €?", ""), ("Who approves orders above 1,000 €?", "")),
        (("What do drivers without a badge pay?", ""), ("I have a blue badge. What do I pay?", "")),
        (("Fee?", "For students from the EU it is €1,500."), ("Fee?", "Students from outside the EU pay €9,000.")),
    ],
)
def test_either_side(left: tuple[str, str], right: tuple[str, str]) -> None:
    assert sides_apart(left, right)


def test_the_same_side_twice() -> None:
    assert not sides_apart(("Who approves an order under 1,000 €?", ""), ("Approval below 1,000 €?", ""))
