"""Personal data → placeholders such as "[CUSTOMER_1]", the same for the same person throughout a ticket.

First the people whom the export names, then what has a shape of its own (addresses, phones, cards), then names by their
place. Agents keep their number over the whole export, so that two who contradict each other can be told apart.
What reaches the helpdesk itself (contact_points.py) stays readable, and so does a place that only agents speak of.
"""

import ipaddress
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from prep.cuts import moved, weight
from prep.personal.contact_points import comparable, contact_points, desk_values, last_digits, without
from prep.personal.cut_short import bare, begins_one_of, find_cut_short
from prep.personal.homes import is_home
from prep.personal.learnt import id_shape, words_and_things
from prep.personal.name_places import find_names
from prep.personal.names import (
    WORD_NAMES,
    Found,
    Known,
    NameIndex,
    folded_words,
    is_role,
    is_role_mailbox,
    ways_to_write,
    words_among,
)
from prep.personal_data import Span, find_structured
from prep.records import Message, Person, Ticket

_LABELS = {
    "email": "EMAIL", "phone": "PHONE", "card": "CARD", "iban": "IBAN", "account": "ACCOUNT", "ssn": "ID", "ip": "IP",
    "mac": "DEVICE", "wallet": "ACCOUNT", "passport": "ID", "driver-licence": "ID", "national-id": "ID", "id": "ID",
    "secret": "SECRET", "birth-date": "BIRTHDATE", "address": "ADDRESS", "person-number": "ID",
}  # fmt: skip
_DIGITS = re.compile(r"(?<![\w])\+?\(?\d(?:[ ().\-/]{0,3}\d){5,16}(?!\w)")
_INITIALS = re.compile(r"(?<!\w)\^([A-Z]{2,3})(?!\w)")
_SAID_ONCE = ("birth-date", "person-number", "passport", "driver-licence", "national-id")
_NO_NUMBERS = ("email", "ip", "mac", "secret", "address", "birth-date")
_TELLING = 5  # characters: what is shorter stands for other things, too
_WAYS_KEPT = 2_000  # people whose spellings are kept between tickets: an export may have any number of them
_PLACEHOLDER = re.compile(r"\[[A-Z]+_\d+\]")


@dataclass(slots=True)
class _Cast:
    """Who is who in one ticket, and the placeholders given so far."""

    labels: dict[str, str]  # person_id → placeholder
    index: NameIndex = field(default_factory=NameIndex)
    values: dict[tuple[str, str], str] = field(default_factory=dict)  # (label, normalised value) → placeholder
    told: dict[str, str] = field(default_factory=dict)  # what somebody said is theirs, as written → its label
    whole: dict[str, tuple[str, str]] = field(default_factory=dict)  # bare number → its label, as written
    present: set[str] = field(default_factory=set)
    folded: dict[str, list[tuple[str, int, int]]] = field(default_factory=dict)  # text → its words
    named: dict[str, list[Found]] = field(default_factory=dict)  # text → whom of the whole export it names
    next_number: defaultdict[str, int] = field(default_factory=lambda: defaultdict(lambda: 1))

    def words(self, text: str) -> list[tuple[str, int, int]]:
        if text not in self.folded:
            self.folded[text] = folded_words(text)
        return self.folded[text]

    def label(self, person_id: str) -> str:
        if person_id not in self.labels:
            self.labels[person_id] = self.new("PERSON")
        return self.labels[person_id]

    def value(self, label: str, value: str) -> str:
        key = (label, re.sub(r"[\s().\-/]", "", value).casefold())
        if label == "PHONE":
            key = (label, last_digits(value))
        if label == "ADDRESS":
            key = comparable("address", value)
        if key not in self.values:
            self.values[key] = self.new(label)
        return self.values[key]

    def new(self, label: str) -> str:
        number = self.next_number[label]
        self.next_number[label] = number + 1
        return f"[{label}_{number}]"


