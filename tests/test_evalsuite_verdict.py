"""Three gates, three outcomes each, and what would settle a doubt."""

import pytest

from evalsuite.overfitting import overfitting_gap
from evalsuite.records import (
    Answer,
    Bars,
    Grade,
    Graded,
    GradedAnswer,
    Part,
    Question,
    SessionEvidence,
    Stamp,
    Summary,
    Verdict,
)
from evalsuite.summarise import summarise
from evalsuite.verdict import decide

GOOD_SESSION = SessionEvidence(n_sessions=1, n_valid=1, minutes=30, n_exchanges=29)


def answers(part: Part, n_right: int, n: int, n_unsure: int = 0) -> list[GradedAnswer]:
    grades: list[Grade] = ["correct"] * (n_right - n_unsure) + ["unsure"] * n_unsure + ["wrong"] * (n - n_right)
    return [
        GradedAnswer(
            Question(f"{part}{place}", "?", ("!",), "leave", part),
            Answer(f"{part}{place}", "fine_tuned", "", "", "", None),
            Graded(grade, 0.7),
        )
        for place, grade in enumerate(grades)
    ]


def summary(held_out: tuple[int, int], train: tuple[int, int] = (190, 200), n_unsure: int = 0) -> Summary:
    rows = answers("taught", *held_out, n_unsure) + answers("train", *train)
    return summarise(rows, stamp=Stamp("abc"), seed=1)


def outcomes(verdict: Verdict) -> list[str]:
    return [gate.outcome for gate in verdict.gates]


def test_all_three_gates_passed_is_a_pass() -> None:
    verdict = decide(summary((285, 300), (291, 300)), GOOD_SESSION)
    assert outcomes(verdict) == ["PASS", "PASS", "PASS"]
    assert verdict.outcome == "PASS"
    assert verdict.sentence == "Ready to show to people."


def test_one_failed_gate_fails_the_whole() -> None:
    verdict = decide(summary((285, 300), (291, 300)), SessionEvidence(1, 1, 30, 29, 4, ("wrong limit in leave",)))
    assert verdict.outcome == "FAIL"
    assert "wrong limit in leave" in verdict.because


def test_no_tester_session_leaves_it_open() -> None:
    verdict = decide(summary((285, 300), (291, 300)), None)
    assert outcomes(verdict) == ["PASS", "PASS", "UNDETERMINED"]
    assert verdict.outcome == "UNDETERMINED"
    assert verdict.gates[2].comparison == "No tester session yet."
    assert "invite a tester" in verdict.because


def test_nothing_evaluated_is_undetermined_and_not_failed() -> None:
    verdict = decide(None, None)
    assert outcomes(verdict) == ["UNDETERMINED"] * 3
    assert verdict.gates[0].value is None


@pytest.mark.parametrize(
    ("right", "n", "outcome"),
    [(135, 150, "PASS"), (134, 150, "UNDETERMINED"), (121, 150, "UNDETERMINED"), (120, 150, "FAIL")],
)
def test_accuracy_is_judged_by_its_one_sided_bound(right: int, n: int, outcome: str) -> None:
    assert decide(summary((right, n)), None).gates[0].outcome == outcome


def test_a_close_call_says_how_low_it_may_be_and_what_settles_it() -> None:
    gate = decide(summary((116, 132)), None).gates[0]
    assert gate.outcome == "UNDETERMINED"
    assert gate.counts == "116 of 132 right (88 %, 95 % interval 81 to 92 %)"
    assert gate.comparison == "It may be as low as 82 %, and your bar is 85 %."
    assert gate.to_settle.startswith("Too close to call with 132 questions. To settle it: about ")
    assert gate.to_settle.endswith("more held-out questions.")


def test_perfect_answers_to_four_questions_prove_nothing() -> None:
    assert decide(summary((4, 4)), None).gates[0].outcome == "UNDETERMINED"


