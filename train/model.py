"""Loading a base model and its tokenizer, for training and for answering, on a GPU or a CPU.

Weights come from a folder or from the hub, as safetensors only; nothing that a model brings along is executed.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from bitsandbytes.nn import Linear4bit
from huggingface_hub import snapshot_download
from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError
from transformers import AutoModelForCausalLM, AutoTokenizer, BitsAndBytesConfig
from transformers.integrations import sdpa_attention

from prep.errors import BadInput, MissingProject, Refused
from prep.project import digest, read_json
from train.recipe import TINY, Precision, Quantisation, Recipe
from train.tiny_base import tiny_base

_WANTED = ["*.json", "*.safetensors", "*.model", "*.jinja"]
_UNWANTED = ["original/*", "consolidated*"]
_PADS = ("<|finetune_right_pad_id|>", "<pad>", "[PAD]", "<unk>")


@dataclass(frozen=True, slots=True)
class Device:
    """What this process computes on."""

    kind: str  # "cuda" or "cpu"
    name: str
    index: int = 0
    capability: tuple[int, int] = (0, 0)  # of a GPU; (8, 0) is the first with bfloat16
    memory_bytes: int = 0

    @property
    def torch_device(self) -> str:
        return f"cuda:{self.index}" if self.kind == "cuda" else "cpu"

    @property
    def has_bfloat16(self) -> bool:
        """Asked of the capability: torch.cuda.is_bf16_supported() counts emulation and says yes on a T4."""
        return self.kind == "cuda" and self.capability >= (8, 0)


def this_device() -> Device:
    """The GPU of this process if there is one, else the CPU."""
    if not torch.cuda.is_available():
        return Device("cpu", f"CPU, {torch.get_num_threads()} threads")
    index = int(os.environ.get("LOCAL_RANK", "0"))
    properties = torch.cuda.get_device_properties(index)
    return Device("cuda", properties.name, index, (properties.major, properties.minor), properties.total_memory)


def dtype_for(precision: Precision, device: Device) -> torch.dtype:
    """ "auto": bfloat16 where the card has it, float16 on older cards, float32 on a CPU."""
    if precision != "auto":
        dtype: torch.dtype = getattr(torch, precision)
        if dtype == torch.bfloat16 and device.kind == "cuda" and not device.has_bfloat16:
            raise Refused(f"precision: bfloat16 needs a newer card than {device.name}. Use precision=auto or float16.")
        return dtype
    if device.kind == "cpu":
        return torch.float32
    return torch.bfloat16 if device.has_bfloat16 else torch.float16


def find_base(name: str, revision: str = "") -> Path:
    """The folder of a base model: our own, `name` itself if it is a folder, else what the hub holds under that name."""
    if name == TINY:
        return tiny_base()
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    if name.startswith((".", "/", "~")) or name.count("/") != 1:
        raise MissingProject(
            f"base model {name!r}: expected a folder with config.json and *.safetensors, or a hub name such as "
            "mistralai/Mistral-7B-Instruct-v0.2, found nothing there. Correct base_model."
        )
    try:
        return Path(
            snapshot_download(name, revision=revision or None, allow_patterns=_WANTED, ignore_patterns=_UNWANTED)
        )
    except LocalEntryNotFoundError:
        raise MissingProject(
            f"base model {name!r}: expected to reach the hub or to have it from before, could do neither. "
            "Download the model elsewhere and give its folder as base_model, or use the recipe 'tiny'."
        ) from None
    except HfHubHTTPError as fault:
        raise BadInput(
            f"base model {name!r}: the hub answered {fault.response.status_code}. Check the name; if the model asks "
            "for its licence to be accepted, accept it and set HF_TOKEN, or give a folder as base_model."
        ) from None


def check_base(folder: Path) -> None:
    """Refused when a model folder wants to run code of its own, or holds its weights as pickles."""
    if not (folder / "config.json").is_file():
        raise BadInput(f"{folder}: expected a model folder with config.json, found none. Correct base_model.")
    config = read_json(folder / "config.json")
    attention = config.get("_attn_implementation") or config.get("attn_implementation")
    for key, present in (
        ("auto_map", "auto_map" in config),
        ("_attn_implementation_internal", "_attn_implementation_internal" in config),
        ("attn_implementation", isinstance(attention, str) and "/" in attention),
    ):
        if present:
            raise Refused(
                f"{folder / 'config.json'}: {key} would run code that came with the model. "
                "Use a model of an architecture that transformers knows."
            )
    if not list(folder.glob("*.safetensors")):
        raise Refused(
            f"{folder}: expected weights as *.safetensors, found none. Pickled weights (.bin, .pt) can run code; "
            "convert them first."
        )


def revision_of(folder: Path) -> str:
    """SHA-256 over the files that decide what a model answers. Some seconds for 15 GB."""
    parts = [
        (path.name, digest(path))
        for path in sorted(folder.iterdir())
        if path.is_file() and path.suffix in (".json", ".safetensors", ".jinja", ".model") and path.name[0].isalnum()
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def load_tokenizer(folder: Path) -> Any:
    """The tokenizer, with a pad token that is not the stop token wherever the vocabulary holds one."""
    tokenizer = AutoTokenizer.from_pretrained(folder, trust_remote_code=False)
    if tokenizer.eos_token is None:
        raise BadInput(f"{folder}: expected a tokenizer with a stop token (eos_token), got one without.")
    if tokenizer.pad_token is None or tokenizer.pad_token == tokenizer.eos_token:
        vocabulary = tokenizer.get_vocab()
        # Never a new token: the model would have no embedding for it.
        tokenizer.pad_token = next((pad for pad in _PADS if pad in vocabulary), tokenizer.eos_token)
    return tokenizer


def load_base(
    folder: Path, *, quantisation: Quantisation, double_quantisation: bool, dtype: torch.dtype, device: Device
) -> Any:
    """The frozen base, ready for an adapter. Neither embeddings nor head are turned to float32: TRL does not need it,
    and it costs up to 2 GB."""
    check_base(folder)
    if device.kind == "cuda" and device.capability < (8, 0):
        # Without a flash kernel, grouped-query attention inside sdpa falls back to the slowest one.
        sdpa_attention.use_gqa_in_sdpa = lambda *_: False
    nf4 = BitsAndBytesConfig(
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_use_double_quant=double_quantisation,
        bnb_4bit_compute_dtype=dtype,
    )
    model = AutoModelForCausalLM.from_pretrained(
        folder,
        dtype=dtype,
        quantization_config=nf4 if quantisation == "nf4" else None,
        device_map={"": device.torch_device},
        trust_remote_code=False,
        use_safetensors=True,
    )
    for module in model.modules():
        if isinstance(module, Linear4bit):
            # On CPUs with AVX512-BF16 the first answer repacks the weights for a kernel without gradients; training
            # after that leaves every adapter gradient None.
            module.support_avx512bf16_for_cpu = False
    return model


def load_for(recipe: Recipe, folder: Path, device: Device) -> Any:
    """The base as this recipe trains on it."""
    return load_base(
        folder,
        quantisation=recipe.quantisation,
        double_quantisation=recipe.double_quantisation,
        dtype=dtype_for(recipe.precision, device),
        device=device,
    )


def expanded(model: Any, dtype: torch.dtype) -> Any:
    """The model with its NF4 weights expanded once: the same numbers, without expanding them for every token."""
    model = model.dequantize(dtype=dtype)
    for attribute in ("is_loaded_in_4bit", "is_quantized", "hf_quantizer", "quantization_method"):
        if hasattr(model, attribute):
            delattr(model, attribute)
    if hasattr(model.config, "quantization_config"):
        del model.config.quantization_config
    return model
