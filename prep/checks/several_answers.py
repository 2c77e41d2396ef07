"""Answers that hold more than one: a first one and its correction, or two that cannot both be right, or one for each of
several questions.

A project that answers several questions at a time as a rule sets nobody apart for it.
"""

from prep.checks.check import Check, Found, Ground
from prep.checks.unusual import Odd, set_apart
from prep.records import Pair, Span
from prep.second_answer import SecondAnswer


def find(ground: Ground) -> Found:
    """The value is the share of answers that hold one answer. Each finding quotes where the second one begins."""
    odd = [_odd(pair, second) for pair in ground.pairs if (second := ground.readings.answer(pair.response).second)]
    return set_apart(CHECK.code, ground, odd, others="answers give one", these="hold several")


def _odd(pair: Pair, second: SecondAnswer) -> Odd:
    spans = tuple(Span(pair.pair_id, "response", start, end, pair.response[start:end]) for start, end in second.places)
    return Odd(pair, second.told, second.told.split(":")[0], spans)


CHECK = Check("several-answers", "Answers that hold more than one", "review", find)
