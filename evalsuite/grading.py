"""Answers → graded answers. A person's label comes before the scorers; an error is never a wrong answer."""

from collections.abc import Sequence
from dataclasses import replace

from evalsuite.records import Answer, Graded, GradedAnswer, Label, Question
from evalsuite.scorers.grade import grade_answer
from prep.progress import Progress, silent


def grade_all(
    answered: Sequence[tuple[Question, Answer]], *, labels: Sequence[Label] = (), progress: Progress = silent
) -> list[GradedAnswer]:
    """Every answer with its grade: a person's where there is one, else the scorers'. An error is unscored."""
    by_key = {label.key: label for label in labels}
    graded = []
    with progress("Grading answers", len(answered)) as tick:
        for question, answer in answered:
            label = by_key.get(answer.key)
            graded.append(GradedAnswer(question, answer, _grade(question, answer, label), labelled=label is not None))
            tick(1)
    return graded


def _grade(question: Question, answer: Answer, label: Label | None) -> Graded:
    if answer.error:
        return Graded("unscored", reasons=(answer.error,))
    automatic = grade_answer(question.instruction, question.references, answer.text)
    if label is None:
        return automatic
    by_whom = (f"graded by {label.labeller or 'a person'}",)
    if label.grade == "unsure":
        return replace(automatic, grade="unsure", reasons=by_whom)
    return Graded(
        "correct" if label.grade == "correct" else "wrong",
        1.0 if label.grade == "correct" else 0.0,
        refused=label.grade == "refused",
        reasons=by_whom,
    )
