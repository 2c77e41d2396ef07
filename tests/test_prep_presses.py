"""Presses: what a person decided at once, and the pace of it."""

from prep.presses import Decided, pace_s, press_to_undo
from prep.records import Decision


def test_a_press_that_decided_twice_is_undone_as_one() -> None:
    rows = [Decision("a", "accept", decided_at="1"), Decision("b", "reject", decided_at="1"), Decision("c", "accept", decided_at="2")]  # fmt: skip  # noqa: E501
    assert press_to_undo(Decided.of(rows).presses, {"a"}) == tuple(rows[:2])


def test_the_pace_is_the_persons_own_without_pauses() -> None:
    assert pace_s([0, 4, 8, 1000, 1006, 1012]) == 5.0
