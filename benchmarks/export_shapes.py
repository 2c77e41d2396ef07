"""One and the same threads in the shape in which each helpdesk exports them, for the measurements of import.

Field names are those that the readers in `prep/ingest` name their sources for; where a product has several ways out,
the one whose messages stand apart from their tickets, which costs most to join.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

Row = dict[str, Any]
_MAIL_DOMAIN = "quillmark.example"
_MOST_COMMENTS = 12  # columns of Jira's CSV


@dataclass(frozen=True, slots=True)
class Thread:
    """A ticket of Zendesk with its comments, the oldest first."""

    ticket: Row
    comments: list[Row]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a product writes: the rows of its files, and what a person has to say on import."""

    rows: Callable[[Thread, Mapping[str, Row]], Iterator[tuple[str, Any]]]
    people: Callable[[Row], tuple[str, Any]] | None = None
    mapping: Mapping[str, str] | None = None
    own_domains: tuple[str, ...] = ()


def write_shape(shape: Shape, folder: Path, threads: Iterable[Thread], users: Mapping[str, Row]) -> None:
    """Write an export into `folder`: `.jsonl` gets a JSON object a line, `.csv` a row, anything else the text."""
    with ExitStack() as stack:
        files: dict[str, Any] = {}
        tables: dict[str, Any] = {}

        def write(name: str, row: Any) -> None:
            if name not in files:
                files[name] = stack.enter_context((folder / name).open("w", encoding="utf-8", newline=""))
                if name.endswith(".csv"):
                    tables[name] = csv.writer(files[name])
                    tables[name].writerow(each for column, cell in row.items() for each in _spread(column, cell, True))
            if name.endswith(".csv"):
                tables[name].writerow(each for column, cell in row.items() for each in _spread(column, cell, False))
            else:
                files[name].write(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) + "\n")

        for user in users.values() if shape.people else ():
            write(*shape.people(user))
        for thread in threads:
            for name, row in shape.rows(thread, users):
                write(name, row)


def _spread(column: str, cell: Any, header: bool) -> Iterator[Any]:
    """A column, or one of the same name for each of the values that a list holds."""
    cells = cell if isinstance(cell, list) else [cell]
    yield from (column for _ in cells) if header else cells


def _user(users: Mapping[str, Row], user_id: Any) -> Row:
    """Somebody of the export; a customer without a name when the users do not have them."""
    return users.get(str(user_id)) or {"id": user_id, "name": "", "email": f"u{user_id}@x.example", "role": "end-user"}


def _by_agent(comment: Row, users: Mapping[str, Row]) -> bool:
    return str(_user(users, comment["author_id"])["role"]) != "end-user"


def _name(user: Row) -> tuple[str, str]:
    first, _, last = str(user["name"]).partition(" ")
    return first, last or "-"


def _epoch(written: str) -> int:
    return int(datetime.fromisoformat(written).timestamp())


def _naive(written: str) -> str:
    return datetime.fromisoformat(written).strftime("%Y-%m-%d %H:%M:%S")


def _zendesk(thread: Thread, users: Mapping[str, Row]) -> Iterator[tuple[str, Any]]:
    yield "tickets.jsonl", thread.ticket
    yield from (("comments.jsonl", comment) for comment in thread.comments)


def _freshdesk(thread: Thread, users: Mapping[str, Row]) -> Iterator[tuple[str, Any]]:
    ticket, first = thread.ticket, thread.comments[0]
    yield (
        "tickets.jsonl",
        {
            **{name: ticket[name] for name in ("id", "subject", "requester_id", "tags", "created_at", "updated_at")},
            **{"responder_id": ticket["assignee_id"], "status": 5, "source": 1, "spam": False, "type": ticket["type"]},
            **{"description": first["html_body"], "description_text": first["plain_body"]},
        },
    )
    for comment in thread.comments[1:]:
        yield (
            "conversations.jsonl",
            {
                **{"id": comment["id"], "ticket_id": ticket["id"], "user_id": comment["author_id"], "source": 0},
                **{
                    "body": comment["html_body"],
                    "body_text": comment["plain_body"],
                    "created_at": comment["created_at"],
                },
                **{"incoming": not _by_agent(comment, users), "private": not comment["public"]},
            },
        )


