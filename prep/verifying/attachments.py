"""Conditions stay with what they are about: "cancel by phone; keep access until March" is no "cancel until March"."""

from collections.abc import Iterator, Sequence

from prep.verifying.records import Fault, Reading, Sources, Term
from prep.verifying.wordings import SPANNING

_CONDITIONS = frozenset(("if", "unless", "until", "within", "before", "after", "without", "except"))
_HOW_OFTEN = SPANNING | {"more", "less"}
_PARTICLES = ("off", "out")
_LONGEST = 4  # words of a condition that name it
Condition = tuple[str, frozenset[str]]
Attached = tuple[Condition, frozenset[str]]


def check(now: Reading, sources: Sources) -> Iterator[Fault]:
    yield from _particles(now, sources)
    here = list(_attached(now))
    for (mark, words), mates in _told_apart(list(_attached(sources.kept))):
        alike = [
            (len(words & other_words), other_words, others) for (other, other_words), others in here if other == mark
        ]
        most = max((n_shared for n_shared, _, _ in alike), default=0)
        found = [(other_words, others) for n_shared, other_words, others in alike if n_shared == most > 0]
        apart = all(others and not others & (mates | words) for _, others in found)
        if found and mates and apart and not any(other_words & mates for other_words, _ in found):
            yield Fault("stance", f'"{mark} {"/".join(sorted(words))}" is said of something else')


def _told_apart(attached: Sequence[Attached]) -> Iterator[Attached]:
    """Of "call IT if the badge fails, call HR if the card fails" IT and HR alone tell which condition is whose."""
    for condition, mates in attached:
        others = [other for (mark, words), other in attached if mark == condition[0] and words != condition[1]]
        shared = mates.intersection(*others) if others else frozenset[str]()
        yield condition, mates - shared or mates


def _particles(now: Reading, sources: Sources) -> Iterator[Fault]:
    """ "It is off; turn it on" as "it is on; turn it off"."""
    for particle in _PARTICLES:
        were, are = (_clauses_of(particle, reading) for reading in (sources.kept, now))
        for words in were:
            if words and are and not any(words & others or not others for others in are):
                yield Fault("stance", f'"{particle}" is said of something else')


def _clauses_of(particle: str, reading: Reading) -> list[frozenset[str]]:
    places = [term for term in reading.terms if term.key == particle and term.role == "stance"]
    return [
        frozenset(other.key for other in reading.terms if _says(other) and other.clause == term.clause)
        for term in places
    ]


def _attached(reading: Reading) -> Iterator[Attached]:
    """Each condition with the words before it between two commas; standing first, with those that follow."""
    for n, term in enumerate(reading.terms):
        if term.role != "stance" or term.key not in _CONDITIONS:
            continue
        behind = [other for other in reading.terms[n + 1 :] if other.carries and other.clause == term.clause]
        words = frozenset(other.key for other in behind[:_LONGEST])
        if not words:
            continue
        before = [other for other in reading.terms[:n] if _says(other) and other.sentence == term.sentence]
        mates = frozenset(other.key for other in before if other.segment == term.segment) - words
        first = next(other for other in reading.terms if other.sentence == term.sentence)
        leads = first.key == term.key  # "if …, call IT; if …, call HR"
        if not before or (leads and not mates):
            mates = (_words_of(reading, term, term.segment) | _words_of(reading, term, term.segment + 1)) - words
        elif not mates:
            mates = (_words_of(reading, term, term.segment) | _words_of(reading, term, term.segment - 1)) - words
        yield (term.key, words), mates


def _words_of(reading: Reading, term: Term, segment: int) -> frozenset[str]:
    return frozenset(
        other.key
        for other in reading.terms
        if _says(other) and other.segment == segment and other.sentence == term.sentence
    )


def _says(term: Term) -> bool:
    return term.carries or term.role == "light" or term.key in _HOW_OFTEN
