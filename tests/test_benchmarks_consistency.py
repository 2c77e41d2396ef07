"""The benchmark of customs plants what it says, and counts what the checks name."""

import consistency
import pytest
from wordbag import embed

from prep.records import Pair

ANSWER = "You get 25 days. Hand it in until 5 May, we check it by 14:30."


@pytest.mark.parametrize("name", ["date in figures", "month before day", "am and pm", "we to I", "doubt", "correction"])
def test_a_change_changes_one_thing(name: str) -> None:
    changed = consistency.CHANGES[name][2](Pair("P1", "", "How many?", ANSWER))
    assert changed and changed != ANSWER
    assert {"date in figures": "05/05/26", "month before day": "May 5", "am and pm": "2:30 pm"}.get(name, "") in changed


def test_what_is_planted_is_found_and_what_breaks_no_custom_is_named() -> None:
    pairs = [Pair(f"P{n:03}", "", f"How many days for {n}?", f"You get {n} days of leave.") for n in range(100, 160)]
    figures = consistency.measure(pairs, embed, each=2, seed=7)
    assert figures["kinds"]["greeting"] == {"planted": 2, "found": 1.0}
    assert figures["kinds"]["doubt"] == {"planted": 2, "found": 1.0}
    assert "date in figures" in figures["no_custom"]
