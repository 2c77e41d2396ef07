"""Right answers are right however they are said; a wrong number never is."""

import pytest

from evalsuite.scorers.grade import grade_answer

LEAVE = "How many days of unused earned leave can be carried forward to the next calendar year?"
RULE = "Up to 30 days of unused earned leave can be carried forward; anything above that is lost on 31 December."


def grade(question: str, reference: str, answer: str) -> str:
    return grade_answer(question, [reference], answer).grade


@pytest.mark.parametrize(
    "answer",
    [
        "You may carry 30 days of earned leave into the next year. On 31 December the rest lapses.",
        "At most thirty days of earned leave roll over, the excess is lost on the 31st of December.",
        "30 days. Whatever you have above that is gone on 31 Dec.",
    ],
)
def test_the_same_rule_in_other_words_is_correct(answer: str) -> None:
    assert grade(LEAVE, RULE, answer) == "correct"


@pytest.mark.parametrize(
    "answer",
    [
        "Up to 60 days of unused earned leave can be carried forward; anything above that is lost on 31 December.",
        "Up to 30 days of unused earned leave can be carried forward; anything above that is lost on 31 March.",
        "Up to 30 weeks of unused earned leave can be carried forward; anything above that is lost on 31 December.",
        "Up to thirteen days of unused earned leave can be carried forward; the rest is lost on 31 December.",
        "Not 30 days of unused earned leave can be carried forward; anything above that is lost on 31 December.",
    ],
)
def test_another_number_unit_or_date_is_wrong_however_alike_the_texts_are(answer: str) -> None:
    found = grade_answer(LEAVE, [RULE], answer)
    assert found.grade == "wrong"
    assert not found.refused


def test_the_reason_names_what_became_of_the_number() -> None:
    found = grade_answer(LEAVE, ["Up to 30 days."], "Up to 60 days.")
    assert found.reasons[0] == "“30 days” became “60 days”"


def test_a_missing_value_is_never_surely_correct() -> None:
    answer = "Unused earned leave can be carried forward up to 30 days."
    assert grade(LEAVE, RULE, answer) in ("unsure", "wrong")


def test_a_second_value_of_the_same_kind_makes_it_unsure() -> None:
    assert grade(LEAVE, RULE, "30 or 45 days of unused earned leave; the rest is lost on 31 December.") == "unsure"


def test_the_answer_to_another_question_is_wrong() -> None:
    answer = "Sick leave of more than 3 working days needs a medical certificate, handed in within 5 days."
    assert grade(LEAVE, RULE, answer) == "wrong"


CARD = "Can contractors get a corporate card?"


def test_yes_for_no_is_wrong() -> None:
    assert grade(CARD, "No, contractors cannot get a corporate card.", "Yes, contractors can get one.") == "wrong"
    assert grade(CARD, "Contractors can get a corporate card.", "Contractors cannot get a corporate card.") == "wrong"


def test_the_same_no_in_other_words_is_not_wrong() -> None:
    found = grade_answer(CARD, ["No, contractors cannot get a corporate card."], "Contractors are not eligible for it.")
    assert found.grade != "wrong"


@pytest.mark.parametrize(
    ("question", "references", "answer", "expected"),
    [
        ("who won the 2018 world cup", ["France"], "France won the 2018 World Cup, beating Croatia 4-2.", "correct"),
        ("who won the 2018 world cup", ["France"], "Croatia won it.", "wrong"),
        ("when was the treaty signed", ["28 June 1919"], "It was signed on June 28, 1919, in Versailles.", "correct"),
        ("when was the treaty signed", ["28 June 1919"], "It was signed on June 28, 1920.", "wrong"),
        ("when was the treaty signed", ["28 June 1919"], "In June 1919.", "unsure"),
        ("when was it built", ["1889"], "It was completed in 1889 for the World's Fair.", "correct"),
        ("when was it built", ["the 1880s"], "It was built in 1889.", "unsure"),
        ("how many are there", ["Twenty-seven", "27"], "There are 27 of them.", "correct"),
        ("how many are there", ["27"], "There are 33 of them.", "wrong"),
        ("who wrote it", ["Gabriel García Márquez"], "The author is Gabriel Garcia Marquez.", "correct"),
        ("who wrote it", ["William Shakespeare"], "Shakespeare", "unsure"),
        ("capital of France", ["Paris", "Lutetia"], "Paris", "correct"),
    ],
)
def test_short_references(question: str, references: list[str], answer: str, expected: str) -> None:
    assert grade_answer(question, references, answer).grade == expected


def test_any_one_reference_is_enough() -> None:
    assert grade_answer(LEAVE, ["12 days", "30 days"], "You can carry forward 30 days.").grade == "correct"


def test_a_refusal_attempts_nothing() -> None:
    found = grade_answer(LEAVE, [RULE], "I'm sorry, I don't have that information. Please contact the HR team.")
    assert (found.grade, found.refused, found.counts_as_right) == ("wrong", True, False)


def test_a_right_answer_with_a_pointer_to_a_person_is_an_answer() -> None:
    found = grade_answer(LEAVE, [RULE], f"{RULE} If in doubt, please contact the HR team.")
    assert (found.grade, found.refused) == ("correct", False)


def test_an_empty_answer_is_wrong_and_no_refusal() -> None:
    assert grade_answer(LEAVE, [RULE], " … ").grade == "wrong"
    assert not grade_answer(LEAVE, [RULE], "").refused


def test_without_a_reference_nothing_is_graded() -> None:
    found = grade_answer(LEAVE, ["", " - "], "30 days")
    assert (found.grade, found.score) == ("unscored", None)


def test_an_unsure_answer_has_a_nearer_side() -> None:
    found = grade_answer("who wrote it", ["William Shakespeare"], "Shakespeare")
    assert found.score is not None
    assert found.score >= 0.5
    assert found.counts_as_right
