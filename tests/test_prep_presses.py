"""Presses: what a person decided at once, and the pace of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from prep.decision_log import decide, read_log
from prep.decisions import fold_log
from prep.presses import (
    Decided,
    n_last_words,
    pace_s,
    press_to_undo,
    read_decided,
    read_presses,
    undo_press,
    write_press,
)
from prep.project import Project
from prep.records import Decision, Pair


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_a_press_that_decided_twice_is_undone_as_one() -> None:
    rows = [Decision("a", "accept", decided_at="1"), Decision("b", "reject", decided_at="1"), Decision("c", "accept", decided_at="2")]  # fmt: skip  # noqa: E501
    assert press_to_undo(Decided.of(rows).presses, {"a"}) == tuple(rows[:2])


def test_a_press_is_taken_back_on_the_page_where_it_was_made() -> None:
    on_pairs, on_conflicts = (
        Decision(pair_id, "accept", decided_at=page, page=page)
        for pair_id, page in (("a", "pairs"), ("b", "conflicts"))
    )
    presses = Decided.of([on_pairs, on_conflicts]).presses
    assert press_to_undo(presses, {"a", "b"}, "pairs") == (on_pairs,)
    assert press_to_undo(presses, {"a", "b"}, "conflicts") == press_to_undo(presses, {"a", "b"}) == (on_conflicts,)
    older = (Decision("a", "accept", decided_at="1"),)
    assert press_to_undo([older], {"a"}, "pairs") == press_to_undo([older], {"a"}, "copies") == older


def test_a_press_that_later_words_have_overtaken_wholly_is_passed_over() -> None:
    first = (Decision("a", "accept", decided_at="1"),)
    split = tuple(Decision(f"b~{n}", "split", decided_at="2") for n in (1, 2))
    both = tuple(Decision(pair_id, "reject", decided_at="3") for pair_id in "cd")
    of_c, of_d, of_b = (
        (Decision(pair_id, "accept", decided_at="4", page="findings"),) for pair_id in ("c", "d", "b~2")
    )
    all_ids = {"a", "b~1", "b~2", "c", "d"}
    assert press_to_undo([first, split, both, of_c], all_ids, "pairs") == both
    assert press_to_undo([first, split, both, of_c], {"a", "c"}, "pairs") == first, "nothing is taken back from c"
    assert press_to_undo([first, split, both, of_c, of_d], all_ids, "pairs") == split
    assert press_to_undo([first, split, of_b], all_ids, "pairs") == first, "a split is taken back whole or not at all"
    assert press_to_undo([both, of_c, of_d], all_ids, "pairs") is None


def test_the_pace_is_the_persons_own_without_pauses() -> None:
    assert pace_s([0, 4, 8, 1000, 1006, 1012]) == 5.0


def test_a_word_that_was_said_later_outlives_the_undo_of_a_press(project: Project) -> None:
    decide(project, Decision("a", "accept", decided_at="1"), Decision("b", "accept", decided_at="1"))
    decide(project, Decision("b", "edit", response="By Friday.", decided_at="2"))
    press, later = read_presses(project)
    assert undo_press(project, press, "3") == ("b",)
    assert {pair_id: each.response for pair_id, each in fold_log(read_log(project)).items()} == {"b": "By Friday."}
    assert undo_press(project, later, "4") == ()
    assert undo_press(project, read_presses(project)[0], "5") == () and not fold_log(read_log(project))


def test_a_press_that_was_taken_back_takes_nothing_more(project: Project) -> None:
    decide(project, Decision("b", "edit", response="By Friday.", decided_at="1"))
    decide(project, Decision("b", "accept", decided_at="2"))
    _, accepted = read_presses(project)
    undo_press(project, accepted, "3")
    assert undo_press(project, accepted, "4") == ("b",)
    assert fold_log(read_log(project))["b"].response == "By Friday."


def test_an_edit_and_its_acceptance_are_taken_back_together(project: Project) -> None:
    decide(project, Decision("a", "reject", decided_at="1"))
    decide(project, Decision("a", "edit", response="Yes.", decided_at="2"), Decision("a", "accept", decided_at="2"))
    assert n_last_words(read_presses(project)) == {"a": 2}
    undo_press(project, read_presses(project)[-1], "3")
    assert fold_log(read_log(project))["a"].said.action == "reject"


def test_a_split_with_an_edited_part_is_not_taken_back_by_halves(project: Project) -> None:
    decide(project, *(Decision(one, "split", instruction=one, response=one, decided_at="1") for one in ("a~1", "a~2")))
    decide(project, Decision("a~2", "edit", response="Yes.", decided_at="2"))
    assert undo_press(project, read_presses(project)[0], "3") == ("a~1", "a~2")
    assert set(fold_log(read_log(project))) == {"a~1", "a~2"}


def test_each_press_more_comes_to_what_the_whole_log_comes_to(project: Project) -> None:
    made = {"1": Pair("1", "1", "Q?", "5 days", "")}
    edit, later = Decision("1", "edit", response="15 days"), replace(made["1"], response="15 days")
    for at, press in enumerate([[edit, Decision("1", "accept")], [Decision("2", "reject")], [Decision("1", "reject")]]):
        write_press(project, press, str(at), made)
        assert read_decided(project, "", made) == Decided.of(read_log(project), 0, made)
    before = read_decided(project, "", made)
    write_press(project, [Decision("1", "accept")], "3", {"1": later})
    assert read_decided(project, "", made) == Decided.of(read_log(project), 0, made) != before
    undo_press(project, read_presses(project)[-1], "4")
    assert read_decided(project, "", made) == Decided.of(read_log(project), 0, made) == before
