"""The split's page shows what sealing buys and whether the seal holds, and never a held-out text."""

import json
import shutil
import time
from pathlib import Path

import pytest
from app_project import add_evaluation, build_project
from streamlit.testing.v1 import AppTest

from app_pages.split_rows import claims, nearest_rows, seal_fault, stratum_rows, topic_bars
from app_pages.starting import started
from prep.held_out import read_openings, read_sealed
from prep.project import Project, write_json
from prep.records import Assignment, Split

APP = Path(__file__).resolve().parent.parent / "streamlit_app.py"
PAGE = APP.parent / "app_pages" / "read_split.py"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return build_project(tmp_path, offices=2)


@pytest.fixture
def unsealed(project: Project) -> Project:
    shutil.rmtree(project.split.parent)
    return project


def opened(project: Project, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("PAIRWRIGHT_PROJECT", str(project.root))
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    app.switch_page(str(PAGE)).run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    """Everything that the page says, in its own words or as marked text."""
    kinds = (app.title, app.markdown, app.text, app.caption, app.code, app.html)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def test_before_sealing_the_page_says_what_the_size_buys(unsealed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(unsealed, monkeypatch)
    assert app.title[0].value == "Not sealed yet"
    assert "Held-out accuracy will be known to ±" in shown(app)
    assert "±5 points" in shown(app) and "Annual leave" in shown(app)
    assert not unsealed.split.exists()


def test_another_share_is_planned_and_offered_at_once(unsealed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(unsealed, monkeypatch)
    before = next(text.value for text in app.text if "held out, taught" in text.value)
    app.slider[0].set_value(10).run()
    assert next(text.value for text in app.text if "held out, taught" in text.value) != before
    assert app.code[0].value == f"pairwright split {unsealed.argument} --held-out 0.1"


def test_nothing_is_sealed_before_the_projects_name_is_typed(
    unsealed: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(unsealed, monkeypatch)
    assert [(button.label, button.disabled) for button in app.button] == [("Seal the split", True)]
    app.text_input[0].set_value("people-desc").run()
    assert app.button[0].disabled
    app.text_input[0].set_value("people-desk").run()
    assert not app.button[0].disabled


@pytest.mark.slow
def test_the_button_seals_by_the_command_and_the_page_shows_the_seal(
    unsealed: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(unsealed, monkeypatch)
    app.slider[0].set_value(20).run()
    app.text_input[0].set_value("people-desk").run()
    app.button[0].click().run()
    job = started(f"split {unsealed.root}")
    assert job is not None
    while job.is_running:
        time.sleep(0.2)
    assert job.last_words == ""
    sealed = read_sealed(unsealed)
    assert sealed.split.held_out_share == 0.2
    assert sealed.root in [code.value for code in opened(unsealed, monkeypatch).code]


def test_a_sealed_split_shows_root_certificate_and_no_opening(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(project, monkeypatch)
    assert app.title[0].value.startswith("Sealed: ") and "none of them a copy" in app.title[0].value
    assert app.code[0].value == read_sealed(project).root
    assert "Never opened." in shown(app) and "No copy was found." in shown(app)
    assert not app.button


def test_an_opening_is_listed_with_run_reason_and_command(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    add_evaluation(project)
    said = shown(opened(project, monkeypatch))
    assert "001-t4" in said and "pairwright evaluate" in said and "2 Sep 2026" in said


def test_no_held_out_text_is_shown(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [json.loads(line) for line in project.held_out.read_text().splitlines()]
    said = shown(opened(project, monkeypatch))
    assert rows and not [row for row in rows if row["instruction"] in said or row["response"] in said]


def test_reading_the_page_is_no_opening(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(project, monkeypatch)
    assert read_openings(project) == []


def test_a_changed_training_part_breaks_the_seal(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.train.write_text(project.train.read_text() + '{"instruction": "a", "response": "b"}\n')
    assert "expected the training part that was sealed" in seal_fault(project, read_sealed(project))
    assert "expected the training part that was sealed" in shown(opened(project, monkeypatch))


def test_a_split_of_older_pairs_names_the_command(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.audit.write_text(project.audit.read_text() + "\n")
    assert f"pairwright split {project.argument} --anew" in [code.value for code in opened(project, monkeypatch).code]


def test_without_an_audit_the_page_offers_one(unsealed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    unsealed.audit.unlink()
    app = opened(unsealed, monkeypatch)
    assert app.title[0].value == "Nothing to split yet"
    assert [button.label for button in app.button] == ["Audit the pairs"]


def test_too_few_pairs_are_told_in_one_line(unsealed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    audit = json.loads(unsealed.audit.read_text())
    audit["kept"] = audit["kept"][:3]
    audit["groups"] = [{"group_id": pair_id, "pair_ids": [pair_id]} for pair_id in audit["kept"]]
    write_json(unsealed.audit, audit)
    app = opened(unsealed, monkeypatch)
    assert any("expected at least 11 kept pairs, got 3" in text.value for text in app.text)
    assert not app.button


def test_copies_are_named_by_id_and_said_to_be_copies() -> None:
    near = {"by_wording": "T1/2", "by_meaning": "T1/2", "cosine": 0.9}
    certificate = {
        "threshold": 0.86,
        "nearest": [{"pair_id": "T9/2", "copy_score": 0.97, **near}, {"pair_id": "T8/2", "copy_score": 0.5, **near}],
    }
    assert [row[2] for row in nearest_rows(certificate)] == ["0.97 · a copy", "0.50"]


def test_a_topic_shows_its_deviation_and_a_small_one_has_no_bar() -> None:
    rows = [Assignment(f"L{n}", f"L{n}", "leave", "taught" if n < 2 else "train") for n in range(10)]
    rows += [Assignment(f"P{n}", f"P{n}", "", "train") for n in range(3)]
    split = Split(tuple(rows), held_out_share=0.18, seed=7)
    assert stratum_rows(split) == [
        ("leave", "8", "2", "0", "20.0 % (+2.0)"),
        ("(no topic)", "3", "0", "0", "0.0 % (−18.0)"),
    ]
    assert [(bar.name, bar.words) for bar in topic_bars(split)] == [("leave", "2 of 10 · 20.0 % (+2.0)")]


def test_after_two_models_the_page_says_what_the_next_score_will_say(project: Project) -> None:
    add_evaluation(project, "001-t4")
    assert claims(read_sealed(project), read_openings(project)) == ()
    add_evaluation(project, "002-t4")
    (said,) = claims(read_sealed(project), read_openings(project))
    assert said.startswith("2 models may have been judged before this one")


def test_a_split_of_older_pairs_is_offered_to_grow(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.audit.write_text(project.audit.read_text() + "\n")
    app = opened(project, monkeypatch)
    assert [button.label for button in app.button] == ["Let the split grow"]
    assert "old pairs keep their side" in shown(app)


def test_the_certificate_can_be_taken_along(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(project, monkeypatch)
    assert [one.label for one in app.get("download_button")] == ["The whole certificate as a page"]


def test_what_is_asked_for_is_planned_and_said_as_a_command(unsealed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(unsealed, monkeypatch)
    app.slider(key="validation").set_value(10)
    app.multiselect(key="split_by").set_value(["agent"]).run()
    assert app.code[0].value.endswith("people-desk --held-out 0.18 --validation 0.1 --by agent")
    assert "validation ·" in next(text.value for text in app.text if "held out, taught" in text.value)


def test_after_several_models_the_page_offers_to_retire_the_split(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_evaluation(project, "001-t4")
    add_evaluation(project, "002-t4")
    app = opened(project, monkeypatch)
    (button,) = [button for button in app.button if button.label == "Retire and draw again"]
    assert button.disabled
    app.text_input(key="retire_name").set_value("people-desk").run()
    assert not next(button for button in app.button if button.label == "Retire and draw again").disabled
