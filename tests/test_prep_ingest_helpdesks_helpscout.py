"""Help Scout exports, and the traps in them."""

import json
from pathlib import Path
from typing import Any

import pytest

from prep.errors import BadInput
from prep.ingest import read_export
from prep.records import Import

CUSTOMER = {"id": 51, "type": "customer", "first": "Ann", "last": "Lee", "email": "ann@home.example"}
USER = {"id": 51, "type": "user", "first": "Bo", "last": "Ray", "email": "bo@help.example"}


def conversation(
    conversation_id: int = 7, threads: list[dict[str, Any]] | None = None, **fields: Any
) -> dict[str, Any]:
    embedded = {"_embedded": {"threads": threads}} if threads is not None else {}
    return {
        "id": conversation_id, "number": 12, "threads": len(threads or ()), "type": "email", "folderId": 11,
        "status": "closed", "state": "published", "subject": "VPN", "preview": "The newest text", "mailboxId": 13,
        "createdBy": CUSTOMER, "createdAt": "2026-02-01T08:00:00Z", "userUpdatedAt": "2026-02-03T08:00:00Z",
        "source": {"type": "email", "via": "customer"}, "tags": [{"id": 1, "color": "#fff", "tag": "network"}],
        "primaryCustomer": CUSTOMER, "_links": {"self": {"href": "…"}}, **embedded, **fields,
    }  # fmt: skip


def thread(
    thread_id: int, body: str, thread_type: str = "message", *, minute: int = 5, **fields: Any
) -> dict[str, Any]:
    return {
        "id": thread_id, "type": thread_type, "status": "active", "state": "published",
        "action": {"associatedEntities": {}},
        "body": body, "source": {"type": "email", "via": "customer"}, "customer": CUSTOMER,
        "createdBy": CUSTOMER if thread_type == "customer" else USER, "createdAt": f"2026-02-01T08:{minute:02}:00Z",
        **fields,
    }  # fmt: skip


ASKED = thread(1, "How do I get the VPN?", "customer", minute=0)
ANSWERED = thread(2, "Order it in the portal.<br>Then restart.")


