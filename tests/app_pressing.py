"""A page of the workbench without a browser, and its buttons."""

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from prep.project import Project

APP = Path(__file__).resolve().parent.parent / "streamlit_app.py"


def open_page(name: str, project: Project, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page in app_pages/<name>.py, on this project."""
    monkeypatch.setenv("PAIRWRIGHT_PROJECT", str(project.root))
    app = AppTest.from_file(str(APP), default_timeout=30).run()
    app.switch_page(str(APP.parent / "app_pages" / f"{name}.py")).run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    time.sleep(0.3)  # a press that comes too soon is taken for a held key
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app
