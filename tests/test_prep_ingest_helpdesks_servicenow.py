"""ServiceNow's exports, and the traps in them."""

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from prep.errors import BadInput
from prep.ingest import read_export

INCIDENT = "552c48888c033300964f4932b03eb092"
ANN, BOB = "5137153cc611227c000bbd1bd8cd2007", "681ccaf9c0a8016400b98a06818d57c7"


def incident(**fields: Any) -> dict[str, Any]:
    return {
        "sys_id": INCIDENT, "number": "INC0010007", "short_description": "VPN", "description": "How do I get the VPN?",
        "caller_id": "Ann Lee", "opened_by": "Ann Lee", "assigned_to": "Bob Ray", "state": "7", "category": "network",
        "opened_at": "2026-02-01 08:00:00", "sys_created_by": "ann.lee", "sys_updated_on": "2026-02-03 08:00:00",
        "close_notes": "Told Ann.", **fields,
    }  # fmt: skip


def entry(sys_id: str, text: str, *, by: str = "bob.ray", minute: int = 5, **fields: Any) -> dict[str, Any]:
    return {
        "sys_id": sys_id, "name": "incident", "element_id": INCIDENT, "element": "comments", "value": text,
        "sys_created_on": f"2026-02-01 08:{minute:02}:00", "sys_created_by": by, **fields,
    }  # fmt: skip


