"""Near-duplicates: texts with the same wording but for typos, greetings, order, a name, or one within the other.

A copy is decided on words, not on meaning: a paraphrase asks the same with other words and is not a copy. Two texts
whose numbers differ are never copies. The score is order-free and forgives slips of the pen, so that a changed order, a
typo and a greeting leave it near 1; a question that stands whole in a longer one is a copy of it too. A 13-gram check,
the usual one, is blind for questions under 13 words.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from prep.addressing import unaddressed
from prep.containment import CONTAINED_FROM, contained_pairs, containment, normalised
from prep.copy_candidates import Index, SlipsOf
from prep.copy_ceiling import MAX_COURTESY_SLIPS, SLIP
from prep.slips import is_other_letter, is_slip, is_slip_of_courtesy, may_be_courtesy
from prep.wording import Wording, cut_words, full_wording, unaddressed_wording

COPY_FROM = 0.86  # score from which two texts are near-duplicates


@dataclass(frozen=True, slots=True)
class Copy:
    """Two positions whose texts are near-duplicates; `left` < `right`."""

    left: int
    right: int
    score: float


def copy_score(left: str, right: str) -> float:
    """How far two texts share one wording: 0 to 1, the Dice share of words matched one to one.

    Equal words match fully, a slip nearly. A text of at least six words of which nine tenths stand in the other scores
    that share instead. Texts whose numbers differ score 0.
    """
    score = _score(left, right, 0.0)
    if not _same_numbers(left, right):
        return score
    within = containment(_plain(left), _plain(right))
    return max(score, within if within >= CONTAINED_FROM else 0.0)


def find_copies(texts: Sequence[str], *, at_least: float = COPY_FROM, of: Collection[int] | None = None) -> list[Copy]:
    """All near-duplicates among `texts`, from an exact search, ordered by position.

    `of`: only those of the texts at these positions, among all.
    """
    places = range(len(texts)) if of is None else sorted(of)
    asked = texts if of is None else [texts[place] for place in places]
    best: dict[tuple[int, int], float] = {}
    for here, right, score in _scored(asked, texts, at_least):
        left = places[here]
        if left != right:
            place = (min(left, right), max(left, right))
            best[place] = max(score, best.get(place, 0.0))
    return [Copy(left, right, score) for (left, right), score in sorted(best.items())]


def copies_across(texts: Sequence[str], among: Sequence[str]) -> set[tuple[int, int]]:
    """Every text (position) with each near-duplicate that it has in `among` (position), from the same search."""
    return {(here, there) for here, there, _ in _scored(texts, among, COPY_FROM)}


def nearest_copies(texts: Sequence[str], among: Sequence[str]) -> list[tuple[int, float]]:
    """For each text the position in `among` with the highest copy score, and that score; (-1, 0.0) for none near."""
    best = [(-1, 0.0)] * len(texts)
    if not texts or not among:
        return best
    search = _Search(texts, among)
    for here, there, score in search.copies(COPY_FROM):
        best[here] = _better(best[here], (there, score))
    for here, there, score in search.nearest({place for place, (there, _) in enumerate(best) if there < 0}):
        best[here] = _better(best[here], (there, score))
    return best


def _better(one: tuple[int, float], other: tuple[int, float]) -> tuple[int, float]:
    """The higher score; of equal scores the first in place."""
    return max(one, other, key=lambda near: (near[1], -near[0]))


def _scored(texts: Sequence[str], among: Sequence[str], at_least: float) -> Iterator[tuple[int, int, float]]:
    if texts and among:
        yield from _Search(texts, among).copies(at_least)


class _Search:
    """Texts and those that they are searched among, with every wording that they may be matched by."""

    def __init__(self, texts: Sequence[str], among: Sequence[str]) -> None:
        self.texts, self.among = texts, among
        worded, self.owner = _wordings(texts)
        worded_among, self.owner_among = (worded, self.owner) if among is texts else _wordings(among)
        self.index = Index(worded, worded_among)

    def copies(self, at_least: float) -> Iterator[tuple[int, int, float]]:
        """Positions of texts near each other with their score, from words first, then from one text in the other."""
        texts, among = self.texts, self.among
        near = {(self.owner[here], self.owner_among[there]) for here, there in self.index.candidates(at_least)}
        for here, there in near:
            if (score := _score(texts[here], among[there], at_least)) >= at_least:
                yield here, there, score
        plain = [_plain(text) for text in texts]
        plain_among = plain if among is texts else [_plain(text) for text in among]
        for here, there, share in contained_pairs(plain, plain_among):
            if share >= at_least and _same_numbers(texts[here], among[there]):
                yield here, there, share

    def nearest(self, places: Collection[int]) -> Iterator[tuple[int, int, float]]:
        """What comes nearest to the texts at these places by their words, for each of their wordings."""

        def score(here: int, there: int, at_least: float, slips_of: SlipsOf) -> float:
            return _score(self.texts[self.owner[here]], self.among[self.owner_among[there]], at_least, slips_of)

        worded = [here for here, place in enumerate(self.owner) if place in places]
        alone = np.concatenate([np.bincount(owner)[owner] == 1 for owner in (self.owner, self.owner_among)])
        for here, (there, highest) in zip(worded, self.index.nearest(worded, alone, score), strict=True):
            if there >= 0:
                yield self.owner[here], self.owner_among[there], highest


def _slips_of(word: str, others: Sequence[str]) -> Iterator[str]:
    return (other for other in others if is_slip(word, other))


def _score(left: str, right: str, at_least: float, slips_of: SlipsOf = _slips_of) -> float:
    """The share of words matched, or 0 as soon as it is certain to stay under `at_least`; the same from either side.

    Where an address was cut from one text that the other one lacks, it may be none: then all words count as well.
    """
    left, right = sorted((left, right))  # words are matched in order, so which text comes first may count
    score = _matched_share(unaddressed_wording(left), unaddressed_wording(right), at_least, slips_of)
    if score < 1 and cut_words(left) != cut_words(right):
        return max(score, _matched_share(full_wording(left), full_wording(right), at_least, slips_of))
    return score


def _matched_share(left: Wording, right: Wording, at_least: float, slips_of: SlipsOf) -> float:
    if not left.words or not right.words:
        return float(left.words == right.words)
    if left.numbers != right.numbers:
        return 0.0
    if "".join(left.words) == "".join(right.words):
        return 1.0
    n_words = len(left.words) + len(right.words)
    ours, theirs = _without_shared(left.words, right.words), _without_shared(right.words, left.words)
    matched = 2.0 * (len(left.words) - len(ours))
    fewer, more = sorted((len(ours), len(theirs)))
    # At best every word left is a slip, or two words that the other text runs together.
    if matched + min(fewer + more, 3 * fewer + MAX_COURTESY_SLIPS) < at_least * n_words:
        return 0.0
    matched += _joined(ours, theirs, right.words) + _joined(theirs, ours, left.words)
    for word in list(ours):
        partner = next(
            (
                other
                for other in slips_of(word, theirs)
                if not (word in left.abbreviations and other in right.abbreviations and is_other_letter(word, other))
            ),
            None,
        )
        if partner is not None:
            ours.remove(word)
            theirs.remove(partner)
            matched += 2 * SLIP
    odd = _of_courtesy(ours, right.courtesy, left.courtesy) + _of_courtesy(theirs, left.courtesy, right.courtesy)
    return (matched + min(odd, MAX_COURTESY_SLIPS) * SLIP) / n_words


def _without_shared(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """The words that the other text does not say as often, each where it is said first."""
    if len(set(words)) == len(words):  # as most texts are, and a set tells it much faster than counts
        said = set(others)
        return [word for word in words if word not in said]
    return list((Counter(words) - Counter(others)).elements())


def _of_courtesy(words: Sequence[str], there: Counter[str], here: Counter[str]) -> int:
    """How many words without a partner are mistyped courtesy: surely so, or like a word of courtesy that is more often
    in the other text than here.
    """
    odd = [word for word in words if may_be_courtesy(word)]
    spare = [word for word in there - here if len(word) > 2] if odd else []
    return sum(is_slip_of_courtesy(word) or any(is_slip(word, other) for other in spare) for word in odd)


def _joined(ours: list[str], theirs: list[str], in_order: Sequence[str]) -> float:
    """How many words are matched by one of ours that is two neighbours of theirs; those are taken off both lists."""
    matched = 0
    if len(theirs) < 2:
        return 0
    joined = {first + second: (first, second) for first, second in pairwise(in_order)}
    for word in list(ours):
        parts = joined.get(word)
        if parts and not Counter(parts) - Counter(theirs):
            ours.remove(word)
            for part in parts:
                theirs.remove(part)
            matched += 3
    return matched


def _wordings(texts: Sequence[str]) -> tuple[list[Wording], list[int]]:
    """Every wording that a text may be matched by, and the position of its text."""
    unaddressed = [unaddressed_wording(text) for text in texts]
    full = [place for place, text in enumerate(texts) if full_wording(text) is not unaddressed[place]]
    return [*unaddressed, *(full_wording(texts[place]) for place in full)], [*range(len(texts)), *full]


def _same_numbers(left: str, right: str) -> bool:
    return unaddressed_wording(left).numbers == unaddressed_wording(right).numbers


def _plain(text: str) -> str:
    return normalised(unaddressed(text))
