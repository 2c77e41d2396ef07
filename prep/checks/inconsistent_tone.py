"""Answers that speak otherwise than most of this project's do: we or I, you or they, familiar or formal."""

from prep.checks.check import Check, Found, Ground, NotApplicable, Told
from prep.checks.exceptional import exceptions_to
from prep.style import MIN_VOTERS, TONE, customs


def find(ground: Ground) -> Found:
    """Exceptions to each custom that the project has; without one there are none. Tells the customs, too."""
    found = customs(ground.pairs, TONE, ground.readings.seen)
    if not found:
        return NotApplicable(f"In nothing do {MIN_VOTERS} answers agree: no tone is usual here.")
    return Told([*exceptions_to(CHECK.code, found)], tuple(custom.in_words for custom in found))


CHECK = Check("inconsistent-tone", "In another tone than usual here", "info", find)
