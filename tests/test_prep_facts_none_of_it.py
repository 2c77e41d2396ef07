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
    assert against("How many free changes?", "Once.", "As often as you please.")
    assert against("How long do I keep my number?", "For life.", "Two years.")
    assert against("How long is the guarantee?", "Two years.", "A lifetime.")
    assert against("Number of free returns?", "None.", "Five a year.")
    assert against("How often are passwords changed?", "Never.", "Every 90 days.")
    assert against("How often must I renew my badge?", "Badges no longer run out.", "Every 2 years.")
    assert against("How often do we rotate keys?", "You do not have to.", "Every 90 days.")
    assert against("How long is my quote valid?", "Quotes do not run out any more.", "For 30 days.")


def test_a_bare_figure_is_held_against_none_where_it_limits() -> None:
    assert against("smallest order value", "There isn't one.", "Orders start at 20.")
    assert against("a second chance", "There's no repeat.", "Twice more.")
    assert against("a second chance", "There's no repeat.", "Room 12 has the list.") is None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("There isn't one.", "There is no minimum."),
        ("Orders start at $20.", "From $20."),
        ("There is none under $20.", "Orders start at $20."),
        ("No problem, orders start at $20.", "At least $20."),
        ("There isn't one.", "That depends on the shop."),
        ("Shops that never sold with us start lower.", "Orders start at $20."),
        ("If the list no longer opens, ask us.", "Orders start at $20."),
        ("That is so for good reasons.", "Orders start at $20."),
    ],
)
def test_otherwise_there_is_nothing_to_hold_against_it(left: str, right: str) -> None:
    assert against("How much must I order at least?", left, right) is None


def test_a_yes_or_no_is_no_value() -> None:
    assert against("Is there a minimum order?", "There isn't one.", "Orders start at $20.") is None


def test_a_no_to_a_case_is_not_none_of_what_is_asked() -> None:
    questions = "Is a 40 page PDF too long?", "How many pages may a PDF have?"
    found = none_against_some("No, that's fine.", "50 pages.", asked(questions[0]), asked(questions[1]), questions)
    assert found is None
    gifts = "May I keep a bottle?", "How much may a gift be worth?"
    none = none_against_some("No gifts whatsoever.", "Up to $35.", asked(gifts[0]), asked(gifts[1]), gifts)
    assert none is not None


def test_only_the_first_sentence_says_that_there_is_none() -> None:
    assert says_none("There are no spare keys; ask the desk.")
    assert not says_none("Ask the desk. There are no spare keys.")
    assert one_denies("You don't need it.", "Bring it along.")
    assert not one_denies("You don't need it.", "It isn't needed.")
