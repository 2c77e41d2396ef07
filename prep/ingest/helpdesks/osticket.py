"""osTicket: rows of its database tables, as CSV, JSON or phpMyAdmin's JSON export, whatever prefix the tables have.

Column names: osTicket/osTicket setup/inc/streams/core/install-mysql.sql, and include/class.thread.php for versions
before 1.10, whose one table `ticket_thread` names the ticket in each entry. What the letters and flags mean, that an
agent who is deleted leaves his replies with staff_id 0 under his name, and that a filter's canned reply is posted by
"SYSTEM (Canned Reply)": include/class.thread.php, class.ticket.php and class.staff.php.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_string
from email.errors import MessageError
from typing import Any

from prep.errors import BadInput
from prep.holding import Hold
from prep.ingest.automatic import kind_from_headers
from prep.ingest.envelopes import JsonRow
from prep.ingest.helpdesks.fields import in_zone, text_id
from prep.ingest.helpdesks.told import Asked, Helpdesk, Opened, Said, Told
from prep.ingest.picked import Grouped, Picked, sorted_by_kind
from prep.ingest.roles import address_in
from prep.plurals import many
from prep.records import Author, MessageKind, Person, Rejection, TextFormat

# What the rows of a table are called here, and the columns that no other table has together.
_TABLES: tuple[tuple[str, frozenset[str]], ...] = (
    ("message", frozenset(("thread_id", "poster", "staff_id", "type", "body"))),
    ("message", frozenset(("ticket_id", "poster", "staff_id", "thread_type", "body"))),
    ("ticket", frozenset(("ticket_id", "number", "dept_id", "sla_id", "topic_id", "staff_id"))),
    ("agent", frozenset(("staff_id", "username", "firstname", "lastname", "isadmin"))),
    ("user", frozenset(("id", "name", "org_id", "default_email_id"))),
    ("address", frozenset(("id", "user_id", "flags", "address"))),
    ("contact", frozenset(("user_id", "email", "name", "phone", "notes"))),
    ("state", frozenset(("id", "name", "state", "mode", "sort", "properties"))),
    ("topic", frozenset(("topic_id", "topic_pid", "topic"))),
    ("mail header", frozenset(("thread_entry_id", "mid", "headers"))),
    ("event", frozenset(("thread_id", "uid_type", "annulled"))),
    ("draft", frozenset(("staff_id", "namespace", "body"))),
    ("form entry", frozenset(("form_id", "object_id", "object_type"))),
    ("referral", frozenset(("thread_id", "object_id", "object_type"))),
    ("task", frozenset(("number", "object_id", "object_type", "dept_id"))),
    ("search entry", frozenset(("object_type", "object_id", "title", "content"))),
    ("thread", frozenset(("id", "object_id", "object_type", "extra", "created"))),
    ("attachment", frozenset(("object_id", "file_id", "inline"))),
    ("setting", frozenset(("namespace", "key", "value"))),
    ("field", frozenset(("form_id", "label", "configuration"))),
    ("value", frozenset(("entry_id", "field_id", "value"))),
    ("file", frozenset(("ft", "bk", "signature"))),
    ("session", frozenset(("session_id", "session_data"))),
    ("log line", frozenset(("log_id", "log_type", "logger"))),
    ("canned reply", frozenset(("canned_id", "response"))),
    ("collaborator", frozenset(("thread_id", "user_id", "role"))),
)
_SUBJECT_COLUMNS = {"ticket_id", "subject", "priority"}
_OF_OTHER_TICKET_LISTS = {
    *("id", "number", "status", "type", "category", "description", "body", "text", "message", "content", "comment"),
    *(
        "question",
        "answer",
        "response",
        "reply",
        "resolution",
        "created",
        "created_at",
        "author",
        "assignee",
        "requester",
    ),
}
_USED = {
    "message",
    "ticket",
    "subject",
    "agent",
    "user",
    "address",
    "contact",
    "state",
    "topic",
    "mail header",
    "event",
}
_EMPTY_TABLE = re.compile(
    r"(?:^|_)(?:thread(?:_\w+)?|ticket(?:__?\w+)?|user(?:__?\w+)?|staff\w*|task(?:__?\w+)?|_search|form_\w+|faq\w*)$"
)

_MESSAGE, _RESPONSE, _NOTE = "M", "R", "N"
_HIDDEN, _SYSTEM = 0x0004, 0x0080  # flags of an entry
_LINKED = 0x0008  # flag of a ticket that has a parent without being merged into it
_OF_TICKET, _OF_TICKETS, _OF_TASK = "T", {"T", "C"}, "A"  # object_type of a thread; C: of a ticket that was merged
_BY_SYSTEM = re.compile(r"SYSTEM\b")
_BY_AGENT = "S"  # uid_type of an event
_CREATED = {"created", "1"}  # an event's state, or its number in the table of events
_BY_PHONE = "phone"  # a source that only agents can choose
_STATES = {"1": "Open", "2": "Resolved", "3": "Closed", "4": "Archived", "5": "Deleted"}
_DELETED = "deleted"
_FORMATS: Mapping[str, TextFormat] = {"html": "html", "text": "text"}
_CUT_AT = 65_535 - 3  # bytes of MySQL's TEXT, less a character that no longer fitted
_NOTHING = {"", "NULL", "\\N"}  # how exports of a database write it
_SHOWN = 8  # ids in a warning


def _kind(row: Mapping[str, Any]) -> str:
    for kind, columns in _TABLES:
        if columns <= row.keys():
            return kind
    if row.keys() >= _SUBJECT_COLUMNS and not row.keys() & _OF_OTHER_TICKET_LISTS:
        return "subject"
    if row.get("type") == "table" and row.get("data") == [] and _EMPTY_TABLE.search(str(row.get("name"))):
        return "empty table"
    return ""


@dataclass(frozen=True, slots=True)
class _Database:
    """The tables, each by the id that the others name its rows by."""

    shown_ids: Mapping[str, str]  # of tickets: the number that people know
    threads: Mapping[str, tuple[str, str]]  # the type and id of what a thread belongs to
    subjects: Grouped[JsonRow]  # by ticket
    states: Mapping[str, tuple[str, str]]  # name, and what osTicket makes of it
    topics: Mapping[str, str]
    headers: Grouped[JsonRow]  # of entries that came as mails, by entry
    people: Mapping[str, Person]
    zone: str


def _tell(rows: Iterable[JsonRow], asked: Asked, hold: Hold) -> Told:
    tables = sorted_by_kind(rows, _kind, hold)
    _refuse_apart(tables)
    database = _database(tables, asked.settings.get("zone", ""))
    of_tickets, of_tasks = array("q"), array("q")
    for place, row in enumerate(tables["message"]):
        (of_tasks if _owner(row.value, database)[0] == _OF_TASK else of_tickets).append(place)
    entries, tasks = Picked(tables["message"], of_tickets), Picked(tables["message"], of_tasks)
    of_ticket = Grouped(entries, lambda row: _owner(row.value, database)[1])
    return Told(
        tickets=hold(_opened(row, database, of_ticket) for row in tables["ticket"]),
        messages=hold(_said(row, database) for row in entries),
        people={**_posters(entries), **database.people},
        rejections=tuple(
            Rejection("task", "an entry of a task, which only agents see", source=row.source) for row in tasks
        ),
        warnings=tuple(_warnings(tables, database)),
    )


def _refuse_apart(tables: Mapping[str, Sequence[JsonRow]]) -> None:
    """Entries name a thread and only the thread names the ticket: without it nothing can be joined."""
    entry = next((row for row in tables["message"] if "ticket_id" not in row.value), None)
    if entry is None or (tables["thread"] and tables["ticket"]):
        return
    names = {"message": "thread_entry", "thread": "thread", "ticket": "ticket"}
    came = " and ".join(name for kind, name in names.items() if tables[kind])
    raise BadInput(
        f"{entry.source}: expected the tables ticket, thread and thread_entry of osTicket together, got {came} "
        "only. Export the others too, with column names in the first row, and name all files."
    )


def _database(tables: Mapping[str, Sequence[JsonRow]], zone: str) -> _Database:
    def by(kind: str, key: str) -> Grouped[JsonRow]:
        return Grouped(tables[kind], lambda row: _cell(row.value, key))

    return _Database(
        shown_ids={
            _cell(row.value, "ticket_id"): _cell(row.value, "number") or _cell(row.value, "ticket_id")
            for row in tables["ticket"]
        },
        threads={
            _cell(row.value, "id"): (_cell(row.value, "object_type"), _cell(row.value, "object_id"))
            for row in tables["thread"]
        },
        subjects=by("subject", "ticket_id"),
        states={
            _cell(row.value, "id"): (_cell(row.value, "name"), _cell(row.value, "state")) for row in tables["state"]
        },
        topics={_cell(row.value, "topic_id"): _cell(row.value, "topic") for row in tables["topic"]},
        headers=by("mail header", "thread_entry_id"),
        people={person.person_id: person for person in _people(tables)},
        zone=zone,
    )


def _opened(row: JsonRow, database: _Database, entries: Grouped[JsonRow]) -> Opened:
    value = row.value
    internal_id = _cell(value, "ticket_id")
    state, means = _state(value, database)
    parent = _parent(value)
    merged_into = database.shown_ids.get(parent, f"id {parent}") if parent else ""
    left_out = None
    if means.casefold() == _DELETED:
        left_out = ("deleted", "the ticket was deleted in the helpdesk")
    elif merged_into and internal_id not in entries:
        left_out = ("merged", f"merged into {merged_into}, where its entries are now")
    owner = database.people.get(_user(_cell(value, "user_id")))
    return Opened(
        ticket_id=database.shown_ids[internal_id],
        subject=_last_cell(database.subjects, internal_id, "subject") or _title(entries.of(internal_id)),
        source=row.source,
        topic=database.topics.get(_cell(value, "topic_id"), ""),
        status=state,
        merged_into=merged_into,
        people=(owner,) if owner else (),
        updated_at=_cell(value, "lastupdate") or _cell(value, "updated"),
        left_out=left_out,
    )


def _state(ticket: Mapping[str, Any], database: _Database) -> tuple[str, str]:
    """The name of a ticket's state and what osTicket makes of it; without their table, as a new osTicket has them."""
    number = _cell(ticket, "status_id")
    named = database.states.get(number)
    if named:
        return named
    name = _cell(ticket, "status") or _STATES.get(number, number)
    return name, name


