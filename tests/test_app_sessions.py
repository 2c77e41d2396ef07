"""Owners invite and judge; testers meet one page, one clock and no name of a model."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from app_project import add_sessions, build_project
from streamlit.testing.v1 import AppTest

from app_pages.session_rows import link, read_sessions, title, worker_words
from evalsuite.sessions.store import SessionStore
from prep.project import Project

APP = Path(__file__).resolve().parent.parent / "streamlit_app.py"
PAGE = APP.parent / "app_pages" / "run_sessions.py"
FAR = "2099-01-01T00:00:00+00:00"  # the answering process counts as seen, so none is started


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return build_project(tmp_path, offices=1)


@pytest.fixture
def store(project: Project) -> SessionStore:
    return add_sessions(project, worker_seen_at=FAR)


def owner(project: Project, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("PAIRWRIGHT_PROJECT", str(project.root))
    app = AppTest.from_file(str(APP), default_timeout=30).run()
    app.switch_page(str(PAGE)).run()
    assert not app.exception
    return app


def as_tester(project: Project, monkeypatch: pytest.MonkeyPatch, token: str) -> AppTest:
    monkeypatch.setenv("PAIRWRIGHT_PROJECT", str(project.root))
    app = AppTest.from_file(str(APP), default_timeout=30)
    app.query_params["token"] = token
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return "\n".join(one.value for one in [*app.title, *app.subheader, *app.markdown, *app.caption, *app.text])


def test_nobody_invited_yet_is_said_with_the_next_step(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert owner(project, monkeypatch).title[0].value == "Nobody has tested this model yet"


def test_an_invitation_shows_its_link_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = owner(project, monkeypatch)
    app.text_input[0].set_value("Cleo")
    press(app, "Make a link")
    shown = app.code[0].value
    found = SessionStore(project.sessions).session_of_token(shown.partition("?token=")[2])
    assert found is not None and found.tester == "Cleo"
    assert not app.run().code


def test_the_owner_may_dismiss_a_flag(project: Project, store: SessionStore, monkeypatch: pytest.MonkeyPatch) -> None:
    app = owner(project, monkeypatch)
    assert app.title[0].value == "1 of 2 sessions are done; 1 flag stands"
    app.button(key="read_S1").click().run()
    press(app, "The answer was right")
    assert app.title[0].value == "1 of 2 sessions are done; no flag stands"


def test_an_unknown_link_opens_nothing(project: Project, store: SessionStore, monkeypatch: pytest.MonkeyPatch) -> None:
    assert as_tester(project, monkeypatch, "green-herons").title[0].value == "This link does not open a session"


def test_a_used_link_says_so(project: Project, store: SessionStore, monkeypatch: pytest.MonkeyPatch) -> None:
    assert as_tester(project, monkeypatch, "blue-otter").title[0].value == "This link was already used"


def test_the_clock_starts_only_with_the_testers_word(
    project: Project, store: SessionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = as_tester(project, monkeypatch, "green-heron")
    assert app.title[0].value == "30 minutes with a model"
    assert next(button for button in app.button if button.label == "Start the clock").disabled
    app.checkbox[0].check().run()
    press(app, "Start the clock")
    assert store.session("S2").attested and store.clock("S2", now()).state == "running"


def test_a_question_is_stored_and_the_page_waits_for_its_answer(
    project: Project, store: SessionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.open("S2", attested=True, at=now())
    app = as_tester(project, monkeypatch, "green-heron")
    app.chat_input[0].set_value("Can I carry over leave?").run()
    assert [exchange.question for exchange in store.exchanges("S2")] == ["Can I carry over leave?"]
    assert "Thinking. The clock is stopped." in said(app)
    assert app.chat_input[0].disabled


def test_the_last_answer_is_flagged_and_the_flag_taken_back(
    project: Project, store: SessionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.open("S2", attested=True, at=now())
    number = store.ask("S2", "Can I carry over leave?", now())
    store.answer(number, answer="Yes, 99 days.", error="", at=now())
    app = press(as_tester(project, monkeypatch, "green-heron"), "Made up")
    assert store.exchanges("S2")[0].flag == "made-up"
    assert "you flagged: made-up" in said(app)
    press(app, "Made up")
    assert store.exchanges("S2")[0].flag == ""


def test_the_tester_reads_neither_the_model_nor_the_project(
    project: Project, store: SessionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.open("S2", attested=True, at=now())
    number = store.ask("S2", "Hello?", now())
    store.answer(number, answer="", error="fine_tuned ran out of memory", at=now())
    shown = said(as_tester(project, monkeypatch, "green-heron"))
    assert "fine_tuned" not in shown and "people-desk" not in shown
    assert "No answer came, and the time was not counted." in shown


def test_when_time_is_up_there_are_two_minutes_of_questions(
    project: Project, store: SessionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.open("S2", attested=True, at="2026-09-03T11:00:00+00:00")
    app = as_tester(project, monkeypatch, "green-heron")
    assert app.subheader[0].value == "Time is up. Two minutes of questions, then you are done."
    app.text_area[0].set_value("It was quick.")
    press(app, "Finish")
    assert app.title[0].value == "Thank you"
    assert store.session("S2").surprise == "It was quick."


def test_a_tester_cannot_open_another_page(
    project: Project, store: SessionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = as_tester(project, monkeypatch, "green-heron")
    with pytest.raises(ValueError, match="not"):
        app.switch_page(str(PAGE))


def test_the_title_counts_what_stands(store: SessionStore) -> None:
    assert title(read_sessions(store, now())) == "1 of 2 sessions are done; 1 flag stands"


def test_the_owner_reads_whether_somebody_answers() -> None:
    assert worker_words("", "", now()).startswith("The model is loaded when")
    assert worker_words(now(), "loading", now()) == "The model is being loaded."
    assert "asleep" in worker_words("2026-01-01T00:00:00+00:00", "ready", now())


def test_the_link_keeps_the_address_of_the_owners_page() -> None:
    assert link("http://127.0.0.1:8600/run_sessions?x=1", "abc") == "http://127.0.0.1:8600/?token=abc"
