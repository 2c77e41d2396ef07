"""Answers whose writer was not sure, or that put off a question for a figure with "soon" and "a few".

Where much of a project hedges, hedging is how it speaks, and nobody is set apart for it.
"""

import re

from prep.checks.check import Check, Found, Ground
from prep.checks.unusual import Odd, set_apart
from prep.records import Pair, Span

_ASKS_FIGURE = re.compile(
    r"\b(?:how (?:many|much|long|often|soon|far|late|old)|what time|(?:by|until|till|since|from) when|when"
    r"|what (?:is|are|'s) the (?:\w+ )?(?:limit|amount|rate|deadline|fee|price|cost|maximum|minimum|period|date))\b",
    re.IGNORECASE,
)


def find(ground: Ground) -> Found:
    """The value is the share of answers that are plain. Each finding quotes the words that leave the answer open."""
    doubts = [_odd(pair, *place) for pair in ground.pairs if (place := _open_words(ground, pair))]
    return set_apart(CHECK.code, ground, doubts, others="answers say plainly what holds", these="hedge")


def _odd(pair: Pair, start: int, end: int) -> Odd:
    words = pair.response[start:end]
    span = Span(pair.pair_id, "response", start, end, words)
    return Odd(pair, f'leaves it open with "{words}"', words.casefold(), (span,))


def _open_words(ground: Ground, pair: Pair) -> tuple[int, int] | None:
    """Where the first words stand that leave an answer open."""
    doubts = ground.readings.answer(pair.response).doubts
    if doubts.unsure or not doubts.vague or not _ASKS_FIGURE.search(pair.instruction):
        return doubts.unsure
    return doubts.vague


CHECK = Check("ambiguous-answer", "Answers that leave the question open", "review", find)
