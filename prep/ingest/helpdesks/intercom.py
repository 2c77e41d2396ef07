"""Intercom: conversations, tickets, their parts and contacts of its API, in any of the wrappers; and the CSV of a
third party with one row a message.

Field names: Intercom's OpenAPI description 2.14 and its page "Conversation Part Model" (part types); airbytehq/airbyte
source-intercom expected records (parts as a stream of their own); ProdSight's page "What does the Intercom conversation
export contain" (the CSV). What a conversation begins with stands in `source`, not among the parts. A reply that
assigns, closes or reopens at once has the part type of that action, and a body.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from prep.holding import Hold
from prep.ingest.envelopes import JsonRow
from prep.ingest.helpdesks.fields import (
    is_named_agent,
    tags_of,
    text_id,
    text_of,
    time_of,
)
from prep.ingest.helpdesks.told import Asked, Helpdesk, Opened, Said, Told
from prep.ingest.picked import Grouped, sorted_by_kind
from prep.plurals import many
from prep.records import Author, MessageKind, Person

_AUTHORS: Mapping[str, Author] = {
    **dict.fromkeys(("user", "lead", "contact"), "customer"),
    "admin": "agent",
    "bot": "automatic",
}
_OPERATOR = re.compile(r"operator\+[^@\s]*@intercom\.io", re.I)  # the bot, also where its type is "admin"
_NOTES = {"note", "note_and_reopen"}
_SURVEYS = {"conversation_rating_changed", "conversation_rating_remark_added"}
_SAID = {
    *("comment", "quick_reply", "open", "close", "snoozed", "unsnoozed"),
    *("assignment", "assign_and_unsnooze", "assign_and_reopen"),
}
_BY_MACHINE = {
    "automated",
    "campaigns_initiated",
    "operator_initiated",
}  # delivered_as: nobody wrote it for this person
_NOT_SHARED = {"back-office", "tracker"}  # categories of tickets that customers do not see
_TITLE, _DESCRIPTION = "_default_title_", "_default_description_"
_WITHHELD = {
    "this message was deleted": "deleted",
    "we've removed this part of the conversation to comply with twitter's terms": "redacted",
}
_CSV_OPENING = "conversation_message"
_TAG = re.compile(r"<[^>]*>|&nbsp;")


def _kind(row: Mapping[str, Any]) -> str:
    if "message_author_type" in row and "message_body" in row and "conversation_id" in row:
        return "message"
    if "part_type" in row and isinstance(row.get("author"), dict):
        return "part"
    if isinstance(row.get("ticket_attributes"), dict) and ("ticket_parts" in row or "ticket_state" in row):
        return "ticket"
    begun = "delivered_as" in _dict(row, "source") or _dict(row, "conversation_message")
    if "id" in row and (begun or isinstance(row.get("conversation_parts"), dict | list)):
        return "conversation"
    if row.get("type") == "contact" and ("workspace_id" in row or "external_id" in row):
        return "contact"
    if row.get("type") == "admin" and ("away_mode_enabled" in row or "has_inbox_seat" in row):
        return "admin"
    return "activity" if "activity_type" in row and "performed_by" in row else ""


def _tell(rows: Iterable[JsonRow], asked: Asked, hold: Hold) -> Told:
    by_kind = sorted_by_kind(rows, _kind, hold)
    conversations, tickets, csv_rows = by_kind["conversation"], by_kind["ticket"], by_kind["message"]
    people = {
        **_speakers(chain(conversations, tickets, by_kind["part"], map(_as_part, csv_rows))),
        **dict(_known(by_kind["contact"], "customer")),
        **dict(_known(by_kind["admin"], "agent")),
    }
    unseen = {text_id(row.value.get("id")) for row in tickets if _is_unseen(row.value)}
    opened = hold(
        chain(
            (_conversation(row, people, asked) for row in conversations),
            (_ticket(row, people) for row in tickets),
            _of_csv(csv_rows, asked),
        )
    )
    withheld = (each.opening for each in opened if each.opening and each.opening.left_out)
    worded: Counter[str] = Counter()  # parts with words, by type
    said = (_said(part, asked, unseen, worded) for part in _parts(by_kind))
    return Told(
        tickets=opened,
        messages=hold(chain(withheld, said)),
        people=people,
        warnings=tuple(_warnings(by_kind, worded)),
    )


def _parts(by_kind: Mapping[str, Sequence[JsonRow]]) -> Iterator[JsonRow]:
    """All parts of all conversations, each with the id of its own."""
    yield from by_kind["part"]
    for row in chain(by_kind["conversation"], by_kind["ticket"]):
        for part in _listed(row.value):
            yield JsonRow({**part, "conversation_id": row.value.get("id")}, row.source)
    for row in map(_as_part, by_kind["message"]):
        if row.value["part_type"] != _CSV_OPENING:
            yield row


def _conversation(row: JsonRow, people: Mapping[str, Person], asked: Asked) -> Opened:
    value = row.value
    conversation_id = text_id(value.get("id"))
    tags = tags_of(_dict(value, "tags").get("tags"))
    first = _dict(value, "source") or _dict(value, "conversation_message")
    return Opened(
        ticket_id=conversation_id,
        subject=_words(text_of(first, "subject")) or text_of(value, "title"),
        source=row.source,
        opening=_first_said(first, conversation_id, time_of(value, "created_at"), row.source, asked),
        topic=tags[0] if tags else "",
        tags=tags,
        status=text_of(value, "state"),
        people=_concerned(value, people),
        updated_at=time_of(value, "updated_at"),
    )


def _first_said(first: Mapping[str, Any], of: str, written_at: str, source: str, asked: Asked) -> Said:
    author = _author(_dict(first, "author"), asked)
    by_machine = author == "automatic" or (author != "customer" and text_of(first, "delivered_as") in _BY_MACHINE)
    return Said(
        ticket_id=of,
        message_id="0",
        text=text_of(first, "body"),
        author="automatic" if by_machine else author,
        source=source,
        person_id=text_id(_dict(first, "author").get("id")),
        kind="auto-reply" if by_machine else "comment",
        written_at=written_at,
        left_out=_withheld(first),
    )


def _ticket(row: JsonRow, people: Mapping[str, Person]) -> Opened:
    value = row.value
    ticket_id = text_id(value.get("id"))
    attributes = _dict(value, "ticket_attributes")
    concerned = _contact_ids(value)
    by_customer = bool(concerned) and not _is_unseen(value)
    state = value.get("ticket_state")
    return Opened(
        ticket_id=ticket_id,
        subject=text_of(attributes, _TITLE),
        source=row.source,
        opening=Said(
            ticket_id=ticket_id,
            message_id="0",
            text=text_of(attributes, _DESCRIPTION),
            author="customer" if by_customer else "unknown",
            source=row.source,
            person_id=concerned[0] if by_customer else "",
            public=not _is_unseen(value),
            written_at=time_of(value, "created_at"),
        ),
        topic=text_of(_dict(value, "ticket_type"), "name"),
        status=text_of(state, "category", "internal_label") if isinstance(state, dict) else text_id(state),
        people=_concerned(value, people),
        updated_at=time_of(value, "updated_at"),
    )


def _said(row: JsonRow, asked: Asked, unseen_tickets: Container[str], worded: Counter[str]) -> Said:
    part = row.value
    of = text_id(part.get("conversation_id"))
    unseen = of in unseen_tickets
    author = _author(_dict(part, "author"), asked)
    part_type = text_of(part, "part_type")
    if has_words := bool(_words(text_of(part, "body"))):
        worded[part_type] += 1
    kind = _kind_of_part(part_type, author)
    if unseen and kind == "comment":
        kind = "internal-note"
    left_out = _withheld(part)
    if left_out is None and part_type not in ("comment", *_NOTES) and not has_words:
        left_out = ("event", f"part type {part_type!r} without words")
    return Said(
        ticket_id=of,
        message_id=text_id(part.get("id")),
        text=text_of(part, "body"),
        author=author,
        source=row.source,
        person_id=text_id(_dict(part, "author").get("id")),
        kind=kind,
        public=kind in ("comment", "auto-reply", "survey") and not unseen,
        written_at=time_of(part, "created_at"),
        left_out=left_out,
    )


def _kind_of_part(part_type: str, author: Author) -> MessageKind:
    """Part types that no page tells of are for the thread view only: whether the customer saw them is unknown."""
    if part_type in _NOTES:
        return "internal-note"
    if part_type in _SURVEYS:
        return "survey"
    if part_type in _SAID:
        return "auto-reply" if author == "automatic" else "comment"
    return "system"


def _author(author: Mapping[str, Any], asked: Asked) -> Author:
    name, email = text_of(author, "name"), text_of(author, "email")
    if author.get("from_ai_agent") is True or author.get("is_ai_answer") is True or _OPERATOR.fullmatch(email):
        return "automatic"
    told = _AUTHORS.get(text_of(author, "type"), "unknown")
    return "agent" if told == "unknown" and is_named_agent(asked, text_id(author.get("id")), name, email) else told


def _withheld(said: Mapping[str, Any]) -> tuple[str, str] | None:
    """Code and evidence where Intercom shows something else in place of what was said."""
    if said.get("redacted") is True:
        return "redacted", "redacted in the helpdesk"
    words = _words(text_of(said, "body")).casefold().replace("’", "'")
    for wording, code in _WITHHELD.items():
        if words == wording or (code == "redacted" and words.startswith(wording)):
            return code, f"Intercom put {wording[:40]!r} in its place"
    return None


def _is_unseen(ticket: Mapping[str, Any]) -> bool:
    """Whether a ticket is among colleagues only."""
    category = text_of(ticket, "category") or text_of(_dict(ticket, "ticket_type"), "category")
    return category.casefold() in _NOT_SHARED and ticket.get("is_shared") is not True


def _listed(value: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The parts in a conversation or ticket, below {"conversation_parts": […], "total_count": …} or not."""
    for name in ("conversation_parts", "ticket_parts"):
        parts = value.get(name)
        listed = parts.get(name) if isinstance(parts, dict) else parts
        yield from (part for part in listed if isinstance(part, dict)) if isinstance(listed, list) else ()