class Redactor:
    """What an export says about its people, learnt once; `redact` then takes ticket after ticket."""

    def __init__(self, tickets: Sequence[Ticket], known_agents: Sequence[Person] = ()) -> None:
        people: dict[str, Person] = {}
        wrote: dict[str, None] = {}
        for ticket in tickets:
            people.update((person.person_id, person) for person in ticket.people)
            wrote.update((message.person_id, None) for message in ticket.messages if message.author == "agent")
        people.update((agent.person_id, agent) for agent in known_agents)
        self._desk = desk_values(people.values())
        people = {person_id: without(person, self._desk) for person_id, person in people.items()}
        self._people = people
        agents = [person for person in people.values() if person.author == "agent"]
        agent_ids = dict.fromkeys([*(agent.person_id for agent in agents), *filter(None, wrote)])
        self._agent_labels = {person_id: f"[AGENT_{n}]" for n, person_id in enumerate(agent_ids, start=1)}
        self._initials = {
            "".join(part[0] for part in agent.name.split()): agent.person_id for agent in agents if agent.name
        }
        self._vocabulary, things = words_and_things(tickets)
        self._words = words_among(people.values(), self._vocabulary, n_tickets=len(tickets))
        self._domains = {
            label
            for person in people.values()
            for address in person.emails
            for label in address.split("@")[-1].casefold().split(".")
        }
        self._everybody = NameIndex()
        for person in people.values():
            self._everybody.add(person, ways_to_write(person, self._words, near=person.author == "agent"))
        self._ways: dict[Person, list[Known]] = {}
        self._phones = {last_digits(phone) for person in people.values() for phone in person.phones}
        self._addresses = {address.casefold() for person in people.values() for address in person.emails}
        self._contact_points = contact_points(tickets, people.values(), things) | self._desk
        self._id_shape = id_shape(people.values())
        asked = dict.fromkeys(filter(None, map(_asked_by, tickets)))
        self._requesters = {person_id: f"[REQUESTER_{n}]" for n, person_id in enumerate(asked, start=1)}

    def requester_of(self, ticket: Ticket) -> str:
        """The placeholder of whoever asked, which is the same in all of their tickets; "" when nobody is known."""
        return self._requesters.get(_asked_by(ticket), "")

    def redact(self, ticket: Ticket) -> Ticket:
        """A ticket whose subject, topic, tags, messages and cuts hold placeholders, and whose people are gone.

        `Message.person_id` becomes the writer's placeholder: "[AGENT_3]", "[CUSTOMER_1]"; "" for machines.
        """
        cast = self._cast(ticket)
        for text in _texts(ticket):
            self._meet(cast, text)
            cast.told.update(self._told(text))
            cast.whole.update(self._numbers(text))
        return replace(
            ticket,
            subject=self._redacted(ticket.subject, cast, may_be_cut=True),
            topic=self._redacted(ticket.topic, cast),
            tags=tuple(self._redacted(tag, cast) for tag in ticket.tags),
            messages=tuple(self._redacted_message(message, cast) for message in ticket.messages),
            people=(),
        )

    def _cast(self, ticket: Ticket) -> _Cast:
        cast = _Cast(dict(self._agent_labels))
        writers = [message.person_id for message in ticket.messages if message.author == "customer"]
        for person_id in dict.fromkeys(filter(None, writers)):
            if person_id not in cast.labels:
                cast.labels[person_id] = cast.new("CUSTOMER")
        for person in ticket.people:
            self._join(cast, without(person, self._desk))
        return cast

    def _join(self, cast: _Cast, person: Person) -> None:
        """Know somebody in this ticket by each part of the name."""
        if person.person_id in cast.present:
            return
        cast.present.add(person.person_id)
        if person not in self._ways:
            if len(self._ways) >= _WAYS_KEPT:
                self._ways.clear()
            words = self._words if person.person_id in self._people else self._vocabulary | WORD_NAMES
            self._ways[person] = ways_to_write(person, words, near=True)
        cast.index.add(person, self._ways[person])

    def _meet(self, cast: _Cast, text: str) -> None:
        """Find out whom else a text names in full, so that later mentions by first name are known, too."""
        for found in self._named(text, cast):
            if found.person_id in self._people:
                self._join(cast, self._people[found.person_id])
        for start, end in find_names(text):
            name = text[start:end]
            words = folded_words(name)
            if self._is_name(name) and not any(True for _ in cast.index.find(name, words)):
                folded = " ".join(word for word, _, _ in words)
                self._join(cast, Person(f"name:{folded}", "unknown", name))

    def _told(self, text: str) -> Iterator[tuple[str, str]]:
        """The dates and numbers that a text says are somebody's: they go from the whole ticket, named or not."""
        for span in find_structured(text):
            written = text[span.start : span.end]
            if span.kind in _SAID_ONCE and len(written) >= _TELLING and not self._stays(span, text):
                yield written, _LABELS[span.kind]

    def _numbers(self, text: str) -> Iterator[tuple[str, tuple[str, str]]]:
        """The numbers of people that a text says in full: where the ticket says half of one, it goes as well."""
        for span in find_structured(text):
            written = text[span.start : span.end]
            if span.kind not in _NO_NUMBERS and not self._stays(span, text):
                yield bare(written), (_LABELS[span.kind], written)

    def _named(self, text: str, cast: _Cast) -> list[Found]:
        """Whom of the whole export a text names. Asked twice: to meet people, and to replace them."""
        if text not in cast.named:
            cast.named[text] = list(self._everybody.find(text, cast.words(text)))
        return cast.named[text]

    def _is_name(self, name: str) -> bool:
        """Whether a stranger's name can be believed: no desk, no part of our own domains, no word of every day."""
        parts = [word for word, _, _ in folded_words(name)]
        if is_role(name) or any(part in self._domains for part in parts):
            return False
        return any(part not in self._vocabulary or part in WORD_NAMES for part in parts)

    def _redacted_message(self, message: Message, cast: _Cast) -> Message:
        by_agent = message.author == "agent"
        spans = self._spans(message.text, cast, by_agent)
        return replace(
            message,
            text=_with_placeholders(message.text, spans),
            person_id=cast.label(message.person_id) if message.person_id and message.author != "automatic" else "",
            cuts=tuple(
                replace(cut, text=self._redacted(cut.text, cast, by_agent=by_agent))
                for cut in moved(message.cuts, _changes(message.text, spans) if message.cuts else ())
            ),
        )

    def _redacted(self, text: str, cast: _Cast, *, by_agent: bool = False, may_be_cut: bool = False) -> str:
        return _with_placeholders(text, self._spans(text, cast, by_agent, may_be_cut))

    def _spans(self, text: str, cast: _Cast, by_agent: bool, may_be_cut: bool = False) -> list[tuple[int, int, str]]:
        """What is to be replaced, in order, none overlapping: text[start:end] and its placeholder.

        `may_be_cut`: the text may end in the middle of a number, as a subject does that a helpdesk made.
        """
        taken: list[tuple[int, int, str]] = [(at.start(), at.end(), at[0]) for at in _PLACEHOLDER.finditer(text)]
        cut_short = self._cut_short(text, cast, may_be_cut)
        for start, end, placeholder in (*cut_short, *self._replacements(text, cast, by_agent)):
            if not any(start < other_end and other_start < end for other_start, other_end, _ in taken):
                taken.append((start, end, placeholder))
        return sorted(taken)

    def _cut_short(self, text: str, cast: _Cast, may_be_cut: bool) -> Iterator[tuple[int, int, str]]:
        """Numbers of which a text has only the beginning, but for those that stay."""
        if not (may_be_cut or "…" in text or "..." in text):
            return
        known = find_structured(text)
        if found := begins_one_of(text, {value: written for value, (_, written) in cast.whole.items()}):
            start, end, written = found
            yield start, end, cast.value(cast.whole[bare(written)][0], written)
        for kind, start, end in find_cut_short(text, at_end=may_be_cut):
            if not any(span.start <= start and end <= span.end for span in known):
                yield start, end, cast.value(_LABELS[kind], text[start:end])

    def _replacements(self, text: str, cast: _Cast, by_agent: bool) -> Iterator[tuple[int, int, str]]:
        """Replacements, the surest first; later ones that overlap earlier ones are dropped by the caller."""
        structured = [
            span
            for span in find_structured(text)
            if not self._stays(span, text) and not (by_agent and _is_a_place(span, text, cast))
        ]
        for span in structured:
            if span.kind != "phone":
                yield span.start, span.end, cast.value(_LABELS[span.kind], text[span.start : span.end])
        for run in _DIGITS.finditer(text):
            if last_digits(run[0]) in self._phones:
                yield run.start(), run.end(), cast.value("PHONE", run[0])
        for found_by in (cast.index.find(text, cast.words(text)), self._named(text, cast)):
            for mention in sorted(found_by, key=lambda mention: mention.start - mention.end):
                if mention.mention == "name":
                    yield mention.start, mention.end, cast.label(mention.person_id)
                else:
                    label = _LABELS[mention.mention]
                    yield mention.start, mention.end, cast.value(label, text[mention.start : mention.end])
        for written, label in cast.told.items():
            for again in re.finditer(rf"(?<![\w./-]){re.escape(written)}(?![\w/-])", text) if written in text else ():
                yield again.start(), again.end(), cast.value(label, written)
        for found in self._id_shape.finditer(text) if self._id_shape else ():
            yield found.start(), found.end(), cast.value("ID", found[0])
        for span in structured:
            if span.kind == "phone":
                yield span.start, span.end, cast.value("PHONE", text[span.start : span.end])
        for initials in _INITIALS.finditer(text):
            person_id = self._initials.get(initials[1], f"initials:{initials[1]}")
            yield initials.start(), initials.end(), cast.label(person_id)

    def _stays(self, span: Span, text: str) -> bool:
        """Whether a value is the helpdesk's own, or no person's: a shared mailbox, a hotline, a private network."""
        written = text[span.start : span.end]
        if span.kind == "email" and is_role_mailbox(written):
            return written.casefold() not in self._addresses
        if span.kind == "ip" and not ipaddress.ip_address(written).is_global:
            return True
        return comparable(span.kind, written) in self._contact_points


