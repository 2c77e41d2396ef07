"""Zammad exports, and the traps in them."""

import json
from pathlib import Path
from typing import Any

import pytest

from prep.errors import BadInput
from prep.ingest import read_export
from prep.records import Import


def ticket(ticket_id: int = 7, **fields: Any) -> dict[str, Any]:
    return {
        "id": ticket_id, "group_id": 1, "priority_id": 2, "state_id": 4, "number": f"2200{ticket_id}", "title": "VPN",
        "owner_id": 3, "customer_id": 10, "note": None, "create_article_type_id": 1, "create_article_sender_id": 2,
        "article_count": 2, "type": None, "preferences": {}, "created_at": "2026-02-01T08:00:00.000Z",
        "updated_at": "2026-02-03T08:00:00.000Z", "group": "Service Desk", "state": "closed",
        "owner": "emma@desk.example", "customer": "ann@home.example", **fields,
    }  # fmt: skip


def said(article_id: int, body: str, *, sender: str = "Agent", **fields: Any) -> dict[str, Any]:
    number, writer, written = {
        "Agent": (1, 5, "Emma Taylor via <help@desk.example>"), "Customer": (2, 10, "Ann Lee <ann@home.example>"),
        "System": (3, 1, "Desk <help@desk.example>"),
    }[sender]  # fmt: skip
    return {
        "id": article_id, "ticket_id": 7, "type_id": 1, "sender_id": number, "from": written, "to": "", "subject": None,
        "content_type": "text/html", "body": body, "internal": False, "preferences": {}, "created_by_id": writer,
        "origin_by_id": None, "created_at": f"2026-02-01T08:{article_id:02}:00.000Z", "type": "email", "sender": sender,
        **fields,
    }  # fmt: skip


QUESTION = said(1, "How do I get the VPN?", sender="Customer")
ANSWER = said(2, "Order it in the <b>portal</b>.")


def numbered(row: dict[str, Any]) -> dict[str, Any]:
    """A row as it comes without ?expand=true."""
    return {name: value for name, value in row.items() if name not in ("type", "sender", "state", "group", "customer")}


def read(folder: Path, *rows: dict[str, Any], **settings: Any) -> Import:
    path = folder / "zammad.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return read_export([path], **settings)


def read_document(folder: Path, document: Any) -> Import:
    path = folder / "zammad.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return read_export([path])


def warned(found: Import, words: str) -> bool:
    return any(words in warning for warning in found.warnings)


def test_articles_are_known_by_their_sender_and_tickets_by_their_number(tmp_path: Path) -> None:
    found = read(tmp_path, ticket(), QUESTION, ANSWER)
    assert found.export_format == "zammad" and "Zammad messages and tickets" in found.because
    (only,) = found.tickets
    assert (only.ticket_id, only.subject, only.status, only.topic) == ("22007", "VPN", "closed", "Service Desk")
    assert [(m.author, m.kind, m.text_format) for m in only.messages] == [
        ("customer", "comment", "html"), ("agent", "comment", "html"),
    ]  # fmt: skip


def test_internal_articles_are_never_answers_whatever_their_type(tmp_path: Path) -> None:
    rows = (said(3, "Ask Bo.", internal=True, type="note"), said(4, "FYI", internal=True), said(5, "Hm", internal=None))
    (only,) = read(tmp_path, ticket(), QUESTION, ANSWER, *rows).tickets
    assert [(m.kind, m.public) for m in only.messages[2:]] == [("internal-note", False)] * 3


def test_a_public_note_of_an_agent_is_a_message(tmp_path: Path) -> None:
    (only,) = read(tmp_path, ticket(), QUESTION, said(2, "Order it.", type="note", type_id=10)).tickets
    assert (only.messages[1].author, only.messages[1].kind, only.messages[1].public) == ("agent", "comment", True)