def _as_part(row: JsonRow) -> JsonRow:
    """A message of the CSV in the words of the API."""
    value = row.value
    author = {name: value.get(f"message_author_{name}") for name in ("type", "id", "name", "email")}
    return JsonRow(
        {
            "id": value.get("message_id"),
            "part_type": text_of(value, "message_type"),
            "body": value.get("message_body"),
            "created_at": value.get("message_created_at"),
            "author": {**author, "external_id": value.get("message_author_user_id")},
            "conversation_id": text_id(value.get("conversation_id")),
        },
        row.source,
    )


def _of_csv(rows: Sequence[JsonRow], asked: Asked) -> Iterator[Opened]:
    """Each conversation of the CSV, opened by its row of that type if it has one."""
    by_conversation = Grouped(rows, lambda row: text_id(row.value.get("conversation_id")))
    for conversation_id in by_conversation:
        members = by_conversation.of(conversation_id)
        openings = [row for row in members if text_of(row.value, "message_type") == _CSV_OPENING]
        for row in openings or members[:1]:
            first = _as_part(row).value
            tags = tags_of(row.value.get("conversation_tags"))
            yield Opened(
                ticket_id=conversation_id,
                subject="",
                source=row.source,
                opening=_first_said(first, conversation_id, time_of(first, "created_at"), row.source, asked)
                if openings
                else None,
                topic=tags[0] if tags else "",
                tags=tags,
                status=text_of(row.value, "conversation_state"),
            )


