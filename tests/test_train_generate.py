"""Answers come in the order of the questions and do not depend on who else is in the batch."""

from pathlib import Path

import pytest
from train_models import ROWS, SMALL, small_base

from train.libraries import prepare

prepare()

from train.generate import answer_all, observe  # noqa: E402
from train.model import load_for, load_tokenizer, this_device  # noqa: E402

ASKED = [row.instruction for row in ROWS] + ["Why?", "And how long would that take if I asked for it on a Sunday?"]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_base(tmp_path_factory.mktemp("bases"))


def test_answers_are_the_same_alone_and_in_any_batch(base: Path) -> None:
    model, tokenizer = load_for(SMALL, base, this_device()), load_tokenizer(base)
    together = answer_all(model, tokenizer, ASKED, max_new_tokens=10)
    assert answer_all(model, tokenizer, ASKED, max_new_tokens=10, batch_size=3) == together
    assert answer_all(model, tokenizer, ASKED[::-1], max_new_tokens=10) == together[::-1]
    assert [answer_all(model, tokenizer, [one], max_new_tokens=10)[0] for one in ASKED[:3]] == together[:3]


def test_nothing_asked_is_nothing_answered(base: Path) -> None:
    assert answer_all(load_for(SMALL, base, this_device()), load_tokenizer(base), []) == []


def test_an_answer_holds_neither_prompt_nor_special_tokens(base: Path) -> None:
    model, tokenizer = load_for(SMALL, base, this_device()), load_tokenizer(base)
    # A head that prefers the stop token always: the model has nothing to say.
    model.lm_head.weight.data.zero_()
    model.lm_head.weight.data[tokenizer.eos_token_id] = 1
    model.model.norm.weight.data.fill_(0)
    seen = observe(model, tokenizer, ASKED[:2], max_new_tokens=5)
    assert seen.logits.shape == (2, len(tokenizer))
    assert all("[INST]" not in answer and "<s>" not in answer for answer in seen.answers)
