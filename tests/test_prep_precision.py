"""The held-out part's size is a promise about the interval, made before anything is trained."""

import pytest
from scipy.stats import binomtest

from prep.precision import REACHES, pairs_for, precision, price, prices
from prep.records import Assignment, Part, Split

BAR = 0.85


def drawn(n_train: int, n_taught: int, n_untaught: int, *, n_questions: int | None = None) -> Split:
    """A split of that many pairs, the taught ones about `n_questions` questions."""
    parts: list[Part] = ["train"] * n_train + ["taught"] * n_taught + ["untaught"] * n_untaught
    of = n_questions or len(parts)
    rows = tuple(Assignment(f"T{n}", f"Q{n % of}", "leave", part) for n, part in enumerate(parts))
    return Split(rows, held_out_share=0.18, seed=7)


def test_one_hundred_taught_pairs_know_85_percent_to_within_7_points() -> None:
    expected = precision(drawn(450, 100, 17), accuracy=BAR)
    assert expected is not None
    wilson = binomtest(85, 100).proportion_ci(method="wilson")
    assert (expected.low, expected.high) == pytest.approx((wilson.low, wilson.high))
    assert expected.reach == pytest.approx(0.0695, abs=5e-4)


def test_5_points_at_the_bar_take_196_pairs_and_one_fewer_does_not_do() -> None:
    n = pairs_for(0.05, accuracy=BAR)
    assert n == 196
    for pairs, is_enough in ((n, True), (n - 1, False)):
        expected = precision(drawn(9 * pairs, pairs, 0), accuracy=BAR)
        assert expected is not None and (expected.reach <= 0.05) is is_enough


def test_a_better_model_is_known_more_exactly_than_one_at_the_bar() -> None:
    split = drawn(450, 100, 17)
    at_the_bar, above = precision(split, accuracy=BAR), precision(split, accuracy=0.95)
    assert at_the_bar is not None and above is not None and above.reach < at_the_bar.reach


def test_the_price_counts_untaught_pairs_and_all_that_are_kept_in_todays_proportions() -> None:
    found = price(drawn(820, 150, 30), 0.05, accuracy=BAR)
    assert found is not None
    assert (found.n_taught, found.n_held_out, found.n_kept) == (196, 236, 1307)
    assert found.held_out_share == 0.236
    assert not found.is_met


def test_what_would_hold_out_more_than_half_has_no_share() -> None:
    found = price(drawn(82, 15, 3), 0.03, accuracy=BAR)
    assert found is not None and found.held_out_share is None
    assert found.n_kept > 3000


def test_a_larger_share_is_no_advice_where_no_other_way_of_asking_is_left() -> None:
    found = price(drawn(820, 100, 80), 0.05, accuracy=BAR)
    assert found is not None and found.held_out_share is None


def test_narrower_is_never_cheaper() -> None:
    found = prices(drawn(820, 150, 30), accuracy=BAR)
    assert [one.reach for one in found] == list(REACHES)
    assert [one.n_taught for one in found] == sorted(one.n_taught for one in found)
    assert [one.is_met for one in found] == [True, True, False, False, False]


def test_without_a_taught_pair_there_is_nothing_to_be_exact_about() -> None:
    untaught_only = drawn(10, 0, 3)
    assert precision(untaught_only, accuracy=BAR) is None
    assert price(untaught_only, 0.05, accuracy=BAR) is None
    assert prices(untaught_only, accuracy=BAR) == []


def test_ways_of_asking_one_question_are_counted_as_one_question() -> None:
    expected = precision(drawn(0, 12, 0, n_questions=4), accuracy=BAR)
    assert expected is not None and (expected.n_taught, expected.n_questions) == (12, 4)


def test_no_number_of_pairs_makes_an_interval_of_nothing() -> None:
    assert pairs_for(0.0, accuracy=BAR) is None
