"""Front exports, and the traps in them."""

import json
from pathlib import Path
from typing import Any

import pytest

from prep.errors import BadInput
from prep.ingest import read_export
from prep.records import Import

API = "https://acme.api.frontapp.com"
BO = {
    "_links": {"self": f"{API}/teammates/tea_9"}, "id": "tea_9", "email": "bo@acme.example", "username": "bo",
    "first_name": "Bo", "last_name": "Ray", "is_admin": False, "is_blocked": False, "type": "user",
}  # fmt: skip
ANN = {"name": "Ann Lee", "handle": "ann@home.example", "_links": {"related": {"contact": f"{API}/contacts/crd_1"}}}
INBOX = {"name": "Acme Support", "handle": "support@acme.example", "_links": {"related": {"contact": None}}}


def conversation(conversation_id: str = "cnv_7", **fields: Any) -> dict[str, Any]:
    return {
        "_links": {"self": f"{API}/conversations/{conversation_id}"}, "id": conversation_id, "subject": "VPN",
        "status": "archived", "ticket_ids": [], "assignee": BO, "recipient": {**ANN, "role": "from"},
        "tags": [{"id": "tag_1", "name": "network"}], "links": [], "created_at": 1769932800.1, "is_private": False,
        "metadata": {}, **fields,
    }  # fmt: skip


def message(number: int, text: str, *, inbound: bool = False, of: str = "cnv_7", **fields: Any) -> dict[str, Any]:
    sender, receiver = (ANN, INBOX) if inbound else (INBOX, ANN)
    return {
        "_links": {"related": {"conversation": f"{API}/conversations/{of}?referer=message"}}, "id": f"msg_{number}",
        "type": "email", "is_inbound": inbound, "draft_mode": None, "error_type": None,
        "created_at": 1769932800 + 60 * number, "subject": "VPN",
        "blurb": text[:9], "body": f"<p>{text}</p>", "text": text,
        "author": None if inbound else BO, "recipients": [{**sender, "role": "from"}, {**receiver, "role": "to"}],
        "attachments": [], "metadata": {}, **fields,
    }  # fmt: skip


def comment(number: int, body: str, of: str = "cnv_7", **fields: Any) -> dict[str, Any]:
    return {
        "_links": {"related": {"conversation": f"{API}/conversations/{of}"}}, "id": f"com_{number}", "author": BO,
        "body": body, "posted_at": 1769932830.5 + 60 * number, "attachments": [], "is_pinned": False, **fields,
    }  # fmt: skip


ASKED = message(1, "How do I get the VPN?", inbound=True)
ANSWERED = message(2, "Order it in the portal.")


