"""What is held out is not shown by the way; who decides on a pair that waits sees it."""

import json
from pathlib import Path

import pytest
from sealed_projects import sealed_project

from prep.errors import BadInput, Refused
from prep.held_back import held_back, refuse_unopened
from prep.project import Project


def test_before_the_seal_nothing_is_held_back(tmp_path: Path) -> None:
    assert held_back(Project(tmp_path)) == frozenset()


def test_taught_and_untaught_pairs_are_held_back_but_for_those_that_wait(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    assert held_back(project) == {"T2/1", "T3/1"}
    assert held_back(project, waiting=["T3/1", "T9/1"]) == {"T2/1"}


def test_a_damaged_split_shows_nothing(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    project.split.write_text(json.dumps({"split": {}}))
    with pytest.raises(BadInput, match="split.json: expected which pair is in which part"):
        held_back(project)


def test_who_asks_for_a_held_out_pair_is_told_what_reading_it_means() -> None:
    refuse_unopened("why", ["T1/1"], {"T2/1"})
    with pytest.raises(Refused, match="got T2/1. Whoever reads one opens .* with --open-held-out WHY"):
        refuse_unopened("why", ["T1/1", "T2/1"], {"T2/1"})
