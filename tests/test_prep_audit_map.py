"""What the map says: topics and findings, and of the questions only words that many tickets use."""

import numpy as np
import pytest

from prep import audit_map
from prep.audit_map import draw_map
from prep.records import Audit, Finding, Pair

PAIRS = [
    Pair(f"T{n}/1", f"T{n}", f"How does my colleague {name} carry over vacation {word}?", "Up to 5 days.", "leave")
    for n, (name, word) in enumerate([("Ann", "days"), *[("Bo", "days")] * 4, ("Ann", "xylophones")])
]
FOUND = (
    Finding("conflicting-answers", "review", ("T0/1", "T1/1"), 0.9, ""),
    Finding("not-self-contained", "review", ("T1/1",), 0.1, ""),
    Finding("inconsistent-tone", "info", ("T2/1",), 0.9, ""),
    Finding("same-question", "info", ("T3/1", "T4/1"), 2.0, ""),
)
AUDIT = Audit(FOUND, (), (), ("T2/1", "T3/1", "T4/1"), ("T0/1", "T1/1"), ("T5/1",))
PLACES = np.linspace(0, 1, 12, dtype=np.float32).reshape(6, 2)


def says(pair_id: str) -> str:
    return next(dot.says for dot in draw_map(PAIRS, AUDIT, PLACES).dots if pair_id in dot.says)


def test_each_dot_has_the_gravest_that_was_found() -> None:
    fates = {dot.says.split(" · ")[1].split("\n")[0]: dot.fate for dot in draw_map(PAIRS, AUDIT, PLACES).dots}
    assert fates == {
        "T0/1": "conflict", "T1/1": "waiting", "T2/1": "noted", "T3/1": "kept", "T4/1": "kept", "T5/1": "aside",
    }  # fmt: skip
    assert [(fate, n) for fate, _, n in draw_map(PAIRS, AUDIT, PLACES).fates] == [
        ("conflict", 1), ("waiting", 1), ("aside", 1), ("noted", 1), ("kept", 2),
    ]  # fmt: skip


def test_a_dot_of_a_held_out_pair_says_no_word_of_its_question() -> None:
    dots = draw_map(PAIRS, AUDIT, PLACES, held_back={"T0/1"}).dots
    assert "leave · T0/1\nconflicting answers" in {dot.says for dot in dots}


def test_a_dot_says_what_was_found_and_no_name_and_no_rare_word() -> None:
    assert says("T0/1") == "leave · T0/1\nconflicting answers\ncolleague carry vacation days"
    assert "Ann" not in says("T5/1") and "xylophones" not in says("T5/1")


def test_of_a_large_set_all_findings_are_drawn_and_some_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_map, "MOST_DOTS", 5)
    drawing = draw_map(PAIRS, AUDIT, PLACES)
    assert sorted(dot.fate for dot in drawing.dots) == ["aside", "conflict", "kept", "noted", "waiting"]
    assert drawing.n_pairs == 6


def test_small_topics_share_a_colour() -> None:
    pairs = [Pair(f"T{n}", "", "How?", "So.", f"topic {n // 2}") for n in range(18)]
    drawing = draw_map(pairs, Audit((), (), (), tuple(pair.pair_id for pair in pairs), (), ()), np.zeros((18, 2)))
    assert len(drawing.topics) == 6 and drawing.n_other_topics == 6
    assert max(dot.colour for dot in drawing.dots) == 6
