"""A selection is two files: rows that any guide's code can load, and a reason for every pair."""

import json
import re
from pathlib import Path

import pytest
from app_project import CONFLICT, COPIES, WAITING, build_project

from prep.audit_file import audit_file
from prep.errors import BadInput
from prep.held_out import read_train
from prep.project import Project, read_rows
from prep.selection import by_topic, select_from_file, select_from_project


def rows_of(path: Path) -> list[dict[str, str]]:
    return [row for _, row in read_rows(path)]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return build_project(tmp_path)


def test_the_rows_hold_instruction_and_response_and_nothing_else(project: Project) -> None:
    found = select_from_project(project, 20)
    rows, reasons = rows_of(project.selected), rows_of(project.root / "selected.why.jsonl")
    assert len(rows) == found.n_chosen == 20 and {tuple(row) for row in rows} == {("instruction", "response")}
    told = {reason["pair_id"]: reason for reason in reasons}
    assert all(told[pair_id]["why"].startswith("waits: ") for pair_id in (WAITING, *CONFLICT))
    assert told[COPIES[1]]["why"] == "set aside: near-duplicate"
    assert sum(chosen for chosen, _ in by_topic(found.choices).values()) == 20


def test_what_is_held_out_is_never_chosen(project: Project) -> None:
    found = select_from_project(project, 10_000)
    train = {pair.pair_id for pair in read_train(project)}
    assert {choice.pair_id for choice in found.choices if choice.is_chosen} == train
    assert "outside the training part of the sealed split" in {choice.why for choice in found.choices}


def test_the_order_of_a_file_does_not_matter(tmp_path: Path) -> None:
    questions = ("Who approves travel?", "Where is the canteen?", "When is the salary paid?", "How do I book a room?")
    lines = [json.dumps({"instruction": q, "response": f"Ask the {q.split()[-1]} desk on floor 3."}) for q in questions]
    written = []
    for name, order in (("one.jsonl", lines), ("other.jsonl", lines[::-1])):
        path = tmp_path / name
        path.write_text("\n".join(order))
        audit_file(path)
        written.append(rows_of(select_from_file(path, 2).rows))
    assert written[0] == written[1] and len(written[0]) == 2


def test_a_file_is_not_written_over_itself_and_a_number_is_needed(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text("{}")
    for read, to in ((path, path), (tmp_path / "best.why.jsonl", tmp_path / "best.jsonl")):
        with pytest.raises(BadInput, match="other files than the one that is read"):
            select_from_file(read, 2, to)
    with pytest.raises(BadInput, match=re.escape("--best: expected a number of pairs from 1, got 0")):
        select_from_project(project, 0)


def test_a_file_of_the_project_is_never_written_over(project: Project) -> None:
    before = project.pairs.read_bytes()
    for to in (project.pairs, project.root / "split" / "train.jsonl"):
        with pytest.raises(BadInput, match="expected a file outside the project's folder"):
            select_from_project(project, 2, to)
    assert project.pairs.read_bytes() == before
    assert select_from_project(project, 2, project.selected).rows == project.selected
