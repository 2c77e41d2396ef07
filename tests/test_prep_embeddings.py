"""The packaged model gives its own vectors; their cache may be damaged or written by several: then it is made again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from prep import embeddings
from prep.embeddings import Embedder, read_cache, write_cache

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


@contextmanager
def stopped_at_the_third(label: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Whoever watches this progress stops the work by hand."""
    done = 0

    def tick(n: int) -> None:
        nonlocal done
        done += n
        if done == 3:
            raise KeyboardInterrupt

    yield tick


def test_who_is_stopped_keeps_what_was_embedded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeddings, "SAVED_AFTER", 1)
    cache = tmp_path / "embeddings.npz"
    with pytest.raises(KeyboardInterrupt):
        Embedder(cache_file=cache, progress=stopped_at_the_third)(["Leave?", "Badge?", "Parking?"])
    again = Embedder(cache_file=cache)
    again(["Leave?", "Badge?"])
    assert again._model is None  # nothing was left to embed
    assert np.allclose(again(["Parking?"]), Embedder()(["Parking?"]))


def test_a_cache_beyond_its_bounds_loses_what_nobody_asks_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeddings, "MOST_KEPT", 2)
    cache = tmp_path / "embeddings.npz"
    Embedder(cache_file=cache)(["Leave?", "Badge?"])
    kept = Embedder(cache_file=cache)
    kept(["Badge?", "Parking?"])
    assert len(read_cache(cache, kept.revision)) == 2
    assert Embedder(cache_file=cache)(["Badge?", "Parking?"]).shape == (2, 384)
