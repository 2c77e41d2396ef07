"""Training, preflight and inference share one renderer."""

from pathlib import Path
from typing import Any

import pytest
from train_models import ROWS, small_base

from prep.errors import BadInput
from train.formatting import message_row, render_prompt, render_row, render_text, template_digest, trained_pieces


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Any:
    base = small_base(tmp_path_factory.mktemp("bases"))
    from train.model import load_tokenizer

    return load_tokenizer(base)


def test_the_prompt_in_use_is_how_the_trained_row_begins(tokenizer: Any) -> None:
    for example in ROWS:
        prompt, row = render_prompt(tokenizer, example.instruction), render_row(tokenizer, example)
        assert row.input_ids[: len(prompt)] == tuple(prompt)
        assert row.n_prompt == len(prompt)


def test_only_the_response_and_one_stop_token_are_trained_on(tokenizer: Any) -> None:
    pieces = trained_pieces(tokenizer, render_row(tokenizer, ROWS[0]))
    assert "".join(text for text, trained in pieces if trained) == f" {ROWS[0].response}</s>"
    assert "".join(text for text, trained in pieces if not trained) == f"<s>[INST] {ROWS[0].instruction} [/INST]"


def test_there_is_one_start_token(tokenizer: Any) -> None:
    assert render_prompt(tokenizer, "Hello?").count(tokenizer.bos_token_id) == 1
    assert render_text(tokenizer, "Hello?") == "<s>[INST] Hello? [/INST]"


def test_the_trainers_row_is_one_user_turn_and_one_answer() -> None:
    assert message_row(ROWS[0]) == {
        "prompt": [{"role": "user", "content": ROWS[0].instruction}],
        "completion": [{"role": "assistant", "content": ROWS[0].response}],
    }


def test_a_tokenizer_without_a_chat_template_is_refused(tokenizer: Any, tmp_path: Path) -> None:
    tokenizer.save_pretrained(tmp_path)
    (tmp_path / "chat_template.jinja").unlink()
    from train.model import load_tokenizer

    with pytest.raises(BadInput, match="expected a tokenizer with a chat template"):
        template_digest(load_tokenizer(tmp_path))
