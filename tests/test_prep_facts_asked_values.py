"""The value that a question asks for, another one in each answer."""

from prep.facts.asked import asked
from prep.facts.asked_values import asked_values_apart


def reason(left: tuple[str, str], right: tuple[str, str]) -> str | None:
    found = asked_values_apart(left[1], right[1], asked(left[0]), asked(right[0]), (left[0], right[0]))
    return found and found.reason


KEPT = ("How long are recordings kept?", "Recordings are deleted after 72 hours.")


def test_other_words_around_it_do_not_matter() -> None:
    assert reason(KEPT, ("Retention of the footage?", "It is stored for 30 days.")) == "72 hours against 30 days"


def test_the_same_time_in_another_unit_agrees() -> None:
    assert reason(KEPT, ("Retention of the footage?", "It is stored for three days.")) is None


def test_a_time_is_no_answer_to_how_much() -> None:
    assert reason(KEPT, ("What does a copy cost?", "A copy costs 5 euros.")) is None


def test_what_the_question_gives_is_a_case_and_no_answer() -> None:
    after = ("Can I return it after 20 days?", "Yes, after 20 days it is still possible.")
    assert reason(after, ("Return period?", "You can return it within 30 days.")) is None


def test_one_and_two_count_without_a_numeral() -> None:
    single = ("How many witnesses do we need?", "A single witness suffices.")
    assert reason(single, ("Number of witnesses?", "You need two witnesses.")) is not None


def test_a_menu_that_is_pointed_away_from_is_not_given() -> None:
    left = ("Where do I register?", "There is nothing under 'Family'. Go to Intranet > Benefits > New request.")
    assert reason(left, ("Where can I register?", "Intranet > Family > Register.")) is not None
