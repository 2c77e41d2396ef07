"""What a person wants to know of an import before trusting it: an Import → counts that add up, and three threads."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from statistics import median
from typing import NamedTuple

from prep.clean import reduce_to_own_words
from prep.ingest.columns import SETTINGS
from prep.personal_data import find_structured
from prep.records import Import, Message, Person, Rejection, Ticket
from prep.redact import Redactor

AUTHORS = ("customer", "agent", "automatic", "unknown")
_SETTINGS = (*SETTINGS, "turns")  # of a mapping: they name no column
_EXAMPLES = 3
_TRIED = 200  # threads looked at before fewer examples are shown
_SHORT = 900  # characters of a thread that is read at a glance
_FEW = 5  # messages of such a thread
_FREQUENT = 0.05  # of the threads that could be shown
_LONGEST = 600  # characters of one message, where no short thread is left

AsKept = Callable[[Ticket], Ticket]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that made no message, for one reason."""

    code: str
    n: int
    examples: tuple[str, ...]  # file:line, or what stands for it


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """How an export was read. `n_rows` = `n_rows_kept` + `n_left_out`, or `n_unaccounted` says how far off that is."""

    export_format: str
    because: str
    n_rows: int
    n_rows_kept: int  # a row of a table may hold two messages, a question and its answer
    n_messages: int
    left_out: tuple[LeftOut, ...]  # the most frequent reason first
    n_tickets: int
    n_answered: int  # tickets with a public reply that an agent wrote
    first_at: str
    last_at: str
    n_undated: int
    by_author: Mapping[str, int]  # messages; each author is there, with 0 too
    by_kind: Mapping[str, int]
    n_internal: int
    n_truncated: int
    columns: Mapping[str, str] = field(default_factory=dict)  # part → the column that plays it
    settings: Mapping[str, str] = field(default_factory=dict)  # what was said about the export
    column_notes: tuple[str, ...] = ()  # which columns were not used
    warnings: tuple[str, ...] = ()
    examples: tuple[Ticket, ...] = ()

    @property
    def n_left_out(self) -> int:
        return sum(each.n for each in self.left_out)

    @property
    def n_unaccounted(self) -> int:
        return self.n_rows - self.n_rows_kept - self.n_left_out

    @property
    def holds_pairs(self) -> bool:
        """Whether a row held a question and its answer."""
        return "question" in self.columns


def summarise_import(imported: Import, as_kept: AsKept | None = None) -> ImportSummary:
    """An import in counts and examples. `as_kept` turns a ticket into what the project keeps of it.

    Without it the examples are cleaned and redacted here, with all that the import tells about its people.
    """
    tally = _Tally()
    for ticket in imported.tickets:
        tally.count(ticket)
    columns = {part: name for part, name in imported.mapping.items() if part not in _SETTINGS}
    return ImportSummary(
        export_format=imported.export_format,
        because=imported.because,
        n_rows=imported.n_rows,
        n_rows_kept=(tally.n_messages - imported.n_more) // 2 if "question" in columns else tally.n_messages,
        n_messages=tally.n_messages,
        left_out=_left_out(imported.rejections),
        n_tickets=len(imported.tickets),
        n_answered=tally.n_answered,
        first_at=tally.first_at,
        last_at=tally.last_at,
        n_undated=tally.n_undated,
        by_author={author: tally.by_author[author] for author in AUTHORS},
        by_kind=dict(tally.by_kind.most_common()),
        n_internal=tally.n_internal,
        n_truncated=tally.n_truncated,
        columns=columns,
        settings={name: value for name, value in imported.mapping.items() if name in _SETTINGS},
        column_notes=tuple(note for note in imported.warnings if _is_about_columns(note)),
        warnings=tuple(note for note in imported.warnings if not _is_about_columns(note)),
        examples=tuple(_examples(imported.tickets, as_kept or redacted(imported.tickets))),
    )


@dataclass(slots=True)
class _Tally:
    """The counts of a summary, ticket by ticket."""

    n_messages: int = 0
    n_answered: int = 0
    first_at: str = ""
    last_at: str = ""
    n_undated: int = 0
    by_author: Counter[str] = field(default_factory=Counter)
    by_kind: Counter[str] = field(default_factory=Counter)
    n_internal: int = 0
    n_truncated: int = 0

    def count(self, ticket: Ticket) -> None:
        self.n_answered += any(map(_is_answer, ticket.messages))
        for message in ticket.messages:
            self.n_messages += 1
            self.by_author[message.author] += 1
            self.by_kind[message.kind] += 1
            self.n_internal += _is_internal(message)
            self.n_truncated += message.truncated
            if at := message.sent_at:
                self.first_at = min(self.first_at or at, at)
                self.last_at = max(self.last_at, at)
            else:
                self.n_undated += 1


def redacted(tickets: Sequence[Ticket]) -> AsKept:
    """How preparation keeps a ticket, boilerplate aside: that is learnt from all texts, which takes as long again."""
    redactor = Redactor(tickets)
    return lambda ticket: redactor.redact(reduce_to_own_words(ticket))


