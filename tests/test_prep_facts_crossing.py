"""Free up to here and paid from there exclude each other only where they cross."""

import pytest

from prep.facts.crossing import edges_cross

AGE = "From what age do children pay?"


def cross(left: str, right: str, question: str = AGE) -> bool:
    return edges_cross(left, right, (question, question)) is not None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("From six.", "Children up to and including eleven travel for free."),
        ("Children pay from 6 on.", "Under 12 they needn't pay."),
        ("It's free up to 3 hours.", "Above 2 hours you pay."),
        ("It's free from $50 on.", "Up to $80 you pay shipping."),
    ],
)
def test_free_where_the_other_one_has_it_paid(left: str, right: str) -> None:
    assert cross(left, right)
    assert cross(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("From six.", "Children up to and including five travel for free."),
        ("From six.", "Children under six travel for free."),
        ("It's free up to 2 hours.", "Above 2 hours you pay."),
        ("Children pay from 6 on.", "Children pay from 12 on."),
        ("It's free up to 3 hours.", "Above 2 kg you pay."),
    ],
)
def test_what_completes_the_other_does_not(left: str, right: str) -> None:
    assert not cross(left, right)
    assert not cross(right, left)


def test_without_a_word_of_paying_nothing_crosses() -> None:
    assert not cross("From six.", "Up to eleven.", "Which grades are in the new building?")
