"""ServiceNow: rows of incident or another task table, of sys_journal_field and of sys_user, as CSV, XLSX or JSON.

Field names: ServiceNow Table API; records in demisto/content ServiceNowv2. An incident's own row has no messages, or
its journals run together in one text; sys_journal_field has one row a message, which names its incident by sys_id.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from prep.errors import BadInput
from prep.holding import Hold, pickle_by_arguments
from prep.ingest.envelopes import JsonRow
from prep.ingest.helpdesks import servicenow_journal as journals
from prep.ingest.helpdesks.made_ids import MadeIds
from prep.ingest.helpdesks.servicenow_people import MACHINES, PARTS, Directory, named
from prep.ingest.helpdesks.servicenow_rows import has_field, shown, value
from prep.ingest.helpdesks.staff import NOBODY, Staff, Who, ask_for_agents, opening_author
from prep.ingest.helpdesks.told import Asked, Helpdesk, Opened, Said, Told
from prep.ingest.picked import Grouped, sorted_by_kind
from prep.plurals import many
from prep.records import Author, MessageKind, Person

_INCIDENT, _ENTRY, _USER = "incident", "journal row", "user"
_STATES = {"1": "New", "2": "In Progress", "3": "On Hold", "6": "Resolved", "7": "Closed", "8": "Canceled"}
_TELLING = ("sys_id", "caller_id", "opened_by", "assigned_to", "assignment_group", "close_notes", "sys_created_on")
_JOURNAL = ("element", "value", "sys_created_by", "sys_created_on")
_CELL_LIMIT = 32_767  # characters that a cell of a workbook holds


def _kind(row: Mapping[str, Any]) -> str:
    if has_field(row, "number") and has_field(row, "short_description"):
        return _INCIDENT if any(has_field(row, name) for name in _TELLING) else ""
    if all(has_field(row, name) for name in _JOURNAL) and ("element" in row or has_field(row, "element_id")):
        return _ENTRY
    return _USER if "user_name" in row and "sys_id" in row else ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One journal entry, wherever it stood."""

    ticket_id: str
    message_id: str
    text: str
    author: Who
    source: str
    written_at: str
    public: bool
    left_out: tuple[str, str] | None = None


