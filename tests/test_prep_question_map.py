"""The map lays questions that are alike close together, the same way each time, however many there are."""

import json
from pathlib import Path

import numpy as np

from prep.packed import pack
from prep.question_map import place_questions
from prep.remembered import Remembered


def crowds(n_each: int, n_crowds: int = 4) -> np.ndarray:
    rng = np.random.default_rng(3)
    middles = rng.normal(size=(n_crowds, 48))
    rows = np.repeat(middles, n_each, axis=0) + 0.3 * rng.normal(size=(n_each * n_crowds, 48))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_what_is_alike_lies_together_and_within_the_paper() -> None:
    places = place_questions(crowds(100))
    assert places.shape == (400, 2) and places.min() == 0 and places.max() == 1
    distances = np.linalg.norm(places[:, None] - places[None], axis=2)
    neighbours = distances.argsort(axis=1)[:, 1:6]
    crowd = np.repeat(range(4), 100)
    assert (crowd[neighbours] == crowd[:, None]).mean() > 0.97


def test_the_same_questions_give_the_same_map() -> None:
    vectors = crowds(30)
    assert np.array_equal(place_questions(vectors), place_questions(vectors))


def test_few_questions_and_equal_ones_have_places_too() -> None:
    assert place_questions(crowds(1, 3)).shape == (3, 2)
    assert place_questions(np.zeros((0, 0), dtype=np.float32)).shape == (0, 2)
    equal = np.tile(crowds(1, 1), (20, 1))
    assert np.isfinite(place_questions(equal)).all()


def test_the_map_of_the_same_questions_is_remembered(tmp_path: Path) -> None:
    file = tmp_path / "remembered.json"
    vectors = crowds(30)
    remembered = Remembered(file)
    drawn = place_questions(vectors, remembered)
    remembered.keep()
    assert np.array_equal(place_questions(vectors, Remembered(file)), drawn)
    stored = json.loads(file.read_text())
    stored["results"]["map"] = dict.fromkeys(stored["results"]["map"], pack(np.zeros(2 * len(vectors), np.float32)))
    file.write_text(json.dumps(stored))
    assert not place_questions(vectors, Remembered(file)).any()  # it is not drawn again
    assert np.array_equal(place_questions(vectors[::-1].copy(), Remembered(file)), place_questions(vectors[::-1]))
    stored["results"]["map"] = dict.fromkeys(stored["results"]["map"], "AAAA")
    file.write_text(json.dumps(stored))
    assert np.array_equal(place_questions(vectors, Remembered(file)), drawn)