def test_unsure_answers_may_not_carry_a_pass() -> None:
    gate = decide(summary((285, 300), n_unsure=40), None).gates[0]
    assert gate.outcome == "UNDETERMINED"
    assert gate.comparison == "It may be as low as 78 %, and your bar is 85 %."
    assert gate.to_settle == "To settle it: grade the 40 unsure answers by hand."


def test_a_bound_near_the_bar_is_told_with_a_decimal() -> None:
    gate = decide(summary((135, 150)), None).gates[0]
    assert gate.comparison == "Even at worst it is 85.2 %, and your bar is 85.0 %."


def test_unsure_answers_cancel_in_the_gap() -> None:
    assert decide(summary((285, 300), (291, 300), n_unsure=40), None).gates[1].outcome == "PASS"


def test_unsure_answers_that_cannot_tip_it_leave_the_pass_alone() -> None:
    assert decide(summary((290, 300), n_unsure=4), None).gates[0].outcome == "PASS"


def test_a_gap_of_seven_points_with_a_limit_of_ten_is_too_close_to_call() -> None:
    gate = decide(summary((132, 150), (190, 200)), None).gates[1]
    assert gate.outcome == "UNDETERMINED"
    assert gate.comparison == "It may be as large as 12.4 points, and your limit is 10.0."
    assert "7.0 points, 95 % interval 1.2 to 13.6 points" in gate.counts


def test_a_gap_of_forty_points_fails() -> None:
    assert decide(summary((55, 100), (98, 100)), None).gates[1].outcome == "FAIL"


def test_the_base_models_gap_stands_beside() -> None:
    held_out, train = answers("taught", 80, 100), answers("train", 90, 100)
    gap = overfitting_gap(train, held_out, train, held_out)
    base = [
        GradedAnswer(row.question, Answer(row.answer.pair_id, "base", "", "", "", None), row.graded)
        for row in held_out + train
    ]
    found = summarise([*held_out, *train, *base], stamp=Stamp(), seed=1)
    assert found.gap == gap
    assert "the base model, which saw neither, has 10.0" in decide(found, None).gates[1].counts


def test_another_bar_is_another_verdict() -> None:
    found = summary((116, 132))
    assert decide(found, None, Bars(held_out_accuracy=0.75)).gates[0].outcome == "PASS"
    assert decide(found, None, Bars(held_out_accuracy=0.95)).gates[0].outcome == "FAIL"


def test_all_errors_is_an_outage_and_not_a_bad_model() -> None:
    rows = [
        GradedAnswer(Question("p", "?", ("!",)), Answer("p", "endpoint", "", "down", "", None), Graded("unscored"))
    ] * 132
    gate = decide(summarise(rows, stamp=Stamp(), seed=1), None).gates[0]
    assert gate.outcome == "UNDETERMINED"
    assert gate.comparison == "No answer could be graded: 132 errors. Nothing was counted as wrong."


@pytest.mark.parametrize(
    ("evidence", "outcome", "told"),
    [
        (GOOD_SESSION, "PASS", "Nothing failed in 29 exchanges; up to 10 % of questions could still fail."),
        (SessionEvidence(2, 1, 30, 29), "UNDETERMINED", "repeat or discard 1 session that did not count."),
        (SessionEvidence(1, 1, 18, 29), "UNDETERMINED", "To settle it: 12 more minutes with a tester."),
        (SessionEvidence(1, 1, 30, 9), "UNDETERMINED", "16 more exchanges, so that a failure would show."),
        (SessionEvidence(1, 1, 30, 40, 1), "PASS", "1 single failure in 40 exchanges, none that came back."),
        (SessionEvidence(1, 1, 5, 4, 2, ("invents limits",)), "FAIL", "It keeps failing in 1 way: invents limits."),
    ],
)
def test_the_session_gate(evidence: SessionEvidence, outcome: str, told: str) -> None:
    gate = decide(None, evidence).gates[2]
    assert gate.outcome == outcome
    assert told in f"{gate.comparison} {gate.to_settle}"
