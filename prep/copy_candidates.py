"""Which texts can share a wording at all: an exact search that looks at few of all pairs.

To reach a score, so and so many words of the longer text must be matched in the shorter one, so some of its rarest
words must (prefix filtering, Chaudhuri et al. 2006). Words are matched as equals, as slips or as parts run
together, so a text is looked up under every word that one of its own could be matched with.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from prep.copy_ceiling import MAX_COURTESY_SLIPS, Ceiling
from prep.matching_words import matching_words
from prep.slips import is_slip, may_be_courtesy
from prep.wording import Wording

_MATCHES = 3  # among the words looked up: one more word a text, and far fewer texts that only share one by chance
_ROWS_AT_ONCE = 512
_BOUNDS_AT_ONCE = 128  # 5 MB for each 10,000 texts that are searched
_TOLERANCE = 1e-9
Places = NDArray[np.int64]
SlipsOf = Callable[[str, Sequence[str]], Iterable[str]]  # a word, and which of other words are slips of it, in order
Score = Callable[[int, int, float, SlipsOf], float]


class Index:
    """The texts that are searched for and those that they are searched among, as rows over one vocabulary."""

    def __init__(self, texts: Sequence[Wording], among: Sequence[Wording]) -> None:
        from scipy.sparse import csr_matrix, identity

        self.n_texts, self.is_one_set = len(texts), among is texts
        texts = texts if self.is_one_set else [*texts, *among]
        self.texts = texts
        place: dict[str, int] = {}
        rows, columns = [], []
        for row, text in enumerate(texts):
            for word in text.words:
                columns.append(place.setdefault(word, len(place)))
                rows.append(row)
        size = len(place)
        self.said: Any = csr_matrix(
            (np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=(len(texts), max(1, size))
        )
        self.words, self.matching = list(place), matching_words(list(place))
        ones, others = [one for one, _ in self.matching], [other for _, other in self.matching]
        alike = csr_matrix(
            (np.ones(len(self.matching), dtype=np.float32), (ones, others)),
            shape=(max(1, size), max(1, size)),
        ) + identity(max(1, size), dtype=np.float32, format="csr")
        self.matched: Any = (self.said @ alike).tocsr()  # the words that a word of the text could be matched with
        self.matched.data[:] = 1
        self.lengths = np.array([len(text.words) for text in texts], dtype=np.int64)
        odd = np.array([may_be_courtesy(word) for word in place] or [False], dtype=np.float32)
        self.odd = np.minimum(MAX_COURTESY_SLIPS, self.said @ odd)
        groups: dict[tuple[str, ...], int] = {}
        self.group = np.array([groups.setdefault(text.numbers, len(groups)) for text in texts], dtype=np.int64)
        self.joined = ["".join(text.words) for text in texts]

    def candidates(self, at_least: float) -> Iterator[tuple[int, int]]:
        """Positions in both sets of all that may score `at_least`, above 0.5; each once, in no special order.

        Of one set each two once, the smaller position first, none with itself.
        """
        first = np.arange(self.n_texts)
        second = first if self.is_one_set else np.arange(self.n_texts, len(self.lengths))
        found = {(here, there) for longer, other in ((first, second), (second, first)) for here, there in
                 self._shorter_ones(longer, other, at_least)}  # fmt: skip
        if self.is_one_set:
            yield from {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}
        else:
            yield from {(min(pair), max(pair) - self.n_texts) for pair in found}

    def nearest(self, places: Sequence[int], alone: NDArray[np.bool_], score: Score) -> list[tuple[int, float]]:
        """For the texts at these places the one among the others with the highest score, and that score.

        (-1, 0.0) where none has any. Exact: `score` is asked in the order of what it can be at most, until nothing left
        can be higher. It is given the positions in both sets, under what it is of no interest, and which words of them
        are slips. Of equal scores the one that could have been the highest. `alone` says of all texts, those that are
        searched for first, whether they are the only wording of theirs: `score` may know more about the others.
        """
        if not places or len(self.lengths) == self.n_texts:
            return [(-1, 0.0)] * len(places)
        alike = [(one, other) for one, other in self.matching if is_slip(self.words[one], self.words[other])]
        slips: defaultdict[str, set[str]] = defaultdict(set)  # asking a set is much faster than comparing letters
        for one, other in alike:
            slips[self.words[one]].add(self.words[other])
        ceiling = Ceiling(self.texts, self.words, self.said, alike, self.odd)
        alone_there = alone[self.n_texts :]

        def slips_of(word: str, others: Sequence[str]) -> Iterable[str]:
            known = slips.get(word)
            return (other for other in others if other in known) if known else ()

        found = []
        for here, bounds in zip(places, self._bounds(np.array(places)), strict=True):
            best, place = 0.0, -1
            able, most = np.empty(0, dtype=np.int64), np.empty(0)
            while bounds[at := int(bounds.argmax())] > best + _TOLERANCE:
                if (scored := score(here, at, best, slips_of)) > best:
                    best, place = scored, at
                    if alone[here] and not len(able):
                        able = np.flatnonzero((bounds > best + _TOLERANCE) & alone_there)
                        most = ceiling.over(here, able + self.n_texts)
                    bounds[able[most <= best + _TOLERANCE]] = 0
                bounds[at] = 0
            found.append((place, best))
        return found

    def _shorter_ones(self, longer: Places, other: Places, at_least: float) -> Iterator[tuple[int, int]]:
        """Each text of `longer` with the ones of `other` that are not longer and may score `at_least` with it."""
        yield from self._of_equal_letters(longer, other)
        looked_up, wanted, everywhere = self._rarest(longer, other, at_least)
        searched = self.matched[other].T.tocsr()
        for start in range(0, len(longer), _ROWS_AT_ONCE):
            met = (looked_up[start : start + _ROWS_AT_ONCE] @ searched).tocoo()
            enough = met.data >= wanted[start + met.row]
            yield from self._able(longer[met.row[enough] + start], other[met.col[enough]], at_least)
        for here in everywhere:
            yield from self._able(np.full(len(other), here), other, at_least)

    def _rarest(self, longer: Places, other: Places, at_least: float) -> tuple[Any, NDArray[np.float32], list[int]]:
        """The words to look each text up by, as rows, and how many of them must be matched.

        And the texts that may be like any short one.
        """
        from scipy.sparse import csr_matrix

        frequency = np.asarray(self.matched[other].sum(axis=0)).ravel()
        rows, columns, counted, everywhere = [], [], [], []
        wanted = np.zeros(len(longer), dtype=np.float32)
        for row, text in enumerate(longer.tolist()):
            words = slice(self.said.indptr[text], self.said.indptr[text + 1])
            known, counts = self.said.indices[words], self.said.data[words]
            # What the shorter text says may all be matched, and mistyped courtesy of this one without a partner too.
            needed = ceil((2 * at_least - 1) * self.lengths[text] - self.odd[text] - _TOLERANCE)
            if needed <= 0 and len(known):
                everywhere.append(text)
                continue
            left = float(counts.sum())
            for at in np.argsort(frequency[known], kind="stable").tolist():
                if left <= needed - _MATCHES:
                    break
                rows.append(row)
                columns.append(int(known[at]))
                counted.append(float(counts[at]))
                left -= counted[-1]
            wanted[row] = needed - left
        looked_up = csr_matrix(
            (np.array(counted, dtype=np.float32), (rows, columns)), shape=(len(longer), self.said.shape[1])
        )
        return looked_up, wanted, everywhere

    def _able(self, here: Places, there: Places, at_least: float) -> Iterator[tuple[int, int]]:
        """Those pairs of a text and one not longer that reach the score if every word that can be matched is."""
        fits = (self.group[here] == self.group[there]) & (self.lengths[there] <= self.lengths[here]) & (here != there)
        here, there = here[fits], there[fits]
        n_words = self.lengths[here] + self.lengths[there]
        best = (
            self.odd[here] + self.odd[there] + self.lengths[there] + _row_products(self.said, here, self.matched, there)
        )
        close = best >= at_least * n_words - _TOLERANCE
        here, there, n_words = here[close], there[close], n_words[close]
        best = _row_products(self.said, here, self.matched, there) + _row_products(self.said, there, self.matched, here)
        best += np.minimum(MAX_COURTESY_SLIPS, self.odd[here] + self.odd[there])
        close = best >= at_least * n_words - _TOLERANCE
        yield from zip(here[close].tolist(), there[close].tolist(), strict=True)

    def _bounds(self, places: Places) -> Iterator[NDArray[np.float32]]:
        """For each of the texts what its score with each of the others is at most, as if every word that can be matched
        were; 0 for other numbers. A block of texts at a time, so that memory grows with the others alone.
        """
        n = self.n_texts
        said, matched = self.said[n:].T.tocsr(), self.matched[n:].T.tocsr()
        _, letters = np.unique(self.joined, return_inverse=True)
        for start in range(0, len(places), _BOUNDS_AT_ONCE):
            some = places[start : start + _BOUNDS_AT_ONCE]
            best = (self.said[some] @ matched + self.matched[some] @ said).toarray()
            best += np.minimum(MAX_COURTESY_SLIPS, self.odd[some, None] + self.odd[n:])
            best /= np.maximum(1, self.lengths[some, None] + self.lengths[n:]).astype(np.float32)
            best[self.group[some, None] != self.group[n:]] = 0
            best[letters[some, None] == letters[n:]] = 1
            yield from np.asarray(best, dtype=np.float32)

    def _of_equal_letters(self, texts: Places, other: Places) -> Iterator[tuple[int, int]]:
        """Texts that are equal when the spaces are taken out, and texts without any word."""
        equal: defaultdict[str, list[int]] = defaultdict(list)
        for place in other.tolist():
            equal[self.joined[place]].append(place)
        for place in texts.tolist():
            for there in equal.get(self.joined[place], ()):
                if there != place:
                    yield place, there


def _row_products(left: Any, rows: Places, right: Any, others: Places) -> NDArray[np.float32]:
    """The inner product of each row of the one with its row of the other."""
    return np.asarray(left[rows].multiply(right[others]).sum(axis=1), dtype=np.float32).ravel()
