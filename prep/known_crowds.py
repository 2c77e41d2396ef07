"""How crowded it is around each vector of a set (see prep/questions/crowds.py), of which most was seen before.

A vector's crowd stays as it is unless one of it left the set or a new one is nearer than the farthest of it; only
where one left, the crowd is looked for among all again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from prep.packed import pack, unpack
from prep.questions.crowds import as_among_many, crowd_size
from prep.remembered import Remembered
from prep.steady import Floats, cosines

# Mean cosine to a crowd in a helpdesk of usual size: that of the 1,512 answered questions of data/sample.
_USUAL: Mapping[str, float] = {"questions": 0.48, "answers": 0.65, "across": 0.49, "back": 0.5}
_AT_ONCE = 1 << 22  # cosines
_BLOCK = 100
_FEW = 0.2  # share of the set that may be new: with more of them, nothing is gained
_MOST = 20_000  # vectors whose crowds are remembered: of more they fill the memory, and the set takes minutes anyway
Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class _Stored:
    """The crowds of a set: of each vector, known by its key, the places and the cosines of those nearest to it."""

    keys: list[str]
    size: int
    places: str
    cosines: str


@dataclass(frozen=True, slots=True)
class _Crowds:
    """One row a vector, the nearest first."""

    places: Places
    cosines: Floats


def known_crowding(
    kind: str, vectors: Floats, among: Floats, keys: Sequence[str], remembered: Remembered, *, itself: bool
) -> Floats:
    """Mean cosine of each steady vector to its crowd in `among`, both in the order of `keys`, which tell rows apart.

    `itself`: the vector of the same row is none of its crowd. `kind` is the name under which it is remembered, and
    tells how crowded it usually is.
    """
    n = len(keys) - itself
    size = min(crowd_size(len(keys)), n)
    if size < 1:
        return as_among_many(np.zeros(len(keys), dtype=np.float32), 0, _USUAL[kind])
    of_kind = remembered.of("crowds", TypeAdapter(_Stored))
    crowds = _from_before(of_kind[kind], keys, size, vectors, among, itself) if of_kind.knows(kind) else None
    if crowds is None:
        crowds = _nearest(np.arange(len(keys)), vectors, among, size, itself=itself)
    if len(keys) <= _MOST:
        of_kind[kind] = _Stored(list(keys), size, pack(crowds.places), pack(crowds.cosines))
    return as_among_many(crowds.cosines[:, ::-1].mean(axis=1, dtype=np.float32), n, _USUAL[kind])


def _from_before(
    stored: _Stored, keys: Sequence[str], size: int, vectors: Floats, among: Floats, itself: bool
) -> _Crowds | None:
    """What is known with what is new worked into it; None where too much is."""
    before = {key: row for row, key in enumerate(stored.keys)}
    was = np.array([before.get(key, -1) for key in keys])
    added = np.flatnonzero(was < 0)
    if stored.size != size or len(added) > _FEW * len(keys):
        return None
    try:
        places = unpack(stored.places, np.int32).reshape(len(stored.keys), size)
        known = unpack(stored.cosines, np.float32).reshape(len(stored.keys), size)
    except ValueError:
        return None
    now = np.full(len(stored.keys), -1, dtype=np.int32)
    now[was[was >= 0]] = np.flatnonzero(was >= 0)
    found = _Crowds(np.empty((len(keys), size), np.int32), np.empty((len(keys), size), np.float32))
    places = now[places[was]]
    whole = (was >= 0) & (places >= 0).all(axis=1)
    kept, lost = np.flatnonzero(whole), np.flatnonzero(~whole)
    found.places[kept], found.cosines[kept] = places[kept], known[was[kept]]
    if len(added):
        both = np.hstack([found.cosines[kept], cosines(vectors[kept], among[added])])
        of = np.hstack([found.places[kept], np.broadcast_to(added.astype(np.int32), (len(kept), len(added)))])
        first = np.argsort(-both, axis=1, kind="stable")[:, :size]
        found.places[kept] = np.take_along_axis(of, first, axis=1)
        found.cosines[kept] = np.take_along_axis(both, first, axis=1)
    again = _nearest(lost, vectors, among, size, itself=itself)
    found.places[lost], found.cosines[lost] = again.places, again.cosines
    return found


def _nearest(rows: NDArray[np.int64], vectors: Floats, among: Floats, size: int, *, itself: bool) -> _Crowds:
    """The crowds of these rows, looked for among all."""
    found = _Crowds(np.empty((len(rows), size), np.int32), np.empty((len(rows), size), np.float32))
    n_at_once = max(16, min(512, _AT_ONCE // len(among)))
    for start in range(0, len(rows), n_at_once):
        some = rows[start : start + n_at_once]
        near = cosines(vectors[some], among)
        if itself:
            near[np.arange(len(some)), some] = -2
        block = slice(start, start + len(some))
        found.places[block], found.cosines[block] = _highest(near, size)
    return found


def _highest(values: Floats, n: int) -> tuple[Places, Floats]:
    """The columns of the `n` highest values of each row, and these values, the highest first."""
    n_blocks = values.shape[1] // _BLOCK
    if n_blocks <= n:
        columns = np.argsort(-values, axis=1, kind="stable")[:, :n]
        return columns.astype(np.int32), np.take_along_axis(values, columns, axis=1)
    # No fewer than n values reach the n-th highest of the blocks' maxima: looking at these alone is faster.
    maxima = values[:, : n_blocks * _BLOCK].reshape(len(values), n_blocks, _BLOCK).max(axis=2)
    least = np.partition(maxima, n_blocks - n, axis=1)[:, n_blocks - n]
    rows, columns = np.nonzero(values >= least[:, None])
    high = values[rows, columns]
    order = np.lexsort((columns, -high, rows))
    starts = np.searchsorted(rows, np.arange(len(values)))
    chosen = order[starts[:, None] + np.arange(n)]
    return columns[chosen].astype(np.int32), high[chosen]
