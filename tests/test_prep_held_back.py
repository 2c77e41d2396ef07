"""What is held out is not shown by the way; who decides on a pair that waits sees it."""

import json
from pathlib import Path

import pytest
from sealed_projects import sealed_project

from prep.errors import BadInput, Refused
from prep.held_back import held_back, refuse_unopened, unquoted
from prep.project import Project, write_json
from prep.records import Audit, Finding


def test_before_the_seal_nothing_is_held_back(tmp_path: Path) -> None:
    assert held_back(Project(tmp_path)) == frozenset()


def test_taught_and_untaught_pairs_are_held_back_but_for_those_that_wait(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    assert held_back(project) == {"T2/1", "T3/1"}
    assert held_back(project, Audit((), (), (), (), ("T3/1", "T9/1"), ())) == {"T2/1"}


def test_a_copy_that_was_folded_into_a_held_out_pair_is_held_back_too(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    folded = [
        Finding("near-duplicate", "reject", ("T5/1", "T4/1"), 0.9, ""),
        Finding("exact-duplicate", "reject", ("T4/1", "T2/1"), 1.0, ""),
        Finding("near-duplicate", "reject", ("T6/1", "T1/1"), 0.9, ""),
        Finding("near-duplicate", "reject", ("T7/1", "T3/1"), 0.9, ""),
    ]
    kept = ("T1/1", "T2/1", "T3/1", "T7/1")  # T7/1 by a person
    assert held_back(project, Audit(tuple(folded), (), (), kept, (), ("T4/1", "T5/1", "T6/1"))) == {
        "T2/1", "T3/1", "T4/1", "T5/1",
    }  # fmt: skip


def test_what_comes_back_to_the_held_out_part_and_copies_that_it_left_out_are_held_back(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    stored = json.loads(project.split.read_text())
    absent = [{"pair_id": "T4/1", "part": "untaught"}, {"pair_id": "T5/1", "part": "train"}]
    left_out = [
        {"pair_id": "T6/1", "because_of": "T2/1", "why": "copy"},
        {"pair_id": "T7/1", "because_of": "T2/1", "why": "ticket"},
        {"pair_id": "T8/1", "because_of": "T1/1", "why": "copy"},
    ]
    write_json(project.split, {**stored, "split": {**stored["split"], "absent": absent, "left_out": left_out}})
    assert held_back(project) == {"T2/1", "T3/1", "T4/1", "T6/1"}


def test_a_damaged_split_shows_nothing(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    project.split.write_text(json.dumps({"split": {}}))
    with pytest.raises(BadInput, match="split.json: expected which pair is in which part"):
        held_back(project)


def test_a_finding_is_printed_without_the_words_of_a_held_out_pair() -> None:
    quoting = Finding("same-question", "info", ("T1/1", "T2/1"), None, "Asked in 2 ways: What is my EL quota?")
    assert unquoted(quoting, {"T2/1"}).detail == "not quoted: T2/1 is held out"
    assert unquoted(quoting, {"T3/1"}) == quoting


def test_who_asks_for_a_held_out_pair_is_told_what_reading_it_means() -> None:
    refuse_unopened("why", ["T1/1"], {"T2/1"})
    with pytest.raises(Refused, match="got T2/1. Whoever reads one opens .* with --open-held-out WHY"):
        refuse_unopened("why", ["T1/1", "T2/1"], {"T2/1"})
