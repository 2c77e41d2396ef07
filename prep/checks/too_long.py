"""Responses far longer than the rest of the set: mostly a whole thread or a document pasted in."""

from statistics import median

from prep.checks.check import MIN_PAIRS, Check, Found, Ground, NotApplicable, n_words
from prep.records import Finding

TIMES_MEDIAN, AT_LEAST = 8, 250  # words


def find(ground: Ground) -> Found:
    """The value is the number of words."""
    if len(ground.pairs) < MIN_PAIRS:
        return NotApplicable(f"Fewer than {MIN_PAIRS} pairs: no length is usual yet.")
    findings = []
    for side in ("instruction", "response"):
        lengths = {pair.pair_id: n_words(getattr(pair, side)) for pair in ground.pairs}
        usual = median(lengths.values())
        findings += [
            Finding(
                CHECK.code,
                "review",
                (pair_id,),
                float(length),
                f"The {side} has {length} words; half of all have at most {usual:.0f}.",
            )
            for pair_id, length in lengths.items()
            if length > max(AT_LEAST, TIMES_MEDIAN * usual)
        ]
    return findings


CHECK = Check("too-long", "Far longer than the others", "review", find)
