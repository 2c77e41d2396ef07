"""Shares of graded answers."""

import pytest

from evalsuite.rates import compare, rate, untaught_rate
from evalsuite.records import Answer, Grade, Graded, GradedAnswer, Question


def graded(grade: Grade, pair_id: str = "p", *, score: float | None = None, refused: bool = False) -> GradedAnswer:
    question = Question(pair_id, "How many days?", ("18 days",))
    return GradedAnswer(question, Answer(pair_id, "model", "", "", "", None), Graded(grade, score, refused))


def row(*grades: Grade) -> list[GradedAnswer]:
    return [graded(grade, f"p{place}", score=0.9 if grade == "unsure" else None) for place, grade in enumerate(grades)]


def test_an_error_counts_neither_way() -> None:
    found = rate(row("correct", "wrong", "unscored", "unscored"))
    assert (found.value, found.n, found.n_right) == (0.5, 2, 1)


def test_no_graded_answer_is_no_accuracy_rather_than_zero() -> None:
    found = rate(row("unscored"))
    assert (found.value, found.low, found.n) == (None, None, 0)


def test_an_unsure_answer_counts_on_its_nearer_side_and_both_ways_are_kept() -> None:
    found = rate([graded("correct"), graded("unsure", score=0.8), graded("unsure", score=0.3), graded("wrong")])
    assert (found.n_right, found.n_right_if_unsure_wrong, found.n_right_if_unsure_right) == (2, 1, 3)


def test_on_untaught_questions_refusing_is_apart_from_inventing() -> None:
    found = untaught_rate(
        [graded("wrong", refused=True), graded("wrong", refused=True), graded("wrong"), graded("correct")]
    )
    assert (found.value, found.n, found.accuracy.n_right, found.invented) == (0.5, 4, 1, 1)


def test_two_responders_are_compared_on_the_questions_both_were_graded_on() -> None:
    left, right = row("correct", "correct", "wrong", "correct"), row("correct", "wrong", "correct", "unscored")
    found = compare(left, right)
    assert found is not None
    assert (found.n, found.only_responder, found.only_other) == (3, ("p1",), ("p2",))
    assert found.difference.value == 0
    assert found.p_value == pytest.approx(1)


def test_nothing_in_common_is_no_comparison() -> None:
    assert compare(row("unscored"), row("correct")) is None
