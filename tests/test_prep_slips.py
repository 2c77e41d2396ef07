"""A slip of the pen is told from another word."""

import pytest

from prep.slips import is_slip, is_slip_of_courtesy


@pytest.mark.parametrize(
    ("word", "slip"), [("how", "hwo"), ("locate", "loacte"), ("pin", "pni"), ("leave", "leav"), ("eur", "ur")]
)
def test_a_mistyped_word_is_a_slip(word: str, slip: str) -> None:
    assert is_slip(word, slip) and is_slip(slip, word)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("can", "cant"),
        ("lock", "block"),
        ("sl", "el"),
        ("usd", "usb"),
        ("age", "ate"),
        ("want", "wont"),
        ("should", "shouldnt"),
        ("locked", "unlocked"),
    ],
)
def test_another_word_or_abbreviation_is_not(word: str, other: str) -> None:
    assert not is_slip(word, other)


def test_a_mistyped_article_counts_as_little_as_the_article() -> None:
    assert is_slip_of_courtesy("teh") and not is_slip_of_courtesy("then")
    assert not is_slip_of_courtesy("al") and not is_slip_of_courtesy("tax")
