"""What a person said about shorthand: append-only lines, which survive every new preparation and can be taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from prep.glossary.general import GENERAL
from prep.glossary.records import Entry, Glossary, Sense

Action = Literal["accept", "ignore", "undo"]


@dataclass(frozen=True, slots=True)
class Said:
    """One word of a person on one shorthand. What was said at once shares its time to the microsecond.

    With topics or neighbouring words it adds a sense; without, it is the one meaning everywhere.
    """

    shorthand: str
    action: Action
    meaning: str = ""
    topics: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    said_by: str = ""
    said_at: str = ""


def standing(log: Iterable[Said]) -> Mapping[str, Sequence[Said]]:
    """What still counts for each shorthand, oldest first, undone lines left out."""
    said: dict[str, list[Said]] = {}
    for line in log:
        lines = said.setdefault(line.shorthand, [])
        if line.action == "undo":
            lines[-1:] = []
        else:
            lines.append(line)
    return {short: lines for short, lines in said.items() if lines}


def last_press(log: Sequence[Said]) -> tuple[str, ...]:
    """The shorthand of the last lines that still count and were said at once; empty when nothing does."""
    lines = [line for lines in standing(log).values() for line in lines]
    latest = max((line.said_at for line in lines), default="")
    return tuple(line.shorthand for line in lines if line.said_at == latest)


def with_said(glossary: Glossary, log: Sequence[Said]) -> Glossary:
    """A glossary as a person's words leave it. An entry that was changed by hand since stays as the hand left it."""
    once: dict[str, set[str]] = {}
    for line in log:
        once.setdefault(line.shorthand, set()).add("" if line.action == "ignore" else line.meaning)
    entries = dict(glossary.entries)
    free = set()
    for short, meanings in once.items():
        entry = entries.get(short)
        if entry is None or not entry.is_a_persons or {entry.meaning, *_meanings(entry)} & meanings:
            free.add(short)
            if entry is not None and entry.is_a_persons:
                entries[short] = GENERAL.entries.get(short) or replace(entry, confirmed_by="", senses=())
    for short, lines in standing(log).items():
        if short in free:
            entries[short] = _told(entries.get(short) or Entry(short, ""), lines)
    return replace(glossary, entries=entries)


def _told(entry: Entry, lines: Sequence[Said]) -> Entry:
    for line in lines:
        by = line.said_by or "a person"
        if line.action == "accept" and (line.topics or line.near):
            others = () if entry.confirmed_by == "" else entry.senses
            sense = Sense(line.meaning, line.topics, line.near)
            kept = tuple(one for one in others if (one.topics, one.near) != (sense.topics, sense.near))
            entry = replace(entry, meaning="", confirmed_by=by, senses=(*kept, sense))
        else:
            meaning = line.meaning if line.action == "accept" else ""
            entry = replace(entry, meaning=meaning, confirmed_by=by, senses=())
    return entry


def _meanings(entry: Entry) -> set[str]:
    return {sense.meaning for sense in entry.senses}
