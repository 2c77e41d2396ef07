"""osTicket exports, and the traps in them."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from prep.errors import BadInput
from prep.ingest import read_export
from prep.records import Import

Row = dict[str, Any]


def ticket(ticket_id: int = 7, **fields: Any) -> Row:
    return {
        "ticket_id": str(ticket_id), "ticket_pid": None, "number": f"48120{ticket_id}", "user_id": "5",
        "user_email_id": "0", "status_id": "3", "dept_id": "1", "sla_id": "1", "topic_id": "2", "staff_id": "3",
        "flags": "0", "source": "Web", "lastupdate": "2026-02-01 09:00:00", "created": "2026-02-01 08:00:00",
        "updated": "2026-02-01 09:00:00", **fields,
    }  # fmt: skip


def thread(thread_id: int = 70, ticket_id: int = 7, **fields: Any) -> Row:
    return {
        "id": str(thread_id), "object_id": str(ticket_id), "object_type": "T", "extra": None, "lastresponse": None,
        "lastmessage": None, "created": "2026-02-01 08:00:00", **fields,
    }  # fmt: skip


def entry(entry_id: int, letter: str, body: str | None, **fields: Any) -> Row:
    by_staff = letter in ("R", "N")
    return {
        "id": str(entry_id), "pid": "0", "thread_id": "70", "staff_id": "3" if by_staff else "0",
        "user_id": "0" if by_staff else "5", "type": letter, "flags": "64",
        "poster": "Emma Taylor" if by_staff else "Ann Lee", "source": "", "title": None, "body": body,
        "format": "html", "ip_address": "::1", "recipients": None, "created": f"2026-02-01 08:{entry_id:02}:00",
        "updated": "0000-00-00 00:00:00", **fields,
    }  # fmt: skip


SUBJECT = {"ticket_id": "7", "subject": "VPN", "priority": "2"}
QUESTION = entry(1, "M", "<p>How do I get the VPN?</p>", flags="65", title="VPN access")
ANSWER = entry(2, "R", "<p>Order it in the portal.</p>")
WHOLE = {
    "thread": [thread()], "thread_entry": [QUESTION, ANSWER], "ticket": [ticket()], "ticket__cdata": [SUBJECT],
}  # fmt: skip


def read(folder: Path, tables: dict[str, list[Row]] | None = None, *more: Row, **settings: Any) -> Import:
    """What is read from phpMyAdmin's JSON export of some tables; `more` are entries."""
    tables = {**WHOLE, **(tables or {})}
    tables["thread_entry"] = [*tables["thread_entry"], *more]
    listed = [{"type": "table", "name": f"ost_{name}", "database": "d", "data": rows} for name, rows in tables.items()]
    head = [
        {"type": "header", "version": "5.2.1", "comment": "Export to JSON plugin for PHPMyAdmin"},
        {"type": "database", "name": "d"},
    ]
    path = folder / "osticket.json"
    path.write_text(json.dumps([*head, *listed]), encoding="utf-8")
    return read_export([path], **settings)


def warned(found: Import, words: str) -> bool:
    return any(words in warning for warning in found.warnings)


