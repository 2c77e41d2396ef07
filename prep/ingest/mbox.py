"""Mail archives (mbox files, .eml files, folders of them) → tickets, one a thread.

A mail does not say who is staff: that takes one's own domains, or one mailbox that unmistakably answers the others.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from prep.collecting import collected
from prep.errors import BadInput
from prep.holding import Hold, pickle_by_arguments
from prep.ingest.contacts import People
from prep.ingest.mail import Mail
from prep.ingest.mailbox import opened, split_mails
from prep.ingest.mailthreads import MailThreads
from prep.ingest.roles import is_own
from prep.ingest.sources import ExportFile, reading
from prep.mail_domains import SHARED_DOMAINS
from prep.plurals import many
from prep.progress import Progress, ticked
from prep.records import Author, Import, Message, Person, Rejection, Ticket
from prep.spreading import spread

_MIN_THREADS = 3  # answered ones, before an answering domain is unmistakable
_MIN_SHARE = 0.8  # of the answered threads
_NOW_AND_THEN = 0.1


pickle_by_arguments(Mail)


@dataclass(frozen=True, slots=True)
class _Staff:
    """Which addresses are staff's, and how that is known."""

    own_domains: tuple[str, ...]
    because: str
    warning: str = ""


def read_mailboxes(
    files: Sequence[ExportFile], *, because: str, own_domains: Sequence[str], hold: Hold, progress: Progress
) -> Import:
    """Tickets from mails. Without `own_domains`, and when none is unmistakable, every author is "unknown"."""
    rejections: list[Rejection] = []
    with reading(files, progress) as tick:
        sealed = hold(mail for file in files for mail in split_mails(file, tick))
    with collected(), spread(opened, sealed) as read, progress("Reading mails", len(sealed)) as tick:
        mails = hold(_readable(ticked(read, tick), rejections))
    renamed, repeated, notes = _once(mails)
    kept = hold(replace(mails[place], mail_id=mail_id) for place, mail_id in renamed)
    if not kept:
        first = rejections[0]
        raise BadInput(f"{first.source}: expected mails with a text, got none ({first.evidence}). Export again.")
    threads = MailThreads(kept)
    staff = _staff(threads, own_domains)
    people = People()
    with progress("Joining mails to tickets", len(threads)) as tick:
        tickets = hold(ticked((_ticket(thread, staff, people) for thread in threads), tick))
    if own_domains:
        _refuse_without_answers(tickets, kept, own_domains)
    rejections.extend(repeated)
    return Import(
        export_format="mbox",
        because=f"{because}; {staff.because}",
        tickets=tickets,
        rejections=tuple(rejections),
        warnings=(*((staff.warning,) if staff.warning else ()), *notes, *_remarks(kept)),
        n_rows=len(kept) + len(rejections),
    )


def _readable(read: Iterable[Mail | Rejection], rejections: list[Rejection]) -> Iterator[Mail]:
    for entry in read:
        if isinstance(entry, Rejection):
            rejections.append(entry)
        else:
            yield entry


def _once(mails: Sequence[Mail]) -> tuple[Iterator[tuple[int, str]], list[Rejection], list[str]]:
    """Where each mail stands that counts, and under which id; what was repeated, and what is to be said about it.

    Copies in Inbox and Sent share Message-ID, sender and date, and of such the last one stays. Other mails under a
    known id come from a broken mailer; they stay, under an id of their own.
    """
    kept: dict[bytes, int] = {}
    known: dict[bytes, int] = {}  # the first mail of each id
    renamed: dict[int, str] = {}
    repeated: list[Rejection] = []
    changed: list[str] = []
    foreign: list[str] = []
    for place, mail in enumerate(mails):
        key, of_id = _digest(mail.mail_id, mail.sender, mail.sent_at_written), _digest(mail.mail_id)
        earlier_place = kept.pop(key, None)
        if earlier_place is not None:
            earlier = mails[earlier_place]
            equal = earlier.text == mail.text
            evidence = f"the mail in {mail.source} again" if equal else f"an earlier copy of the mail in {mail.source}"
            repeated.append(Rejection("repeated-row", evidence, source=earlier.source))
            changed.extend([] if equal else [f"{earlier.source} and {mail.source}"])
            if earlier_place in renamed:
                renamed[place] = renamed[earlier_place]
        elif of_id in known:
            foreign.append(f"{mails[known[of_id]].source} and {mail.source}")
            renamed[place] = f"{mail.mail_id} {len(kept)}"
        known.setdefault(of_id, place)
        kept[key] = place
    notes = [
        f"{len(found)} {what}: {', '.join(found[:5])}."
        for what, found in (
            ("mails came in two versions, of which the later was kept", changed),
            ("mails carry the Message-ID of another mail; both were kept", foreign),
        )
        if found
    ]
    return ((place, renamed.get(place) or mails[place].mail_id) for place in kept.values()), repeated, notes


