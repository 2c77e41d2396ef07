"""A sealed project keeps its split, and says so when something else is asked of it."""

from pathlib import Path

import pytest
from app_project import build_project

from prep.decision_log import decide
from prep.errors import BadInput, Refused
from prep.held_out import read_sealed
from prep.project import digest
from prep.records import Decision
from prep.sealed_already import check_still_asked_for
from prep.stages import audit_project, split_project

NOW = "2026-11-01T09:00:00+00:00"


def test_another_share_or_seed_is_refused_with_the_command_that_gets_it(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    with pytest.raises(BadInput) as fault:
        split_project(project, held_out_share=0.3, now=lambda: NOW)
    assert "holds out 30 %, got the one of 2026-09-01 that holds out 18 %" in str(fault.value)
    assert f"`pairwright split {project.root} --anew --held-out 0.3`" in str(fault.value)
    with pytest.raises(BadInput, match="--anew --seed 8"):
        split_project(project, seed=8, now=lambda: NOW)


def test_what_was_sealed_is_given_back(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    assert split_project(project, held_out_share=0.18, seed=7, now=lambda: NOW) == (read_sealed(project), False)
    check_still_asked_for(project, read_sealed(project), digest(project.audit), None, None)


def test_pairs_decided_on_since_are_named_as_the_reason(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    decide(project, Decision("T9002/2", "reject", decided_at=NOW))
    audit_project(project)
    with pytest.raises(Refused, match="sealed on 2026-09-01, got some that changed since. Go on with the sealed split"):
        split_project(project, now=lambda: NOW)
