"""benchmarks/no_answers.py: replies that help nobody else, beside such that look alike and do."""

import pytest
from no_answers import Row, fates_of, in_halves, main, measure


def test_what_becomes_of_replies_is_counted() -> None:
    rows = [
        Row("How long is the trial period?", "The trial period lasts 30 days.", answers=True, kind="rule"),
        Row("The bulb in the corridor is out.", "Replaced the bulb.", answers=False, kind="deed"),
    ]
    counts = measure(rows, fates_of(rows))
    assert counts["answering_accepted"] == counts["nobody_waiting"] == 1
    assert counts["precision"] == counts["recall"] == 1.0


def test_each_row_is_in_one_half() -> None:
    first, second = in_halves()
    assert not set(first) & set(second)
    assert abs(len(first) - len(second)) <= 1


def test_misses_of_the_unseen_half_are_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--half", "unseen", "--misses"]) == 2
    assert "never shown" in capsys.readouterr().err
