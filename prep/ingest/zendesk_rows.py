"""Zendesk rows told apart: tickets, comments, users. Each id stays once, whatever files overlap.

Field names: singer-io/tap-zendesk schemas and Zendesk's "Tickets", "Ticket comments" and "Users" API pages.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from prep.holding import Hold, pickle_by_arguments
from prep.ingest.envelopes import JsonRow
from prep.ingest.helpdesks.fields import text_id
from prep.ingest.once import Places, Repeat, Versions, in_file_order, of_no_ticket, once
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
class ZendeskThread:
    """One ticket's row and those of its comments, in file order."""

    ticket: JsonRow
    comments: Sequence[JsonRow]


pickle_by_arguments(JsonRow, ZendeskThread)


@dataclass(frozen=True, slots=True)
class ZendeskRows:
    """An export's rows: a thread for each ticket, and its users by id."""

    threads: Sequence[ZendeskThread]
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


def sort_rows(rows: Iterable[JsonRow], hold: Hold) -> ZendeskRows:
    """Tell rows apart by their fields and keep each id once: of equal rows one, of different ones the newest."""
    sorting = _Sorting()
    held = hold(sorting.kept(rows))
    joining = _Joining(held, sorting.tickets, sorting.comments)
    threads = hold(joining.threads())
    nameless = "the comment names no ticket"
    return ZendeskRows(
        threads=threads,
        users={**sorting.embedded, **sorting.users},
        n_other=sorting.n_other,
        n_comment_rows=len(sorting.comments),
        rejections=(
            *joining.rejections(),
            *(lost for _, lost in of_no_ticket(held, sorting.comments, sorting.tickets, _COMMENTS.source, nameless)),
        ),
        warnings=tuple(joining.warnings()),
    )


@dataclass(slots=True)
class _Sorting:
    """Rows told apart as they stream by: where tickets and comments stand among those kept, and all users."""

    tickets: Places = field(default_factory=Places)
    comments: Places = field(default_factory=Places)
    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    embedded: dict[str, dict[str, Any]] = field(default_factory=dict)
    n_other: int = 0

    def kept(self, rows: Iterable[JsonRow]) -> Iterator[JsonRow]:
        """The rows of tickets and comments."""
        place = 0
        for row in rows:
            kind = row_kind(row.value)
            comments: Iterable[JsonRow] = ()
            if kind == "ticket":
                value = _whole_ticket(row.value)
                self.tickets.note(text_id(value["id"]), place)
                yield JsonRow(value, row.source, row.stream)
                place += 1
                comments = _embedded_comments(value, row.source)
            elif kind == "comment":
                comments = (row,)
            elif kind == "user":
                self._meet(row.value)
            else:
                self.n_other += 1
                continue
            for person in _embedded_people(row.value):
                self.embedded.setdefault(text_id(person["id"]), person)
            for comment in comments:
                self.comments.note(text_id(comment.value.get("ticket_id")), place)
                yield comment
                place += 1

    def _meet(self, user: dict[str, Any]) -> None:
        earlier = self.users.get(text_id(user["id"]))
        if earlier is None or _stamp(user) >= _stamp(earlier):
            self.users[text_id(user["id"])] = user


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


@dataclass(slots=True)
class _Joining:
    """Comments brought to their tickets, and what was repeated on the way."""

    rows: Sequence[JsonRow]
    tickets: Places
    comments: Places
    repeated_tickets: list[Repeat] = field(default_factory=list)
    repeated_comments: list[Repeat] = field(default_factory=list)

    def threads(self) -> Iterator[ZendeskThread]:
        for ticket_id in self.tickets:
            (ticket,), repeats = once(self.rows, self.tickets.of(ticket_id), ticket_id, _TICKETS)
            self.repeated_tickets += repeats
            comments, repeats = once(self.rows, self.comments.of(ticket_id), ticket_id, _COMMENTS)
            self.repeated_comments += repeats
            yield ZendeskThread(ticket, comments)

    def rejections(self) -> Iterator[Rejection]:
        return (repeat.rejection for repeat in (*self.repeated_tickets, *in_file_order(self.repeated_comments)))

    def warnings(self) -> Iterator[str]:
        tickets = dict.fromkeys(each.rejection.ticket_id for each in self.repeated_tickets if not each.alike)
        comments = [each for each in in_file_order(self.repeated_comments) if not each.alike]
        for what, named in (
            ("tickets", [f"{each} ({', '.join(self._sources(each))})" for each in tickets]),
            ("comments", [f"{each.row_id} ({', '.join(each.sources)})" for each in comments]),
        ):
            if named:
                shown = ", ".join(named[:8])
                yield f"{len(named)} {what} stood in the export with different contents; the newest was kept: {shown}."

    def _sources(self, ticket_id: str) -> list[str]:
        return [self.rows[place].source for place in self.tickets.of(ticket_id)]


_TICKETS: Versions[JsonRow] = Versions(
    row_id=lambda row: "ticket",  # those of one ticket are its versions, also where it has no id
    source=lambda row: row.source,
    alike=lambda earlier, later: earlier.value == later.value,
    newer=lambda earlier, later: _stamp(later.value) > _stamp(earlier.value),
    dated=lambda row: f" (updated {_stamp(row.value) or 'at no known time'})",
)
_COMMENTS: Versions[JsonRow] = Versions(
    row_id=lambda row: text_id(row.value.get("id")),
    source=lambda row: row.source,
    alike=lambda earlier, later: _said(earlier.value) == _said(later.value),
    newer=lambda earlier, later: (
        _said(earlier.value) != _said(later.value) and _stamp(later.value) >= _stamp(earlier.value)
    ),
)


def _said(comment: dict[str, Any]) -> tuple[Any, ...]:
    """What makes two rows of one comment equal; the other fields differ between ways of exporting it."""
    return (text_id(comment.get("author_id")), comment.get("public", True), *(comment.get(name) for name in BODIES))


def _stamp(value: dict[str, Any]) -> str:
    return str(value.get("updated_at") or value.get("created_at") or "")
