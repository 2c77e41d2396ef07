"""Answers that write dates, money, times or lists, or are laid out, otherwise than most of this project's do."""

from prep.checks.check import Check, Found, Ground, NotApplicable, Told
from prep.checks.exceptional import exceptions_to
from prep.style import FORMAT, MIN_VOTERS, customs
from prep.style.lengths import length_custom


def find(ground: Ground) -> Found:
    """Exceptions to each custom that the project has; without one there are none. Tells the customs, too."""
    found = [*customs(ground.pairs, FORMAT, ground.readings.seen)]
    if length := length_custom(ground.pairs):
        found.append(length)
    if not found:
        return NotApplicable(f"In nothing do {MIN_VOTERS} answers agree: no format is usual here.")
    return Told([*exceptions_to(CHECK.code, found)], tuple(custom.in_words for custom in found))


CHECK = Check("inconsistent-format", "Written in another form than usual here", "info", find)
