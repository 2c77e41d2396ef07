"""A third party finds what was changed, without our code and without the tickets' text."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from conftest import HERE
from sealed_projects import opened, sealed_project

from prep.held_out import open_held_out, read_openings, read_sealed
from prep.project import Project, write_json

TOOL = HERE / "tools" / "verify_seal.py"


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}_{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


verify = load(TOOL).verify


def scored(folder: Path) -> Project:
    """A project whose split was retired once and then scored twice."""
    project = sealed_project(folder)
    opened(project)
    sealed_project(folder, salt="2")
    for run in ("001", "002"):
        _, stamp = open_held_out(project, run=run, why="evaluation", command="evaluate", opened_at="2026-09-02")
        printed = {
            "seal_root": stamp.root, "earlier_openings": stamp.openings_before, "near_copies": 0, "run": run,
            "log_head": stamp.log_head, "of_retired_splits": stamp.of_retired_splits,
            "seen_before": stamp.seen_before, "other_runs": stamp.other_runs, "cut_off": stamp.cut_off,
            "looks": stamp.looks,
        }  # fmt: skip
        write_json(project.evaluation(run) / "summary.json", {"stamp": printed})
    return project


def without_texts(project: Project, folder: Path) -> Path:
    """What one hands to a third party: no ticket's text is in it."""
    for path in ("split/split.json", "split/openings.jsonl", "evals/001/summary.json", "evals/002/summary.json"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(project.root / path, folder / path)
    return folder


def test_it_runs_on_the_standard_library_alone_and_without_texts(tmp_path: Path) -> None:
    project = scored(tmp_path)
    handed = without_texts(project, tmp_path / "handed")
    kept = ["--seal", read_sealed(project).root, "--log", read_openings(project)[-1].digest]
    done = subprocess.run(
        [sys.executable, "-I", "-S", TOOL, handed, *kept], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "agrees  002/summary.json: stamped with opening 2" in done.stdout
    assert "agrees  the seal that was kept" in done.stdout
    assert "Whoever owns the machine can rebuild everything" in done.stdout


def test_a_folder_that_is_none_is_a_fault_in_one_line(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, TOOL, tmp_path, "--json"], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "No such file" in json.loads(done.stdout)["faults"][0]


def test_another_splits_seal_that_was_kept_is_told(tmp_path: Path) -> None:
    project, other = scored(tmp_path / "one"), sealed_project(tmp_path / "two", salt="7")
    (fault,) = verify(project.root, seals=[read_sealed(other).root]).faults
    assert "that was kept is neither this split's nor an earlier one's" in fault


def test_the_seal_of_a_retired_split_is_still_known(tmp_path: Path) -> None:
    project = scored(tmp_path)
    found = verify(project.root, seals=[read_sealed(project).earlier[0].root])
    assert found.faults == [] and "an earlier split's" in found.checked[-1]


def test_a_retired_log_that_was_cut_is_told(tmp_path: Path) -> None:
    project = scored(tmp_path)
    (project.root / "split-1" / "openings.jsonl").write_text("")
    assert "split-1/openings.jsonl: not the log that this split's root was bound to." in verify(project.root).faults


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("earlier_openings", 1),
        ("near_copies", 4),
        ("run", "007"),
        ("log_head", "0" * 64),
        ("seen_before", 0),
        ("other_runs", 0),
        ("cut_off", 2),
        ("looks", 1),
    ],
)
def test_a_stamp_that_was_changed_is_told(tmp_path: Path, key: str, value: object) -> None:
    path = scored(tmp_path).evaluation("002") / "summary.json"
    write_json(path, {"stamp": {**json.loads(path.read_text())["stamp"], key: value}})
    (fault,) = verify(tmp_path / "people-desk").faults
    assert fault.startswith("002/summary.json: ")


def test_a_score_is_not_printed_with_the_opening_of_somebody_who_looked(tmp_path: Path) -> None:
    project = scored(tmp_path)
    opened(project, run="")
    assert verify(project.root).faults == []
    path, look = project.evaluation("003") / "summary.json", read_openings(project)[-1]
    stamp = json.loads((project.evaluation("002") / "summary.json").read_text())["stamp"]
    write_json(path, {"stamp": {**stamp, "run": "003", "log_head": look.digest, "earlier_openings": 3}})
    (fault,) = verify(project.root).faults
    assert fault == "003/summary.json: its opening was logged for run none."


def test_a_score_that_hides_that_somebody_had_looked_is_told(tmp_path: Path) -> None:
    project = scored(tmp_path)
    opened(project, run="")
    _, stamp = open_held_out(project, run="003", why="evaluation", command="evaluate", opened_at="2026-09-03")
    printed = json.loads((project.evaluation("002") / "summary.json").read_text())["stamp"]
    path = project.evaluation("003") / "summary.json"
    told = {**printed, "run": "003", "log_head": stamp.log_head, "earlier_openings": 4, "other_runs": 2, "looks": 1}
    write_json(path, {"stamp": told})
    assert verify(project.root).faults == []
    write_json(path, {"stamp": {name: said for name, said in told.items() if name != "looks"}})
    assert verify(project.root).faults == ["003/summary.json: looks is 0, but comes to 1."]


def test_a_score_that_was_kept_shows_a_split_rebuilt_from_nothing(tmp_path: Path) -> None:
    project = scored(tmp_path)
    kept = Path(shutil.copy(project.evaluation("002") / "summary.json", tmp_path / "kept.json"))
    shutil.rmtree(project.root)
    sealed_project(tmp_path, salt="2")
    assert verify(project.root).faults == []
    (fault,) = verify(project.root, reports=[kept]).faults
    assert "the score of a split with another seal" in fault


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"split": 3}', "\0", '{"split": {"assignments": [[]]}}'])
def test_strange_files_are_faults_and_no_traceback(tmp_path: Path, text: str) -> None:
    project = scored(tmp_path)
    for path in (project.split, project.openings, project.log_head, project.certificate, project.held_out):
        before = path.read_text()
        path.write_text(text)
        assert verify(project.root).faults
        path.write_text(before)
    assert verify(project.root).faults == []


def test_changes_are_found_and_clean_projects_left_alone() -> None:
    measured = load(HERE / "benchmarks" / "seal.py").measure(60, 40, 8, seed=1)
    assert (measured["items_found"], measured["logs_found"], measured["false_alarms"]) == (60, 40, 0), measured


def test_who_reads_no_further_is_told_nothing_more(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, TOOL, project.root]
    ended = subprocess.run(command, check=False, stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (141, "")
