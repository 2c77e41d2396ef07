"""Answers from a local model: greedy, batched, the same each time.

`load_responder` gives what evaluation asks: the base alone, the base with its adapter, or the merged model of a run.
"""

import contextlib
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from peft import PeftModel

from prep.errors import MissingProject, StaleFiles
from prep.progress import Progress, silent
from prep.project import to_json
from train import sealing
from train.formatting import render_prompt, template_digest
from train.model import (
    Device,
    dtype_for,
    expanded,
    find_base,
    load_base,
    load_for,
    load_tokenizer,
    revision_of,
    this_device,
)
from train.recipe import from_json
from train.records import RunSummary, Which
from train.runs import RunFolder, read_run

MAX_NEW_TOKENS = 256
_ONE_THREAD_UP_TO = 50_000_000  # weights


@dataclass(frozen=True)
class Observation:
    """What a model makes of some instructions."""

    answers: list[str]
    logits: torch.Tensor  # (instructions, vocabulary), float32 on the CPU: of the first answer token


def answer_all(
    model: Any,
    tokenizer: Any,
    instructions: Sequence[str],
    *,
    max_new_tokens: int = MAX_NEW_TOKENS,
    batch_size: int = 32,
    progress: Progress = silent,
) -> list[str]:
    """The greedy answer to each instruction, in order. An answer ends at the stop token or after `max_new_tokens`."""
    return observe(
        model, tokenizer, instructions, max_new_tokens=max_new_tokens, batch_size=batch_size, progress=progress
    ).answers


def observe(
    model: Any,
    tokenizer: Any,
    instructions: Sequence[str],
    *,
    max_new_tokens: int = MAX_NEW_TOKENS,
    batch_size: int = 32,
    progress: Progress = silent,
) -> Observation:
    """Answers, and the logits from which each begins. Prompts of similar length share a batch, padded on the left."""
    prompts = [render_prompt(tokenizer, instruction) for instruction in instructions]
    order = sorted(range(len(prompts)), key=lambda place: (len(prompts[place]), place))
    answers = [""] * len(prompts)
    logits: list[torch.Tensor] = [torch.empty(0)] * len(prompts)
    was_training = model.training
    model.eval()
    with progress("Answering", len(prompts)) as tick, torch.inference_mode(), _as_many_threads_as_pay(model):
        for start in range(0, len(order), batch_size):
            places = order[start : start + batch_size]
            width = len(prompts[places[-1]])
            ids = torch.full((len(places), width), tokenizer.pad_token_id)
            mask = torch.zeros_like(ids)
            for row, place in enumerate(places):
                ids[row, width - len(prompts[place]) :] = torch.tensor(prompts[place])
                mask[row, width - len(prompts[place]) :] = 1
            made = model.generate(
                input_ids=ids.to(model.device),
                attention_mask=mask.to(model.device),
                max_new_tokens=max_new_tokens,
                do_sample=False,
                temperature=None,
                top_p=None,
                top_k=None,
                eos_token_id=tokenizer.eos_token_id,
                pad_token_id=tokenizer.pad_token_id,
                return_dict_in_generate=True,
                output_logits=True,
            )
            for row, place in enumerate(places):
                answers[place] = tokenizer.decode(made.sequences[row, width:], skip_special_tokens=True).strip()
                logits[place] = made.logits[0][row].float().cpu()
            tick(len(places))
    model.train(was_training)
    return Observation(answers, torch.stack(logits) if logits else torch.empty(0, 0))


@contextlib.contextmanager
def _as_many_threads_as_pay(model: Any) -> Iterator[None]:
    """One thread for a small model on a CPU. Its products are so small that several threads mostly wait for each other,
    and beside other work on the machine they wait for their turn as well: seven times the time was measured."""
    before = torch.get_num_threads()
    if model.device.type == "cpu" and sum(weight.numel() for weight in model.parameters()) <= _ONE_THREAD_UP_TO:
        torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


@dataclass(frozen=True)
class LocalResponder:
    """A model on this machine that answers instructions; also callable."""

    name: str  # "fine_tuned", "base", "merged"
    revision: str  # changes with the weights, the template and the decoding
    model: Any = field(repr=False)
    tokenizer: Any = field(repr=False)
    max_new_tokens: int = MAX_NEW_TOKENS
    batch_size: int = 32
    progress: Progress = field(default=silent, repr=False)

    def answer(self, instructions: Sequence[str]) -> list[str]:
        return answer_all(
            self.model,
            self.tokenizer,
            instructions,
            max_new_tokens=self.max_new_tokens,
            batch_size=self.batch_size,
            progress=self.progress,
        )

    __call__ = answer


def load_responder(
    run_folder: Path,
    which: Which = "adapter",
    *,
    max_new_tokens: int = MAX_NEW_TOKENS,
    device: Device | None = None,
    progress: Progress = silent,
) -> LocalResponder:
    """One of a run's three models, verified against what was trained.

    MissingProject when the run has no such model yet; StaleFiles when base, adapter or template are not the run's.
    """
    run, folder = read_run(run_folder), RunFolder(run_folder)
    where = device or this_device()
    source = folder.merged if which == "merged" else folder.adapter
    if not source.is_dir():
        raise MissingProject(
            f"{source}: expected the {which} of run {run.run_id}, found nothing (the run is {run.state}). "
            "Run `pairwright train` again to finish it."
        )
    sealing.manifest(source)
    tokenizer = load_tokenizer(source)
    if template_digest(tokenizer) != run.template_digest:
        raise StaleFiles(
            f"{source}: expected the chat template that the run was trained with, got another. Train again, or put the "
            "tokenizer files back."
        )
    model = load_merged(folder.merged, run, where) if which == "merged" else load_trained(folder, run, which, where)
    weights = {"adapter": run.adapter_digest, "base": run.base_revision, "merged": run.merged_digest}[which]
    identity = to_json([which, weights, run.base_revision, run.template_digest, max_new_tokens, str(model.dtype)])
    return LocalResponder(
        name={"adapter": "fine_tuned", "base": "base", "merged": "merged"}[which],
        revision=hashlib.sha256(identity.encode()).hexdigest(),
        model=model,
        tokenizer=tokenizer,
        max_new_tokens=max_new_tokens,
        progress=progress,
    )


def load_trained(folder: RunFolder, run: RunSummary, which: Which, device: Device) -> Any:
    """The base as it was loaded for training, with the adapter or without."""
    recipe = from_json(run.recipe)
    base = find_base(run.base_model, recipe.revision)
    if revision_of(base) != run.base_revision:
        raise StaleFiles(
            f"{base}: expected the base model that run {run.run_id} was trained on, got another. "
            "Put it back, or begin another run: `pairwright train PROJECT --anew`."
        )
    model = load_for(recipe, base, device)
    if device.kind == "cpu" and recipe.quantisation == "nf4":
        model = expanded(model, dtype_for(recipe.precision, device))
    return PeftModel.from_pretrained(model, folder.adapter) if which == "adapter" else model


def load_merged(folder: Path, run: RunSummary, device: Device) -> Any:
    """The merged model, in the precision it is stored in."""
    return load_base(
        folder,
        quantisation="none",
        double_quantisation=False,
        dtype=dtype_for(from_json(run.recipe).precision, device),
        device=device,
    )