def test_triggers_write_as_the_system(tmp_path: Path) -> None:
    rows = (said(3, "We got your mail.", sender="System"), said(4, "Escalated", sender="System", type="note"))
    (only,) = read(tmp_path, ticket(), QUESTION, ANSWER, *rows).tickets
    assert [(m.author, m.kind) for m in only.messages[2:]] == [("automatic", "auto-reply"), ("automatic", "system")]


def test_out_of_office_mails_and_bounces_are_no_turns(tmp_path: Path) -> None:
    away = said(3, "I am away.", sender="Customer", preferences={"is-auto-response": True})
    bounce = said(4, "Not delivered", sender="Customer", **{"from": "MAILER-DAEMON@home.example"})
    (only,) = read(tmp_path, ticket(), QUESTION, ANSWER, away, bounce).tickets
    assert [m.kind for m in only.messages[2:]] == ["auto-reply", "system"]


def test_numbers_without_names_are_read_as_every_installation_has_them_and_said(tmp_path: Path) -> None:
    rows = [numbered(row) for row in (ticket(), QUESTION, ANSWER, said(3, "Got it.", sender="System"))]
    found = read(tmp_path, *rows)
    assert [m.author for m in found.tickets[0].messages] == ["customer", "agent", "automatic"]
    assert found.tickets[0].status == "closed"
    assert warned(found, "3 articles have their sender as a number only")


def test_a_number_that_the_export_itself_names_is_read_as_named(tmp_path: Path) -> None:
    named = said(2, "Order it.", sender_id=4)
    (only,) = read(tmp_path, ticket(), QUESTION, named, numbered(said(3, "Any luck?", sender_id=4))).tickets
    assert [m.author for m in only.messages] == ["customer", "agent", "agent"]


def test_an_unknown_sender_stays_unknown(tmp_path: Path) -> None:
    odd = numbered(said(3, "Try again.", sender_id=9))
    (only,) = read(tmp_path, ticket(), QUESTION, ANSWER, odd).tickets
    assert only.messages[2].author == "unknown"


def test_when_all_senders_are_unknown_the_person_says_who_the_agents_are(tmp_path: Path) -> None:
    rows = (ticket(), QUESTION, numbered(said(3, "Order it.", sender_id=9)))
    with pytest.raises(BadInput, match=r"zammad.jsonl:3: expected articles whose sender is Agent.*got '9'.*agent_is=9"):
        read(tmp_path, *rows)
    assert read(tmp_path, *rows, mapping={"agent_is": "9"}).tickets[0].messages[1].author == "agent"


def test_an_agent_in_his_own_ticket_is_neither_asker_nor_answerer_for_certain(tmp_path: Path) -> None:
    rows = (ticket(), QUESTION, ANSWER, ticket(8, customer_id=5), said(3, "My screen is dark.", ticket_id=8))
    own = read(tmp_path, *rows).tickets[1]
    assert [m.author for m in own.messages] == ["unknown"]


def test_a_merged_ticket_is_left_out_and_the_merge_line_is_no_answer(tmp_path: Path) -> None:
    line = said(3, "merged", type="note", type_id=10)
    gone = {**line, "id": 4, "ticket_id": 8}
    found = read(tmp_path, ticket(), QUESTION, ANSWER, line, ticket(8, state="merged", state_id=5), gone)
    assert [(m.author, m.kind) for m in found.tickets[0].messages][2:] == [("automatic", "system")]
    assert [(r.code, r.ticket_id, r.source) for r in found.rejections] == [("merged", "22008", "zammad.jsonl:6")]


def test_spam_and_removed_tickets_are_left_out(tmp_path: Path) -> None:
    rows = (ticket(8, tags=["spam"]), ticket(9, state="removed"))
    found = read(tmp_path, ticket(tags=["network"]), QUESTION, ANSWER, *rows)
    assert [(r.code, r.ticket_id) for r in found.rejections] == [("spam", "22008"), ("deleted", "22009")]
    assert (found.tickets[0].tags, found.tickets[0].topic) == (("network",), "network")