def write_json(folder: Path, value: Any, name: str = "result.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def write_csv(folder: Path, name: str, *rows: dict[str, Any]) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_xlsx(folder: Path, name: str, *rows: dict[str, Any]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (list(rows[0]), *(list(row.values()) for row in rows)):
        sheet.append(row)
    book.save(folder / name)
    return folder / name


THREAD = (
    entry("1", "Ask Bo for the key.", element="work_notes", minute=4),
    entry("2", "Order it in the portal."),
    entry("3", "Thanks", by="ann.lee", minute=9),
)


def test_comments_are_public_and_work_notes_are_internal(tmp_path: Path) -> None:
    read = read_export([write_json(tmp_path, {"result": [incident(), *THREAD]})])
    assert read.export_format == "servicenow" and "ServiceNow journal rows and incidents" in read.because
    (only,) = read.tickets
    assert [(m.author, m.kind, m.public, m.text) for m in only.messages] == [
        ("customer", "comment", True, "How do I get the VPN?"),
        ("agent", "internal-note", False, "Ask Bo for the key."),
        ("agent", "comment", True, "Order it in the portal."),
        ("customer", "comment", True, "Thanks"),
    ]
    assert (only.ticket_id, only.subject, only.topic, only.status) == ("INC0010007", "VPN", "network", "Closed")
    assert only.messages[2].sent_at == "2026-02-01T08:05:00Z"
    assert any("times name no zone" in warning for warning in read.warnings)
    assert any("1 incident has close notes" in warning for warning in read.warnings)


@pytest.mark.parametrize("wrapper", ["array", "lines", "airbyte", "csv"])
def test_every_way_of_handing_over_the_rows_reads_alike(tmp_path: Path, wrapper: str) -> None:
    rows = [incident(), *THREAD]
    wanted = read_export([write_json(tmp_path, {"result": rows})]).tickets[0].messages
    if wrapper == "csv":
        paths = [write_csv(tmp_path, "incident.csv", rows[0]), write_csv(tmp_path, "sys_journal_field.csv", *rows[1:])]
    elif wrapper == "lines":
        paths = [tmp_path / "rows.jsonl"]
        paths[0].write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    else:
        streams = ["incident", *["sys_journal_field"] * 3]
        wrapped = [{"stream": stream, "data": row} for stream, row in zip(streams, rows, strict=True)]
        paths = [write_json(tmp_path, wrapped if wrapper == "airbyte" else rows, "rows.json")]
    assert read_export(paths).tickets[0].messages == wanted


def test_a_workbook_has_labels_for_field_names(tmp_path: Path) -> None:
    tickets = write_xlsx(
        tmp_path, "incident.xlsx",
        {
            "Number": "INC0010007", "Sys ID": INCIDENT, "Short description": "VPN", "Caller": "Ann Lee",
            "Description": "How do I get the VPN?", "Opened": "2026-02-01 08:00:00", "Assigned to": "Bob Ray",
            "State": "Closed",
        },
    )  # fmt: skip
    journal = write_xlsx(
        tmp_path, "sys_journal_field.xlsx",
        {
            "Created": "2026-02-01 08:05:00", "Created by": "bob.ray", "Name": "incident", "Element": "comments",
            "Element ID": INCIDENT, "Value": "Order it.",
        },
    )  # fmt: skip
    (only,) = read_export([tickets, journal]).tickets
    assert [(m.author, m.text) for m in only.messages] == [
        ("customer", "How do I get the VPN?"),
        ("agent", "Order it."),
    ]
    assert only.status == "Closed"


def test_references_are_objects_with_display_values_or_links(tmp_path: Path) -> None:
    address = "https://x.service-now.com/api/now/table/sys_user/"
    users = [
        {"sys_id": ANN, "user_name": "al", "name": "Ann Lee", "email": "ann@home.example", "phone": "0123"},
        {"sys_id": BOB, "user_name": "br", "name": "Bob Ray", "email": "bob@work.example"},
    ]
    forms = (
        {
            "caller_id": {"display_value": "Ann Lee", "value": ANN},
            "assigned_to": {"display_value": "Bob Ray", "value": BOB},
        },
        {"caller_id": {"link": address + ANN, "value": ANN}, "assigned_to": {"link": address + BOB, "value": BOB}},
        {"caller_id": {"display_value": "Ann Lee", "link": address + ANN}, "assigned_to": "Bob Ray"},
    )
    for people in forms:
        row = incident(opened_by="", state={"display_value": "Closed", "value": "7"}, sys_created_by="", **people)
        said = {name: {"display_value": each, "value": each} for name, each in entry("2", "Order it.", by="br").items()}
        read = read_export(
            [write_json(tmp_path, {"result": [row, said, entry("3", "Thanks", by="al", minute=9), *users]})]
        )
        assert [(m.author, m.text) for m in read.tickets[0].messages] == [
            ("customer", "How do I get the VPN?"), ("agent", "Order it."), ("customer", "Thanks"),
        ]  # fmt: skip
        assert read.tickets[0].status == "Closed"
        assert [(p.author, p.name, p.emails, p.phones, p.ids) for p in read.tickets[0].people] == [
            ("customer", "Ann Lee", ("ann@home.example",), ("0123",), ("al",)),
            ("agent", "Bob Ray", ("bob@work.example",), (), ("br",)),
        ]


def test_the_account_that_always_opens_for_one_person_is_that_person_s(tmp_path: Path) -> None:
    rows = [
        incident(sys_created_by="u71", assigned_to=""),
        entry("1", "x", element="work_notes"),
        entry("2", "Order it."),
    ]
    (only,) = read_export([write_json(tmp_path, [*rows, entry("3", "Thanks", by="u71", minute=9)])]).tickets
    assert [m.author for m in only.messages] == ["customer", "agent", "agent", "customer"]
    other = incident(sys_id="a" * 32, number="INC2", caller_id="Cy Roe", opened_by="Cy Roe", sys_created_by="u71")
    found = read_export([write_json(tmp_path, [*rows, entry("3", "Thanks", by="u71", minute=9), other])]).tickets
    assert found[0].messages[3].author == "unknown"  # u71 opens for two: a program, perhaps


def test_a_full_name_of_two_people_is_nobody_s(tmp_path: Path) -> None:
    users = [{"sys_id": each, "user_name": name, "name": "Ann Lee"} for each, name in ((ANN, "al"), (BOB, "al2"))]
    row = incident(
        caller_id={"display_value": "Ann Lee", "value": ANN}, opened_by="", sys_created_by="", assigned_to=""
    )
    rows = [row, *users, entry("1", "x", by="bo", element="work_notes"), entry("2", "Order it.", by="bo")]
    (only,) = read_export(
        [write_json(tmp_path, [*rows, entry("3", "Thanks", by="al", minute=8), entry("4", "Hm", by="al2", minute=9)])]
    ).tickets
    assert [m.author for m in only.messages] == ["customer", "agent", "agent", "customer", "unknown"]


def test_when_nothing_tells_staff_the_person_is_asked(tmp_path: Path) -> None:
    path = write_json(tmp_path, [incident(assigned_to=""), entry("2", "Order it.", by="x77")])
    with pytest.raises(
        BadInput, match=r"result\.json:1: expected to learn which authors.*'x77'.*agent_is=x77.*sys_user"
    ):
        read_export([path])
    assert read_export([path], mapping={"agent_is": "X77"}).tickets[0].messages[1].author == "agent"


def test_what_comes_by_mail_names_its_sender_and_the_system_is_automatic(tmp_path: Path) -> None:
    users = [{"sys_id": ANN, "user_name": "al", "name": "Ann Lee", "email": "ann@home.example"}]
    rows = (
        entry("1", "Closed after 7 days.", by="system", minute=30),
        entry("2", "Order it.", minute=5),
        entry("3", "reply from: Ann@home.example\n\nThanks", by="guest", minute=9),
    )
    (only,) = read_export([write_json(tmp_path, [incident(), *rows, *users])]).tickets
    assert [(m.author, m.kind, m.text) for m in only.messages[1:]] == [
        ("agent", "comment", "Order it."), ("customer", "comment", "Thanks"),
        ("automatic", "auto-reply", "Closed after 7 days."),
    ]  # fmt: skip


def test_html_in_code_tags_is_html_and_the_rest_stays_plain(tmp_path: Path) -> None:
    text = "If a < b:\n[code]<ul><li>Order it.</li></ul>[/code]"
    (only,) = read_export([write_json(tmp_path, [incident(), entry("2", text)])]).tickets
    assert (only.messages[1].text_format, only.messages[1].text) == (
        "html", "If a &lt; b:<br><ul><li>Order it.</li></ul>",
    )  # fmt: skip


def test_what_staff_open_for_a_caller_is_the_caller_s_question_when_staff_answer_it(tmp_path: Path) -> None:
    read = read_export([write_json(tmp_path, [incident(opened_by="Bob Ray", sys_created_by="bob.ray"), THREAD[1]])])
    assert [m.author for m in read.tickets[0].messages] == ["customer", "agent"]
    assert any("1 incident was opened by somebody else than the caller" in warning for warning in read.warnings)
    rows = [
        incident(opened_by="Bob Ray", sys_created_by="bob.ray"),
        entry("1", "Yes?", by="ann.lee"),
        entry("2", "Ok", minute=8),
    ]
    (answered,) = read_export([write_json(tmp_path, rows)]).tickets
    assert [m.author for m in answered.messages] == ["agent", "customer", "agent"]


def test_an_incident_list_is_refused_and_its_close_notes_are_no_answer(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "incident.csv", incident())
    with pytest.raises(BadInput, match=r"no agent replies: it holds 1 ticket without messages.*sys_journal_field"):
        read_export([path])
    with pytest.raises(BadInput, match="1 message without tickets"):
        read_export([write_json(tmp_path, [THREAD[1]])])


def test_rows_that_nothing_joins_are_asked_for_again(tmp_path: Path) -> None:
    bare = {name: each for name, each in incident().items() if name != "sys_id"}
    journal = write_csv(tmp_path, "journal.csv", *THREAD)
    with pytest.raises(BadInput, match=r"incident\.csv:2: expected sys_id.*Add Sys ID to the columns"):
        read_export([write_csv(tmp_path, "incident.csv", bare), journal])
    loose = {name: each for name, each in THREAD[1].items() if name != "element_id"}
    with pytest.raises(BadInput, match=r"expected element_id.*sysparm_fields"):
        read_export([write_json(tmp_path, [incident(), loose])])


def test_other_journals_other_tickets_and_other_rows_are_accounted_for(tmp_path: Path) -> None:
    rows = [
        incident(), *THREAD, THREAD[1], entry("5", "approved", element="approval_history"),
        entry("6", "Lost.", element_id="b" * 32), {"sys_id": "c" * 32, "file_name": "x.png"},
    ]  # fmt: skip
    read = read_export([write_json(tmp_path, rows)])
    assert sorted(rejection.code for rejection in read.rejections) == ["event", "repeated-row", "unknown-ticket"]
    assert any("1 row that is neither incident" in warning for warning in read.warnings)
    assert read.n_rows == 7


TOGETHER = (
    "2026-02-01 08:09:00 - Ann Lee (Additional comments)\nThanks\n\nAnd Bo?\n\n"
    "2026-02-01 08:05:00 - Bob Ray (Additional comments)\nOrder it.\n\nOn Monday - as always (see below)\n\n"
    "2026-02-01 08:04:00 - Bob Ray (Work notes)\nAsk Bo for the key.\n\n"
)


def test_journals_run_together_are_cut_only_at_their_headers(tmp_path: Path) -> None:
    (only,) = read_export([write_json(tmp_path, {"result": [incident(comments_and_work_notes=TOGETHER)]})]).tickets
    assert [(m.author, m.kind, m.text, m.sent_at[11:16]) for m in only.messages] == [
        ("customer", "comment", "How do I get the VPN?", "08:00"),
        ("agent", "internal-note", "Ask Bo for the key.", "08:04"),
        ("agent", "comment", "Order it.\n\nOn Monday - as always (see below)", "08:05"),
        ("customer", "comment", "Thanks\n\nAnd Bo?", "08:09"),
    ]


def test_headers_in_other_formats_and_languages_are_known_by_their_field(tmp_path: Path) -> None:
    comments = {"display_value": "13-Jul-2026 10:29:21 AM - Bob Ray (Otros)\nOrder it.\n\n", "value": ""}
    notes = "13-Jul-2026 10:28:21 AM - Bob Ray (Lisätiedot (sisäinen))\nAsk Bo.\n\n"
    row = incident(opened_at="2026-07-13 08:00:00", comments=comments, work_notes=notes, comments_and_work_notes="")
    (only,) = read_export([write_json(tmp_path, [row])]).tickets
    assert [(m.kind, m.text, m.sent_at) for m in only.messages[1:]] == [
        ("internal-note", "Ask Bo.", "2026-07-13T10:28:21Z"), ("comment", "Order it.", "2026-07-13T10:29:21Z"),
    ]  # fmt: skip


def test_entries_that_stand_in_two_fields_or_in_rows_too_are_read_once(tmp_path: Path) -> None:
    comments = TOGETHER[: TOGETHER.index("2026-02-01 08:04")]
    row = incident(comments=comments, comments_and_work_notes=TOGETHER)
    assert len(read_export([write_json(tmp_path, [row])]).tickets[0].messages) == 4
    read = read_export([write_json(tmp_path, [row, *THREAD])])
    assert [m.message_id for m in read.tickets[0].messages] == ["0", "1", "2", "3"]
    assert any("the rows were used" in warning for warning in read.warnings)


def test_a_text_without_headers_has_no_author_and_is_left_out(tmp_path: Path) -> None:
    rows = [incident(comments="Order it."), incident(sys_id="d" * 32, number="INC2", comments=TOGETHER)]
    read = read_export([write_json(tmp_path, rows)])
    assert [(r.code, r.ticket_id) for r in read.rejections] == [("unknown-author", "INC0010007")]


def test_dates_in_the_exporter_s_format_are_read_when_some_row_settles_them(tmp_path: Path) -> None:
    rows = [incident(opened_at="02-03-2026 08:00:00"), entry("2", "Order it.", sys_created_on="13-03-2026 08:05:00")]
    (only,) = read_export([write_json(tmp_path, rows)]).tickets
    assert [m.sent_at for m in only.messages] == ["2026-03-02T08:00:00Z", "2026-03-13T08:05:00Z"]
    (berlin,) = read_export([write_json(tmp_path, rows)], mapping={"zone": "Europe/Berlin"}).tickets
    assert berlin.messages[0].sent_at == "2026-03-02T07:00:00Z"


def test_a_cell_as_long_as_a_workbook_allows_is_cut_short(tmp_path: Path) -> None:
    (only,) = read_export([write_json(tmp_path, [incident(), THREAD[1], entry("4", "x" * 32_767, minute=8)])]).tickets
    assert [m.truncated for m in only.messages] == [False, False, True]


def test_flat_tables_with_common_columns_are_not_servicenow_s(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path, "t.csv", {"Number": "1", "Question": "How?", "Answer": "So.", "Value": "x", "Element": "y"}
    )
    assert read_export([path]).export_format == "table"
