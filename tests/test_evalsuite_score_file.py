"""Anybody's answers can be graded from a file."""

from pathlib import Path

import pytest

from evalsuite.score_file import score_rows
from prep.errors import BadInput


def test_a_right_number_is_correct_and_a_wrong_one_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text(
        '{"question": "How much leave?", "reference": "You get 12 days a year.", "answer": "12 days a year."}\n'
        '{"question": "How much leave?", "references": ["You get 12 days a year."], "answer": "30 days a year."}\n'
    )
    assert [row.grade for row in score_rows(file)] == ["correct", "wrong"]


def test_a_row_without_an_answer_is_named_by_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text('{"question": "How much leave?", "reference": "12 days"}\n')
    with pytest.raises(BadInput, match=r"answers.jsonl:1: expected texts .* got the keys question, reference"):
        score_rows(file)
