"""Zendesk exports, and the traps in them."""

import json
from pathlib import Path
from typing import Any

import pytest

from prep.errors import BadInput
from prep.ingest import read_export
from prep.records import Import, Message, Ticket

USERS = [
    {"id": 1, "role": "end-user", "name": "Ann Lee", "email": "ann@home.example", "phone": "0123", "external_id": "E7"},
    {"id": 2, "role": "agent", "name": "Bo Desk", "email": "bo@firm.example"},
    {"id": 3, "role": "admin", "name": "Cy Desk", "email": "cy@firm.example"},
]


def ticket(ticket_id: int | str = 10, **fields: Any) -> dict[str, Any]:
    return {
        "id": ticket_id,
        "subject": "Leave",
        "description": "How many days?",
        "requester_id": 1,
        "submitter_id": 1,
        "assignee_id": 2,
        "via": {"channel": "email", "source": {"rel": None}},
        "status": "closed",
        "tags": [],
        "created_at": "2026-03-01T09:00:00Z",
        **fields,
    }


def comment(comment_id: int, author: int | None, body: str, minute: int = 0, **fields: Any) -> dict[str, Any]:
    return {
        "id": comment_id,
        "ticket_id": 10,
        "author_id": author,
        "body": body,
        "public": True,
        "created_at": f"2026-03-01T09:{minute:02}:00Z",
        **fields,
    }


TALK = [comment(100, 1, "How many days?"), comment(101, 2, "18 days a year.", 30)]


def read(folder: Path, **files: list[dict[str, Any]]) -> Import:
    for name, rows in files.items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return read_export([folder])


def only(read_in: Import) -> Ticket:
    assert len(read_in.tickets) == 1
    return read_in.tickets[0]


def said(read_in: Import) -> list[tuple[str, str, str]]:
    return [(message.author, message.kind, message.text) for message in only(read_in).messages]


def kind_of(folder: Path, extra: dict[str, Any], **fields: Any) -> str:
    found: Message = only(read(folder, t=[ticket(**fields)], c=[*TALK, extra], u=USERS)).messages[-1]
    return found.kind


def test_roles_come_from_users_and_the_description_is_not_said_twice(tmp_path: Path) -> None:
    found = read(tmp_path, tickets=[ticket()], comments=TALK, users=USERS)
    assert said(found) == [("customer", "comment", "How many days?"), ("agent", "comment", "18 days a year.")]
    assert found.export_format == "zendesk"
    assert "tickets.jsonl holds Zendesk tickets" in found.because
    assert found.n_rows == 2


def test_the_decision_does_not_rest_on_file_names(tmp_path: Path) -> None:
    found = read(tmp_path, users=[ticket()], a=USERS, tickets=TALK)
    assert [message.author for message in only(found).messages] == ["customer", "agent"]


@pytest.mark.parametrize("shape", ["array", "wrapper", "embedded", "one ticket"])
def test_comments_may_come_in_any_wrapper(tmp_path: Path, shape: str) -> None:
    bare = [{key: value for key, value in row.items() if key != "ticket_id"} for row in TALK]
    value = {
        "array": [ticket(), *TALK, *USERS],
        "wrapper": {"tickets": [ticket(comments=bare)], "users": USERS},
        "embedded": [ticket(comments=bare), *USERS],
        "one ticket": [{"ticket": ticket(), "comments": bare}, *USERS],
    }[shape]
    (tmp_path / "x.json").write_text(json.dumps(value, indent=1))
    assert [message.author for message in only(read_export([tmp_path])).messages] == ["customer", "agent"]


def test_ids_meet_whether_numbers_or_texts(tmp_path: Path) -> None:
    users = [{**user, "id": str(user["id"])} for user in USERS]
    found = read(tmp_path, t=[ticket("10")], c=TALK, u=users)
    assert [message.author for message in only(found).messages] == ["customer", "agent"]


