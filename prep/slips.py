"""Slips of the pen: one word mistyped, cut in two, or run into the next.

A slip makes no word. So two words that people use are different words, however few letters part them: "can" and
"cant", "block" and "lock". Of short words only common ones are known well enough to tell a slip from another
abbreviation: "hwo" is "how", "SL" is not "EL".
"""

from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

_OPPOSITES = ("un", "in", "im", "dis", "non", "de")
COMMON = frozenset(
    """
    able about account after again all also am an and any app apps are arent as ask at atm away back bank be been before
    being bill block book both but buy by call came can cannot cant car card cards care case cash change charge check
    clear clock close code come cost could couldnt cut daily data date day days did didnt do does doesnt doing done dont
    down each early else end even ever every far fee fees few file find fine first fit fix for form found free from full
    gave get gets give go goes going gone good got had hadnt half has hasnt have havent he help her here him his hold
    home hour hours how if in into is isnt it its ive job just keep key know last late later leave left less let life
    like limit line link list live load lock log long look lose lost lot low made mail main make many may me mean meet
    might mine miss mobile money month more most move much must my name near need never new next no none nor not note
    now of off old on once one only open or order other our out over own paid pan part past pay pays per phone pick pin
    place plan please post put quick rate rates read real reason receive reset rule run said same save say see seem send
    sent set she ship shop should shouldnt show sick sign since site so some soon still stop sure take taken talk team
    tell text than that the their them then there these they thing this those time times to today too took top toward
    tried try turn two under until unlock up upon ups us use used user using very vpn wait want was wasnt way we week
    weeks well went were werent what when where which while who whom whose why will wish with within wont word work
    works would wouldnt wrong year years yes yet you your
    """.split()  # noqa: SIM905 - a list of four hundred quoted words would hide them
)
COURTESY = frozenset(
    """
    a all an and dear good morning afternoon evening day greetings hello hey hi hiya kindly please pls sir madam team
    thank thanks thx the there u you cheers regards ok okay so just well
    """.split()  # noqa: SIM905 - a list of forty quoted words would hide them
)


def is_slip(left: str, right: str) -> bool:
    """Whether one word looks like the other mistyped."""
    if left in COMMON and right in COMMON:
        return False
    ends_alike = left.endswith(right) or right.endswith(left)
    if ends_alike and any(left == prefix + right or right == prefix + left for prefix in _OPPOSITES):
        return False
    longer = max(len(left), len(right))
    if longer < 4 and left not in COMMON and right not in COMMON:
        return sorted(left) == sorted(right)  # abbreviations: only letters that changed places
    allowed = 0 if longer < 2 else 1 if longer < 8 else 2
    if abs(len(left) - len(right)) > allowed:
        return False  # each letter too many is an edit: most words are told apart without counting further
    return DamerauLevenshtein.distance(left, right, score_cutoff=allowed) <= allowed


@lru_cache(maxsize=100_000)
def is_slip_of_courtesy(word: str) -> bool:
    """Whether a word is a mistyped greeting, article or other word that makes no wording: "teh", "plese"."""
    return len(word) > 2 and word not in COMMON and any(is_slip(word, other) for other in COURTESY)