def without_people(summary: ImportSummary, hide: Callable[[str], str]) -> ImportSummary:
    """The summary as a project may keep it: the sentences of a reader may name people and their mailboxes."""
    return replace(summary, because=hide(summary.because), warnings=tuple(map(hide, summary.warnings)))


def hiding(people: Iterable[Person]) -> Callable[[str], str]:
    """Gives a sentence of ours with "[PERSON]" for whom it names of these people and "[EMAIL]" for each address."""
    known = {value for person in people for value in (person.name, person.person_id, *person.ids) if _tells(value)}

    def hide(text: str) -> str:
        for span in reversed([span for span in find_structured(text) if span.kind == "email"]):
            text = f"{text[: span.start]}[EMAIL]{text[span.end :]}"
        for value in sorted((value for value in known if value in text), key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", "[PERSON]", text)
        return text

    return hide


def _tells(value: str) -> bool:
    """Whether a name or id tells somebody apart: "Ana Roe", "ana.roe", "QM40012", but neither "Support" nor "17"."""
    return len(value) >= 4 and any(map(str.isalpha, value)) and not value.isalpha()


def _left_out(rejections: Sequence[Rejection]) -> tuple[LeftOut, ...]:
    sources: dict[str, list[str]] = defaultdict(list)
    for rejection in rejections:
        sources[rejection.code].append(rejection.source or rejection.ticket_id)
    ranked = sorted(sources.items(), key=lambda each: -len(each[1]))
    return tuple(
        LeftOut(code, len(found), tuple(islice(dict.fromkeys(filter(None, found)), _EXAMPLES)))
        for code, found in ranked
    )


def _is_answer(message: Message) -> bool:
    return message.author == "agent" and message.kind == "comment" and message.public


def _is_question(message: Message) -> bool:
    return message.author == "customer" and message.kind == "comment" and message.public


def _is_internal(message: Message) -> bool:
    return message.kind == "internal-note" or not message.public


def _is_about_columns(note: str) -> bool:
    return ": columns " in note


def _examples(tickets: Sequence[Ticket], as_kept: AsKept) -> Iterator[Ticket]:
    """Up to three threads that are still what they were chosen for once they are cleaned."""
    found = 0
    for ticket in islice(_typical(tickets), _TRIED):
        kept = as_kept(ticket)
        messages = tuple(map(_shown, filter(lambda message: message.text.strip(), kept.messages)))
        if not messages or (_is_exchange(ticket) and not _is_exchange(replace(ticket, messages=messages))):
            continue
        yield replace(kept, messages=messages, people=())
        found += 1
        if found == _EXAMPLES:
            return


def _typical(tickets: Sequence[Ticket]) -> Iterator[Ticket]:
    """Short threads with a question and its answer first: one of each frequent cast, then the nearest to the middle.

    The cast is who speaks in which way, so that a note or a machine's message is seen when such threads are frequent.
    Where nobody answers, whatever is short.
    """
    seen = [_looked_at(ticket) for ticket in tickets]
    short = [place for place, each in enumerate(seen) if each.short]
    pool = [place for place in short if seen[place].exchange] or short or list(range(len(seen)))
    if not pool:
        return
    middle = median(seen[place].length for place in pool)
    pool.sort(key=lambda place: abs(seen[place].length - middle))
    casts: dict[frozenset[tuple[str, str]], list[int]] = defaultdict(list)
    for place in pool:
        casts[seen[place].cast].append(place)
    frequent = [found for found in casts.values() if len(found) >= _FREQUENT * len(pool)]
    firsts = [found[0] for found in sorted(frequent, key=len, reverse=True)]
    yield from (tickets[place] for place in firsts)
    chosen = set(firsts)
    yield from (tickets[place] for place in pool if place not in chosen)


class _LookedAt(NamedTuple):
    """What of a ticket tells whether it is a typical one."""

    length: int
    short: bool
    exchange: bool
    cast: frozenset[tuple[str, str]]


def _looked_at(ticket: Ticket) -> _LookedAt:
    cast = _one_for_all(frozenset((message.author, message.kind) for message in ticket.messages))
    short = bool(ticket.messages) and _is_short(ticket)
    return _LookedAt(_length(ticket), short, short and _is_exchange(ticket), cast)


@cache
def _one_for_all(cast: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """The same object for equal casts: there are few, and a large export has very many tickets."""
    return cast


def _is_exchange(ticket: Ticket) -> bool:
    """Whether a customer's question has an agent's answer after it."""
    asked = next((place for place, message in enumerate(ticket.messages) if _is_question(message)), None)
    return asked is not None and any(map(_is_answer, ticket.messages[asked + 1 :]))


def _is_short(ticket: Ticket) -> bool:
    return len(ticket.messages) <= _FEW and _length(ticket) <= _SHORT


def _length(ticket: Ticket) -> int:
    return sum(len(message.text) for message in ticket.messages)


def _shown(message: Message) -> Message:
    text = message.text.strip()
    return replace(message, text=text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …", cuts=())
