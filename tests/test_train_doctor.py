"""The doctor names what a loss curve shows, and does not call noise a trend."""

import math

import pytest

from train.doctor import diagnose
from train.records import StepLog


def curve(*losses: float) -> list[StepLog]:
    return [StepLog(10 * n, n / 4, loss, 1e-4, 1.0, 160 * n, 2.0 * n) for n, loss in enumerate(losses, start=1)]


@pytest.mark.parametrize(
    ("losses", "pattern"),
    [
        ((3.0, 2.1, 1.5, 1.2, 1.0, 0.9), "learning"),
        ((3.0, 2.9), "too-early"),
        ((3.0, 3.02, 2.99, 3.01, 3.0, 2.99), "not-learning"),
        ((3.0, 1.5, 1.2, 2.4, 3.6, 4.1), "diverging"),
        ((3.0, 1.0, 0.2, 0.04, 0.02, 0.01), "memorising"),
        ((3.0, 2.0, math.nan, 1.0, 1.0), "not-a-number"),
    ],
)
def test_each_pattern_is_named(losses: tuple[float, ...], pattern: str) -> None:
    assert diagnose(curve(*losses)).pattern == pattern


def test_the_step_where_the_loss_stopped_being_a_number_is_named() -> None:
    assert "since step 30" in diagnose(curve(3.0, 2.0, math.inf, 1.0)).sentence


def test_noise_around_a_falling_curve_is_still_learning() -> None:
    assert diagnose(curve(3.0, 2.2, 2.4, 1.7, 1.9, 1.4, 1.6, 1.2, 1.3, 1.1)).pattern == "learning"