def test_comments_stand_in_order_of_time_and_ties_in_file_order(tmp_path: Path) -> None:
    late, early = comment(5, 2, "second", 9), comment(6, 1, "How many days?", 1)
    found = read(tmp_path, t=[ticket()], c=[late, early, comment(4, 2, "third", 9)], u=USERS)
    assert [message.text for message in only(found).messages] == ["How many days?", "second", "third"]


def test_without_user_rows_requesters_ask_and_assignees_answer(tmp_path: Path) -> None:
    found = read(tmp_path, t=[ticket()], c=[*TALK, comment(102, 77, "Me too!", 40)])
    assert [message.author for message in only(found).messages] == ["customer", "agent", "unknown"]
    assert any("1 message by 1 author" in warning for warning in found.warnings)


def test_when_nobody_can_be_told_to_be_an_agent_the_users_file_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Add the export's users file"):
        read(tmp_path, t=[ticket(assignee_id=None)], c=TALK)


def test_an_agent_who_asks_a_colleague_is_a_customer_there(tmp_path: Path) -> None:
    rows = [comment(1, 3, "How many days?"), comment(2, 2, "18.", 5)]
    found = read(tmp_path, t=[ticket(requester_id=3, submitter_id=3)], c=rows, u=USERS)
    assert [message.author for message in only(found).messages] == ["customer", "agent"]


def test_a_listing_without_comments_is_refused_and_says_which_export_has_them(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"this export has no agent replies.*JSON export with comments"):
        read(tmp_path, t=[ticket()], u=USERS)


def test_a_ticket_without_comment_rows_keeps_its_description(tmp_path: Path) -> None:
    found = read(tmp_path, t=[ticket(), ticket(11, description="And notice?")], c=TALK, u=USERS)
    assert [(message.message_id, message.text) for message in found.tickets[1].messages] == [("0", "And notice?")]


def test_the_description_is_dropped_when_it_differs_in_spacing_only(tmp_path: Path) -> None:
    found = read(tmp_path, t=[ticket(description="How  many\n\ndays?")], c=TALK, u=USERS)
    assert len(only(found).messages) == 2


def test_internal_notes_and_side_conversations_are_not_replies(tmp_path: Path) -> None:
    assert kind_of(tmp_path, comment(9, 2, "Ask payroll.", 40, public=False)) == "internal-note"
    side = comment(9, 8, "We confirm.", 40, via={"channel": "side_conversation"})
    found = only(read(tmp_path, t=[ticket()], c=[*TALK, side], u=USERS)).messages[-1]
    assert (found.author, found.kind, found.public) == ("unknown", "internal-note", False)


@pytest.mark.parametrize(
    ("extra", "kind"),
    [
        ({"via": {"channel": "rule", "source": {"rel": "trigger"}}, "body": "We received your request."}, "auto-reply"),
        (
            {"via": {"channel": "rule", "source": {"rel": "automation"}}, "body": "How would you rate the support?"},
            "survey",
        ),
        ({"via": {"channel": "web", "source": {"rel": "merge"}}, "body": "Request #9 was merged."}, "system"),
        ({"body": 'This request was closed and merged into request #48 "Leave".'}, "system"),
        ({"body": 'Request #9 "Leave" was closed and merged into this request. Last comment: x'}, "system"),
        ({"author_id": -1, "body": "Status changed."}, "system"),
        ({"metadata": {"headers": {"Auto-Submitted": "auto-replied"}}, "body": "Away."}, "auto-reply"),
        ({"body": "Our rule: was closed and merged into is a phrase I quote."}, "comment"),
    ],
)
def test_what_machines_write_is_marked(tmp_path: Path, extra: dict[str, Any], kind: str) -> None:
    assert kind_of(tmp_path, {**comment(9, 2, "x", 40), **extra}) == kind


def test_an_absence_note_answers_at_once_while_a_question_about_one_does_not(tmp_path: Path) -> None:
    note = "Out of office: I am travelling."
    assert kind_of(tmp_path, comment(9, 1, note, 31)) == "auto-reply"
    assert kind_of(tmp_path, comment(9, 1, "Out of office: how do I set it?", 55)) == "comment"
    found = only(read(tmp_path, t=[ticket(raw_subject="Automatic reply: Leave")], c=TALK, u=USERS))
    assert found.messages[0].kind == "auto-reply"


