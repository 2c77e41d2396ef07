"""What cleaning took out of messages, where it stood, and how a person puts it back.

A cut is named "T9001/m2:signature", the second of its reason in one message "T9001/m2:signature:2". What a person said
is an append-only line about one cut or about one reason everywhere; tickets.jsonl stays as cleaning made it.
"""

import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from prep.records import Cut, Message, Ticket

Action = Literal["restore", "undo"]


@dataclass(frozen=True, slots=True)
class CutSaid:
    """One word of a person on one cut, or on all cuts of a reason."""

    action: Action
    cut_id: str = ""
    reason: str = ""  # of all cuts; "" when one cut is meant
    said_at: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back."""

    reasons: frozenset[str] = frozenset()
    cut_ids: frozenset[str] = frozenset()

    def holds(self, cut_id: str, reason: str) -> bool:
        return reason in self.reasons or cut_id in self.cut_ids


@dataclass(frozen=True, slots=True)
class Placed:
    """A cut with its name, and the message that it was taken out of."""

    ticket_id: str
    cut_id: str
    cut: Cut
    number: int  # in the message's cuts
    message: Message


NOTHING_RESTORED = Restored()


def standing(log: Iterable[CutSaid]) -> Restored:
    """What all that was said comes to."""
    said: dict[tuple[str, str], bool] = {}
    for line in log:
        said[line.reason, line.cut_id] = line.action == "restore"
    back = [key for key, is_back in said.items() if is_back]
    return Restored(
        frozenset(reason for reason, cut_id in back if not cut_id), frozenset(cut_id for _, cut_id in back if cut_id)
    )


def cuts_of(ticket: Ticket) -> Iterator[Placed]:
    """Every cut of a ticket as cleaning made it."""
    for message in ticket.messages:
        seen: Counter[str] = Counter()
        for number, cut in enumerate(message.cuts):
            seen[cut.reason] += 1
            name = f"{ticket.ticket_id}/{message.message_id}:{cut.reason}"
            named = name if seen[cut.reason] == 1 else f"{name}:{seen[cut.reason]}"
            yield Placed(ticket.ticket_id, named, cut, number, message)


def with_restored(ticket: Ticket, restored: Restored) -> Ticket:
    """A ticket with what was put back in its place."""
    if restored == NOTHING_RESTORED:
        return ticket
    back: dict[int, list[int]] = {}
    places = {id(message): place for place, message in enumerate(ticket.messages)}
    for one in cuts_of(ticket):
        if restored.holds(one.cut_id, one.cut.reason):
            back.setdefault(places[id(one.message)], []).append(one.number)
    if not back:
        return ticket
    return replace(
        ticket,
        messages=tuple(
            put_back(message, back[place]) if place in back else message
            for place, message in enumerate(ticket.messages)
        ),
    )


def put_back(message: Message, numbers: Collection[int]) -> Message:
    """A message with these of its cuts in its text again, each where it stood, on lines of its own."""
    total = weight(message.text)
    places = [min(cut.at, total) if cut.at >= 0 else total for cut in message.cuts]
    text = message.text
    for number in sorted(numbers, key=lambda number: (places[number], number), reverse=True):
        at = _after(text, places[number])
        rest = text[at:].lstrip()
        gap = text[at : len(text) - len(rest)] if rest else ""
        above = "\n" if at else ""
        text = f"{text[:at]}{above}{message.cuts[number].text}{gap if chr(10) in gap or not rest else chr(10)}{rest}"
    left = [number for number in range(len(message.cuts)) if number not in numbers]
    return replace(
        message,
        text=text,
        cuts=tuple(
            replace(
                message.cuts[number],
                at=places[number]
                + sum(
                    weight(message.cuts[other].text)
                    for other in numbers
                    if (places[other], other) < (places[number], number)
                ),
            )
            for number in left
        ),
    )


def weight(text: str) -> int:
    """How many characters a text has, blanks aside: where a cut stood is counted so."""
    return len("".join(text.split()))


def cut_further(cuts: Sequence[Cut], further: Sequence[Cut]) -> tuple[Cut, ...]:
    """The cuts of a text and those made `further` of what they left, in the order in which all of them stood there."""
    changes: list[tuple[int, int, int]] = []
    before = 0
    for cut in further:
        changes.append((cut.at + before, weight(cut.text), 0))
        before += weight(cut.text)
    stood = [(cut.at if cut.at >= 0 else sys.maxsize, 0) for cut in cuts] + [(start, 1) for start, _, _ in changes]
    both = (*moved(cuts, changes), *further)
    return tuple(both[number] for number in sorted(range(len(both)), key=stood.__getitem__))


def moved(cuts: Sequence[Cut], changes: Sequence[tuple[int, int, int]]) -> tuple[Cut, ...]:
    """Cuts of a text in which pieces changed: each change is where the piece stood, its weight before, and now."""
    return tuple(replace(cut, at=_moved(cut.at, changes)) if cut.at > 0 else cut for cut in cuts)


def _moved(at: int, changes: Sequence[tuple[int, int, int]]) -> int:
    shift = 0
    for start, before, now in changes:
        if start + before <= at:
            shift += now - before
        elif start < at:
            return start + shift + now  # it stood inside of what changed
    return at + shift


def _after(text: str, n: int) -> int:
    """The end of a text's nth character, blanks aside."""
    if n == 0:
        return 0
    for count, found in enumerate(re.finditer(r"\S", text), start=1):
        if count == n:
            return found.end()
    return len(text.rstrip())
