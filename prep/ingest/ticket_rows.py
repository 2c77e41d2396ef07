"""A table with one row a ticket: a question and its answer side by side."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from prep.holding import Hold, in_memory, pickle_by_arguments
from prep.ingest.columns import Mapped
from prep.ingest.contacts import People, contact_kind, side_of
from prep.ingest.conversation_cells import Heads, Speakers, Turn, heads_of, is_named, speakers_of, turns_of
from prep.ingest.markup import format_of, letters
from prep.ingest.picked import Grouped
from prep.ingest.roles import role_of
from prep.ingest.tables import Row, Table
from prep.ingest.threads import Threads, in_order
from prep.ingest.ticket_of_rows import ticket_of_rows
from prep.ingest.times import Clock, Time, read_times, time_reader
from prep.plurals import many
from prep.records import Author, Message, Person, Rejection, Ticket

_PLACEHOLDER = re.compile(r"\{[a-z]+_[a-z_]+\}")
_SUSPICIOUS_SHARE = 0.05
_AUTHORS: tuple[Author, ...] = ("customer", "agent", "automatic", "unknown")
_Side = Literal["customer", "agent"]
_PARTS: dict[str, _Side] = {"agent": "agent", "requester": "customer"}


@dataclass(frozen=True, slots=True)
class _Exchange:
    """One row: what was asked, what was answered, by whom; or all that was said, where a cell holds a conversation."""

    ticket_id: str
    source: str
    number: int  # of the row in all files
    has_id: bool  # in a column of its own
    said: tuple[tuple[Author, str], ...]
    turns: tuple[Message, ...]  # what was said, where the answer cell held a conversation
    subject: str
    topic: str
    channel: str
    time: Time
    written: str
    people: dict[Author, Person]
    others: tuple[Person, ...] = ()  # whom only a conversation names


pickle_by_arguments(Time, _Exchange)


def tickets_from_rows(
    tables: Sequence[Table],
    mapped: Sequence[Mapped],
    people: People,
    clock: Clock,
    *,
    agent_is: str = "",
    hold: Hold = in_memory,
) -> Threads:
    """Each row as a customer's question and an agent's answer; rows with one id are exchanges of one ticket.

    An answer column whose cells are whole conversations is split into their messages, and a warning says so.
    """
    rejections: list[Rejection] = []
    warnings: list[str] = []
    exchanges = hold(_all_exchanges(tables, mapped, people, clock, agent_is, rejections, warnings))
    of_ticket = Grouped(exchanges, lambda exchange: exchange.ticket_id)
    repeated: list[tuple[int, Rejection]] = []
    n_kept = n_unfilled = n_more = 0

    def read() -> Iterator[Ticket]:
        nonlocal n_kept, n_unfilled, n_more
        for ticket_id in of_ticket:
            kept = _once(of_ticket.of(ticket_id), repeated)
            n_kept += len(kept)
            n_more += sum(len(exchange.said) - 2 for exchange in kept)
            n_unfilled += sum(any(_PLACEHOLDER.search(text) for _, text in exchange.said) for exchange in kept)
            yield _ticket(ticket_id, kept)

    tickets = hold(read())
    if n_unfilled > _SUSPICIOUS_SHARE * n_kept:
        warnings.append(
            f"{n_unfilled} of {n_kept} rows hold unfilled placeholders such as {{product_purchased}}: this looks "
            "like generated or template data, not like tickets."
        )
    again = (rejection for _, rejection in sorted(repeated, key=lambda each: each[0]))
    return Threads(tickets, (*rejections, *again), tuple(warnings), n_more)


def _all_exchanges(
    tables: Sequence[Table],
    mapped: Sequence[Mapped],
    people: People,
    clock: Clock,
    agent_is: str,
    rejections: list[Rejection],
    warnings: list[str],
) -> Iterator[_Exchange]:
    n_before = 0
    for table, each in zip(tables, mapped, strict=True):
        read_time, remark = read_times(table.cells(each.columns["time"]) if "time" in each.columns else (), clock)
        if remark:
            warnings.append(f"{table.name}: {remark}.")
        place = {part: table.columns.index(column) for part, column in each.columns.items()}
        splitting = _splitting(table, each, place, people, clock, agent_is, warnings)
        authors: Counter[Author] = Counter()
        for number, row in enumerate(table.rows, start=n_before + 1):
            found = _exchange(table, row, place, number, people, read_time)
            if splitting and isinstance(found, _Exchange):
                found = _split(found, splitting, people)
                authors.update(message.author for message in found.turns)
            if isinstance(found, Rejection):
                rejections.append(found)
            else:
                yield found
        n_before += len(table.rows)
        if splitting:
            warnings.append(_told(table, each, splitting.heads, authors))


def _exchange(
    table: Table, row: Row, place: dict[str, int], number: int, people: People, read_time: Callable[[str], Time]
) -> _Exchange | Rejection:
    cells = {part: row.cells[at] for part, at in place.items()}
    subject = cells.get("subject", "")
    question = cells["question"] if cells["question"].strip() else subject
    answer = cells["answer"]
    ticket_id = cells.get("id", "").strip() or f"{'row ' if 'id' in place else ''}{number}"
    if not answer.strip():
        return Rejection("no-agent-reply", "the answer column is empty", ticket_id, source=row.source)
    if not question.strip():
        return Rejection("no-question", "the question column is empty", ticket_id, source=row.source)
    return _Exchange(
        ticket_id,
        row.source,
        number,
        "id" in place,
        (("customer", question), ("agent", answer)),
        (),
        subject,
        cells.get("topic", "").strip(),
        cells.get("channel", "").strip(),
        read_time(cells["time"]) if "time" in cells else Time(""),
        cells.get("time", ""),
        _people(table, row, place, people),
    )


@dataclass(frozen=True, slots=True)
class _Splitting:
    """How the conversations of a table's answer column are split."""

    heads: Heads
    form: re.Pattern[str]
    speakers: Speakers
    read_time: Callable[[str], Time]