def export(folder: Path, *rows: dict[str, Any], name: str = "front.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def read(folder: Path, *rows: dict[str, Any], **asked: Any) -> Import:
    return read_export([export(folder, conversation(), *rows)], **asked)


def test_what_was_received_is_the_customers_and_what_a_teammate_sent_the_agents(tmp_path: Path) -> None:
    found = read(tmp_path, ANSWERED, ASKED)
    assert found.export_format == "front" and "Front messages and conversations" in found.because
    (only,) = found.tickets
    assert [(m.author, m.text, m.sent_at, m.person_id) for m in only.messages] == [
        ("customer", "How do I get the VPN?", "2026-02-01T08:01:00Z", "crd_1"),
        ("agent", "Order it in the portal.", "2026-02-01T08:02:00Z", "tea_9"),
    ]
    assert (only.subject, only.topic, only.status, only.tags) == ("VPN", "network", "archived", ("network",))
    assert found.n_rows == 2


def test_comments_are_internal(tmp_path: Path) -> None:
    (only,) = read(tmp_path, ASKED, ANSWERED, comment(1, "Ask Bo first.")).tickets
    assert [(m.message_id, m.kind, m.public, m.author) for m in only.messages] == [
        ("msg_1", "comment", True, "customer"),
        ("com_1", "internal-note", False, "agent"),
        ("msg_2", "comment", True, "agent"),
    ]


def test_rules_and_applications_are_automatic_and_ratings_are_surveys(tmp_path: Path) -> None:
    by_rule = message(3, "We got your mail.", author={**BO, "id": "tea_1", "type": "rule"})
    by_api = message(4, "Your ticket is 12.", author={**BO, "id": "tea_2", "type": "API"})
    rating = comment(5, "Great service!", author={**BO, "id": "tea_3", "type": "CSAT"})
    (only,) = read(tmp_path, ASKED, ANSWERED, by_rule, by_api, rating).tickets
    assert [(m.kind, m.public, m.author) for m in only.messages[2:]] == [
        ("auto-reply", True, "automatic"),
        ("auto-reply", True, "automatic"),
        ("survey", False, "automatic"),
    ]
    assert {person.person_id for person in only.people} == {"crd_1", "tea_9"}


def test_drafts_and_what_could_not_be_sent_are_left_out(tmp_path: Path) -> None:
    drafts = (
        message(3, "Maybe", draft_mode="shared"),
        message(4, "Perhaps", is_draft=True),
        message(5, "Lost", error_type="x"),
    )
    found = read(tmp_path, ASKED, ANSWERED, *drafts)
    assert [(rejection.code, rejection.source) for rejection in found.rejections] == [
        ("draft", "front.jsonl:4"), ("draft", "front.jsonl:5"), ("draft", "front.jsonl:6"),
    ]  # fmt: skip
    assert found.n_rows == 5


def test_redacted_tweets_are_left_out_and_their_handles_name_nobody(tmp_path: Path) -> None:
    nobody = [{"name": None, "handle": "[REDACTED]", "role": "from"}]
    tweet = message(3, "[REDACTED]", inbound=True, type="tweet", body="[REDACTED]", recipients=nobody)
    found = read(tmp_path, ASKED, ANSWERED, tweet)
    assert [rejection.code for rejection in found.rejections] == ["redacted"]
    assert "[REDACTED]" not in {person.person_id for person in found.tickets[0].people}


def test_calls_are_no_messages_and_internal_mail_is_internal(tmp_path: Path) -> None:
    others = (message(3, "Call of 3 minutes", type="call"), message(4, "For us", type="internal"))
    (only,) = read(tmp_path, ASKED, ANSWERED, *others).tickets
    assert [(m.kind, m.public) for m in only.messages[2:]] == [("system", False), ("internal-note", False)]


def test_absence_notes_and_bounces_are_automatic(tmp_path: Path) -> None:
    away = message(3, "I am away.", inbound=True, subject="Automatic reply: VPN")
    daemon = [{"handle": "mailer-daemon@acme.example", "role": "from"}]
    bounce = message(4, "Undeliverable", inbound=True, recipients=daemon)
    (only,) = read(tmp_path, ASKED, ANSWERED, away, bounce).tickets
    assert [(m.kind, m.author) for m in only.messages[2:]] == [("auto-reply", "automatic"), ("system", "automatic")]


def test_a_teammate_who_writes_past_front_is_unknown_until_named(tmp_path: Path) -> None:
    past = message(3, "Or call us.", inbound=True, recipients=[{"handle": "Bo@acme.example", "role": "from"}])
    authors = [message.author for message in read(tmp_path, ASKED, ANSWERED, past).tickets[0].messages]
    assert authors == ["customer", "agent", "unknown"]
    named = read(tmp_path, ASKED, ANSWERED, past, own_domains=["acme.example"])
    assert [message.author for message in named.tickets[0].messages] == ["customer", "agent", "agent"]


def test_sent_messages_without_any_author_are_asked_about(tmp_path: Path) -> None:
    sent = message(2, "Order it.", author=None)
    with pytest.raises(BadInput, match=r'front.jsonl:3: .* 1 sent message .* --map "agent_is=support@acme.example"'):
        read(tmp_path, ASKED, sent)
    found = read(tmp_path, ASKED, sent, mapping={"agent_is": "support@acme.example"})
    assert [message.author for message in found.tickets[0].messages] == ["customer", "agent"]
    beside = read(tmp_path, ASKED, ANSWERED, {**sent, "id": "msg_3"})
    assert [message.author for message in beside.tickets[0].messages] == ["customer", "agent", "unknown"]


def test_a_preview_in_place_of_the_text_is_cut_short(tmp_path: Path) -> None:
    preview = {**message(3, "Or by mail, if"), "body": None, "text": None}
    (only,) = read(tmp_path, ASKED, ANSWERED, preview).tickets
    assert [(message.text, message.truncated) for message in only.messages[1:]] == [
        ("Order it in the portal.", False),
        ("Or by mai", True),
    ]


def test_spam_and_deleted_conversations_are_left_out_with_their_rows(tmp_path: Path) -> None:
    others = (conversation("cnv_8", status="spam"), message(3, "Win!", inbound=True, of="cnv_8"))
    found = read(tmp_path, ASKED, ANSWERED, *others, conversation("cnv_9", status="deleted"))
    assert [ticket.ticket_id for ticket in found.tickets] == ["cnv_7"]
    assert [(rejection.code, rejection.source) for rejection in found.rejections] == [
        ("spam", "front.jsonl:5"), ("deleted", "front.jsonl:6"),
    ]  # fmt: skip


def test_every_wrapper_reads_alike(tmp_path: Path) -> None:
    expected = read(tmp_path, ASKED, ANSWERED, comment(1, "Note"), BO).tickets[0].messages
    note = comment(1, "Note")
    pages = [
        {"_pagination": {"next": None}, "_links": {"self": f"{API}/…"}, "_results": [conversation()]},
        {"_links": {"self": f"{API}/conversations/cnv_7/messages"}, "_results": [ANSWERED, ASKED]},
        {"_links": {"self": f"{API}/conversations/cnv_7/comments"}, "_results": [note]},
        {"_links": {"self": f"{API}/conversations/cnv_8/comments"}, "_results": []},
    ]
    streams = {"conversations": [conversation()], "messages": [ANSWERED, ASKED], "comments": [note]}
    forms: dict[str, Any] = {
        "pages.json": pages, "array.json": [conversation(), ASKED, ANSWERED, note],
        "streams.json": {**streams, "teammates": [BO]},
        "airbyte.json": [
            {"stream": stream, "data": row} for stream, rows in streams.items() for row in rows
        ],
        "embedded.json": [conversation(messages=[ANSWERED, ASKED], comments={"_results": [note]})],
        "named.json": [
            conversation(), *({**row, "_links": {}, "conversation_id": "cnv_7"} for row in (ASKED, ANSWERED, note)),
        ],
    }  # fmt: skip
    for name, content in forms.items():
        path = tmp_path / name
        path.write_text(json.dumps(content, indent=1), encoding="utf-8")
        found = read_export([path])
        assert (found.export_format, found.tickets[0].messages, found.warnings) == ("front", expected, ()), name


def test_one_page_in_a_file_of_its_own_joins_the_others(tmp_path: Path) -> None:
    files = []
    for name, rows in (("conversations", [conversation()]), ("messages", [ANSWERED, ASKED]), ("teammates", [BO])):
        files.append(tmp_path / f"{name}.json")
        files[-1].write_text(json.dumps({"_pagination": {}, "_links": {}, "_results": rows}), encoding="utf-8")
    (only,) = read_export(files).tickets
    assert [message.author for message in only.messages] == ["customer", "agent"]


def test_contacts_teammates_and_recipients_are_known_for_redaction_but_not_the_inbox(tmp_path: Path) -> None:
    contact = {"id": "crd_1", "name": "Ann M. Lee", "handles": [
        {"handle": "ann@home.example", "source": "email"}, {"handle": "+44 123 456", "source": "phone"}]}  # fmt: skip
    copied = {"name": "Cy Poe", "handle": "cy@home.example", "role": "cc"}
    answer = {**ANSWERED, "recipients": [*ANSWERED["recipients"], copied]}
    (only,) = read(tmp_path, ASKED, answer, contact).tickets
    assert {(person.author, person.name, person.emails, person.phones, person.ids) for person in only.people} == {
        ("customer", "Ann M. Lee", ("ann@home.example",), ("+44 123 456",), ()),
        ("agent", "Bo Ray", ("bo@acme.example",), (), ("bo",)),
        ("unknown", "Cy Poe", ("cy@home.example",), (), ()),
    }


def test_a_listing_without_messages_is_refused_with_the_way_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no agent replies: it holds 1 ticket without messages.*/messages"):
        read(tmp_path)


def test_the_analytics_export_is_refused_with_the_way_to_get_the_texts(tmp_path: Path) -> None:
    path = tmp_path / "export-messages.csv"
    path.write_text(
        "Message ID,Conversation ID,Direction,Author,Extract\n1,7,Outbound,Bo,Order it in t\n", encoding="utf-8"
    )
    with pytest.raises(BadInput, match=r"export-messages.csv:2: .*no agent replies.*/conversations/ID/messages"):
        read_export([path])


def test_messages_of_no_known_conversation_repeated_empty_and_other_rows_are_accounted_for(tmp_path: Path) -> None:
    rows = (ANSWERED, message(3, "Lost", of="cnv_99"), message(4, " "), {"id": "tag_1", "name": "network"})
    found = read(tmp_path, ASKED, ANSWERED, *rows)
    codes = ["empty-message", "repeated-row", "unknown-ticket"]
    assert sorted(rejection.code for rejection in found.rejections) == codes
    assert any(
        warning.startswith("Not used: 1 row that is neither conversation, message") for warning in found.warnings
    )
    assert found.n_rows == 5
