"""Yes and no, allowed and forbidden."""

import pytest

from evalsuite.scorers.polarity import polarity_conflict, same_stance


@pytest.mark.parametrize(
    ("reference", "answer"),
    [
        ("Contractors can get a corporate card.", "Contractors cannot get a corporate card."),
        ("The badge is deducted from your salary.", "The badge is not deducted from your salary."),
        ("Yes, you can take it home.", "No, you can't take it home."),
    ],
)
def test_the_opposite_is_a_certain_conflict(reference: str, answer: str) -> None:
    found = polarity_conflict(reference, answer)
    assert found.certain
    assert found.reason


@pytest.mark.parametrize(
    ("reference", "answer"),
    [
        ("You can carry forward up to 5 days.", "No more than 5 days can be carried forward."),
        ("Contractors can get a card.", "Cards are for contractors too."),
        ("Bring the note on the first day.", "The note is due on day one."),
    ],
)
def test_the_same_rule_with_and_without_a_not_is_no_certain_conflict(reference: str, answer: str) -> None:
    assert not polarity_conflict(reference, answer).certain


def test_both_say_yes_or_both_say_no() -> None:
    assert same_stance("Yes, with approval.", "Yes, they can.")
    assert same_stance("No, they cannot.", "They are not eligible.")
    assert not same_stance("Yes, with approval.", "No.")
    assert not same_stance("With approval.", "With approval.")
