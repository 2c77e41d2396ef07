"""For each text the one that it shares the largest part of its characters with, whatever stands around it.

Exact: every text is compared with every one that shares a character 5-gram with it.
"""

from collections.abc import Sequence

import numpy as np

from prep.containment import MIN_WORDS, normalised

_GRAM = 5
_ROWS_AT_ONCE = 512


def nearest_by_containment(texts: Sequence[str], among: Sequence[str]) -> list[tuple[int, float]]:
    """The position in `among` and the share of the shorter one's 5-grams that stand in the longer; (-1, 0.0) for none.

    Texts under six words stand in too many others by chance and count as none.
    """
    asked, searched = ([normalised(text) for text in side] for side in (texts, among))
    long_asked, long_searched = (
        [at for at, text in enumerate(side) if text.count(" ") + 1 >= MIN_WORDS] for side in (asked, searched)
    )
    nearest = [(-1, 0.0)] * len(texts)
    if not long_asked or not long_searched:
        return nearest
    from sklearn.feature_extraction.text import CountVectorizer  # seconds, which preparation does without

    counter = CountVectorizer(analyzer=_grams, binary=True, dtype=np.float32)
    there = counter.fit_transform([searched[at] for at in long_searched])
    here = counter.transform([asked[at] for at in long_asked])
    sizes_there = np.array([len(_grams(searched[at])) for at in long_searched])
    sizes_here = np.array([len(_grams(asked[at])) for at in long_asked])
    for start in range(0, here.shape[0], _ROWS_AT_ONCE):
        shared = (here[start : start + _ROWS_AT_ONCE] @ there.T).tocsr()
        for row in range(shared.shape[0]):
            columns = shared.indices[shared.indptr[row] : shared.indptr[row + 1]]
            if not len(columns):
                continue
            shares = shared.data[shared.indptr[row] : shared.indptr[row + 1]] / np.minimum(
                sizes_here[start + row], sizes_there[columns]
            )
            best = float(shares.max())
            place = min(columns[shares >= best - 1e-9])  # of equals the first, whatever order they are stored in
            nearest[long_asked[start + row]] = (long_searched[place], best)
    return nearest


def _grams(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[start : start + _GRAM] for start in range(max(1, len(padded) - _GRAM + 1)))