def _intercom_author(comment: Row, users: Mapping[str, Row]) -> Row:
    user = _user(users, comment["author_id"])
    kind = "admin" if _by_agent(comment, users) else "user"
    return {"type": kind, "id": str(user["id"]), "name": user["name"], "email": user["email"]}


def _intercom(thread: Thread, users: Mapping[str, Row]) -> Iterator[tuple[str, Any]]:
    ticket, first = thread.ticket, thread.comments[0]
    source = {"delivered_as": "customer_initiated", "subject": ticket["subject"], "body": first["html_body"]}
    yield (
        "conversations.jsonl",
        {
            **{"type": "conversation", "id": str(ticket["id"]), "state": "closed"},
            **{"source": {**source, "author": _intercom_author(first, users)}, "tags": {"tags": []}},
            **{"created_at": _epoch(ticket["created_at"]), "updated_at": _epoch(ticket["updated_at"])},
        },
    )
    for comment in thread.comments[1:]:
        yield (
            "conversation_parts.jsonl",
            {
                **{"id": str(comment["id"]), "conversation_id": str(ticket["id"]), "body": comment["html_body"]},
                **{"part_type": "comment" if comment["public"] else "note", "author": _intercom_author(comment, users)},
                **{"created_at": _epoch(comment["created_at"]), "redacted": False},
            },
        )


def _jira(thread: Thread, users: Mapping[str, Row]) -> Iterator[tuple[str, Any]]:
    ticket, later = thread.ticket, thread.comments[1 : _MOST_COMMENTS + 1]
    said = [f"{_naive(each['created_at'])};{each['author_id']};{each['body']}" for each in later]
    requester, assignee = (_user(users, ticket[part]) for part in ("requester_id", "assignee_id"))
    yield (
        "issues.csv",
        {
            **{"Summary": ticket["subject"], "Issue key": f"DESK-{ticket['id']}", "Issue id": ticket["id"]},
            **{"Issue Type": "Service Request", "Status": "Closed", "Description": thread.comments[0]["body"]},
            **{"Reporter": requester["name"], "Reporter Id": requester["id"]},
            **{"Assignee": assignee["name"], "Assignee Id": assignee["id"]},
            **{"Created": _naive(ticket["created_at"]), "Updated": _naive(ticket["updated_at"])},
            "Comment": said + [""] * (_MOST_COMMENTS - len(said)),
        },
    )


def _account(user: Row) -> Row:
    return {"accountId": f"712020:{user['id']}", "displayName": user["name"], "emailAddress": user["email"]}


def _jira_rest(thread: Thread, users: Mapping[str, Row]) -> Iterator[tuple[str, Any]]:
    ticket, requester = thread.ticket, _user(users, thread.ticket["requester_id"])
    yield (
        "issues.jsonl",
        {
            **{"id": str(ticket["id"]), "key": f"DESK-{ticket['id']}"},
            "fields": {
                **{
                    "summary": ticket["subject"],
                    "description": thread.comments[0]["body"],
                    "status": {"name": "Closed"},
                },
                **{"reporter": _account(requester), "creator": _account(requester)},
                **{"assignee": _account(_user(users, ticket["assignee_id"])), "issuetype": {"name": "Service Request"}},
                **{"created": ticket["created_at"], "updated": ticket["updated_at"]},
            },
        },
    )
    for comment in thread.comments[1:]:
        yield (
            "comments.jsonl",
            {
                **{"id": str(comment["id"]), "issueId": str(ticket["id"]), "body": comment["body"]},
                **{"author": _account(_user(users, comment["author_id"])), "created": comment["created_at"]},
                "jsdPublic": bool(comment["public"]),
            },
        )


def _user_name(user: Row) -> str:
    return str(user["email"]).partition("@")[0]


