"""A file of pairs is audited beside itself; its audit counts until the file changes."""

import json
from pathlib import Path

import pytest

from prep.audit_file import audit_file, audited_file, folder_of, is_file_of_pairs
from prep.errors import BadInput
from prep.project import read_records
from prep.records import Finding

ROWS = (
    '{"instruction": "How many days of leave do I get?", "response": "You get 18 days."}\n'
    '{"instruction": "How many days of leave do I get?", "response": "You get 12 days."}\n'
)


def test_malformed_rows_are_written_with_line_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(ROWS + "{broken\n")
    audit_file(path)
    (line,) = (folder_of(path) / "malformed.jsonl").read_text().splitlines()
    assert json.loads(line) == {"line": 3, "reason": "Expected a JSON object, got '{broken'. Write one object a line."}


def test_the_last_audit_is_used_until_the_file_changes(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(ROWS)
    first = audit_file(path)
    (folder_of(path) / "report.html").unlink()
    assert audited_file(path) == first and not (folder_of(path) / "report.html").exists()
    path.write_text(ROWS.splitlines()[0])
    assert audited_file(path).audit.kept == ("1",)
    (folder_of(path) / "audit.json").write_text("{}")  # of an earlier version
    assert audited_file(path).audit.kept == ("1",)


def test_an_audit_from_before_answers_were_shared_still_counts(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(ROWS)
    first = audit_file(path)
    written = folder_of(path) / "audit.json"
    stored = json.loads(written.read_text())
    del stored["answers"]
    written.write_text(json.dumps(stored))
    assert audited_file(path) == first


def test_findings_of_an_earlier_version_are_read(tmp_path: Path) -> None:
    old = {"code": "too-short", "severity": "review", "pair_ids": ["1"], "value": 1.0, "detail": "One word."}
    (tmp_path / "findings.jsonl").write_text(json.dumps(old))
    assert read_records(tmp_path / "findings.jsonl", Finding)[0].evidence == ()


def test_a_name_is_a_project_and_a_missing_file_is_said(tmp_path: Path) -> None:
    assert not is_file_of_pairs("people-desk")
    with pytest.raises(BadInput, match="Check the path"):
        is_file_of_pairs(str(tmp_path / "pairs.jsonl"))
