"""The lines of a text that may be larger than memory."""

from pathlib import Path

import pytest

from prep.holding import in_memory, on_disk
from prep.ingest import textlines
from prep.ingest.textlines import TextLines


def test_lines_are_the_same_whatever_pieces_the_text_comes_in(tmp_path: Path) -> None:
    for pieces in (["a\r\nb\n\nc"], ["a\r", "\nb\n", "", "\nc"], list("a\r\nb\n\nc")):
        assert TextLines(pieces, "\n", on_disk(tmp_path))[:] == ["a\r\n", "b\n", "\n", "c"]
    assert TextLines(["a\rb"], "\r", in_memory)[:] == ["a\r", "b"]
    assert len(TextLines([""], "\n", in_memory)) == 0


def test_any_line_can_be_read_again_after_those_far_behind_it(tmp_path: Path) -> None:
    lines = TextLines((f"{number}\n" for number in range(5_000)), "\n", on_disk(tmp_path))
    assert [lines[at] for at in (0, 4_999, 255, 256, 3_000, 0)] == ["0\n", "4999\n", "255\n", "256\n", "3000\n", "0\n"]


def test_a_line_that_is_too_long_is_cut_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textlines, "MAX_LINE", 10)
    lines = TextLines(["ab\n", "1234567", "890123", "4\nc\n"], "\n", in_memory)
    assert lines[:] == ["ab\n", "1234567890", "c\n"]
    assert lines.too_long == {1}
