"""Intercom exports, and the traps in them."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from prep.errors import BadInput
from prep.ingest import read_export
from prep.ingest.helpdesks.intercom import INTERCOM
from prep.records import Import, Message

ANN = {"type": "user", "id": "5fd150d5", "name": "Ann Lee", "email": "ann@home.example"}
BO = {"type": "admin", "id": "4423433", "name": "Bo Ek", "email": "bo@desk.example"}
OPERATOR = {"type": "bot", "id": "4423434", "name": "Operator", "email": "operator+wjw5eps7@intercom.io"}
BEGUN = 1607553243


def conversation(*parts: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "type": "conversation", "id": "60", "created_at": BEGUN, "updated_at": BEGUN + 900, "title": None,
        "source": source(), "contacts": {"type": "contact.list", "contacts": [{"type": "contact", "id": "5fd150d5"}]},
        "open": False, "state": "closed", "tags": {"type": "tag.list", "tags": [{"id": "1", "name": "vpn"}]},
        "conversation_parts": {
            "type": "conversation_part.list", "conversation_parts": list(parts), "total_count": len(parts)
        },
        **fields,
    }  # fmt: skip


def source(**fields: Any) -> dict[str, Any]:
    return {
        "type": "conversation", "id": "701718739", "delivered_as": "customer_initiated", "subject": "<p>VPN</p>",
        "body": "<p>How do I get the VPN?</p>", "author": ANN, "attachments": [], "redacted": False, **fields,
    }  # fmt: skip


def part(part_id: int, body: str | None, author: dict[str, Any] = BO, **fields: Any) -> dict[str, Any]:
    return {
        "type": "conversation_part", "id": str(part_id), "part_type": "comment",
        "body": None if body is None else f"<p>{body}</p>", "created_at": BEGUN + part_id, "author": author,
        "attachments": [], "redacted": False, **fields,
    }  # fmt: skip


def ticket(*parts: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "type": "ticket", "id": "70", "ticket_id": "1", "ticket_state": "resolved", "created_at": BEGUN,
        "ticket_attributes": {"_default_title_": "Laptop", "_default_description_": "My laptop does not start."},
        "ticket_type": {"id": "1", "name": "Hardware"}, "category": "Customer", "is_shared": True,
        "contacts": {"type": "contact.list", "contacts": [{"type": "contact", "id": "5fd150d5"}]},
        "ticket_parts": {"type": "ticket_part.list", "ticket_parts": list(parts), "total_count": len(parts)}, **fields,
    }  # fmt: skip


def export(folder: Path, *rows: Any, name: str = "intercom.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def read(folder: Path, *rows: Any) -> Import:
    return read_export([export(folder, *rows)])


def messages(folder: Path, *rows: Any) -> tuple[Message, ...]:
    (only,) = read(folder, *rows).tickets
    return only.messages


def test_the_source_opens_the_conversation_and_the_type_of_the_author_says_who_speaks(tmp_path: Path) -> None:
    found = read(tmp_path, conversation(part(5, "Order it."), part(9, "Thanks", ANN)))
    assert found.export_format == "intercom" and "Intercom conversations" in found.because
    (only,) = found.tickets
    assert [(m.author, m.text) for m in only.messages] == [
        ("customer", "<p>How do I get the VPN?</p>"), ("agent", "<p>Order it.</p>"), ("customer", "<p>Thanks</p>"),
    ]  # fmt: skip
    assert (only.subject, only.topic, only.status) == ("VPN", "vpn", "closed")
    assert only.messages[0].sent_at == "2020-12-09T22:34:03Z" and found.warnings == ()


def test_bots_are_automatic_by_type_by_flag_and_by_the_operator_address(tmp_path: Path) -> None:
    disguised = {**BO, "name": "Operator", "email": "operator+abcd1234@intercom.io"}
    rows = (
        part(1, "We reply soon.", OPERATOR), part(2, "Reset it.", {**BO, "from_ai_agent": True}),
        part(3, "Hello!", disguised), part(4, "Order it."),
    )  # fmt: skip
    assert [(m.author, m.kind) for m in messages(tmp_path, conversation(*rows))[1:]] == [
        ("automatic", "auto-reply"), ("automatic", "auto-reply"), ("automatic", "auto-reply"), ("agent", "comment"),
    ]  # fmt: skip


def test_an_automated_message_to_the_customer_is_no_agents_word(tmp_path: Path) -> None:
    first = source(delivered_as="automated", author=BO, body="<p>Try our new plan!</p>")
    said = messages(tmp_path, conversation(part(3, "How?", ANN), part(5, "Click it."), source=first))
    assert [(m.author, m.kind) for m in said] == [
        ("automatic", "auto-reply"), ("customer", "comment"), ("agent", "comment"),
    ]  # fmt: skip


def test_notes_are_internal_and_ratings_are_a_survey(tmp_path: Path) -> None:
    rows = (
        part(1, "Ask Cy first.", part_type="note"), part(2, "Again.", part_type="note_and_reopen"),
        part(3, "Order it."),
        part(4, "Great!", ANN, part_type="conversation_rating_remark_added"),
    )  # fmt: skip
    said = messages(tmp_path, conversation(*rows))[1:]
    assert [m.kind for m in said] == ["internal-note", "internal-note", "comment", "survey"]
    assert [m.public for m in said] == [False, False, True, True]


def test_a_reply_that_assigns_closes_or_reopens_is_a_reply_and_without_words_an_event(tmp_path: Path) -> None:
    rows = (
        part(1, "I take it: order it.", part_type="assignment"), part(2, None, part_type="close"),
        part(3, "And the laptop?", ANN, part_type="open"), part(4, "Too.", part_type="close"),
        part(5, None, part_type="ticket_state_updated_by_admin"),
    )  # fmt: skip
    found = read(tmp_path, conversation(*rows))
    assert [(m.author, m.kind) for m in found.tickets[0].messages[1:]] == [
        ("agent", "comment"), ("customer", "comment"), ("agent", "comment"),
    ]  # fmt: skip
    assert [rejection.code for rejection in found.rejections] == ["event", "event"]
    assert found.n_rows == 6


def test_a_part_type_that_nobody_knows_is_never_an_answer_and_said(tmp_path: Path) -> None:
    found = read(tmp_path, conversation(part(1, "Order it."), part(2, "A summary.", part_type="conversation_summary")))
    last = found.tickets[0].messages[-1]
    assert (last.kind, last.public) == ("system", False)
    assert any("never taken for an answer: 1 conversation_summary" in warning for warning in found.warnings)


@pytest.mark.parametrize("first", [None, "<p>***</p>"])
def test_redacted_deleted_and_withheld_words_are_left_out_with_a_reason(tmp_path: Path, first: str | None) -> None:
    withheld = (
        "We've removed this part of the conversation to comply with Twitter's terms and conditions. See Intercom."
    )
    rows = (
        part(1, "Order it."), part(2, "***", redacted=True), part(3, "<i>This message was deleted</i>"),
        part(4, withheld, ANN), part(5, None),
    )  # fmt: skip
    found = read(tmp_path, conversation(*rows, source=source(redacted=True, body=first)))
    assert [m.text for m in found.tickets[0].messages] == ["<p>Order it.</p>"]
    assert [rejection.code for rejection in found.rejections] == [
        "redacted", "redacted", "deleted", "redacted", "empty-message",
    ]  # fmt: skip


def test_an_author_without_a_type_is_unknown_until_a_person_names_them(tmp_path: Path) -> None:
    blank = {"type": None, "id": None, "name": "Cy", "email": None}
    path = export(tmp_path, conversation(part(1, "Order it."), part(2, "Me too.", blank)))
    assert read_export([path]).tickets[0].messages[-1].author == "unknown"
    named = read_export([path], mapping={"agent_is": "cy|dee"})
    assert named.tickets[0].messages[-1].author == "agent"


def test_a_ticket_opens_with_its_description_as_the_customers_words_and_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, ticket(part(5, "Hold the power key.", type="ticket_part")))
    (only,) = found.tickets
    assert [(m.author, m.text) for m in only.messages] == [
        ("customer", "My laptop does not start."), ("agent", "<p>Hold the power key.</p>"),
    ]  # fmt: skip
    assert (only.subject, only.topic, only.status) == ("Laptop", "Hardware", "resolved")
    assert any("Taken as the customer's words: 1 ticket description." in warning for warning in found.warnings)


def test_what_colleagues_write_in_a_ticket_that_no_customer_sees_is_internal(tmp_path: Path) -> None:
    hidden = ticket(part(5, "Rack 4 is down."), id="71", category="Back-office", is_shared=False)
    found = read(tmp_path, conversation(part(5, "Order it.")), hidden)
    opening, reply = found.tickets[1].messages
    assert (opening.author, opening.public) == ("unknown", False)
    assert (reply.kind, reply.public) == ("internal-note", False)


def test_every_wrapper_gives_the_same_messages(tmp_path: Path) -> None:
    parts = (part(5, "Order it."), part(9, "Thanks", ANN))
    whole = conversation(*parts)
    listing = {key: value for key, value in whole.items() if key != "conversation_parts"}
    streams = [("conversations", listing), *(("conversation_parts", {**each, "conversation_id": 60}) for each in parts)]
    files = [
        export(tmp_path, whole, name="lines.jsonl"),
        export(tmp_path, [whole], name="array.json"),
        export(tmp_path, {"type": "conversation.list", "conversations": [whole], "total_count": 1}, name="list.json"),
        export(tmp_path, *({"stream": stream, "data": data} for stream, data in streams), name="airbyte.jsonl"),
        export(
            tmp_path,
            *({"type": "RECORD", "record": {"stream": stream, "data": data}} for stream, data in streams),
            name="protocol.jsonl",
        ),
    ]
    assert len({read_export([file]).tickets[0].messages for file in files}) == 1


def test_a_listing_without_parts_is_refused_with_the_way_to_get_them(tmp_path: Path) -> None:
    listing = {key: value for key, value in conversation().items() if key != "conversation_parts"}
    with pytest.raises(BadInput, match=r"no agent replies: it holds 1 ticket without messages.*retrieve each one"):
        read(tmp_path, listing)


def test_parts_without_their_conversations_are_refused_for_the_questions_are_missing(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="1 message without tickets.*belong together"):
        read(tmp_path, {**part(5, "Order it."), "conversation_id": "60"})


def test_a_conversation_of_the_first_api_begins_with_its_conversation_message(tmp_path: Path) -> None:
    old = {key: value for key, value in conversation(part(5, "Order it.")).items() if key != "source"}
    first = {"type": "conversation_message", "id": "1", "subject": "", "body": "<p>How?</p>", "author": ANN}
    said = messages(tmp_path, {**old, "conversation_message": first})
    assert [(m.author, m.text) for m in said] == [("customer", "<p>How?</p>"), ("agent", "<p>Order it.</p>")]


def test_fewer_parts_than_counted_are_said(tmp_path: Path) -> None:
    parts = {"type": "conversation_part.list", "conversation_parts": [part(5, "Order it.")], "total_count": 612}
    found = read(tmp_path, conversation(conversation_parts=parts))
    assert any("1 conversation holds fewer parts" in warning for warning in found.warnings)


def test_contacts_and_colleagues_are_known_for_redaction(tmp_path: Path) -> None:
    contact = {
        "type": "contact", "id": "5fd150d5", "workspace_id": "w", "external_id": "E-77", "role": "user",
        "email": "ann.lee@work.example", "phone": "+46 70 1", "name": "Ann Lee",
    }  # fmt: skip
    admins = {"type": "admin.list", "admins": [{**BO, "away_mode_enabled": False, "has_inbox_seat": True}]}
    found = read(tmp_path, conversation(part(5, "Order it.")), contact, admins)
    people = found.tickets[0].people
    assert {(person.name, person.author, person.emails, person.phones, person.ids) for person in people} == {
        ("Ann Lee", "customer", ("ann.lee@work.example",), ("+46 70 1",), ("E-77",)),
        ("Bo Ek", "agent", ("bo@desk.example",), (), ()),
    }  # fmt: skip


def test_people_are_known_from_the_parts_where_the_export_has_no_contacts(tmp_path: Path) -> None:
    (only,) = read(tmp_path, conversation(part(5, "Order it."))).tickets
    assert {person.emails for person in only.people} == {("ann@home.example",), ("bo@desk.example",)}


def test_rows_of_other_kinds_are_counted(tmp_path: Path) -> None:
    team = {"type": "team", "id": "5077733", "name": "test", "admin_ids": []}
    found = read(tmp_path, conversation(part(5, "Order it.")), team)
    assert any(warning.startswith("Not used: 1 row that is neither") for warning in found.warnings)


def table(folder: Path, *rows: tuple[str, ...]) -> Path:
    columns = (
        *("message_id", "message_body", "message_type", "message_created_at", "message_author_type"),
        *("message_author_id", "message_author_name", "message_author_email", "conversation_tags", "conversation_id"),
    )
    path = folder / "intercom.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((columns, *rows))
    return path


def test_the_csv_with_a_row_a_message_is_read_by_its_columns(tmp_path: Path) -> None:
    ann, bo = ("lead", "5f", "Ann", "ann@home.example"), ("admin", "44", "Bo", "bo@desk.example")
    found = read_export([
        table(
            tmp_path,
            ("1", "How do I get the VPN?", "conversation_message", "2017-11-14 21:45:08", *ann, "vpn,access", "60"),
            ("2", "Order it.", "comment", "2017-11-14 21:47:08", *bo, "vpn,access", "60"),
            ("3", "Ask Cy.", "note", "2017-11-14 21:48:08", *bo, "vpn,access", "60"),
            ("4", "", "close", "2017-11-14 21:49:08", *bo, "vpn,access", "60"),
        )
    ])  # fmt: skip
    assert found.export_format == "intercom"
    (only,) = found.tickets
    assert [(m.author, m.kind, m.text) for m in only.messages] == [
        ("customer", "comment", "How do I get the VPN?"), ("agent", "comment", "Order it."),
        ("agent", "internal-note", "Ask Cy."),
    ]  # fmt: skip
    assert only.tags == ("vpn", "access") and [rejection.code for rejection in found.rejections] == ["event"]


def test_a_csv_of_replies_alone_says_that_the_openings_are_missing(tmp_path: Path) -> None:
    bo = ("admin", "44", "Bo", "bo@desk.example")
    found = read_export([table(tmp_path, ("2", "Order it.", "comment", "2017-11-14 21:47:08", *bo, "", "60"))])
    assert any("1 conversation lacks its opening message" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    "row",
    [
        {"id": 1, "subject": "VPN", "body": "How?", "author": "Ann", "conversation_id": 4},
        {"id": 1, "ticket_id": 7, "author_id": 2, "body": "Order it.", "public": True},
        {"id": 1, "requester_id": 5, "responder_id": 9, "status": 2},
        {"id": 1, "source": "email", "conversation_parts": "comment"},
    ],
)
def test_rows_of_other_products_and_common_columns_are_not_claimed(row: dict[str, Any]) -> None:
    assert INTERCOM.kind(row) == ""