pickle_by_arguments(_Entry)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Who plays which part in one incident. Without a caller it is whoever opened it, and the other way round."""

    caller: Who = NOBODY
    opener: Who = NOBODY
    assignee: Who = NOBODY
    staff: tuple[Who, ...] = ()

    def everybody(self) -> tuple[Who, ...]:
        return (self.caller, self.opener, *self.staff)


def _tell(rows: Iterable[JsonRow], asked: Asked, hold: Hold) -> Told:
    by_kind = sorted_by_kind(rows, _kind, hold)
    incidents, journal = by_kind[_INCIDENT], by_kind[_ENTRY]
    _refuse_what_cannot_be_joined(incidents, journal)
    directory = Directory([row.value for row in by_kind[_USER]], incidents)
    numbers = {value(row.value, "sys_id"): value(row.value, "number") for row in incidents}
    journaled = {numbers.get(element, element) for row in journal for element in [value(row.value, "element_id")]}
    entries = hold(_all_entries(incidents, journal, numbers, journaled, directory))
    parts = {value(row.value, "number"): _parts(row.value, directory) for row in incidents}
    of_parts = (who for each in parts.values() for who in each.everybody())
    everybody = dict.fromkeys(chain(of_parts, (entry.author for entry in entries)))
    staff = Staff(everybody, evident=_evident_staff(parts.values(), entries), machines=MACHINES, asked=asked)
    messages = hold(_said(entry, parts.get(entry.ticket_id, _Parts()), staff) for entry in entries)
    people = _people(everybody, {each for part in parts.values() for each in part.caller.ids}, staff, directory)
    ask_for_agents(
        (message for message in messages if message.ticket_id in parts),
        {person_id: person.name for person_id, person in people.items()},
        "add the rows of sys_user (user_name, name, email, sys_id), which link user names to callers",
    )
    for_others: list[str] = []
    opened = hold(_opened(incidents, parts, messages, staff, people, for_others))
    warnings = [
        *_unused(incidents, journaled),
        *_about(messages, len(for_others), has_users=bool(by_kind[_USER])),
    ]
    if n_other := len(by_kind[""]):
        warnings.append(
            f"Not used: {many(n_other, 'row that is', 'rows that are')} neither incident, journal row nor user."
        )
    return Told(opened, messages, people, warnings=tuple(warnings))


def _all_entries(
    incidents: Iterable[JsonRow],
    journal: Iterable[JsonRow],
    numbers: Mapping[str, str],
    journaled: Container[str],
    directory: Directory,
) -> Iterator[_Entry]:
    """Journal rows, then what is run together in the rows of incidents that have none."""
    yield from (_entry(row, numbers, directory) for row in journal)
    for row in incidents:
        if value(row.value, "number") not in journaled:
            yield from _entries(row, directory)


def _refuse_what_cannot_be_joined(incidents: Sequence[JsonRow], journal: Sequence[JsonRow]) -> None:
    for rows, field, label in ((incidents, "sys_id", "Sys ID"), (journal, "element_id", "Element ID")):
        if incidents and journal and not any(value(row.value, field) for row in rows):
            raise BadInput(
                f"{rows[0].source}: expected {field}, by which the rows of sys_journal_field name their incident, got "
                f"rows without it. Add {label} to the columns (or to sysparm_fields) and export again."
            )


def _entry(row: JsonRow, numbers: Mapping[str, str], directory: Directory) -> _Entry:
    element_id, element = value(row.value, "element_id"), value(row.value, "element")
    public = journals.is_public(element)
    text, author = _by_mail(value(row.value, "value"), value(row.value, "sys_created_by"), directory)
    return _Entry(
        ticket_id=numbers.get(element_id, element_id),
        message_id=value(row.value, "sys_id"),
        text=text,
        author=author,
        source=row.source,
        written_at=value(row.value, "sys_created_on"),
        public=bool(public),
        left_out=None if public is not None else ("event", f"an entry of the journal {element[:40]!r}"),
    )


def _run_together(row: Mapping[str, Any]) -> dict[str, str]:
    return {field: text for field in journals.RUN_TOGETHER if (text := shown(row, field))}


def _entries(row: JsonRow, directory: Directory) -> Iterable[_Entry]:
    """The entries of an incident whose journals were run together."""
    number = value(row.value, "number")
    ids = MadeIds()
    for each in journals.entries_of(_run_together(row.value)):
        if isinstance(each, str):
            why = ("unknown-author", 'no line "time - name (kind)" begins this text')
            yield _Entry(number, "", each, NOBODY, row.source, "", public=False, left_out=why)
            continue
        text, author = _by_mail(each.text, each.author, directory)
        message_id = ids.next(each.written_at, each.author)
        yield _Entry(number, message_id, text, author, row.source, each.written_at, each.public)


def _by_mail(text: str, account: str, directory: Directory) -> tuple[str, Who]:
    """An entry's text and author. What came by mail names its sender, whichever account wrote it down."""
    address, rest = journals.mail_sender(text)
    return rest, directory.who(address or account)


def _parts(row: Mapping[str, Any], directory: Directory) -> _Parts:
    found = {part: directory.who(*named(row, part)) for part in PARTS}
    caller, opener = found["caller_id"], found["opened_by"]
    return _Parts(
        caller=caller if caller.ids else opener,
        opener=opener if opener.ids else caller,
        assignee=found["assigned_to"],
        staff=(found["assigned_to"], found["resolved_by"], found["closed_by"]),
    )


def _evident_staff(parts: Iterable[_Parts], entries: Iterable[_Entry]) -> Iterable[Who]:
    """Who was assigned, resolved or closed incidents, and who wrote work notes: ServiceNow lets only staff do these.

    A caller may close an incident of their own.
    """
    for each in parts:
        yield from (person for person in each.staff if not person.is_same(each.caller))
    yield from (entry.author for entry in entries if not entry.public and entry.left_out is None)


