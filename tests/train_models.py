"""A model small enough to be made and trained in a second, for the tests of train/."""

from pathlib import Path

from train import libraries
from train.recipe import Recipe
from train.records import TrainRow
from train.tiny_base import FOLDER

ROWS = [
    TrainRow(f"How many days of {kind} leave do I get {when}?", f"You get {days} days of {kind} leave.")
    for kind, days in (("annual", 25), ("sick", 10), ("parental", 90), ("study", 5))
    for when in ("a year", "in my first year", "if I work part time")
]
SMALL = Recipe(
    "small", "set by the test", precision="float32", rank=4, alpha=8, micro_batch=2, accumulation=2, by_length=True,
    learning_rate=5e-3, epochs=4, max_length=256, log_every=1, save_every=4, activation_checkpointing=False,
)  # fmt: skip


def small_base(folder: Path) -> Path:
    """A two-layer base of 64 dimensions that has learnt nothing, with the tiny base's tokenizer."""
    libraries.prepare()
    import torch
    from transformers import AutoTokenizer, MistralConfig, MistralForCausalLM

    tokenizer = AutoTokenizer.from_pretrained(FOLDER)
    config = MistralConfig(
        vocab_size=len(tokenizer), hidden_size=64, intermediate_size=96, num_hidden_layers=2, num_attention_heads=2,
        num_key_value_heads=1, max_position_embeddings=2048, sliding_window=None, bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id, tie_word_embeddings=True,
    )  # fmt: skip
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        MistralForCausalLM(config).save_pretrained(folder / "small")
    tokenizer.save_pretrained(folder / "small")
    return folder / "small"