def test_notes_about_calls_and_words_typed_in_for_a_customer_are_pointed_out(tmp_path: Path) -> None:
    call = said(3, "Called her: solved.", type="phone")
    typed = said(4, "It works.", sender="Customer", type="phone", created_by_id=5, origin_by_id=10)
    found = read(tmp_path, ticket(), QUESTION, ANSWER, call, typed)
    assert found.tickets[0].messages[3].person_id == "10"
    assert warned(found, "No messages but notes about phone calls: 1 article of agents")
    assert warned(found, "Typed in by somebody else, so perhaps an agent's words: 1 article")


def test_a_mail_that_was_cut_is_marked(tmp_path: Path) -> None:
    (only,) = read(tmp_path, ticket(), QUESTION, ANSWER, said(3, "x" * 1_500_000)).tickets
    assert [m.truncated for m in only.messages] == [False, False, True]


def test_articles_without_their_ticket_are_accounted_for_and_never_taken_for_a_number(tmp_path: Path) -> None:
    found = read(tmp_path, ticket(), QUESTION, ANSWER, said(3, "Lost.", ticket_id=22007), said(2, ANSWER["body"]))
    assert len(found.tickets[0].messages) == 2
    assert [(r.code, r.ticket_id) for r in found.rejections] == [
        ("unknown-ticket", "id 22007"), ("repeated-row", "22007"),
    ]  # fmt: skip


def test_every_wrapper_reads_alike(tmp_path: Path) -> None:
    wanted = read(tmp_path, ticket(), QUESTION, ANSWER).tickets[0].messages
    records = [
        {"type": "RECORD", "record": {"stream": stream, "data": data}}
        for stream, data in (("tickets", ticket()), ("articles", QUESTION), ("articles", ANSWER))
    ]
    assets = {"Ticket": {"7": ticket()}, "TicketArticle": {"1": QUESTION, "2": ANSWER}, "Role": {"3": {"id": 3}}}
    for document in (
        [ticket(), QUESTION, ANSWER],
        {"tickets": [ticket()], "articles": [QUESTION, ANSWER]},
        [ticket(articles=[QUESTION, ANSWER])],
        records,
        {"ticket_id": 7, "ticket_article_ids": [1, 2], "assets": assets, "tags": ["network"], "links": []},
    ):
        found = read_document(tmp_path, document)
        assert found.tickets[0].messages == wanted
    assert found.tickets[0].tags == ("network",)


def test_a_listing_without_articles_is_refused_with_the_way_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(
        BadInput, match=r"Zammad tickets.*no agent replies: it holds 1 ticket without messages.*by_ticket"
    ):
        read(tmp_path, ticket())


def test_people_are_known_for_redaction_from_their_rows_or_else_from_the_articles(tmp_path: Path) -> None:
    user = {
        "id": 10, "login": "alee", "firstname": "Ann", "lastname": "Lee", "email": "ann@home.example", "phone": "0123",
        "mobile": "", "organization_id": None, "role_ids": [3],
    }  # fmt: skip
    bare = read(tmp_path, ticket(), QUESTION, ANSWER).tickets[0]
    assert {(p.author, p.name, p.emails) for p in bare.people} == {
        ("customer", "Ann Lee", ("ann@home.example",)), ("agent", "Emma Taylor", ()),
    }  # fmt: skip
    full = read(tmp_path, ticket(), QUESTION, ANSWER, user).tickets[0]
    assert [(p.phones, p.ids) for p in full.people if p.author == "customer"] == [(("0123",), ("alee",))]


def test_rows_of_other_kinds_are_counted(tmp_path: Path) -> None:
    assert warned(read(tmp_path, ticket(), QUESTION, ANSWER, {"id": 1, "name": "Sales"}), "1 row that is neither")


def test_flat_tables_are_not_taken_for_zammad(tmp_path: Path) -> None:
    row = {"id": 1, "number": "7", "title": "VPN", "body": "How?", "answer": "So.", "sender": "Ann"}
    assert read_document(tmp_path, [row]).export_format == "table"
