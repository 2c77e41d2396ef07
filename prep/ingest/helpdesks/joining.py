"""Tickets and messages of a helpdesk → an Import: each id once, oldest message first, nothing dropped in silence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from prep.errors import BadInput
from prep.ingest.automatic import is_absence_note
from prep.ingest.helpdesks.rows import rows_of
from prep.ingest.helpdesks.told import Asked, Helpdesk, Opened, Said, Told
from prep.ingest.markup import format_of, letters, without_tags
from prep.ingest.sources import ExportFile, reading
from prep.ingest.threads import in_order
from prep.ingest.times import Clock, Time, clock_of, read_time, read_times
from prep.progress import Progress
from prep.records import Import, Message, Person, Rejection, Ticket

_SHOWN = 8  # ids in a warning


def read_helpdesk(
    helpdesk: Helpdesk, files: Sequence[ExportFile], *, because: str, asked: Asked, progress: Progress
) -> Import:
    """Tickets of one product's export. BadInput when it holds no agent replies."""
    with reading(files, progress) as tick:
        read = [rows_of(file, tick) for file in files]
    told = helpdesk.tell([row for each in read for row in each.rows], asked)
    unreadable = tuple(rejection for each in read for rejection in each.rejections)
    tickets, rejections, warnings = joined(told, clock_of(asked.settings))
    _refuse_without_answers(helpdesk, told, tickets)
    rejections = (*unreadable, *told.rejections, *rejections)
    return Import(
        export_format=helpdesk.name,
        because=because,
        tickets=tickets,
        rejections=rejections,
        warnings=(*told.warnings, *warnings),
        n_rows=sum(len(ticket.messages) for ticket in tickets) + len(rejections),
        mapping=dict(asked.settings),
    )


def joined(told: Told, clock: Clock | None = None) -> tuple[tuple[Ticket, ...], tuple[Rejection, ...], tuple[str, ...]]:
    """Tickets with their messages, what was left out, and what a person should know."""
    rejections: list[Rejection] = []
    warnings: list[str] = []
    times = _times(told, clock, warnings)
    opened = _newest(told.tickets, rejections, warnings)
    said = _by_ticket(told.messages, opened, rejections, warnings)
    tickets = []
    for ticket_id, each in opened.items():
        messages = _with_opening(each, said[ticket_id])
        if each.left_out:
            sources = [message.source for message in messages] or [each.source]
            rejections.extend(Rejection(*each.left_out, ticket_id, source=source) for source in sources)
            continue
        kept = _messages(messages, times, rejections)
        if kept:
            tickets.append(_ticket(each, kept, told))
        elif not messages:
            rejections.append(
                Rejection("no-messages", "neither messages nor an opening text", ticket_id, source=each.source)
            )
    return tuple(tickets), tuple(rejections), (*warnings, *_remarks(tickets, times, rejections))


def _times(told: Told, clock: Clock | None, warnings: list[str]) -> Mapping[str, Time]:
    """Each time as it was written → what it means; all of an export together settle the order of day and month."""
    openings = (ticket.opening for ticket in told.tickets if ticket.opening)
    written = list(dict.fromkeys(each.written_at for each in (*openings, *told.messages)))
    times, remark = read_times(written, clock)
    if "no row tells" in remark:
        warnings.append(f"{remark[0].upper()}{remark[1:]}.")
    return dict(zip(written, times, strict=True))


def _newest(tickets: Iterable[Opened], rejections: list[Rejection], warnings: list[str]) -> dict[str, Opened]:
    """Of the rows that name one ticket the newest; the others are rejections."""
    kept: dict[str, Opened] = {}
    changed: list[str] = []
    for each in tickets:
        earlier = kept.get(each.ticket_id)
        if earlier is None:
            kept[each.ticket_id] = each
            continue
        equal = _told_alike(earlier, each)
        newer = not equal and read_time(each.updated_at).at >= read_time(earlier.updated_at).at
        winner, loser = (each, earlier) if newer else (earlier, each)
        kept[each.ticket_id] = winner
        evidence = f"equal to {winner.source}" if equal else f"an older version of {winner.source}"
        rejections.append(Rejection("repeated-row", evidence, each.ticket_id, source=loser.source))
        if not equal:
            changed.append(each.ticket_id)
    if changed:
        warnings.append(
            f"{len(changed)} tickets stood in the export with different contents; the newest was kept: "
            f"{', '.join(changed[:_SHOWN])}."
        )
    return kept


