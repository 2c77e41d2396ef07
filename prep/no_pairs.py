"""Why an export made no pair, and what to do about it, in a line."""

from collections.abc import Mapping
from itertools import islice

from prep.plurals import many

_SHOWN = 3
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


def why_no_pair(rejected_by_code: Mapping[str, int], written_to: str) -> str:
    """ "No pair could be made: 12 no-agent-reply, 3 spam. …" from counts by reason, the most frequent first."""
    if not rejected_by_code:
        return "No pair could be made: the export holds no ticket. Give one with questions and their answers."
    shown = [f"{n:,} {code}" for code, n in islice(rejected_by_code.items(), _SHOWN)]
    if others := len(rejected_by_code) - len(shown):
        shown.append(f"and {many(others, 'other reason')}")
    advice = _WHAT_TO_DO.get(next(iter(rejected_by_code)), _LOOK)
    return f"No pair could be made: {', '.join(shown)}. Ticket by ticket: {written_to}. What to do: {advice}."
