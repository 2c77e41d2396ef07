"""A table with one row a ticket: a question and its answer side by side."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
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
_Part = Literal["question", "answer"]
_BOTH_PARTS: tuple[_Part, ...] = ("question", "answer")
_PARTS: dict[str, _Side] = {"agent": "agent", "requester": "customer"}


@dataclass(frozen=True, slots=True)
class _Exchange:
    """One row: what was asked, what was answered, by whom; or all that was said, where a cell holds a conversation."""

    ticket_id: str
    source: str
    number: int  # of the row in all files
    has_id: bool  # in a column of its own
    said: tuple[tuple[Author, str], ...]
    turns: tuple[Message, ...]  # what was said, where a cell held a conversation
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

    A column whose cells are whole conversations is split into their messages, and a warning says so.
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
        splittings = [
            splitting
            for part in _BOTH_PARTS
            if (splitting := _splitting(part, table, each, place, people, clock, agent_is, warnings))
        ]
        for number, row in enumerate(table.rows, start=n_before + 1):
            found = _split(_exchange(table, row, place, number, people, read_time), splittings, people)
            if isinstance(found, Rejection):
                rejections.append(found)
            else:
                yield found
        n_before += len(table.rows)
        warnings += [_told(table, each, splitting) for splitting in splittings]


def _exchange(
    table: Table, row: Row, place: dict[str, int], number: int, people: People, read_time: Callable[[str], Time]
) -> _Exchange:
    cells = {part: row.cells[at] for part, at in place.items()}
    subject = cells.get("subject", "")
    question = cells["question"] if cells["question"].strip() else subject
    answer = cells["answer"]
    ticket_id = cells.get("id", "").strip() or f"{'row ' if 'id' in place else ''}{number}"
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
    """How the conversations of one column of a table are split, and whose messages were found so far."""

    part: _Part
    heads: Heads
    form: re.Pattern[str]
    speakers: Speakers
    read_time: Callable[[str], Time]
    authors: Counter[Author] = field(default_factory=Counter)


def _splitting(
    part: _Part,
    table: Table,
    mapped: Mapped,
    place: dict[str, int],
    people: People,
    clock: Clock,
    agent_is: str,
    warnings: list[str],
) -> _Splitting | None:
    """What the cells of a column show; None where each is one text. Few conversations are warned about."""
    column = mapped.columns[part]
    heads = heads_of(table.cells(column), of_both_sides=part == "question")
    if heads.are_few:
        warnings.append(
            f"{table.name}: {heads.n_headed} of {heads.n_filled} cells of {column!r} look like whole conversations "
            f'("{heads.example}"), and each was taken for one {part}: give one row a message, and import again.'
        )
    if (form := heads.form) is None:
        return None
    rows = ((turns_of(row.cells[place[part]], form), _people(table, row, place, people)) for row in table.rows)
    speakers = speakers_of(rows, agent_is)
    whens = (turn.when for cell in table.cells(column) for turn in turns_of(cell, form))
    read_time, remark = time_reader(whens, clock)
    if remark:
        warnings.append(f"{table.name}: {remark}.")
    return _Splitting(part, heads, form, speakers, read_time)


def _split(exchange: _Exchange, splittings: Sequence[_Splitting], people: People) -> _Exchange | Rejection:
    """An exchange with the messages that its cells hold; as it is where each is one text. What nobody asked or
    answered is rejected.
    """
    (_, question), (_, answer) = exchange.said
    others: list[Person] = []
    told = {
        splitting.part: _turns(
            exchange, question if splitting.part == "question" else answer, splitting, people, others
        )
        for splitting in splittings
    }
    asked, answered = told.get("question", []), told.get("answer", [])
    if not question.strip():
        return Rejection("no-question", "the question column is empty", exchange.ticket_id, source=exchange.source)
    if not answer.strip() and not any(message.author in ("agent", "unknown") for message in asked):
        return Rejection("no-agent-reply", "the answer column is empty", exchange.ticket_id, source=exchange.source)
    if not asked and not answered:
        return exchange
    if asked and answered:
        answered = _going_on(asked, answered)
    elif asked:  # it often has the answer too
        is_told = not answer.strip() or letters(answer) in {letters(message.text) for message in asked}
        answered = [] if is_told else [_whole(exchange, "agent", answer)]
    elif answered[0].author != "customer" or letters(answered[0].text) != letters(question):  # or begin with it
        asked = [_whole(exchange, "customer", question)]
    turns = (*asked, *answered)
    return replace(exchange, said=tuple((turn.author, turn.text) for turn in turns), turns=turns, others=tuple(others))


def _going_on(before: Sequence[Message], after: Sequence[Message]) -> list[Message]:
    """The second of two conversations without what it repeats of the first: all of it, or that one's end.

    Elsewhere a message may be said twice: "Which year?".
    """
    said, again = ([letters(message.text) for message in messages] for messages in (before, after))
    if any(said[start : start + len(again)] == again for start in range(len(said))):
        return []
    n_shared = max(n for n in range(min(len(said), len(again)) + 1) if said[len(said) - n :] == again[:n])
    return list(after[n_shared:])


def _turns(
    exchange: _Exchange, cell: str, splitting: _Splitting, people: People, others: list[Person]
) -> list[Message]:
    """The messages of a conversation, oldest first; `others` grows by whom only they name."""
    turns: list[Message] = []
    for turn in turns_of(cell, splitting.form):
        author = splitting.speakers.author(turn, exchange.people)
        who = exchange.people.get(author)
        if author != "automatic" and not (who and is_named(turn.who, who)) and role_of(turn.who) is None:
            who = people.person(author, [("author name", turn.who)])
            others += [who] if who else []
        turns.append(_message(author, turn, who, splitting.read_time))
    splitting.authors.update(turn.author for turn in turns)
    return list(in_order(turns))


def _whole(exchange: _Exchange, side: Author, text: str) -> Message:
    who = exchange.people.get(side)
    return Message(
        message_id="",
        author=side,
        text=text,
        person_id=who.person_id if who else "",
        sent_at=exchange.time.at,
        sent_at_written=exchange.written,
        text_format=format_of(text),
    )


def _message(author: Author, turn: Turn, who: Person | None, read_time: Callable[[str], Time]) -> Message:
    return Message(
        message_id="",
        author=author,
        text=turn.text,
        person_id=who.person_id if who and author != "automatic" else "",
        kind="system" if author == "automatic" else "comment",
        sent_at=read_time(turn.when).at,
        sent_at_written=turn.when,
        text_format=turn.text_format,
    )


def _told(table: Table, mapped: Mapped, splitting: _Splitting) -> str:
    heads, authors = splitting.heads, splitting.authors
    shown = ", ".join(f"{author} {authors[author]}" for author in _AUTHORS if authors[author])
    unknown = (
        f" {many(authors['unknown'], 'is', 'are')} by nobody whom a column names, and never paired: say who your "
        'agents are with --map "agent_is=NAME|NAME", or name the columns with --map requester=COLUMN,agent=COLUMN.'
        if authors["unknown"]
        else ""
    )
    return (
        f"{table.name}: {heads.n_headed} of {heads.n_filled} cells of {mapped.columns[splitting.part]!r} hold whole "
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
    messages = [
        message
        for exchange in exchanges
        for message in (exchange.turns or [_whole(exchange, side, text) for side, text in exchange.said])
    ]
    numbered = tuple(replace(message, message_id=str(number)) for number, message in enumerate(messages, start=1))
    people = (who for exchange in exchanges for who in (*exchange.people.values(), *exchange.others))
    return ticket_of_rows(ticket_id, exchanges, numbered, people)
