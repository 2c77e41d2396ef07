"""Freshdesk: tickets and conversations of its API, in any of the wrappers.

Field names: airbytehq/airbyte source-freshdesk schemas; Freshdesk API v2, "Tickets" and "Conversations". `incoming` is
true for the requester, `private` for a note; status and source are numbers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from prep.holding import Hold
from prep.ingest.envelopes import JsonRow
from prep.ingest.helpdesks.fields import tags_of, text_id, text_of, time_of
from prep.ingest.helpdesks.told import Asked, Helpdesk, Opened, Said, Told
from prep.ingest.markup import richer_text
from prep.ingest.picked import sorted_by_kind
from prep.plurals import many
from prep.records import Author, MessageKind, Person, TextFormat

_STATUS = {"2": "open", "3": "pending", "4": "resolved", "5": "closed"}
_SURVEY_SOURCE = "6"  # feedback left with a rating arrives as a conversation of the requester


def _kind(row: Mapping[str, Any]) -> str:
    if "incoming" in row and ("body_text" in row or "body" in row) and "ticket_id" in row:
        return "message"
    if "responder_id" in row and "requester_id" in row:
        return "ticket"
    if isinstance(row.get("contact"), dict) and "available" in row:
        return "agent"
    if "active" in row and "email" in row and ("mobile" in row or "company_id" in row) and "id" in row:
        return "contact"
    return ""


def _tell(rows: Iterable[JsonRow], asked: Asked, hold: Hold) -> Told:
    by_kind = sorted_by_kind(rows, _kind, hold)
    people = {
        person.person_id: person
        for kind, author in (("contact", "customer"), ("agent", "agent"))
        for row in by_kind[kind]
        if (person := _person(row.value, author))  # type: ignore[arg-type]
    }
    tickets = hold(_opened(row) for row in by_kind["ticket"])
    alone = (_said(row.value, row.source) for row in by_kind["message"])
    listed = (message for row in by_kind["ticket"] for message in _listed(row))
    n_other = len(by_kind[""])
    others = (
        (f"Not used: {many(n_other, 'row that is', 'rows that are')} neither ticket, conversation, agent nor contact.",)
        if n_other
        else ()
    )
    return Told(tickets, hold(chain(alone, listed)), people, warnings=(*others, *_without_question(tickets)))


def _listed(ticket: JsonRow) -> Iterator[Said]:
    """The conversations that stand in their ticket."""
    listed = ticket.value.get("conversations")
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, dict):
            yield _said({"ticket_id": ticket.value.get("id"), **each}, ticket.source)


def _without_question(tickets: Sequence[Opened]) -> list[str]:
    """A list call leaves the description out, and with it the question."""
    n = sum(not (ticket.opening and ticket.opening.text) for ticket in tickets)
    if not n:
        return []
    return [
        f"Without a description, so that the question is missing: {n} of {many(len(tickets), 'ticket')}: fetch the "
        "tickets with "
        "?include=description, or one by one."
    ]


def _opened(row: JsonRow) -> Opened:
    value = row.value
    ticket_id = text_id(value.get("id"))
    text, text_format = _text(value, "description", "description_text")
    requester = value.get("requester")
    person = (
        _person({"id": value.get("requester_id"), **requester}, "customer") if isinstance(requester, dict) else None
    )
    left_out = None
    if value.get("deleted") is True:
        left_out = ("deleted", "the ticket was deleted in the helpdesk")
    elif value.get("spam") is True:
        left_out = ("spam", "flagged as spam")
    return Opened(
        ticket_id=ticket_id,
        subject=text_of(value, "subject"),
        source=row.source,
        opening=Said(
            ticket_id,
            "0",
            text,
            "customer",
            row.source,
            text_id(value.get("requester_id")),
            written_at=time_of(value, "created_at"),
            text_format=text_format,
        ),
        topic=text_of(value, "type"),
        tags=tags_of(value.get("tags")),
        status=_STATUS.get(text_id(value.get("status")), text_id(value.get("status"))),
        people=(person,) if person else (),
        updated_at=time_of(value, "updated_at"),
        left_out=left_out,
    )


def _said(value: Mapping[str, Any], source: str) -> Said:
    text, text_format = _text(value, "body", "body_text")
    author: Author = "customer" if value.get("incoming") is True else "agent"
    kind: MessageKind = "comment"
    if text_id(value.get("source")) == _SURVEY_SOURCE:
        kind = "survey"
    elif value.get("auto_response") is True or value.get("automation_id"):
        kind = "auto-reply"
    elif value.get("private") is True:
        kind = "internal-note"
    return Said(
        ticket_id=text_id(value.get("ticket_id")),
        message_id=text_id(value.get("id")),
        text=text,
        author=author,
        source=source,
        person_id=text_id(value.get("user_id")),
        kind=kind,
        public=value.get("private") is not True,
        written_at=time_of(value, "created_at"),
        text_format=text_format,
    )


def _text(value: Mapping[str, Any], html: str, plain: str) -> tuple[str, TextFormat]:
    return richer_text(text_of(value, html), text_of(value, plain))


def _person(value: Mapping[str, Any], author: Author) -> Person | None:
    person_id = text_id(value.get("id"))
    contact = value.get("contact")
    found = {**value, **contact} if isinstance(contact, dict) else value
    emails = tuple(email for email in (text_of(found, "email"),) if email)
    phones = tuple(phone for phone in (text_of(found, "phone"), text_of(found, "mobile")) if phone)
    name = text_of(found, "name")
    return Person(person_id, author, name, emails, phones) if person_id and (name or emails or phones) else None


FRESHDESK = Helpdesk(
    name="freshdesk",
    label="Freshdesk",
    kind=_kind,
    tell=_tell,
    with_answers=(
        "Freshdesk's list export has tickets only; the conversations come from the API "
        "(/api/v2/tickets/ID/conversations, or a connector's stream of that name): add that file."
    ),
)
