"""How to train: one frozen recipe, complete, and the presets.

A recipe and a seed, with the same data and packages, name one run. QLoRA: Dettmers et al. 2023, arXiv 2305.14314.
"""

import difflib
import hashlib
import types
import typing
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal

from prep.errors import BadInput
from prep.project import to_json

Quantisation = Literal["nf4", "none"]
Precision = Literal["auto", "float32", "float16", "bfloat16"]
Schedule = Literal["linear", "cosine", "constant"]
MergeInto = Literal["dequantised", "original", "nothing"]

LORA_TARGETS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj")
LINEAR_LAYERS = (*LORA_TARGETS, "up_proj", "down_proj")
TINY = "tiny"  # the base in data/tiny-base; any other name is a hub name or a folder


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides what a run learns, except data and seed. Invalid values raise BadInput, all at once."""

    name: str
    base_model: str
    revision: str = ""  # commit of a hub model, "" is the newest; of the tiny base, how its digest begins
    quantisation: Quantisation = "nf4"
    double_quantisation: bool = True
    precision: Precision = "auto"  # of the frozen weights and the arithmetic; the adapter itself is always float32
    rank: int = 16
    alpha: int = 32
    dropout: float = 0.05
    targets: tuple[str, ...] = LORA_TARGETS
    micro_batch: int = 2
    accumulation: int = 8
    processes: int = 1  # GPUs, each with its own copy of the model
    learning_rate: float = 2e-4
    schedule: Schedule = "linear"
    warmup_share: float = 0.03
    weight_decay: float = 0.0
    max_grad_norm: float = 1.0
    epochs: int = 3
    max_length: int = 512
    by_length: bool = False  # batches of similar lengths: less padding
    activation_checkpointing: bool = True
    log_every: int = 10
    save_every: int = 50
    keep_checkpoints: int = 2
    merge_into: MergeInto = "dequantised"

    def __post_init__(self) -> None:
        if problems := _problems(self):
            raise BadInput(f"Recipe: {'; '.join(problems)}")

    @property
    def effective_batch(self) -> int:
        """Examples per optimiser step."""
        return self.micro_batch * self.accumulation * self.processes

    def n_steps(self, n_pairs: int) -> int:
        """Optimiser steps of a whole run; the last step of an epoch may hold fewer examples."""
        return self.epochs * -(-n_pairs // self.effective_batch)


def _problems(recipe: Recipe) -> list[str]:
    problems = []
    for name, least in (
        ("rank", 1), ("alpha", 1), ("micro_batch", 1), ("accumulation", 1), ("processes", 1), ("epochs", 1),
        ("max_length", 16), ("log_every", 1), ("save_every", 1), ("keep_checkpoints", 2),
    ):  # fmt: skip
        if (value := getattr(recipe, name)) < least:
            problems.append(f"{name} must be at least {least}, got {value}")
    if not 0 < recipe.learning_rate < 1:
        problems.append(f"learning_rate must be between 0 and 1, got {recipe.learning_rate}")
    for name in ("dropout", "warmup_share"):
        if not 0 <= (share := getattr(recipe, name)) < 1:
            problems.append(f"{name} must be at least 0 and below 1, got {share}")
    for name in ("weight_decay", "max_grad_norm"):
        if (number := getattr(recipe, name)) < 0:
            problems.append(f"{name} must be at least 0, got {number}")
    for name, allowed in (
        ("quantisation", typing.get_args(Quantisation)), ("precision", typing.get_args(Precision)),
        ("schedule", typing.get_args(Schedule)), ("merge_into", typing.get_args(MergeInto)),
    ):  # fmt: skip
        if (word := getattr(recipe, name)) not in allowed:
            problems.append(f"{name} must be one of {', '.join(allowed)}, got {word!r}")
    if not recipe.targets:
        problems.append("targets must name at least one layer, got none")
    if unknown := [target for target in recipe.targets if target not in LINEAR_LAYERS]:
        problems.append(f"targets must be among {', '.join(LINEAR_LAYERS)}, got {', '.join(unknown)}")
    if not recipe.base_model:
        problems.append("base_model must be a name or a folder, got nothing")
    return problems


MISTRAL = "mistralai/Mistral-7B-Instruct-v0.2"

PRESETS: Mapping[str, Recipe] = {
    recipe.name: recipe
    for recipe in (
        # The article's recipe to the letter. It names neither schedule nor optimiser: linear decay and AdamW, the
        # trainer's own defaults.
        Recipe("article", MISTRAL),
        # The same examples per step, so the same quality; one micro-batch of 16 of similar length instead of 8 of 2.
        Recipe("t4", MISTRAL, micro_batch=16, accumulation=1, by_length=True),
        Recipe("t4x2", MISTRAL, micro_batch=8, accumulation=1, processes=2, by_length=True),
        Recipe("lora-40gb", MISTRAL, quantisation="none", micro_batch=16, accumulation=1, by_length=True),
        # A base of nine million parameters needs a far higher rate than one that has read the web, and smaller batches,
        # since its few hundred pairs make too few steps otherwise. All else is as in the article.
        Recipe(
            TINY, TINY, revision="149ed94946c2", precision="float32", micro_batch=4, accumulation=1, by_length=True,
            learning_rate=9e-3, epochs=5, activation_checkpointing=False,
        ),
    )
}  # fmt: skip


def preset(name: str) -> Recipe:
    """A recipe by name, or BadInput listing the names."""
    if name not in PRESETS:
        near = difflib.get_close_matches(name, PRESETS, n=1)
        raise BadInput(
            f"recipe {name!r}: expected one of {', '.join(PRESETS)}."
            + (
                f" Did you mean {near[0]!r}?"
                if near
                else " Choose one, then change single values with --set key=value."
            )
        )
    return PRESETS[name]


ALIASES: Mapping[str, str] = {
    "r": "rank", "lr": "learning_rate", "model": "base_model", "base": "base_model", "batch": "micro_batch",
    "lora_rank": "rank", "lora_alpha": "alpha", "lora_dropout": "dropout", "num_train_epochs": "epochs",
    "gradient_accumulation_steps": "accumulation", "per_device_train_batch_size": "micro_batch",
    "target_modules": "targets", "max_seq_length": "max_length", "warmup": "warmup_share",
}  # fmt: skip


def with_changes(recipe: Recipe, changes: Mapping[str, str]) -> Recipe:
    """The recipe with values from `--set key=value`, read by the type of each key. All problems at once in BadInput."""
    kinds = typing.get_type_hints(Recipe)
    names = [field.name for field in fields(Recipe) if field.name != "name"]
    values: dict[str, Any] = {}
    problems = []
    for key, text in changes.items():
        name = ALIASES.get(key, key).replace("-", "_")
        if name not in names:
            near = difflib.get_close_matches(name, [*names, *ALIASES], n=1)
            problems.append(
                f"there is no {key!r}; did you mean {near[0]!r}?" if near else f"no {key!r}; keys: {', '.join(names)}"
            )
            continue
        try:
            values[name] = _read(text.strip(), kinds[name])
        except ValueError as fault:
            problems.append(f"{key} must be {fault}, got {text!r}")
    if problems:
        raise BadInput(f"--set: {'; '.join(problems)}")
    return replace(recipe, **values)


def _read(text: str, kind: Any) -> object:
    if typing.get_origin(kind) in (Literal, types.UnionType):
        return text
    if typing.get_origin(kind) is tuple:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if kind is bool:
        if text.lower() not in ("true", "false", "yes", "no", "on", "off"):
            raise ValueError("true or false")
        return text.lower() in ("true", "yes", "on")
    try:
        return kind(text)
    except ValueError:
        raise ValueError("a whole number" if kind is int else "a number, such as 2e-4") from None


# These change how a run is carried out, not what it learns: a run may go on after they were changed. Micro-batch and
# accumulation may be traded against each other (the order of examples depends on their product alone), which is how a
# run that ran out of memory goes on.
_HOUSEKEEPING = (
    "name", "log_every", "save_every", "keep_checkpoints", "merge_into", "activation_checkpointing",
    "micro_batch", "accumulation",
)  # fmt: skip


def essence(recipe: Recipe) -> dict[str, object]:
    """What decides what a run learns."""
    values = {key: value for key, value in asdict(recipe).items() if key not in _HOUSEKEEPING}
    return {**values, "effective_batch": recipe.effective_batch}


def digest(recipe: Recipe, seed: int) -> str:
    """SHA-256 over the essence and the seed: what must be equal for a run to go on."""
    return hashlib.sha256(to_json({"seed": seed, **essence(recipe)}).encode()).hexdigest()


def from_json(values: Mapping[str, Any]) -> Recipe:
    """A recipe as run.json holds it."""
    return Recipe(**{**values, "targets": tuple(values["targets"])})


def differences(before: Recipe, now: Recipe) -> list[str]:
    """What changed between two recipes that makes them different runs, as "epochs was 3, is 2"."""
    then, today = essence(before), essence(now)
    return [f"{key} was {_shown(then[key])}, is {_shown(today[key])}" for key in then if then[key] != today[key]]


def _shown(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
