"""The summary of an import: every row is accounted for, the threads shown are typical, and name nobody."""

import json
from pathlib import Path

import pytest

from prep import import_words as words
from prep.import_summary import ImportSummary, hiding, summarise_import, without_people
from prep.ingest import read_export
from prep.records import Author, Import, Message, MessageKind, Person, Rejection, Ticket

QUESTION = "How many days of leave do I get?"
ANSWER = "You get 18 days a year."
ZENDESK = {
    "tickets.jsonl": [
        {"id": 1, "subject": "Leave", "requester_id": 7, "submitter_id": 7, "assignee_id": 9, "status": "solved"},
        {"id": 2, "subject": "Win", "requester_id": 7, "submitter_id": 7, "assignee_id": 9, "status": "deleted"},
    ],
    "comments.jsonl": [
        {"id": 11, "ticket_id": 1, "author_id": 7, "body": QUESTION, "public": True, "created_at": "2026-01-03"},
        {"id": 12, "ticket_id": 1, "author_id": 9, "body": "Check it.", "public": False, "created_at": "2026-01-04"},
        {"id": 13, "ticket_id": 1, "author_id": 9, "body": ANSWER, "public": True, "created_at": "2026-01-05"},
        {"id": 14, "ticket_id": 1, "author_id": 9, "body": "", "public": True, "created_at": "2026-01-06"},
        {"id": 15, "ticket_id": 2, "author_id": 7, "body": "You won!", "public": True, "created_at": "2026-01-07"},
    ],
    "users.jsonl": [
        {"id": 7, "name": "Ann Lee", "email": "ann@example.org", "role": "end-user"},
        {"id": 9, "name": "Joe Kerr", "email": "joe@example.com", "role": "agent"},
    ],
}  # fmt: skip
MAILS = """From a@example.org Sat Jan  3 10:00:00 2026
Message-ID: <1@example.org>
From: Ann Lee <ann@example.org>
To: help@example.com
Subject: Leave
Date: Sat, 3 Jan 2026 10:00:00 +0000

How many days of leave do I get?

From b@example.com Sun Jan  4 10:00:00 2026
Message-ID: <2@example.com>
In-Reply-To: <1@example.org>
From: Joe Kerr <joe@example.com>
To: ann@example.org
Subject: Re: Leave
Date: Sun, 4 Jan 2026 10:00:00 +0000

You get 18 days a year.

From b@example.com Sun Jan  4 10:00:00 2026
Message-ID: <2@example.com>
In-Reply-To: <1@example.org>
From: Joe Kerr <joe@example.com>
To: ann@example.org
Subject: Re: Leave
Date: Sun, 4 Jan 2026 10:00:00 +0000

You get 18 days a year.
"""
ROWS_OF_TICKETS = "id;question;answer;room\n1;How many days?;18 days.;B2\n2;And then?;;B3\n3;Where?;Open Pay.\n"
ROWS_OF_MESSAGES = (
    "ticket,author,text,time\n"
    "1,customer,How many days?,2026-01-03T10:00:00Z\n"
    "1,agent,18 days.,2026-01-03T11:00:00Z\n"
    "1,agent,,2026-01-03T12:00:00Z\n"
    ",customer,Lost.,2026-01-03T13:00:00Z\n"
)
TURNS = [
    {"id": 1, "turns": [["customer", QUESTION], ["agent", ANSWER], ["agent", " "]]},
    {"id": 1, "turns": [["customer", QUESTION], ["agent", ANSWER], ["agent", " "]]},
]


def lines(rows: list[dict]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def read(folder: Path, files: dict[str, str], **how: object) -> ImportSummary:
    folder = folder / "export"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)
    return summarise_import(read_export([folder], **how))  # type: ignore[arg-type]


def said(author: Author, text: str, kind: MessageKind = "comment", at: str = "", **more: object) -> Message:
    return Message("m", author, text, kind=kind, sent_at=at, **more)  # type: ignore[arg-type]


def ticket(number: int, *messages: Message, people: tuple[Person, ...] = ()) -> Ticket:
    return Ticket(f"T{number}", f"Subject {number}", messages, people=people, source=f"tickets.jsonl:{number}")


def exchange(number: int, question: str = QUESTION, answer: str = ANSWER) -> Ticket:
    return ticket(number, said("customer", question), said("agent", answer))


def imported(*tickets: Ticket, rejections: tuple[Rejection, ...] = (), warnings: tuple[str, ...] = ()) -> Import:
    n_rows = sum(len(one.messages) for one in tickets) + len(rejections)
    return Import("zendesk", "it says so", tickets, rejections, warnings, n_rows)


