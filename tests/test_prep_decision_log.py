"""The decision log loses no press and believes no half of one."""

from pathlib import Path

import pytest

from prep.decision_log import decide, n_known, read_log
from prep.errors import BadInput
from prep.project import Project, digest
from prep.records import Decision

FIRST, SECOND, THIRD = (Decision(f"T{n}", "accept", decided_at=str(n)) for n in range(3))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_a_press_on_several_pairs_is_one_append(project: Project) -> None:
    assert read_log(project) == ()
    decide(project, FIRST, SECOND)
    decide(project, THIRD)
    assert read_log(project) == (FIRST, SECOND, THIRD)


def test_a_press_that_was_killed_half_way_was_never_said(project: Project) -> None:
    decide(project, FIRST)
    with project.decisions.open("a") as file:
        file.write('{"pair_id": "T1", "act')
    assert read_log(project) == (FIRST,)
    decide(project, THIRD)
    assert read_log(project) == (FIRST, THIRD)
    assert project.decisions.read_bytes().count(b"\n") == 2


def test_a_line_that_somebody_wrote_without_a_line_feed_counts_once(project: Project) -> None:
    decide(project, FIRST)
    project.decisions.write_text(project.decisions.read_text().rstrip("\n"))
    assert read_log(project) == (FIRST,)
    decide(project, SECOND)
    assert read_log(project) == (FIRST, SECOND)


def test_a_log_that_was_written_anew_is_read_anew(project: Project) -> None:
    decide(project, FIRST, SECOND)
    assert len(read_log(project)) == 2
    project.decisions.unlink()
    decide(project, THIRD)
    assert read_log(project) == (THIRD,)


def test_what_an_audit_knew_is_told_by_the_digest_it_saw(project: Project) -> None:
    decide(project, FIRST, SECOND)
    known = digest(project.decisions)
    assert n_known(project, known) == 2
    decide(project, THIRD)
    assert (n_known(project, known), n_known(project, ""), n_known(project, "another")) == (2, 0, 0)


def test_a_broken_line_is_named(project: Project) -> None:
    decide(project, FIRST)
    with project.decisions.open("a") as file:
        file.write("\nnot json\n")
    with pytest.raises(BadInput, match=r"decisions.jsonl:3: expected one JSON object"):
        read_log(project)
