"""A split is whole or the old one stays, and nobody else draws at the same time."""

import os
import shutil
import signal
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest
from sealed_projects import opened, sealed_project

from prep.errors import PairwrightError, Refused
from prep.held_out import open_held_out, read_openings, read_sealed, read_train
from prep.project import Project
from prep.split_folder import retired_folders, splitting


def ended(work: Callable[[], object]) -> int:
    """Do it in a process of its own; its exit code, or minus the signal that killed it."""
    process = get_context("fork").Process(target=work)
    process.start()
    process.join(60)
    assert process.exitcode is not None
    return process.exitcode


def seal_and_die(folder: Path, after_steps: int) -> None:
    """Seal anew, but be killed before the disk has taken that many steps (fsync or rename of a folder)."""
    steps = 0

    def counted(step: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object) -> object:
            nonlocal steps
            if steps == after_steps:
                os.kill(os.getpid(), signal.SIGKILL)
            steps += 1
            return step(*arguments)

        return run

    os.fsync = counted(os.fsync)  # type: ignore[assignment]
    Path.rename = counted(Path.rename)  # type: ignore[method-assign]
    Path.replace = counted(Path.replace)  # type: ignore[method-assign]
    sealed_project(folder, salt="2")


def test_a_split_killed_at_any_step_leaves_the_old_one_or_the_new_one_whole(tmp_path: Path) -> None:
    old = read_sealed(sealed_project(tmp_path / "start")).root
    opened(Project(tmp_path / "start" / "people-desk"))
    shutil.copytree(tmp_path / "start", tmp_path / "unkilled")
    new = read_sealed(sealed_project(tmp_path / "unkilled", salt="2")).root
    found, steps, code = [], 0, -signal.SIGKILL
    while code == -signal.SIGKILL:
        shutil.copytree(tmp_path / "start", tmp_path / str(steps))
        code = ended(lambda: seal_and_die(tmp_path / str(steps), steps))  # noqa: B023 - called at once
        project = Project(tmp_path / str(steps) / "people-desk")
        found.append(read_sealed(project).root)
        assert [pair.pair_id for pair in read_train(project)] == ["T1/1"]
        assert opened(project) == ["taught", "untaught"]
        log = project.openings if found[-1] == old else project.root / "split-1" / "openings.jsonl"
        assert len(log.read_text().splitlines()) == (2 if found[-1] == old else 1)
        steps += 1
    assert code == 0 and len(found) > 10
    assert found == sorted(found, key=[old, new].index) and set(found) == {old, new}


def test_after_a_kill_the_next_split_leaves_nothing_behind(tmp_path: Path) -> None:
    sealed_project(tmp_path)
    assert ended(lambda: seal_and_die(tmp_path, 3)) == -signal.SIGKILL
    project = sealed_project(tmp_path, salt="3")
    kept = sorted(path.name for path in project.root.iterdir())
    assert kept == [".split.lock", "split", "split-1"]


def test_a_second_split_at_the_same_time_is_refused(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)

    def draw() -> None:
        with pytest.raises(Refused, match="expected to be the only split of this project"), splitting(project):
            pass

    with splitting(project):
        assert ended(draw) == 0


def test_a_retired_split_that_somebody_deleted_takes_no_number_away(tmp_path: Path) -> None:
    for salt in "023":
        project = sealed_project(tmp_path, salt=salt)
        opened(project, run=salt)
    shutil.rmtree(project.root / "split-1")
    sealed_project(tmp_path, salt="4")
    assert [path.name for path in retired_folders(project)] == ["split-2", "split-3"]
    assert '"run": "3"' in (project.root / "split-3" / "openings.jsonl").read_text()


def test_openings_at_the_same_time_have_different_numbers(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    context = get_context("fork")
    readers = [context.Process(target=opened, args=(project, str(n))) for n in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(60)
    assert [line.number for line in read_openings(project)] == list(range(1, 9))


def test_no_folder_is_made_for_a_project_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PairwrightError, match="expected this file, found nothing"):
        open_held_out(Project(tmp_path / "typo"), run="", why="", command="", opened_at="")
    assert list(tmp_path.iterdir()) == []
