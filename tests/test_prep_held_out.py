"""The sealed part opens through one door, and every opening leaves a line."""

import json
from pathlib import Path

import pytest
from sealed_projects import opened, sealed_project

from prep.errors import BadInput, PairwrightError, Refused, StaleFiles
from prep.held_out import open_held_out, read_openings, read_sealed, read_train
from prep.project import digest
from prep.records import Pair
from prep.seal import leaf, root


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


@pytest.mark.parametrize("salt", ["zz" * 16, "00", "", None, 7])
def test_a_salt_that_is_none_is_refused_in_one_line(tmp_path: Path, salt: object) -> None:
    project = sealed_project(tmp_path)
    rows = [json.loads(line) for line in project.held_out.read_text().splitlines()]
    project.held_out.write_text("".join(json.dumps({**row, "salt": salt}) + "\n" for row in rows))
    with pytest.raises(StaleFiles, match=r"held_out.jsonl:1: expected the row's salt"):
        opened(project)


@pytest.mark.parametrize(("key", "value"), [("root", None), ("root", 3), ("split", []), ("n_copies", "none")])
def test_a_split_file_with_something_missing_or_wrong_is_refused_in_one_line(
    tmp_path: Path, key: str, value: object
) -> None:
    project = sealed_project(tmp_path)
    project.split.write_text(json.dumps({**json.loads(project.split.read_text()), key: value}))
    with pytest.raises(BadInput, match=f"expected a sealed split, got one whose '{key}' is missing or wrong"):
        read_sealed(project)


def test_an_empty_certificate_is_refused_in_one_line(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    project.certificate.write_text("{}")
    with pytest.raises(PairwrightError, match="certificate.json: expected"):
        read_train(project)


def test_a_training_file_of_another_length_than_its_assignments_is_refused(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    project.train.write_text(project.train.read_text() * 2)
    stored = json.loads(project.split.read_text())
    project.split.write_text(json.dumps({**stored, "train_digest": digest(project.train)}))
    with pytest.raises(StaleFiles):
        read_train(project)
