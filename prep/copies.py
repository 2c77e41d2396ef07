"""Near-duplicates: texts with the same wording but for typos, greetings, order, a name.

A copy is decided on words, not on meaning: a paraphrase asks the same with other words and is not a copy. Two texts
whose numbers differ are never copies. The score is order-free and forgives small misspellings, so that a changed order,
a typo and a greeting leave it near 1. A 13-gram check, the usual one, is blind for questions under 13 words.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rapidfuzz.distance import DamerauLevenshtein

COPY_FROM = 0.86  # score from which two texts are near-duplicates
_CANDIDATE_COSINE = 0.42  # character n-gram cosine under which no near-duplicate was ever seen
_ROWS_AT_ONCE = 1024

_PLACEHOLDER = re.compile(r"\[[A-Z]+(?:_\d+)?\]")
_WORD = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_COURTESY = frozenset(
    """
    a all an and dear good morning afternoon evening day greetings hello hey hi hiya kindly please pls sir madam team
    thank thanks thx the there u you cheers regards ok okay so just well
    """.split()  # noqa: SIM905 - a list of forty quoted words would hide them
)


@dataclass(frozen=True, slots=True)
class Copy:
    """Two positions whose texts are near-duplicates; `left` < `right`."""

    left: int
    right: int
    score: float


@lru_cache(maxsize=200_000)
def wording(text: str) -> tuple[str, ...]:
    """The words that make a text's wording: lower case, without greetings, placeholders and punctuation."""
    words = _WORD.findall(_PLACEHOLDER.sub(" ", text).casefold().replace("’", "'"))
    kept = tuple(word for word in words if word not in _COURTESY)
    return kept or tuple(words)


def same_wording(left: str, right: str) -> bool:
    """Whether two texts are equal but for case, punctuation, order, greetings and placeholders."""
    return sorted(wording(left)) == sorted(wording(right))


def copy_score(left: str, right: str) -> float:
    """How far two texts share one wording: 0 to 1, the Dice share of words matched one to one.

    Equal words match fully; a misspelt word (one edit in four to seven letters, two in eight or more) matches nearly.
    Texts whose numbers differ score 0.
    """
    return _score(left, right, at_least=0.0)


def find_copies(texts: Sequence[str], *, at_least: float = COPY_FROM) -> list[Copy]:
    """All near-duplicates among `texts`, from an exact search, ordered by position."""
    found = []
    for left, right in _candidates(texts, texts):
        if left < right and (score := _score(texts[left], texts[right], at_least=at_least)) >= at_least:
            found.append(Copy(left, right, score))
    return sorted(found, key=lambda copy: (copy.left, copy.right))


def nearest_copies(texts: Sequence[str], among: Sequence[str]) -> list[tuple[int, float]]:
    """For each text the position in `among` with the highest copy score, and that score; (-1, 0.0) for none near."""
    best = [(-1, 0.0)] * len(texts)
    for here, there in _candidates(texts, among):
        score = _score(texts[here], among[there], at_least=best[here][1])
        if score > best[here][1]:
            best[here] = (there, score)
    return best


def _candidates(texts: Sequence[str], among: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Positions whose character n-grams overlap enough for a copy to be possible."""
    if not texts or not among:
        return
    from sklearn.feature_extraction.text import TfidfVectorizer  # seconds, which preparation does without

    normal = [" ".join(sorted(wording(text))) or "∅" for text in texts]
    normal_among = normal if among is texts else [" ".join(sorted(wording(text))) or "∅" for text in among]
    vectoriser = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, use_idf=False, dtype=np.float32
    )
    searched = vectoriser.fit_transform(normal_among)
    asked = searched if among is texts else vectoriser.transform(normal)
    for start in range(0, asked.shape[0], _ROWS_AT_ONCE):
        near = (asked[start : start + _ROWS_AT_ONCE] @ searched.T).tocoo()
        close = near.data >= _CANDIDATE_COSINE
        yield from zip((near.row[close] + start).tolist(), near.col[close].tolist(), strict=True)


def _score(left: str, right: str, *, at_least: float) -> float:
    """`copy_score`, or 0 as soon as it is certain to stay under `at_least`."""
    left_words, right_words = wording(left), wording(right)
    if not left_words or not right_words:
        return float(left.strip() == right.strip())
    if _numbers(left) != _numbers(right):
        return 0.0
    rest_left, rest_right = Counter(left_words), Counter(right_words)
    shared = rest_left & rest_right
    matched = float(shared.total())
    n_words = len(left_words) + len(right_words)
    searched = list((rest_left - shared).elements())
    waiting = list((rest_right - shared).elements())
    for n_done, word in enumerate(searched):
        if 2 * (matched + min(len(searched) - n_done, len(waiting))) < at_least * n_words:
            return 0.0  # not even if all that is left were misspellings
        partner = next((other for other in waiting if _misspelt(word, other)), None)
        if partner is not None:
            waiting.remove(partner)
            matched += 0.97
    return 2 * matched / n_words


@lru_cache(maxsize=200_000)
def _numbers(text: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in wording(text) if any(letter.isdigit() for letter in word)))


def _misspelt(left: str, right: str) -> bool:
    """Whether one word looks like the other mistyped. Short words are too close to each other to tell."""
    longer = max(len(left), len(right))
    allowed = 0 if longer < 4 else 1 if longer < 8 else 2
    if abs(len(left) - len(right)) > allowed:
        return False  # each letter too many is an edit: most words are told apart without counting further
    return DamerauLevenshtein.distance(left, right, score_cutoff=allowed) <= allowed
