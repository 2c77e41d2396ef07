"""How crowded it is around a text: near everything, near in meaning says less.

Cross-domain similarity local scaling (Conneau et al. 2018, arXiv 1710.04087): in a helpdesk everything about leave is
near everything about leave.
"""

import numpy as np
from numpy.typing import NDArray

from prep.embeddings import Vectors

_USUAL = 0.45  # taken for granted where few texts show any
_HANDFUL, _MANY = 20, 600  # texts that show nothing yet, and from which crowds are taken as they are
_ROWS_AT_ONCE = 512
_BLOCK = 100
Floats = NDArray[np.float32]


def crowd_size(n: int) -> int:
    """How many nearest texts make the crowd around one, among `n`."""
    return int(np.clip(round(n / 100), 3, 20))


def crowding(vectors: Vectors, among: Vectors, *, itself: bool) -> Floats:
    """Mean cosine of each vector to its crowd in `among`. With few texts it leans towards a usual value."""
    n = len(among) - itself
    size = min(crowd_size(len(among)), n)
    if size < 1:
        return np.full(len(vectors), _USUAL, dtype=np.float32)
    means = np.empty(len(vectors), dtype=np.float32)
    for start in range(0, len(vectors), _ROWS_AT_ONCE):
        cosines = vectors[start : start + _ROWS_AT_ONCE] @ among.T
        if itself:
            rows = np.arange(len(cosines))
            cosines[rows, rows + start] = -1
        means[start : start + _ROWS_AT_ONCE] = [_highest(row, size).mean() for row in cosines]
    return _leaning(means, n)


def _leaning(means: Floats, n: int) -> Floats:
    trust = min(1.0, n / 50)
    return (trust * means + (1 - trust) * _USUAL).astype(np.float32)


def as_among_many(means: Floats, n: int, usual: float) -> Floats:
    """Mean cosines to crowds drawn from `n` texts; those of few texts are moved until their mean is the usual one.

    Among few texts a crowd holds what is merely nearest, or nothing but other wordings of one question: what is near in
    meaning would then say too much, or too little. Where it is more crowded than elsewhere shows among few as well.
    """
    means = _leaning(means, n)
    share = min(1.0, max(0.0, n / _HANDFUL - 1)) * max(0.0, 1 - n / _MANY)
    moved = round(share * (usual - float(means.mean(dtype=np.float64))), 4)
    return means + np.float32(moved)


def _highest(values: Floats, n: int) -> Floats:
    """The `n` highest of many values, in ascending order."""
    n_blocks = len(values) // _BLOCK
    if n_blocks > n:
        # No fewer than n values reach the n-th highest of the blocks' maxima: looking at these alone is faster.
        maxima = values[: n_blocks * _BLOCK].reshape(n_blocks, _BLOCK).max(axis=1)
        values = values[values >= np.partition(maxima, n_blocks - n)[n_blocks - n]]
    return np.sort(np.partition(values, len(values) - n)[-n:])
