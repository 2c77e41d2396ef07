"""The import page shows how a file was read, asks what the file does not say, and reads it as a person answers."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from app_project import build_project
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

from app_pages.import_form import (
    domains,
    listed,
    load,
    missing,
    options,
    preview,
    proposed,
    sheets,
    undecided,
    without_the_unchosen,
)
from app_pages.starting import started
from app_pages.uploads import keep
from prep.errors import BadInput
from prep.project import Project, locate, read_json
from prep.stages import PrepSettings, prepare_project, read_import_summary
from prep.threads import read_cleaned, read_restored

APP = Path(__file__).resolve().parent.parent / "streamlit_app.py"
PAGE = APP.parent / "app_pages" / "read_import.py"
NOW = "2026-09-04T10:00:00+00:00"
FAQ = (
    "Nr;Anliegen;Bescheid\n1;How many days of leave do I get?;You get 18 days a year.\n"
    "2;Where is my payslip?;Open Pay, then Payslips.\n3;And then?;\n"
)
CHAT = (
    "conversation,sender,body\nc1,Ann Lee,How many days of leave do I get?\nc1,Joe Kerr,You get 18 days a year.\n"
    "c2,Ann Lee,Where is my payslip?\nc2,Joe Kerr,Open Pay.\n"
)


@dataclass
class Handed:
    """A file as the browser hands it over."""

    name: str
    file_id: str

    def getbuffer(self) -> memoryview:
        return memoryview(b"a,b\n")


def opened(monkeypatch: pytest.MonkeyPatch, folder: Path, project: Project | None = None) -> AppTest:
    """The import page with `folder` as the working folder, on one project or on those under data."""
    monkeypatch.chdir(folder)
    if project:
        monkeypatch.setenv("PAIRWRIGHT_PROJECT", str(project.root))
    else:
        monkeypatch.delenv("PAIRWRIGHT_PROJECT", raising=False)
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    app.switch_page(str(PAGE)).run()
    assert not app.exception
    return app


def reading(app: AppTest, path: Path) -> AppTest:
    """The form with a file named in it."""
    app.text_input(key="import_path").set_value(str(path)).run()
    assert not app.exception
    return app


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


def made(folder: Path, path: Path, mapping: dict[str, str] | None = None) -> Project:
    project = locate(str(folder / "data" / "desk"))
    prepare_project(project, [path], PrepSettings(mapping=mapping), now=lambda: NOW)
    return project


def labelled(app: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(one for one in [*app.selectbox, *app.multiselect, *app.button, *app.radio] if one.label == label)


def shown(app: AppTest) -> str:
    return " ".join(one.value for one in [*app.html, *app.markdown, *app.text, *app.caption])


def ended(root: str) -> None:
    for _ in range(600):
        job = started(f"prep {root}")
        if job and not job.is_running:
            return
        time.sleep(0.1)
    raise TimeoutError("the import did not end")


def test_the_last_import_is_shown_with_counts_that_add_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = made(tmp_path, written(tmp_path, "faq.csv", FAQ), {"question": "Anliegen", "answer": "Bescheid"})
    app = opened(monkeypatch, tmp_path, project)
    assert app.title[0].value == "2 tickets read, all with an agent's reply"
    assert [metric.value for metric in app.metric] == ["3", "2", "4"]
    seen = shown(app)
    assert "3 rows = 2 questions with answers + 1 left out" in seen
    assert "no-agent-reply" in seen and "faq.csv:4" in seen
    assert "columns not used: Nr" in seen


def test_the_threads_say_who_is_who_as_text_and_never_as_markup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = FAQ.replace("Open Pay", "<b>Open</b> ![x](http://evil.example/x.png)")
    project = made(tmp_path, written(tmp_path, "faq.csv", hostile), {"question": "Anliegen", "answer": "Bescheid"})
    seen = shown(opened(monkeypatch, tmp_path, project))
    assert ">customer</span>" in seen and ">agent</span>" in seen
    assert "![x](http://evil.example/x.png)" in seen and "<img" not in seen


def test_a_project_made_before_the_summary_was_kept_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, tmp_path, build_project(tmp_path, offices=1))
    assert app.title[0].value == "This project was imported before its summary was kept"


def test_without_a_project_the_page_begins_with_the_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, tmp_path)
    assert app.title[0].value == "Which export shall I read?"
    assert not app.button


def test_columns_with_telling_names_are_filled_in_and_the_threads_appear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = FAQ.replace("Anliegen", "Question").replace("Bescheid", "Answer")
    app = reading(opened(monkeypatch, tmp_path), written(tmp_path, "faq.csv", told))
    assert (labelled(app, "Question").value, labelled(app, "Answer").value) == ("Question", "Answer")
    assert "You get 18 days a year." in shown(app)
    assert not labelled(app, "Read everything and make the pairs").disabled


def test_the_preview_follows_each_choice_and_nothing_is_read_before_the_columns_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = reading(opened(monkeypatch, tmp_path), written(tmp_path, "faq.csv", FAQ))
    assert "Choose a column for “Question” and “Answer”" in shown(app)
    assert labelled(app, "Read everything and make the pairs").disabled
    labelled(app, "Question").select("Anliegen").run()
    labelled(app, "Answer").select("Bescheid").run()
    assert "Open Pay, then Payslips." in shown(app)
    labelled(app, "Answer").select("Anliegen").run()
    assert "expected a column of its own" in shown(app)


def test_who_is_an_agent_is_asked_where_the_names_do_not_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = reading(opened(monkeypatch, tmp_path), written(tmp_path, "chat.csv", CHAT))
    assert "expected to learn which authors are your agents" in shown(app)
    assert labelled(app, "Read everything and make the pairs").disabled
    question = labelled(app, "Who of these answers for your helpdesk?")
    assert [option.split(" · ")[0] for option in question.options] == ["Ann Lee", "Joe Kerr"]
    question.select("Joe Kerr").run()
    assert ">agent</span>" in shown(app)
    assert not labelled(app, "Read everything and make the pairs").disabled


def test_a_sheet_is_asked_for_where_there_are_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = Workbook()
    book.active.title = "Notes"
    book.active.append(["note", "by"])
    book.active.append(["ignore", "me"])
    sheet = book.create_sheet("Tickets")
    sheet.append(["question", "answer"])
    sheet.append(["Where is my payslip?", "Open Pay."])
    book.save(tmp_path / "book.xlsx")
    app = reading(opened(monkeypatch, tmp_path), tmp_path / "book.xlsx")
    assert labelled(app, "Sheet").options == ["Notes", "Tickets"]
    labelled(app, "Sheet").select("Tickets").run()
    assert "Open Pay." in shown(app)


def test_the_button_makes_the_project_and_the_page_turns_to_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = reading(opened(monkeypatch, tmp_path), written(tmp_path, "chat.csv", CHAT))
    labelled(app, "Who of these answers for your helpdesk?").select("Joe Kerr").run()
    next(one for one in app.text_input if one.label == "Into the project").set_value("desk").run()
    labelled(app, "Read everything and make the pairs").click().run()
    ended("data/desk")
    app.run()
    assert app.title[0].value == "2 tickets read, all with an agent's reply"
    remembered = read_json(locate("desk").settings)["prep"]["mapping"]
    assert remembered == {"ticket": "conversation", "author": "sender", "text": "body", "agent_is": "Joe Kerr"}
    assert read_import_summary(locate("desk")).settings == {"agent_is": "Joe Kerr"}


def test_what_was_said_last_time_is_filled_in_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "faq.csv", FAQ)
    project = made(tmp_path, path, {"question": "Anliegen", "answer": "Bescheid"})
    app = opened(monkeypatch, tmp_path, project)
    labelled(app, "Read it again").click().run()
    reading(app, path)
    assert (labelled(app, "Question").value, labelled(app, "Answer").value) == ("Anliegen", "Bescheid")
    assert "as you said last time" in shown(app)


def test_an_upload_is_read_from_a_private_folder_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(monkeypatch, tmp_path)
    told = FAQ.replace("Anliegen", "question").replace("Bescheid", "answer")
    app.file_uploader[0].set_value(("faq.csv", told.encode(), "text/csv")).run()
    assert not app.exception
    assert "You get 18 days a year." in shown(app)
    assert "private folder on this machine" in shown(app)
    assert not list(tmp_path.iterdir())


def test_an_upload_s_name_cannot_leave_its_folder_and_nobody_else_may_read_it() -> None:
    (path,) = keep([Handed("../../etc/..\\passwd", "f/1.x")])
    assert (path.name, path.parent.name) == ("passwd", "f1x")
    assert path.parent.parent.stat().st_mode & 0o077 == 0


def test_a_path_that_leads_nowhere_is_said_and_the_form_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = reading(opened(monkeypatch, tmp_path), tmp_path / "nowhere.csv")
    assert "expected an export file or folder, found nothing there" in shown(app)
    assert app.text_input(key="import_path").value.endswith("nowhere.csv")


def test_another_kind_of_export_can_be_looked_at_whole_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chats = {"id": 1, "turns": [["customer", "Where do I park?"], ["agent", "Behind the house."]]}
    app = reading(opened(monkeypatch, tmp_path), written(tmp_path, "chats.jsonl", json.dumps(chats) + "\n"))
    assert "This looks like chat transcripts" in shown(app)
    labelled(app, "Look at it first").click().run()
    assert "2 turns = 2 messages + 0 left out" in shown(app)
    assert [path.name for path in tmp_path.iterdir()] == ["chats.jsonl"]


def test_the_remembered_columns_are_proposed_only_where_the_file_has_them() -> None:
    said = {"question": "Anliegen", "answer": "Bescheid", "sheet": "Tickets"}
    assert proposed(["Anliegen", "Bescheid"], said)[1] == {"question": "Anliegen", "answer": "Bescheid"}
    assert proposed(["question", "answer"], said)[2] == "guessed from the columns' names"
    assert proposed(["a", "b"], said) == ("a row a ticket", {}, "")


def test_a_role_column_stands_for_the_author() -> None:
    assert missing("a row a message", {"ticket": "t", "text": "b", "role": "r"}) == []
    assert missing("a row a message", {"ticket": "t"}) == ["author", "text"]


def test_only_speakers_whose_name_tells_no_role_are_asked_about(tmp_path: Path) -> None:
    tables = load([written(tmp_path, "chat.csv", CHAT.replace("Ann Lee", "Customer"))])
    assert undecided(tables, "sender") == [("Joe Kerr", 2)]
    assert domains(["Joe <joe@example.com>", "mia@example.com", "Ann"]) == ["example.com"]
    assert sheets([tmp_path / "chat.csv"]) == []


def test_the_preview_reads_the_head_of_a_long_table_only(tmp_path: Path) -> None:
    rows = "".join(f"{number};Question {number}?;Answer {number}.\n" for number in range(1000))
    tables = load([written(tmp_path, "faq.csv", f"id;question;answer\n{rows}")])
    assert preview(tables, {"question": "question", "answer": "answer"}, []).n_rows == 400


def test_a_table_in_which_nobody_is_an_agent_is_refused_in_the_preview(tmp_path: Path) -> None:
    tables = load([written(tmp_path, "chat.csv", CHAT)])
    with pytest.raises(BadInput, match="which authors are your agents"):
        preview(tables, {"ticket": "conversation", "author": "sender", "text": "body"}, [])


TALK = (
    "ticket,author,text,created at,{}\n7,customer,Where is my parcel?,2026-03-01,{}\n"
    "7,agent,The depot lost it again.,2026-03-02,{}\n7,agent,It arrives on Monday.,2026-03-03,{}\n"
)


def test_the_column_that_tells_internal_notes_is_filled_in_and_the_preview_shows_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = reading(
        opened(monkeypatch, tmp_path),
        written(tmp_path, "chat.csv", TALK.format("Visibility", "public", "internal", "public")),
    )
    assert labelled(app, "Public (yes: customers saw it)").value == "Visibility"
    assert "agent, internal note" in shown(app) and "1 message that no customer saw" in shown(app)


def test_a_column_of_uncertain_sense_keeps_the_form_waiting_until_somebody_says_which_way_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = reading(
        opened(monkeypatch, tmp_path), written(tmp_path, "chat.csv", TALK.format("Visibility", "no", "yes", "no"))
    )
    assert labelled(app, "Read everything and make the pairs").disabled
    labelled(app, "Internal (yes: no customer saw it)").set_value("Visibility").run()
    assert "agent, internal note" in shown(app)
    assert not labelled(app, "Read everything and make the pairs").disabled
    labelled(app, "Internal (yes: no customer saw it)").set_value(None).run()
    app.checkbox[0].check().run()
    assert "agent, internal note" not in shown(app)
    assert not labelled(app, "Read everything and make the pairs").disabled


def test_a_column_taken_out_of_the_form_stays_out_when_the_command_reads_the_table() -> None:
    chosen = {"ticket": "ticket", "author": "author", "text": "text"}
    columns = ["ticket", "author", "text", "created at"]
    assert without_the_unchosen("a row a message", columns, chosen) == {**chosen, "time": "none"}
    assert proposed(columns, {**chosen, "time": "none"})[1] == chosen


def test_the_form_is_the_same_as_the_options_of_the_command() -> None:
    assert options("auto", {}, []) == []
    assert options("table", {"question": "What, when"}, ["example.com"]) == [
        "--format", "table", "--map", '{"question": "What, when"}', "--agent-domain", "example.com",
    ]  # fmt: skip
    assert listed("example.com, ann@example.org;x.example") == ["example.com", "ann@example.org", "x.example"]


SIGNED = (
    'Question,Answer\nHow many days of leave do I get?,"You get 18 days a year.\n\n-- \nTicket office\nOpen 8 to 16"\n'
)


def test_every_cut_of_a_reason_is_counted_and_put_back_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = made(tmp_path, written(tmp_path, "faq.csv", SIGNED))
    app = opened(monkeypatch, tmp_path, project)
    assert "1 cut in 1 ticket" in shown(app) and "Open 8 to 16" in shown(app)
    labelled(app, "Put back every signature").click().run()
    assert "1 of them put back" in shown(app)
    assert labelled(app, "Make the pairs again") and labelled(app, "Cut every signature again")
    assert read_restored(project).reasons == {"signature"}


def kinds_of_the_page(project, closed):  # type: ignore[no-untyped-def]
    from app_pages.cuts_view import show_kinds
    from app_pages.readers import cleaned_of

    show_kinds(project, cleaned_of(project), closed)


def test_no_cut_of_a_held_out_ticket_is_an_example(tmp_path: Path) -> None:
    project = made(tmp_path, written(tmp_path, "faq.csv", SIGNED))
    (ticket,) = read_cleaned(project)
    app = AppTest.from_function(kinds_of_the_page, args=(project, {ticket.ticket_id})).run()
    assert "1 cut in 1 ticket" in shown(app) and "Open 8 to 16" not in shown(app)
    assert "Only in held-out tickets, which are not shown." in shown(app)
    assert "Open 8 to 16" in shown(AppTest.from_function(kinds_of_the_page, args=(project, ())).run())
