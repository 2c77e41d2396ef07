"""The links of a set that was linked before are those of a set that is linked for the first time."""

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from wordbag import embed

from prep import known_crowds
from prep.known_links import known_links
from prep.progress import silent
from prep.readings import Readings
from prep.records import Pair
from prep.remembered import Remembered

_WORDS = "leave badge parking salary laptop travel office report ticket order cable window".split()  # noqa: SIM905
READINGS = Readings()


def asked(n: int, *, seed: int) -> list[Pair]:
    """Questions and answers of a few words each, some of them equal."""
    draw = random.Random(seed)
    texts = [" ".join(draw.sample(_WORDS, 4)) for _ in range(n // 2)]
    return [
        Pair(f"T{number:03}", "", f"What about {draw.choice(texts)}?", f"{draw.choice(texts)} takes {number % 5} days.")
        for number in range(n)
    ]


def links(pairs: Sequence[Pair], remembered: Remembered) -> list[tuple[str, str, float]]:
    ordered = sorted(pairs, key=lambda pair: pair.pair_id)
    sides = embed([pair.instruction for pair in ordered]), embed([pair.response for pair in ordered])
    found = known_links(ordered, *sides, READINGS, remembered, silent)
    return [
        (ordered[left].pair_id, ordered[right].pair_id, odds)
        for left, right, odds in zip(found.left, found.right, found.odds.tolist(), strict=True)
    ]


def test_after_edits_they_are_those_of_a_set_linked_anew(tmp_path: Path) -> None:
    file = tmp_path / "remembered.json"
    pairs = asked(260, seed=1)
    edits = [replace(pair, response="It closes on Friday.") for pair in pairs[:5]]
    renamed = [replace(pair, pair_id=f"R{number * 37 % 260:03}") for number, pair in enumerate(pairs)]
    for edited in (
        pairs,
        pairs,
        [*edits, *pairs[5:]],
        pairs[9:],
        [*pairs, *asked(30, seed=2)[20:]],
        renamed,
        asked(260, seed=3),
        pairs[:40],
        pairs[:1],
        pairs,
    ):
        remembered = Remembered(file)
        found = links(edited, remembered)
        remembered.keep()
        assert found == links(edited, Remembered())
        assert found or len(edited) < 40


def test_what_is_remembered_is_not_computed_again(tmp_path: Path) -> None:
    file = tmp_path / "remembered.json"
    pairs = asked(60, seed=1)
    remembered = Remembered(file)
    found = links(pairs, remembered)
    remembered.keep()
    stored = json.loads(file.read_text())
    (of_set,) = stored["results"]["links"].values()
    of_set |= dict.fromkeys(("left", "right", "odds"), "")
    file.write_text(json.dumps(stored))
    assert found and links(pairs, Remembered(file)) == []


@pytest.mark.parametrize("damage", ["A", "AAAA", "not base64!"])
def test_damaged_numbers_are_computed_again(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "remembered.json"
    pairs = asked(60, seed=1)
    remembered = Remembered(file)
    found = links(pairs, remembered)
    remembered.keep()
    stored = json.loads(file.read_text())
    for kind in ("links", "crowds"):
        for of_set in stored["results"][kind].values():
            of_set |= {name: damage for name in of_set if name not in ("keys", "size")}
    file.write_text(json.dumps(stored))
    assert links(pairs, Remembered(file)) == found


def test_a_crowd_is_the_nearest_of_many() -> None:
    vectors = np.random.default_rng(1).standard_normal((5, 4000)).astype(np.float32)
    places, highest = known_crowds._highest(vectors, 20)
    assert np.array_equal(highest, -np.sort(-vectors, axis=1)[:, :20])
    assert np.array_equal(np.take_along_axis(vectors, places, axis=1), highest)
