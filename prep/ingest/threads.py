"""What every reader ends with: tickets, what was dropped on the way, and what a person should know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prep.records import Message, Rejection, Ticket


@dataclass(frozen=True, slots=True)
class Threads:
    """The outcome of reading rows as tickets."""

    tickets: Sequence[Ticket]
    rejections: tuple[Rejection, ...] = ()
    warnings: tuple[str, ...] = ()
    n_more: int = 0  # messages above two a row, where a cell held a conversation


def in_order(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Oldest first; messages of the same second stay in file order, as do all when any time is unknown."""
    listed = list(messages)
    return tuple(sorted(listed, key=lambda message: message.sent_at) if all(m.sent_at for m in listed) else listed)
