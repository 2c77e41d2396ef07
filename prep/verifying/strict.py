"""The strict tier: every check, each of one kind of thing that a rewrite may not change."""

from prep.verifying import attachments, figures, order, personal, places, speakers, stances, voices, words
from prep.verifying.records import Fault, Reading, Sources

_CHECKS = (
    words.check,
    figures.check,
    stances.check,
    attachments.check,
    speakers.check,
    order.check,
    voices.check,
    places.check,
    personal.check,
)


def faults(now: Reading, sources: Sources) -> tuple[Fault, ...]:
    """What each check finds, each fault once."""
    return tuple(dict.fromkeys(fault for check in _CHECKS for fault in check(now, sources)))
