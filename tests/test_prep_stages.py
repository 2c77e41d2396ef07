"""What a person said on a project outlives every stage that runs again."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from app_project import build_project

from prep.decision_log import decide
from prep.decisions import fingerprint
from prep.errors import StaleFiles
from prep.glossary import Entry, Glossary, read_glossary, write_glossary
from prep.held_out import read_sealed
from prep.progress import Tick
from prep.project import Project, write_json, write_jsonl
from prep.records import Decision
from prep.sealing import plan_split
from prep.stages import PrepSettings, audit_project, prepare_project, read_audit, read_import_summary, read_pairs

THREADS = [
    {"turns": [["user", "How many days of EL may I carry over?"], ["agent", "You may carry over 14 days of EL."]]},
    {"turns": [["user", "Who approves a laptop?"], ["agent", "The team lead approves a laptop."]]},
]
NOW = "2026-11-01T09:00:00+00:00"


def prepared(tmp_path: Path, glossary: Glossary | None = None) -> Project:
    export = tmp_path / "chats.json"
    export.write_text(json.dumps(THREADS), encoding="utf-8")
    project = Project(tmp_path / "desk")
    prepare_project(project, [export], PrepSettings(), glossary=glossary, now=lambda: NOW)
    return project


def test_threads_of_held_out_pairs_are_no_examples_of_how_the_export_was_read(tmp_path: Path) -> None:
    project = prepared(tmp_path)
    held, learnt = read_pairs(project)
    assert {one.ticket_id for one in read_import_summary(project).examples} == {held.ticket_id, learnt.ticket_id}
    parts = [{"pair_id": held.pair_id, "part": "untaught"}, {"pair_id": learnt.pair_id, "part": "train"}]
    write_json(project.split, {"split": {"assignments": parts}})
    assert [one.ticket_id for one in read_import_summary(project).examples] == [learnt.ticket_id]


def test_an_edit_that_is_accepted_later_is_what_training_sees(tmp_path: Path) -> None:
    project = prepared(tmp_path)
    first = read_pairs(project)[0]
    decide(project, Decision(first.pair_id, "edit", response="Up to 14 days of earned leave.", decided_at="1"))
    decide(project, Decision(first.pair_id, "accept", decided_at="2"))
    again = read_pairs(project)[0]
    assert (again.instruction, again.response) == (first.instruction, "Up to 14 days of earned leave.")


def test_another_glossary_file_adds_to_the_confirmed_one(tmp_path: Path) -> None:
    project = prepared(tmp_path, Glossary({"EL": Entry("EL", "earned leave", "Jane")}))
    prepared(tmp_path, Glossary({"ML": Entry("ML", "maternity leave", "Jane"), "EL": Entry("EL", "election leave")}))
    entries = read_glossary(project.glossary).entries
    assert (entries["EL"].meaning, entries["ML"].meaning) == ("earned leave", "maternity leave")


def test_a_glossary_in_which_nothing_changed_keeps_its_comments(tmp_path: Path) -> None:
    project = prepared(tmp_path, Glossary({"EL": Entry("EL", "earned leave", "Jane")}))
    written = "# asked the people desk in May\n" + project.glossary.read_text(encoding="utf-8")
    project.glossary.write_text(written, encoding="utf-8")
    prepared(tmp_path)
    assert project.glossary.read_text(encoding="utf-8") == written
    write_glossary(project.glossary, read_glossary(project.glossary).with_entries([Entry("ML", "maternity leave", "Jane")]))  # fmt: skip  # noqa: E501
    assert "ML" in project.glossary.read_text(encoding="utf-8")


def test_a_decision_about_a_text_that_changed_makes_the_pair_wait(tmp_path: Path) -> None:
    project = prepared(tmp_path)
    made = read_pairs(project)
    decide(project, *(Decision(pair.pair_id, "accept", decided_at=NOW, fingerprint=fingerprint(pair)) for pair in made))
    assert audit_project(project).waiting == ()
    write_jsonl(project.pairs, [replace(made[0], response="You may carry over 15 days of leave."), *made[1:]])
    found = audit_project(project)
    assert found.waiting == (made[0].pair_id,)
    assert [one.detail for one in found.findings if one.code == "text-changed"] == ["The text changed since you decided: accept on 2026-11-01."]  # fmt: skip  # noqa: E501


def test_what_is_decided_during_an_audit_makes_it_an_older_one(tmp_path: Path) -> None:
    project = prepared(tmp_path)
    first = read_pairs(project)[0]

    @contextmanager
    def meanwhile(what: str, total: int | None) -> Iterator[Tick]:
        decide(project, Decision(first.pair_id, "reject"))
        yield lambda n: None

    assert first.pair_id not in audit_project(project, progress=meanwhile).rejected
    with pytest.raises(StaleFiles, match="older one"):
        read_audit(project)
    assert first.pair_id in audit_project(project).rejected
    assert first.pair_id in read_audit(project).rejected


def test_a_plan_is_the_split_that_would_be_sealed_and_writes_nothing(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    before = {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}
    assert plan_split(project).assignments == read_sealed(project).split.assignments
    assert {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()} == before