def _with_placeholders(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, placeholder in spans:
        pieces += [text[at:start], placeholder]
        at = end
    return "".join([*pieces, text[at:]])


def _changes(text: str, spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, int]]:
    """Where placeholders came in, counted as cuts are (prep/cuts.py)."""
    changes, at, before = [], 0, 0
    for start, end, placeholder in spans:
        before += weight(text[at:start])
        size = weight(text[start:end])
        changes.append((before, size, weight(placeholder)))
        before += size
        at = end
    return changes


def _is_a_place(span: Span, text: str, cast: _Cast) -> bool:
    """Whether an address that an agent writes is where something is, and nobody's home."""
    if span.kind != "address" or is_home(text, span.start):
        return False
    return comparable("address", text[span.start : span.end]) not in cast.values


def redact(ticket: Ticket, known_agents: Sequence[Person]) -> Ticket:
    """Redact one ticket by itself. For an export, make one Redactor and keep it: it learns from all tickets."""
    return Redactor([ticket], known_agents).redact(ticket)


def _texts(ticket: Ticket) -> Iterator[str]:
    yield ticket.subject
    for message in ticket.messages:
        yield message.text
        yield from (cut.text for cut in message.cuts)


def _asked_by(ticket: Ticket) -> str:
    return next((message.person_id for message in ticket.messages if message.author == "customer"), "")
