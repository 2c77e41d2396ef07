"""Cosines do not depend on the order in which they are added up."""

import numpy as np

from prep.steady import cosines, steady


def unit(n: int, dimensions: int = 384) -> np.ndarray:
    vectors = np.random.default_rng(1).standard_normal((n, dimensions)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_they_are_the_same_to_the_last_bit_in_any_order_and_company() -> None:
    vectors = steady(unit(300))
    all_of_them = cosines(vectors, vectors)
    shuffled = np.random.default_rng(2).permutation(384)
    assert np.array_equal(cosines(vectors[:, shuffled], vectors[:, shuffled]), all_of_them)
    assert np.array_equal(cosines(vectors[7:8], vectors[100:203])[0], all_of_them[7, 100:203])
    assert np.array_equal(all_of_them, all_of_them.T)


def test_they_are_cosines() -> None:
    vectors = unit(100)
    assert np.abs(cosines(steady(vectors), steady(vectors)) - vectors @ vectors.T).max() < 0.0005


def test_nothing_is_lost_of_the_longest_vectors_there_are() -> None:
    longest = np.zeros((1, 4096), dtype=np.float32)
    longest[0, 0] = 1
    assert cosines(steady(longest), steady(longest)) == 1
    flat = np.full((1, 4096), 1 / 64, dtype=np.float32)  # each part rounds up by half a unit
    assert steady(flat).sum(dtype=np.float64) ** 2 / 4096 <= 2**24
