"""Tickets and messages of a helpdesk → an Import: each id once, oldest message first, nothing dropped in silence."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from prep.errors import BadInput
from prep.holding import Hold
from prep.ingest.automatic import is_absence_note
from prep.ingest.helpdesks.rows import rows_of
from prep.ingest.helpdesks.told import Asked, Helpdesk, Opened, Said, Told
from prep.ingest.markup import format_of, letters, without_tags
from prep.ingest.once import Places, Repeat, Versions, in_file_order, of_no_ticket, once
from prep.ingest.sources import ExportFile, reading
from prep.ingest.tally import Tally
from prep.ingest.threads import Threads, in_order
from prep.ingest.times import Clock, Time, clock_of, read_time, time_reader
from prep.plurals import many
from prep.progress import Progress, Tick
from prep.records import Import, Message, Person, Rejection, Ticket

_SHOWN = 8  # ids in a warning


def read_helpdesk(
    helpdesk: Helpdesk, files: Sequence[ExportFile], *, because: str, asked: Asked, hold: Hold, progress: Progress
) -> Import:
    """Tickets of one product's export. BadInput when it holds no agent replies."""
    unreadable: list[Rejection] = []
    with reading(files, progress) as tick:
        rows = chain.from_iterable(rows_of(file, tick, unreadable, hold) for file in files)
        told = helpdesk.tell(rows, asked, hold)
    tally = Tally()
    with progress("Joining messages to tickets", len(told.tickets)) as tick:
        threads = joined(told, tally, clock_of(asked.settings), hold, tick)
    _refuse_without_answers(helpdesk, told, tally)
    rejections = (*unreadable, *told.rejections, *threads.rejections)
    return Import(
        export_format=helpdesk.name,
        because=because,
        tickets=threads.tickets,
        rejections=rejections,
        warnings=(*told.warnings, *threads.warnings),
        n_rows=tally.n_messages + len(rejections),
        mapping=dict(asked.settings),
    )


def joined(told: Told, tally: Tally, clock: Clock, hold: Hold, tick: Tick) -> Threads:
    """Tickets with their messages, what was left out, and what a person should know."""
    openings = (ticket.opening for ticket in told.tickets if ticket.opening)
    read_time, remark = time_reader((each.written_at for each in chain(openings, told.messages)), clock)
    joining = _Joining(told, read_time)
    tickets = hold(_counted(joining.tickets(tick), tally, read_time))
    rejections = joining.rejections()
    asked = (f"{remark[0].upper()}{remark[1:]}.",) if remark else ()
    return Threads(tickets, rejections, (*asked, *joining.warnings(), *_remarks(tally, rejections)))


def _counted(tickets: Iterable[Ticket], tally: Tally, read_time: Callable[[str], Time]) -> Iterator[Ticket]:
    for ticket in tickets:
        tally.count(ticket, read_time)
        yield ticket


class _Joining:
    """Messages brought to their tickets, and what was left out on the way."""

    def __init__(self, told: Told, read_time: Callable[[str], Time]) -> None:
        self._told = told
        self._read_time = read_time
        self._opened = Places.of_rows(ticket.ticket_id for ticket in told.tickets)
        self._said = Places.of_rows(message.ticket_id for message in told.messages)
        self._repeated_tickets: list[Repeat] = []
        self._repeated_messages: list[Repeat] = []
        self._left_out: list[Rejection] = []

    def tickets(self, tick: Tick) -> Iterator[Ticket]:
        for ticket_id in self._opened:
            tick(len(self._opened.of(ticket_id)))
            (opened,), repeats = once(self._told.tickets, self._opened.of(ticket_id), ticket_id, _TICKETS)
            self._repeated_tickets += repeats
            said, repeats_of_messages = once(self._told.messages, self._said.of(ticket_id), ticket_id, _MESSAGES)
            self._repeated_messages += repeats_of_messages
            messages = _with_opening(opened, said)
            if opened.left_out:
                sources = [message.source for message in messages] or [opened.source]
                self._left_out += [Rejection(*opened.left_out, ticket_id, source=source) for source in sources]
                continue
            kept = _messages(messages, self._read_time, self._left_out)
            if kept:
                yield _ticket(opened, kept, self._told)
            elif not messages:
                evidence = "neither messages nor an opening text"
                self._left_out.append(Rejection("no-messages", evidence, ticket_id, source=opened.source))

    def rejections(self) -> tuple[Rejection, ...]:
        lost = of_no_ticket(self._told.messages, self._said, self._opened, _MESSAGES.source, "it names no ticket")
        of_messages = [*((each.place, each.rejection) for each in self._repeated_messages), *lost]
        of_messages.sort(key=lambda each: each[0])
        return (
            *(each.rejection for each in in_file_order(self._repeated_tickets)),
            *(rejection for _, rejection in of_messages),
            *self._left_out,
        )

    def warnings(self) -> Iterator[str]:
        tickets = [each.rejection.ticket_id for each in in_file_order(self._repeated_tickets) if not each.alike]
        messages = [each.row_id for each in in_file_order(self._repeated_messages) if not each.alike]
        for what, kept, ids in (("ticket", "newest", tickets), ("message", "last", messages)):
            if ids:
                shown = ", ".join(ids[:_SHOWN])
                yield (
                    f"{many(len(ids), what)} stood in the export with different contents; the {kept} was kept: {shown}."
                )


