"""What a split buys is said in one sentence, and what more would cost in another."""

from test_prep_precision import BAR, drawn

from prep.split import Stratum
from prep.split_words import (
    deviation,
    exactness,
    exactness_of_refusing,
    few_taught,
    parts_line,
    plan_facts,
    price_of_five_points,
    waiting_line,
)


def test_the_sentence_names_reach_count_and_interval() -> None:
    assert exactness(drawn(820, 150, 30), BAR) == (
        "Held-out accuracy will be known to ±5.7 points: with 85 % of 150 taught pairs right, the 95 % interval is "
        "78.4 to 89.8 %."
    )


def test_the_doubt_about_refusing_follows_from_the_untaught_pairs() -> None:
    assert exactness_of_refusing(drawn(820, 150, 33), BAR) == (
        "Whether it refuses what it was not taught will be known to ±12.1 points, from 33 untaught pairs."
    )
    assert exactness_of_refusing(drawn(820, 150, 0), BAR) == ""


def test_ways_of_asking_one_question_leave_more_doubt_and_that_is_said() -> None:
    assert "They ask 10 questions" in exactness(drawn(0, 50, 0, n_questions=10), BAR)


def test_more_exact_costs_a_larger_share_or_more_pairs() -> None:
    assert price_of_five_points(drawn(820, 150, 30), BAR) == (
        "±5 points take 196 taught pairs, 236 held out in all: hold out 23.6 % of today's pairs (--held-out 0.236), or "
        "have 1,307 kept pairs of the same kind at 18 %."
    )


def test_what_half_of_the_pairs_could_not_pay_asks_for_more_pairs_only() -> None:
    said = price_of_five_points(drawn(82, 15, 3), BAR)
    assert "--held-out" not in said and said.endswith("have 1,307 kept pairs of the same kind at 18 %.")


def test_a_large_split_has_what_five_points_take() -> None:
    assert price_of_five_points(drawn(1000, 200, 30), BAR) == "±5 points take 196 taught pairs, which this split has."


def test_without_a_taught_pair_there_is_no_accuracy_and_no_price() -> None:
    split = drawn(10, 0, 3)
    assert "no held-out accuracy" in exactness(split, BAR)
    assert price_of_five_points(split, BAR) == ""
    assert plan_facts(split, BAR)["precision"] is None
    assert plan_facts(split, BAR)["reach_of_refusing"] is not None


def test_each_topic_says_how_far_it_is_from_the_share_wished_for() -> None:
    split = drawn(8, 2, 0)
    assert deviation(Stratum("leave", 8, 1, 1), split) == "20.0 % (+2.0)"
    assert deviation(Stratum("leave", 82, 15, 3), split) == "18.0 % (±0.0)"
    assert deviation(Stratum("payroll", 4, 0, 0), split) == "0.0 % (−18.0)"


def test_the_parts_are_counted() -> None:
    assert parts_line(drawn(1200, 20, 3)) == "1,200 train · 20 held out, taught · 3 held out, untaught"


def test_few_taught_questions_are_warned_of_with_the_width_of_the_interval() -> None:
    assert few_taught(drawn(82, 15, 3), BAR) == (
        "Warning: only 15 taught questions are held out, fewer than 30. With 85 % right the 95 % interval is 35.3 "
        "points wide or more: it will hardly tell a good model from a middling one."
    )
    assert few_taught(drawn(82, 30, 3), BAR) == "" == few_taught(drawn(82, 0, 3), BAR)
    assert "only 10 taught questions" in few_taught(drawn(0, 50, 0, n_questions=10), BAR)


def test_pairs_that_wait_are_in_no_part_and_ask_for_a_new_split_later() -> None:
    assert waiting_line(1, "desk") == (
        "1 pair still waits for you and is in no part of the split. Once you have decided, audit and run "
        "`pairwright split desk` again: the others keep their side."
    )
    assert waiting_line(0, "desk") == ""
