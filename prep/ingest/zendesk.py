"""Zendesk exports: tickets, comments and users as JSON, in any number of files and any order.

Trusts `public` for internal notes, user rows for roles, `via` for what rules and merges wrote. The description repeats
the first comment and is dropped by equality; a ticket without comment rows keeps it as its first message.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from prep.errors import BadInput
from prep.ingest.envelopes import JsonRow
from prep.ingest.jsonlines import read_json_rows
from prep.ingest.sources import ExportFile, reading
from prep.ingest.threads import Threads
from prep.ingest.times import read_time
from prep.ingest.zendesk_kinds import dropped_as, listed_tags, merged_into
from prep.ingest.zendesk_messages import messages_of
from prep.ingest.zendesk_roles import ZendeskRoles, need_users
from prep.ingest.zendesk_rows import ZendeskRows, sort_rows, text_id
from prep.ingest.zendesk_topic import topic_finder
from prep.progress import Progress, Tick
from prep.records import Import, Message, Person, Rejection, Ticket


@dataclass(frozen=True, slots=True)
class _Read:
    """One ticket, or why it is none; what was dropped from it; whether staff opened it for somebody."""

    ticket: Ticket | None
    rejections: tuple[Rejection, ...]
    on_behalf: bool = False


def read_zendesk(files: Sequence[ExportFile], *, because: str, progress: Progress) -> Import:
    """Tickets of a Zendesk export. BadInput when it holds no agent replies, or nobody can be told to be an agent."""
    with reading(files, progress) as tick:
        read = [read_json_rows(file, tick) for file in files]
    rows = sort_rows(row for each in read for row in each.rows)
    unreadable = tuple(rejection for each in read for rejection in each.rejections)
    if not rows.tickets:
        raise BadInput(
            f"{files[0].name}: expected Zendesk tickets, got {rows.n_comment_rows} comments and {len(rows.users)} "
            "users without tickets. Add the export's tickets file to the command."
        )
    with progress("Joining comments to tickets", len(rows.tickets)) as tick:
        threads = tickets_of(rows, tick)
    _refuse_without_answers(rows, threads)
    rejections = (*unreadable, *rows.rejections, *threads.rejections)
    others = f"{rows.n_other} rows that are neither ticket, comment nor user (organisations, fields …) were not used."
    return Import(
        export_format="zendesk",
        because=because,
        tickets=threads.tickets,
        rejections=rejections,
        warnings=(*rows.warnings, *threads.warnings, *((others,) if rows.n_other else ())),
        n_rows=sum(len(ticket.messages) for ticket in threads.tickets) + len(rejections),
    )


def tickets_of(rows: ZendeskRows, tick: Tick) -> Threads:
    """Rows → tickets, oldest message first."""
    roles = ZendeskRoles(rows)
    topic = topic_finder([row.value for row in rows.tickets.values()])
    read = []
    for ticket_id, row in rows.tickets.items():
        read.append(_read_ticket(row, rows.comments.get(ticket_id, []), roles, topic))
        tick(1)
    tickets = tuple(each.ticket for each in read if each.ticket)
    return Threads(
        tickets,
        tuple(rejection for each in read for rejection in each.rejections),
        tuple(_remarks(rows, read, tickets)),
    )


def _read_ticket(
    row: JsonRow, comments: Sequence[JsonRow], roles: ZendeskRoles, topic: Callable[[dict[str, Any]], str]
) -> _Read:
    value = row.value
    ticket_id = text_id(value["id"])
    if dropped := dropped_as(value):
        sources = [comment.source for comment in comments] or [row.source]
        return _Read(None, tuple(Rejection(*dropped, ticket_id, source=source) for source in sources))
    told = messages_of(row, comments, roles)
    if not told.messages:
        empty = Rejection("no-messages", "neither comments nor a description", ticket_id, source=row.source)
        return _Read(None, told.rejections or (empty,))
    ticket = Ticket(
        ticket_id=ticket_id,
        subject=str(value.get("subject") or value.get("raw_subject") or ""),
        messages=told.messages,
        topic=topic(value),
        tags=listed_tags(value),
        status=str(value.get("status") or ""),
        merged_into=next((into for message in told.messages if (into := merged_into(message.text))), ""),
        people=_people(value, told.messages, roles),
        source=row.source,
    )
    return _Read(ticket, told.rejections, told.on_behalf)


def _people(value: dict[str, Any], messages: Sequence[Message], roles: ZendeskRoles) -> tuple[Person, ...]:
    named = (text_id(value.get(f"{part}_id")) for part in ("requester", "submitter", "assignee"))
    ids = dict.fromkeys([*named, *(message.person_id for message in messages)])
    found = (roles.person(person_id, roles.author(person_id, value)) for person_id in ids if person_id)
    return tuple(person for person in found if person)


def _refuse_without_answers(rows: ZendeskRows, threads: Threads) -> None:
    messages = [message for ticket in threads.tickets for message in ticket.messages]
    if any(message.author == "agent" and message.kind == "comment" for message in messages):
        return
    n_unknown = sum(message.author == "unknown" for message in messages)
    if n_unknown:
        raise need_users(n_unknown, len(messages))
    how = (
        "Zendesk's JSON export with comments (Admin Center > Account > Tools > Reports > Export) has them, as has "
        "/api/v2/tickets/ID/comments.json: add that file."
    )
    came = (
        "comments by customers and rules only"
        if rows.n_comment_rows
        else f"a listing of {len(rows.tickets)} tickets without comments"
    )
    raise BadInput(f"Expected tickets with comments, but this export has no agent replies: it holds {came}. {how}")


def _remarks(rows: ZendeskRows, read: Iterable[_Read], tickets: Sequence[Ticket]) -> Iterable[str]:
    messages = [message for ticket in tickets for message in ticket.messages]
    unknown = [message for message in messages if message.author == "unknown"]
    if unknown:
        n_authors = len({message.person_id for message in unknown})
        yield (
            f"{len(unknown)} messages by {n_authors} authors who stand in no users file and show no sign of being "
            "agents: their author is unknown, and they are never taken for an answer."
        )
    if n_behalf := sum(each.on_behalf for each in read):
        yield (
            f"{n_behalf} tickets were opened by staff for somebody else: the opening text counts as the customer's "
            "question, in the agent's words."
        )
    if n_merged := sum(bool(ticket.merged_into) for ticket in tickets):
        yield f"{n_merged} tickets were merged into another one; both ids are kept."
    if n_unzoned := sum(not read_time(message.sent_at_written).zoned for message in messages):
        yield f"{n_unzoned} times name no zone and were taken as UTC."
    if n_unread := sum(bool(message.sent_at_written) and not message.sent_at for message in messages):
        yield f"{n_unread} times could not be read."
    rejected = Counter(rejection.code for each in read for rejection in each.rejections)
    if rejected:
        yield "Left out: " + ", ".join(f"{count} messages as {code}" for code, count in rejected.most_common()) + "."