def _parent(ticket: Mapping[str, Any]) -> str:
    """The id of the ticket that this one was merged into."""
    return "" if _flag(ticket, _LINKED) else _id(ticket, "ticket_pid")


def _said(row: JsonRow, database: _Database) -> Said:
    value = row.value
    author, kind = _author_and_kind(value, database)
    body = _cell(value, "body")
    return Said(
        ticket_id=_ticket_of(value, database),
        message_id=_cell(value, "id"),
        text=body,
        author=author,
        source=row.source,
        person_id="" if author == "automatic" else _writer(value),
        kind=kind,
        public=_letter(value) != _NOTE,
        written_at=in_zone(_cell(value, "created"), database.zone),
        text_format=_FORMATS.get(_cell(value, "format").casefold()),
        truncated=len(body.encode("utf-8", "surrogatepass")) >= _CUT_AT,
        left_out=_left_out(value, body),
    )


def _left_out(entry: Mapping[str, Any], body: str) -> tuple[str, str] | None:
    if _flag(entry, _HIDDEN):
        return "older-version", "hidden in the helpdesk: a later edit stands in its place"
    if _letter(entry) not in (_MESSAGE, _RESPONSE, _NOTE):
        return "unknown-type", f"its type is {_letter(entry)[:20]!r}, not M, R or N"
    if not body.strip():
        return "empty-message", "it has no text; osTicket keeps texts of 65,000 characters and more as attachments"
    return None