def _splitting(
    table: Table,
    mapped: Mapped,
    place: dict[str, int],
    people: People,
    clock: Clock,
    agent_is: str,
    warnings: list[str],
) -> _Splitting | None:
    """What the cells of the answer column show; None where they are answers. Few conversations are warned about."""
    column = mapped.columns["answer"]
    heads = heads_of(table.cells(column))
    if heads.are_few:
        warnings.append(
            f"{table.name}: {heads.n_headed} of {heads.n_filled} cells of {column!r} look like whole conversations "
            f'("{heads.example}"), and each was taken for one answer: give one row a message, and import again.'
        )
    if (form := heads.form) is None:
        return None
    rows = ((turns_of(row.cells[place["answer"]], form), _people(table, row, place, people)) for row in table.rows)
    speakers = speakers_of(rows, agent_is)
    whens = (turn.when for cell in table.cells(column) for turn in turns_of(cell, form))
    read_time, remark = time_reader(whens, clock)
    if remark:
        warnings.append(f"{table.name}: {remark}.")
    return _Splitting(heads, form, speakers, read_time)


def _split(exchange: _Exchange, splitting: _Splitting, people: People) -> _Exchange:
    """An exchange with the messages that its answer cell holds; as it is where that cell is one text."""
    (_, question), (_, answer) = exchange.said
    turns: list[Message] = []
    others: list[Person] = []
    for turn in turns_of(answer, splitting.form):
        author = splitting.speakers.author(turn, exchange.people)
        who = exchange.people.get(author)
        if author != "automatic" and not (who and is_named(turn.who, who)) and role_of(turn.who) is None:
            who = people.person(author, [("author name", turn.who)])
            others += [who] if who else []
        turns.append(_message(author, turn, who, splitting.read_time))
    if not turns:
        return exchange
    turns = list(in_order(turns))
    # A conversation often begins with the question again.
    opens = turns[0].author == "customer" and letters(turns[0].text) == letters(question)
    asked: tuple[tuple[Author, str], ...] = () if opens else (("customer", question),)
    said = (*asked, *((turn.author, turn.text) for turn in turns))
    return replace(exchange, said=said, turns=tuple(turns), others=tuple(others))


