"""What a Zendesk comment is: said by a person, noted internally, or written by rules, surveys and merges."""

import re
from typing import Any

from prep.ingest.automatic import AUTOMATIC_SUBJECT, is_absence_note, kind_from_headers
from prep.records import Message, MessageKind

_MERGED_AWAY = re.compile(
    r"\s*(?:this|the) (?:request|ticket) was closed and merged into (?:request|ticket) #?(\d+)", re.I
)
_MERGED_IN = re.compile(
    r"\s*(?:request|ticket)s? #?\d+.{0,300}?(?:was|were) closed and merged into this (?:request|ticket)", re.I | re.S
)
_SURVEY = re.compile(r"rate the (?:support|service|help)|satisfaction survey|how (?:satisfied|did we do)", re.I)
_RATING = re.compile(r"\s*(?:rating|score|satisfaction)\s*:\s*\S", re.I)
_AUTO_TAGS = {"auto_reply", "autoreply", "auto-reply", "out_of_office", "ooo", "autoresponder", "automatic_reply"}
_SPAM_TAGS = {"spam", "closed_as_spam", "marked_as_spam"}
_GONE = {"deleted", "spam", "suspended"}


def dropped_as(ticket: dict[str, Any]) -> tuple[str, str] | None:
    """Code and evidence when a whole ticket is to be left out: deleted or spam."""
    status = str(ticket.get("status") or "").casefold()
    if status == "deleted" or ticket.get("deleted") is True or ticket.get("deleted_at"):
        return "deleted", "the ticket was deleted in the helpdesk"
    if status in _GONE or ticket.get("spam") is True:
        return "spam", f"status {status!r}" if status in _GONE else "flagged as spam"
    if tag := next(iter(_SPAM_TAGS & tags_of(ticket)), None):
        return "spam", f"tagged {tag!r}"
    return None


def tags_of(ticket: dict[str, Any]) -> set[str]:
    """A ticket's tags in lower case."""
    return {tag.casefold() for tag in listed_tags(ticket)}


def listed_tags(ticket: dict[str, Any]) -> tuple[str, ...]:
    """A ticket's tags in their order, also when an export wrote them as one text."""
    tags = ticket.get("tags")
    if isinstance(tags, str):
        return tuple(re.split(r"[\s,]+", tags.strip())) if tags.strip() else ()
    return tuple(str(tag) for tag in tags) if isinstance(tags, list) else ()


def is_system_tag(tag: str) -> bool:
    """Whether a tag tells how a ticket went, not what it is about."""
    return tag.casefold() in _AUTO_TAGS | _SPAM_TAGS or tag.casefold().startswith(("closed_by_", "via_", "zendesk_"))


def merged_into(text: str) -> str:
    """The id of the ticket that a merge line names as the one that lives on; "" for other texts."""
    match = _MERGED_AWAY.match(text)
    return match[1] if match else ""


def comment_kind(comment: dict[str, Any], message: Message, previous: Message | None) -> MessageKind:
    """The kind of one comment, read as `message`; `previous` is the message before it, its kind already known."""
    channel, relation = via_of(comment)
    text = message.text
    if relation == "merge" or _MERGED_AWAY.match(text) or _MERGED_IN.match(text):
        return "system"
    if channel == "side_conversation" or comment.get("public") is False:
        return "internal-note"
    if channel == "rule" or relation in ("trigger", "automation"):
        return "survey" if _SURVEY.search(text) else "auto-reply"
    if (
        message.author == "automatic"
        or channel == "system"
        or comment.get("type") not in (None, "Comment", "VoiceComment")
    ):
        return "system"
    if (by_headers := kind_from_headers(_headers(comment))) != "comment":
        return by_headers
    if previous and previous.kind == "survey" and message.author == "customer" and _RATING.match(text):
        return "survey"
    return "auto-reply" if is_absence_note(message, previous) else "comment"


def opening_kind(ticket: dict[str, Any]) -> MessageKind:
    """The kind that subject, tags and headers give the message which opened a ticket."""
    if (by_headers := kind_from_headers(_headers(ticket))) != "comment":
        return by_headers
    subject = str(ticket.get("raw_subject") or ticket.get("subject") or "")
    return "auto-reply" if AUTOMATIC_SUBJECT.match(subject) or _AUTO_TAGS & tags_of(ticket) else "comment"


def is_satisfaction_comment(ticket: dict[str, Any], text: str) -> bool:
    """Whether a text is the comment that the requester left with a satisfaction rating."""
    rating = ticket.get("satisfaction_rating")
    left = rating.get("comment") if isinstance(rating, dict) else None
    return isinstance(left, str) and bool(left.strip()) and left.strip() == text.strip()


def via_of(row: dict[str, Any]) -> tuple[str, str]:
    """Channel and relation of the "via" field."""
    via = row.get("via")
    if not isinstance(via, dict):
        return "", ""
    source = via.get("source")
    relation = source.get("rel") if isinstance(source, dict) else None
    return str(via.get("channel") or ""), str(relation or "")


def _headers(row: dict[str, Any]) -> dict[str, str]:
    """Mail headers, where an export carries them along."""
    metadata = row.get("metadata")
    for holder in (row, metadata if isinstance(metadata, dict) else {}):
        headers = holder.get("headers")
        if isinstance(headers, dict):
            return {str(name).casefold(): str(value) for name, value in headers.items()}
    return {}
