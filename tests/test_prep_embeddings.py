"""The packaged model gives its own vectors; their cache may be damaged or written by several: then it is made again."""

from pathlib import Path

import numpy as np
import pytest

from prep.embeddings import read_cache, write_cache

KNOWN = {bytes([place]) * 32: np.full(3, place, dtype=np.float32) for place in (1, 2)}


def test_what_was_written_is_read_by_the_same_model_only(tmp_path: Path) -> None:
    cache = tmp_path / "embeddings.npz"
    write_cache(cache, "model", KNOWN)
    read = read_cache(cache, "model")
    assert {key: vector.tolist() for key, vector in read.items()} == {key: [n] * 3 for n, key in enumerate(KNOWN, 1)}
    assert read_cache(cache, "another") == {}
    assert [path.name for path in tmp_path.iterdir()] == ["embeddings.npz"]


@pytest.mark.parametrize("damage", ["cut", "empty", "text", "changed"])
def test_a_damaged_cache_is_none(tmp_path: Path, damage: str) -> None:
    cache = tmp_path / "embeddings.npz"
    write_cache(cache, "model", KNOWN)
    whole = cache.read_bytes()
    middle = len(whole) // 2
    changed = whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :]
    cache.write_bytes({"cut": whole[:-30], "empty": b"", "text": b"hello", "changed": changed}[damage])
    assert read_cache(cache, "model") == {}
