"""Zendesk rows told apart: tickets, comments, users. Each id stays once, whatever files overlap.

Field names: singer-io/tap-zendesk schemas and Zendesk's "Tickets", "Ticket comments" and "Users" API pages.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from prep.ingest.envelopes import JsonRow
from prep.records import Rejection

RowKind = Literal["ticket", "comment", "user", "other"]
ROLES = {"end-user", "end_user", "enduser", "agent", "admin", "system", "bot"}
BODIES = ("body", "plain_body", "html_body")
_TICKET_MARKS = (
    *("requester_id", "submitter_id", "assignee_id", "raw_subject", "via", "custom_fields", "satisfaction_rating"),
    *("group_id", "brand_id", "ticket_form_id", "followup_ids", "problem_id", "is_public"),
)
_EMBEDDED_PEOPLE = ("requester", "submitter", "assignee", "author")


@dataclass(frozen=True, slots=True)
class ZendeskRows:
    """An export's rows by id. `comments` are those of each ticket, in file order."""

    tickets: dict[str, JsonRow]
    comments: dict[str, list[JsonRow]]
    users: dict[str, dict[str, Any]]
    n_other: int
    n_comment_rows: int
    rejections: tuple[Rejection, ...]
    warnings: tuple[str, ...]


def row_kind(value: dict[str, Any]) -> RowKind:
    """What a row is, by its fields alone."""
    if isinstance(value.get("ticket"), dict):
        return row_kind(value["ticket"])
    has_body = any(isinstance(value.get(name), str) for name in BODIES)
    if has_body and "author_id" in value and ("ticket_id" in value or "audit_id" in value or "html_body" in value):
        return "comment"
    if str(value.get("role")) in ROLES and ("email" in value or "name" in value) and "id" in value:
        return "user"
    if "id" in value and ticket_marks(value) and ("subject" in value or "description" in value):
        return "ticket"
    return "other"


def ticket_marks(value: dict[str, Any]) -> tuple[str, ...]:
    """The fields that speak for a Zendesk ticket, when there are enough of them and nothing speaks against."""
    if "responder_id" in value or "ticket_id" in value:
        return ()
    marks = tuple(name for name in _TICKET_MARKS if name in value)
    has_requester = "requester_id" in value or isinstance(value.get("requester"), dict)
    return marks if has_requester or len(marks) >= 3 else ()


def text_id(value: Any) -> str:
    """An id as text; "" for none. Numbers and texts of one id must meet."""
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def sort_rows(rows: Iterable[JsonRow]) -> ZendeskRows:
    """Tell rows apart by their fields and keep each id once: of equal rows one, of different ones the newest."""
    tickets: dict[str, list[JsonRow]] = {}
    comments: list[JsonRow] = []
    users: dict[str, dict[str, Any]] = {}
    embedded: dict[str, dict[str, Any]] = {}
    n_other = 0
    for row in rows:
        kind = row_kind(row.value)
        if kind == "ticket":
            value = _whole_ticket(row.value)
            tickets.setdefault(text_id(value["id"]), []).append(JsonRow(value, row.source, row.stream))
            comments.extend(_embedded_comments(value, row.source))
        elif kind == "comment":
            comments.append(row)
        elif kind == "user":
            earlier = users.get(text_id(row.value["id"]))
            if earlier is None or _stamp(row.value) >= _stamp(earlier):
                users[text_id(row.value["id"])] = row.value
        else:
            n_other += 1
            continue
        for person in _embedded_people(row.value):
            embedded.setdefault(text_id(person["id"]), person)
    kept, repeated, changed = _newest_tickets(tickets)
    by_ticket, orphans, repeated_comments, changed_comments = _comments_once(comments, kept)
    warnings = [
        f"{len(ids)} {what} stood in the export with different contents; the newest was kept: {', '.join(ids[:8])}."
        for what, ids in (("tickets", changed), ("comments", changed_comments))
        if ids
    ]
    return ZendeskRows(
        tickets=kept,
        comments=by_ticket,
        users={**embedded, **users},
        n_other=n_other,
        n_comment_rows=len(comments),
        rejections=(*repeated, *repeated_comments, *orphans),
        warnings=tuple(warnings),
    )


