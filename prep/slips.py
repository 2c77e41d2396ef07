"""Slips of the pen: one word mistyped, cut in two, or run into the next.

A slip makes no word. So two words that people use are different words, however few letters part them: "can" and
"cant", "block" and "lock", "USB" and "USD". Of two letters only common words are known well enough to tell a slip from
another abbreviation: "si" is "is", "SL" is not "EL".
"""

from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from prep.glossary.fitting import KNOWN_IN_PLACE
from prep.glossary.general import GENERAL, KNOWN

_OPPOSITES = ("un", "in", "im", "dis", "non", "de")
COMMON = frozenset(
    """
    able about account act add after again age ago aid air all also am an and any app apps are arent art as ask at ate
    atm away back bad bag bank bar be bed been before being bet big bill bit block book both box bus but buy by call
    came can cannot cant car card cards care case cash cat change charge check clear clock close code come cost could
    couldnt cup cut dad daily data date day days did didnt do does doesnt dog doing done dont down dry due each ear
    early eat egg else end even ever every eye fan far fax fee fees few file find fine first fit fix fly for form found
    free from full fun gap gas gave get gets give go goes going gone good got gym had hadnt half has hasnt hat have
    havent he help her here him his hit hold home hot hour hours how ice if ill in into is isnt it its ive job just keep
    key kid kit know lab lap last late later law leave left leg less let lie life like limit line link lip list live
    load lock log long look lose lost lot low mad made mail main make many map mat may me mean meet men met might mine
    miss mix mobile mom money month more most move much mum must my name near need net never new next no non none nor
    not note now of off oil old on once one only open or order other our out over own paid pan part past pay pays pen
    per pet phone pick pin place plan please pop post pot put quick rate rates raw read real reason receive red reset
    rid row rule run sad said same sat save saw say sea see seem send sent set she ship shop should shouldnt show sick
    sign sim since sit site six ski sky so some son soon still stop sum sun sure take taken talk tax tea team tell ten
    text than that the their them then there these they thing this those tie time times tip to today toe too took top
    toward toy tried try turn two under unlock until up upon ups us use used user using van very vet via vpn wait want
    war was wasnt way we week weeks well went were werent wet what when where which while who whom whose why will win
    wish with within wont word work works would wouldnt wrong year years yes yet you your zip
    """.split()  # noqa: SIM905 - a list of four hundred quoted words would hide them
)
COURTESY = frozenset(
    """
    a all an and dear good morning afternoon evening day greetings hello hey hi hiya kindly please pls sir madam team
    thank thanks thx the there u you cheers regards ok okay so just well
    """.split()  # noqa: SIM905 - a list of forty quoted words would hide them
)


ABBREVIATIONS = frozenset(
    word.casefold() for word in (*KNOWN, *KNOWN_IN_PLACE, *GENERAL.entries) if word.isupper()
)  # "ur" for "your" is no more than a slip


def is_slip(left: str, right: str) -> bool:
    """Whether one word looks like the other mistyped."""
    if left in COMMON and right in COMMON:
        return False
    ends_alike = left.endswith(right) or right.endswith(left)
    if ends_alike and any(left == prefix + right or right == prefix + left for prefix in _OPPOSITES):
        return False
    longer = max(len(left), len(right))
    if longer < 4 and left not in COMMON and right not in COMMON:
        if sorted(left) == sorted(right):
            return True
        if longer < 3 or (left in ABBREVIATIONS and right in ABBREVIATIONS):
            return False
    allowed = 0 if longer < 2 else 1 if longer < 8 else 2
    if abs(len(left) - len(right)) > allowed:
        return False  # each letter too many is an edit: most words are told apart without counting further
    return DamerauLevenshtein.distance(left, right, score_cutoff=allowed) <= allowed


def is_other_letter(left: str, right: str) -> bool:
    """Whether letters were replaced, none added, left out or swapped: between abbreviations that is another one, such
    as WFA and WFH, where a word would be mistyped.
    """
    return len(left) == len(right) and sorted(left) != sorted(right)


@lru_cache(maxsize=100_000)
def may_be_courtesy(word: str) -> bool:
    """Whether a word can be a greeting, article or other word that makes no wording, mistyped: "teh", "plese", "ou"."""
    return word not in COMMON and any(is_slip(word, other) for other in COURTESY)


@lru_cache(maxsize=100_000)
def is_slip_of_courtesy(word: str) -> bool:
    """Whether it is so likely to be one that nobody need ask what the other text says: "teh", but neither "tax" for
    "thx" nor "al" for "all".
    """
    return may_be_courtesy(word) and any(
        max(len(word), len(other)) > 3 or other in COMMON or sorted(word) == sorted(other)
        for other in COURTESY
        if len(word) > 2 and is_slip(word, other)
    )