def _servicenow(thread: Thread, users: Mapping[str, Row]) -> Iterator[tuple[str, Any]]:
    ticket = thread.ticket
    requester, assignee = (_user(users, ticket[part]) for part in ("requester_id", "assignee_id"))
    yield (
        "incident.csv",
        {
            **{"number": f"INC{ticket['id']}", "sys_id": f"{ticket['id']:0>32}", "state": "7"},
            **{"short_description": ticket["subject"], "description": thread.comments[0]["body"]},
            **{"caller_id": requester["name"], "opened_by": requester["name"], "assigned_to": assignee["name"]},
            **{"opened_at": _naive(ticket["created_at"]), "sys_updated_on": _naive(ticket["updated_at"])},
            "sys_created_by": _user_name(requester),
        },
    )
    for comment in thread.comments[1:]:
        yield (
            "sys_journal_field.csv",
            {
                **{"sys_id": f"{comment['id']:0>32}", "name": "incident", "element_id": f"{ticket['id']:0>32}"},
                **{"element": "comments" if comment["public"] else "work_notes", "value": comment["body"]},
                **{"sys_created_on": _naive(comment["created_at"])},
                "sys_created_by": _user_name(_user(users, comment["author_id"])),
            },
        )


def _hubspot_actor(user: Row) -> str:
    return f"{'V' if user['role'] == 'end-user' else 'A'}-{user['id']}"


def _hubspot(thread: Thread, users: Mapping[str, Row]) -> Iterator[tuple[str, Any]]:
    ticket = thread.ticket
    yield (
        "threads.jsonl",
        {
            **{"id": str(ticket["id"]), "status": "CLOSED", "inboxId": "1", "originalChannelId": "1002"},
            **{"associatedContactId": str(ticket["requester_id"]), "createdAt": ticket["created_at"]},
            **{"latestMessageTimestamp": ticket["updated_at"], "archived": False, "spam": False},
        },
    )
    for comment in thread.comments:
        user = _user(users, comment["author_id"])
        yield (
            "messages.jsonl",
            {
                **{"id": str(comment["id"]), "conversationsThreadId": str(ticket["id"]), "subject": ticket["subject"]},
                **{"type": "MESSAGE" if comment["public"] else "COMMENT", "text": comment["body"]},
                **{"richText": comment["html_body"], "createdAt": comment["created_at"]},
                **{"direction": "OUTGOING" if _by_agent(comment, users) else "INCOMING", "recipients": []},
                **{"senders": [{"actorId": _hubspot_actor(user), "name": user["name"]}]},
                **{"truncationStatus": "NOT_TRUNCATED", "archived": False},
            },
        )


def _helpscout(thread: Thread, users: Mapping[str, Row]) -> Iterator[tuple[str, Any]]:
    ticket = thread.ticket
    customer = _user(users, ticket["requester_id"])
    first, last = _name(customer)
    yield (
        "conversations.jsonl",
        {
            **{"id": ticket["id"], "number": ticket["id"], "subject": ticket["subject"], "status": "closed"},
            **{"state": "published", "mailboxId": 1, "preview": "", "tags": [], "threads": len(thread.comments)},
            "primaryCustomer": {"id": customer["id"], "first": first, "last": last, "email": customer["email"]},
            **{"createdAt": ticket["created_at"], "userUpdatedAt": ticket["updated_at"]},
        },
    )
    for comment in thread.comments:
        first, last = _name(_user(users, comment["author_id"]))
        by_agent = _by_agent(comment, users)
        yield (
            "conversation_threads.jsonl",
            {
                **{"id": comment["id"], "conversation_id": ticket["id"], "body": comment["html_body"]},
                **{
                    "type": ("message" if comment["public"] else "note") if by_agent else "customer",
                    "state": "published",
                },
                "createdBy": {
                    **{"id": comment["author_id"], "type": "user" if by_agent else "customer", "first": first},
                    **{"last": last, "email": _user(users, comment["author_id"])["email"]},
                },
                "createdAt": comment["created_at"],
            },
        )


