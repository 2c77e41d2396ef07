"""Front: conversations, messages and comments of its Core API, in any wrapper.

Field names: Front's OpenAPI description of the Core API (ConversationResponse, MessageResponse, CommentResponse,
TeammateResponse, RecipientResponse, ContactResponse); dev.frontapp.com, "Messages". A message received has `is_inbound`
true and no author; one sent has the teammate, or the rule or application, as its author. Comments are a resource of
their own and never leave the company.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from prep.errors import BadInput
from prep.holding import Hold, pickle_by_arguments
from prep.ingest.automatic import AUTOMATIC_SUBJECT, kind_from_headers
from prep.ingest.envelopes import JsonRow
from prep.ingest.helpdesks.fields import (
    is_named_agent,
    oldest_first,
    tags_of,
    text_id,
    text_of,
    time_of,
)
from prep.ingest.helpdesks.told import Asked, Helpdesk, Opened, Said, Told
from prep.ingest.markup import richer_text
from prep.ingest.picked import Grouped, sorted_by_kind
from prep.plurals import many
from prep.records import Author, MessageKind, Person, TextFormat

_AUTHORS: Mapping[str, Author] = {  # by a teammate's type
    "user": "agent",
    "rule": "automatic",
    "macro": "automatic",
    "API": "automatic",
    "integration": "automatic",
    "CSAT": "automatic",
}
_SURVEY = "CSAT"  # the type of the author of what a customer wrote with a rating
_KINDS: Mapping[str, MessageKind] = {"call": "system", "phone-call": "system", "internal": "internal-note"}  # by type
_LEFT_OUT_STATUS = {
    "deleted": ("deleted", "the conversation was deleted in the helpdesk"),
    "trashed": ("deleted", "the conversation was deleted in the helpdesk"),
    "spam": ("spam", "marked as spam"),
}
_REDACTED = "[REDACTED]"  # instead of text and handles of tweets
_EXTRACT_COLUMNS = {"Message ID", "Conversation ID", "Direction", "Extract"}  # of the analytics export
_PHONE = re.compile(r"\+?[\d\s().-]{6,}")
_SHOWN = 4  # addresses in a question


def _kind(row: Mapping[str, Any]) -> str:
    row_id = text_id(row.get("id"))
    if "is_inbound" in row and any(name in row for name in ("body", "text", "blurb")):
        return "message"
    if row_id.startswith("com_") and "body" in row and "author" in row:
        return "comment"
    if row_id.startswith("cnv_") and "subject" in row and "status" in row:
        return "conversation"
    if row_id.startswith("tea_") and "email" in row:
        return "teammate"
    if row_id.startswith(("crd_", "ctc_")) and isinstance(row.get("handles"), list):
        return "contact"
    return "extract" if row.keys() >= _EXTRACT_COLUMNS or "Conversation API ID" in row else ""


@dataclass(slots=True)
class _People:
    """Who is who in an export, by id and by handle."""

    known: dict[str, Person] = field(default_factory=dict)
    by_handle: dict[str, str] = field(default_factory=dict)  # a contact's handle → the contact's id
    colleagues: set[str] = field(default_factory=set)  # addresses of teammates
    own: set[str] = field(default_factory=set)  # addresses that messages are sent from


@dataclass(frozen=True, slots=True)
class _Written:
    """A message or comment, and its conversation, which it may not name itself."""

    conversation_id: str
    value: dict[str, Any]
    source: str


pickle_by_arguments(_Written)


def _tell(rows: Iterable[JsonRow], asked: Asked, hold: Hold) -> Told:
    by_kind = sorted_by_kind(rows, _kind, hold)
    conversations = by_kind["conversation"]
    _refuse_extracts(by_kind["extract"], by_kind["message"] or conversations)
    messages = hold(_all_written(by_kind["message"], conversations, "messages"))
    comments = hold(_all_written(by_kind["comment"], conversations, "comments"))
    people = _people(by_kind, messages, comments)
    _ask_who_sent(messages, people, asked)
    in_conversation = Grouped(messages, lambda message: message.conversation_id)
    tickets = hold(_opened(row, in_conversation, people) for row in conversations)
    return Told(
        tickets,
        hold(
            chain(
                oldest_first(_said(message, people, asked) for message in messages), oldest_first(map(_noted, comments))
            )
        ),
        people.known,
        warnings=tuple(_remarks(by_kind)),
    )


def _refuse_extracts(extracts: Sequence[JsonRow], others: Sequence[Any]) -> None:
    if extracts and not others:
        raise BadInput(
            f"{extracts[0].source}: expected Front's messages, got its analytics export, which has no agent replies, "
            f"only the beginnings of them. {_WITH_ANSWERS}"
        )


def _ask_who_sent(messages: Iterable[_Written], people: _People, asked: Asked) -> None:
    """Older exports, and mail sent past Front, name no author: whether people wrote it only a person can say."""
    n_nameless, source = 0, ""
    named: dict[str, None] = {}
    for message in messages:
        said = _said(message, people, asked)
        if said.left_out is not None:
            continue
        if said.author == "agent":
            return
        if message.value.get("is_inbound") is False and said.author == "unknown":
            n_nameless += 1
            source = source or message.source
            named[_sender_handle(message.value)] = None
    if not n_nameless:
        return
    senders = [sender for sender in named if sender]
    shown = ", ".join(senders[:_SHOWN]) + (" …" if len(senders) > _SHOWN else "") or "no address"
    example = senders[0] if senders else "ADDRESS"
    raise BadInput(
        f"{source}: expected messages that a teammate sent, got {many(n_nameless, 'sent message')} without "
        f'an author (from {shown}). If your agents write from there, say --map "agent_is={example}" (several: A|B).'
    )


def _all_written(apart: Iterable[JsonRow], conversations: Iterable[JsonRow], name: str) -> Iterator[_Written]:
    """Messages or comments in rows of their own, then those that stand in their conversation."""
    for row in apart:
        yield _Written(_conversation_of(row.value), row.value, row.source)
    for conversation in conversations:
        listed = conversation.value.get(name)
        if isinstance(listed, dict):  # the API's page of them
            listed = listed.get("_results")
        for each in listed or ():
            if isinstance(each, dict):
                yield _Written(text_id(conversation.value.get("id")), each, conversation.source)


def _conversation_of(value: Mapping[str, Any]) -> str:
    named = value.get("conversation")
    if isinstance(named, dict):
        named = named.get("id")
    return _linked(value, "conversation") or text_id(value.get("conversation_id")) or text_id(named)


def _linked(value: Mapping[str, Any], name: str) -> str:
    """The id at the end of an address under `_links.related`."""
    links = value.get("_links")
    related = links.get("related") if isinstance(links, dict) else None
    address = related.get(name) if isinstance(related, dict) else None
    return address.partition("?")[0].rpartition("/")[2] if isinstance(address, str) else ""


def _opened(row: JsonRow, messages: Grouped[_Written], people: _People) -> Opened:
    value = row.value
    ticket_id = text_id(value.get("id"))
    tags = tags_of(value.get("tags"))
    status = text_of(value, "status")
    named = (person for message in messages.of(ticket_id) for person in _named_in(message.value, people))
    of_ticket = {person.person_id: person for person in named}
    recipient = value.get("recipient")
    if isinstance(recipient, dict) and (person := _recipient(recipient, "customer", people)):
        of_ticket.setdefault(person.person_id, person)
    return Opened(
        ticket_id=ticket_id,
        subject=text_of(value, "subject"),
        source=row.source,
        topic=tags[0] if tags else "",
        tags=tags,
        status=status,
        people=tuple(of_ticket.values()),
        updated_at=time_of(value, "updated_at", "created_at"),
        left_out=_LEFT_OUT_STATUS.get(status),
    )


def _said(written: _Written, people: _People, asked: Asked) -> Said:
    value = written.value
    text, text_format, truncated = _text(value)
    kind, author = _kind_and_author(value, people, asked)
    return Said(
        ticket_id=written.conversation_id,
        message_id=text_id(value.get("id")),
        text=text,
        author=author,
        source=written.source,
        person_id="" if author == "automatic" else _writer(value, people),
        kind=kind,
        public=kind not in ("internal-note", "system"),
        written_at=time_of(value, "created_at"),
        text_format=text_format,
        truncated=truncated,
        left_out=_left_out(value, text),
    )


def _kind_and_author(value: Mapping[str, Any], people: _People, asked: Asked) -> tuple[MessageKind, Author]:
    sender = _sender_handle(value)
    if kind := _KINDS.get(text_of(value, "type")):
        return kind, _author(value, sender, people, asked)
    if value.get("is_inbound") is True:
        if kind_from_headers({}, sender) == "system":
            return "system", "automatic"
        if AUTOMATIC_SUBJECT.match(text_of(value, "subject")):
            return "auto-reply", "automatic"
    author = _author(value, sender, people, asked)
    return ("auto-reply" if author == "automatic" else "comment"), author


def _author(value: Mapping[str, Any], sender: str, people: _People, asked: Asked) -> Author:
    author = value.get("author")
    inbound = value.get("is_inbound")
    if isinstance(author, dict):
        written_by = _author_of(author)
        return "unknown" if inbound is not False and written_by == "agent" else written_by
    if sender and is_named_agent(asked, sender):
        return "agent"
    if inbound is True:
        # A teammate's own mail program: an answer past Front, or a request of one's own.
        return "unknown" if sender.casefold() in people.colleagues else "customer"
    return "unknown"


def _author_of(teammate: Mapping[str, Any]) -> Author:
    """Exports from before teammates had a type held people only."""
    if teammate_type := text_of(teammate, "type"):
        return _AUTHORS.get(teammate_type, "unknown")
    return "agent" if text_id(teammate.get("id")).startswith("tea_") else "unknown"


def _noted(written: _Written) -> Said:
    value = written.value
    author = value.get("author")
    of_survey = isinstance(author, dict) and text_of(author, "type") == _SURVEY
    return Said(
        ticket_id=written.conversation_id,
        message_id=text_id(value.get("id")),
        text=text_of(value, "body"),
        author=_author_of(author) if isinstance(author, dict) else "unknown",
        source=written.source,
        person_id=text_id(author.get("id")) if isinstance(author, dict) else "",
        kind="survey" if of_survey else "internal-note",
        public=False,
        written_at=time_of(value, "posted_at", "created_at"),
    )


def _text(value: Mapping[str, Any]) -> tuple[str, TextFormat | None, bool]:
    """The text, its format, and whether it is only the beginning."""
    body, plain = text_of(value, "body"), text_of(value, "text")
    if plain:
        return (*richer_text(body, plain), False)
    return (body, None, False) if body else (text_of(value, "blurb"), None, True)


def _left_out(value: Mapping[str, Any], text: str) -> tuple[str, str] | None:
    if value.get("draft_mode") or value.get("is_draft") is True:
        return "draft", "a draft, not sent"
    if value.get("error_type"):
        return "draft", "could not be sent"
    if text.strip() == _REDACTED:
        return "redacted", "Front's API does not pass on the text of tweets"
    return None


def _recipients(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    listed = value.get("recipients")
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _sender(value: Mapping[str, Any]) -> dict[str, Any]:
    return next((each for each in _recipients(value) if each.get("role") == "from"), {})


def _sender_handle(value: Mapping[str, Any]) -> str:
    return text_id(_sender(value).get("handle"))


def _writer(value: Mapping[str, Any], people: _People) -> str:
    author = value.get("author")
    return text_id(author.get("id")) if isinstance(author, dict) else _recipient_id(_sender(value), people)


def _recipient_id(recipient: Mapping[str, Any], people: _People) -> str:
    handle = text_id(recipient.get("handle"))
    return _linked(recipient, "contact") or people.by_handle.get(handle.casefold(), handle)


def _people(
    by_kind: Mapping[str, Sequence[JsonRow]], messages: Sequence[_Written], comments: Sequence[_Written]
) -> _People:
    people = _People()
    authors = (written.value.get("author") for written in chain(messages, comments))
    for teammate in chain((row.value for row in by_kind["teammate"]), authors):
        if isinstance(teammate, dict) and (found := _teammate(teammate)):
            people.known[found.person_id] = found
            people.colleagues.update(email.casefold() for email in found.emails)
    for row in by_kind["contact"]:
        found = _contact(row.value)
        people.known[found.person_id] = found
        people.by_handle.update((handle.casefold(), found.person_id) for handle in _handles(found))
    people.own = {_sender_handle(each.value).casefold() for each in messages if each.value.get("is_inbound") is False}
    for each in messages:
        if each.value.get("is_inbound") is True and (person := _recipient(_sender(each.value), "customer", people)):
            people.known.setdefault(person.person_id, person)
    return people


def _named_in(value: Mapping[str, Any], people: _People) -> Iterable[Person]:
    """Whom a message goes to or comes from, one's own addresses apart."""
    inbound = value.get("is_inbound") is True
    for recipient in _recipients(value):
        role = recipient.get("role")
        if inbound and role == "to":  # the inbox
            continue
        is_customer = role == "from" if inbound else role == "to"
        if person := _recipient(recipient, "customer" if is_customer else "unknown", people):
            yield people.known.get(person.person_id, person)