def _speakers(rows: Iterable[JsonRow]) -> dict[str, Person]:
    """Everybody who speaks in these conversations, as the parts themselves name them."""
    found = {}
    for row in rows:
        value = row.value
        said = (value, _dict(value, "source"), _dict(value, "conversation_message"), *_listed(value))
        for author in (_dict(each, "author") for each in said):
            role = _AUTHORS.get(text_of(author, "type"), "unknown")
            if role != "automatic" and (person := _person(author, role)):
                found[person.person_id] = person
    return found


def _known(rows: Iterable[JsonRow], author: Author) -> Iterator[tuple[str, Person]]:
    for row in rows:
        if person := _person(row.value, author):
            yield person.person_id, person


def _person(value: Mapping[str, Any], author: Author) -> Person | None:
    person_id, name = text_id(value.get("id")), text_of(value, "name")
    emails = tuple(email for email in (text_of(value, "email"),) if email)
    phones = tuple(phone for phone in (text_of(value, "phone"),) if phone)
    ids = tuple(own for own in (text_id(value.get("external_id")),) if own)
    named = name or emails or phones or ids
    return Person(person_id, author, name, emails, phones, ids) if person_id and named else None


def _contact_ids(value: Mapping[str, Any]) -> list[str]:
    contacts = value.get("contacts")
    listed = contacts.get("contacts") if isinstance(contacts, dict) else contacts
    members = listed if isinstance(listed, list) else []
    return [text_id(member.get("id")) for member in members if isinstance(member, dict)]


