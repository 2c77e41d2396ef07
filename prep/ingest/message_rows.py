"""A table with one row a message: a ticket id, an author, a text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from prep.ingest.columns import Mapped
from prep.ingest.contacts import People, side_of
from prep.ingest.markup import format_of
from prep.ingest.roles import decide_roles, role_of
from prep.ingest.tables import Row, Table
from prep.ingest.threads import Threads, in_order
from prep.ingest.times import Clock, Time, read_times
from prep.ingest.visibility import is_internal, only_ticks
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


def tickets_from_messages(
    tables: Sequence[Table],
    mapped: Sequence[Mapped],
    people: People,
    clock: Clock,
    *,
    own_domains: Sequence[str],
    agent_is: str,
) -> Threads:
    """Rows joined by ticket id, oldest first. Who is an agent: see `prep.ingest.roles.decide_roles`."""
    speakers = [
        row.cells[table.columns.index(each.columns.get("role") or each.columns["author"])]
        for table, each in zip(tables, mapped, strict=True)
        for row in table.rows
    ]
    roles = decide_roles(speakers, own_domains=own_domains, agent_is=agent_is, where=tables[0].name)
    said: list[_Said] = []
    rejections: list[Rejection] = []
    warnings: list[str] = []
    for table, each in zip(tables, mapped, strict=True):
        remark, found = _rows(table, each, roles, people, clock)
        if remark:
            warnings.append(f"{table.name}: {remark}.")
        for entry in found:
            if isinstance(entry, Rejection):
                rejections.append(entry)
            else:
                said.append(entry)
    kept, repeated, notes = _once(said)
    n_unknown = sum(entry.message.author == "unknown" for entry in kept)
    if n_unknown:
        warnings.append(f"{n_unknown} messages name no author that could be told apart; they are never paired.")
    return Threads(_tickets(kept), (*rejections, *repeated), (*warnings, *notes))


def _rows(
    table: Table, mapped: Mapped, roles: dict[str, Author], people: People, clock: Clock
) -> tuple[str, list[_Said | Rejection]]:
    place = {part: table.columns.index(column) for part, column in mapped.columns.items()}
    times, remark = read_times([row.cells[place["time"]] for row in table.rows] if "time" in place else [], clock)
    unticked = only_ticks(table, mapped)
    found: list[_Said | Rejection] = []
    for number, row in enumerate(table.rows):
        cells = {part: row.cells[at] for part, at in place.items()}
        ticket_id = cells["ticket"].strip()
        text = cells["text"]
        if not ticket_id:
            found.append(Rejection("unknown-ticket", "the ticket column is empty", source=row.source))
            continue
        if not text.strip():
            found.append(Rejection("empty-message", "the text column is empty", ticket_id, source=row.source))
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
            sent_at=(times[number] if times else Time("")).at,
            sent_at_written=cells.get("time", ""),
            text_format=format_of(text),
        )
        found.append(
            _Said(
                ticket_id,
                message,
                cells.get("subject", ""),
                cells.get("topic", "").strip(),
                cells.get("channel", "").strip(),
                named,
                row.source,
            )
        )
    return remark, found


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


def _once(said: Sequence[_Said]) -> tuple[list[_Said], list[Rejection], list[str]]:
    """Each message id of a ticket once: equal rows are one, of different rows the newest stays."""
    kept: dict[tuple[str, str], _Said] = {}
    repeated: list[Rejection] = []
    changed: list[str] = []
    for number, entry in enumerate(said):
        key = (entry.ticket_id, entry.message.message_id or f"\0{number}")
        earlier = kept.get(key)
        if earlier is None:
            kept[key] = entry
            continue
        if earlier.message == entry.message:
            loser, evidence = entry, f"equal to {earlier.source}"
        else:
            newer = entry.message.sent_at >= earlier.message.sent_at
            kept[key], loser = (entry, earlier) if newer else (earlier, entry)
            evidence = f"another text under the same id stands in {kept[key].source}"
            changed.append(f"message {entry.message.message_id} ({earlier.source} and {entry.source})")
        repeated.append(Rejection("repeated-row", evidence, entry.ticket_id, source=loser.source))
    notes = [f"{len(changed)} messages stood twice with other texts; the newest was kept: {', '.join(changed[:5])}."]
    return list(kept.values()), repeated, notes if changed else []


def _tickets(said: Sequence[_Said]) -> tuple[Ticket, ...]:
    by_ticket: dict[str, list[_Said]] = {}
    for entry in said:
        by_ticket.setdefault(entry.ticket_id, []).append(entry)
    tickets = []
    for ticket_id, entries in by_ticket.items():
        numbered = [
            replace(entry.message, message_id=entry.message.message_id or str(number))
            for number, entry in enumerate(entries, start=1)
        ]
        people = {person.person_id: person for entry in entries for person in entry.people}
        tickets.append(
            Ticket(
                ticket_id=ticket_id,
                subject=next((entry.subject for entry in entries if entry.subject), ""),
                messages=in_order(numbered),
                topic=next((entry.topic for entry in entries if entry.topic), ""),
                channel=next((entry.channel for entry in entries if entry.channel), ""),
                people=tuple(people.values()),
                source=entries[0].source,
            )
        )
    return tuple(tickets)
