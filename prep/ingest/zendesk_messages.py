"""The comments of one Zendesk ticket → messages, oldest first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from prep.ingest.envelopes import JsonRow
from prep.ingest.helpdesks.fields import text_id
from prep.ingest.markup import format_of, letters, richer_text
from prep.ingest.threads import in_order
from prep.ingest.times import read_time
from prep.ingest.zendesk_kinds import comment_kind, is_satisfaction_comment, opening_kind, via_of
from prep.ingest.zendesk_roles import ZendeskRoles
from prep.records import Message, Rejection, TextFormat

_GREETING = re.compile(r"\s*(?:hi|hello|hey|dear|good (?:morning|day|afternoon)|hallo|guten tag|bonjour|hola)\b", re.I)
_TAG = re.compile(r"<[^>]*>|&nbsp;")


@dataclass(frozen=True, slots=True)
class Told:
    """What was said in a ticket."""

    messages: tuple[Message, ...]
    rejections: tuple[Rejection, ...]
    on_behalf: bool


def messages_of(row: JsonRow, comments: Sequence[JsonRow], roles: ZendeskRoles) -> Told:
    """Every comment with a text, each with its author's role and its kind."""
    ticket = row.value
    messages: list[Message] = []
    rejections: list[Rejection] = []
    ticket_id = text_id(ticket["id"])
    for number, comment in enumerate(comments, start=1):
        text, text_format = _text(comment.value)
        if not text.strip():
            rejections.append(Rejection("empty-message", "the comment has no text", ticket_id, source=comment.source))
            continue
        messages.append(_message(comment.value, text, text_format, ticket, roles, number))
    ordered = in_order(messages)
    opening = _description(ticket, ordered, roles)
    if opening:
        ordered = (opening, *ordered)
    by_id = {text_id(comment.value.get("id")): comment.value for comment in comments}
    told: list[Message] = []
    for message in ordered:
        kind = comment_kind(by_id.get(message.message_id, {}), message, told[-1] if told else None)
        if kind == "comment" and not told:
            kind = opening_kind(ticket)
        if kind == "comment" and is_satisfaction_comment(ticket, message.text):
            kind = "survey"
        told.append(replace(message, kind=kind))
    finished = tuple(told)
    if _opened_for_somebody(ticket, finished, roles):
        asked = replace(finished[0], author="customer", person_id=text_id(ticket.get("requester_id")))
        return Told((asked, *finished[1:]), tuple(rejections), on_behalf=True)
    return Told(finished, tuple(rejections), on_behalf=False)


def _message(
    comment: dict[str, Any],
    text: str,
    text_format: TextFormat,
    ticket: dict[str, Any],
    roles: ZendeskRoles,
    number: int,
) -> Message:
    author_id = text_id(comment.get("author_id"))
    side = via_of(comment)[0] == "side_conversation"  # with a third party, who is neither customer nor agent
    written = str(comment.get("created_at") or "")
    return Message(
        message_id=text_id(comment.get("id")) or str(number),
        author="unknown" if side else roles.author(author_id, ticket),
        text=text,
        person_id=author_id,
        public=comment.get("public") is not False and not side,
        sent_at=read_time(written).at,
        sent_at_written=written,
        text_format=text_format,
    )


def _text(comment: dict[str, Any]) -> tuple[str, TextFormat]:
    """The plain text, or the HTML where there is no other or it tells more: lists, links, quotes, paragraphs."""
    html = comment.get("html_body")
    bodies = [comment.get("body"), comment.get("plain_body")]
    plain = next((body for body in bodies if isinstance(body, str) and body.strip()), "")
    return richer_text(html if isinstance(html, str) else "", plain)


def _description(ticket: dict[str, Any], messages: Sequence[Message], roles: ZendeskRoles) -> Message | None:
    """The description as message "0" where no comment holds it: without comments, or when the first one is missing."""
    description = ticket.get("description")
    if not isinstance(description, str) or not description.strip():
        return None
    written = str(ticket.get("created_at") or "")
    opened = read_time(written).at
    if messages:
        first = messages[0]
        same = letters(description)
        if any(letters(message.text) == same for message in messages):
            return None
        if not opened or not first.sent_at or first.sent_at <= opened or same.startswith(letters(first.text)[:80]):
            return None  # the first comment opened the ticket; its text was merely stored in another form
    author_id = text_id(ticket.get("submitter_id")) or text_id(ticket.get("requester_id"))
    return Message(
        message_id="0",
        author=roles.author(author_id, ticket),
        text=description,
        person_id=author_id,
        public=ticket.get("is_public") is not False,
        sent_at=opened,
        sent_at_written=written,
        text_format=format_of(description),
    )


def _opened_for_somebody(ticket: dict[str, Any], messages: Sequence[Message], roles: ZendeskRoles) -> bool:
    """Whether an agent wrote a customer's question down: the opener is staff's, after a call or answered by staff.

    When the opener greets the requester, or they speak next, it was staff who approached the customer.
    """
    requester = text_id(ticket.get("requester_id"))
    submitter = text_id(ticket.get("submitter_id"))
    first = messages[0]
    if first.author != "agent" or first.kind != "comment" or not requester or requester in (first.person_id, submitter):
        return False
    person = roles.person(requester, "customer")
    names = person.name.casefold().split() if person else []
    opening = _TAG.sub(" ", first.text)[:120].casefold()
    if _GREETING.match(opening) and any(name in opening for name in names):
        return False
    if via_of(ticket)[0] in ("voice", "phone"):
        return True
    spoken = [message for message in messages[1:] if message.kind == "comment"]
    return bool(spoken) and spoken[0].author == "agent"
