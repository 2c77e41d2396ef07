"""The nouns of pairwright: what tickets, pairs, findings and the split are made of.

Standard library only, and nothing of ours: every other file may import this one. Times are ISO 8601 in UTC ("" when
unknown). Ids are text, whatever the export had.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Author = Literal["customer", "agent", "automatic", "unknown"]
MessageKind = Literal["comment", "internal-note", "auto-reply", "survey", "system"]
TextFormat = Literal["text", "html"]
Severity = Literal["reject", "review", "info"]
Outcome = Literal["ran", "not-applicable", "skipped"]
Part = Literal["train", "validation", "taught", "untaught"]  # the last two together are the held-out part


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the export names: how to recognise them in a text. Never written to a project."""

    person_id: str
    author: Author
    name: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()  # employee numbers, user names


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece that cleaning took out of a message, kept so that it can be seen and undone."""

    reason: str  # "quoted-history", "signature", "greeting", "boilerplate", …
    text: str
    at: int = -1  # how many characters of the message's text, blanks aside, stand before it; -1: it stood at the end


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said in a ticket."""

    message_id: str
    author: Author
    text: str
    person_id: str = ""
    kind: MessageKind = "comment"
    public: bool = True
    sent_at: str = ""
    sent_at_written: str = ""  # the time as the export had it
    text_format: TextFormat = "text"
    truncated: bool = False
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Ticket:
    """One thread, oldest message first."""

    ticket_id: str
    subject: str
    messages: tuple[Message, ...]
    topic: str = ""  # the export's own category or first tag; "" when it has none
    tags: tuple[str, ...] = ()
    status: str = ""
    channel: str = ""  # how it came in, such as "email"; "" when the export does not say
    requester: str = ""  # a placeholder such as "[REQUESTER_12]", the same in all tickets of one export
    merged_into: str = ""
    people: tuple[Person, ...] = ()
    source: str = ""  # "tickets.jsonl:14"


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that was dropped, with the reason and what shows it."""

    code: str  # a word, such as "no-agent-reply"
    evidence: str
    ticket_id: str = ""
    pair_id: str = ""
    source: str = ""  # file:line for what never became a ticket


@dataclass(frozen=True, slots=True)
class Import:
    """What was read from an export, and how it was read. Each row is in a ticket or in a rejection."""

    export_format: str  # "zendesk", "table", "mbox", "transcript"
    because: str  # the evidence for that format, in a sentence
    tickets: Sequence[Ticket]
    rejections: tuple[Rejection, ...] = ()
    warnings: tuple[str, ...] = ()
    n_rows: int = 0  # of a table; mails, comments or turns of other exports
    mapping: Mapping[str, str] = field(default_factory=dict)  # role of a column → its name, for tables
    n_more: int = 0  # messages above the two of a row with a question and its answer: a cell held a conversation


@dataclass(frozen=True, slots=True)
class Pair:
    """One example to learn from, and where it came from."""

    pair_id: str  # "T17/3": ticket, answering message
    ticket_id: str
    instruction: str
    response: str
    topic: str = ""
    agent: str = ""  # a placeholder such as "[AGENT_3]", never a name
    answered_at: str = ""
    requester: str = ""  # the ticket's
    channel: str = ""  # the ticket's


@dataclass(frozen=True, slots=True)
class Edit:
    """One change on the way from messages to a pair: what stood there, what stands there now, and why."""

    pair_id: str
    side: Literal["instruction", "response"]
    kind: str  # "subject", "earlier-turn", "greeting", "glossary", "typo", …
    before: str
    after: str
    reason: str
    message_ids: tuple[str, ...] = ()
    refused: str = ""  # a rewrite that verification did not let through; then before and after are the same


@dataclass(frozen=True, slots=True)
class Span:
    """What stands at start:end of one side of a pair."""

    pair_id: str
    side: Literal["instruction", "response"]
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the audit found.

    The first id is the pair that the finding is about: a "reject" sets it aside, a "review" makes it wait for a
    person. The other ids are the evidence (the kept copy, the answer it disagrees with, the rest of its group).
    """

    code: str
    severity: Severity
    pair_ids: tuple[str, ...]
    value: float | None
    detail: str
    cause: str = ""  # what one decision may settle for all pairs that share it, such as the shorthand; "": the detail
    fact_kind: str = ""  # of a conflict: what the answers differ in, such as "duration" (prep/facts/records.py)
    evidence: tuple[Span, ...] = ()  # of a conflict: the words that exclude each other, this pair's first


@dataclass(frozen=True, slots=True)
class CheckRun:
    """Whether a check ran. "Found nothing" is outcome "ran" with no findings; the other outcomes are not passes."""

    check: str
    outcome: Outcome
    n_findings: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Pairs that ask the same thing, copies folded away. A pair that nobody else asks is a group of one."""

    group_id: str  # the smallest pair id in it
    pair_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """What the audit says about a set of pairs. kept + waiting + rejected = all pairs."""

    findings: tuple[Finding, ...]
    runs: tuple[CheckRun, ...]
    groups: tuple[QuestionGroup, ...]  # over kept pairs only
    kept: tuple[str, ...]
    waiting: tuple[str, ...]
    rejected: tuple[str, ...]
    answers: Mapping[str, str] = field(default_factory=dict)  # kept pair → pair whose answer it is taught with


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a pair. What the decisions on one pair come to: prep/decisions.py."""

    pair_id: str
    action: str  # "accept", "reject", "edit", "split", "undo"
    reason: str = ""
    instruction: str = ""
    response: str = ""
    decided_at: str = ""
    fingerprint: str = ""  # of the text that was decided on; "" in a line that applies to any text
    by: str = ""  # who decided, where they said so
    page: str = ""  # of the workbench, where its undo takes it back; "" in older lines, which any page takes back


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where one kept pair went."""

    pair_id: str
    group_id: str
    topic: str
    part: Part
    also: tuple[str, ...] = ()  # what the pair has in the columns of Split.by

    @property
    def is_held_out(self) -> bool:
        return self.part in ("taught", "untaught")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A kept pair that went nowhere, because it would tie two sides of the split together."""

    pair_id: str
    because_of: str  # a pair on the other side that it is bound to
    why: str  # "copy", "ticket" or "requester"


@dataclass(frozen=True, slots=True)
class Absent:
    """A pair that a split before had in a part, and that is in none of this one, such as one that waits again."""

    pair_id: str
    part: Part


@dataclass(frozen=True, slots=True)
class Split:
    """The kept pairs, each on one side."""

    assignments: tuple[Assignment, ...]
    held_out_share: float  # asked for
    seed: int
    notes: tuple[str, ...] = ()  # what could not be had, such as a topic too small to measure
    left_out: tuple[LeftOut, ...] = ()
    validation_share: float = 0.0  # asked for
    by: tuple[str, ...] = ()  # columns that it is in proportion to beside the topic
    by_time: bool = False  # whether the newest pairs are held out
    n_canaries: int = 0  # strings planted in training answers, prep/canaries.py
    absent: tuple[Absent, ...] = ()  # pairs of the splits that it grew from: they keep their side should they come back
