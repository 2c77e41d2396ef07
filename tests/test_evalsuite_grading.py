"""Errors are unscored, and a person's label comes first."""

import pytest

from evalsuite.grading import grade_all
from evalsuite.records import Answer, Label, LabelledGrade, Question

QUESTION = Question("p1", "How many days of casual leave are there?", ("There are 8 days of casual leave a year.",))
RIGHT = Answer("p1", "model", "You get 8 days of casual leave.", "", "key", 0.1)
ERROR = Answer("p1", "model", "", "status 503, after 4 tries", "key", 0.1)


def test_an_answer_gets_a_grade_with_its_reasons() -> None:
    (one,) = grade_all([(QUESTION, RIGHT)])
    assert one.graded.grade == "correct"
    assert one.graded.reasons
    assert not one.labelled


def test_an_error_is_unscored_and_says_why() -> None:
    (one,) = grade_all([(QUESTION, ERROR)])
    assert (one.graded.grade, one.graded.score, one.graded.reasons) == (
        "unscored",
        None,
        ("status 503, after 4 tries",),
    )


@pytest.mark.parametrize(
    ("label", "grade", "refused"),
    [("correct", "correct", False), ("wrong", "wrong", False), ("refused", "wrong", True), ("unsure", "unsure", False)],
)
def test_a_persons_label_replaces_the_grade(label: LabelledGrade, grade: str, refused: bool) -> None:
    (one,) = grade_all([(QUESTION, RIGHT)], labels=[Label("key", label, "owner")])
    assert (one.graded.grade, one.graded.refused, one.labelled) == (grade, refused, True)
    assert one.graded.reasons == ("graded by owner",)


def test_the_latest_label_counts_and_a_label_of_another_answer_does_not() -> None:
    labels = [Label("key", "wrong"), Label("key", "correct"), Label("another", "wrong")]
    (one,) = grade_all([(QUESTION, RIGHT)], labels=labels)
    assert one.graded.grade == "correct"


def test_a_label_does_not_turn_an_error_into_an_answer() -> None:
    (one,) = grade_all([(QUESTION, ERROR)], labels=[Label("key", "wrong")])
    assert one.graded.grade == "unscored"
