"""Calibration from the terminal: one key a pair, undo, and the cut that the next audit uses."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from app_project import build_project
from typer.testing import CliRunner

from pairwright import app
from prep.calibrated_cut import calibrated_cut
from prep.calibrating import draw, in_words, keep, read_desk, read_labels
from prep.calibration import ENOUGH
from prep.decision_log import decide
from prep.decisions import ONE_ANSWER
from prep.embeddings import Embedder
from prep.errors import StaleFiles
from prep.held_back import held_back
from prep.project import Project, write_json
from prep.records import Decision
from prep.stages import audit_project, read_audit


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return build_project(tmp_path_factory.mktemp("projects"), offices=3)


@pytest.fixture(autouse=True)
def nothing_labelled(project: Project) -> None:
    for path in (project.labels, project.calibration):
        path.unlink(missing_ok=True)


def run(project: Project, *words: str, keys: str = "") -> str:
    done = CliRunner().invoke(app, ["calibrate", str(project.root), *words], input=keys)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_each_key_is_one_label_and_u_takes_the_last_one_back(project: Project) -> None:
    said = run(project, keys="sd?xuq")
    assert [one.answer for one in read_labels(project)] == ["same", "different", "unsure", "undo"]
    assert "Do these two ask the same?" in said
    assert f"2 of {ENOUGH} labels: the cut stays as shipped" in said


def test_enough_labels_move_the_cut_for_the_next_audit(project: Project) -> None:
    said = run(project, keys="d" * 40)
    desk = read_desk(project)
    assert desk.calibration.is_moved and desk.calibration.cut > 0
    assert calibrated_cut(project) == desk.calibration.cut
    assert "95 % interval" in "".join(in_words(desk.calibration)) or "none" in said
    assert "which uses the new cut" in said


def test_the_cut_of_another_embedding_model_does_not_count(project: Project) -> None:
    write_json(project.calibration, {"embedding_model": "another", "cut": 2.0})
    assert calibrated_cut(project) == 0.0


def test_a_cut_that_moved_makes_the_audit_an_older_one(project: Project) -> None:
    run(project, keys="d" * 40)
    with pytest.raises(StaleFiles, match="labels, got an older one"):
        read_audit(project)
    draw(project)  # more pairs may be labelled all the same
    found = audit_project(project)
    assert read_audit(project) == found
    project.calibration.unlink()
    with pytest.raises(StaleFiles, match="labels, got an older one"):
        read_audit(project)
    audit_project(project)


def test_a_label_about_a_text_that_changed_does_not_count(project: Project) -> None:
    desk = draw(project)
    first = desk.waiting[0]
    keep(project, first, "same", "")
    assert read_desk(project).calibration.n_labels == 1
    pairs = [json.loads(line) for line in project.pairs.read_text().splitlines()]
    before = project.pairs.read_text()
    changed = [pair | {"instruction": "Else?"} if pair["pair_id"] == first.left else pair for pair in pairs]
    project.pairs.write_text("".join(json.dumps(pair) + "\n" for pair in changed))
    assert read_desk(project).calibration.n_labels == 0
    project.pairs.write_text(before)


def test_no_held_out_question_is_drawn_or_shown(project: Project) -> None:
    drawn = draw(project).drawn
    assert drawn and not held_back(project) & {pair_id for one in drawn for pair_id in (one.left, one.right)}
    desk = read_desk(project)
    sealed_since = replace(desk, held_back=frozenset({desk.waiting[0].left}))
    assert desk.waiting[0] in desk.drawn and desk.waiting[0] not in sealed_since.waiting


def test_json_asks_nothing(project: Project) -> None:
    told = json.loads(run(project, "--json", keys="sss"))
    assert told["n_same"] == 0 and told["waiting"] and read_labels(project) == []


def test_nothing_is_embedded_that_was_before(project: Project, tmp_path: Path) -> None:
    draw(project)
    known = Embedder(cache_file=project.embeddings)
    assert known([read_desk(project).pairs[read_desk(project).waiting[0].left].instruction]).shape == (1, 384)


def test_an_answer_that_was_chosen_for_several_questions_makes_none_of_them_alike(tmp_path: Path) -> None:
    project = build_project(tmp_path, offices=3)
    audit_project(project)
    before = draw(project).drawn
    ids = {pair_id for one in before for pair_id in (one.left, one.right)}
    decide(project, *(Decision(one, "edit", ONE_ANSWER, response="Ask your team lead.") for one in sorted(ids)))
    audit_project(project)
    assert draw(project).drawn == before
