"""The tiny base knows the wording of the training split, and not which answer belongs to which question."""

from pathlib import Path

import pytest
from train_models import ROWS, small_base

from train.libraries import prepare

prepare()

from train.tiny_base import TinySettings, documents, tiny_base, train_tokenizer  # noqa: E402

SETTINGS = TinySettings(vocabulary=400, longest=200)
TEXTS = [text for row in ROWS for text in (row.instruction, row.response)]


def test_no_document_holds_a_question_together_with_its_answer() -> None:
    tokenizer = train_tokenizer(TEXTS, SETTINGS)
    rounds = documents([row.instruction for row in ROWS], [row.response for row in ROWS], tokenizer, SETTINGS, seed=0)
    for _ in range(5):
        for document in next(rounds):
            text = tokenizer.decode(document.ids, skip_special_tokens=True)
            for row in ROWS:
                assert not (row.instruction in text and row.response in text)


def test_a_chat_document_learns_from_the_answer_alone() -> None:
    tokenizer = train_tokenizer(TEXTS, SETTINGS)
    chats = [document for document in next(documents(["Why?"] * 9, ["So."], tokenizer, SETTINGS, 0)) if document.start]
    assert chats
    for chat in chats:
        assert tokenizer.decode(chat.ids[: chat.start]).endswith(" [/INST]")
        assert tokenizer.decode(chat.ids[chat.start :]).endswith("</s>")


@pytest.mark.parametrize("text", ["Größe 12,50 € – déjà vu", "日本語 🙂", "tab\there\u2028line", "<div>&amp;</div>"])
def test_any_text_survives_the_tokenizer(text: str) -> None:
    tokenizer = train_tokenizer(TEXTS, SETTINGS)
    assert tokenizer.decode(tokenizer(text, add_special_tokens=False)["input_ids"]) == text


def test_every_digit_is_a_token() -> None:
    tokenizer = train_tokenizer([*TEXTS, "2026 2026 2026 2026"], SETTINGS)
    assert tokenizer.tokenize("2026") == ["2", "0", "2", "6"]


def test_the_same_examples_find_the_base_again_and_others_make_their_own(tmp_path: Path) -> None:
    base = small_base(tmp_path)
    made_at = (base / "model.safetensors").stat().st_mtime_ns
    assert small_base(tmp_path) == base
    assert (base / "model.safetensors").stat().st_mtime_ns == made_at
    settings = TinySettings(
        vocabulary=300, hidden=64, layers=2, heads=2, key_value_heads=1, mlp=96, steps=4, batch_tokens=400
    )
    assert tiny_base(ROWS[:-1], tmp_path, settings=settings, seed=0) != base
    weights = bytearray((base / "model.safetensors").read_bytes())
    weights[-5] ^= 1
    (base / "model.safetensors").write_bytes(weights)
    assert small_base(tmp_path) == base
    assert (base / "model.safetensors").read_bytes() != bytes(weights)


def test_the_same_seed_makes_the_same_weights(tmp_path: Path) -> None:
    first, second = small_base(tmp_path / "one"), small_base(tmp_path / "two")
    assert (first / "model.safetensors").read_bytes() == (second / "model.safetensors").read_bytes()
