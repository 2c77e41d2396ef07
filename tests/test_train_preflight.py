"""What would be trained on is proved row by row, and a wrong row is refused with its line."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from train_models import ROWS, small_base

from prep.errors import BadInput, Refused
from train.preflight import compare, preflight, require
from train.records import TrainRow


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Any:
    base: Path = small_base(tmp_path_factory.mktemp("bases"))
    from train.model import load_tokenizer

    return load_tokenizer(base)


def codes(tokenizer: Any, *rows: TrainRow, max_length: int = 200) -> list[tuple[int, str]]:
    return [(problem.row, problem.code) for problem in preflight(rows, tokenizer, max_length=max_length)[0].problems]


def test_sound_rows_pass_and_are_counted(tokenizer: Any) -> None:
    result, rows = preflight(ROWS, tokenizer, max_length=200)
    require(result)
    assert result.n_rows == len(rows) == len(ROWS)
    assert result.n_prompt_tokens + result.n_trained_tokens == sum(len(row.input_ids) for row in rows)
    assert (result.start_token, result.stop_token, result.pad_token) == ("<s>", "</s>", "<unk>")


def test_a_row_that_is_too_long_is_listed_not_dropped(tokenizer: Any) -> None:
    long = TrainRow("How?", "So. " * 60)
    result, rows = preflight([ROWS[0], long, ROWS[1], long], tokenizer, max_length=100)
    assert len(rows) == 4
    with pytest.raises(Refused) as told:
        require(result)
    assert "expected 4 sound rows, got 2 too-long (lines 2, 4)" in str(told.value)
    assert f"Set max_length to {result.longest}" in str(told.value)


def test_special_tokens_inside_a_text_are_found(tokenizer: Any) -> None:
    assert codes(tokenizer, ROWS[0], TrainRow("What is <s>?", "A start.")) == [(2, "start-token")]
    assert codes(tokenizer, TrainRow("And then?", "It ends. </s> It goes on.")) == [(1, "stop-token")]


def test_an_answer_that_is_only_its_end_teaches_nothing(tokenizer: Any) -> None:
    tokenizer_without_space = tokenizer.chat_template
    try:
        tokenizer.chat_template = tokenizer.chat_template.replace("{% else %} {{", "{% else %}{{")
        assert codes(tokenizer, TrainRow("What?", "")) == [(1, "nothing-to-learn")]
    finally:
        tokenizer.chat_template = tokenizer_without_space


def test_a_template_that_shows_the_question_otherwise_when_it_is_answered_is_found(tokenizer: Any) -> None:
    template = tokenizer.chat_template
    try:
        tokenizer.chat_template = template + "{% if add_generation_prompt %} Answer:{% endif %}"
        assert codes(tokenizer, ROWS[0]) == [(1, "prompt-not-a-prefix")]
    finally:
        tokenizer.chat_template = template


def test_a_template_that_never_ends_the_answer_is_found(tokenizer: Any) -> None:
    template = tokenizer.chat_template
    try:
        tokenizer.chat_template = template.replace("{{ eos_token }}", "")
        assert codes(tokenizer, ROWS[0]) == [(1, "stop-token")]
    finally:
        tokenizer.chat_template = template


def test_nothing_to_train_on_is_bad_input(tokenizer: Any) -> None:
    with pytest.raises(BadInput, match="at least one pair"):
        preflight([], tokenizer, max_length=100)


def test_a_trainer_that_lost_or_changed_a_row_is_refused(tokenizer: Any) -> None:
    _, rows = preflight(ROWS, tokenizer, max_length=200)
    held = [{"input_ids": list(row.input_ids), "labels": row.labels} for row in rows]
    compare(rows, held)
    with pytest.raises(Refused, match="to hold 12 rows, got 11"):
        compare(rows, held[:-1])
    with pytest.raises(Refused, match="others in line 3"):
        compare([*rows[:2], replace(rows[2], n_prompt=1), *rows[3:]], held)
