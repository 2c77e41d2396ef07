"""Copies come in groups with the pair that stays; another one can be chosen, or all of them kept."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from app_project import build_project
from test_app_conflicts import opened, press

from app_pages.copy_groups import choose, copy_groups, keep_all, n_held_back, stays
from prep.decisions import Standing
from prep.found import Found
from prep.project import Project, read_records
from prep.records import Audit, Decision, Finding, Pair

PAIRS = {name: Pair(name, "", f"How, {name}?", "So.") for name in "abcde"}


def found(*folded: tuple[str, str, str]) -> Found:
    findings = tuple(Finding(code, "reject", (copy, kept), 1.0, "") for code, copy, kept in folded)
    return Found(Audit(findings, (), (), (), (), ()), PAIRS, True, "")


GROUP = copy_groups(found(("near-duplicate", "b", "a"), ("near-duplicate", "c", "a")))[0]


def test_copies_of_one_pair_are_one_group_with_the_kept_one_first() -> None:
    groups = copy_groups(
        found(("near-duplicate", "b", "a"), ("near-duplicate", "c", "a"), ("near-duplicate", "e", "d"))
    )
    assert [group.ids for group in groups] == [("a", "b", "c"), ("d", "e")]


def test_an_exact_copy_of_a_near_copy_is_in_the_same_group() -> None:
    (group,) = copy_groups(found(("exact-duplicate", "c", "b"), ("near-duplicate", "b", "a")))
    assert group.ids == ("a", "b", "c")


def test_the_person_chooses_which_stays() -> None:
    assert stays(GROUP, {}) == ["a"]
    said = {one.pair_id: Standing(one) for one in choose(GROUP, "c")}
    assert stays(GROUP, said) == ["c"] and said["a"].said.reason == "a copy of c"
    assert stays(GROUP, {one.pair_id: Standing(one) for one in keep_all(GROUP)}) == ["a", "b", "c"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = build_project(tmp_path, offices=1)
    shutil.rmtree(project.split.parent)  # nothing is held out yet
    return project


def test_the_copies_of_a_held_out_pair_stay_sealed() -> None:
    sealed = replace(found(("near-duplicate", "b", "a"), ("near-duplicate", "e", "d")), held_back=frozenset("a"))
    assert [group.ids for group in copy_groups(sealed)] == [("d", "e")] and n_held_back(sealed) == 1


def test_one_key_chooses_another_copy_and_undo_takes_it_back(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(project, monkeypatch, "Copies")
    assert app.markdown[0].value.startswith("**1 copy was** folded into 1 pair that stays · group 1 of 1")
    app = press(app, "2 stays")
    said = {one.action for one in read_records(project.decisions, Decision)}
    assert said == {"accept", "reject"} and app.title[0].value == "You have been through all copies"
    app = press(app, "Undo")
    assert app.markdown[0].value.startswith("**1 copy was** folded")
    press(app, "No copies: keep all")
    assert [one.reason for one in read_records(project.decisions, Decision)][-2:] == ["not a copy"] * 2
