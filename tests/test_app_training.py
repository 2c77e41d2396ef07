"""The training page tells the state of the run from its files, and never trains in the app's own process."""

import fcntl
from pathlib import Path

import pytest
from app_project import add_run, build_project
from streamlit.testing.v1 import AppTest

from app_pages.training_rows import progress_words, read_runs, title
from prep.project import Project

APP = Path(__file__).resolve().parent.parent / "streamlit_app.py"
PAGE = APP.parent / "app_pages" / "watch_training.py"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return build_project(tmp_path, offices=1)


def opened(project: Project, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("PAIRWRIGHT_PROJECT", str(project.root))
    app = AppTest.from_file(str(APP), default_timeout=30).run()
    app.switch_page(str(PAGE)).run()
    assert not app.exception
    return app


def just_now(project: Project) -> float:
    return (project.run("001-t4") / "run.json").stat().st_mtime + 1


def test_before_training_there_is_one_button_and_the_command(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(project, monkeypatch)
    assert app.title[0].value == "Nothing has been trained yet"
    assert [button.label for button in app.button] == ["Start training"]
    assert app.code[0].value == f"pairwright train {project.argument}"


def test_a_finished_run_shows_loss_and_the_doctors_words(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    add_run(project)
    app = opened(project, monkeypatch)
    assert app.title[0].value == "Run 001-t4 is finished: loss 2.31 → 0.88 per token"
    assert any("falls steadily" in html.value for html in app.html)
    assert not app.button


def test_a_running_run_says_how_long_and_that_the_page_may_be_closed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_run(project, state="running", n_steps_done=50)
    app = opened(project, monkeypatch)
    assert app.title[0].value == "Run 001-t4 is learning as it should"
    assert app.progress[0].text == "step 50 of 120 · about 23 min left"
    assert any("You may close this page" in caption.value for caption in app.caption)


def test_a_failed_run_says_why_and_offers_to_go_on(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    add_run(project, state="failed", n_steps_done=60)
    app = opened(project, monkeypatch)
    assert app.title[0].value == "Run 001-t4 failed"
    assert any("out of memory at step 60" in html.value for html in app.html)
    assert [button.label for button in app.button] == ["Go on from the last checkpoint"]


def test_a_run_that_stopped_writing_is_not_called_running(project: Project) -> None:
    add_run(project, state="running", n_steps_done=50)
    (row,) = read_runs(project, just_now(project) + 3600)
    assert title(row) == "Run 001-t4 is not running: its process is gone"
    assert progress_words(row) == "step 50 of 120 · not running"


def test_a_run_that_was_killed_a_second_ago_is_not_called_running_however_much_is_done(project: Project) -> None:
    add_run(project, state="running", n_steps_done=120)
    (project.run("001-t4") / ".lock").touch()
    (row,) = read_runs(project, just_now(project))
    assert title(row) == "Run 001-t4 is not running: its process is gone"
    assert progress_words(row) == "step 120 of 120 · not running"


def test_a_silent_run_whose_folder_a_process_holds_is_at_work(project: Project) -> None:
    add_run(project, state="running", n_steps_done=50)
    with (project.run("001-t4") / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (row,) = read_runs(project, just_now(project) + 3600)
    assert title(row) == "Run 001-t4 is learning as it should"


def test_without_a_split_there_is_nothing_to_train_on(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.split.unlink()
    assert opened(project, monkeypatch).title[0].value == "Nothing to train on yet"
