"""Which files an export consists of."""

import gzip
import os
from pathlib import Path

import pytest

from prep.errors import BadInput
from prep.ingest.sources import find_files, read_bytes


def test_a_folder_means_all_files_in_it_but_hidden_ones(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "__MACOSX").mkdir()
    for name in ("b.json", "sub/a.json", ".DS_Store", "__MACOSX/b.json", "Thumbs.db"):
        (tmp_path / name).write_text("{}")
    assert [file.name for file in find_files([tmp_path])] == ["b.json", "sub/a.json"]


def test_a_file_named_twice_counts_once(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    assert len(find_files([tmp_path / "a.json", tmp_path])) == 1


def test_what_is_not_there_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nothing there"):
        find_files([tmp_path / "no.json"])
    with pytest.raises(BadInput, match="found it empty"):
        find_files([tmp_path])
    with pytest.raises(BadInput, match="at least one"):
        find_files([])


def test_a_pipe_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput, match="neither file nor folder"):
        find_files([tmp_path / "pipe"])


def test_a_gzip_bomb_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(bytes(100 << 20), compresslevel=1))
    with pytest.raises(BadInput, match="over 200 times"):
        read_bytes(find_files([tmp_path / "bomb.gz"])[0])
