"""The gap is read beside the base model's own."""

from evalsuite.overfitting import overfitting_gap
from evalsuite.records import Answer, Graded, GradedAnswer, Question


def answers(n_right: int, n: int) -> list[GradedAnswer]:
    question, answer = Question("p", "?", ("!",)), Answer("p", "model", "", "", "", None)
    return [GradedAnswer(question, answer, Graded("correct" if place < n_right else "wrong")) for place in range(n)]


def test_learning_by_heart_is_a_large_gap_with_advice() -> None:
    gap = overfitting_gap(answers(99, 100), answers(60, 100), answers(20, 100), answers(19, 100))
    assert gap.value is not None
    assert round(gap.value, 2) == 0.39
    advice = " ".join(gap.advice)
    assert "fewer epochs" in advice
    assert "lower rank" in advice
    assert "diverse examples" in advice
    assert "chance" not in advice


def test_a_small_gap_needs_no_advice() -> None:
    assert overfitting_gap(answers(93, 100), answers(90, 100)).advice == ()


def test_harder_held_out_questions_show_in_the_base_models_gap() -> None:
    gap = overfitting_gap(answers(95, 100), answers(75, 100), answers(60, 100), answers(40, 100))
    assert gap.base is not None
    assert round(gap.base.value or 0, 2) == 0.20
    assert "held-out questions are harder" in gap.advice[0]


def test_a_gap_that_could_be_chance_says_so_before_anything_else_is_changed() -> None:
    gap = overfitting_gap(answers(9, 10), answers(7, 10))
    assert gap.low is not None
    assert gap.low < 0
    assert any("chance" in advice for advice in gap.advice)


def test_without_training_answers_there_is_no_gap() -> None:
    gap = overfitting_gap([], answers(9, 10))
    assert (gap.value, gap.low, gap.base, gap.advice) == (None, None, None, ())
