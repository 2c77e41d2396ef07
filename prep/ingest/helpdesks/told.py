"""What a helpdesk's rows tell, before they are joined: tickets as they were opened, and what was said in them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from prep.holding import Hold, pickle_by_arguments
from prep.ingest.envelopes import JsonRow
from prep.records import Author, MessageKind, Person, Rejection, TextFormat


@dataclass(frozen=True, slots=True)
class Said:
    """One message as the helpdesk has it. `left_out` is a code with its evidence: "draft", "redacted", "event" …"""

    ticket_id: str
    message_id: str
    text: str
    author: Author
    source: str
    person_id: str = ""
    kind: MessageKind = "comment"
    public: bool = True
    written_at: str = ""
    text_format: TextFormat | None = None  # None: see for yourself
    truncated: bool = False
    left_out: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """One ticket as the helpdesk has it. `opening` is the text that stands in the ticket and not among the messages;
    it is dropped when the first message repeats it."""

    ticket_id: str
    subject: str
    source: str
    opening: Said | None = None
    topic: str = ""
    tags: tuple[str, ...] = ()
    status: str = ""
    merged_into: str = ""
    people: tuple[Person, ...] = ()
    updated_at: str = ""
    left_out: tuple[str, str] | None = None


pickle_by_arguments(Said, Opened)


@dataclass(frozen=True, slots=True)
class Told:
    """All that an export's rows tell. Tickets and messages wait where the rows do."""

    tickets: Sequence[Opened]
    messages: Sequence[Said]
    people: Mapping[str, Person] = field(default_factory=dict)  # by person_id; joined to the tickets they speak in
    rejections: tuple[Rejection, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person has said about the export on the command line."""

    own_domains: Sequence[str] = ()
    settings: Mapping[str, str] = field(default_factory=dict)  # of --map: agent_is, comments, zone


@dataclass(frozen=True, slots=True)
class Helpdesk:
    """One product.

    `kind` tells by its fields alone what a row is ("ticket", "message", "user" …), "" when it is none of the product's.
    `tell` makes sense of all rows of an export, which it gets as a stream and holds; BadInput for a question that only
    a person can answer. `with_answers` ends the sentence "this export has no agent replies": how to get the export
    that has them.
    """

    name: str  # as --format has it
    label: str
    kind: Callable[[Mapping[str, Any]], str]
    tell: Callable[[Iterable[JsonRow], Asked, Hold], Told]
    with_answers: str
