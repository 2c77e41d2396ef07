"""HubSpot exports, and the traps in them."""

import json
from pathlib import Path
from typing import Any

import pytest

from prep.errors import BadInput
from prep.ingest import read_export
from prep.ingest.helpdesks.hubspot import HUBSPOT
from prep.records import Import

ANN, BO = "ann@home.example", "bo@desk.example"


def thread(thread_id: str = "176347007", **fields: Any) -> dict[str, Any]:
    return {
        "id": thread_id, "createdAt": "2026-02-01T08:00:00Z", "status": "CLOSED", "originalChannelId": "1002",
        "originalChannelAccountId": "148662", "latestMessageTimestamp": "2026-02-01T09:00:00Z", "spam": False,
        "inboxId": "481939", "associatedContactId": "1401", "archived": False,
        "threadAssociations": {"associatedTicketId": "57774743"}, **fields,
    }  # fmt: skip


def party(actor: str | None, address: str = "", name: str = "") -> dict[str, Any]:
    delivered = {"type": "HS_EMAIL_ADDRESS", "value": address} if address else {"type": "CHANNEL_SPECIFIC_OPAQUE_ID"}
    found = {"actorId": actor, "name": name, "senderField": "FROM", "deliveryIdentifier": delivered}
    return {key: value for key, value in found.items() if value}


def said(minute: int, text: str, sender: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "id": f"m{minute}", "conversationsThreadId": "176347007", "createdAt": f"2026-02-01T08:{minute:02}:00Z",
        "type": "MESSAGE", "senders": [sender], "recipients": [], "archived": False, "text": text,
        "richText": f"<div>{text}</div>", "subject": "Re: VPN", "truncationStatus": "NOT_TRUNCATED",
        "direction": "INCOMING" if sender.get("actorId", "V-").startswith("V-") else "OUTGOING", **fields,
    }  # fmt: skip


def asked(**fields: Any) -> dict[str, Any]:
    return said(1, "How do I get the VPN?", party("V-1401", ANN, "Ann Lee"), **{"subject": "VPN", **fields})


def answered(**fields: Any) -> dict[str, Any]:
    return said(5, "Order it.", party("A-88", BO, "Bo Ek"), **fields)


