"""Does it fit, and how long will it take: asked before any GPU minute.

Memory is counted, time is arithmetic from a card's data sheet, and both come as an interval. The factors were set so
that the intervals hold the timings of a 7B QLoRA that we made ourselves, on an H200 (tests/test_train_plan.py lists
them). No timing is from the other cards, so a plan says what it rests on.
"""

import math
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from prep.errors import BadInput
from prep.plurals import many
from train.base_shape import BaseShape, shape_for
from train.order import epoch_order
from train.recipe import TINY, Recipe

Fit = Literal["yes", "perhaps", "no"]

# Of the peak that a data sheet names, this share is reached in training.
_SHARE_OF_PEAK = (0.18, 0.35)
# A micro-batch launches some 30,000 kernels, whatever its size: a fast card waits for the host.
_LAUNCH_S_PER_LAYER = (0.45 / 32, 0.82 / 32)
# Expanding NF4 reads half a byte and writes two per weight, in each pass.
_EXPAND_BYTES = 2.52
_CONTEXT_BYTES = (0.4e9, 0.9e9)  # CUDA itself, and fragmentation
_ACTIVATIONS = (0.85, 1.3)
_NF4_BITS = {True: 4.127, False: 4.5}  # with and without double quantisation of the scales
# FLOP per second in steps of the tiny recipe. Measured on two cores: 45e9, which is 1,185 tokens a second.
_CPU_FLOPS = (12e9, 60e9)
_PATIENCE_S = 3 * 24 * 3600  # a plan that takes longer on a CPU is no plan


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`; the truth is expected between them."""

    low: float
    high: float

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)


@dataclass(frozen=True, slots=True)
class Machine:
    """What training would run on: `n_cards` equal GPUs, or a CPU (then n_cards is 0)."""

    name: str
    memory_bytes: float  # of one card, as its driver reports it; of a CPU, the main memory
    peak_flops: float = 0.0  # of one card, dense half-precision multiplication with 32-bit sums, from the data sheet
    bandwidth: float = 0.0  # of its memory, bytes a second
    n_cards: int = 1
    has_bfloat16: bool = True
    assumed: bool = False  # speed not known, assumed


KNOWN_MACHINES: tuple[Machine, ...] = (
    Machine("T4", 15.8e9, 65e12, 320e9, has_bfloat16=False),
    Machine("2xT4", 15.8e9, 65e12, 320e9, n_cards=2, has_bfloat16=False),
    Machine("L4", 23.7e9, 121e12, 300e9),
    Machine("RTX 3090", 25.3e9, 71e12, 936e9),
    Machine("RTX 4090", 25.3e9, 165e12, 1008e9),
    Machine("A100-40", 42.4e9, 312e12, 1555e9),
    Machine("H100", 85.0e9, 989e12, 3350e9),
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one recipe needs on one machine."""

    machine: str
    fits: Fit
    memory_bytes: Interval  # of one card at the largest micro-batch
    memory_there: float
    seconds: Interval  # of training alone, without download and loading
    largest_micro_batch: int  # that surely fits, with the same examples a step; 0: none
    advice: str = ""  # which setting to change, or what would be faster

    def in_words(self) -> str:
        verdict = {"yes": "fits", "perhaps": "may not fit", "no": "does not fit"}[self.fits]
        needs = f"{_gigabytes(self.memory_bytes)} of {self.memory_there / 1e9:.1f} GB"
        time = "" if self.fits == "no" else f", {_duration(self.seconds)}"
        return f"{self.machine}: {verdict}, {needs}{time}{'. ' + self.advice if self.advice else ''}"


@dataclass(frozen=True, slots=True)
class Plan:
    """Memory, time and micro-batch for this data: here, and on cards that people have."""

    recipe: str
    n_pairs: int
    n_tokens: int  # of one epoch, without padding
    padding_share: float  # of all tokens computed
    longest: int
    n_steps: int
    n_too_long: int  # pairs longer than max_length: preflight refuses them
    here: Estimate
    elsewhere: tuple[Estimate, ...]
    rests_on: str
    notes: tuple[str, ...] = ()

    def in_words(self) -> list[str]:
        """For a terminal."""
        return [
            f"Recipe {self.recipe}: {many(self.n_pairs, 'pair')}, {many(self.n_tokens, 'token')} an epoch (longest "
            "pair "
            f"{self.longest}, {self.padding_share:.0%} padding on top), {many(self.n_steps, 'step')} in all.",
            *self.notes,
            f"This machine, {self.here.in_words()}",
            *(f"  {estimate.in_words()}" for estimate in self.elsewhere),
            self.rests_on,
        ]


def plan(
    n_pairs: int, token_lengths: Sequence[int], recipe: Recipe, machine: Machine, *, shape: BaseShape | None = None
) -> Plan:
    """What `recipe` needs for pairs of these lengths (tokens, prompt and answer), on `machine` and on known cards.

    `token_lengths` may be those of a part of the pairs. Without `shape` the base model is known by its name.
    """
    if n_pairs < 1 or not token_lengths:
        raise BadInput("plan: expected at least one pair, got none. Prepare and split the project first.")
    known, assumption = shape_for(recipe.base_model)
    shape = shape or known
    if shape is not known:
        assumption = ""
    lengths = [min(length, recipe.max_length) for length in token_lengths]
    scale = n_pairs / len(lengths)
    padded = sum(map(sum, _micro_batches(lengths, recipe)))
    too_long = round(scale * sum(length > recipe.max_length for length in token_lengths))
    notes = []
    if too_long:
        notes.append(
            f"{many(too_long, 'pair is', 'pairs are')} longer than max_length {recipe.max_length}; preflight will "
            "refuse "
            f"that. Shorten or --set max_length={max(token_lengths)}."
        )
    if assumption:
        notes.append(f"Note: {assumption}.")
    if machine.assumed:
        notes.append(f"Note: the speed of {machine.name} is not known here; that of a slow card stands in.")
    here = estimate(lengths, scale, recipe, machine, shape)
    elsewhere = () if recipe.base_model == TINY else KNOWN_MACHINES
    return Plan(
        recipe=recipe.name,
        n_pairs=n_pairs,
        n_tokens=round(scale * sum(lengths)),
        padding_share=1 - sum(lengths) / padded,
        longest=max(token_lengths),
        n_steps=recipe.n_steps(n_pairs),
        n_too_long=too_long,
        here=here,
        elsewhere=tuple(
            estimate(lengths, scale, _for_cards(recipe, card), card, shape)
            for card in elsewhere
            if card.name != machine.name
        ),
        rests_on=_RESTS_ON["cpu" if machine.n_cards == 0 and recipe.base_model == TINY else "gpu"],
        notes=tuple(notes),
    )


_RESTS_ON = {
    "gpu": "Rests on: sizes counted from the base model's shape; time from the card's data sheet (18-35 % of its "
    "half-precision peak, time to expand the 4-bit weights, time to launch kernels), checked on an H200, not on your "
    "card. Download and loading come on top. Ten steps of a real run tell more.",
    "cpu": "Rests on: tiny runs timed on two cores with nothing beside them; other work makes it several times slower.",
}


def estimate(lengths: Sequence[int], scale: float, recipe: Recipe, machine: Machine, shape: BaseShape) -> Estimate:
    """Memory, time and advice for one machine; `scale` is pairs per length given."""
    longest = max(lengths)
    memory = memory_needed(recipe, machine, shape, longest)
    seconds = training_seconds(lengths, scale, recipe, machine, shape)
    problem = _cannot(recipe, machine, seconds)
    fits: Fit = "no" if problem else _fit(memory, machine)
    largest = 0
    for smaller in _same_step(recipe):
        if _fit(memory_needed(smaller, machine, shape, longest), machine) == "yes":
            largest = smaller.micro_batch
            break
    advice = problem
    if not problem and fits != "yes":
        advice = _advice(recipe, machine, shape, longest)
    elif fits == "yes" and largest > recipe.micro_batch and machine.n_cards:
        faster = _with_micro_batch(recipe, largest)
        sooner = training_seconds(lengths, scale, faster, machine, shape)
        if sooner.high < 0.9 * seconds.high:
            advice = f"Faster ({_duration(sooner)}): {_settings(recipe, faster)}."
    return Estimate(machine.name, fits, memory, machine.memory_bytes, seconds, largest, advice)


def memory_needed(recipe: Recipe, machine: Machine, shape: BaseShape, longest: int) -> Interval:
    """Bytes on one card at its largest micro-batch: all rows as long as the longest."""
    width = 4 if recipe.precision == "float32" or (machine.n_cards == 0 and recipe.precision == "auto") else 2
    bits = _NF4_BITS[recipe.double_quantisation] if recipe.quantisation == "nf4" else 8 * width
    weights = shape.n_linear * bits / 8 + shape.n_embedding * width
    trained = shape.n_adapter(recipe) * 16  # weight, gradient, and two moments of AdamW, in float32
    tokens = recipe.micro_batch * longest
    layer = width * (4 * shape.hidden + 3 * shape.mlp)
    # With checkpointing: the input of every layer, and one layer with its gradients.
    kept = shape.layers * shape.hidden * width + 2 * layer if recipe.activation_checkpointing else shape.layers * layer
    activations = tokens * kept
    scores = 0.0
    if machine.n_cards and not machine.has_bfloat16:  # no flash attention: a layer's scores may be held whole
        scores = recipe.micro_batch * shape.heads * longest**2 * (width + 4)
    fixed = weights + trained
    context = _CONTEXT_BYTES if machine.n_cards else (0.4e9, 1.2e9)  # of a CPU process: Python and its libraries
    return Interval(
        fixed + _ACTIVATIONS[0] * activations + context[0], fixed + _ACTIVATIONS[1] * activations + scores + context[1]
    )


def training_seconds(
    lengths: Sequence[int], scale: float, recipe: Recipe, machine: Machine, shape: BaseShape
) -> Interval:
    """Seconds of all epochs. A frozen base costs 4 FLOP per weight and token, 6 when activations are recomputed."""
    passes = 3 if recipe.activation_checkpointing else 2
    per_token = 2 * passes * (shape.n_linear + shape.n_head)
    totals = []
    for speed, launch in zip(reversed(_speeds(machine)), _LAUNCH_S_PER_LAYER, strict=True):
        expand = 0.0
        if recipe.quantisation == "nf4" and machine.bandwidth:
            expand = passes * shape.n_linear * _EXPAND_BYTES / machine.bandwidth
        floor = launch * shape.layers if machine.n_cards else 0.0
        one_epoch = 0.0
        for step in _micro_batches(lengths, recipe):
            # GPUs wait for each other at every step, so a step lasts as long as its share on one of them.
            share = sum(max(tokens * per_token / speed + expand, floor) for tokens in step)
            one_epoch += share / math.gcd(recipe.processes, len(step))
        totals.append(recipe.epochs * scale * one_epoch)
    return Interval(*totals)


def _speeds(machine: Machine) -> tuple[float, float]:
    if machine.n_cards == 0:
        return _CPU_FLOPS
    return machine.peak_flops * _SHARE_OF_PEAK[0], machine.peak_flops * _SHARE_OF_PEAK[1]


def _micro_batches(lengths: Sequence[int], recipe: Recipe) -> Iterator[list[int]]:
    """Per optimiser step of one epoch, in training's own order, the padded size of each micro-batch."""
    order = epoch_order(lengths, batch=recipe.effective_batch, seed=0, epoch=0, by_length=recipe.by_length)
    for start in range(0, len(order), recipe.effective_batch):
        rows = [lengths[row] for row in order[start : start + recipe.effective_batch]]
        parts = [rows[at : at + recipe.micro_batch] for at in range(0, len(rows), recipe.micro_batch)]
        yield [len(part) * max(part) for part in parts]


def _fit(memory: Interval, machine: Machine) -> Fit:
    if memory.high <= machine.memory_bytes:
        return "yes"
    return "perhaps" if memory.low <= machine.memory_bytes else "no"


def _cannot(recipe: Recipe, machine: Machine, seconds: Interval) -> str:
    """What stands in the way whatever the memory, with what to do about it."""
    if machine.n_cards == 0 and (seconds.low > _PATIENCE_S or recipe.processes > 1):
        return "Too large for a CPU. Train on a free GPU: pairwright notebook PROJECT --for colab"
    if machine.n_cards and recipe.processes > machine.n_cards:
        return f"The recipe wants {recipe.processes} GPUs. --set processes=1 --set accumulation=" + str(
            recipe.accumulation * recipe.processes
        )
    if recipe.precision == "bfloat16" and machine.n_cards and not machine.has_bfloat16:
        return "This card has no bfloat16. --set precision=auto"
    return ""


def _for_cards(recipe: Recipe, machine: Machine) -> Recipe:
    """The same examples per step, spread over as many GPUs as there are: how one would run the recipe there."""
    per_card = recipe.micro_batch * recipe.accumulation * recipe.processes // machine.n_cards
    if recipe.processes == machine.n_cards or per_card * machine.n_cards != recipe.effective_batch:
        return recipe
    micro = max(n for n in range(1, recipe.micro_batch + 1) if per_card % n == 0)
    return replace(recipe, processes=machine.n_cards, micro_batch=micro, accumulation=per_card // micro)


def _with_micro_batch(recipe: Recipe, micro: int) -> Recipe:
    return replace(recipe, micro_batch=micro, accumulation=recipe.micro_batch * recipe.accumulation // micro)


def _same_step(recipe: Recipe) -> Iterator[Recipe]:
    """The recipe with each micro-batch that makes the same step, the largest first."""
    per_card = recipe.micro_batch * recipe.accumulation
    for micro in range(per_card, 0, -1):
        if per_card % micro == 0:
            yield _with_micro_batch(recipe, micro)


def _advice(recipe: Recipe, machine: Machine, shape: BaseShape, longest: int) -> str:
    """The mildest change of settings that makes it fit: first those that leave what is learnt as it is."""
    changes: list[Recipe] = [smaller for smaller in _same_step(recipe) if smaller.micro_batch < recipe.micro_batch]
    lightest = changes[-1] if changes else recipe
    checkpointed = replace(lightest, activation_checkpointing=True)
    changes.append(checkpointed)
    if recipe.quantisation == "none":
        changes.append(replace(recipe, quantisation="nf4"))
        checkpointed = replace(checkpointed, quantisation="nf4")
        changes.append(checkpointed)
    for length in (1024, 512, 256):
        if length < recipe.max_length:
            changes.append(replace(checkpointed, max_length=length))
    for change in changes:
        need = memory_needed(change, machine, shape, min(longest, change.max_length))
        if _fit(need, machine) == "yes":
            return f"Needs {_gigabytes(need)} with {_settings(recipe, change)}."
    return "No setting makes it fit. Use a smaller base model, or a card with more memory."


def _settings(before: Recipe, after: Recipe) -> str:
    words = []
    for name in ("micro_batch", "accumulation", "activation_checkpointing", "quantisation", "max_length"):
        if (value := getattr(after, name)) != getattr(before, name):
            words.append(f"--set {name}={str(value).lower() if isinstance(value, bool) else value}")
    return " ".join(words)


def _gigabytes(memory: Interval) -> str:
    return f"{memory.low / 1e9:.1f}-{memory.high / 1e9:.1f} GB"


def _duration(seconds: Interval) -> str:
    if seconds.high < 90:
        return f"{seconds.low:.0f}-{max(1, math.ceil(seconds.high))} s"
    if seconds.high < 5400:
        return f"{seconds.low / 60:.0f}-{math.ceil(seconds.high / 60)} min"
    return f"{seconds.low / 3600:.1f}-{seconds.high / 3600:.1f} h"


def this_machine() -> Machine:
    """The machine that this process runs on. Imports torch."""
    import torch

    if not torch.cuda.is_available():
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        return Machine("CPU", memory, n_cards=0)
    card = torch.cuda.get_device_properties(0)
    return card_named(card.name, card.total_memory, torch.cuda.device_count(), (card.major, card.minor))


def card_named(name: str, memory_bytes: float, n_cards: int, capability: tuple[int, int]) -> Machine:
    """A GPU by the name that its driver reports, such as "Tesla T4" or "NVIDIA A100-SXM4-40GB"."""
    words = name.replace("-", " ").split()
    for card in KNOWN_MACHINES:
        mark = card.name.split("-")[0].split()[-1]
        if mark in words:
            title = card.name if n_cards == 1 else f"{n_cards}x{card.name}"
            return replace(card, name=title, memory_bytes=memory_bytes, n_cards=n_cards)
    slow = KNOWN_MACHINES[0]
    return Machine(
        name, memory_bytes, slow.peak_flops, slow.bandwidth, n_cards, has_bfloat16=capability >= (8, 0), assumed=True
    )
