"""The cut goes to where a person's labels put it, and says how good it is on them."""

import pytest

from prep.calibration import ENOUGH, SHIPPED_CUT, Label, calibrate, draw_borderline, still_said
from prep.records import Pair


def label(odds: float, answer: str, left: str = "A", right: str = "B") -> Label:
    return Label(left, right, odds, "", answer)  # type: ignore[arg-type]


def labelled(boundary: float, n: int = 60) -> list[Label]:
    """What somebody says to whom questions are the same from `boundary` on."""
    odds = [-3 + 6 * place / (n - 1) for place in range(n)]
    return [label(value, "same" if value >= boundary else "different") for value in odds]


@pytest.mark.parametrize("boundary", [-1.0, 0.0, 1.0, 2.0])
def test_the_cut_moves_to_the_labels(boundary: float) -> None:
    found = calibrate(labelled(boundary))
    assert found.is_moved and found.cut == pytest.approx(boundary, abs=0.45)


def test_precision_and_recall_are_counted_at_both_cuts_with_intervals() -> None:
    found = calibrate(labelled(1.0))
    assert (found.precision_before.n_right, found.precision_before.n) == (20, 30)
    assert found.recall_before.value == 1.0
    assert found.precision.value is not None and found.precision.value > 20 / 30
    assert found.precision.low is not None and found.precision.high is not None
    assert found.precision.low < found.precision.value <= found.precision.high
    assert (found.n_same, found.n_different, found.n_labels) == (20, 40, 60)


def test_few_labels_do_not_move_the_cut() -> None:
    found = calibrate(labelled(2.0, n=ENOUGH - 1))
    assert (found.is_moved, found.cut) == (False, SHIPPED_CUT)
    assert not calibrate([*labelled(2.0, n=ENOUGH - 1), label(0.0, "unsure")]).is_moved
    assert calibrate([]).precision.value is None


def test_who_always_says_the_same_moves_the_cut_no_further_than_it_was_looked_at() -> None:
    everything = calibrate([label(odds.odds, "same") for odds in labelled(0.0)])
    nothing = calibrate([label(odds.odds, "different") for odds in labelled(0.0)])
    assert -2.5 <= everything.cut < -1 and 1 < nothing.cut <= 2.5
    assert nothing.recall.value is None


def test_the_last_word_counts_and_an_undo_brings_back_the_one_before() -> None:
    said = [label(0, "same"), label(0, "different"), label(0, "undo"), label(1, "same", "C", "D")]
    assert {pair: one.answer for pair, one in still_said(said).items()} == {("A", "B"): "same", ("C", "D"): "same"}
    assert still_said([label(0, "same"), label(0, "undo"), label(0, "undo")]) == {}


PAIRS = [Pair(f"T{n:03}", "", f"Question number {n}?", "So.") for n in range(200)]
LINKS = [(n, n + 1, -6 + 12 * n / 198) for n in range(199)]


def test_as_many_are_drawn_from_each_band_around_the_cut_and_none_from_beyond() -> None:
    drawn = draw_borderline(PAIRS, LINKS, seed=7)
    odds = sorted(one.odds for one in drawn)
    assert len(drawn) == 60 and odds[0] > -3 and odds[-1] < 3
    assert sum(value < 0 for value in odds) == 30
    assert odds != [one.odds for one in drawn]  # the order gives nothing away


def test_a_drawing_does_not_depend_on_the_order_and_repeats_nothing_that_was_labelled() -> None:
    first = draw_borderline(PAIRS, LINKS, seed=7)
    assert draw_borderline(PAIRS, LINKS[::-1], seed=7) == first
    again = draw_borderline(PAIRS, LINKS, seed=7, known={one.texts for one in first})
    assert not {one.texts for one in again} & {one.texts for one in first}


def test_one_question_is_not_asked_about_again_and_again() -> None:
    drawn = draw_borderline(PAIRS, [(0, n, 0.1) for n in range(1, 50)], seed=7)
    assert len(drawn) == 2
    equal = [Pair("T1", "", "How?", "So."), Pair("T2", "", "how? ", "So.")]
    assert draw_borderline(equal, [(0, 1, 0.1)], seed=7) == []
