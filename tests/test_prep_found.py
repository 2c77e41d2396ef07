"""prep/found.py: what the last audit found, for pages and commands that show it."""

import json
from pathlib import Path

from app_project import build_project

from prep.found import read_found


def test_an_audit_from_before_answers_were_shared_is_read(tmp_path: Path) -> None:
    project = build_project(tmp_path, offices=1)
    found = read_found(project)
    stored = json.loads(project.audit.read_text(encoding="utf-8"))
    del stored["answers"]
    project.audit.write_text(json.dumps(stored), encoding="utf-8")
    again = read_found(project)
    assert found and again and again.audit.kept == found.audit.kept and again.audit.answers == {}
