"""Sentences are told apart by their marks, and where people forget the mark, by a function word in capitals."""

import pytest

from prep.sentences import split_loosely


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("I cannot log in Could you help", ["I cannot log in ", "Could you help"]),
        ("it is in my account Thanks", ["it is in my account ", "Thanks"]),
        ("If These Walls Could Talk", ["If These Walls Could Talk"]),
        ("The path is My Pay > Payslips", ["The path is My Pay > Payslips"]),
        ("First. Second!\nThird", ["First. ", "Second!\n", "Third"]),
    ],
)
def test_run_on_sentences_part_and_titles_stay_whole(text: str, parts: list[str]) -> None:
    assert split_loosely(text) == parts
    assert "".join(split_loosely(text)) == text
