"""Where a form stands: in which tickets and topics, and between which words.

What means the same stands in the same places: "3 wd after" and "3 working days after".
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from prep.holding import Hold, in_memory
from prep.records import Ticket

_TOKEN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*(?:[&/][A-Za-z]+)*|\d+(?:[.,:]\d+)*|[^\w\s]|\n")
_NO_WORDS = re.compile(r"https?://\S+|\S+@\S+|\[[A-Z]+(?:_\d+)?\]")
_AROUND = 40  # characters of a use that a person sees on either side


@dataclass(frozen=True, slots=True)
class Reading:
    """The texts of the tickets, read once."""

    ids: Sequence[str]
    topics: Sequence[str]
    texts: Sequence[str]
    words: Sequence[Sequence[str]]  # words, figures and marks of each text; addresses and placeholders are marks

    def places(self) -> Iterator["Place"]:
        """Each ticket in turn."""
        return map(Place, count(), self.topics, self.texts, self.words)


@dataclass(slots=True)
class Uses:
    """The places of one form. Tickets are numbers in the reading."""

    tickets: set[int] = field(default_factory=set)
    topics: Counter[str] = field(default_factory=Counter)
    beside: Counter[str] = field(default_factory=Counter)
    written: dict[int, str] = field(default_factory=dict)  # as the ticket has it

    def note(self, place: "Place", start: int, end: int) -> None:
        """One more place: the words from `start` to `end` of a text."""
        words = place.words
        self.tickets.add(place.number)
        self.topics[place.topic] += 1
        self.beside[f"<{_kind(words[start - 1]) if start else ''}"] += 1
        self.beside[f">{_kind(words[end]) if end < len(words) else ''}"] += 1
        self.written.setdefault(place.number, " ".join(words[start:end]))


class Place(NamedTuple):
    """One ticket of the reading."""

    number: int
    topic: str
    text: str
    words: Sequence[str]


def read(tickets: Sequence[Ticket], hold: Hold = in_memory) -> Reading:
    """What people wrote in each ticket, its subject first."""
    texts = hold(_text(ticket) for ticket in tickets)
    words: Sequence[list[str]] = hold(_TOKEN.findall(_NO_WORDS.sub("|", text)) for text in texts)
    return Reading(
        [ticket.ticket_id for ticket in tickets],
        [ticket.topic for ticket in tickets],
        texts,
        words,
    )


def same_places(short: Uses, long: Uses) -> float:
    """How much two forms stand in the same tickets, topics and surroundings; about 1 is worth a proposal."""
    both = len(short.tickets & long.tickets)
    topics = _cosine(short.topics, long.topics) if set(short.topics) - {""} else 0.5
    return topics + _cosine(short.beside, long.beside) + min(both, 3) / 3 + math.log1p(len(long.tickets)) / 10


def excerpt(text: str, word: str) -> str:
    """The first use of a word with what stands around it, in one line."""
    found = re.search(rf"(?<![\w&/]){re.escape(word)}(?![\w&/])", text)
    if found is None:
        return word
    before, after = text[: found.start()], text[found.end() :]
    kept_before, kept_after = before[-_AROUND:], after[:_AROUND]
    if len(before) > _AROUND:
        kept_before = f"…{kept_before.partition(' ')[2]}"
    if len(after) > _AROUND:
        kept_after = f"{kept_after.rpartition(' ')[0]}…"
    return " ".join(f"{kept_before}{word}{kept_after}".split())


def _kind(token: str) -> str:
    return "#" if token[0].isdigit() else token.lower()


def _cosine(left: Mapping[str, int], right: Mapping[str, int]) -> float:
    shared = sum(count * right.get(key, 0) for key, count in left.items())
    if not shared:
        return 0.0
    return shared / math.sqrt(sum(n * n for n in left.values()) * sum(n * n for n in right.values()))


def _text(ticket: Ticket) -> str:
    return "\n".join([ticket.subject, *(message.text for message in ticket.messages if message.kind == "comment")])
