"""Training itself: TRL's trainer, with what must hold on every card.

Loss on the completion only; the adapter in float32; an order of examples that a resumed run repeats; each log written
to steps.jsonl at once; checkpoints sealed; a stop that is asked for honoured at the end of a step.
"""

import contextlib
import math
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from datasets import Dataset
from peft import LoraConfig
from transformers import PrinterCallback, TrainerCallback
from trl import SFTConfig, SFTTrainer
from trl.trainer import utils as trl_utils

from prep.progress import Progress, Tick
from train import checkpoints
from train.formatting import message_row
from train.model import Device
from train.order import EpochOrder
from train.preflight import compare
from train.recipe import Recipe
from train.records import Example, RenderedRow, StepLog
from train.runs import RunFolder, append_step, cut_steps
from train.validation import Validation


@dataclass
class Stop:
    """Why training should end before its last step; "" while it should go on."""

    reason: str = ""
    deadline_s: float | None = None  # time.monotonic() at which to stop

    @classmethod
    def after(cls, seconds: float | None) -> "Stop":
        return cls(deadline_s=None if seconds is None else time.monotonic() + seconds)

    def asked(self) -> bool:
        if not self.reason and self.deadline_s is not None and time.monotonic() >= self.deadline_s:
            self.reason = "its time was up"
        return bool(self.reason)


@contextlib.contextmanager
def stop_on_signals(stop: Stop) -> Iterator[None]:
    """Turn the first Ctrl-C or termination into a stop at the end of the step; a second one ends at once."""

    def ask(number: int, frame: object) -> None:
        if stop.reason:
            raise KeyboardInterrupt
        stop.reason = "it was interrupted"

    try:
        before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    except ValueError:  # not in the main thread, where no signal arrives either
        yield
        return
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass(frozen=True)
class Trained:
    """What came of one sitting."""

    model: Any  # the base with the trained adapter
    steps: Sequence[StepLog]
    n_steps_done: int
    resumed_from_step: int
    seconds: float  # earlier sittings included
    ended: str  # "" when every step was done, else why not
    kept_epoch: int  # by the validation part; 0 where there is none, or training has not ended
    is_finite: bool


def train(
    model: Any,
    tokenizer: Any,
    examples: Sequence[Example],
    rows: Sequence[RenderedRow],
    recipe: Recipe,
    *,
    folder: RunFolder,
    facts: Mapping[str, object],
    device: Device,
    seed: int,
    stop: Stop,
    validation: Sequence[RenderedRow],
    progress: Progress,
    saved: Callable[[Sequence[StepLog], int], None],
) -> Trained:
    """Train an adapter on `model`, from the newest whole checkpoint if there is one.

    `rows` are the examples as preflight saw them; Refused when the trainer holds others. `facts` go into every
    checkpoint's manifest and must match that of the checkpoint that is resumed. `saved` hears of each checkpoint: the
    log so far and its step. With `validation` rows the model that comes back is that of the epoch where their loss was
    lowest.
    """
    checkpoints.clean_up(folder.checkpoints)
    resumed = checkpoints.newest_whole(folder.checkpoints)
    if resumed:
        checkpoints.require_match(resumed, facts)
    resumed_from = checkpoints.step_of(resumed) if resumed else 0
    trainer = _trainer(model, tokenizer, examples, recipe, folder.checkpoints, device, seed)
    compare(rows, trainer.train_dataset)
    trainer.order = EpochOrder(
        [len(row.input_ids) for row in rows], batch=recipe.effective_batch, seed=seed, by_length=recipe.by_length
    )
    kept = cut_steps(folder.root, resumed_from)
    n_steps = recipe.n_steps(len(rows))
    with progress("Training", n_steps) as tick:
        tick(resumed_from)
        watcher = Watcher(
            recipe,
            folder,
            facts,
            stop,
            tick,
            saved,
            trainer.order,
            Validation(validation, folder, facts, resumed_from),
            n_examples=len(rows),
            steps=kept,
            done=resumed_from,
        )
        trainer.add_callback(watcher)
        with stop_on_signals(stop):
            trainer.train(resume_from_checkpoint=str(resumed) if resumed else None)
    checkpoints.clean_up(folder.checkpoints)
    is_done = trainer.state.global_step >= n_steps and watcher.is_finite
    return Trained(
        model=trainer.model,
        kept_epoch=watcher.validation.restore_best(trainer.model) if is_done else 0,
        steps=watcher.steps,
        n_steps_done=trainer.state.global_step,
        resumed_from_step=resumed_from,
        seconds=watcher.elapsed_s(),
        ended=stop.reason if trainer.state.global_step < n_steps else "",
        is_finite=watcher.is_finite,
    )


class OrderedTrainer(SFTTrainer):
    """SFTTrainer that takes its examples in an order of ours."""

    order: EpochOrder

    def _get_train_sampler(self, train_dataset: Any = None) -> Any:
        return self.order


