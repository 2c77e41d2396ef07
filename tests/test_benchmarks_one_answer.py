"""benchmarks/one_answer.py: an answer that leaves something out or adds a limit never stands for another."""

from one_answer import judge_cases


def test_no_answer_written_by_hand_is_shared_that_leaves_out_or_adds_a_step_a_limit_or_a_person() -> None:
    found = judge_cases("dev") | judge_cases("check")
    assert found["dev_not_the_same"] + found["check_not_the_same"] >= 200
    assert found["dev_wrongly_shared"] == found["check_wrongly_shared"] == 0


def test_most_answers_written_by_hand_that_say_the_same_are_shared() -> None:
    found = judge_cases("dev") | judge_cases("check")
    assert found["dev_shared"] >= 0.9 * found["dev_the_same"]
    assert found["check_shared"] >= 0.9 * found["check_the_same"]
