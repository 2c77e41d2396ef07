"""Near-duplicates: texts with the same wording but for typos, greetings, order, a name, or one within the other.

A copy is decided on words, not on meaning: a paraphrase asks the same with other words and is not a copy. Two texts
whose numbers differ are never copies. The score is order-free and forgives slips of the pen, so that a changed order, a
typo and a greeting leave it near 1; a question that stands whole in a longer one is a copy of it too. A 13-gram check,
the usual one, is blind for questions under 13 words.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from prep.addressing import unaddressed
from prep.containment import CONTAINED_FROM, contained_pairs, containment, normalised
from prep.copy_candidates import MAX_COURTESY_SLIPS, Wording, candidates
from prep.slips import COURTESY, is_slip, is_slip_of_courtesy

COPY_FROM = 0.86  # score from which two texts are near-duplicates
_NEAR_COSINE = 0.42  # character n-gram cosine under which nothing is called near
_ROWS_AT_ONCE = 1024

_SLIP = 0.97  # of a full match
_THOUSANDS = re.compile(r",(?=\d{3}\b)")
_WORD = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Copy:
    """Two positions whose texts are near-duplicates; `left` < `right`."""

    left: int
    right: int
    score: float


@lru_cache(maxsize=200_000)
def wording(text: str) -> tuple[str, ...]:
    """The words that make a text's wording: lower case, without greetings, placeholders and punctuation."""
    words = [word.replace("'", "").replace("’", "") for word in _WORD.findall(unaddressed(text).casefold())]
    return tuple(word for word in words if word not in COURTESY) or tuple(words)


def same_wording(left: str, right: str) -> bool:
    """Whether two texts are equal but for case, punctuation, order, greetings and placeholders."""
    return sorted(wording(left)) == sorted(wording(right))


def copy_score(left: str, right: str) -> float:
    """How far two texts share one wording: 0 to 1, the Dice share of words matched one to one.

    Equal words match fully, a slip nearly. A text of at least six words of which nine tenths stand in the other scores
    that share instead. Texts whose numbers differ score 0.
    """
    if _numbers(left) != _numbers(right):
        return 0.0
    within = containment(_plain(left), _plain(right))
    return max(_score(left, right, at_least=0.0), within if within >= CONTAINED_FROM else 0.0)


def find_copies(texts: Sequence[str], *, at_least: float = COPY_FROM) -> list[Copy]:
    """All near-duplicates among `texts`, from an exact search, ordered by position."""
    best: dict[tuple[int, int], float] = {}
    for left, right, score in _scored(texts, texts, at_least):
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
    for here, there, score in _scored(texts, among, COPY_FROM):
        best[here] = _better(best[here], (there, score))
    unlike = [place for place, (there, _) in enumerate(best) if there < 0]
    for here, there, score in _nearest_of_no_copies([texts[place] for place in unlike], among):
        best[unlike[here]] = _better(best[unlike[here]], (there, score))
    return best


def _better(one: tuple[int, float], other: tuple[int, float]) -> tuple[int, float]:
    """The higher score; of equal scores the first in place."""
    return max(one, other, key=lambda near: (near[1], -near[0]))


def _scored(texts: Sequence[str], among: Sequence[str], at_least: float) -> Iterator[tuple[int, int, float]]:
    """Positions of texts near each other with their score, from words first, then from one text in the other."""
    if not texts or not among:
        return
    worded = [_worded(text) for text in texts]
    worded_among = worded if among is texts else [_worded(text) for text in among]
    for here, there in candidates(worded, worded_among, at_least):
        if (score := _score(texts[here], among[there], at_least=at_least)) >= at_least:
            yield here, there, score
    plain = [_plain(text) for text in texts]
    plain_among = plain if among is texts else [_plain(text) for text in among]
    for here, there, share in contained_pairs(plain, plain_among):
        if share >= at_least and _numbers(texts[here]) == _numbers(among[there]):
            yield here, there, share


def _nearest_of_no_copies(texts: Sequence[str], among: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """For texts without a copy what comes nearest, as far as their character n-grams overlap."""
    if not texts or not among:
        return
    from sklearn.feature_extraction.text import TfidfVectorizer  # seconds, which preparation does without

    normal, normal_among = ([" ".join(sorted(wording(text))) or "∅" for text in side] for side in (texts, among))
    vectoriser = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, use_idf=False, dtype=np.float32
    )
    searched = vectoriser.fit_transform(normal_among)
    asked = vectoriser.transform(normal)
    floor = [0.0] * len(texts)
    for start in range(0, asked.shape[0], _ROWS_AT_ONCE):
        near = (asked[start : start + _ROWS_AT_ONCE] @ searched.T).tocoo()
        close = np.flatnonzero(near.data >= _NEAR_COSINE)
        for place in close[np.argsort(-near.data[close], kind="stable")].tolist():
            here, there = int(near.row[place]) + start, int(near.col[place])
            score = _score(texts[here], among[there], at_least=floor[here])
            if score > 0:
                floor[here] = max(floor[here], score)
                yield here, there, score


def _score(left: str, right: str, *, at_least: float) -> float:
    """The share of words matched, or 0 as soon as it is certain to stay under `at_least`."""
    left_words, right_words = wording(left), wording(right)
    if not left_words or not right_words:
        return float(left.strip() == right.strip())
    if _numbers(left) != _numbers(right):
        return 0.0
    if "".join(left_words) == "".join(right_words):
        return 1.0
    rest_left, rest_right = Counter(left_words), Counter(right_words)
    shared = rest_left & rest_right
    n_words = len(left_words) + len(right_words)
    matched = 2.0 * shared.total()
    ours = list((rest_left - shared).elements())
    theirs = list((rest_right - shared).elements())
    fewer, more = sorted((len(ours), len(theirs)))
    # At best every word left is a slip, or two words that the other text runs together.
    if matched + min(fewer + more, 3 * fewer + MAX_COURTESY_SLIPS) < at_least * n_words:
        return 0.0
    matched += _joined(ours, theirs, right_words) + _joined(theirs, ours, left_words)
    for word in list(ours):
        partner = next((other for other in theirs if is_slip(word, other)), None)
        if partner is not None:
            ours.remove(word)
            theirs.remove(partner)
            matched += 2 * _SLIP
    odd = sum(map(is_slip_of_courtesy, (*ours, *theirs)))
    return (matched + min(odd, MAX_COURTESY_SLIPS) * _SLIP) / n_words


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


def _worded(text: str) -> Wording:
    return Wording(wording(text), _numbers(text))


def _plain(text: str) -> str:
    return normalised(unaddressed(text))


@lru_cache(maxsize=200_000)
def _numbers(text: str) -> tuple[str, ...]:
    """The numbers of a text; "1,000" is 1000."""
    return tuple(sorted(_THOUSANDS.sub("", word) for word in wording(text) if any(sign.isdigit() for sign in word)))
