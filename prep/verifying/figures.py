"""Figures, names of placeholders and addresses: each survives by value, and each comes from a source with its word."""

from collections import Counter
from collections.abc import Iterator, Set
from itertools import pairwise, takewhile

from prep.grammar.lexicon import word_set
from prep.verifying.records import Fault, Reading, Sources, Term
from prep.verifying.unmarked import asks

_DIRECTIONS = word_set("from to by until before after within over under")


def check(now: Reading, sources: Sources) -> Iterator[Fault]:
    yield from _exchanged(now, sources.kept)
    said, kept = now.keys("figure"), sources.kept.keys("figure")
    for key, count in kept.items():
        if said[key] < count:
            yield Fault("figure", f'"{key}" of the original is gone')
    among = {term.key for reading in sources.speaking for term in reading.terms}
    lent = sum((reading.keys("figure") for reading in sources.added), Counter())
    for key, count in (said - sources.most).items():
        if count > lent[key]:
            yield Fault("figure", f'"{_as_said(now, key)}" was not said')
        elif not (_neighbours(now, key) | _neighbours(now, key, among)) & set().union(
            *(_neighbours(reading, key) for reading in sources.added), _asked_back(key, sources)
        ):
            yield Fault("figure", f'"{_as_said(now, key)}" was said of something else')
        elif (reach := _reach(now, key)) and (told := _reached(key, sources)) and not reach <= told:
            yield Fault("figure", f'"{_as_said(now, key)}" was said with "{", ".join(sorted(told))}"')


def _exchanged(now: Reading, kept: Reading) -> Iterator[Fault]:
    """Two figures of a kind in each other's place, away from their words: "on the 28th, employees on the 15th"."""
    places = {term.key: n for n, term in enumerate(now.terms) if term.role == "figure"}
    figures = [term for term in kept.terms if term.role == "figure" and places.get(term.key) is not None]
    own = kept.keys("word")
    for n, one in enumerate(figures):
        for other in figures[n + 1 :]:
            of_a_kind = one.key.split()[0] == other.key.split()[0]
            if not of_a_kind or one.key == other.key or places[one.key] < places[other.key]:
                continue
            for figure in (one, other):
                were = _in_clause(kept, figure)
                are = _in_clause(now, now.terms[places[figure.key]]) & own.keys()
                if (were and not were & are) or (are and not were):
                    yield Fault(
                        "figure", f'"{figure.said}" stands where "{one.said}" and "{other.said}" were exchanged'
                    )
                    return


def _in_clause(reading: Reading, figure: Term) -> set[str]:
    return {term.key for term in reading.terms if term.role == "word" and term.clause == figure.clause}


def _neighbours(reading: Reading, key: str, among: Set[str] = frozenset()) -> set[str]:
    """What stands beside a figure in its sentence; alone it stands beside nothing, which is "" in any text.

    Only words `among` these count, if there are any.
    """
    carrying = [term for term in reading.terms if term.carries and (not among or term.key in among)]
    beside = {""} if len(carrying) == 1 else set()
    for n, term in enumerate(carrying):
        if term.key == key:
            around = (*carrying[max(0, n - 1) : n], *carrying[n + 1 : n + 2])
            beside |= {other.key for other in around if other.sentence == term.sentence} or {""}
    return beside


def _reached(key: str, sources: Sources) -> set[str]:
    return set().union(*(_reach(reading, key) for reading in sources.speaking))


def _reach(reading: Reading, key: str) -> set[str]:
    """The small words of direction right before a figure: "from" of "from the 12th"."""
    found = set()
    for n, term in enumerate(reading.terms):
        if term.key == key:
            before = takewhile(lambda other: not other.carries, reversed(reading.terms[:n]))
            found |= {other.key for other in before if other.key in _DIRECTIONS and other.clause == term.clause}
    return found


def _asked_back(key: str, sources: Sources) -> set[str]:
    """What a figure may stand beside when it answers, first in its turn, what somebody was asked back about one thing.

    To "my badge does not work" and "since when?" the answer "Monday, …" is said of the badge.
    """
    if sources.context or len({term.sentence for term in sources.kept.terms}) != 1:
        return set()
    for asked, answer in pairwise(sources.added):
        carrying = [term for term in answer.terms if term.carries]
        if asks(asked.text) and carrying and carrying[0].key == key:
            return {term.key for term in (*asked.terms, *sources.kept.terms) if term.carries}
    return set()


def _as_said(reading: Reading, key: str) -> str:
    return next(term.said for term in reading.terms if term.key == key)
