"""Words of two parts whose initials a shorthand spells: "payslip" for "PS", "overtime" for "OT"."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from prep.glossary.initials import Letters
from prep.glossary.uses import Reading, Uses
from prep.grammar.lexicon import word_set
from prep.languages import ENGLISH

# What stands in such words and not in the lists of common English.
_PARTS = ENGLISH | word_set(
    """
    band bank base board bill book box card center centre check code data date desk flow frame group hand head house
    key land line list load log mail map mark net note order page paper phone plan point port power print room roll
    screen share sheet shop site slip space stamp stream table top user ware web
    """
)
_SHORTEST = 3  # letters of a part


def find_compounds(reading: Reading, wanted: Collection[Letters]) -> Mapping[Letters, Mapping[str, Uses]]:
    """For each wanted pair of initials the words that are put together from two with these."""
    found: defaultdict[Letters, defaultdict[str, Uses]] = defaultdict(lambda: defaultdict(Uses))
    known: dict[str, frozenset[Letters]] = {}
    for place in reading.places():
        for at, token in enumerate(place.words):
            word = token.lower()
            if word not in known:
                known[word] = _initials(word) & frozenset(wanted)
            for letters in known[word]:
                found[letters][word.removesuffix("s")].note(place, at, at + 1)
    return found


def _initials(word: str) -> frozenset[Letters]:
    if not word.isalpha() or word in ENGLISH:
        return frozenset()  # "without" and "forget" are words of their own
    singular = word.removesuffix("s")
    return frozenset(
        (singular[0], singular[at])
        for at in range(_SHORTEST, len(singular) - _SHORTEST + 1)
        if singular[:at] in _PARTS and singular[at:] in _PARTS
    )
