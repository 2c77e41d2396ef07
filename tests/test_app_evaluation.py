"""The evaluation's page says what was found, how sure that is, and shows the answers."""

from pathlib import Path

import pytest
from app_project import add_evaluation, build_project
from streamlit.testing.v1 import AppTest

from app_pages.evaluation_rows import gap_rows, responder_rows, small_topics, topic_rows
from evalsuite.folder import read_summary
from evalsuite.records import Gap, Rate, Summary
from prep.project import Project

APP = Path(__file__).resolve().parent.parent / "streamlit_app.py"
PAGE = APP.parent / "app_pages" / "read_evaluation.py"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = build_project(tmp_path_factory.mktemp("projects"), offices=2)
    add_evaluation(project)
    return project


def opened(project: Project, monkeypatch: pytest.MonkeyPatch, **parameters: str) -> AppTest:
    monkeypatch.setenv("PAIRWRIGHT_PROJECT", str(project.root))
    app = AppTest.from_file(str(APP), default_timeout=30).run()
    for name, value in parameters.items():
        app.query_params[name] = value
    app.switch_page(str(PAGE)).run()
    assert not app.exception
    return app


def test_the_title_is_the_finding_with_counts_and_interval(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    title = opened(project, monkeypatch).title[0].value
    assert title.startswith("Fine-tuned model, asked what it was taught:") and "95 % interval" in title


def test_the_comparison_with_the_base_model_is_a_sentence(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert any(text.value.startswith("Better than the base model") for text in opened(project, monkeypatch).text)


def test_the_answers_can_be_read_beside_their_reference(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(project, monkeypatch, view="Answers")
    assert [caption.value for caption in app.caption[:2]] == ["Reference", "Fine-tuned model"]
    assert any("became" in html.value for html in app.html)


def test_an_unevaluated_project_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = build_project(tmp_path, offices=1)
    app = opened(project, monkeypatch)
    assert app.title[0].value == "Not evaluated yet"
    assert app.code[0].value == f"pairwright evaluate {project.argument}"


def test_the_responder_under_test_comes_first_and_every_row_has_words(project: Project) -> None:
    rows = responder_rows(read_summary(project.evaluation("001-t4")))
    assert [row.name for row in rows] == ["Fine-tuned model", "Base model", "Nearest training pair"]
    assert "of 24 ·" in rows[0].words


def test_the_base_models_gap_stands_beside_the_gap(project: Project) -> None:
    names = [row.name for row in gap_rows(read_summary(project.evaluation("001-t4")))]
    assert names == ["Fine-tuned model", "Base model, which saw neither"]


def test_a_topic_with_few_questions_has_counts_but_no_share() -> None:
    rates = {"Leave": Rate(0.9, 0.7, 0.97, 20, 18), "Payroll": Rate(0.75, 0.3, 0.95, 4, 3)}
    nothing = Gap(None, None, None)
    topics = {topic: {"base": rate} for topic, rate in rates.items()}
    summary = Summary("base", {}, {}, {}, {}, nothing, topics, (), {}, {}, {})
    assert [row.words for row in topic_rows(summary)] == ["18 of 20 · 90 % · 70 to 97 %"]
    assert small_topics(summary) == "Payroll 3 of 4"
