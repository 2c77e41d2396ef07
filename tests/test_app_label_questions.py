"""The view of borderline questions: two at a time, one key each, and what the labels come to."""

from pathlib import Path

import pytest
from app_project import build_project
from streamlit.testing.v1 import AppTest
from test_app_conflicts import opened, press

from prep.calibrating import draw, read_labels
from prep.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return build_project(tmp_path, offices=3)


def view(project: Project, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return opened(project, monkeypatch, "Same question?")


def test_before_pairs_are_drawn_the_view_says_what_this_is_for(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = view(project, monkeypatch)
    assert app.title[0].value == "When do two questions ask the same?"
    assert any(button.label == "Draw the pairs" for button in app.button)


def test_one_key_labels_a_pair_and_undo_brings_it_back(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    first = draw(project).waiting[0]
    app = view(project, monkeypatch)
    shown = "".join(html.value for html in app.html)
    assert first.left in shown and first.right in shown
    assert "0 labelled · 30 more until the cut moves" in app.markdown[0].value
    press(app, "The same")
    assert "1 labelled" in app.markdown[0].value
    press(app, "Undo")
    assert "0 labelled" in app.markdown[0].value
    assert [one.answer for one in read_labels(project)] == ["same", "undo"]