def _told_alike(one: Opened, other: Opened) -> bool:
    texts = [each.opening.text if each.opening else "" for each in (one, other)]
    return (one.subject, one.status, texts[0]) == (other.subject, other.status, texts[1])


def _by_ticket(
    messages: Iterable[Said], opened: dict[str, Opened], rejections: list[Rejection], warnings: list[str]
) -> dict[str, list[Said]]:
    """The messages of each ticket in file order, each id once; without a ticket they are rejections."""
    found: dict[str, dict[str, Said]] = defaultdict(dict)
    changed: list[str] = []
    for number, message in enumerate(messages):
        if message.ticket_id not in opened:
            evidence = f"no ticket {message.ticket_id} in this export" if message.ticket_id else "it names no ticket"
            rejections.append(Rejection("unknown-ticket", evidence, message.ticket_id, source=message.source))
            continue
        of_ticket = found[message.ticket_id]
        key = message.message_id or f"\0{number}"
        earlier = of_ticket.get(key)
        if earlier is None:
            of_ticket[key] = message
            continue
        equal = earlier.text == message.text
        of_ticket[key] = message
        rejections.append(
            Rejection(
                "repeated-row",
                f"{'equal to' if equal else 'an older version of'} {message.source}",
                message.ticket_id,
                source=earlier.source,
            )
        )
        if not equal:
            changed.append(message.message_id)
    if changed:
        warnings.append(
            f"{len(changed)} messages stood in the export with different contents; the last was kept: "
            f"{', '.join(changed[:_SHOWN])}."
        )
    return defaultdict(list, {ticket_id: list(of_ticket.values()) for ticket_id, of_ticket in found.items()})


def _with_opening(ticket: Opened, messages: list[Said]) -> list[Said]:
    """The messages with the ticket's own text before them, unless one of them repeats it."""
    if not ticket.opening or not ticket.opening.text.strip():
        return messages
    wanted = letters(ticket.opening.text)
    if any(letters(message.text) == wanted for message in messages):
        return messages
    return [ticket.opening, *messages]


def _messages(said: Sequence[Said], times: Mapping[str, Time], rejections: list[Rejection]) -> tuple[Message, ...]:
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
                sent_at=times[each.written_at].at,
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


def _refuse_without_answers(helpdesk: Helpdesk, told: Told, tickets: Sequence[Ticket]) -> None:
    messages = [message for ticket in tickets for message in ticket.messages]
    if any(message.author == "agent" and message.kind == "comment" for message in messages):
        return
    came = f"{len(told.tickets):,} tickets" + (
        f" and {len(told.messages):,} messages" if told.messages else " without messages"
    )
    if told.messages and not told.tickets:
        came = f"{len(told.messages):,} messages without their tickets"
    n_unknown = sum(message.author == "unknown" for message in messages)
    by_nobody = f", of which {n_unknown:,} by authors whom nothing marks as agent or customer" if n_unknown else ""
    raise BadInput(
        f"Expected {helpdesk.label} tickets with replies, but this export has no agent replies: it holds "
        f"{came}{by_nobody}. {helpdesk.with_answers}"
    )


def _remarks(tickets: Sequence[Ticket], times: Mapping[str, Time], rejections: Sequence[Rejection]) -> Iterable[str]:
    messages = [message for ticket in tickets for message in ticket.messages]
    if unknown := [message for message in messages if message.author == "unknown"]:
        yield (
            f"{len(unknown)} messages by authors whom nothing marks as agent or customer ({_listed(unknown)}): they "
            "are never taken for an answer. Name your staff among them with --map agent_is=A|B."
        )
    if n_truncated := sum(message.truncated for message in messages):
        yield f"{n_truncated} messages are cut short in the export: they are never taken for an answer."
    if n_merged := sum(bool(ticket.merged_into) for ticket in tickets):
        yield f"{n_merged} tickets were merged into another one; both ids are kept."
    if n_unzoned := sum(bool(m.sent_at) and not times[m.sent_at_written].zoned for m in messages):
        yield f"{n_unzoned} times name no zone and were taken as UTC; --map zone=Europe/Berlin says otherwise."
    if n_unread := sum(bool(message.sent_at_written) and not message.sent_at for message in messages):
        yield f"{n_unread} times could not be read."
    if codes := Counter(rejection.code for rejection in rejections):
        yield "Left out: " + ", ".join(f"{count} rows as {code}" for code, count in codes.most_common()) + "."


def _listed(messages: Sequence[Message]) -> str:
    authors = list(dict.fromkeys(message.person_id or "without an id" for message in messages))
    return ", ".join(authors[:_SHOWN]) + (" …" if len(authors) > _SHOWN else "")
