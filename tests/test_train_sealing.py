"""A sealed folder is whole or refused: safetensors itself would load flipped bits."""

from pathlib import Path

import pytest

from prep.errors import StaleFiles
from train import sealing


def sealed_folder(parent: Path) -> Path:
    target = parent / "adapter"
    with sealing.sealed(target, {"kind": "adapter"}) as staging:
        (staging / "weights.safetensors").write_bytes(bytes(range(256)) * 8)
        (staging / "config.json").write_text("{}")
    return target


def test_what_was_sealed_is_whole_and_leaves_no_staging_behind(tmp_path: Path) -> None:
    folder = sealed_folder(tmp_path)
    assert sealing.fault(folder) == ""
    assert [path.name for path in tmp_path.iterdir()] == ["adapter"]
    assert sealing.manifest(folder)["kind"] == "adapter"


def test_one_flipped_bit_anywhere_is_found(tmp_path: Path) -> None:
    folder = sealed_folder(tmp_path)
    weights = folder / "weights.safetensors"
    original = weights.read_bytes()
    for place in range(0, len(original), 97):
        damaged = bytearray(original)
        damaged[place] ^= 1
        weights.write_bytes(damaged)
        assert sealing.fault(folder) == "weights.safetensors is not what was written"


def test_truncation_loss_and_strangers_are_found(tmp_path: Path) -> None:
    folder = sealed_folder(tmp_path)
    weights = folder / "weights.safetensors"
    original = weights.read_bytes()
    weights.write_bytes(original[:-1])
    assert sealing.fault(folder) == "weights.safetensors has 2047 bytes instead of 2048"
    weights.unlink()
    assert sealing.fault(folder) == "weights.safetensors is missing"
    weights.write_bytes(original)
    (folder / "extra.bin").write_text("x")
    assert sealing.fault(folder) == "extra.bin does not belong here"


def test_a_damaged_or_absent_manifest_makes_the_folder_untrusted(tmp_path: Path) -> None:
    folder = sealed_folder(tmp_path)
    (folder / "MANIFEST.json").write_text('{"files": 3}')
    assert sealing.fault(folder) == "MANIFEST.json is damaged"
    (folder / "MANIFEST.json").unlink()
    with pytest.raises(StaleFiles, match="no MANIFEST.json"):
        sealing.manifest(folder)


def test_a_write_that_fails_leaves_the_earlier_folder_as_it_was(tmp_path: Path) -> None:
    folder = sealed_folder(tmp_path)
    before = sealing.folder_digest(folder)
    with pytest.raises(OSError, match="disk full"), sealing.sealed(folder, {}) as staging:
        (staging / "weights.safetensors").write_bytes(b"half")
        raise OSError("disk full")
    assert sealing.fault(folder) == ""
    assert sealing.folder_digest(folder) == before


def test_other_bytes_are_another_revision(tmp_path: Path) -> None:
    folder = sealed_folder(tmp_path)
    before = sealing.folder_digest(folder)
    with sealing.sealed(folder, {}) as staging:
        (staging / "weights.safetensors").write_bytes(b"other")
    assert sealing.folder_digest(folder) != before