def test_satisfaction_comments_are_no_conversation(tmp_path: Path) -> None:
    rated = {"satisfaction_rating": {"score": "good", "comment": "Thank you Bo"}}
    assert kind_of(tmp_path, comment(9, 1, "Thank you Bo", 40), **rated) == "survey"


def test_merged_tickets_keep_both_ids(tmp_path: Path) -> None:
    merge = comment(9, 2, 'This request was closed and merged into request #48 "Leave".', 40, public=False)
    found = read(tmp_path, t=[ticket()], c=[*TALK, merge], u=USERS)
    assert only(found).merged_into == "48"


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"status": "deleted"}, "deleted"), ({"tags": ["spam"]}, "spam"), ({"status": "suspended"}, "spam")],
)
def test_spam_and_deleted_tickets_are_rejected_message_by_message(
    tmp_path: Path, fields: dict[str, Any], code: str
) -> None:
    other = [{**row, "ticket_id": 11, "id": row["id"] + 50} for row in TALK]
    found = read(tmp_path, t=[ticket(**fields), ticket(11)], c=[*TALK, *other], u=USERS)
    assert [(each.code, each.ticket_id, each.source) for each in found.rejections] == [
        (code, "10", "c.jsonl:1"),
        (code, "10", "c.jsonl:2"),
    ]
    assert found.n_rows == 4


def test_overlapping_exports_give_each_ticket_once_and_the_newest(tmp_path: Path) -> None:
    older = ticket(status="open", updated_at="2026-03-01T10:00:00Z")
    newer = ticket(status="closed", updated_at="2026-03-02T10:00:00Z")
    found = read(tmp_path, a=[newer, *TALK], b=[older, *TALK, *USERS])
    assert only(found).status == "closed"
    assert len(only(found).messages) == 2
    assert [each.code for each in found.rejections] == ["repeated-row"] * 3
    assert any("10 (a.jsonl:1, b.jsonl:1)" in warning for warning in found.warnings)


def test_tickets_without_an_id_are_versions_of_one(tmp_path: Path) -> None:
    nameless = [ticket("", description="How many days?"), ticket("", description="And notice?")]
    found = read(tmp_path, t=[ticket(), *nameless], c=TALK, u=USERS)
    assert [each.ticket_id for each in found.tickets] == ["10", ""]
    assert [each.code for each in found.rejections] == ["repeated-row"]


def test_comments_of_no_known_ticket_and_without_text_are_rejected(tmp_path: Path) -> None:
    rows = [*TALK, comment(7, 1, "Hm", ticket_id=99), comment(8, 1, "  ")]
    found = read(tmp_path, t=[ticket()], c=rows, u=USERS)
    assert sorted(each.code for each in found.rejections) == ["empty-message", "unknown-ticket"]


@pytest.mark.parametrize(
    ("html", "plain", "chosen"),
    [
        ("<p>18 days.</p>", "18 days.", "text"),
        ("<ul><li>18 days</li></ul>", "18 days", "html"),
        ("<blockquote>How many?</blockquote>18", "How many? 18", "html"),
        ("<p>a</p><p>b</p><p>c</p><p>d</p>", "a b c d", "html"),
        ('See <a href="https://x.example">the page</a>', "See the page", "html"),
        ('See <a href="https://x.example/">https://x.example</a>', "See https://x.example", "text"),
        ("<p>18 days.</p>", "", "html"),
    ],
)
def test_html_is_taken_when_it_says_more(tmp_path: Path, html: str, plain: str, chosen: str) -> None:
    rows = [TALK[0], comment(101, 2, plain, 30, html_body=html)]
    answer = only(read(tmp_path, t=[ticket()], c=rows, u=USERS)).messages[1]
    assert (answer.text_format, answer.text) == (chosen, html if chosen == "html" else plain)


