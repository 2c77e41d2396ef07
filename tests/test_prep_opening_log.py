"""A half-written line of the opening log is an opening, and never bars the next."""

from pathlib import Path

import pytest
from sealed_projects import opened, sealed_project

from prep.errors import StaleFiles
from prep.held_out import read_openings
from prep.opening_log import CUT_OFF


def test_a_line_cut_off_at_any_byte_counts_as_an_opening_and_is_set_aside(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    opened(project, "001")
    whole = project.openings.read_bytes()
    opened(project, "002")
    second = project.openings.read_bytes().removeprefix(whole)
    for length in range(1, len(second) - 1, 7):
        project.openings.write_bytes(whole + second[:length])
        assert [line.run for line in read_openings(project)] == ["001", ""]
        opened(project, "003")
        assert [(line.number, line.run) for line in read_openings(project)] == [(1, "001"), (2, ""), (3, "003")]
        assert read_openings(project)[1].why == CUT_OFF
    assert second[:length] in project.openings.with_suffix(".torn").read_bytes()


def test_a_line_that_lost_its_line_end_alone_is_whole(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    opened(project, "001")
    project.openings.write_bytes(project.openings.read_bytes()[:-1])
    opened(project, "002")
    assert [line.run for line in read_openings(project)] == ["001", "002"]
    assert not project.openings.with_suffix(".torn").exists()


def test_a_tail_of_zeros_is_a_line_cut_off(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    project.openings.write_bytes(b"\0" * 300)
    opened(project, "001")
    assert [line.run for line in read_openings(project)] == ["", "001"]


@pytest.mark.parametrize("line", ["{}", "[1]", "null", "«", '{"number": "first"}'])
def test_a_strange_line_in_the_log_is_refused_in_one_line(tmp_path: Path, line: str) -> None:
    project = sealed_project(tmp_path)
    project.openings.write_text(line + "\n")
    with pytest.raises(StaleFiles, match=r"openings.jsonl:1: expected one opening"):
        opened(project)
