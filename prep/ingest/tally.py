"""What a person should know of the tickets read, counted as they go by."""

from collections.abc import Callable
from dataclasses import dataclass, field

from prep.ingest.times import Time
from prep.records import Ticket


@dataclass(slots=True)
class Tally:
    """Counts of messages, but for `n_merged`, which counts tickets."""

    n_messages: int = 0
    n_answers: int = 0  # comments by agents
    n_unknown: int = 0  # by authors whom nothing marks as agent or customer
    unknown: dict[str, None] = field(default_factory=dict)  # their ids, in the order of their first messages
    n_truncated: int = 0
    n_merged: int = 0
    n_unzoned: int = 0
    n_unread: int = 0  # whose time could not be read

    def count(self, ticket: Ticket, read_time: Callable[[str], Time]) -> None:
        self.n_merged += bool(ticket.merged_into)
        for message in ticket.messages:
            self.n_messages += 1
            self.n_answers += message.author == "agent" and message.kind == "comment"
            self.n_truncated += message.truncated
            self.n_unzoned += not read_time(message.sent_at_written).zoned
            self.n_unread += bool(message.sent_at_written) and not message.sent_at
            if message.author == "unknown":
                self.n_unknown += 1
                self.unknown[message.person_id] = None
