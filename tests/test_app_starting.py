"""Long work runs in a process of its own, and its last words are kept when it fails."""

import json
import time
from pathlib import Path

from app_project import build_project

from app_pages.starting import Job, answering, keep_answering, start, started
from evalsuite.sessions.store import SessionStore
from prep.project import Project


def ended(job: Job) -> Job:
    for _ in range(300):
        if not job.is_running:
            return job
        time.sleep(0.1)
    raise TimeoutError("the command did not end")


def test_a_command_that_fails_leaves_its_last_words() -> None:
    job = ended(start("missing", "verdict", "no-such-project/here"))
    assert started("missing") is job
    assert "expected a project folder with project.json" in job.last_words


def test_a_command_whose_answer_is_no_did_its_work(tmp_path: Path) -> None:
    turns = [["customer", "Where do I park my car at the office?"], ["agent", "Let me check and get back to you."]]
    (tmp_path / "chats.jsonl").write_text(json.dumps({"id": 1, "turns": turns}) + "\n")
    assert ended(start("no pair", "prep", str(tmp_path / "desk"), str(tmp_path / "chats.jsonl"))).answered_no
    assert not ended(start("missing file", "audit", str(tmp_path / "none.jsonl"))).answered_no


def test_a_command_that_ends_well_leaves_none() -> None:
    assert ended(start("help", "--help")).last_words == ""


def test_nobody_is_started_while_the_answering_process_was_seen(tmp_path: Path) -> None:
    project = Project(build_project(tmp_path, offices=1).root)
    SessionStore(project.sessions).worker_seen("2099-01-01T00:00:00+00:00", "ready")
    keep_answering(project)
    assert answering(project) is None