def test_a_call_written_down_by_staff_counts_as_the_callers_question(tmp_path: Path) -> None:
    opened = ticket(submitter_id=2, description="Caller asks for leave days.")
    rows = [comment(1, 2, "Caller asks for leave days."), comment(2, 2, "18 days.", 5)]
    found = read(tmp_path, t=[opened], c=rows, u=USERS)
    assert [message.author for message in only(found).messages] == ["customer", "agent"]
    assert any("Opened by staff for somebody else: 1 ticket." in warning for warning in found.warnings)


def test_staff_who_write_to_a_customer_first_ask_no_question(tmp_path: Path) -> None:
    rows = [comment(1, 2, "Hi Ann, your laptop is ready."), comment(2, 2, "Any news?", 5)]
    found = read(tmp_path, t=[ticket(submitter_id=2, description="")], c=rows, u=USERS)
    assert [message.author for message in only(found).messages] == ["agent", "agent"]


def test_the_topic_is_the_category_field_and_not_the_site(tmp_path: Path) -> None:
    def filed(number: int, topic: str | None, tags: list[str]) -> dict[str, Any]:
        site = ["North", "South"][number % 2]
        return ticket(number, tags=tags, custom_fields=[{"id": 1, "value": site}, {"id": 2, "value": topic}])

    tickets = [
        filed(n, ["leave", "pay", "travel"][n % 3], ["via_web", ["leave", "pay", "travel"][n % 3]]) for n in range(30)
    ]
    tickets += [filed(40, None, ["closed_by_merge", "hr", "pay"]), filed(41, None, ["hr"]), filed(42, None, [])]
    found = read(tmp_path, t=tickets, c=[{**row, "ticket_id": 0} for row in TALK], u=USERS)
    topics = [each.topic for each in found.tickets]
    assert topics[:3] == ["leave", "pay", "travel"]
    assert topics[30:] == ["pay", "hr", ""]


def test_people_carry_what_redaction_needs(tmp_path: Path) -> None:
    ann, bo = only(read(tmp_path, t=[ticket()], c=TALK, u=USERS)).people
    assert (ann.author, ann.name, ann.emails, ann.phones, ann.ids) == (
        "customer",
        "Ann Lee",
        ("ann@home.example",),
        ("0123",),
        ("E7",),
    )
    assert bo.author == "agent"


def test_the_helpdesks_own_account_is_a_machine(tmp_path: Path) -> None:
    rule = {"via": {"channel": "rule", "source": {"rel": "trigger"}}}
    hub = [comment(n, 3, "Received.", n, **rule) for n in range(3)] + [comment(9, 3, "Nightly report", 45)]
    found = only(read(tmp_path, t=[ticket()], c=[*TALK, *hub], u=USERS))
    assert found.messages[-1].author == "automatic"
    assert found.messages[-1].kind == "system"


def test_odd_types_are_no_crash(tmp_path: Path) -> None:
    odd = ticket(via=5, tags=7, custom_fields={"a": 1}, satisfaction_rating=[1], subject=4, description=6, status=[1])
    rows = [*TALK, comment(3, None, "x", created_at=7, public="no", via={"source": 5}), {**TALK[0], "id": [1]}]
    assert only(read(tmp_path, t=[odd], c=rows, u=USERS)).subject == "4"


def test_receipts_without_a_flag_betray_themselves_by_repetition_and_speed(tmp_path: Path) -> None:
    rows = []
    for number in range(6):
        at = f"2026-03-01T09:00:{number:02}Z"
        rows += [
            comment(10 * number, 1, f"Question {number}", ticket_id=number),
            comment(10 * number + 1, 2, f"We have your request {number}.", ticket_id=number, created_at=at),
            comment(10 * number + 2, 2, "Done.", 30 + number, ticket_id=number),
        ]
    found = read(tmp_path, t=[ticket(number, description="") for number in range(6)], c=rows, u=USERS)
    assert {tuple(message.kind for message in each.messages) for each in found.tickets} == {
        ("comment", "auto-reply", "comment")
    }
