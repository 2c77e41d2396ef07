"""What marks a message as written by a machine, shared by all readers: headers first, then flags, wording last."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from prep.holding import Hold, in_memory
from prep.records import Message, MessageKind, Ticket

_AT_ONCE_S = 120.0  # nobody answers by hand faster than this every time
_RECEIPT_S = 60.0
_MANY_TICKETS = 5

AUTOMATIC_SUBJECT = re.compile(
    r"\s*(?:\[[^\]]*\]\s*)?(?:automatic reply|auto(?:mated|matic)?[- ]?(?:reply|response)|out of (?:the )?office"
    r"|automatische antwort|abwesenheit\w*|réponse automatique|respuesta automática|risposta automatica"
    r"|autosvar|automatisch antwoord|automaattinen vastaus|autosvar|resposta automática)\b\s*:?",
    re.I,
)
_BOUNCE_SENDER = re.compile(r"^(?:mailer-daemon|postmaster|mail-daemon|bounce[s]?)\b", re.I)


def kind_from_headers(headers: Mapping[str, str], sender: str = "") -> MessageKind:
    """What RFC 3834 headers and their older relatives say; header names in lower case. "comment" when nothing."""
    submitted = headers.get("auto-submitted", "").casefold().partition(";")[0].strip()
    if _BOUNCE_SENDER.match(sender) or (headers.get("return-path", "").strip() == "<>" and submitted != "auto-replied"):
        return "system"
    if headers.get("content-type", "").casefold().lstrip().startswith("multipart/report"):
        return "system"
    if submitted.startswith("auto-replied"):
        return "auto-reply"
    if submitted and submitted != "no":
        return "system"
    if any(
        name in headers for name in ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-response-suppress-by")
    ):
        return "auto-reply"
    precedence = headers.get("precedence", "").strip().casefold()
    if precedence in ("auto_reply", "auto-reply", "bulk", "junk"):
        return "auto-reply"
    return "comment"


def is_absence_note(message: Message, previous: Message | None) -> bool:
    """Whether a message begins like an out-of-office note and answered somebody else at once."""
    if previous is None or previous.person_id == message.person_id or not AUTOMATIC_SUBJECT.match(message.text):
        return False
    gap = _gap_s(previous, message)
    return gap is not None and gap <= _AT_ONCE_S


def mark_receipts(tickets: Sequence[Ticket], hold: Hold = in_memory) -> Sequence[Ticket]:
    """Mark as auto-replies what agents' accounts send again and again, always at once: receipts without a flag.

    None is marked where no answer has a time of its own: a table with one time a row tells no delay, and what
    agents send again and again are their macros.
    """
    n_tickets: Counter[bytes] = Counter()
    own_times = False
    for ticket in tickets:
        answers = list(_answers(ticket))
        own_times = own_times or any(gap for _, gap in answers)  # neither unknown nor 0
        n_tickets.update({_wording(message) for message, gap in answers if _at_once(gap)})
    receipts = {wording for wording, n in n_tickets.items() if n >= _MANY_TICKETS} if own_times else set()
    for ticket in tickets if receipts else ():
        receipts -= {_wording(message) for message, gap in _answers(ticket) if not _at_once(gap)}
    return hold(_marked(ticket, receipts) for ticket in tickets) if receipts else tickets


def _answers(ticket: Ticket) -> Iterator[tuple[Message, float | None]]:
    """What agents' accounts wrote after somebody, and how many seconds later; None when a time is unknown."""
    for previous, message in zip(ticket.messages, ticket.messages[1:], strict=False):
        if message.author == "agent" and message.kind == "comment":
            yield message, _gap_s(previous, message)


def _at_once(gap: float | None) -> bool:
    return gap is not None and gap <= _RECEIPT_S


def _marked(ticket: Ticket, receipts: set[bytes]) -> Ticket:
    messages = tuple(
        replace(message, kind="auto-reply")
        if message.author == "agent" and message.kind == "comment" and _wording(message) in receipts
        else message
        for message in ticket.messages
    )
    return replace(ticket, messages=messages)


def _wording(message: Message) -> bytes:
    """A digest of a text without what differs between copies of one receipt: numbers, case, spacing."""
    letters = re.sub(r"[\W\d_]+", "", message.text).casefold()[:400]
    return sha256(letters.encode("utf-8", "surrogatepass")).digest()


def _gap_s(earlier: Message, later: Message) -> float | None:
    if not earlier.sent_at or not later.sent_at:
        return None
    return (datetime.fromisoformat(later.sent_at) - datetime.fromisoformat(earlier.sent_at)).total_seconds()
