"""The leakage certificate: proof, from an exact search, that no held-out question is a copy of a training question."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from prep.copies import COPY_FROM, copies_across, nearest_copies
from prep.embeddings import Embed
from prep.nearest_containment import nearest_by_containment
from prep.plants import Planted, count_found, plant
from prep.records import Pair

N_STEPS = 10  # of a distribution of scores
_ROWS_AT_ONCE = 512  # of cosines: 9,000 questions by 41,000 at once would take 1.5 GB
_SEED = 7


@dataclass(frozen=True, slots=True)
class Nearest:
    """The training pairs nearest to one held-out pair. Scores are shares of 1, all between instructions."""

    pair_id: str
    by_wording: str  # "" when no training pair comes near
    copy_score: float
    by_meaning: str
    cosine: float
    by_containment: str  # "" when no training pair of some length shares a piece of a word
    containment: float


@dataclass(frozen=True, slots=True)
class Certificate:
    """For each held-out pair its nearest training pairs, and how many are copies. Clean means none.

    The planted copies say what the search can find: one that misses many proves little by finding none.
    """

    threshold: float  # of the copy score
    n_train: int
    n_held_out: int
    n_copies: int
    n_responses_in_train: int  # held-out responses that stand in training verbatim but for white space
    n_by_copy_score: tuple[int, ...]  # held-out pairs by the score of the nearest: 0 to 0.1, 0.1 to 0.2, … 0.9 to 1
    n_by_cosine: tuple[int, ...]
    planted: tuple[Planted, ...]
    nearest: tuple[Nearest, ...]  # highest copy score first

    @property
    def is_clean(self) -> bool:
        return self.n_copies == 0


def certify(train: Sequence[Pair], held_out: Sequence[Pair], embed: Embed, *, seed: int = _SEED) -> Certificate:
    """Search every held-out instruction among all training instructions, by wording and by meaning."""
    asked, searched = ([pair.instruction for pair in pairs] for pairs in (held_out, train))
    by_wording = nearest_copies(asked, searched)
    by_meaning = _nearest_by_meaning(asked, searched, embed)
    by_containment = nearest_by_containment(asked, searched)

    def named(place: int) -> str:
        return train[place].pair_id if place >= 0 else ""

    rows = [
        Nearest(
            pair.pair_id,
            named(by_words),
            round(score, 4),
            named(near),
            round(cosine, 4),
            named(contained),
            round(share, 4),
        )
        for pair, (by_words, score), (near, cosine), (contained, share) in zip(
            held_out, by_wording, by_meaning, by_containment, strict=True
        )
    ]
    rows.sort(key=lambda row: (-row.copy_score, -row.cosine, row.pair_id))
    said = {" ".join(pair.response.split()) for pair in train}
    return Certificate(
        threshold=COPY_FROM,
        n_train=len(train),
        n_held_out=len(held_out),
        n_copies=sum(row.copy_score >= COPY_FROM for row in rows),
        n_responses_in_train=sum(" ".join(pair.response.split()) in said for pair in held_out),
        n_by_copy_score=_distribution([row.copy_score for row in rows]),
        n_by_cosine=_distribution([row.cosine for row in rows]),
        planted=count_found(plant(asked, seed=seed), lambda texts: copies_across(asked, texts)),
        nearest=tuple(rows),
    )


def _nearest_by_meaning(asked: Sequence[str], searched: Sequence[str], embed: Embed) -> list[tuple[int, float]]:
    """For each text the position of the nearest one and the cosine between them; (-1, 0.0) when there is none."""
    if not asked or not searched:
        return [(-1, 0.0)] * len(asked)
    vectors, others = embed(asked), embed(searched).T
    found: list[tuple[int, float]] = []
    for start in range(0, len(asked), _ROWS_AT_ONCE):
        cosines = vectors[start : start + _ROWS_AT_ONCE] @ others
        found += zip(cosines.argmax(axis=1).tolist(), cosines.max(axis=1).tolist(), strict=True)
    return found


def _distribution(scores: Sequence[float]) -> tuple[int, ...]:
    counts, _ = np.histogram(np.clip(scores, 0, 1), bins=N_STEPS, range=(0, 1))
    return tuple(counts.tolist())