def _recipient(recipient: Mapping[str, Any], author: Author, people: _People) -> Person | None:
    handle = text_id(recipient.get("handle"))
    person_id = _recipient_id(recipient, people)
    if not person_id or handle == _REDACTED or handle.casefold() in people.own | people.colleagues:
        return None
    source = "email" if "@" in handle else "phone" if _PHONE.fullmatch(handle) else ""
    return _with_handles(person_id, author, text_of(recipient, "name"), [(source, handle)])


def _teammate(value: Mapping[str, Any]) -> Person | None:
    person_id = text_id(value.get("id"))
    name = " ".join(filter(None, (text_of(value, "first_name"), text_of(value, "last_name"))))
    emails = tuple(filter(None, (text_of(value, "email"),)))
    user_names = tuple(filter(None, (text_of(value, "username"),)))
    if not person_id or _author_of(value) == "automatic" or not (name or emails):
        return None
    return Person(person_id, "agent", name, emails, ids=user_names)


def _contact(value: Mapping[str, Any]) -> Person:
    listed = [each for each in value["handles"] if isinstance(each, dict)]
    handles = [(text_of(each, "source"), text_id(each.get("handle"))) for each in listed]
    return _with_handles(text_id(value.get("id")), "customer", text_of(value, "name"), handles)


def _with_handles(person_id: str, author: Author, name: str, handles: Sequence[tuple[str, str]]) -> Person:
    emails = tuple(handle for source, handle in handles if source == "email" and handle)
    phones = tuple(handle for source, handle in handles if source == "phone" and handle)
    others = tuple(handle for source, handle in handles if source not in ("email", "phone") and handle)
    return Person(person_id, author, name, emails, phones, others)


def _handles(person: Person) -> tuple[str, ...]:
    return (*person.emails, *person.phones, *person.ids)


def _remarks(by_kind: Mapping[str, Sequence[JsonRow]]) -> Iterable[str]:
    n_other = len(by_kind[""]) + len(by_kind["extract"])
    if n_other:
        yield (
            f"Not used: {many(n_other, 'row that is', 'rows that are')} neither conversation, message, comment, "
            "teammate nor contact."
        )


_WITH_ANSWERS = (
    "Front's analytics and its list of conversations have no message texts; its API has them, conversation by "
    "conversation (/conversations/ID/messages, and /comments for internal comments): add those files."
)

FRONT = Helpdesk(name="front", label="Front", kind=_kind, tell=_tell, with_answers=_WITH_ANSWERS)