def _said(entry: _Entry, parts: _Parts, staff: Staff) -> Said:
    author = staff.author(entry.author, parts.caller, parts.assignee)
    kind: MessageKind = "comment" if entry.public else "internal-note"
    if author == "automatic":
        kind = "auto-reply"
    text, text_format = journals.readable(entry.text)
    return Said(
        ticket_id=entry.ticket_id,
        message_id=entry.message_id,
        text=text,
        author=author,
        source=entry.source,
        person_id=entry.author.person_id,
        kind=kind,
        public=entry.public,
        written_at=entry.written_at,
        text_format=text_format,
        truncated=len(entry.text) >= _CELL_LIMIT,
        left_out=entry.left_out,
    )


def _opened(
    incidents: Sequence[JsonRow],
    parts: Mapping[str, _Parts],
    messages: Sequence[Said],
    staff: Staff,
    people: Mapping[str, Person],
    for_others: list[str],
) -> Iterator[Opened]:
    """The tickets; `for_others` gets those whose text somebody entered for the caller."""
    said = Grouped(messages, lambda message: message.ticket_id)
    for row in incidents:
        number = value(row.value, "number")
        of_ticket = parts[number]
        is_requester = of_ticket.opener.is_same(of_ticket.caller)
        role = staff.author(of_ticket.opener, of_ticket.caller, of_ticket.assignee)
        author = opening_author(role, is_requester=is_requester, messages=said.of(number))
        for_others += [number] if author == "customer" and not is_requester else []
        text, text_format = journals.readable(value(row.value, "description") or value(row.value, "short_description"))
        state = shown(row.value, "state")
        involved = dict.fromkeys(of_ticket.everybody())
        opening = Said(
            ticket_id=number,
            message_id="0",
            text=text,
            author=author,
            source=row.source,
            person_id=(of_ticket.caller if author == "customer" else of_ticket.opener).person_id,
            kind="system" if author == "automatic" else "comment",
            written_at=value(row.value, "opened_at") or value(row.value, "sys_created_on"),
            text_format=text_format,
            truncated=len(text) >= _CELL_LIMIT,
        )
        yield Opened(
            ticket_id=number,
            subject=shown(row.value, "short_description"),
            source=row.source,
            opening=opening if text else None,
            topic=shown(row.value, "category"),
            status=_STATES.get(state, state),
            people=tuple(people[each.person_id] for each in involved if each.person_id in people),
            updated_at=value(row.value, "sys_updated_on"),
        )


def _people(
    everybody: Iterable[Who], callers: Collection[str], staff: Staff, directory: Directory
) -> dict[str, Person]:
    """Everybody whom the export names."""
    people = {}
    for each in dict.fromkeys(everybody):
        author: Author = "unknown"
        if staff.is_machine(each):
            author = "automatic"
        elif staff.has(each):
            author = "agent"
        elif not each.ids.isdisjoint(callers):
            author = "customer"
        if each.person_id:
            people[each.person_id] = directory.person(each, author)
    return people


def _unused(incidents: Iterable[JsonRow], journaled: Container[str]) -> Iterable[str]:
    n_twice = n_notes = 0
    for row in incidents:
        n_twice += bool(_run_together(row.value)) and value(row.value, "number") in journaled
        n_notes += bool(value(row.value, "close_notes"))
    if n_twice:
        yield (
            f"{many(n_twice, 'incident has its journal', 'incidents have their journals')} in rows of "
            "sys_journal_field and "
            "run together in their own row as well: the rows were used."
        )
    if n_notes:
        yield (
            f"{many(n_notes, 'incident has', 'incidents have')} close notes: no reply to anybody, so they were "
            "not used."
        )


def _about(messages: Iterable[Said], n_for_others: int, *, has_users: bool) -> Iterable[str]:
    if n_for_others:
        yield (
            f"{many(n_for_others, 'incident was', 'incidents were')} opened by somebody else than the caller and "
            "answered by "
            "staff: the description was taken for the caller's question."
        )
    if not has_users and any(message.author == "unknown" and message.left_out is None for message in messages):
        yield "With the rows of sys_user (user_name, name, email, sys_id) more authors would be known: add that file."


SERVICENOW = Helpdesk(
    name="servicenow",
    label="ServiceNow",
    kind=_kind,
    tell=_tell,
    with_answers=(
        "ServiceNow's incident list has no comments; they are rows of sys_journal_field (elements comments and "
        "work_notes, from its list or the Table API): add that file, and have sys_id among the incident's columns."
    ),
)
