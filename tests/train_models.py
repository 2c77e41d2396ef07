"""A model small enough to be made and trained in a second, for the tests of train/."""

from pathlib import Path

from train import libraries
from train.recipe import Recipe
from train.records import TrainRow

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
    """A two-layer base of 64 dimensions that has hardly learnt anything."""
    libraries.prepare()
    from train.tiny_base import TinySettings, tiny_base

    settings = TinySettings(
        vocabulary=300, hidden=64, layers=2, heads=2, key_value_heads=1, mlp=96, steps=4, batch_tokens=400
    )
    return tiny_base(ROWS, folder, settings=settings, seed=0)
