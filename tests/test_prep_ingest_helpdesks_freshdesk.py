"""Freshdesk exports, and the traps in them."""

import json
from pathlib import Path
from typing import Any

import pytest

from prep.errors import BadInput
from prep.ingest import read_export


def ticket(ticket_id: int = 7, **fields: Any) -> dict[str, Any]:
    return {
        "id": ticket_id, "subject": "VPN", "requester_id": 51, "responder_id": 90, "status": 5, "source": 1,
        "spam": False, "description": "<div>How do I get the VPN?</div>", "description_text": "How do I get the VPN?",
        "type": "Question", "tags": ["network"],
        "created_at": "2026-02-01T08:00:00Z", "updated_at": "2026-02-03T08:00:00Z",
        **fields,
    }  # fmt: skip


def said(message_id: int, body: str, *, incoming: bool = False, minute: int = 5, **fields: Any) -> dict[str, Any]:
    return {
        "id": message_id, "ticket_id": 7, "body": f"<div>{body}</div>", "body_text": body, "incoming": incoming,
        "private": False, "user_id": 51 if incoming else 90, "source": 0, "category": 3,
        "created_at": f"2026-02-01T08:{minute:02}:00Z", **fields,
    }  # fmt: skip


def export(folder: Path, *rows: dict[str, Any], name: str = "freshdesk.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_incoming_is_the_requester_and_the_description_opens_the_ticket(tmp_path: Path) -> None:
    read = read_export(
        [export(tmp_path, ticket(), said(1, "Order it in the portal."), said(2, "Thanks", incoming=True, minute=9))]
    )
    assert read.export_format == "freshdesk" and "Freshdesk messages and tickets" in read.because
    (only,) = read.tickets
    assert [(m.author, m.text) for m in only.messages] == [
        ("customer", "How do I get the VPN?"), ("agent", "Order it in the portal."), ("customer", "Thanks"),
    ]  # fmt: skip
    assert (only.topic, only.status, only.tags) == ("Question", "closed", ("network",))
    assert read.n_rows == 3


def test_private_notes_surveys_and_automations_are_never_answers(tmp_path: Path) -> None:
    rows = (
        said(1, "We got your mail.", auto_response=True, minute=1), said(2, "Ask Bo first.", private=True, minute=2),
        said(3, "Order it.", minute=3), said(4, "Great!", incoming=True, source=6, minute=4),
    )  # fmt: skip
    (only,) = read_export([export(tmp_path, ticket(), *rows)]).tickets
    assert [message.kind for message in only.messages] == [
        "comment",
        "auto-reply",
        "internal-note",
        "comment",
        "survey",
    ]
    assert [message.public for message in only.messages] == [True, True, False, True, True]


def test_spam_and_deleted_tickets_are_left_out_with_their_rows(tmp_path: Path) -> None:
    rows = (ticket(), said(1, "Order it."), ticket(8, spam=True), ticket(9, deleted=True))
    read = read_export([export(tmp_path, *rows)])
    assert [ticket.ticket_id for ticket in read.tickets] == ["7"]
    assert [(rejection.code, rejection.ticket_id) for rejection in read.rejections] == [("spam", "8"), ("deleted", "9")]
    assert read.rejections[0].source == "freshdesk.jsonl:3"


def test_airbyte_messages_and_embedded_conversations_read_alike(tmp_path: Path) -> None:
    wrapped = export(
        tmp_path,
        {"type": "RECORD", "record": {"stream": "tickets", "data": ticket()}},
        {"type": "RECORD", "record": {"stream": "conversations", "data": said(1, "Order it.")}},
        name="airbyte.jsonl",
    )
    embedded = export(tmp_path, ticket(conversations=[said(1, "Order it.")]), name="embedded.jsonl")
    assert read_export([wrapped]).tickets[0].messages == read_export([embedded]).tickets[0].messages


def test_a_listing_without_conversations_is_refused_with_the_way_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no agent replies: it holds 1 ticket without messages.*conversations"):
        read_export([export(tmp_path, ticket())])


def test_a_message_of_an_unknown_ticket_and_one_that_comes_twice_are_accounted_for(tmp_path: Path) -> None:
    rows = (ticket(), said(1, "Order it."), said(1, "Order it."), said(2, "Lost.", ticket_id=99), said(3, " "))
    read = read_export([export(tmp_path, *rows)])
    assert sorted(rejection.code for rejection in read.rejections) == [
        "empty-message",
        "repeated-row",
        "unknown-ticket",
    ]
    assert read.n_rows == 5


def test_people_of_the_export_are_known_for_redaction(tmp_path: Path) -> None:
    contact = {
        "id": 51,
        "name": "Ann Lee",
        "email": "ann@home.example",
        "mobile": "0123",
        "active": True,
        "company_id": 1,
    }
    (only,) = read_export([export(tmp_path, ticket(), said(1, "Order it."), contact)]).tickets
    assert [(person.name, person.emails, person.phones) for person in only.people] == [
        ("Ann Lee", ("ann@home.example",), ("0123",))
    ]


def test_tickets_without_a_description_are_told_of_with_the_way_to_get_it(tmp_path: Path) -> None:
    bare = {key: value for key, value in ticket().items() if not key.startswith("description")}
    read = read_export([export(tmp_path, bare, said(1, "Order it."))])
    assert any("1 of 1 ticket: fetch" in warning for warning in read.warnings)
