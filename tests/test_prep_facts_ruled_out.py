"""What one answer gives and the other sets aside."""

from prep.facts.concepts import concepts
from prep.facts.ruled_out import ruled_out

QUESTIONS = concepts("Which tool do we use for surveys?")


def strength(left: str, right: str) -> float:
    found = ruled_out(left, right, QUESTIONS)
    return found.strength if found else 0.0


def test_a_tool_that_is_no_longer_approved() -> None:
    assert strength("Please use Typeform.", "Qualtrics it is. Typeform isn't approved for customer data.") > 0.5


def test_free_in_other_words_rules_nothing_out() -> None:
    asked = concepts("Can I move my booking?")
    assert ruled_out("You can move it free of charge.", "Moving it is not charged.", asked) is None


def test_only_the_noun_after_no_is_denied() -> None:
    assert strength("Keeping cats is fine.", "Cats need no consent.") == 0


def test_a_condition_denies_nothing() -> None:
    assert strength("Change it till the film starts.", "It works as long as the film has not begun.") == 0
