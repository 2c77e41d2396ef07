"""The sealed part opens through one door, and every opening leaves a line."""

from pathlib import Path

import numpy as np
import pytest

from prep.certificate import certify
from prep.embeddings import Vectors
from prep.errors import Refused, StaleFiles
from prep.held_out import open_held_out, read_openings, read_train, seal_split
from prep.project import Project
from prep.records import Assignment, Pair, Split
from prep.seal import leaf, root

LEAVE = Pair("T1/1", "T1", "How many days of earned leave do I get?", "18 days a year.", "leave")
LEAVE_AGAIN = Pair("T2/1", "T2", "What is my yearly EL quota?", "You get 18 days.", "leave")
VPN = Pair("T3/1", "T3", "Why does the VPN drop every hour?", "The session limit is 60 minutes.", "network")
SPLIT = Split(
    (
        Assignment("T1/1", "T1/1", "leave", "train"),
        Assignment("T2/1", "T1/1", "leave", "taught"),
        Assignment("T3/1", "T3/1", "network", "untaught"),
    ),
    held_out_share=0.5,
    seed=7,
)


def letters(texts: list[str]) -> Vectors:
    """Texts as counts of letters: enough of a meaning for these tests."""
    counts = np.array([[text.lower().count(chr(97 + n)) for n in range(26)] for text in texts], dtype=np.float32)
    return counts / np.linalg.norm(counts, axis=1, keepdims=True)


def sealed_project(folder: Path, held: Pair = LEAVE_AGAIN) -> Project:
    project = Project(folder / "people-desk")
    certificate = certify([LEAVE], [held, VPN], letters)
    seal_split(
        project, SPLIT, [LEAVE, held, VPN], certificate, salts=["00" * 16, "11" * 16], sealed_at="2026-09-01T08:00:00Z",
        pairs_digest="d",
    )  # fmt: skip
    return project


def opened(project: Project) -> list[str]:
    held_out, _ = open_held_out(project, run="001", why="score", command="evaluate", opened_at="2026-09-02T08:00:00Z")
    return [row.part for row in held_out]


def test_training_sees_only_its_own_part(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    assert [(pair.pair_id, pair.topic) for pair in read_train(project)] == [("T1/1", "leave")]
    assert project.train.read_text() == (
        '{"instruction": "How many days of earned leave do I get?", "response": "18 days a year."}\n'
    )


def test_each_opening_is_logged_and_counted(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    assert opened(project) == ["taught", "untaught"]
    _, stamp = open_held_out(project, run="002", why="score", command="evaluate", opened_at="2026-09-03T08:00:00Z")
    assert (stamp.openings_before, stamp.near_copies) == (1, 0)
    assert [line.run for line in read_openings(project)] == ["001", "002"]


def test_a_changed_held_out_row_is_refused(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    project.held_out.write_text(project.held_out.read_text().replace("60 minutes", "90 minutes"))
    with pytest.raises(StaleFiles, match="expected the sealed held-out part"):
        opened(project)
    assert read_openings(project) == []


def test_a_line_removed_from_the_opening_log_is_found(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    opened(project)
    opened(project)
    lines = project.openings.read_text().splitlines(keepends=True)
    project.openings.write_text(lines[1])
    with pytest.raises(StaleFiles, match=r"openings.jsonl:1: expected opening 1"):
        read_openings(project)


def test_a_changed_training_file_is_refused(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    project.train.write_text(project.train.read_text().replace("18", "30"))
    with pytest.raises(StaleFiles, match="expected the training part that was sealed on 2026-09-01"):
        read_train(project)


def test_training_refuses_a_split_with_a_copy_across_it(tmp_path: Path) -> None:
    copy = Pair("T2/1", "T2", "Hi, how many days of earned leave do I get??", "18.", "leave")
    with pytest.raises(Refused, match="expected no copy across the split, got 1"):
        read_train(sealed_project(tmp_path, copy))


def test_a_new_split_keeps_the_old_one_and_its_log(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    opened(project)
    sealed_project(tmp_path)
    assert read_openings(project) == []
    assert (project.root / "split-1" / "openings.jsonl").is_file()


def test_the_root_is_bound_to_the_number_of_rows() -> None:
    leaves = [leaf({"n": number}, "ab" * 16) for number in range(3)]
    assert root(leaves) != root([*leaves, leaves[-1]])
