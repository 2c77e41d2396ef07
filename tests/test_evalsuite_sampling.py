"""Training questions are drawn to match the held-out ones."""

from collections import Counter

from evalsuite.records import Question
from evalsuite.sampling import match_train_sample, quotas


def questions(topic: str, n: int, part: str, start: int = 0) -> list[Question]:
    return [
        Question(f"{part}-{topic}-{number:03}", "?", ("!",), topic, part)  # type: ignore[arg-type]
        for number in range(start, start + n)
    ]


TRAIN = questions("leave", 50, "train") + questions("payroll", 50, "train")
HELD_OUT = questions("leave", 6, "taught") + questions("payroll", 2, "taught") + questions("payroll", 9, "untaught")


def test_each_topic_is_drawn_as_often_as_it_is_held_out_and_taught() -> None:
    drawn = match_train_sample(TRAIN, HELD_OUT, seed=1)
    assert Counter(question.topic for question in drawn) == {"leave": 6, "payroll": 2}


def test_the_same_seed_draws_the_same_questions_whatever_their_order() -> None:
    drawn = match_train_sample(TRAIN, HELD_OUT, seed=1)
    again = match_train_sample(TRAIN[::-1], HELD_OUT, seed=1)
    assert {question.pair_id for question in drawn} == {question.pair_id for question in again}
    assert drawn != match_train_sample(TRAIN, HELD_OUT, seed=2)


def test_a_topic_with_too_few_training_questions_stays_short() -> None:
    drawn = match_train_sample(questions("leave", 2, "train") + questions("payroll", 50, "train"), HELD_OUT, seed=1)
    assert Counter(question.topic for question in drawn) == {"leave": 2, "payroll": 2}


def test_different_question_groups_come_before_a_second_pair_of_one_group() -> None:
    crowded = [Question(f"p{number}", "?", ("!",), "leave", "train", f"g{number % 3}") for number in range(30)]
    drawn = match_train_sample(crowded, questions("leave", 3, "taught"), seed=4)
    assert {question.group_id for question in drawn} == {"g0", "g1", "g2"}


def test_another_size_keeps_the_shares() -> None:
    assert quotas(Counter({"leave": 6, "payroll": 3, "travel": 1}), 20) == {"leave": 12, "payroll": 6, "travel": 2}
    assert sum(quotas(Counter({"leave": 1, "payroll": 1, "travel": 1}), 10).values()) == 10
    assert quotas(Counter(), 10) == {}
