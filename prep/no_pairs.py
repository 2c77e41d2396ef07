"""Why an export made no pair, and what to do about it, in a line."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from itertools import islice

from prep.plurals import many
from prep.records import Message, Ticket

_SHOWN = 3
_QUOTED = 60  # characters of a reply
_UNREAD = "mend these rows, or say with --format and --map how to read them"
_UNANSWERED = "export tickets that an agent has answered, with all their messages"
_NOBODY_ASKS = (
    "see with `pairwright look` who wrote what; where the roles are wrong, say who answers with --map agent_is=… or "
    "--agent-domain"
)
_NOTHING_TAUGHT = "read them there: their replies only ask, promise or hand on; export tickets that say the answer"
_WHAT_TO_DO = {
    "no-agent-reply": _UNANSWERED,
    "only-automatic-replies": _UNANSWERED,
    "no-customer-question": _NOBODY_ASKS,
    "unknown-authors": _NOBODY_ASKS,
    "no-messages": _UNANSWERED,
    "unknown-ticket": "export tickets and messages of the same period together",
    "merged": "export the tickets that they were merged into",
    "non-answer": _NOTHING_TAUGHT,
    "identity-check-only": _NOTHING_TAUGHT,
    "chitchat": _NOTHING_TAUGHT,
    "truncated": "export again in a form that does not cut long texts",
    "bad-row": _UNREAD,
    "malformed-row": _UNREAD,
    "unreadable-mail": _UNREAD,
}
_LOOK = "see with `pairwright look` how they were read"


def automatic_replies(tickets: Iterable[Ticket], closed: Container[str] = ()) -> Counter[str]:
    """How many replies were held to be a machine's, by how they begin; "" for those of `closed` tickets."""
    return Counter(
        "" if ticket.ticket_id in closed else _beginning(message)
        for ticket in tickets
        for message in ticket.messages
        if message.kind == "auto-reply"
    )


def why_no_pair(rejected_by_code: Mapping[str, int], written_to: str, automatic: Mapping[str, int]) -> str:
    """ "No pair could be made: 12 no-agent-reply, 3 spam. …" from counts by reason, the most frequent first.

    `automatic` are the replies that `automatic_replies` counts.
    """
    if not rejected_by_code:
        return "No pair could be made: the export holds no ticket. Give one with questions and their answers."
    shown = [f"{n:,} {code}" for code, n in islice(rejected_by_code.items(), _SHOWN)]
    if others := len(rejected_by_code) - len(shown):
        shown.append(f"and {many(others, 'other reason')}")
    advice = _WHAT_TO_DO.get(next(iter(rejected_by_code)), _LOOK)
    held = f" {_held_automatic(automatic)}" if automatic else ""
    return f"No pair could be made: {', '.join(shown)}.{held} Ticket by ticket: {written_to}. What to do: {advice}."


def _held_automatic(automatic: Mapping[str, int]) -> str:
    said = f"Held to be automatic: {many(sum(automatic.values()), 'reply', 'replies')}"
    n, text = max(((n, text) for text, n in automatic.items() if text), default=(0, ""))
    return f'{said}, {n:,} of them "{text}".' if text else f"{said}."


def _beginning(message: Message) -> str:
    """How a reply begins. What is said again and again was cut as boilerplate, often the whole of it."""
    words = " ".join((message.text.strip() or next((cut.text for cut in message.cuts), "")).split())
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()} …"
