"""Words that may stand for each other where a support ticket is put into other words. Never a figure, never a name.

A list, not a distance between vectors: to an encoder, approve and reject, card and badge, Monday and Tuesday are as
close as swap and exchange (`benchmarks/alike_words.py`). A word of two senses is in it only where the other sense makes
no sentence: "raise" is no "create", as a limit is raised too; who carries days over does not take them; whoever left is
not who remains.
"""

from functools import lru_cache

from prep.verifying.reading import stem

ALIKE = """
    swap exchange
    replace exchange
    cap limit
    go enter
    fix repair resolve solve
    ship send dispatch
    issue problem trouble
    website site webpage
    fee charge
    worker employee
    boss manager
    firm company
    laptop notebook
    car vehicle
    flat apartment
    submit lodge
    reduce lower decrease
    call ring
    expire end
    click tap
    allow permit
    provide supply
    give provide
    arrive come
    publish release
    help support
    move relocate
    rest remainder
    full whole entire
    only sole
    extra further more
    fast quick
    now currently
    small little
    want wish
    lift elevator
    queue line
    autumn fall
    place location
    headset headphones
    rule regulation
    rule policy
    amount sum
    medicine medication
    attempt try
    item product
    approve agree
    approval permission consent ok okay
    include contain
    talk speak
    late delayed
    stay remain
    nobody none
    nothing none
    tell say
    mobile cellphone
    colleague coworker
    guest visitor
    child kid
    quickly fast
    immediately now
    directly straight
    hard difficult
    easy simple
    total overall
    free complimentary
    journey trip travel
    supplier vendor
    reimburse repay
"""
# What a rewrite may say for the second word, and never the other way: a "mail" may be a letter.
_ONE_WAY = frozenset({("email", "mail")})
# One word may grow into the other by these: "invite", "invitation"; none turns it round or names who does it.
_ENDINGS = ("ation", "ition", "ion", "ment", "ly", "ally", "al")
_SHORTEST_ROOT = 5  # letters
_OF_OTHER_ROOTS = """
    depart department
    state statement
    intern internal
    audit audition
    vacate vacation
    product production
    direct direction
    express expression
    person personal
    present presentation
    digit digital
    transit transition
"""


def _pairs(lines: str) -> frozenset[frozenset[str]]:
    keys = ([stem(word) for word in line.split()] for line in lines.strip().splitlines())
    return frozenset(frozenset((one, other)) for words in keys for one in words for other in words)


_PAIRS, _APART = _pairs(ALIKE), _pairs(_OF_OTHER_ROOTS)


@lru_cache(maxsize=50_000)
def are_alike(said: str, meant: str) -> bool:
    """Whether a rewrite may say one word for another one of its original, both by their keys in a reading."""
    pair = frozenset((said, meant))
    return pair in _PAIRS or (said, meant) in _ONE_WAY or (pair not in _APART and _are_of_one_root(said, meant))


def _are_of_one_root(one: str, other: str) -> bool:
    """ "Original" and "originally"."""
    root, longer = sorted((one, other), key=len)
    return len(root) >= _SHORTEST_ROOT and longer.startswith(root) and longer[len(root) :] in _ENDINGS