def _author_and_kind(entry: Mapping[str, Any], database: _Database) -> tuple[Author, MessageKind]:
    letter, staff, user = _letter(entry), _id(entry, "staff_id"), _id(entry, "user_id")
    if _flag(entry, _SYSTEM) or (not user and _BY_SYSTEM.match(_cell(entry, "poster"))):
        return "automatic", "auto-reply" if letter == _RESPONSE else "system"
    if letter == _NOTE:  # of somebody else's mail when it names no agent: a third party, or an agent since deleted
        return ("agent" if staff else "unknown"), "internal-note"
    kind = _kind_by_headers(_last_cell(database.headers, _cell(entry, "id"), "headers"))
    if letter == _RESPONSE:
        return ("unknown" if user and not staff else "agent"), kind
    return ("unknown" if staff else "customer"), kind


def _kind_by_headers(headers: str) -> MessageKind:
    try:
        read = message_from_string(headers)
        by_name = {name.casefold(): str(value) for name, value in read.items()}
    except (MessageError, ValueError, LookupError):
        return "comment"
    return kind_from_headers(by_name, address_in(by_name.get("from", "")))


def _ticket_of(entry: Mapping[str, Any], database: _Database) -> str:
    """The number of an entry's ticket. An id without its ticket must not be taken for a number."""
    of_what, internal_id = _owner(entry, database)
    if of_what not in _OF_TICKETS:
        return f"of thread {_cell(entry, 'thread_id')}"
    return database.shown_ids.get(internal_id, f"id {internal_id}")


def _owner(entry: Mapping[str, Any], database: _Database) -> tuple[str, str]:
    """What an entry belongs to, a ticket or a task, and the id of that; nothing for a thread that is not there."""
    if "thread_id" not in entry:
        return _OF_TICKET, _cell(entry, "ticket_id")
    return database.threads.get(_cell(entry, "thread_id"), ("", ""))


def _title(entries: Iterable[JsonRow]) -> str:
    """The title of the first of a ticket's entries that has one."""
    return next((title for row in entries if (title := _cell(row.value, "title"))), "")


