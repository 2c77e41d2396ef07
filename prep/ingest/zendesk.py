"""Zendesk exports: tickets, comments and users as JSON, in any number of files and any order.

Trusts `public` for internal notes, user rows for roles, `via` for what rules and merges wrote. The description repeats
the first comment and is dropped by equality; a ticket without comment rows keeps it as its first message.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from prep.errors import BadInput
from prep.holding import Hold
from prep.ingest.helpdesks.fields import text_id
from prep.ingest.jsonlines import stream_json_rows
from prep.ingest.sources import ExportFile, reading
from prep.ingest.tally import Tally
from prep.ingest.times import read_time
from prep.ingest.zendesk_kinds import dropped_as, listed_tags, merged_into, via_of
from prep.ingest.zendesk_messages import messages_of
from prep.ingest.zendesk_roles import ZendeskRoles, need_users
from prep.ingest.zendesk_rows import ZendeskRows, ZendeskThread, sort_rows
from prep.ingest.zendesk_topic import topic_finder
from prep.plurals import many
from prep.progress import Progress, Tick
from prep.records import Import, Message, Person, Rejection, Ticket


@dataclass(frozen=True, slots=True)
class _Read:
    """One ticket, or why it is none; what was dropped from it; whether staff opened it for somebody."""

    ticket: Ticket | None
    rejections: tuple[Rejection, ...]
    on_behalf: bool = False


def read_zendesk(files: Sequence[ExportFile], *, because: str, hold: Hold, progress: Progress) -> Import:
    """Tickets of a Zendesk export. BadInput when it holds no agent replies, or nobody can be told to be an agent."""
    unreadable: list[Rejection] = []
    with reading(files, progress) as tick:
        rows = sort_rows(chain.from_iterable(stream_json_rows(file, tick, unreadable) for file in files), hold)
    if not rows.threads and not rows.users and not rows.n_comment_rows:
        raise BadInput(
            f"{files[0].name}: expected Zendesk tickets and comments, got no row that is one of its. Leave out "
            "--format, or name the right one."
        )
    if not rows.threads:
        raise BadInput(
            f"{files[0].name}: expected Zendesk tickets, got {many(rows.n_comment_rows, 'comment')} and "
            f"{many(len(rows.users), 'user')} without tickets. Add the export's tickets file to the command."
        )
    tally = Tally()
    left_out: list[Rejection] = []
    on_behalf: list[str] = []
    with progress("Joining comments to tickets", len(rows.threads)) as tick:
        tickets = hold(_tickets(rows, tally, left_out, on_behalf, tick))
    _refuse_without_answers(rows, tally)
    rejections = (*unreadable, *rows.rejections, *left_out)
    others = (
        f"Not used: {many(rows.n_other, 'row that is', 'rows that are')} neither ticket, comment nor user "
        "(organisations, fields …)."
    )
    return Import(
        export_format="zendesk",
        because=because,
        tickets=tickets,
        rejections=rejections,
        warnings=(*rows.warnings, *_remarks(tally, len(on_behalf), left_out), *((others,) if rows.n_other else ())),
        n_rows=tally.n_messages + len(rejections),
    )


def _tickets(
    rows: ZendeskRows, tally: Tally, left_out: list[Rejection], on_behalf: list[str], tick: Tick
) -> Iterator[Ticket]:
    """Rows → tickets, oldest message first; what was left out, and the tickets that staff opened for somebody."""
    roles = ZendeskRoles(rows)
    topic = topic_finder(thread.ticket.value for thread in rows.threads)
    for thread in rows.threads:
        read = _read_ticket(thread, roles, topic)
        left_out += read.rejections
        if read.ticket:
            tally.count(read.ticket, read_time)
            on_behalf += [read.ticket.ticket_id] if read.on_behalf else []
            yield read.ticket
        tick(1)


def _read_ticket(thread: ZendeskThread, roles: ZendeskRoles, topic: Callable[[dict[str, Any]], str]) -> _Read:
    row, comments = thread.ticket, thread.comments
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
        channel=via_of(value)[0],
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


def _refuse_without_answers(rows: ZendeskRows, tally: Tally) -> None:
    if tally.n_answers:
        return
    if tally.n_unknown:
        raise need_users(tally.n_unknown, tally.n_messages)
    how = (
        "Zendesk's JSON export with comments (Admin Center > Account > Tools > Reports > Export) has them, as has "
        "/api/v2/tickets/ID/comments.json: add that file."
    )
    came = (
        "comments by customers and rules only"
        if rows.n_comment_rows
        else f"a listing of {many(len(rows.threads), 'ticket')} without comments"
    )
    raise BadInput(f"Expected tickets with comments, but this export has no agent replies: it holds {came}. {how}")


def _remarks(tally: Tally, n_behalf: int, left_out: Sequence[Rejection]) -> Iterator[str]:
    if tally.n_unknown:
        yield (
            f"{many(tally.n_unknown, 'message')} by {many(len(tally.unknown), 'author')} whom no users file has and "
            "who show no sign "
            "of being agents: never taken for an answer, since who wrote it is unknown."
        )
    if n_behalf:
        yield (
            f"Opened by staff for somebody else: {many(n_behalf, 'ticket')}. The opening text counts as the "
            "customer's question, in the agent's words."
        )
    if tally.n_merged:
        yield f"{many(tally.n_merged, 'ticket was', 'tickets were')} merged into another one; both ids are kept."
    if tally.n_unzoned:
        yield f"{many(tally.n_unzoned, 'time names no zone and was', 'times name no zone and were')} taken as UTC."
    if tally.n_unread:
        yield f"{many(tally.n_unread, 'time')} could not be read."
    if codes := Counter(rejection.code for rejection in left_out):
        yield (
            "Left out: " + ", ".join(f"{many(count, 'message')} as {code}" for code, count in codes.most_common()) + "."
        )