@pytest.mark.parametrize(
    ("files", "how", "rows", "kept", "left_out"),
    [
        ({name: lines(rows) for name, rows in ZENDESK.items()}, {}, 5, 3, {"empty-message": 1, "deleted": 1}),
        ({"faq.csv": ROWS_OF_TICKETS}, {}, 3, 1, {"bad-row": 1, "no-agent-reply": 1}),
        ({"chat.csv": ROWS_OF_MESSAGES}, {}, 4, 2, {"empty-message": 1, "unknown-ticket": 1}),
        ({"mails.mbox": MAILS}, {"own_domains": ["example.com"]}, 3, 2, {"repeated-row": 1}),
        ({"chats.jsonl": lines(TURNS)}, {}, 4, 2, {"empty-message": 1, "repeated-row": 1}),
    ],
    ids=["zendesk", "a row a ticket", "a row a message", "mails", "transcript"],
)
def test_every_row_of_every_kind_of_export_is_kept_or_left_out_with_a_code(
    tmp_path: Path, files: dict[str, str], how: dict, rows: int, kept: int, left_out: dict[str, int]
) -> None:
    summary = read(tmp_path, files, **how)
    assert (summary.n_rows, summary.n_rows_kept) == (rows, kept)
    assert {each.code: each.n for each in summary.left_out} == left_out
    assert summary.n_rows == summary.n_rows_kept + summary.n_left_out
    assert summary.n_unaccounted == 0


def test_rows_that_cannot_be_accounted_for_are_said_and_not_hidden() -> None:
    summary = summarise_import(Import("table", "", (exchange(1),), n_rows=5))
    assert summary.n_unaccounted == 3
    assert "3 that cannot be accounted for" in words.ledger(summary)


def test_each_reason_shows_up_to_three_places_and_the_most_frequent_comes_first() -> None:
    rejections = (
        Rejection("spam", "marked so", source="c.jsonl:1"),
        *(Rejection("bad-row", "unreadable", source=f"c.jsonl:{number}") for number in (5, 6, 7, 8)),
        Rejection("no-messages", "empty", ticket_id="T9"),
    )
    first, second, third = summarise_import(imported(exchange(1), rejections=rejections)).left_out
    assert (first.code, first.n, first.examples) == ("bad-row", 4, ("c.jsonl:5", "c.jsonl:6", "c.jsonl:7"))
    assert second.examples == ("c.jsonl:1",)
    assert third.examples == ("T9",)


def test_only_a_public_reply_of_an_agent_answers_a_ticket() -> None:
    summary = summarise_import(
        imported(
            exchange(1),
            ticket(2, said("customer", QUESTION), said("agent", "Check her.", "internal-note", public=False)),
            ticket(3, said("customer", QUESTION), said("automatic", "We got it.", "auto-reply")),
            ticket(4, said("customer", QUESTION), said("unknown", ANSWER)),
        )
    )
    assert (summary.n_tickets, summary.n_answered) == (4, 1)
    assert words.answered(summary) == "1 with an agent's reply (25 %)"
    assert summary.n_internal == 1


def test_messages_are_counted_by_author_and_kind_and_an_absent_role_shows_as_zero() -> None:
    summary = summarise_import(
        imported(
            ticket(
                1,
                said("customer", QUESTION, at="2026-01-03T10:00:00Z"),
                said("agent", ANSWER, at="2026-02-14T10:00:00Z", truncated=True),
                said("automatic", "Rate us.", "survey"),
            )
        )
    )
    assert dict(summary.by_author) == {"customer": 1, "agent": 1, "automatic": 1, "unknown": 0}
    assert dict(summary.by_kind) == {"comment": 2, "survey": 1}
    assert summary.n_truncated == 1
    assert words.dates(summary) == "3 Jan 2026 to 14 Feb 2026, 1 message without a time"


def test_a_table_says_which_columns_it_used_and_which_not(tmp_path: Path) -> None:
    summary = read(tmp_path, {"faq.csv": ROWS_OF_TICKETS})
    assert words.columns(summary) == "question ← question · answer ← answer · id ← id"
    assert summary.column_notes == ("faq.csv: columns not used: room.",)
    assert summary.warnings == ()


def test_what_a_person_said_is_no_column(tmp_path: Path) -> None:
    chat = ROWS_OF_MESSAGES.replace("agent", "Joe")
    mapping = {"ticket": "ticket", "author": "author", "text": "text", "agent_is": "Joe"}
    summary = read(tmp_path, {"chat.csv": chat}, mapping=mapping)
    assert summary.settings == {"agent_is": "Joe"}
    assert "agent_is" not in summary.columns


def test_the_examples_are_short_threads_with_a_question_and_its_answer() -> None:
    long = exchange(1, question="Why? " * 400)
    unanswered = ticket(2, said("customer", QUESTION))
    answered_first = ticket(3, said("agent", "Hello all."), said("customer", "Thanks for telling us."))
    shown = summarise_import(
        imported(long, unanswered, answered_first, *(exchange(number) for number in range(4, 9)))
    ).examples
    assert len(shown) == 3
    assert all(int(one.ticket_id[1:]) >= 4 for one in shown)