def _posters(entries: Iterable[JsonRow]) -> dict[str, Person]:
    """The names under which entries were posted, for people whose own rows are not there."""
    posters: dict[str, Person] = {}
    for row in entries:
        poster, person_id = _cell(row.value, "poster"), _writer(row.value)
        if poster and not _BY_SYSTEM.match(poster):
            author: Author = "agent" if _id(row.value, "staff_id") or _letter(row.value) == _RESPONSE else "customer"
            posters.setdefault(person_id, Person(person_id, author, poster))
    return posters


def _people(tables: Mapping[str, Sequence[JsonRow]]) -> Iterator[Person]:
    emails, phones = defaultdict(list), defaultdict(list)
    for row in tables["address"]:
        emails[_cell(row.value, "user_id")].append(_cell(row.value, "address"))
    for row in tables["contact"]:
        emails[_cell(row.value, "user_id")].append(_cell(row.value, "email"))
        phones[_cell(row.value, "user_id")].append(_cell(row.value, "phone"))
    names = {_cell(row.value, "id"): _cell(row.value, "name") for row in tables["user"]}
    for user_id in dict.fromkeys((*names, *emails)):
        yield Person(
            _user(user_id), "customer", names.get(user_id, ""), _filled(*emails[user_id]), _filled(*phones[user_id])
        )
    for row in tables["agent"]:
        value = row.value
        yield Person(
            _agent(_cell(value, "staff_id")),
            "agent",
            " ".join(_filled(_cell(value, "firstname"), _cell(value, "lastname"))),
            _filled(_cell(value, "email")),
            _filled(_cell(value, "phone"), _cell(value, "mobile")),
            _filled(_cell(value, "username")),
        )


def _filled(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _writer(entry: Mapping[str, Any]) -> str:
    if staff := _id(entry, "staff_id"):
        return _agent(staff)
    if user := _id(entry, "user_id"):
        return _user(user)
    return f"poster {_cell(entry, 'poster')}"


def _user(number: str) -> str:
    return f"user {number}"


def _agent(number: str) -> str:
    return f"agent {number}"


def _letter(entry: Mapping[str, Any]) -> str:
    return (_cell(entry, "type") or _cell(entry, "thread_type")).upper()


def _flag(row: Mapping[str, Any], flag: int) -> bool:
    flags = _cell(row, "flags")
    return flags.isdecimal() and bool(int(flags) & flag)


def _id(row: Mapping[str, Any], column: str) -> str:
    """What another table's row is named by; "" for none, which the database writes as 0 or NULL."""
    number = _cell(row, column)
    return "" if number == "0" else number


def _last_cell(rows: Grouped[JsonRow], row_id: str, column: str) -> str:
    found = rows.last(row_id)
    return _cell(found.value, column) if found else ""


def _cell(row: Mapping[str, Any], column: str) -> str:
    value = text_id(row.get(column))
    return "" if value in _NOTHING else value


def _warnings(tables: Mapping[str, Sequence[JsonRow]], database: _Database) -> Iterator[str]:
    by_agents = {
        _owner(row.value, database)[1]
        for row in tables["event"]
        if _cell(row.value, "uid_type") == _BY_AGENT
        and (_cell(row.value, "state") or _cell(row.value, "event_id")) in _CREATED
        and _id(row.value, "uid")
    }
    opened = [
        database.shown_ids[_cell(row.value, "ticket_id")]
        for row in tables["ticket"]
        if _cell(row.value, "ticket_id") in by_agents or _cell(row.value, "source").casefold() == _BY_PHONE
    ]
    if opened:
        yield (
            f"{many(len(opened), 'ticket was', 'tickets were')} opened by agents for a customer, so the first text "
            "may be "
            f"an agent's words: {', '.join(opened[:_SHOWN])}{' …' if len(opened) > _SHOWN else ''}."
        )
    unused = sum(len(rows) for kind, rows in tables.items() if kind not in {*_USED, "thread", "empty table", ""})
    if unused:
        yield f"Not used: {many(unused, 'row')} of other osTicket tables, which hold no messages."
    n_foreign = sum(row.value.get("type") not in ("header", "database", "table") for row in tables[""])
    if n_foreign:
        yield f"Not used: {many(n_foreign, 'row')} of no known table of osTicket."


OSTICKET = Helpdesk(
    name="osticket",
    label="osTicket",
    kind=_kind,
    tell=_tell,
    with_answers=(
        "osTicket's own CSV export lists tickets without their threads; export the tables ticket, ticket__cdata, "
        "thread, thread_entry, staff, user and user_email from the database, for example as JSON with phpMyAdmin."
    ),
)
