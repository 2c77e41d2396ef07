"""Words of two parts whose initials a shorthand spells: "payslip" for "PS", "overtime" for "OT"."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

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
_BEFORE_A_CAPITAL = frozenset('.!?:;>*-•"“(')


def find_compounds(reading: Reading, wanted: Collection[Letters]) -> Mapping[Letters, Mapping[str, Uses]]:
    """For each wanted pair of initials the words that are put together from two with these, and are nobody's name."""
    found: defaultdict[Letters, defaultdict[str, Uses]] = defaultdict(lambda: defaultdict(Uses))
    known: dict[str, frozenset[Letters]] = {}
    n_small, n_named = Counter[str](), Counter[str]()
    for place in reading.places():
        for at, token in enumerate(place.words):
            word = token.lower()
            if word not in known:
                known[word] = _initials(word) & frozenset(wanted)
            if not known[word]:
                continue
            compound = word.removesuffix("s")
            n_small[compound] += token.islower()
            n_named[compound] += token.istitle() and _is_named(place.words, at)
            for letters in known[word]:
                found[letters][compound].note(place, at, at + 1)
    for words in found.values():
        for name in [word for word in words if n_named[word] > n_small[word]]:
            del words[name]
    return {letters: words for letters, words in found.items() if words}


def _is_named(words: Sequence[str], at: int) -> bool:
    """Whether a capital is more than a sentence's: within one, or on a line of its own below a letter."""
    before = words[at - 1] if at else ""
    if before != "\n":
        return at > 0 and before not in _BEFORE_A_CAPITAL
    return at + 1 == len(words) or words[at + 1] == "\n"


def _initials(word: str) -> frozenset[Letters]:
    if not word.isalpha() or word in ENGLISH:
        return frozenset()  # "without" and "forget" are words of their own
    singular = word.removesuffix("s")
    return frozenset(
        (singular[0], singular[at])
        for at in range(_SHORTEST, len(singular) - _SHORTEST + 1)
        if singular[:at] in _PARTS and singular[at:] in _PARTS
    )
