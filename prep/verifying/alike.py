"""Words that may stand for each other where a support ticket is put into other words. Never a figure, never a name.

A list, not a distance between vectors: to an encoder, approve and reject, card and badge, Monday and Tuesday are as
close as swap and exchange (`benchmarks/alike_words.py`). Unlike the words of same_words.py these are not one: "raise"
is "create" of a ticket and "increase" of a limit. A line may stand only for a word that it has none of besides.
"""

from functools import lru_cache

from prep.verifying.reading import stem

ALIKE = """
    swap exchange
    replace exchange
    cap limit ceiling
    mail email
    mail post
    go enter
    fix repair resolve solve
    ship send dispatch
    issue problem trouble
    website site webpage
    fee charge
    worker employee
    boss manager
    firm company employer
    holiday vacation
    laptop notebook
    car vehicle
    flat apartment
    submit file lodge
    raise create log file
    raise increase
    reduce lower decrease
    call ring
    contact reach
    contact ask
    ask request
    check verify
    end finish
    enter type
    click tap
    choose select pick
    delete remove
    change update edit
    allow permit
    provide supply offer
    give provide
    show display appear
    arrive come
    arrive here
    publish release
    depart leave
    help support
    resign quit
    move relocate
    rest remainder
    remain left
    full whole entire
    only sole
    extra further more
    fast quick
    now currently
    small little
    prefer want
    prefer choose
    want wish like
    lift elevator
    queue line
    autumn fall
    place location spot
    screen monitor
    headset headphones
    rule regulation
    rule policy
    reason cause
    amount sum
    medicine medication
    attempt try
    expire end
    good valid
    work function
    item product article
    approve agree
    approval permission consent ok okay
    include contain
    talk speak
    take bring carry
    late delayed overdue
    stay remain
    stay keep
    nobody none
    nothing none
    collect pick
    tell say
    run go
    hold keep
    mobile cellphone smartphone
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
# One word may grow into the other by these: "invite", "invitation"; none turns it round or names who does it.
_ENDINGS = ("", "e", "s", "ed", "ing", "ation", "ition", "ion", "ment", "ly", "ally", "al", "ance", "ence", "ure")
_SHORTEST_ROOT = 5  # letters


def _pairs() -> frozenset[frozenset[str]]:
    lines = ([stem(word) for word in line.split()] for line in ALIKE.strip().splitlines())
    return frozenset(frozenset((one, other)) for words in lines for one in words for other in words)


_PAIRS = _pairs()


@lru_cache(maxsize=50_000)
def are_alike(one: str, other: str) -> bool:
    """Whether two words, by their keys in a reading, may stand for each other."""
    return frozenset((one, other)) in _PAIRS or _are_of_one_root(one, other)


def _are_of_one_root(one: str, other: str) -> bool:
    """ "Original" and "originally"."""
    n = next((n for n, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), None)
    root = one[: n if n is not None else min(len(one), len(other))]
    return any(
        len(root) - cut >= _SHORTEST_ROOT
        and one[len(root) - cut :] in _ENDINGS
        and other[len(root) - cut :] in _ENDINGS
        for cut in range(3)
    )