def _whole_ticket(value: dict[str, Any]) -> dict[str, Any]:
    """The ticket of {"ticket": {…}, "comments": […]}, with the ids of people who stand in it in full."""
    inner = value.get("ticket")
    if isinstance(inner, dict):
        value = {**inner, "comments": value["comments"]} if "comments" in value else inner
    ids = {
        f"{name}_id": value[name]["id"]
        for name in _EMBEDDED_PEOPLE
        if value.get(f"{name}_id") is None and isinstance(value.get(name), dict) and "id" in value[name]
    }
    return {**value, **ids} if ids else value


def _embedded_comments(ticket: dict[str, Any], source: str) -> Iterator[JsonRow]:
    members = ticket.get("comments")
    if isinstance(members, list):
        for member in members:
            if isinstance(member, dict) and any(name in member for name in BODIES):
                yield JsonRow({**member, "ticket_id": ticket["id"]}, source, "comments")


def _embedded_people(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in _EMBEDDED_PEOPLE:
        person = value.get(name)
        if isinstance(person, dict) and text_id(person.get("id")):
            yield person


def _newest_tickets(tickets: dict[str, list[JsonRow]]) -> tuple[dict[str, JsonRow], list[Rejection], list[str]]:
    kept: dict[str, JsonRow] = {}
    repeated: list[Rejection] = []
    changed: list[str] = []
    for ticket_id, versions in tickets.items():
        newest = max(versions, key=lambda row: _stamp(row.value))  # the first of equals
        kept[ticket_id] = newest
        others = [row for row in versions if row is not newest]
        for row in others:
            evidence = (
                f"equal to {newest.source}"
                if row.value == newest.value
                else f"an older version of {newest.source} (updated {_stamp(row.value) or 'at no known time'})"
            )
            repeated.append(Rejection("repeated-row", evidence, ticket_id, source=row.source))
        if any(row.value != newest.value for row in others):
            changed.append(f"{ticket_id} ({', '.join(row.source for row in versions)})")
    return kept, repeated, changed


def _comments_once(
    comments: Iterable[JsonRow], tickets: dict[str, JsonRow]
) -> tuple[dict[str, list[JsonRow]], list[Rejection], list[Rejection], list[str]]:
    by_ticket: dict[str, dict[str, JsonRow]] = {}
    orphans: list[Rejection] = []
    repeated: list[Rejection] = []
    changed: list[str] = []
    for number, row in enumerate(comments):
        ticket_id = text_id(row.value.get("ticket_id"))
        if ticket_id not in tickets:
            evidence = f"no ticket {ticket_id} in this export" if ticket_id else "the comment names no ticket"
            orphans.append(Rejection("unknown-ticket", evidence, ticket_id, source=row.source))
            continue
        comment_id = text_id(row.value.get("id")) or f"\0{number}"
        seen = by_ticket.setdefault(ticket_id, {})
        earlier = seen.get(comment_id)
        if earlier is None:
            seen[comment_id] = row
            continue
        equal = _said(earlier.value) == _said(row.value)
        newer = not equal and _stamp(row.value) >= _stamp(earlier.value)
        winner, loser = (row, earlier) if newer else (earlier, row)
        seen[comment_id] = winner
        evidence = f"equal to {winner.source}" if equal else f"an older version of {winner.source}"
        repeated.append(Rejection("repeated-row", evidence, ticket_id, source=loser.source))
        if not equal:
            changed.append(f"{comment_id} ({earlier.source}, {row.source})")
    return {ticket_id: list(seen.values()) for ticket_id, seen in by_ticket.items()}, orphans, repeated, changed


def _said(comment: dict[str, Any]) -> tuple[Any, ...]:
    """What makes two rows of one comment equal; the other fields differ between ways of exporting it."""
    return (text_id(comment.get("author_id")), comment.get("public", True), *(comment.get(name) for name in BODIES))


def _stamp(value: dict[str, Any]) -> str:
    return str(value.get("updated_at") or value.get("created_at") or "")
