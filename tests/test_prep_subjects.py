"""A question and an answer about two known matters do not belong together."""

import pytest

from prep.subjects import about_different


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Where do I park?", "You can carry forward 30 days of earned leave."),
        ("When is salary paid?", "The VPN closes after 30 minutes."),
        ("How long is the warranty on a laptop?", "Lunch costs 6 euro."),
    ],
)
def test_two_matters_are_told_apart(question: str, answer: str) -> None:
    assert about_different(question, answer)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Where do I park?", "On level 2, behind the gate."),
        ("Where do I park?", "The garage opens at 6."),
        ("Spilled coffee on my laptop, must I pay?", "The first damage to a laptop is free."),
        ("How many?", "The canteen is open on Mondays."),
    ],
)
def test_an_answer_may_name_other_things(question: str, answer: str) -> None:
    assert not about_different(question, answer)
