"""Groups agree with the facts asked for by the pairs of pairs that they hold."""

from prep.records import QuestionGroup
from question_groups import agreement, means

ASKED = {"a": "leave", "b": "leave", "c": "leave", "d": "salary"}


def groups(*members: str) -> list[QuestionGroup]:
    return [QuestionGroup(ids[0], tuple(ids)) for ids in members]


def test_groups_that_hold_what_asks_for_one_fact_agree_in_full() -> None:
    found = agreement(groups("abc", "d"), ASKED)
    assert (found["precision"], found["recall"], found["glued"]) == (1, 1, 1)


def test_a_question_split_in_two_costs_recall_alone() -> None:
    found = agreement(groups("ab", "c", "d"), ASKED)
    assert (found["precision"], found["recall"]) == (1, 0.333)


def test_two_questions_glued_cost_precision_and_are_counted() -> None:
    found = agreement(groups("abcd"), ASKED)
    assert (found["precision"], found["recall"], found["glued"]) == (0.5, 1, 2)


def test_several_draws_come_to_the_mean_of_each_figure() -> None:
    one, other = agreement(groups("ab", "c", "d"), ASKED), agreement(groups("abcd"), ASKED)
    assert means([one, other])["precision"] == 0.75 and means([one, other])["glued"] == 1.5
