"""The leakage certificate: proof, from an exact search, that no held-out question is a copy of a training question."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from prep.copies import COPY_FROM, nearest_copies
from prep.embeddings import Embed
from prep.records import Pair


@dataclass(frozen=True, slots=True)
class Nearest:
    """The training pairs nearest to one held-out pair. Scores are shares of 1; cosine is between instructions."""

    pair_id: str
    by_wording: str  # "" when no training pair comes near
    copy_score: float
    by_meaning: str
    cosine: float


@dataclass(frozen=True, slots=True)
class Certificate:
    """For each held-out pair its nearest training pairs, and how many are copies. Clean means none."""

    threshold: float  # of the copy score
    n_train: int
    n_held_out: int
    n_copies: int
    nearest: tuple[Nearest, ...]  # highest copy score first

    @property
    def is_clean(self) -> bool:
        return self.n_copies == 0


def certify(train: Sequence[Pair], held_out: Sequence[Pair], embed: Embed) -> Certificate:
    """Search every held-out instruction among all training instructions, by wording and by meaning."""
    by_wording = nearest_copies([pair.instruction for pair in held_out], [pair.instruction for pair in train])
    rows = []
    if train and held_out:
        cosines = embed([pair.instruction for pair in held_out]) @ embed([pair.instruction for pair in train]).T
        for pair, (place, score), line in zip(held_out, by_wording, cosines, strict=True):
            near = int(np.argmax(line))
            wording_id = train[place].pair_id if place >= 0 else ""
            rows.append(
                Nearest(pair.pair_id, wording_id, round(score, 4), train[near].pair_id, round(float(line[near]), 4))
            )
    rows.sort(key=lambda row: (-row.copy_score, -row.cosine, row.pair_id))
    n_copies = sum(row.copy_score >= COPY_FROM for row in rows)
    return Certificate(COPY_FROM, len(train), len(held_out), n_copies, tuple(rows))
