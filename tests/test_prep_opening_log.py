"""A half-written line of the opening log is an opening, and never bars the next."""

from pathlib import Path

import pytest
from sealed_projects import opened, sealed_project

from prep.errors import StaleFiles
from prep.held_out import read_openings, read_sealed
from prep.opening_log import CUT_OFF
from prep.project import write_json


def test_a_line_cut_off_at_any_byte_counts_as_an_opening_and_is_set_aside(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    opened(project, "001")
    whole, noted = project.openings.read_bytes(), project.log_head.read_text()
    opened(project, "002")
    second = project.openings.read_bytes().removeprefix(whole)
    for length in range(1, len(second) - 1, 7):
        project.openings.write_bytes(whole + second[:length])
        project.log_head.write_text(noted)
        assert [line.run for line in read_openings(project)] == ["001", ""]
        opened(project, "003")
        assert [(line.number, line.run) for line in read_openings(project)] == [(1, "001"), (2, ""), (3, "003")]
        assert read_openings(project)[1].why.startswith(CUT_OFF)
    assert second[:length] in project.openings.with_suffix(".torn").read_bytes()


def test_a_torn_line_still_stands_for_the_score_that_was_printed_with_it(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    opened(project, "001")
    stamp = {"seal_root": read_sealed(project).root, "log_head": read_openings(project)[0].digest}
    write_json(project.evaluation("001") / "summary.json", {"stamp": stamp})
    project.openings.write_bytes(project.openings.read_bytes()[:50])
    opened(project, "002")
    opened(project, "003")
    assert [line.run for line in read_openings(project)] == ["", "002", "003"]


def test_a_line_that_lost_its_line_end_alone_is_whole(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    opened(project, "001")
    project.openings.write_bytes(project.openings.read_bytes()[:-1])
    opened(project, "002")
    assert [line.run for line in read_openings(project)] == ["001", "002"]
    assert not project.openings.with_suffix(".torn").exists()


def test_a_tail_of_zeros_is_a_line_cut_off(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    assert read_openings(project) == []
    project.openings.write_bytes(b"\0" * 300)
    opened(project, "001")
    assert [line.run for line in read_openings(project)] == ["", "001"]


@pytest.mark.parametrize("line", ["{}", "[1]", "null", "«", '{"number": "first"}'])
def test_a_strange_line_in_the_log_is_refused_in_one_line(tmp_path: Path, line: str) -> None:
    project = sealed_project(tmp_path)
    project.openings.write_text(line + "\n")
    with pytest.raises(StaleFiles, match=r"openings.jsonl:1: expected one opening"):
        opened(project)


def test_a_log_that_is_deleted_or_cut_does_not_count_as_fewer_openings(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    for run in ("001", "002", "003"):
        opened(project, run)
    lines = project.openings.read_text().splitlines(keepends=True)
    for kept in range(3):
        project.openings.write_text("".join(lines[:kept]))
        with pytest.raises(StaleFiles, match=f"expected the 3 openings that .* got {kept}"):
            opened(project)
    project.openings.unlink()
    with pytest.raises(StaleFiles, match="expected the opening log that was begun when the split was sealed"):
        opened(project)


def test_a_log_that_was_killed_before_its_length_was_noted_is_whole(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    opened(project, "001")
    noted = project.log_head.read_text()
    opened(project, "002")
    project.log_head.write_text(noted)
    opened(project, "003")
    assert [line.run for line in read_openings(project)] == ["001", "002", "003"]


def test_a_log_that_lacks_the_opening_of_a_printed_score_is_refused(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    before = {path: path.read_text() for path in (project.openings, project.log_head)}
    opened(project, "001")
    stamp = {"seal_root": read_sealed(project).root, "log_head": read_openings(project)[0].digest}
    write_json(project.evaluation("001") / "summary.json", {"stamp": stamp})
    for path, text in before.items():
        path.write_text(text)
    with pytest.raises(StaleFiles, match=r"expected the opening that .*summary.json was printed with"):
        opened(project)


def test_the_log_of_another_split_is_refused(tmp_path: Path) -> None:
    project, other = sealed_project(tmp_path / "one"), sealed_project(tmp_path / "two", salt="2")
    opened(other)
    project.openings.write_text(other.openings.read_text())
    project.log_head.write_text(other.log_head.read_text())
    with pytest.raises(StaleFiles, match="expected opening 1 chained to the one before"):
        opened(project)
