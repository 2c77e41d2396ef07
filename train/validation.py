"""The loss on the validation part after each epoch, and the adapter of the epoch where it was lowest.

The held-out part is never used to choose: a score of questions that helped to choose the model flatters it. So a part
of its own decides which epoch's adapter is kept. The forward passes draw no random number: training goes as without.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import torch
from peft import get_peft_model_state_dict, set_peft_model_state_dict
from safetensors.torch import load_file, save_file

from train import sealing
from train.records import EpochLog, RenderedRow
from train.runs import RunFolder, append_epoch, cut_epochs

_WEIGHTS = "adapter_model.safetensors"
_PER_BATCH = 4


class Validation:
    """What the validation part has said so far of one run."""

    def __init__(self, rows: Sequence[RenderedRow], folder: RunFolder, facts: Mapping[str, object], step: int) -> None:
        """`step`: where training goes on from; what was said of later ones is said again."""
        self._rows, self._folder, self._facts = rows, folder, facts
        self.epochs = cut_epochs(folder.root, step) if rows else []
        # Where the adapter is that of an epoch that is said again, those of the epochs before are gone.
        self._to_choose_from = list(self.epochs) if self._has_best_of(self.epochs) else []

    @property
    def has_rows(self) -> bool:
        return bool(self._rows)

    def look(self, model: Any, *, epoch: int, step: int) -> None:
        """Measure after an epoch, write it down, and keep the adapter when none was better."""
        log = EpochLog(epoch, step, validation_loss(model, self._rows))
        if all(log.loss < one.loss for one in self._to_choose_from):
            with sealing.sealed(self._folder.best, {**self._facts, "epoch": epoch}) as staging:
                weights = get_peft_model_state_dict(model, save_embedding_layers=False)
                save_file(
                    {name: weight.detach().cpu().contiguous() for name, weight in weights.items()}, staging / _WEIGHTS
                )
        self.epochs.append(log)
        self._to_choose_from.append(log)
        append_epoch(self._folder.root, log)

    def restore_best(self, model: Any) -> int:
        """Give the model the adapter of the best epoch; which one that was, 0 when there is nothing to choose by."""
        if not self._to_choose_from:
            return 0
        best = min(self._to_choose_from, key=lambda one: one.loss)
        if best != self.epochs[-1]:
            sealing.manifest(self._folder.best)
            set_peft_model_state_dict(model, load_file(self._folder.best / _WEIGHTS))
        return best.epoch

    def _has_best_of(self, epochs: Sequence[EpochLog]) -> bool:
        if not epochs or sealing.fault(self._folder.best):
            return False
        best = min(epochs, key=lambda one: one.loss)
        return bool(sealing.manifest(self._folder.best).get("epoch") == best.epoch)


def validation_loss(model: Any, rows: Sequence[RenderedRow]) -> float:
    """Mean loss in nats over the answers' tokens, as the training loss is counted."""
    device, was_training = next(model.parameters()).device, model.training
    total, n_tokens = 0.0, 0
    model.eval()
    try:
        with torch.no_grad(), torch.autocast(device.type, model.dtype, enabled=model.dtype != torch.float32):
            for ids, mask, labels in _batches(rows):
                logits = model(input_ids=ids.to(device), attention_mask=mask.to(device)).logits[:, :-1].float()
                wanted = labels[:, 1:].to(device)
                total += torch.nn.functional.cross_entropy(
                    logits.flatten(0, 1), wanted.flatten(), ignore_index=-100, reduction="sum"
                ).item()
                n_tokens += int((wanted != -100).sum())
    finally:
        model.train(was_training)
    return total / max(1, n_tokens)


def _batches(rows: Sequence[RenderedRow]) -> Iterator[tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
    """Rows of like length together, filled up on the right."""
    by_length = sorted(rows, key=lambda row: len(row.input_ids))
    for start in range(0, len(by_length), _PER_BATCH):
        batch = by_length[start : start + _PER_BATCH]
        width = max(len(row.input_ids) for row in batch)
        yield (
            torch.tensor([[*row.input_ids, *[0] * (width - len(row.input_ids))] for row in batch]),
            torch.tensor([[1] * len(row.input_ids) + [0] * (width - len(row.input_ids)) for row in batch]),
            torch.tensor([[*row.labels, *[-100] * (width - len(row.labels))] for row in batch]),
        )
