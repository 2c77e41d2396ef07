"""What the copy score of two texts is at most, told more closely than by the words that can be matched at all.

A word counts as matched only where the other text says it, says a slip of it, or says two neighbours that make it up;
and a slip counts less than the word. That costs more for each two texts than a look at their words, and far less than
their score: most of what might have been nearest need not be scored.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from prep.wording import Wording

SLIP = 0.97  # of a full match
MAX_COURTESY_SLIPS = 2  # words without a partner that count as matched since they are mistyped courtesy
_JOINED = 3  # words matched by one that is two neighbours of the other text


class Ceiling:
    """Texts as rows over the vocabulary `words`: `said`, how often each says a word, `odd`, mistyped courtesy in each.

    `slips` are places of two words.
    """

    def __init__(
        self,
        texts: Sequence[Wording],
        words: Sequence[str],
        said: Any,
        slips: Iterable[tuple[int, int]],
        odd: NDArray[np.float32],
    ) -> None:
        from scipy.sparse import csr_matrix

        once = said.astype(np.float64)
        once.data[:] = 1
        ones, others = np.array([*slips], dtype=np.int64).reshape(-1, 2).T
        alike = csr_matrix((np.ones(len(ones)), (ones, others)), shape=(said.shape[1], said.shape[1]))
        mistyped = (once @ alike).tocsr()
        mistyped.data[:] = SLIP
        place = {word: at for at, word in enumerate(words)}
        rows, columns = [], []
        for row, text in enumerate(texts):
            for whole in {first + second for first, second in pairwise(text.words)}:
                if whole in place:
                    rows.append(row)
                    columns.append(place[whole])
        joined = csr_matrix((np.full(len(rows), _JOINED, dtype=np.float64), (rows, columns)), shape=said.shape)
        self.said, self.odd = said.astype(np.float64), odd.astype(np.float64)
        self.worth = (mistyped.maximum(once) + joined).tocsr()  # of a word of another text, beside each text
        self.lengths = np.array([len(text.words) for text in texts], dtype=np.float64)
        _, self.letters = np.unique(["".join(text.words) for text in texts], return_inverse=True)

    def over(self, row: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """What the score of a text is at most with each of the others."""
        most = self.worth[others] @ self._dense(self.said, row) + self.said[others] @ self._dense(self.worth, row)
        most += SLIP * np.minimum(MAX_COURTESY_SLIPS, self.odd[row] + self.odd[others])
        most /= np.maximum(1, self.lengths[row] + self.lengths[others])
        most[self.letters[others] == self.letters[row]] = 1
        return np.asarray(most, dtype=np.float64)

    def _dense(self, matrix: Any, row: int) -> NDArray[np.float64]:
        values = np.zeros(matrix.shape[1])
        cells = slice(matrix.indptr[row], matrix.indptr[row + 1])
        values[matrix.indices[cells]] = matrix.data[cells]
        return values
