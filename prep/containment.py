"""A text within a longer text: the same characters, whatever the case, the punctuation and the white space.

Words shared in proportion cannot see that a question stands in another one that says more: "…? I was confirmed in
February." Measured is the share of the shorter text's character 5-grams that stand in the longer one. The search is
exact: who shares nine tenths of its 5-grams shares at least one of the rarest tenth, so only texts that do are scored.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

CONTAINED_FROM = 0.9  # share of the shorter text's 5-grams from which it stands in the longer one
MIN_WORDS = 6  # a shorter text stands in too many others by chance
_GRAM = 5
_ROWS_AT_ONCE = 1024

_TOKEN = re.compile(r"[^\W_]+")


@lru_cache(maxsize=200_000)
def normalised(text: str) -> str:
    """A text in lower case, its letters and digits only, one space between words."""
    return " ".join(_TOKEN.findall(text.casefold().replace("’", "").replace("'", "")))


def containment(left: str, right: str) -> float:
    """The share of the shorter text's 5-grams that stand in the longer one; both texts normalised.

    0 when the shorter one has under 6 words.
    """
    shorter, longer = sorted((left, right), key=lambda text: len(_grams(text)))
    if shorter.count(" ") + 1 < MIN_WORDS:
        return 0.0
    grams = _grams(shorter)
    return len(grams & _grams(longer)) / len(grams)


def contained_pairs(texts: Sequence[str], among: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """Every text with each one of `among` that it stands in or that stands in it, and the share; all normalised."""
    if not any(text.count(" ") + 1 >= MIN_WORDS for text in (*texts, *among)):
        return
    grams_among = [_grams(text) for text in among]
    grams = grams_among if among is texts else [_grams(text) for text in texts]
    column: dict[str, int] = {}
    for said in grams_among:
        for gram in said:
            column.setdefault(gram, len(column))
    searched = _rows(grams_among, column)
    asked = searched if among is texts else _rows(grams, column)
    # What `among` never says cannot be shared, but counts as a 5-gram of the text.
    sizes, sizes_among = (np.array([len(said) for said in side]) for side in (grams, grams_among))
    yield from _within(asked, sizes, texts, searched, sizes_among)
    for there, here, share in _within(searched, sizes_among, among, asked, sizes):
        if sizes_among[there] < sizes[here]:  # of like length, the first search has found it
            yield here, there, share


def _rows(texts: Sequence[frozenset[str]], column: Mapping[str, int]) -> Any:
    """One row a text, given its 5-grams: a one for each that has a column."""
    from scipy.sparse import csr_matrix

    known = [[column[gram] for gram in grams if gram in column] for grams in texts]
    columns = np.fromiter(chain.from_iterable(known), dtype=np.int32)
    starts = np.concatenate([[0], np.cumsum([len(row) for row in known])])
    rows = csr_matrix((np.ones(len(columns), np.float32), columns, starts), shape=(len(texts), len(column)))
    rows.sort_indices()
    return rows


def _within(
    shorter: Any, sizes: NDArray[np.int_], texts: Sequence[str], longer: Any, sizes_longer: NDArray[np.int_]
) -> Iterator[tuple[int, int, float]]:
    """Rows of `shorter` that stand in a row of `longer` that is not shorter."""
    frequency = np.asarray(longer.sum(axis=0)).ravel()
    columns, rows = [], []
    for row, text in enumerate(texts):
        if text.count(" ") + 1 < MIN_WORDS:
            continue
        known = shorter.indices[shorter.indptr[row] : shorter.indptr[row + 1]]
        may_lack = int((1 - CONTAINED_FROM) * sizes[row] + 1e-9) - (sizes[row] - len(known))
        if may_lack < 0:
            continue
        rarest = known[np.argsort(frequency[known], kind="stable")[: may_lack + 1]]
        columns.extend(rarest.tolist())
        rows.extend([row] * len(rarest))
    if not rows:
        return
    from scipy.sparse import csr_matrix

    rare = csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shorter.shape)
    for start in range(0, len(texts), _ROWS_AT_ONCE):
        met = (rare[start : start + _ROWS_AT_ONCE] @ longer.T).tocoo()
        here, there = met.row + start, met.col
        fits = sizes_longer[there] >= sizes[here]
        here, there = here[fits], there[fits]
        for first in range(0, len(here), 100 * _ROWS_AT_ONCE):
            some, others = here[first : first + 100 * _ROWS_AT_ONCE], there[first : first + 100 * _ROWS_AT_ONCE]
            shares = np.asarray(shorter[some].multiply(longer[others]).sum(axis=1)).ravel() / sizes[some]
            close = shares >= CONTAINED_FROM - 1e-6
            yield from zip(some[close].tolist(), others[close].tolist(), shares[close].tolist(), strict=True)


def _grams(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[start : start + _GRAM] for start in range(max(1, len(padded) - _GRAM + 1)))