def test_messages_are_the_users_and_responses_the_agents(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert found.export_format == "osticket" and "osTicket messages" in found.because
    (only,) = found.tickets
    assert (only.ticket_id, only.subject, only.status) == ("481207", "VPN", "Closed")
    assert [(m.author, m.kind, m.text_format) for m in only.messages] == [
        ("customer", "comment", "html"), ("agent", "comment", "html"),
    ]  # fmt: skip


def test_notes_are_internal(tmp_path: Path) -> None:
    (only,) = read(tmp_path, None, entry(3, "N", "Ask Bo."), entry(4, "N", "From a third party", staff_id="0")).tickets
    assert [(m.author, m.kind, m.public) for m in only.messages[2:]] == [
        ("agent", "internal-note", False), ("unknown", "internal-note", False),
    ]  # fmt: skip


def test_canned_replies_and_notes_of_the_system_are_automatic(tmp_path: Path) -> None:
    rows = (
        entry(3, "R", "Read our FAQ.", staff_id="0", poster="SYSTEM (Canned Reply)"),
        entry(4, "N", "Ticket assigned", staff_id="0", poster="SYSTEM"),
        entry(5, "N", "Closed", flags="128"),
    )
    (only,) = read(tmp_path, None, *rows).tickets
    assert [(m.author, m.kind, m.public) for m in only.messages[2:]] == [
        ("automatic", "auto-reply", True), ("automatic", "system", False), ("automatic", "system", False),
    ]  # fmt: skip


def test_a_user_may_be_called_system(tmp_path: Path) -> None:
    (only,) = read(tmp_path, None, entry(3, "M", "And now?", poster="SYSTEM Consult Ltd")).tickets
    assert only.messages[2].author == "customer"


def test_replies_of_an_agent_who_was_deleted_are_still_his(tmp_path: Path) -> None:
    (only,) = read(tmp_path, None, entry(3, "R", "Done.", staff_id="0", poster="Bo Berg")).tickets
    assert (only.messages[2].author, only.messages[2].person_id) == ("agent", "poster Bo Berg")


def test_a_message_that_names_an_agent_is_nobodys_for_certain(tmp_path: Path) -> None:
    (only,) = read(tmp_path, None, entry(3, "M", "Imported", staff_id="3")).tickets
    assert only.messages[2].author == "unknown"


def test_mail_headers_tell_automatic_answers(tmp_path: Path) -> None:
    header = {
        "id": "1",
        "thread_entry_id": "3",
        "mid": "<a@b>",
        "headers": "From: ann@home.example\nAuto-Submitted: auto-replied\n",
    }
    found = read(tmp_path, {"thread_entry_email": [header]}, entry(3, "M", "I am away.", source="Email"))
    assert found.tickets[0].messages[2].kind == "auto-reply"


def test_older_versions_and_texts_kept_elsewhere_are_accounted_for(tmp_path: Path) -> None:
    rows = (entry(3, "R", "Oder it.", flags="70"), entry(4, "M", None), entry(5, "X", "?"))
    found = read(tmp_path, None, *rows)
    assert [rejection.code for rejection in found.rejections] == ["older-version", "empty-message", "unknown-type"]
    assert len(found.tickets[0].messages) == 2 and found.n_rows == 5


def test_a_text_that_fills_the_column_was_cut(tmp_path: Path) -> None:
    (only,) = read(tmp_path, None, entry(3, "R", "ü" * 32_767), entry(4, "R", "x" * 60_000)).tickets
    assert [m.truncated for m in only.messages[2:]] == [True, False]


def test_a_merged_ticket_is_left_out_and_its_entries_stand_in_the_other(tmp_path: Path) -> None:
    tables = {
        "ticket": [ticket(flags="17"), ticket(8, ticket_pid="7", flags="1")],
        "thread": [thread(), thread(80, 8, object_type="C")],
    }
    found = read(tmp_path, tables, entry(3, "M", "Same here.", flags="1088", user_id="6"))
    assert [m.author for m in found.tickets[0].messages] == ["customer", "agent", "customer"]
    assert [(r.code, r.ticket_id, r.evidence) for r in found.rejections] == [
        ("merged", "481208", "merged into 481207, where its entries are now")
    ]


def test_a_linked_ticket_is_a_ticket_of_its_own(tmp_path: Path) -> None:
    tables = {"ticket": [ticket(), ticket(8, ticket_pid="7", flags="8")], "thread": [thread(), thread(80, 8)]}
    found = read(tmp_path, tables, entry(3, "M", "And mine?", thread_id="80"))
    assert [(each.ticket_id, each.merged_into) for each in found.tickets] == [("481207", ""), ("481208", "")]


def test_deleted_tickets_are_left_out(tmp_path: Path) -> None:
    deleted = {"id": "9", "name": "Bin", "state": "deleted", "mode": "3", "flags": "0", "sort": "5", "properties": "{}"}
    for tables in (
        {"ticket": [ticket(), ticket(8, status_id="9")], "ticket_status": [deleted]},
        {"ticket": [ticket(), ticket(8, status_id="5")]},
    ):
        assert [(r.code, r.ticket_id) for r in read(tmp_path, tables).rejections] == [("deleted", "481208")]


def test_entries_of_tasks_and_of_unknown_threads_are_accounted_for(tmp_path: Path) -> None:
    tables = {"thread": [thread(), thread(90, 1, object_type="A")]}
    found = read(tmp_path, tables, entry(3, "M", "To do", thread_id="90"), entry(4, "R", "Lost.", thread_id="99"))
    assert [(rejection.code, rejection.ticket_id) for rejection in found.rejections] == [
        ("task", ""), ("unknown-ticket", "of thread 99"),
    ]  # fmt: skip


def test_tickets_that_agents_opened_are_pointed_out(tmp_path: Path) -> None:
    event = {
        "thread_id": "70", "staff_id": "3", "event_id": "1", "uid": "3", "uid_type": "S", "annulled": "0",
        "username": "emma", "timestamp": "2026-02-01 08:00:00",
    }  # fmt: skip
    words = "1 ticket was opened by agents for a customer, so the first text may be an agent's words: 481207."
    assert warned(read(tmp_path, {"ticket": [ticket(source="Phone")]}), words)
    assert warned(read(tmp_path, {"thread_event": [event]}), words)
    assert not warned(read(tmp_path), "opened by agents")


def test_times_are_utc_unless_the_person_names_the_zone(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert found.tickets[0].messages[0].sent_at == "2026-02-01T08:01:00Z" and warned(found, "2 times name no zone")
    found = read(tmp_path, mapping={"zone": "Europe/Berlin"})
    assert found.tickets[0].messages[0].sent_at == "2026-02-01T07:01:00Z" and not warned(found, "name no zone")
    with pytest.raises(BadInput, match="expected a time zone for zone, got 'Bielefeld'"):
        read(tmp_path, mapping={"zone": "Bielefeld"})


def test_the_first_title_is_the_subject_where_the_table_of_subjects_is_missing(tmp_path: Path) -> None:
    topic = {"topic_id": "2", "topic_pid": "0", "topic": "Network", "ispublic": "1"}
    (only,) = read(tmp_path, {"ticket__cdata": [], "help_topic": [topic]}).tickets
    assert (only.subject, only.topic) == ("VPN access", "Network")


def test_tables_as_csv_files_read_like_phpmyadmins_json(tmp_path: Path) -> None:
    paths = []
    for name, rows in WHOLE.items():
        path = tmp_path / f"ost_{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows({key: "NULL" if value is None else value for key, value in row.items()} for row in rows)
        paths.append(path)
    found = read_export(paths)
    assert found.export_format == "osticket"
    assert found.tickets[0].messages == read(tmp_path).tickets[0].messages
    assert found.tickets[0].subject == "VPN" and found.tickets[0].merged_into == ""


def test_rows_read_alike_whatever_wraps_them(tmp_path: Path) -> None:
    wanted = read(tmp_path).tickets[0].messages
    rows = [row for table in WHOLE.values() for row in table]
    lines = tmp_path / "rows.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert read_export([lines]).tickets[0].messages == wanted
    (tmp_path / "rows.json").write_text(json.dumps(rows), encoding="utf-8")
    assert read_export([tmp_path / "rows.json"]).tickets[0].messages == wanted


def test_a_dump_of_the_whole_database_is_known_by_its_tables(tmp_path: Path) -> None:
    search = [{"object_type": "H", "object_id": str(n), "title": "", "content": "vpn"} for n in range(80)]
    tables = {"_search": search, "faq": [], "config": [{"id": "1", "namespace": "core", "key": "a", "value": "b"}]}
    found = read(tmp_path, {**tables, **WHOLE})
    assert len(found.tickets) == 1 and warned(found, "81 rows of other osTicket tables, which hold no messages")


def test_versions_before_threads_name_the_ticket_in_each_entry(tmp_path: Path) -> None:
    old = [{**row, "ticket_id": "7", "thread_type": row["type"]} for row in (QUESTION, ANSWER)]
    for row in old:
        del row["thread_id"], row["type"]
    (only,) = read(tmp_path, {"thread": [], "thread_entry": old}).tickets
    assert [m.author for m in only.messages] == ["customer", "agent"]


def test_entries_without_their_threads_are_refused(tmp_path: Path) -> None:
    with pytest.raises(
        BadInput, match=r"expected the tables ticket, thread and thread_entry.*got thread_entry and ticket only"
    ):
        read(tmp_path, {"thread": []})


def test_a_listing_without_entries_is_refused_with_the_way_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(
        BadInput, match=r"osTicket tickets.*no agent replies: it holds 1 ticket without messages.*thread_entry"
    ):
        read(tmp_path, {"thread_entry": []})


def test_people_are_known_for_redaction_from_their_tables_or_else_by_the_name_they_posted_under(tmp_path: Path) -> None:
    bare = read(tmp_path).tickets[0]
    assert [(p.author, p.name) for p in bare.people] == [("customer", "Ann Lee"), ("agent", "Emma Taylor")]
    tables = {
        "staff": [{
            "staff_id": "3", "username": "emma", "firstname": "Emma", "lastname": "Taylor",
            "email": "emma@desk.example", "phone": "", "mobile": "0456", "isadmin": "0",
        }],
        "user": [{"id": "5", "org_id": "0", "default_email_id": "9", "status": "0", "name": "Ann Lee"}],
        "user_email": [{"id": "9", "user_id": "5", "flags": "0", "address": "ann@home.example"}],
        "user__cdata": [{"user_id": "5", "email": None, "name": None, "phone": "0123", "notes": None}],
    }  # fmt: skip
    full = read(tmp_path, tables).tickets[0]
    assert [(p.name, p.emails, p.phones, p.ids) for p in full.people] == [
        ("Ann Lee", ("ann@home.example",), ("0123",), ()),
        ("Emma Taylor", ("emma@desk.example",), ("0456",), ("emma",)),
    ]  # fmt: skip


def test_other_ticket_lists_are_not_taken_for_osticket(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("ticket_id,subject,priority,question,answer\n1,VPN,2,How?,So.\n", encoding="utf-8")
    assert read_export([path]).export_format == "table"
