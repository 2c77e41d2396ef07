"""Which examples make which step.

The order of an epoch depends on nothing but the lengths, the effective batch, the seed and the epoch's number. The
trainer's own samplers draw from the global generator, so that a run resumed in mid-epoch sees some examples twice and
others not at all (grouping by length) or in another order.
"""

import random
from collections.abc import Iterator, Sequence

# Batches are made of similar lengths within this many batches: long enough to save padding, short enough that every
# step still draws from all over the data.
_POOL = 50


def epoch_order(lengths: Sequence[int], *, batch: int, seed: int, epoch: int, by_length: bool) -> list[int]:
    """Row numbers in the order of one epoch, each once; `batch` rows make a step.

    By length, rows of a step have similar lengths, and steps come in random order, the longest rows of the first epoch
    first: what does not fit in memory shows at once.
    """
    rng = random.Random(f"{seed}/{epoch}")
    order = list(range(len(lengths)))
    rng.shuffle(order)
    if not by_length:
        return order
    batches: list[list[int]] = []
    for start in range(0, len(order), batch * _POOL):
        pool = sorted(order[start : start + batch * _POOL], key=lambda row: -lengths[row])
        batches += [pool[place : place + batch] for place in range(0, len(pool), batch)]
    # An incomplete batch must come last, or all batches behind it would be cut differently.
    rest = [batches.pop()] if len(batches[-1]) < batch else []
    rng.shuffle(batches)
    if epoch == 0 and batches:
        longest = max(range(len(batches)), key=lambda number: max(lengths[row] for row in batches[number]))
        batches.insert(0, batches.pop(longest))
    return [row for rows in batches + rest for row in rows]


class EpochOrder:
    """`epoch_order` as a sampler for a torch data loader, which calls `set_epoch` and iterates."""

    def __init__(self, lengths: Sequence[int], *, batch: int, seed: int, by_length: bool) -> None:
        self._lengths = lengths
        self._batch = batch
        self._seed = seed
        self._by_length = by_length
        self._epoch = 0

    def set_epoch(self, epoch: int) -> None:
        self._epoch = epoch

    def __len__(self) -> int:
        return len(self._lengths)

    def __iter__(self) -> Iterator[int]:
        return iter(
            epoch_order(self._lengths, batch=self._batch, seed=self._seed, epoch=self._epoch, by_length=self._by_length)
        )
