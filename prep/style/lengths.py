"""How long the answers of a project are: the range in which nearly all lie, and what is far outside."""

import math
from collections.abc import Sequence

import numpy as np

from prep.plurals import many
from prep.records import Pair
from prep.style.customs import MIN_VOTERS, USUAL_FROM, Custom, Exceptional
from prep.style.habit import Seen

# Tukey's outer fence, on the logarithm: lengths spread by factors. Under the least spread a fence would cut into what
# is usual in a set whose answers are nearly all as long.
_FENCE, _LEAST_SPREAD = 3.0, math.log(1.6)


def length_custom(pairs: Sequence[Pair]) -> Custom | None:
    """The range of lengths that the project keeps to, in words; None of few answers or where none is usual."""
    words = {pair.pair_id: len(pair.response.split()) for pair in pairs if pair.response.strip()}
    if len(words) < MIN_VOTERS:
        return None
    logs = np.log(list(words.values()))
    low, high = (float(value) for value in np.quantile(logs, (0.25, 0.75)))
    reach = _FENCE * max(high - low, _LEAST_SPREAD)
    shortest, longest = math.exp(low - reach), math.exp(high + reach)
    usual = [length for length in words.values() if shortest <= length <= longest]
    if len(usual) < USUAL_FROM * len(words):
        return None
    exceptions = [
        Exceptional(pair_id, Seen(many(length, "word")), "")
        for pair_id, length in words.items()
        if not shortest <= length <= longest
    ]
    way = f"{min(usual):,} to {many(max(usual), 'word')}"
    return Custom("length", "answers", way, len(usual), len(words), "", tuple(exceptions))
