"""What a trained run leaves behind: the adapter, the merged model, and how far they agree."""

import gc
import resource
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from prep.progress import Progress, silent
from train import sealing
from train.generate import Observation, load_responder, observe
from train.merge import agreement, merge, sample_for_comparison
from train.model import Device, dtype_for
from train.recipe import Recipe
from train.records import Example, RunSummary, Which
from train.runs import RunFolder, write_run

N_COMPARED = 24  # instructions on which the merged model is compared with the trained one
MAX_COMPARED_TOKENS = 96


def keep_adapter(run: RunSummary, model: Any, tokenizer: Any, folder: RunFolder) -> RunSummary:
    """Seal the adapter, together with the tokenizer and template it was trained with."""
    facts = {"kind": "adapter", "recipe_digest": run.recipe_digest, "train_file_digest": run.train_file_digest}
    with sealing.sealed(folder.adapter, facts) as staging:
        # Its name, not where this machine keeps it: an adapter is handed on.
        model.peft_config["default"].base_model_name_or_path = run.base_model
        model.save_pretrained(staging, save_embedding_layers=False)
        tokenizer.save_pretrained(staging)
        (staging / "README.md").unlink(missing_ok=True)  # a model card of blanks to fill in
    run = replace(run, adapter_digest=sealing.folder_digest(folder.adapter))
    write_run(folder.root, run)
    return run


def merge_and_compare(
    run: RunSummary,
    recipe: Recipe,
    base: Path,
    folder: RunFolder,
    examples: Sequence[Example],
    *,
    device: Device,
    progress: Progress = silent,
) -> RunSummary:
    """Merge, then ask adapter and merged model the same training questions, both as they lie on disk."""
    if recipe.merge_into == "nothing":
        return replace(run, agreement_note="Not merged, as the recipe asks.")
    dtype = dtype_for(recipe.precision, device)
    merged_digest = merge(base, folder.adapter, folder.merged, recipe, dtype=dtype, device=device, progress=progress)
    run = replace(run, merged_digest=merged_digest)
    write_run(folder.root, run)
    size = sum(path.stat().st_size for path in folder.merged.glob("*.safetensors"))
    if device.memory_bytes and size > 0.9 * device.memory_bytes:
        return _not_compared(run, size, device)
    asked = sample_for_comparison([example.instruction for example in examples], N_COMPARED)
    try:
        agreed = agreement(
            _observed("adapter", folder, asked, device, progress), _observed("merged", folder, asked, device, progress)
        )
    except torch.OutOfMemoryError:
        return _not_compared(run, size, device)
    return replace(
        run,
        agreement=agreed,
        agreement_note=f"The merged model answers {agreed.n_identical} of {agreed.n_instructions} training questions "
        f"as the adapter does; largest difference of a logit {agreed.max_logit_difference:.2g}.",
    )


def _observed(which: Which, folder: RunFolder, asked: Sequence[str], device: Device, progress: Progress) -> Observation:
    gc.collect()
    torch.cuda.empty_cache()  # does nothing without a card
    responder = load_responder(folder.root, which, device=device)
    return observe(responder.model, responder.tokenizer, asked, max_new_tokens=MAX_COMPARED_TOKENS, progress=progress)


def _not_compared(run: RunSummary, size: int, device: Device) -> RunSummary:
    note = (
        f"Merged, but not compared: {size / 1e9:.1f} GB do not fit on {device.name}. Evaluate the merged model on a "
        "larger card before using it in place of the adapter."
    )
    return replace(run, agreement_note=note)


def peak_memory_bytes(device: Device) -> int:
    """The most this process held: of the card if there is one, else of main memory."""
    if device.kind == "cuda":
        return int(torch.cuda.max_memory_allocated(device.index))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
