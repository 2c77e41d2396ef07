"""Figures, names of placeholders and addresses: each survives by value, and each comes from a source with its word."""

from collections import Counter
from collections.abc import Iterator

from prep.verifying.records import Fault, Reading, Sources


def check(now: Reading, sources: Sources) -> Iterator[Fault]:
    said, kept = now.keys("figure"), sources.kept.keys("figure")
    for key, count in kept.items():
        if said[key] < count:
            yield Fault("figure", f'"{key}" of the original is gone')
    lent = sum((reading.keys("figure") for reading in sources.added), Counter())
    for key, count in (said - sources.most).items():
        if count > lent[key]:
            yield Fault("figure", f'"{_as_said(now, key)}" was not said')
        elif not _neighbours(now, key) & set().union(*(_neighbours(reading, key) for reading in sources.added)):
            yield Fault("figure", f'"{_as_said(now, key)}" was said of something else')


def _neighbours(reading: Reading, key: str) -> set[str]:
    """What stands beside a figure in its sentence; alone it stands beside nothing, which is "" in any text."""
    carrying = [term for term in reading.terms if term.carries]
    beside = {""} if len(carrying) == 1 else set()
    for n, term in enumerate(carrying):
        if term.key == key:
            around = (*carrying[max(0, n - 1) : n], *carrying[n + 1 : n + 2])
            beside |= {other.key for other in around if other.sentence == term.sentence} or {""}
    return beside


def _as_said(reading: Reading, key: str) -> str:
    return next(term.said for term in reading.terms if term.key == key)