def _message(author: Author, turn: Turn, who: Person | None, read_time: Callable[[str], Time]) -> Message:
    return Message(
        message_id="",
        author=author,
        text=turn.text,
        person_id=who.person_id if who and author != "automatic" else "",
        kind="system" if author == "automatic" else "comment",
        sent_at=read_time(turn.when).at,
        sent_at_written=turn.when,
        text_format=format_of(turn.text),
    )


def _told(table: Table, mapped: Mapped, heads: Heads, authors: Counter[Author]) -> str:
    shown = ", ".join(f"{author} {authors[author]}" for author in _AUTHORS if authors[author])
    unknown = (
        f" {many(authors['unknown'], 'is', 'are')} by nobody whom a column names, and never paired: say who your "
        'agents are with --map "agent_is=NAME|NAME", or name the columns with --map requester=COLUMN,agent=COLUMN.'
        if authors["unknown"]
        else ""
    )
    return (
        f"{table.name}: {heads.n_headed} of {heads.n_filled} cells of {mapped.columns['answer']!r} hold whole "
        f'conversations ("{heads.example}"): they were split into {many(authors.total(), "message")} ({shown}).'
        f"{unknown}"
    )


def _once(exchanges: Iterable[_Exchange], repeated: list[tuple[int, Rejection]]) -> list[_Exchange]:
    """A ticket's exchanges without those that say again what an earlier row said under the same id."""
    kept: list[_Exchange] = []
    for exchange in exchanges:
        if exchange.has_id and any(exchange.said == earlier.said for earlier in kept):
            evidence = "the same id, question and answer stand in an earlier row"
            rejection = Rejection("repeated-row", evidence, exchange.ticket_id, source=exchange.source)
            repeated.append((exchange.number, rejection))
        else:
            kept.append(exchange)
    return kept


def _people(table: Table, row: Row, place: dict[str, int], people: People) -> dict[Author, Person]:
    """Whom the contact columns of a row name. A column that names no side is the customer's."""
    parts = {at: part for part, at in place.items()}
    fields: dict[_Side, list[tuple[str, str]]] = {"customer": [], "agent": []}
    for at, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        part = parts.get(at)
        if part not in (None, "agent", "requester") or role_of(cell) is not None:
            continue
        side: _Side = _PARTS.get(part or "") or side_of(column) or "customer"
        label = f"{part} name" if part else column
        if contact_kind(label):
            fields[side].append((label, cell))
    found: dict[Author, Person] = {}
    for side, named in fields.items():
        if who := people.person(side, named):
            found[side] = who
    return found


def _ticket(ticket_id: str, exchanges: Sequence[_Exchange]) -> Ticket:
    messages: list[Message] = []
    for exchange in exchanges:
        whole = exchange.said[: len(exchange.said) - len(exchange.turns)]
        for side, text in whole:
            who = exchange.people.get(side)
            messages.append(
                Message(
                    message_id="",
                    author=side,
                    text=text,
                    person_id=who.person_id if who else "",
                    sent_at=exchange.time.at,
                    sent_at_written=exchange.written,
                    text_format=format_of(text),
                )
            )
        messages += exchange.turns
    numbered = tuple(replace(message, message_id=str(number)) for number, message in enumerate(messages, start=1))
    people = (who for exchange in exchanges for who in (*exchange.people.values(), *exchange.others))
    return ticket_of_rows(ticket_id, exchanges, numbered, people)