def _front(thread: Thread, users: Mapping[str, Row]) -> Iterator[tuple[str, Any]]:
    ticket = thread.ticket
    conversation = f"cnv_{ticket['id']}"
    yield (
        "conversations.jsonl",
        {
            **{"id": conversation, "subject": ticket["subject"], "status": "archived", "tags": []},
            "created_at": _epoch(ticket["created_at"]),
        },
    )
    links = {"related": {"conversation": f"https://api2.frontapp.com/conversations/{conversation}"}}
    for comment in thread.comments:
        user = _user(users, comment["author_id"])
        first, last = _name(user)
        by_agent = _by_agent(comment, users)
        teammate = {"id": f"tea_{user['id']}", "email": user["email"], "first_name": first, "last_name": last}
        if not comment["public"]:
            yield (
                "comments.jsonl",
                {
                    **{"id": f"com_{comment['id']}", "body": comment["body"], "author": teammate, "_links": links},
                    "posted_at": _epoch(comment["created_at"]),
                },
            )
            continue
        yield (
            "messages.jsonl",
            {
                **{"id": f"msg_{comment['id']}", "type": "email", "is_inbound": not by_agent, "_links": links},
                **{"body": comment["html_body"], "text": comment["body"], "author": teammate if by_agent else None},
                **{"created_at": _epoch(comment["created_at"]), "draft_mode": None, "error_type": None},
                "recipients": [{"role": "from", "handle": user["email"], "name": user["name"]}],
            },
        )


def _zammad(thread: Thread, users: Mapping[str, Row]) -> Iterator[tuple[str, Any]]:
    ticket = thread.ticket
    yield (
        "tickets.jsonl",
        {
            **{"id": ticket["id"], "number": f"9{ticket['id']}", "title": ticket["subject"], "group_id": 1},
            **{"customer_id": ticket["requester_id"], "state": "closed", "updated_at": ticket["updated_at"]},
        },
    )
    for comment in thread.comments:
        by_agent = _by_agent(comment, users)
        yield (
            "articles.jsonl",
            {
                **{"id": comment["id"], "ticket_id": ticket["id"], "sender": "Agent" if by_agent else "Customer"},
                **{"type": "email", "internal": not comment["public"], "content_type": "text/html"},
                **{"from": _user(users, comment["author_id"])["email"], "body": comment["html_body"]},
                **{"created_by_id": comment["author_id"], "created_at": comment["created_at"]},
            },
        )


def _osticket(thread: Thread, users: Mapping[str, Row]) -> Iterator[tuple[str, Any]]:
    ticket = thread.ticket
    yield (
        "ticket.jsonl",
        {
            **{
                "ticket_id": ticket["id"],
                "number": f"9{ticket['id']}",
                "user_id": ticket["requester_id"],
                "status_id": 3,
            },
            **{"dept_id": 1, "sla_id": 1, "topic_id": 1, "staff_id": ticket["assignee_id"], "source": "Email"},
            "lastupdate": _naive(ticket["updated_at"]),
        },
    )
    yield "ticket__cdata.jsonl", {"ticket_id": ticket["id"], "subject": ticket["subject"], "priority": "2"}
    yield (
        "thread.jsonl",
        {
            **{"id": ticket["id"], "object_id": ticket["id"], "object_type": "T", "extra": None},
            "created": _naive(ticket["created_at"]),
        },
    )
    for comment in thread.comments:
        user, by_agent = _user(users, comment["author_id"]), _by_agent(comment, users)
        yield (
            "thread_entry.jsonl",
            {
                **{
                    "id": comment["id"],
                    "thread_id": ticket["id"],
                    "poster": user["name"],
                },
                **{
                    "staff_id": comment["author_id"] if by_agent else 0,
                    "user_id": 0 if by_agent else comment["author_id"],
                },
                **{"type": ("R" if comment["public"] else "N") if by_agent else "M", "body": comment["html_body"]},
                **{"format": "html", "created": _naive(comment["created_at"]), "flags": 0},
            },
        )


def _table_of_tickets(thread: Thread, users: Mapping[str, Row]) -> Iterator[tuple[str, Any]]:
    answers = [each["body"] for each in thread.comments if each["public"] and _by_agent(each, users)]
    yield (
        "tickets.csv",
        {
            **{"Ticket ID": thread.ticket["id"], "Subject": thread.ticket["subject"]},
            **{"Question": thread.comments[0]["body"], "Answer": answers[-1] if answers else ""},
            "Created": thread.ticket["created_at"],
        },
    )


def _table_of_messages(thread: Thread, users: Mapping[str, Row]) -> Iterator[tuple[str, Any]]:
    for comment in thread.comments:
        yield (
            "messages.csv",
            {
                **{"Ticket ID": thread.ticket["id"], "Message ID": comment["id"], "Subject": thread.ticket["subject"]},
                **{"Role": "agent" if _by_agent(comment, users) else "customer", "Text": comment["body"]},
                **{"Created": comment["created_at"], "Internal": "no" if comment["public"] else "yes"},
            },
        )


