"""Pairs → what the model reads. The one renderer: training, preflight, inference and export all come here.

Chat roles and `prompt`/`completion` live in this folder only, because the trainer's columns are called so.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

from prep.errors import BadInput
from train.records import Example, RenderedRow

Messages = list[dict[str, str]]


def message_row(example: Example) -> dict[str, Messages]:
    """The trainer's row: with messages it adds one start token and one stop token, and masks the prompt itself."""
    return {
        "prompt": [{"role": "user", "content": example.instruction}],
        "completion": [{"role": "assistant", "content": example.response}],
    }


def render_prompt(tokenizer: Any, instruction: str) -> list[int]:
    """The ids a model gets to answer `instruction`, with one start token, in training as in use."""
    return _ids(tokenizer, [{"role": "user", "content": instruction}], add_generation_prompt=True)


def render_row(tokenizer: Any, example: Example) -> RenderedRow:
    """The ids of one example. What follows the part that prompt and whole share is trained on, as in TRL."""
    row = message_row(example)
    prompt = _ids(tokenizer, row["prompt"], add_generation_prompt=True)
    whole = _ids(tokenizer, row["prompt"] + row["completion"])
    shared = next((n for n, (a, b) in enumerate(zip(prompt, whole, strict=False)) if a != b), len(prompt))
    return RenderedRow(tuple(whole), min(shared, len(whole)))


def render_text(tokenizer: Any, instruction: str) -> str:
    """The prompt as text, start token included: for people and for export."""
    text: str = tokenizer.apply_chat_template(
        [{"role": "user", "content": instruction}], add_generation_prompt=True, tokenize=False
    )
    return text


def template_digest(tokenizer: Any) -> str:
    """SHA-256 of the chat template. A model asked in another template than it was trained in answers nonsense."""
    if not tokenizer.chat_template:
        raise BadInput(
            f"{tokenizer.name_or_path}: expected a tokenizer with a chat template, got one without. "
            "Use an instruct model, such as Mistral-7B-Instruct."
        )
    return hashlib.sha256(tokenizer.chat_template.encode()).hexdigest()


def trained_pieces(tokenizer: Any, row: RenderedRow) -> list[tuple[str, bool]]:
    """Each token's text, and whether it is trained on: to show a person what the model learns from."""
    texts: Sequence[str] = [tokenizer.decode([token]) for token in row.input_ids]
    return [(text, place >= row.n_prompt) for place, text in enumerate(texts)]


def _ids(tokenizer: Any, messages: Messages, **options: bool) -> list[int]:
    return list(tokenizer.apply_chat_template(messages, tokenize=True, return_dict=True, **options)["input_ids"])
