"""A table with one row a ticket: a question and its answer side by side."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from prep.holding import Hold, in_memory, pickle_by_arguments
from prep.ingest.columns import Mapped
from prep.ingest.contacts import People, contact_kind, side_of
from prep.ingest.markup import format_of
from prep.ingest.picked import Grouped
from prep.ingest.roles import role_of
from prep.ingest.tables import Row, Table
from prep.ingest.threads import Threads
from prep.ingest.ticket_of_rows import ticket_of_rows
from prep.ingest.times import Clock, Time, read_times
from prep.records import Message, Person, Rejection, Ticket

_PLACEHOLDER = re.compile(r"\{[a-z]+_[a-z_]+\}")
_SUSPICIOUS_SHARE = 0.05
_Side = Literal["customer", "agent"]
_PARTS: dict[str, _Side] = {"agent": "agent", "requester": "customer"}


@dataclass(frozen=True, slots=True)
class _Exchange:
    """One row: what was asked, what was answered, by whom."""

    ticket_id: str
    source: str
    number: int  # of the row in all files
    has_id: bool  # in a column of its own
    said: tuple[tuple[_Side, str], ...]
    subject: str
    topic: str
    channel: str
    time: Time
    written: str
    people: dict[_Side, Person]


pickle_by_arguments(Time, _Exchange)


def tickets_from_rows(
    tables: Sequence[Table], mapped: Sequence[Mapped], people: People, clock: Clock, *, hold: Hold = in_memory
) -> Threads:
    """Each row as a customer's question and an agent's answer; rows with one id are exchanges of one ticket."""
    rejections: list[Rejection] = []
    warnings: list[str] = []
    exchanges = hold(_all_exchanges(tables, mapped, people, clock, rejections, warnings))
    of_ticket = Grouped(exchanges, lambda exchange: exchange.ticket_id)
    repeated: list[tuple[int, Rejection]] = []
    n_kept = n_unfilled = 0

    def read() -> Iterator[Ticket]:
        nonlocal n_kept, n_unfilled
        for ticket_id in of_ticket:
            kept = _once(of_ticket.of(ticket_id), repeated)
            n_kept += len(kept)
            n_unfilled += sum(any(_PLACEHOLDER.search(text) for _, text in exchange.said) for exchange in kept)
            yield _ticket(ticket_id, kept)

    tickets = hold(read())
    if n_unfilled > _SUSPICIOUS_SHARE * n_kept:
        warnings.append(
            f"{n_unfilled} of {n_kept} rows hold unfilled placeholders such as {{product_purchased}}: this looks "
            "like generated or template data, not like tickets."
        )
    again = (rejection for _, rejection in sorted(repeated, key=lambda each: each[0]))
    return Threads(tickets, (*rejections, *again), tuple(warnings))


def _all_exchanges(
    tables: Sequence[Table],
    mapped: Sequence[Mapped],
    people: People,
    clock: Clock,
    rejections: list[Rejection],
    warnings: list[str],
) -> Iterator[_Exchange]:
    n_before = 0
    for table, each in zip(tables, mapped, strict=True):
        read_time, remark = read_times(table.cells(each.columns["time"]) if "time" in each.columns else (), clock)
        if remark:
            warnings.append(f"{table.name}: {remark}.")
        place = {part: table.columns.index(column) for part, column in each.columns.items()}
        for number, row in enumerate(table.rows, start=n_before + 1):
            found = _exchange(table, row, place, number, people, read_time)
            if isinstance(found, Rejection):
                rejections.append(found)
            else:
                yield found
        n_before += len(table.rows)


def _exchange(
    table: Table, row: Row, place: dict[str, int], number: int, people: People, read_time: Callable[[str], Time]
) -> _Exchange | Rejection:
    cells = {part: row.cells[at] for part, at in place.items()}
    subject = cells.get("subject", "")
    question = cells["question"] if cells["question"].strip() else subject
    answer = cells["answer"]
    ticket_id = cells.get("id", "").strip() or f"{'row ' if 'id' in place else ''}{number}"
    if not answer.strip():
        return Rejection("no-agent-reply", "the answer column is empty", ticket_id, source=row.source)
    if not question.strip():
        return Rejection("no-question", "the question column is empty", ticket_id, source=row.source)
    return _Exchange(
        ticket_id,
        row.source,
        number,
        "id" in place,
        (("customer", question), ("agent", answer)),
        subject,
        cells.get("topic", "").strip(),
        cells.get("channel", "").strip(),
        read_time(cells["time"]) if "time" in cells else Time(""),
        cells.get("time", ""),
        _people(table, row, place, people),
    )


def _once(exchanges: Iterable[_Exchange], repeated: list[tuple[int, Rejection]]) -> list[_Exchange]:
    """A ticket's exchanges without those that say again what an earlier row said under the same id."""
    kept: list[_Exchange] = []
    for exchange in exchanges:
        if exchange.has_id and any(exchange.said == earlier.said for earlier in kept):
            evidence = "the same id, question and answer stand in an earlier row"
            rejection = Rejection("repeated-row", evidence, exchange.ticket_id, source=exchange.source)
            repeated.append((exchange.number, rejection))
        else:
            kept.append(exchange)
    return kept


def _people(table: Table, row: Row, place: dict[str, int], people: People) -> dict[_Side, Person]:
    """Whom the contact columns of a row name. A column that names no side is the customer's."""
    parts = {at: part for part, at in place.items()}
    fields: dict[_Side, list[tuple[str, str]]] = {"customer": [], "agent": []}
    for at, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        part = parts.get(at)
        if part not in (None, "agent", "requester") or role_of(cell) is not None:
            continue
        side: _Side = _PARTS.get(part or "") or side_of(column) or "customer"
        label = f"{part} name" if part else column
        if contact_kind(label):
            fields[side].append((label, cell))
    found: dict[_Side, Person] = {}
    for side, named in fields.items():
        if who := people.person(side, named):
            found[side] = who
    return found


def _ticket(ticket_id: str, exchanges: Sequence[_Exchange]) -> Ticket:
    messages: list[Message] = []
    for exchange in exchanges:
        for side, text in exchange.said:
            who = exchange.people.get(side)
            messages.append(
                Message(
                    message_id=str(len(messages) + 1),
                    author=side,
                    text=text,
                    person_id=who.person_id if who else "",
                    sent_at=exchange.time.at,
                    sent_at_written=exchange.written,
                    text_format=format_of(text),
                )
            )
    people = (who for exchange in exchanges for who in exchange.people.values())
    return ticket_of_rows(ticket_id, exchanges, tuple(messages), people)