def _trainer(
    model: Any, tokenizer: Any, examples: Sequence[Example], recipe: Recipe, folder: Path, device: Device, seed: int
) -> OrderedTrainer:
    settings = SFTConfig(
        output_dir=str(checkpoints.written_by_trainer(folder)),
        per_device_train_batch_size=recipe.micro_batch,
        gradient_accumulation_steps=recipe.accumulation,
        num_train_epochs=recipe.epochs,
        learning_rate=recipe.learning_rate,
        lr_scheduler_type="constant_with_warmup" if recipe.schedule == "constant" else recipe.schedule,
        warmup_steps=recipe.warmup_share,  # below 1 it is a share of all steps
        weight_decay=recipe.weight_decay,
        max_grad_norm=recipe.max_grad_norm,
        optim="adamw_torch",
        fp16=model.dtype == torch.float16,
        bf16=model.dtype == torch.bfloat16,
        use_cpu=device.kind == "cpu",
        activation_checkpointing=recipe.activation_checkpointing,
        max_length=recipe.max_length,
        completion_only_loss=True,
        logging_steps=recipe.log_every,
        logging_nan_inf_filter=False,  # it would write the running mean in place of a loss that is not a number
        save_strategy="steps",
        save_steps=recipe.save_every,
        seed=seed,
        data_seed=seed,
        report_to="none",
        disable_tqdm=True,
    )
    lora = LoraConfig(
        r=recipe.rank,
        lora_alpha=recipe.alpha,
        lora_dropout=recipe.dropout,
        target_modules=list(recipe.targets),
        bias="none",
        task_type="CAUSAL_LM",
    )
    trainer = OrderedTrainer(
        model=model,
        args=settings,
        train_dataset=Dataset.from_list([message_row(example) for example in examples]),
        processing_class=tokenizer,
        peft_config=lora,
    )
    if device.kind == "cpu":
        _score_learnt_positions_only()
    trainer.remove_callback(PrinterCallback)  # standard output belongs to the command
    # TRL casts the adapter of a quantised model to bfloat16. On a card without it the gradient scaler then stops at
    # step one, and on every card a resumed run differs from one that was not interrupted.
    for weight in trainer.model.parameters():  # type: ignore[union-attr]
        if weight.requires_grad:
            weight.data = weight.data.to(torch.float32)
    return trainer


def _score_learnt_positions_only() -> None:
    """Where there is no Triton, TRL runs the head on prompts and padding too and throws that away, to keep the shapes
    that a compiler likes. A CPU has none to please: the loss is the same, a step takes two thirds of the time."""
    trl_utils._use_triton = lambda device: True


@dataclass
class Watcher(TrainerCallback):
    """Writes down each log, seals each checkpoint, ends training when asked to or when the loss is not a number."""

    recipe: Recipe
    folder: RunFolder
    facts: Mapping[str, object]
    stop: Stop
    tick: Tick
    saved: Callable[[Sequence[StepLog], int], None]
    order: EpochOrder
    validation: Validation
    n_examples: int
    steps: list[StepLog]
    done: int
    is_finite: bool = True
    _started: float = field(default_factory=time.monotonic)

    def elapsed_s(self) -> float:
        return self._before + time.monotonic() - self._started

    def __post_init__(self) -> None:
        self._before = self.steps[-1].elapsed_s if self.steps else 0.0

    def on_epoch_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        # accelerate tells the sampler its epoch only in some of the wrappings it uses.
        self.order.set_epoch(int((state.epoch or 0) + 1e-6))

    def on_epoch_end(self, args: Any, state: Any, control: Any, model: Any = None, **_: Any) -> None:
        is_whole = state.global_step % self._steps_per_epoch == 0  # else training was stopped within it
        if is_whole and self.is_finite and state.is_world_process_zero and self.validation.has_rows:
            self.validation.look(model, epoch=state.global_step // self._steps_per_epoch, step=state.global_step)

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        self.tick(state.global_step - self.done)
        self.done = state.global_step
        if self.stop.asked():
            control.should_save = control.should_training_stop = True
        if control.should_save:
            control.should_log = True  # so that the means in steps.jsonl are the same after a resume

    def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **_: Any) -> None:
        if "loss" not in logs:
            return
        step = StepLog(
            step=state.global_step,
            epoch=round(state.epoch, 4),
            loss=logs["loss"],
            lr=logs["learning_rate"],
            grad_norm=_finite(logs.get("grad_norm")),
            examples_seen=self._examples_seen(state.global_step),
            elapsed_s=round(self.elapsed_s(), 3),
            token_accuracy=logs.get("mean_token_accuracy"),
        )
        if not math.isfinite(step.loss):
            self.is_finite = False
            self.stop.reason = "the loss is not a number"
            control.should_training_stop = True
            control.should_save = False  # such weights are not worth resuming
        self.steps.append(step)
        if state.is_world_process_zero and self.is_finite:  # NaN is not JSON
            append_step(self.folder.root, step)

    def on_save(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        if torch.distributed.is_initialized():
            torch.distributed.barrier()  # every process has written its random state
        if state.is_world_process_zero:
            checkpoints.keep(
                self.folder.checkpoints, state.global_step, self.facts, n_kept=self.recipe.keep_checkpoints
            )
            self.saved(self.steps, state.global_step)
        if torch.distributed.is_initialized():
            torch.distributed.barrier()

    @property
    def _steps_per_epoch(self) -> int:
        return -(-self.n_examples // self.recipe.effective_batch)

    def _examples_seen(self, step: int) -> int:
        epochs, steps = divmod(step, self._steps_per_epoch)
        return epochs * self.n_examples + min(steps * self.recipe.effective_batch, self.n_examples)


def _finite(number: float | None) -> float:
    return number if number is not None and math.isfinite(number) else 0.0
