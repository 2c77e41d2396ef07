"""Intervals that keep their promise, and no number for nothing."""

import numpy as np
import pytest
from scipy.stats import bootstrap

from evalsuite.statistics import (
    ONE_SIDED,
    clustered,
    largest_hidden_rate,
    mcnemar_p,
    newcombe,
    paired_difference,
    questions_to_settle,
    questions_to_settle_gap,
    wilson,
)


def test_a_share_of_nothing_is_none_and_not_zero() -> None:
    assert wilson(0, 0).value is None
    assert newcombe(3, 4, 0, 0).value is None
    assert clustered([], [], seed=1).value is None
    assert paired_difference(0, 0, 0, 0).value is None
    assert largest_hidden_rate(0) is None


def test_none_right_of_ten_is_zero_with_doubt_above() -> None:
    share = wilson(0, 10)
    assert share.value == 0
    assert share.low == 0
    assert share.high == pytest.approx(0.2775, abs=1e-4)


@pytest.mark.parametrize(("n", "passes_from", "fails_up_to"), [(50, 47, 38), (100, 91, 79), (150, 135, 120)])
def test_the_counts_that_clear_or_miss_a_bar_of_85_percent(n: int, passes_from: int, fails_up_to: int) -> None:
    assert (wilson(passes_from, n, confidence=ONE_SIDED).low or 0) >= 0.85
    assert (wilson(passes_from - 1, n, confidence=ONE_SIDED).low or 0) < 0.85
    assert (wilson(fails_up_to, n, confidence=ONE_SIDED).high or 1) < 0.85
    assert (wilson(fails_up_to + 1, n, confidence=ONE_SIDED).high or 1) >= 0.85


def test_newcombe_as_published_for_190_of_200_against_132_of_150() -> None:
    gap = newcombe(190, 200, 132, 150)
    assert gap.value == pytest.approx(0.07)
    assert gap.low == pytest.approx(0.012, abs=5e-4)
    assert gap.high == pytest.approx(0.136, abs=5e-4)


def test_newcombes_paired_interval_is_near_the_paired_bootstrap() -> None:
    both, only_left, only_right, neither = 60, 22, 8, 10
    left = np.repeat([1, 1, 0, 0], [both, only_left, only_right, neither])
    right = np.repeat([1, 0, 1, 0], [both, only_left, only_right, neither])
    found = paired_difference(both, only_left, only_right, neither)
    resampled = bootstrap(
        (left, right),
        lambda one, other, axis: one.mean(axis=axis) - other.mean(axis=axis),
        paired=True,
        vectorized=True,
        n_resamples=3000,
        method="percentile",
        rng=np.random.default_rng(5),
    ).confidence_interval
    assert found.value == pytest.approx(0.14)
    assert found.low == pytest.approx(resampled.low, abs=0.015)
    assert found.high == pytest.approx(resampled.high, abs=0.015)


def test_two_that_never_differ_have_no_p_value_but_an_interval_around_zero() -> None:
    assert mcnemar_p(0, 0) is None
    found = paired_difference(40, 0, 0, 10)
    assert found.value == 0
    assert (found.low or 0) <= 0 <= (found.high or 0)


def test_mcnemar_counts_only_the_questions_that_tell_two_apart() -> None:
    assert mcnemar_p(8, 3) == pytest.approx(0.2266, abs=1e-4)
    assert (mcnemar_p(20, 2) or 1) < 0.001


def test_groups_that_stand_or_fall_together_widen_the_interval() -> None:
    right = [True] * 30 + [False] * 10
    alone = clustered(right, range(40), seed=3)
    together = clustered(right, [position // 10 for position in range(40)], seed=3)
    assert alone.value == together.value == 0.75
    assert (together.high or 0) - (together.low or 0) > (alone.high or 0) - (alone.low or 0)


def test_the_same_seed_draws_the_same_groups() -> None:
    right, groups = [True, False, True, True, False], [1, 1, 2, 3, 4]
    assert clustered(right, groups, seed=7) == clustered(right, groups, seed=7)


def test_one_group_has_a_share_but_no_interval() -> None:
    assert clustered([True, False], ["g", "g"], seed=1).low is None


def test_questions_to_settle_is_the_smallest_number_that_does() -> None:
    more = questions_to_settle(116, 132, 0.85)
    assert more is not None
    total = 132 + more
    assert (wilson(round(116 / 132 * total), total, confidence=ONE_SIDED).low or 0) >= 0.85
    assert 200 < more < 500


def test_a_share_at_the_bar_cannot_be_settled_by_asking_more() -> None:
    assert questions_to_settle(85, 100, 0.85) is None
    assert questions_to_settle(0, 0, 0.85) is None


def test_a_gap_of_seven_points_needs_more_questions_for_a_limit_of_ten() -> None:
    more = questions_to_settle_gap(190, 200, 132, 150, 0.10)
    assert more is not None
    assert more > 50


def test_29_quiet_exchanges_leave_room_for_almost_one_failure_in_ten() -> None:
    assert largest_hidden_rate(29) == pytest.approx(0.098, abs=5e-4)
