"""A hint names the project so that the command in it finds the same folder."""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from prep.errors import BadInput, MissingProject
from prep.project import Project, locate, open_project, read_appended, read_json, read_records, update_settings
from prep.records import Decision
from prep.stages import read_pairs


@pytest.mark.parametrize("said", ["desk", "./desk", "desks/desk", "/desks/desk", ".."])
def test_what_a_hint_names_is_the_project_that_was_given(said: str) -> None:
    assert locate(locate(said).argument) == locate(said)


def test_a_project_in_data_is_named_and_another_is_a_path_quoted_where_it_must_be() -> None:
    assert locate("desk").argument == "desk"
    assert locate("./desk").argument == "./desk"
    assert locate("my desks/one").argument == "'my desks/one'"


def test_errors_name_a_project_that_was_given_as_a_path_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(MissingProject, match=f"`pairwright prep {tmp_path}/p1 EXPORT`"):
        open_project(str(tmp_path / "p1"))
    with pytest.raises(MissingProject, match=f"`pairwright prep {tmp_path}/p1 EXPORT`"):
        read_pairs(Project(tmp_path / "p1"))


def test_bytes_that_are_no_text_are_named_by_file_and_line(tmp_path: Path) -> None:
    damaged = tmp_path / "decisions.jsonl"
    damaged.write_bytes(b'{"pair_id": "T1", "action": "accept"}\n{"pair_id": "\xff", "action": "accept"}\n')
    for read in (read_records, read_appended):
        with pytest.raises(BadInput, match=r"decisions\.jsonl:2: expected UTF-8"):
            read(damaged, Decision)


def test_a_torn_last_line_of_what_only_grows_says_nothing(tmp_path: Path) -> None:
    log = tmp_path / "decisions.jsonl"
    log.write_text('{"pair_id": "T1", "action": "accept"}\n{"pair_id": "T2", "act', encoding="utf-8")
    assert read_appended(log, Decision) == [Decision("T1", "accept")]
    assert read_appended(tmp_path / "none.jsonl", Decision) == []


def test_two_processes_that_change_settings_at_once_lose_nothing(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(set_many, [tmp_path / "desk"] * 2, ("a", "b")))
    kept = read_json(Project(tmp_path / "desk").settings)
    assert {f"{name}{number}" for name in "ab" for number in range(40)} <= kept.keys()


def set_many(root: Path, name: str) -> None:
    for number in range(40):
        update_settings(Project(root), {f"{name}{number}": number})