def export(folder: Path, *rows: Any, name: str = "hubspot.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def read(folder: Path, *rows: Any, **options: Any) -> Import:
    return read_export([export(folder, *rows)], **options)


def test_the_letter_of_the_actor_says_who_speaks_and_the_oldest_message_comes_first(tmp_path: Path) -> None:
    found = read(tmp_path, thread(), said(9, "Thanks", party("V-1401", ANN)), answered(), asked())
    assert found.export_format == "hubspot" and "HubSpot messages and threads" in found.because
    (only,) = found.tickets
    assert [(m.author, m.text) for m in only.messages] == [
        ("customer", "How do I get the VPN?"), ("agent", "Order it."), ("customer", "Thanks"),
    ]  # fmt: skip
    assert (only.ticket_id, only.subject, only.status) == ("176347007", "VPN", "closed")


def test_comments_are_internal_and_welcome_messages_bots_and_models_are_automatic(tmp_path: Path) -> None:
    machines = (party("S-hubspot"), party("B-1"), party("L-2"), party("I-3"))
    rows = [said(10 + n, "We are here.", sender) for n, sender in enumerate(machines)]
    rows[0] |= {"type": "WELCOME_MESSAGE"}
    found = read(tmp_path, thread(), asked(), said(3, "Ask Cy.", party("A-88"), type="COMMENT"), answered(), *rows)
    assert [(m.author, m.kind, m.public) for m in found.tickets[0].messages] == [
        ("customer", "comment", True), ("agent", "internal-note", False), ("agent", "comment", True),
        *[("automatic", "auto-reply", True)] * 4,
    ]  # fmt: skip


def test_assignments_and_status_changes_are_events_and_unknown_types_are_never_answers(tmp_path: Path) -> None:
    events = ("ASSIGNMENT", "THREAD_STATUS_CHANGE", "THREAD_INBOX_CHANGE")
    rows = [said(20 + n, "", party("S-hubspot"), type=each) for n, each in enumerate(events)]
    found = read(tmp_path, thread(), asked(), answered(), *rows, said(30, "New.", party("A-88"), type="SUMMARY"))
    assert [rejection.code for rejection in found.rejections] == ["event"] * 3
    last = found.tickets[0].messages[-1]
    assert (last.kind, last.public) == ("system", False)
    assert any("1 of type 'SUMMARY'" in warning for warning in found.warnings)
    assert found.n_rows == 6


def test_a_truncated_message_is_marked_but_a_mail_without_the_quoted_history_is_whole(tmp_path: Path) -> None:
    rows = (
        asked(), answered(truncationStatus="TRUNCATED_TO_MOST_RECENT_REPLY"),
        said(7, "Then you …", party("A-88", BO), truncationStatus="TRUNCATED"),
    )  # fmt: skip
    found = read(tmp_path, thread(), *rows)
    assert [m.truncated for m in found.tickets[0].messages] == [False, False, True]
    assert any("1 mail comes without the earlier mails quoted" in warning for warning in found.warnings)


def test_where_actor_and_direction_disagree_nobody_is_guessed_until_a_person_says_so(tmp_path: Path) -> None:
    rows = (thread(), asked(), answered(), said(7, "Or by mail.", party("A-88", BO), direction="INCOMING"))
    doubtful = read(tmp_path, *rows)
    assert [m.author for m in doubtful.tickets[0].messages] == ["customer", "agent", "unknown"]
    assert any("wrote the messages of A-88" in warning and "--agent-domain" in warning for warning in doubtful.warnings)
    for options in ({"own_domains": ["desk.example"]}, {"mapping": {"agent_is": "A-88"}}):
        assert [m.author for m in read(tmp_path, *rows, **options).tickets[0].messages][2] == "agent"


def test_visitors_from_a_domain_of_the_agents_are_pointed_out(tmp_path: Path) -> None:
    colleague = said(7, "I sent it.", party("V-9", "cy@desk.example"))
    found = read(tmp_path, thread(), asked(), answered(), colleague)
    assert any("Taken as customers': 1 message from desk.example" in warning for warning in found.warnings)
    told = read(tmp_path, thread(), asked(), answered(), colleague, own_domains=["desk.example"])
    assert told.tickets[0].messages[-1].author == "agent"


def test_a_bot_that_mails_from_the_desks_address_stays_a_bot(tmp_path: Path) -> None:
    found = read(tmp_path, thread(), asked(), answered(), said(7, "Hi", party("B-1", BO)), own_domains=["desk.example"])
    assert found.tickets[0].messages[-1].author == "automatic"


def test_senders_without_an_actor_are_customers_only_when_they_wrote_in(tmp_path: Path) -> None:
    incoming = said(2, "Me too.", party(None, "eve@home.example"))
    outgoing = said(8, "Sent.", party(None, "desk@desk.example"), direction="OUTGOING")
    old = said(9, "And me.", {"actorId": "E-fay@home.example"}, direction="INCOMING")
    found = read(tmp_path, thread(), asked(), answered(), incoming, outgoing, old)
    assert [m.author for m in found.tickets[0].messages] == ["customer", "customer", "agent", "unknown", "customer"]


def test_when_nothing_marks_the_agents_a_person_is_asked_who_they_are(tmp_path: Path) -> None:
    outgoing = said(8, "Sent.", party(None, "desk@desk.example"), direction="OUTGOING")
    with pytest.raises(BadInput, match=r"hubspot.jsonl:3: expected messages of agents.*desk@desk.example.*agent_is="):
        read(tmp_path, thread(), asked(), outgoing)


def test_spam_and_archived_threads_and_archived_messages_are_left_out(tmp_path: Path) -> None:
    rows = (
        thread(), asked(), answered(), said(7, "Wrong.", party("A-88"), archived=True),
        thread("8", spam=True), thread("9", archived=True),
    )  # fmt: skip
    found = read(tmp_path, *rows)
    assert [ticket.ticket_id for ticket in found.tickets] == ["176347007"]
    assert sorted((rejection.code, rejection.ticket_id) for rejection in found.rejections) == [
        ("deleted", "176347007"), ("deleted", "9"), ("spam", "8"),
    ]  # fmt: skip


def test_messages_alone_make_threads_of_unknown_standing(tmp_path: Path) -> None:
    found = read(tmp_path, asked(), answered())
    assert [len(ticket.messages) for ticket in found.tickets] == [2]
    assert any("1 thread is known by messages only" in warning for warning in found.warnings)


def test_a_crm_ticket_names_its_threads_and_one_without_threads_is_kept_apart(tmp_path: Path) -> None:
    def ticket(ticket_id: str, subject: str) -> dict[str, Any]:
        properties = {
            "subject": subject, "content": "How?", "hs_pipeline_stage": "4", "hs_ticket_category": "ACCESS",
            "hs_object_id": ticket_id,
        }  # fmt: skip
        return {"id": ticket_id, "properties": properties, "createdAt": "2026-02-01T08:00:00Z", "archived": False}

    found = read(tmp_path, thread(), asked(), answered(), ticket("57774743", "VPN wanted"), ticket("2", "Printer"))
    assert [(each.ticket_id, each.subject, each.topic, len(each.messages)) for each in found.tickets] == [
        ("176347007", "VPN wanted", "ACCESS", 2), ("ticket-2", "Printer", "", 1),
    ]  # fmt: skip
    assert found.tickets[1].messages[0].author == "unknown"


def test_the_csv_of_tickets_is_refused_with_the_way_to_get_the_replies(tmp_path: Path) -> None:
    path = tmp_path / "tickets.csv"
    path.write_text(
        "Ticket ID,Ticket name,Ticket description,Pipeline,Ticket status\n57774743,VPN,How?,Support,Closed\n", "utf-8"
    )
    with pytest.raises(BadInput, match=r"HubSpot tickets with replies.*1 ticket without messages.*conversations API"):
        read_export([path])


def test_every_wrapper_gives_the_same_messages(tmp_path: Path) -> None:
    rows = [thread(), asked(), answered()]
    pages = [{"results": [rows[0]]}, {"results": rows[1:], "paging": {"next": {"after": "x"}}}]
    streams = [{"stream": "threads", "data": rows[0]}, *({"stream": "messages", "data": row} for row in rows[1:])]
    files = [
        export(tmp_path, *rows, name="lines.jsonl"),
        export(tmp_path, rows, name="array.json"),
        export(tmp_path, *pages, name="pages.jsonl"),
        export(tmp_path, *streams, name="airbyte.jsonl"),
        export(tmp_path, {**rows[0], "messages": {"results": rows[1:]}}, name="embedded.jsonl"),
    ]
    assert len({read_export([file]).tickets[0].messages for file in files}) == 1


def test_senders_recipients_actors_and_contacts_are_known_for_redaction(tmp_path: Path) -> None:
    contact = {
        "id": "1401",
        "properties": {"firstname": "Ann", "lastname": "Lee", "phone": "+46 70 1", "hs_object_id": "1401"},
    }
    actor = {"id": "A-88", "type": "AGENT", "name": "Bo Ek", "email": "bo.ek@desk.example"}
    copied = {"recipientField": "CC", "deliveryIdentifier": {"type": "HS_EMAIL_ADDRESS", "value": "eve@home.example"}}
    found = read(tmp_path, thread(), asked(recipients=[copied]), answered(), contact, actor)
    assert {(person.author, person.name, person.emails, person.phones) for person in found.tickets[0].people} == {
        ("customer", "Ann Lee", (ANN,), ("+46 70 1",)), ("agent", "Bo Ek", (BO, "bo.ek@desk.example"), ()),
        ("unknown", "", ("eve@home.example",), ()),
    }  # fmt: skip


def test_repeated_and_empty_messages_and_rows_of_other_kinds_are_accounted_for(tmp_path: Path) -> None:
    empty = said(7, " ", party("A-88"), richText="<div> </div>")
    found = read(tmp_path, thread(), asked(), answered(), answered(), empty, {"id": "481939", "name": "Inbox"})
    assert sorted(rejection.code for rejection in found.rejections) == ["empty-message", "repeated-row"]
    assert any(warning.startswith("Not used: 1 row that is neither") for warning in found.warnings)


@pytest.mark.parametrize(
    "row",
    [
        {"id": 1, "subject": "VPN", "body": "How?", "author": "Ann", "status": "CLOSED", "type": "MESSAGE"},
        {"id": 1, "properties": {"email": "ann@home.example"}},
        {"id": "A-12", "type": "question", "text": "How?"},
        {"Ticket ID": "1", "Subject": "VPN", "Status": "Open"},
        {"id": 1, "ticket_id": 7, "author_id": 2, "body": "Order it.", "public": True},
    ],
)
def test_rows_of_other_products_and_common_columns_are_not_claimed(row: dict[str, Any]) -> None:
    assert HUBSPOT.kind(row) == ""
