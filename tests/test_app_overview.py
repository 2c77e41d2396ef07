"""The overview says where a project stands and what to do now."""

import json
import shutil
from pathlib import Path

import pytest
from app_project import add_evaluation, add_run, add_sessions, build_project, let_answers_differ, letters
from streamlit.testing.v1 import AppTest

from app_pages.conflict_cards import cards
from app_pages.gate_words import summary, to_settle
from app_pages.session_rows import read_sessions
from app_pages.standing import Evidence, Standing, gather, stand
from app_pages.training_rows import read_runs
from evalsuite.records import Gate, Verdict
from evalsuite.sessions.store import SessionStore
from prep.disputes import open_disputes
from prep.found import read_found
from prep.held_out import read_sealed
from prep.project import Project, write_json, write_jsonl
from prep.records import Decision
from prep.sealing import split_project
from prep.stages import read_audit
from prep.wish import Asked

APP = Path(__file__).resolve().parent.parent / "streamlit_app.py"
NOW = "2026-09-04T10:00:00+00:00"


def opened(monkeypatch: pytest.MonkeyPatch, project: Project) -> AppTest:
    monkeypatch.setenv("PAIRWRIGHT_PROJECT", str(project.root))
    app = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not app.exception
    return app


def evidence(project: Project) -> Evidence:
    found = read_found(project)
    conflicts = cards(found) if found else []
    sessions = read_sessions(SessionStore(project.sessions), NOW)
    return gather(project, found, conflicts, read_runs(project, 2e9), sessions, lambda: NOW)


def standing(project: Project) -> Standing:
    return stand(project, evidence(project))


def decided(project: Project, *ids: str) -> None:
    write_jsonl(project.decisions, [Decision(pair_id, "accept", decided_at=NOW) for pair_id in ids])


def gate(outcome: str, settle: str = "") -> Gate:
    return Gate("held-out accuracy", outcome, 0.88, 0.82, 0.92, 0.85, "116 of 132", "May be 82 %.", settle)  # type: ignore[arg-type]


def test_a_full_project_shows_verdict_gates_and_the_next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = build_project(tmp_path)
    add_run(project)
    add_evaluation(project)
    add_sessions(project, worker_seen_at=NOW)
    app = opened(monkeypatch, project)
    assert app.title[0].value == "Not ready to show to people yet"
    assert [metric.value for metric in app.metric] == ["83 %", "4.2 points", "30 minutes"]
    assert any("resolve 1 conflict" in text.value for text in app.markdown)
    seal = read_sealed(project).root[:16]
    stamp = f"seal {seal} · opened 0 times before · 0 near-duplicates across the split"
    assert any(stamp in one.value for one in app.html)
    assert [button.label for button in app.button] == ["Resolve conflicts"]
    stages = app.table[0].value
    assert list(stages["Stage"]) == ["Import", "Pairs", "Audit", "Split", "Training", "Evaluation", "Sessions"]


def test_without_any_project_it_says_how_to_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAIRWRIGHT_PROJECT", raising=False)
    monkeypatch.chdir(tmp_path)
    app = AppTest.from_file(str(APP), default_timeout=30).run()
    assert app.title[0].value == "No project here yet"
    assert "make demo" in app.markdown[0].value


def test_with_several_projects_the_newest_is_shown_and_another_can_be_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PAIRWRIGHT_PROJECT", raising=False)
    monkeypatch.chdir(tmp_path)
    for name in ("older", "newer"):
        build_project(tmp_path / "data", offices=1).root.rename(tmp_path / "data" / name)
    app = AppTest.from_file(str(APP), default_timeout=30).run()
    assert app.selectbox[0].options == ["newer", "older"]
    app.selectbox[0].select("older").run()
    assert any("older" in html.value for html in app.html)


def test_a_folder_that_is_no_project_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAIRWRIGHT_PROJECT", str(tmp_path / "nothing"))
    app = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not app.exception
    assert "expected a project folder with project.json, found nothing" in app.text[0].value


def test_conflicts_come_before_pairs_and_pairs_before_training(tmp_path: Path) -> None:
    project = build_project(tmp_path, offices=1)
    assert standing(project).next.page == "resolve_conflicts"
    decided(project, "T9101/2", "T9102/2")
    assert standing(project).next.page == "review_pairs"
    decided(project, "T9101/2", "T9102/2", "T9001/4")
    assert standing(project).next.command == "audit"


def test_what_others_decided_is_not_said_to_be_yours(tmp_path: Path) -> None:
    project = build_project(tmp_path, offices=1)
    write_jsonl(project.decisions, [Decision("T9101/2", "accept"), Decision("T9102/2", "reject", by="Jane")])
    row = {row.stage: row for row in standing(project).stages}["Pairs"]
    assert "1 decided by you, 1 by Jane" in row.holds


def test_questions_with_several_answers_come_before_the_split(tmp_path: Path) -> None:
    project = build_project(tmp_path, offices=1)
    let_answers_differ(project)
    shutil.rmtree(project.split.parent)
    stored = json.loads(project.audit.read_text())
    write_json(project.audit, {**stored, "waiting": [], "rejected": [*stored["rejected"], *stored["waiting"]]})
    step = standing(project).next
    assert (step.page, step.view) == ("resolve_conflicts", "Several answers")
    assert step.sentence == "say which answer is taught to 2 questions that have several, under a minute."


def test_a_verdict_on_older_pairs_says_so(tmp_path: Path) -> None:
    project = build_project(tmp_path, offices=1)
    add_evaluation(project)
    assert standing(project).stale == ""
    project.audit.write_text(project.audit.read_text() + " ")
    assert standing(project).stale == "The pairs changed after run 001-t4; this verdict is about the older ones."


def test_undetermined_is_said_plainly_and_never_as_almost(tmp_path: Path) -> None:
    verdict = Verdict(
        "UNDETERMINED", "Not ready to show to people yet.", "", (gate("PASS"), *[gate("UNDETERMINED")] * 2)
    )
    assert summary(verdict) == (
        "One of three gates passes. Two are **undetermined**: nothing speaks against the model, "
        "but the evidence is too thin to say yes."
    )


def test_what_would_settle_a_gate_stands_alone() -> None:
    assert to_settle(gate("UNDETERMINED", "Too close to call. To settle it: about 260 more.")) == "about 260 more."
    assert to_settle(gate("PASS")) == ""


def test_as_many_wait_and_conflict_as_the_audit_counts(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    audit = read_audit(project)
    counted = evidence(project)
    assert (counted.n_waiting, counted.n_conflicts) == (len(audit.waiting), len(open_disputes(audit)))
    row = {row.stage: row for row in standing(project).stages}["Pairs"]
    assert row.state == f"{len(audit.waiting)} waiting" and row.holds.endswith("2 of the waiting only for a conflict")


def test_the_split_is_counted_with_its_validation_part(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    split_project(project, Asked(validation_share=0.1), anew=True, embed=letters, now=lambda: NOW)
    row = {row.stage: row for row in standing(project).stages}["Split"]
    assert " train · " in row.holds and " validation · " in row.holds and row.holds.endswith("0 copies across")