def _told_alike(one: Opened, other: Opened) -> bool:
    texts = [each.opening.text if each.opening else "" for each in (one, other)]
    return (one.subject, one.status, texts[0]) == (other.subject, other.status, texts[1])


_TICKETS: Versions[Opened] = Versions(
    row_id=lambda ticket: "ticket",  # those of one ticket are its versions, also where it has no id
    source=lambda ticket: ticket.source,
    alike=_told_alike,
    newer=lambda earlier, later: (
        not _told_alike(earlier, later) and read_time(later.updated_at).at >= read_time(earlier.updated_at).at
    ),
)
_MESSAGES: Versions[Said] = Versions(
    row_id=lambda message: message.message_id,
    source=lambda message: message.source,
    alike=lambda earlier, later: earlier.text == later.text,
    newer=lambda earlier, later: True,  # few helpdesks say when a message was changed
)


def _with_opening(ticket: Opened, messages: list[Said]) -> list[Said]:
    """The messages with the ticket's own text before them, unless one of them repeats it."""
    if not ticket.opening or not ticket.opening.text.strip():
        return messages
    wanted = letters(ticket.opening.text)
    if any(letters(message.text) == wanted for message in messages):
        return messages
    return [ticket.opening, *messages]


def _messages(
    said: Sequence[Said], read_time: Callable[[str], Time], rejections: list[Rejection]
) -> tuple[Message, ...]:
    made = []
    for number, each in enumerate(said):
        left_out = each.left_out
        if left_out is None and not without_tags(each.text).strip():
            left_out = ("empty-message", "it has no text")
        if left_out:
            rejections.append(Rejection(*left_out, each.ticket_id, source=each.source))
            continue
        made.append(
            Message(
                message_id=each.message_id or str(number),
                author=each.author,
                text=each.text,
                person_id=each.person_id,
                kind=each.kind,
                public=each.public and each.kind != "internal-note",
                sent_at=read_time(each.written_at).at,
                sent_at_written=each.written_at,
                text_format=each.text_format or format_of(each.text),
                truncated=each.truncated,
            )
        )
    ordered = list(in_order(made))
    for place, message in enumerate(ordered):
        if message.kind == "comment" and is_absence_note(message, ordered[place - 1] if place else None):
            ordered[place] = replace(message, kind="auto-reply")
    return tuple(ordered)


def _ticket(opened: Opened, messages: tuple[Message, ...], told: Told) -> Ticket:
    speakers = dict.fromkeys(message.person_id for message in messages if message.person_id)
    people: dict[str, Person] = {person.person_id: person for person in opened.people}
    people.update({speaker: told.people[speaker] for speaker in speakers if speaker in told.people})
    return Ticket(
        ticket_id=opened.ticket_id,
        subject=opened.subject,
        messages=messages,
        topic=opened.topic,
        tags=opened.tags,
        status=opened.status,
        merged_into=opened.merged_into,
        people=tuple(people.values()),
        source=opened.source,
    )


def _refuse_without_answers(helpdesk: Helpdesk, told: Told, tally: Tally) -> None:
    if tally.n_answers:
        return
    came = many(len(told.tickets), "ticket") + (
        f" and {many(len(told.messages), 'message')}" if told.messages else " without messages"
    )
    if told.messages and not told.tickets:
        raise BadInput(
            f"Expected {helpdesk.label} tickets with their messages, got {many(len(told.messages), 'message')} without "
            "tickets. Add the file that has the tickets: the two belong together."
        )
    if not told.tickets:
        raise BadInput(
            f"Expected {helpdesk.label} tickets and messages, got no row that is one of its. Leave out --format, or "
            "name the right one."
        )
    by_nobody = (
        f", of which {tally.n_unknown:,} by authors whom nothing marks as agent or customer" if tally.n_unknown else ""
    )
    raise BadInput(
        f"Expected {helpdesk.label} tickets with replies, but this export has no agent replies: it holds "
        f"{came}{by_nobody}. {helpdesk.with_answers}"
    )


def _remarks(tally: Tally, rejections: Sequence[Rejection]) -> Iterator[str]:
    if tally.n_unknown:
        authors = [author or "without an id" for author in tally.unknown]
        shown = ", ".join(authors[:_SHOWN]) + (" …" if len(authors) > _SHOWN else "")
        yield (
            f"{many(tally.n_unknown, 'message')} by authors whom nothing marks as agent or customer "
            f"({shown}): never taken for an answer. Name your staff among them with --map agent_is=A|B."
        )
    if tally.n_truncated:
        yield (
            f"{many(tally.n_truncated, 'message is', 'messages are')} cut short in the export: never taken for an "
            "answer."
        )
    if tally.n_merged:
        yield f"{many(tally.n_merged, 'ticket was', 'tickets were')} merged into another one; both ids are kept."
    if tally.n_unzoned:
        yield (
            f"{many(tally.n_unzoned, 'time names no zone and was', 'times name no zone and were')} taken as UTC; "
            "--map zone=Europe/Berlin says otherwise."
        )
    if tally.n_unread:
        yield f"{many(tally.n_unread, 'time')} could not be read."
    if codes := Counter(rejection.code for rejection in rejections):
        yield "Left out: " + ", ".join(f"{many(count, 'row')} as {code}" for code, count in codes.most_common()) + "."