def test_a_frequent_kind_of_thread_is_among_the_examples_and_a_rare_one_is_not() -> None:
    plain = [exchange(number) for number in range(60)]
    noted = [
        ticket(100 + number, said("customer", QUESTION), said("agent", "Note.", "internal-note"), said("agent", ANSWER))
        for number in range(20)
    ]
    rare = ticket(200, said("customer", QUESTION), said("automatic", "Got it.", "system"), said("agent", ANSWER))
    shown = summarise_import(imported(*plain, *noted, rare)).examples
    kinds = [{message.kind for message in one.messages} for one in shown]
    assert {"comment", "internal-note"} in kinds
    assert not any("system" in kind for kind in kinds)


def test_a_thread_whose_answer_is_nothing_but_a_signature_is_not_shown() -> None:
    bare = exchange(1, answer="-- \nJoe Kerr\nService Desk\n+1 555 010 0199")
    shown = summarise_import(imported(bare, *(exchange(number) for number in range(2, 5)))).examples
    assert [one.ticket_id for one in shown] == ["T2", "T3", "T4"]


def test_where_nobody_is_known_to_answer_whatever_is_short_is_shown() -> None:
    (shown,) = summarise_import(imported(ticket(1, said("unknown", QUESTION), said("unknown", ANSWER)))).examples
    assert [words.speaker(message) for message in shown.messages] == ["unknown", "unknown"]


def test_the_examples_name_nobody_and_carry_no_people() -> None:
    ann = Person("P1", "customer", "Ann Lee", ("ann.lee@example.org",), ("+44 20 7946 0018",))
    asked = Message("m1", "customer", f"{QUESTION} Ann Lee, ann.lee@example.org, +44 20 7946 0018", person_id="P1")
    answered = Message("m2", "agent", f"Dear Ann, {ANSWER}")
    shown = summarise_import(imported(ticket(1, asked, answered, people=(ann,)))).examples
    assert not [name for name in ("Ann", "Lee", "example.org", "7946") if name in str(shown)]
    assert shown[0].people == ()


def test_what_the_project_keeps_of_a_thread_is_what_is_shown() -> None:
    (shown,) = summarise_import(imported(exchange(1)), lambda one: exchange(7)).examples
    assert shown.ticket_id == "T7"


def test_a_summary_that_is_kept_names_no_mailbox_of_a_person() -> None:
    note = "Nobody unmistakably answers the others (those who answer: joe.kerr@example.com)."
    kept = without_people(summarise_import(imported(exchange(1), warnings=(note,))), hiding([]))
    assert kept.warnings == ("Nobody unmistakably answers the others (those who answer: [EMAIL]).",)
    assert hiding([])("mails from example.com are the agents'") == "mails from example.com are the agents'"


def test_a_summary_that_is_kept_names_nobody_whom_the_export_names() -> None:
    people = [Person("17", "unknown", "Otto Fremd"), Person("otto.fremd", "unknown", "Support", ids=("QM40012",))]
    said = "17 messages by authors whom nothing marks (Otto Fremd, otto.fremd, QM40012). Support says who is an agent."
    kept = "17 messages by authors whom nothing marks ([PERSON], [PERSON], [PERSON]). Support says who is an agent."
    assert hiding(people)(said) == kept


def test_an_empty_import_is_said_in_words() -> None:
    summary = summarise_import(Import("mbox", "", ()))
    assert words.title(summary) == "0 tickets read, none with an agent's reply"
    assert words.dates(summary) == "no message bears a time that could be read"


def test_who_wrote_a_message_says_what_it_is_where_it_is_no_plain_comment() -> None:
    assert words.speaker(said("agent", "x", "internal-note", public=False)) == "agent, internal note"
    assert words.speaker(said("agent", "x", public=False)) == "agent, internal note"
    assert words.speaker(said("automatic", "x", "auto-reply")) == "automatic, auto reply"
    assert words.speaker(said("customer", "x", truncated=True)) == "customer, cut short"


@pytest.mark.parametrize(
    ("files", "how", "said"),
    [
        ({"chats.json": json.dumps(TURNS)}, {}, "a transcript cannot tell internal notes, so all count as public"),
        ({"m.mbox": MAILS}, {"own_domains": ("example.com",)}, "a mailbox cannot tell internal notes, so all count as"),
        ({name: lines(rows) for name, rows in ZENDESK.items()}, {}, "1 message that no customer saw"),
    ],
)
def test_what_cannot_tell_internal_notes_does_not_say_that_there_are_none(
    tmp_path: Path, files: dict[str, str], how: dict[str, object], said: str
) -> None:
    assert words.internal(read(tmp_path, files, **how)).startswith(said)
