"""The links between the pairs of a set: their log-odds of asking the same, where these are above a floor.

What links two pairs follows from the two (see prep/pair_odds.py). So links between pairs that are as they were at an
earlier audit are taken from there, and only the others are computed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from prep.embeddings import Vectors
from prep.known_crowds import known_crowding
from prep.packed import pack, unpack
from prep.pair_odds import Rows, Sides, pair_odds, sides_of
from prep.progress import Progress
from prep.readings import Readings
from prep.records import Pair
from prep.remembered import Remembered, digest_of
from prep.steady import steady

FLOOR, _CEILING = -4.0, 6.0
_UNIT = 10_000  # odds are rounded to so many parts of one
_EDGES_PER_PAIR = 400
_AT_ONCE = 1 << 22  # two pairs: some ten arrays of so many numbers are in memory
_MOST = 2_000_000  # links that are remembered
_FEW = 0.5  # share of the pairs that may be new: with more of them, nothing is gained


@dataclass(frozen=True, slots=True)
class Links:
    """One entry a link, in order: a pair, a later one, and their log-odds."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    odds: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Stored:
    """The links of a set whose pairs are known by their keys. `odds` in parts of one."""

    keys: list[str]
    left: str
    right: str
    odds: str


def known_links(
    pairs: Sequence[Pair],
    questions: Vectors,
    answers: Vectors,
    readings: Readings,
    remembered: Remembered,
    progress: Progress,
) -> Links:
    """Between all pairs in this order, given the unit vectors of their sides; at most 400 of a pair to later ones."""
    texts = _told_apart([digest_of(pair.instruction, pair.response) for pair in pairs])
    questions, answers = steady(questions), steady(answers)
    keys = [digest_of(text, questions[at].tobytes(), answers[at].tobytes()) for at, text in enumerate(texts)]
    across = [
        known_crowding("across", questions, answers, keys, remembered, itself=False),
        known_crowding("back", answers, questions, keys, remembered, itself=False),
    ]
    crowds = (
        known_crowding("questions", questions, questions, keys, remembered, itself=True),
        known_crowding("answers", answers, answers, keys, remembered, itself=True),
        np.float32(0.5) * (across[0] + across[1]),
    )
    sides = sides_of(pairs, questions, answers, crowds, readings)
    states = [digest_of(text, sides.telling, *sides.row(place)) for place, text in enumerate(texts)]
    of_kind = remembered.of("links", TypeAdapter(_Stored))
    found = _from_before(of_kind["all"], states, sides, progress) if of_kind.knows("all") else None
    links, is_whole = found or _between(sides, np.arange(len(pairs)), np.zeros(0, np.int64), progress)
    if is_whole and len(links.left) <= _MOST:
        parts = np.rint(links.odds * _UNIT).astype(np.int32)
        of_kind["all"] = _Stored(states, pack(links.left), pack(links.right), pack(parts))
    return links


def _told_apart(keys: Sequence[str]) -> list[str]:
    """Equal keys numbered, so that no two are."""
    seen: dict[str, int] = {}
    told = []
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
        told.append(key if seen[key] == 1 else f"{key}/{seen[key]}")
    return told


def _from_before(stored: _Stored, states: Sequence[str], sides: Sides, progress: Progress) -> tuple[Links, bool] | None:
    """The links known with those of new pairs; None where too many are new or a pair has more than are kept."""
    before = {key: place for place, key in enumerate(stored.keys)}
    was = np.array([before.get(state, -1) for state in states], dtype=np.int64)
    new, old = np.flatnonzero(was < 0), np.flatnonzero(was >= 0)
    if len(new) > _FEW * len(states):
        return None
    now = np.full(len(stored.keys), -1, dtype=np.int32)
    now[was[old]] = old
    try:
        left, right, parts = (unpack(part, np.int32) for part in (stored.left, stored.right, stored.odds))
        ends = now[np.stack([left, right])]
    except (ValueError, IndexError):
        return None
    there = (ends >= 0).all(axis=0)
    ends = np.sort(ends[:, there], axis=0)
    known = Links(ends[0], ends[1], parts[there] / _UNIT)
    others, is_whole = _between(sides, new, old, progress)
    links = _in_order([known, others])
    if not is_whole or np.bincount(links.left, minlength=1).max() > _EDGES_PER_PAIR:
        return None
    return links, True


def _between(sides: Sides, new: Rows, old: Rows, progress: Progress) -> tuple[Links, bool]:
    """The links of new pairs with each other and with old ones, and whether these are all of them."""
    found, is_whole = [], True
    n_at_once = max(16, min(512, _AT_ONCE // max(1, len(new) + len(old))))
    with progress("Comparing questions", len(new)) as tick:
        for start in range(0, len(new), n_at_once):
            rows = new[start : start + n_at_once]
            others = np.concatenate([new[start:], old])  # each two of the new ones once
            odds = pair_odds(sides, rows, others)
            odds[np.tri(len(rows), len(others), dtype=np.bool_)] = FLOOR
            for row, line in zip(rows, odds, strict=True):
                near = np.flatnonzero(line > FLOOR)
                if len(near) > _EDGES_PER_PAIR:
                    is_whole = False
                    near = near[np.argsort(-line[near], kind="stable")[:_EDGES_PER_PAIR]]
                if len(near):
                    ends = np.sort(np.stack([np.full(len(near), row), others[near]]).astype(np.int32), axis=0)
                    near_odds = np.rint(line[near].astype(np.float64) * _UNIT) / _UNIT
                    found.append(Links(ends[0], ends[1], np.minimum(_CEILING, near_odds)))
            tick(len(rows))
    return _in_order(found), is_whole


def _in_order(parts: Sequence[Links]) -> Links:
    if not parts:
        return Links(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0))
    left, right, odds = (np.concatenate([getattr(part, name) for part in parts]) for name in ("left", "right", "odds"))
    order = np.lexsort((right, left))
    return Links(left[order], right[order], odds[order])


def one_by_one(links: Links) -> Iterator[tuple[int, int, float]]:
    """Each link as plain numbers."""
    return zip(links.left.tolist(), links.right.tolist(), links.odds.tolist(), strict=True)