def _concerned(value: Mapping[str, Any], people: Mapping[str, Person]) -> tuple[Person, ...]:
    """The contacts whom a conversation concerns, whether they speak in it or not."""
    return tuple(people[contact] for contact in _contact_ids(value) if contact in people)


def _warnings(by_kind: Mapping[str, Sequence[JsonRow]], worded: Mapping[str, int]) -> Iterator[str]:
    if n_other := len(by_kind[""]) + len(by_kind["activity"]):
        yield (
            f"Not used: {many(n_other, 'row that is', 'rows that are')} neither conversation, ticket, part, "
            "contact nor admin."
        )
    if n_cut := sum(_lacks_parts(row.value) for kind in ("conversation", "ticket") for row in by_kind[kind]):
        yield (
            f"{many(n_cut, 'conversation holds', 'conversations hold')} fewer parts than total_count says: "
            "Intercom gives 500 at most."
        )
    if n_described := sum(bool(_contact_ids(row.value)) and not _is_unseen(row.value) for row in by_kind["ticket"]):
        yield (
            f"Taken as the customer's words: {many(n_described, 'ticket description')}. Intercom does not say "
            "whether a colleague wrote them."
        )
    opened = {row.value.get("conversation_id") for row in by_kind["message"] if _opens(row.value)}
    all_of_csv = {row.value.get("conversation_id") for row in by_kind["message"]}
    if n_unopened := len(all_of_csv - opened):
        yield (
            f"{many(n_unopened, 'conversation lacks its', 'conversations lack their')} opening message "
            f"(message_type {_CSV_OPENING}): export "
            "conversation entries and message entries."
        )
    if unlisted := {name: n for name, n in worded.items() if name not in _SAID | _NOTES | _SURVEYS | {_CSV_OPENING}}:
        shown = ", ".join(f"{n} {name}" for name, n in list(unlisted.items())[:8])
        yield f"Parts that may not be messages are shown in the thread and never taken for an answer: {shown}."


def _opens(value: Mapping[str, Any]) -> bool:
    return text_of(value, "message_type") == _CSV_OPENING


def _lacks_parts(value: Mapping[str, Any]) -> bool:
    parts = _dict(value, "conversation_parts") or _dict(value, "ticket_parts")
    total = parts.get("total_count")
    return isinstance(total, int) and total > len(list(_listed(value)))


def _dict(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    inner = value.get(name)
    return inner if isinstance(inner, dict) else {}


def _words(html: str) -> str:
    return _TAG.sub(" ", html).strip()


INTERCOM = Helpdesk(
    name="intercom",
    label="Intercom",
    kind=_kind,
    tell=_tell,
    with_answers=(
        "Intercom's list and search calls give conversations without their parts: retrieve each one "
        "(/conversations/ID), or add a connector's streams conversations and conversation_parts, which belong together."
    ),
)
