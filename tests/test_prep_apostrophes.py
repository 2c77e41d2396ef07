"""Short forms without their apostrophe are read as with it, and quoted as they were typed."""

import pytest

from prep.answered import Answered, Likeness
from prep.apostrophes import with_apostrophes
from prep.conflicts import CONFLICT_FROM, judge_conflict

ALIKE = Likeness(0.6, 0.9, 0.8)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("you dont need it", "you don't need it"),
        ("You CANT, it isnt allowed", "You CAN'T, it isn't allowed"),
        ("youre welcome, thats fine", "you're welcome, that's fine"),
        ("they wont and weve said so", "they won't and we've said so"),
    ],
)
def test_the_apostrophe_is_put_back(typed: str, written: str) -> None:
    assert with_apostrophes(Answered(typed, typed)) == Answered(written, written)


@pytest.mark.parametrize("text", ["I want its accountant", "we were ill", "the well is shut", "an important event"])
def test_words_of_their_own_stay(text: str) -> None:
    assert with_apostrophes(Answered(text, text)).response == text


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("You dont need a permit.", "You do not need a permit."),
        ("You cant bring pets.", "You cannot bring pets."),
        ("No, you dont have to sign.", "You don't have to sign anything."),
    ],
)
def test_a_missing_apostrophe_is_no_conflict(left: str, right: str) -> None:
    asked = "Do I need a permit, sign or bring pets?"
    assert judge_conflict(Answered(asked, left), Answered(asked, right), ALIKE).score < CONFLICT_FROM


def test_a_conflict_is_quoted_as_it_was_typed() -> None:
    asked, said = "Can I park there?", "Sorry thats new: you cant park there."
    found = judge_conflict(Answered(asked, said), Answered(asked, "Yes, you can park there."), ALIKE)
    shown = found.disagreements[0].left
    assert found.score >= CONFLICT_FROM
    assert shown.text == "cant" == said[shown.start : shown.end]
