"""A sealed project keeps its split, and says so when something else is asked of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from app_project import build_project

from prep.errors import BadInput
from prep.held_out import read_sealed
from prep.sealed_already import check_still_asked_for
from prep.sealing import split_project
from prep.wish import Asked, wish_of

NOW = "2026-11-01T09:00:00+00:00"


def test_another_share_or_seed_is_refused_with_the_command_that_gets_it(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    with pytest.raises(BadInput) as fault:
        split_project(project, Asked(held_out_share=0.3), now=lambda: NOW)
    assert "that holds out 30 %, got the one of 2026-09-01 that holds out 18 %" in str(fault.value)
    assert f"`pairwright split {project.root} --anew --held-out 0.3`" in str(fault.value)
    with pytest.raises(BadInput, match="--anew --seed 8"):
        split_project(project, Asked(seed=8), now=lambda: NOW)
    with pytest.raises(BadInput, match="got the one of 2026-09-01 in proportion to topic and kind of answer. Leave"):
        split_project(project, Asked(by=("agent",)), now=lambda: NOW)


def test_what_no_split_can_be_is_refused_as_such(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"--held-out: expected a share between 0.05 and 0.5, got 18\. 0.18 is usual"):
        split_project(build_project(tmp_path), Asked(held_out_share=18), now=lambda: NOW)


def test_what_was_sealed_is_given_back(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    assert split_project(project, Asked(0.18, seed=7), now=lambda: NOW) == (read_sealed(project), False)
    check_still_asked_for(project, read_sealed(project), Asked())
    check_still_asked_for(project, read_sealed(project), Asked(by=("answer",)))


def test_a_split_of_an_earlier_version_keeps_its_columns_when_it_grows(tmp_path: Path) -> None:
    """It is in proportion by topic, or by topic and agent, and none of that changes unasked."""
    project = build_project(tmp_path)
    for by in ((), ("agent",)):
        sealed = read_sealed(project)
        earlier = replace(sealed, split=replace(sealed.split, by=by))
        check_still_asked_for(project, earlier, Asked(by=by or None))
        assert wish_of(earlier.split).by == by
        with pytest.raises(BadInput, match="in proportion to topic and kind of answer, got"):
            check_still_asked_for(project, earlier, Asked(by=("answer",)))
