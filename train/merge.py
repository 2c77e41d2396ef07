"""An adapter and its base → one model, and proof that it answers like the one that was trained.

The adapter was trained on the NF4 weights expanded again, not on the original ones. Merged into those it is exact;
merged into the original weights the logits differ about as much as by quantising once more. Which answers users better
is a question for the held-out questions, so both can be had.

The merge goes weight by weight from file to file: a 7B model needs the memory of one layer, not of two models.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from bitsandbytes.functional import dequantize_4bit, quantize_4bit
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from prep.errors import BadInput
from prep.progress import Progress, silent
from prep.project import read_json, write_json
from train import sealing
from train.generate import Observation
from train.model import Device
from train.recipe import Recipe
from train.records import Agreement

_LORA = re.compile(r"base_model\.model\.(.+)\.lora_([AB])\.weight")
_LINEAR = re.compile(r"(?:^|\.)layers\.\d+\..+_proj\.weight$")  # what NF4 quantises in Mistral and Llama


def merge(
    base: Path,
    adapter: Path,
    target: Path,
    recipe: Recipe,
    *,
    dtype: torch.dtype,
    device: Device,
    progress: Progress = silent,
) -> str:
    """Write `target`, a whole model with the tokenizer the adapter was trained with. Its digest.

    `dtype` is what the base was loaded in for training, since quantising starts from there; the merged weights are
    stored in it too.
    """
    deltas = _Deltas(adapter, device)
    shards = sorted(base.glob("*.safetensors"))
    facts = {"kind": "merged model", "merged_into": recipe.merge_into, "adapter": sealing.folder_digest(adapter)}
    with sealing.sealed(target, facts) as staging, progress("Merging", len(shards)) as tick:
        for shard in shards:
            merged = {
                name: (_merged(name, weight, recipe, deltas, dtype, device)).contiguous()
                for name, weight in _weights(shard)
            }
            save_file(merged, staging / shard.name, metadata={"format": "pt"})
            tick(1)
        if deltas.unused:
            raise BadInput(
                f"{adapter}: expected an adapter for {base}, but the base has no {min(deltas.unused)}. "
                "Name the base model it was trained on."
            )
        _copy_rest(base, adapter, staging, dtype)
    return sealing.folder_digest(target)


class _Deltas:
    """What the adapter adds to each weight: B·A times alpha over rank (Hu et al. 2021, arXiv 2106.09685)."""

    def __init__(self, adapter: Path, device: Device) -> None:
        config = read_json(adapter / "adapter_config.json")
        if config["use_rslora"] or config["use_dora"] or config["rank_pattern"] or config["alpha_pattern"]:
            raise BadInput(
                f"{adapter}: expected a plain LoRA adapter, got a variant of it. Merge it with its own tool."
            )
        self._scale = config["lora_alpha"] / config["r"]
        self._device = device.torch_device
        self._parts: dict[str, dict[str, torch.Tensor]] = {}
        for name, weight in load_file(adapter / "adapter_model.safetensors").items():
            if match := _LORA.fullmatch(name):
                self._parts.setdefault(match[1], {})[match[2]] = weight
        self.unused = set(self._parts)

    def of(self, weight_name: str) -> torch.Tensor | None:
        layer = weight_name.removesuffix(".weight")
        if layer not in self._parts:
            return None
        self.unused.discard(layer)
        parts = self._parts[layer]
        return self._scale * (parts["B"].to(self._device).float() @ parts["A"].to(self._device).float())


def _weights(shard: Path) -> Iterator[tuple[str, torch.Tensor]]:
    with safe_open(shard, framework="pt") as file:
        for name in file.keys():  # noqa: SIM118 - no mapping, and it has no __iter__
            yield name, file.get_tensor(name)


def _merged(
    name: str, weight: torch.Tensor, recipe: Recipe, deltas: _Deltas, dtype: torch.dtype, device: Device
) -> torch.Tensor:
    delta = deltas.of(name)
    is_quantised = recipe.quantisation == "nf4" and _LINEAR.search(name) is not None
    if delta is None and not (is_quantised and recipe.merge_into == "dequantised"):
        return weight.to(dtype)
    moved = weight.to(device.torch_device, dtype)
    if is_quantised and recipe.merge_into == "dequantised":
        packed, state = quantize_4bit(moved, quant_type="nf4", compress_statistics=recipe.double_quantisation)
        moved = dequantize_4bit(packed, state)
    if delta is not None:
        moved = (moved.float() + delta).to(dtype)
    return moved.cpu()


def _copy_rest(base: Path, adapter: Path, staging: Path, dtype: torch.dtype) -> None:
    """Configuration from the base, tokenizer and template from the adapter, where they were trained."""
    config = read_json(base / "config.json")
    config.pop("quantization_config", None)
    write_json(staging / "config.json", {**config, "dtype": str(dtype).removeprefix("torch.")})
    for name in ("generation_config.json", "model.safetensors.index.json"):
        if (base / name).is_file():
            (staging / name).write_bytes((base / name).read_bytes())
    for path in adapter.iterdir():
        if path.name.startswith(("tokenizer", "special_tokens", "chat_template")):
            (staging / path.name).write_bytes(path.read_bytes())


def agreement(trained: Observation, merged: Observation) -> Agreement:
    """How far two observations of the same instructions agree."""
    return Agreement(
        n_instructions=len(trained.answers),
        n_identical=sum(one == other for one, other in zip(trained.answers, merged.answers, strict=True)),
        max_logit_difference=float((trained.logits - merged.logits).abs().max()),
    )


def sample_for_comparison(instructions: Sequence[str], n: int) -> list[str]:
    """`n` instructions spread evenly over all different ones: the same ones each time, and no draw needed."""
    different = sorted(set(instructions))
    if len(different) <= n:
        return different
    return [different[place * len(different) // n] for place in range(n)]
