"""Texts as rows of weighted words: a word weighs more in a text that says it often, and less the more texts say it.

The weights are the usual ones (Salton and Buckley 1988), the logarithm of the count, smoothed as scikit-learn does.
"""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

_STEPS = 4  # of rarity, each time half as many texts say a word


def weigh_words(texts: Sequence[Sequence[str]]) -> csr_matrix:
    """One unit row a text, given its words; a text without any is a row of zeros. Columns are the words in order."""
    place = {word: column for column, word in enumerate(sorted({word for words in texts for word in words}))}
    rows = np.repeat(np.arange(len(texts)), [len(words) for words in texts])
    columns = np.array([place[word] for words in texts for word in words], dtype=np.int64)
    shape = (len(texts), max(1, len(place)))
    counts = csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)  # sums what is said twice
    n_texts = np.bincount(counts.indices, minlength=shape[1])
    # In steps of a quarter octave, so that an edit of a few texts leaves the weights of nearly all words as they are.
    octaves = np.round(np.log2((1 + len(texts)) / (1 + n_texts)) * _STEPS) / _STEPS
    rarity = (1 + octaves * np.log(2)).astype(np.float32)
    counts.data = (1 + np.log(counts.data)) * rarity[counts.indices]
    of_row = np.repeat(np.arange(len(texts)), np.diff(counts.indptr))
    lengths = np.sqrt(np.bincount(of_row, weights=counts.data.astype(np.float64) ** 2, minlength=len(texts)))
    counts.data = (counts.data / lengths[of_row]).astype(np.float32)
    return counts
