"""A table with one row a message: a ticket id, an author, a text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from prep.holding import Hold, in_memory, pickle_by_arguments
from prep.ingest.columns import Mapped
from prep.ingest.contacts import People, side_of
from prep.ingest.markup import format_of
from prep.ingest.once import Places, Repeat, Versions, in_file_order, once
from prep.ingest.roles import decide_roles, role_of
from prep.ingest.tables import Row, Table
from prep.ingest.threads import Threads, in_order
from prep.ingest.ticket_of_rows import ticket_of_rows
from prep.ingest.times import Clock, read_times
from prep.ingest.visibility import is_internal, only_ticks
from prep.plurals import many
from prep.records import Author, Message, MessageKind, Person, Rejection, Ticket


@dataclass(frozen=True, slots=True)
class _Said:
    """One row."""

    ticket_id: str
    message: Message
    subject: str
    topic: str
    channel: str
    people: tuple[Person, ...]
    source: str


pickle_by_arguments(_Said)


def tickets_from_messages(
    tables: Sequence[Table],
    mapped: Sequence[Mapped],
    people: People,
    clock: Clock,
    *,
    own_domains: Sequence[str],
    agent_is: str,
    hold: Hold = in_memory,
) -> Threads:
    """Rows joined by ticket id, oldest first. Who is an agent: see `prep.ingest.roles.decide_roles`."""
    speakers = chain.from_iterable(
        table.cells(each.columns.get("role") or each.columns["author"])
        for table, each in zip(tables, mapped, strict=True)
    )
    roles = decide_roles(speakers, own_domains=own_domains, agent_is=agent_is, where=tables[0].name)
    rejections: list[Rejection] = []
    warnings: list[str] = []
    said = hold(
        entry
        for table, each in zip(tables, mapped, strict=True)
        for entry in _rows(table, each, roles, people, clock, rejections, warnings)
    )
    joining = _Joining(said)
    tickets = hold(joining.tickets())
    repeated = in_file_order(joining.repeated)
    if joining.n_unknown:
        warnings.append(
            f"{many(joining.n_unknown, 'message names', 'messages name')} no author that could be told apart: never "
            "paired."
        )
    if changed := [f"message {each.row_id} ({' and '.join(each.sources)})" for each in repeated if not each.alike]:
        shown = ", ".join(changed[:5])
        warnings.append(f"{many(len(changed), 'message')} stood twice with other texts; the newest was kept: {shown}.")
    return Threads(tickets, (*rejections, *(each.rejection for each in repeated)), tuple(warnings))


def _rows(
    table: Table,
    mapped: Mapped,
    roles: dict[str, Author],
    people: People,
    clock: Clock,
    rejections: list[Rejection],
    warnings: list[str],
) -> Iterator[_Said]:
    place = {part: table.columns.index(column) for part, column in mapped.columns.items()}
    read_time, remark = read_times(table.cells(mapped.columns["time"]) if "time" in place else (), clock)
    if remark:
        warnings.append(f"{table.name}: {remark}.")
    unticked = only_ticks(table, mapped)
    for row in table.rows:
        cells = {part: row.cells[at] for part, at in place.items()}
        ticket_id = cells["ticket"].strip()
        text = cells["text"]
        if not ticket_id:
            rejections.append(Rejection("unknown-ticket", "the ticket column is empty", source=row.source))
            continue
        if not text.strip():
            rejections.append(Rejection("empty-message", "the text column is empty", ticket_id, source=row.source))
            continue
        author = roles[cells["role"] if "role" in cells else cells["author"]]
        # A customer has seen what they wrote, ticked or not.
        public = not is_internal(cells, unticked=unticked and author != "customer")
        kind: MessageKind = "system" if author == "automatic" else "comment" if public else "internal-note"
        named = _people(table, row, place, author, people)
        message = Message(
            message_id=cells.get("id", "").strip(),
            author=author,
            text=text,
            person_id=next((person.person_id for person in named if person.author == author), ""),
            kind=kind,
            public=public,
            sent_at=read_time(cells["time"]).at if "time" in cells else "",
            sent_at_written=cells.get("time", ""),
            text_format=format_of(text),
        )
        yield _Said(
            ticket_id,
            message,
            cells.get("subject", ""),
            cells.get("topic", "").strip(),
            cells.get("channel", "").strip(),
            named,
            row.source,
        )


def _people(table: Table, row: Row, place: dict[str, int], author: Author, people: People) -> tuple[Person, ...]:
    """Whom a row names, its author first. A contact column that names no side is the author's."""
    content = {at for part, at in place.items() if part != "author"}
    fields: dict[Author, list[tuple[str, str]]] = {author: []}
    for at, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        if at == place.get("author"):
            fields[author].append(("author name", cell if role_of(cell) is None else ""))
        elif at not in content:
            fields.setdefault(side_of(column) or author, []).append((column, cell))
    found = (people.person(side, named) for side, named in fields.items() if side != "automatic")
    return tuple(person for person in found if person)


class _Joining:
    """Rows brought to their tickets, each message once."""

    def __init__(self, said: Sequence[_Said]) -> None:
        self._said = said
        self._places = Places.of_rows(entry.ticket_id for entry in said)
        self.repeated: list[Repeat] = []
        self.n_unknown = 0  # messages by nobody knows whom

    def tickets(self) -> Iterator[Ticket]:
        for ticket_id in self._places:
            entries, repeats = once(self._said, self._places.of(ticket_id), ticket_id, _MESSAGES)
            self.repeated += repeats
            self.n_unknown += sum(entry.message.author == "unknown" for entry in entries)
            yield _ticket(ticket_id, entries)


_MESSAGES: Versions[_Said] = Versions(
    row_id=lambda entry: entry.message.message_id,
    source=lambda entry: entry.source,
    alike=lambda earlier, later: earlier.message == later.message,
    newer=lambda earlier, later: earlier.message != later.message and later.message.sent_at >= earlier.message.sent_at,
)


def _ticket(ticket_id: str, entries: Sequence[_Said]) -> Ticket:
    numbered = (
        replace(entry.message, message_id=entry.message.message_id or str(number))
        for number, entry in enumerate(entries, start=1)
    )
    people = (person for entry in entries for person in entry.people)
    return ticket_of_rows(ticket_id, entries, in_order(numbered), people)
