"""A table with one row a ticket: a question and its answer side by side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from prep.ingest.columns import Mapped
from prep.ingest.contacts import People, contact_kind, side_of
from prep.ingest.markup import format_of
from prep.ingest.roles import role_of
from prep.ingest.tables import Row, Table
from prep.ingest.threads import Threads
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
    said: tuple[tuple[_Side, str], ...]
    subject: str
    topic: str
    channel: str
    time: Time
    written: str
    people: dict[_Side, Person]


def tickets_from_rows(tables: Sequence[Table], mapped: Sequence[Mapped], people: People, clock: Clock) -> Threads:
    """Each row as a customer's question and an agent's answer; rows with one id are exchanges of one ticket."""
    exchanges: dict[str, list[_Exchange]] = {}
    rejections: list[Rejection] = []
    warnings: list[str] = []
    n_before = 0
    for table, each in zip(tables, mapped, strict=True):
        remark, found = _exchanges(table, each, people, n_before, clock)
        if remark:
            warnings.append(f"{table.name}: {remark}.")
        for exchange in found:
            if isinstance(exchange, Rejection):
                rejections.append(exchange)
            elif "id" in each.columns and any(
                exchange.said == earlier.said for earlier in exchanges.get(exchange.ticket_id, ())
            ):
                evidence = "the same id, question and answer stand in an earlier row"
                rejections.append(Rejection("repeated-row", evidence, exchange.ticket_id, source=exchange.source))
            else:
                exchanges.setdefault(exchange.ticket_id, []).append(exchange)
        n_before += len(table.rows)
    kept = [exchange for group in exchanges.values() for exchange in group]
    n_unfilled = sum(any(_PLACEHOLDER.search(text) for _, text in exchange.said) for exchange in kept)
    if n_unfilled > _SUSPICIOUS_SHARE * len(kept):
        warnings.append(
            f"{n_unfilled} of {len(kept)} rows hold unfilled placeholders such as {{product_purchased}}: this looks "
            "like generated or template data, not like tickets."
        )
    tickets = tuple(_ticket(ticket_id, group) for ticket_id, group in exchanges.items())
    return Threads(tickets, tuple(rejections), tuple(warnings))


def _exchanges(
    table: Table, mapped: Mapped, people: People, n_before: int, clock: Clock
) -> tuple[str, Iterator[_Exchange | Rejection]]:
    place = {part: table.columns.index(column) for part, column in mapped.columns.items()}
    times, remark = read_times([row.cells[place["time"]] for row in table.rows] if "time" in place else [], clock)

    def read() -> Iterator[_Exchange | Rejection]:
        for number, row in enumerate(table.rows):
            cells = {part: row.cells[at] for part, at in place.items()}
            subject = cells.get("subject", "")
            question = cells["question"] if cells["question"].strip() else subject
            answer = cells["answer"]
            ticket_id = cells.get("id", "").strip() or f"{'row ' if 'id' in place else ''}{n_before + number + 1}"
            if not answer.strip():
                yield Rejection("no-agent-reply", "the answer column is empty", ticket_id, source=row.source)
            elif not question.strip():
                yield Rejection("no-question", "the question column is empty", ticket_id, source=row.source)
            else:
                yield _Exchange(
                    ticket_id,
                    row.source,
                    (("customer", question), ("agent", answer)),
                    subject,
                    cells.get("topic", "").strip(),
                    cells.get("channel", "").strip(),
                    times[number] if times else Time(""),
                    cells.get("time", ""),
                    _people(table, row, place, people),
                )

    return remark, read()


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
    people = {who.person_id: who for exchange in exchanges for who in exchange.people.values()}
    return Ticket(
        ticket_id=ticket_id,
        subject=next((exchange.subject for exchange in exchanges if exchange.subject), ""),
        messages=tuple(messages),
        topic=next((exchange.topic for exchange in exchanges if exchange.topic), ""),
        channel=next((exchange.channel for exchange in exchanges if exchange.channel), ""),
        people=tuple(people.values()),
        source=exchanges[0].source,
    )