def _mbox(thread: Thread, users: Mapping[str, Row]) -> Iterator[tuple[str, Any]]:
    asked = ""
    for comment in thread.comments:
        by_agent = _by_agent(comment, users)
        mail = EmailMessage()
        mail["From"] = f"desk@{_MAIL_DOMAIN}" if by_agent else f"u{comment['author_id']}@customers.example"
        mail["Subject"] = " ".join(str(thread.ticket["subject"]).split())
        mail["Date"] = format_datetime(datetime.fromisoformat(comment["created_at"]))
        mail["Message-ID"] = f"<{comment['id']}@{_MAIL_DOMAIN}>"
        if asked:
            mail["In-Reply-To"] = asked
        asked = asked or str(mail["Message-ID"])
        mail.set_content(comment["body"])
        yield "mails.mbox", f"From desk@{_MAIL_DOMAIN} Mon Jan  5 10:00:00 2026\n{mail.as_string()}\n\n"


def _transcript(thread: Thread, users: Mapping[str, Row]) -> Iterator[tuple[str, Any]]:
    turns = [
        {"speaker": "agent" if _by_agent(each, users) else "customer", "text": each["body"]} for each in thread.comments
    ]
    yield "dialogues.jsonl", {"convo_id": str(thread.ticket["id"]), "turns": turns}


def _people_of_freshdesk(user: Row) -> tuple[str, Any]:
    if user["role"] == "end-user":
        known = {name: user[name] for name in ("id", "name", "email", "phone")}
        return "contacts.jsonl", {**known, "active": True, "mobile": None, "company_id": None}
    return "agents.jsonl", {
        "id": user["id"],
        "available": True,
        "contact": {"name": user["name"], "email": user["email"]},
    }


def _people_of_servicenow(user: Row) -> tuple[str, Any]:
    of_user = {"sys_id": f"{user['id']:0>32}", "user_name": _user_name(user)}
    return "sys_user.csv", {**of_user, "name": user["name"], "email": user["email"], "phone": user["phone"] or ""}


def _people_of_hubspot(user: Row) -> tuple[str, Any]:
    kind = "VISITOR" if user["role"] == "end-user" else "AGENT"
    return "actors.jsonl", {"id": _hubspot_actor(user), "type": kind, "name": user["name"], "email": user["email"]}


def _people_of_zammad(user: Row) -> tuple[str, Any]:
    first, last = _name(user)
    return "users.jsonl", {
        **{"id": user["id"], "login": user["email"], "firstname": first, "lastname": last, "email": user["email"]},
        **{"role_ids": [3 if user["role"] == "end-user" else 2], "organization_id": 1},
    }


def _people_of_osticket(user: Row) -> tuple[str, Any]:
    first, last = _name(user)
    if user["role"] == "end-user":
        return "user.jsonl", {"id": user["id"], "name": user["name"], "org_id": 0, "default_email_id": user["id"]}
    return "staff.jsonl", {
        **{"staff_id": user["id"], "username": _user_name(user), "firstname": first, "lastname": last},
        **{"email": user["email"], "isadmin": 0},
    }


SHAPES: Mapping[str, Shape] = {
    "zendesk": Shape(_zendesk, lambda user: ("users.jsonl", user)),
    "freshdesk": Shape(_freshdesk, _people_of_freshdesk),
    "intercom": Shape(_intercom),
    "jira": Shape(_jira, mapping={"comments": "all"}),
    "jira-rest": Shape(_jira_rest),
    "servicenow": Shape(_servicenow, _people_of_servicenow),
    "hubspot": Shape(_hubspot, _people_of_hubspot),
    "helpscout": Shape(_helpscout),
    "front": Shape(_front),
    "zammad": Shape(_zammad, _people_of_zammad),
    "osticket": Shape(_osticket, _people_of_osticket),
    "table": Shape(_table_of_tickets),
    "messages": Shape(_table_of_messages),
    "mbox": Shape(_mbox, own_domains=(_MAIL_DOMAIN,)),
    "transcript": Shape(_transcript),
}
