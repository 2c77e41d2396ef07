"""A ticket of a table's rows: each tells a part, and what the first of them leaves empty another may say."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from prep.records import Message, Person, Ticket


class TicketRow(Protocol):
    """What a row says of its ticket; "" where it says nothing."""

    @property
    def subject(self) -> str: ...
    @property
    def topic(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def source(self) -> str: ...


def ticket_of_rows(
    ticket_id: str, rows: Sequence[TicketRow], messages: tuple[Message, ...], people: Iterable[Person]
) -> Ticket:
    """The ticket that `rows` tell of, in their order; of a person who is named again the last row counts."""
    return Ticket(
        ticket_id=ticket_id,
        subject=next((row.subject for row in rows if row.subject), ""),
        messages=messages,
        topic=next((row.topic for row in rows if row.topic), ""),
        channel=next((row.channel for row in rows if row.channel), ""),
        people=tuple({person.person_id: person for person in people}.values()),
        source=rows[0].source,
    )