def _digest(*parts: str) -> bytes:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _staff(threads: Collection[Sequence[Mail]], own_domains: Sequence[str]) -> _Staff:
    if own_domains:
        return _Staff(tuple(own_domains), f"mails from {', '.join(own_domains)} are the agents'")
    answered: Counter[str] = Counter()
    n_answered = 0
    for thread in threads:
        spoken = [mail for mail in thread if mail.kind == "comment" and mail.sender]
        answering = {side for mail in spoken for side in _sides(mail)} - _sides(*spoken[:1])
        n_answered += bool(answering)
        answered.update(answering)
    ranked = sorted(answered.items(), key=lambda each: (each[1], "@" not in each[0]), reverse=True)
    for side, count in ranked[:2]:
        if count >= max(_MIN_THREADS, _MIN_SHARE * n_answered) and not _asks(side, threads):
            how = f"{side} answers in {count} of {n_answered} answered threads and hardly opens any: it counts as yours"
            return _Staff((side,), how, f"{how}. Say otherwise with --agent-domain.")
    frequent = ", ".join(side for side, _ in ranked[:4]) or "nobody"
    return _Staff(
        (),
        "who is staff could not be told",
        f"Nobody answers the others often enough to be taken for your helpdesk (those who answer: {frequent}), so "
        f"every author is unknown and no pairs can be made. Name your own domain or mailbox: --agent-domain "
        f"{ranked[0][0] if ranked else 'example.com'}.",
    )


def _sides(*mails: Mail) -> set[str]:
    """Who may be the staff behind mails: their mailboxes, and their domains unless many people share them."""
    addresses = {mail.sender for mail in mails if mail.sender}
    domains = {address.rpartition("@")[2] for address in addresses}
    return addresses | (domains - SHARED_DOMAINS)


def _asks(side: str, threads: Collection[Sequence[Mail]]) -> bool:
    """Whether a side opens answered threads itself, more than now and then."""
    opened = sum(len(thread) > 1 and side in _sides(thread[0]) for thread in threads)
    return opened > _NOW_AND_THEN * len(threads)


def _ticket(thread: Sequence[Mail], staff: _Staff, people: People) -> Ticket:
    messages: list[Message] = []
    persons: dict[str, Person] = {}
    for number, mail in enumerate(thread, start=1):
        author = _author(mail, staff)
        person_id = people.id_of(mail.sender) if mail.sender else ""
        if person_id:
            earlier = persons.get(person_id)
            name = mail.sender_name or (earlier.name if earlier else "")
            persons[person_id] = Person(person_id, author, name, emails=(mail.sender,))
        messages.append(
            Message(
                message_id=str(number),
                author=author,
                text=mail.text,
                person_id=person_id,
                kind=mail.kind,
                sent_at=mail.sent_at,
                sent_at_written=mail.sent_at_written,
                text_format=mail.text_format,
            )
        )
    return Ticket(
        ticket_id="M" + hashlib.sha256(thread[0].mail_id.encode("utf-8", "replace")).hexdigest()[:10],
        subject=next((mail.subject for mail in thread if mail.subject), ""),
        messages=tuple(messages),
        people=tuple(persons.values()),
        source=thread[0].source,
    )


def _author(mail: Mail, staff: _Staff) -> Author:
    if mail.kind == "system":
        return "automatic"
    if not staff.own_domains or not mail.sender:
        return "unknown"
    return "agent" if is_own(mail.sender, staff.own_domains) else "customer"


def _refuse_without_answers(tickets: Iterable[Ticket], mails: Iterable[Mail], own_domains: Sequence[str]) -> None:
    if any(message.author == "agent" for ticket in tickets for message in ticket.messages):
        return
    senders = Counter(mail.sender.rpartition("@")[2] for mail in mails if mail.sender)
    frequent = ", ".join(domain for domain, _ in senders.most_common(4)) or "unreadable senders"
    raise BadInput(
        f"Expected mails from {', '.join(own_domains)}, but this export has no agent replies from there (most mails "
        f"come from {frequent}). Add the Sent folder, or correct --agent-domain."
    )


def _remarks(mails: Sequence[Mail]) -> Iterable[str]:
    if n_attachments := sum(mail.n_attachments for mail in mails):
        yield f"{many(n_attachments, 'attachment was', 'attachments were')} counted, not opened."
    flaws = Counter(flaw for mail in mails for flaw in mail.flaws)
    if flaws:
        yield (
            "Read in part: "
            + ", ".join(f"{flaw} of {many(count, 'mail')}" for flaw, count in flaws.most_common())
            + "."
        )
