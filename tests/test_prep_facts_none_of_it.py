"""There is none of it, where the other answer gives what was asked for."""

import pytest

from prep.facts.asked import asked
from prep.facts.none_of_it import none_against_some, one_denies, says_none


def against(question: str, left: str, right: str) -> tuple[str, str] | None:
    found = none_against_some(left, right, asked(question), asked(question), (question, question))
    return (found.left.text, found.right.text) if found else None


def test_none_is_held_against_the_value_that_was_asked_for() -> None:
    question = "How much must I order at least?"
    assert against(question, "There isn't one.", "Orders start at $20.") == ("There isn't one.", "$20")
    assert against(question, "Orders start at $20.", "There isn't one.") == ("$20", "There isn't one.")
    assert against("How long is the link valid?", "For 3 hours.", "It never expires.")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("There isn't one.", "There is no minimum."),
        ("Orders start at $20.", "From $20."),
        ("There is none under $20.", "Orders start at $20."),
        ("No problem, orders start at $20.", "At least $20."),
        ("There isn't one.", "That depends on the shop."),
    ],
)
def test_otherwise_there_is_nothing_to_hold_against_it(left: str, right: str) -> None:
    assert against("How much must I order at least?", left, right) is None


def test_a_yes_or_no_is_no_value() -> None:
    assert against("Is there a minimum order?", "There isn't one.", "Orders start at $20.") is None


def test_only_the_first_sentence_says_that_there_is_none() -> None:
    assert says_none("There are no spare keys; ask the desk.")
    assert not says_none("Ask the desk. There are no spare keys.")
    assert one_denies("You don't need it.", "Bring it along.")
    assert not one_denies("You don't need it.", "It isn't needed.")
