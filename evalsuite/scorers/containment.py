"""Containment: the answer has a reference in it. The short-answer scorer that most evaluations call accuracy.

On chat answers it calls some 16 points too many wrong (a name written another way), so it is one sign among several.
"""

from collections.abc import Sequence

from evalsuite.scorers.words import words

_GLUED_FROM = 5  # letters from which a reference is believed when the spaces around it are lost ("ismining")


def contained(references: Sequence[str], answer: str) -> bool:
    """Whether one reference's words occur in the answer, in order and together."""
    said = words(answer)
    spaced, glued = f" {' '.join(said)} ", "".join(said)
    return any(_inside(words(reference), spaced, glued) for reference in references)


def _inside(reference: tuple[str, ...], spaced: str, glued: str) -> bool:
    if not reference:
        return False
    if f" {' '.join(reference)} " in spaced:
        return True
    together = "".join(reference)
    # Digits run together become other numbers, so a reference with a digit needs its spaces.
    return len(together) >= _GLUED_FROM and together.isalpha() and together in glued