def export(folder: Path, *rows: dict[str, Any], name: str = "helpscout.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def read(folder: Path, *threads: dict[str, Any], **fields: Any) -> Import:
    return read_export([export(folder, conversation(threads=list(threads), **fields))])


def test_who_created_a_thread_is_its_author_and_the_preview_is_no_message(tmp_path: Path) -> None:
    found = read(tmp_path, ANSWERED, ASKED)
    assert found.export_format == "helpscout" and "Help Scout conversations" in found.because
    (only,) = found.tickets
    assert [(m.author, m.text) for m in only.messages] == [
        ("customer", "How do I get the VPN?"), ("agent", "Order it in the portal.<br>Then restart."),
    ]  # fmt: skip
    assert only.messages[1].text_format == "html"
    assert (only.subject, only.topic, only.status, only.tags) == ("VPN", "network", "closed", ("network",))
    assert found.n_rows == 2


def test_threads_listed_newest_first_keep_their_order_within_one_second(tmp_path: Path) -> None:
    threads = [thread(4, "Four", minute=9), thread(3, "Three"), ANSWERED, ASKED]
    (only,) = read(tmp_path, *threads).tickets
    assert [message.message_id for message in only.messages] == ["1", "2", "3", "4"]


def test_a_customer_and_a_user_of_one_number_are_two_people(tmp_path: Path) -> None:
    (only,) = read(tmp_path, ASKED, ANSWERED).tickets
    assert [message.person_id for message in only.messages] == ["customer-51", "user-51"]
    assert {(person.person_id, person.author, person.name, person.emails) for person in only.people} == {
        ("customer-51", "customer", "Ann Lee", ("ann@home.example",)),
        ("user-51", "agent", "Bo Ray", ("bo@help.example",)),
    }


def test_notes_line_items_forwards_and_notes_about_calls_are_never_answers(tmp_path: Path) -> None:
    item = thread(4, "", "lineitem", action={"type": "manual-workflow", "text": "You ran the Assign workflow"})
    others = [
        thread(3, "Ask Bo.", "note"),
        item,
        thread(5, "Please check.", "forwardparent"),
        thread(6, "Rang.", "phone"),
    ]
    (only,) = read(tmp_path, ASKED, *others, thread(7, "Order it.", minute=9)).tickets
    assert [(m.message_id, m.kind, m.public, m.author) for m in only.messages] == [
        ("1", "comment", True, "customer"),
        ("3", "internal-note", False, "agent"),
        ("4", "system", False, "automatic"),
        ("5", "internal-note", False, "agent"),
        ("6", "internal-note", False, "agent"),
        ("7", "comment", True, "agent"),
    ]


def test_what_workflows_and_machines_send_is_automatic(tmp_path: Path) -> None:
    by_workflow = thread(3, "We got your mail.", source={"type": "workflows", "via": "user"})
    by_machine = thread(4, "Maybe this helps.", createdBy={**USER, "id": 9, "type": "system_user"})
    (only,) = read(tmp_path, ASKED, by_workflow, by_machine, thread(5, "Order it.", minute=9)).tickets
    assert [(m.kind, m.author) for m in only.messages[1:]] == [
        ("auto-reply", "automatic"),
        ("auto-reply", "automatic"),
        ("comment", "agent"),
    ]


def test_an_author_who_does_not_fit_the_thread_is_unknown(tmp_path: Path) -> None:
    written_for_her = thread(3, "She says it fails.", "customer", createdBy=USER)
    by_a_team = thread(4, "Hello.", "chat", createdBy={"id": 3, "type": "team"})
    found = read(tmp_path, ASKED, ANSWERED, written_for_her, by_a_team)
    assert [message.author for message in found.tickets[0].messages] == ["customer", "agent", "unknown", "unknown"]
    assert any("2 messages by authors whom nothing marks" in warning for warning in found.warnings)


def test_drafts_scheduled_held_back_empty_and_unheard_of_threads_are_left_out(tmp_path: Path) -> None:
    found = read(
        tmp_path, ASKED, ANSWERED, thread(3, "Not yet", state="draft"), thread(4, "Twice", state="underreview"),
        thread(5, "Later", scheduled={"scheduledFor": "2034-06-10T10:20:30Z"}), thread(6, " "),
        thread(7, "", "lineitem"), thread(8, "?", "hologram"),
    )  # fmt: skip
    assert [rejection.code for rejection in found.rejections] == [
        "draft", "draft", "draft", "empty-message", "event", "unknown-kind",
    ]  # fmt: skip
    assert "'hologram'" in found.rejections[-1].evidence
    assert found.n_rows == 8


def test_a_thread_hidden_from_the_customer_is_not_public(tmp_path: Path) -> None:
    (only,) = read(tmp_path, ASKED, ANSWERED, thread(3, "Only for us.", state="hidden")).tickets
    assert [message.public for message in only.messages] == [True, True, False]


def test_spam_deleted_draft_and_forwarded_conversations_are_left_out(tmp_path: Path) -> None:
    rows = (
        conversation(7, [ASKED, ANSWERED]), conversation(8, [ASKED], status="spam"),
        conversation(9, [ASKED], state="deleted"), conversation(10, [ANSWERED], state="draft"),
        conversation(11, [thread(4, "Please check.", "forwardchild"), thread(5, "Done.", "customer")]),
    )  # fmt: skip
    found = read_export([export(tmp_path, *rows)])
    assert [ticket.ticket_id for ticket in found.tickets] == ["7"]
    assert [(rejection.code, rejection.ticket_id, rejection.source) for rejection in found.rejections] == [
        ("spam", "8", "helpscout.jsonl:2"), ("deleted", "9", "helpscout.jsonl:3"), ("draft", "10", "helpscout.jsonl:4"),
        ("third-party", "11", "helpscout.jsonl:5"), ("third-party", "11", "helpscout.jsonl:5"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "marks",
    [{"actionType": "merged", "actionSourceId": 8}, {"action": {"type": "merged", "associatedEntities": {"c": 8}}}],
)
def test_a_conversation_that_was_merged_away_names_the_one_that_stays(tmp_path: Path, marks: dict[str, Any]) -> None:
    item = thread(3, "Merged", "lineitem", **marks)
    found = read_export([export(tmp_path, conversation(7, [ASKED, ANSWERED, item]), conversation(8, [ASKED]))])
    assert [(ticket.ticket_id, ticket.merged_into) for ticket in found.tickets] == [("7", ""), ("8", "7")]
    assert any("1 ticket was merged" in warning for warning in found.warnings)


def test_missing_pages_and_the_cap_of_a_hundred_threads_are_warned_about(tmp_path: Path) -> None:
    long = [ASKED, *(thread(n, f"Answer {n}") for n in range(2, 101))]
    rows = ({**conversation(7, [ASKED, ANSWERED]), "threads": 60}, conversation(8, long))
    warnings = read_export([export(tmp_path, *rows)]).warnings
    assert any("1 conversation has fewer threads here than Help Scout counts: 7." in warning for warning in warnings)
    assert any("1 conversation reaches the 100 threads" in warning and ": 8." in warning for warning in warnings)


def test_embedded_chats_are_cut_short_and_listed_ones_are_whole(tmp_path: Path) -> None:
    chat = thread(3, "Order i", "beaconchat")
    found = read(tmp_path, ASKED, ANSWERED, chat)
    assert [message.truncated for message in found.tickets[0].messages] == [False, False, True]
    assert any("cut short by Help Scout" in warning for warning in found.warnings)
    rows = (conversation(), *({**each, "conversation_id": 7} for each in (ASKED, chat)))
    apart = read_export([export(tmp_path, *rows, name="apart.jsonl")])
    assert [message.truncated for message in apart.tickets[0].messages] == [False, False]


def test_every_wrapper_reads_alike(tmp_path: Path) -> None:
    whole = conversation(threads=[ASKED, ANSWERED])
    bare = conversation()
    named = [{**each, "conversation_id": 7} for each in (ASKED, ANSWERED)]
    singer = {"id": 7, "number": 12, "preview": "…", "status": "closed", "mailbox_id": 13, "subject": "VPN",
              "primary_customer": CUSTOMER}  # fmt: skip
    with_underscores = [
        {**each, "created_by": each["createdBy"], "created_at": each["createdAt"], "createdBy": None, "createdAt": None}
        for each in named
    ]
    page = {
        "_embedded": {"conversations": [whole]},
        "_links": {"self": {"href": "…"}},
        "page": {"size": 25, "number": 1},
    }
    page_of_threads = {
        "_embedded": {"threads": [ANSWERED, ASKED]},
        "_links": {"self": {"href": "https://api.helpscout.net/v2/conversations/7/threads?page=1"}},
    }
    empty_page = {"_embedded": {"threads": []}, "_links": {"self": {"href": "…"}}}
    airbyte = [
        {"type": "RECORD", "record": {"stream": "conversations", "data": bare}},
        *({"type": "RECORD", "record": {"stream": "conversation_threads", "data": each}} for each in named),
    ]
    forms: dict[str, Any] = {
        "page.json": page, "array.json": [whole], "wrapped.json": {"conversations": [whole]},
        "legacy.json": [{**bare, "threads": [ASKED, ANSWERED]}], "pages.json": [bare, page_of_threads, empty_page],
        "named.json": {"conversations": [bare], "threads": named}, "singer.json": [singer, *with_underscores],
        "airbyte.json": airbyte,
    }  # fmt: skip
    expected = read_export([export(tmp_path, whole)]).tickets[0].messages
    for name, content in forms.items():
        path = tmp_path / name
        path.write_text(json.dumps(content, indent=1), encoding="utf-8")
        found = read_export([path])
        assert (found.export_format, found.tickets[0].messages, found.warnings) == ("helpscout", expected, ()), name


def test_users_and_customers_of_their_own_are_known_for_redaction(tmp_path: Path) -> None:
    customer = {
        "id": 51, "firstName": "Ann", "lastName": "Lee", "photoType": "default", "photoUrl": "…", "background": "",
        "_embedded": {"emails": [{"id": 1, "value": "ann@work.example"}], "phones": [{"id": 2, "value": "0123"}]},
    }  # fmt: skip
    user = {"id": 51, "firstName": "Robert", "lastName": "Ray", "email": "bo@help.example", "role": "admin",
            "timezone": "UTC", "photoUrl": "…"}  # fmt: skip
    (only,) = read_export([export(tmp_path, conversation(threads=[ASKED, ANSWERED]), customer, user)]).tickets
    assert {(person.name, person.emails, person.phones) for person in only.people} == {
        ("Ann Lee", ("ann@work.example",), ("0123",)), ("Robert Ray", ("bo@help.example",), ()),
    }  # fmt: skip


def test_a_listing_without_threads_is_refused_with_the_way_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no agent replies: it holds 1 ticket without messages.*embed=threads"):
        read_export([export(tmp_path, conversation())])


def test_threads_that_name_no_conversation_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"helpscout.jsonl:2: expected .*conversation_id.* got 2 that do not"):
        read_export([export(tmp_path, conversation(), ASKED, ANSWERED)])


def test_rows_of_other_kinds_are_counted(tmp_path: Path) -> None:
    rating = {"rating_id": 3, "rating_rating": "great", "conversation_id": 7}
    found = read_export([export(tmp_path, conversation(threads=[ASKED, ANSWERED]), rating)])
    assert any(warning.startswith("Not used: 1 row that is neither conversation, thread") for warning in found.warnings)
