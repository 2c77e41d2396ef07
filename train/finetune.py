"""The front door of training: pairs → adapter, merged model, and a run.json that says what they are.

    base → preflight → train → adapter → merge → compare → run.json

Called again with the same folder, data, recipe and seed it goes on where it stopped, or finds that all is done.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from prep.errors import Refused
from prep.progress import Progress, silent
from train import libraries
from train.doctor import diagnose
from train.preflight import preflight, require
from train.recipe import Recipe, digest
from train.records import Example, RenderedRow, RunSummary, StepLog
from train.runs import RunFolder, read_run, what_changed, write_run

if TYPE_CHECKING:
    from train.loop import Trained


def finetune(
    examples: Sequence[Example],
    recipe: Recipe,
    *,
    run_folder: Path,
    train_file_digest: str,
    seed: int,
    validation: Sequence[Example] = (),
    progress: Progress = silent,
    stop_after_s: float | None = None,
) -> RunSummary:
    """Train `recipe` on `examples` in `run_folder`, resuming what is there.

    With `validation` examples the adapter of the epoch is kept where the loss on them was lowest.

    `stop_after_s` ends the sitting at a checkpoint after that many seconds, for machines that are taken away at a fixed
    time. Refused when a row is unsound, or when the folder holds a run of something else.
    """
    folder = RunFolder(run_folder)
    with _alone(folder):
        if finished := _finished(folder, recipe, train_file_digest, seed):
            return finished
        _prepare_process(recipe)
        from train import deliver, loop, model

        stop, device = loop.Stop.after(stop_after_s), model.this_device()
        base = model.find_base(recipe.base_model, recipe.revision)
        tokenizer = model.load_tokenizer(base)
        checked, rows = preflight(examples, tokenizer, max_length=recipe.max_length, progress=progress)
        require(checked)
        looked_at: Sequence[RenderedRow] = ()
        if validation:
            checked_validation, looked_at = preflight(
                validation, tokenizer, max_length=recipe.max_length, progress=progress
            )
            require(checked_validation)
        run = RunSummary(
            run_id=folder.run_id,
            state="running",
            recipe=asdict(recipe),
            recipe_digest=digest(recipe, seed),
            train_file_digest=train_file_digest,
            seed=seed,
            n_pairs=len(examples),
            base_model=recipe.base_model,
            base_revision=model.revision_of(base),
            template_digest=checked.template_digest,
            versions=libraries.versions(),
            device=device.name,
            n_steps=recipe.n_steps(len(examples)),
            n_trained_tokens=checked.n_trained_tokens,
        )
        _write(folder, run)

        def saved(steps: Sequence[StepLog], step: int) -> None:
            _write(folder, replace(run, n_steps_done=step, diagnosis=diagnose(steps)))

        with _interrupted_by_faults(folder):
            with _out_of_memory_advice(recipe):
                trained = loop.train(
                    model.load_for(recipe, base, device),
                    tokenizer,
                    examples,
                    rows,
                    recipe,
                    folder=folder,
                    facts=facts_of(run),
                    device=device,
                    seed=seed,
                    stop=stop,
                    validation=looked_at,
                    progress=progress,
                    saved=saved,
                )
            run = _write(folder, _after_training(run, trained))
            if run.state != "running" or not is_main_process():
                return run
            run = deliver.keep_adapter(run, trained.model, tokenizer, folder)
            del trained  # its memory is needed for the models that are compared
            run = deliver.merge_and_compare(run, recipe, base, folder, examples, device=device, progress=progress)
            return _write(folder, replace(run, state="finished", peak_memory_bytes=deliver.peak_memory_bytes(device)))


def facts_of(run: RunSummary) -> dict[str, object]:
    """What a checkpoint is made from."""
    return {
        "recipe_digest": run.recipe_digest,
        "train_file_digest": run.train_file_digest,
        "base_revision": run.base_revision,
        "template_digest": run.template_digest,
        "versions": run.versions,
    }


def is_main_process() -> bool:
    """Whether this process writes files; the others of a launch on several GPUs only compute."""
    return os.environ.get("RANK", "0") == "0"


def _finished(folder: RunFolder, recipe: Recipe, train_file_digest: str, seed: int) -> RunSummary | None:
    """The run in this folder if there is nothing left to do. Refused when it is a run of something else."""
    if not folder.summary.is_file():
        return None
    past = read_run(folder.root)
    if changed := what_changed(past, recipe, train_file_digest=train_file_digest, seed=seed):
        raise Refused(f"run {past.run_id}: {'; '.join(changed)}. Put that back to go on, or ask for a new run.")
    if past.state != "finished":
        return None
    return replace(past, message=f"Run {past.run_id} is finished, with the same data, recipe and seed: nothing to do.")


def _prepare_process(recipe: Recipe) -> None:
    """What must hold before the heavy libraries are imported."""
    n_processes = int(os.environ.get("WORLD_SIZE", "1"))
    if n_processes != recipe.processes:
        raise Refused(
            f"recipe {recipe.name!r}: expected {recipe.processes} processes, one for each GPU, got {n_processes}. "
            f"Start it with `accelerate launch --num_processes {recipe.processes}`, or choose another recipe."
        )
    if recipe.processes == 1:
        # With several GPUs in sight the trainer would wrap the model for all of them, and refuse.
        os.environ.setdefault("CUDA_VISIBLE_DEVICES", "0")
    libraries.prepare()


def _after_training(run: RunSummary, trained: "Trained") -> RunSummary:
    run = replace(
        run,
        n_steps_done=trained.n_steps_done,
        resumed_from_step=trained.resumed_from_step,
        seconds=round(trained.seconds, 1),
        diagnosis=diagnose(trained.steps),
    )
    if not trained.is_finite:
        return replace(run, state="failed", message="The loss is not a number; training ended.")
    run = replace(
        run, first_loss=trained.steps[0].loss, final_loss=trained.steps[-1].loss, kept_epoch=trained.kept_epoch
    )
    if not trained.ended:
        return run
    message = f"Stopped at step {run.n_steps_done} of {run.n_steps}: {trained.ended}. Run the same command to go on."
    return replace(run, state="interrupted", message=message)


def _write(folder: RunFolder, run: RunSummary) -> RunSummary:
    if is_main_process():
        write_run(folder.root, run)
    return run


@contextlib.contextmanager
def _alone(folder: RunFolder) -> Iterator[None]:
    """Refused while another process trains in this folder. The lock goes with the process, however it ends."""
    folder.root.mkdir(parents=True, exist_ok=True)
    if not is_main_process():
        yield
        return
    with (folder.root / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(
                f"run {folder.run_id}: another process is training in {folder.root}. Wait for it, or end it first."
            ) from None
        yield


@contextlib.contextmanager
def _interrupted_by_faults(folder: RunFolder) -> Iterator[None]:
    """Leave a run.json that says "interrupted" and why, whatever raises."""
    try:
        yield
    except BaseException as fault:
        message = str(fault).strip().partition("\n")[0] or type(fault).__name__
        _write(folder, replace(read_run(folder.root), state="interrupted", message=message))
        raise


@contextlib.contextmanager
def _out_of_memory_advice(recipe: Recipe) -> Iterator[None]:
    """Refused with the next rung when memory ran out. Each rung but the last goes on from the newest checkpoint."""
    import torch

    try:
        yield
    except torch.OutOfMemoryError:
        again = "The card is out of memory. Run the same command with"
        if recipe.micro_batch % 2 == 0:
            pieces = f"--set micro_batch={recipe.micro_batch // 2} --set accumulation={recipe.accumulation * 2}"
            raise Refused(f"{again} {pieces}: the same training, in smaller pieces.") from None
        if not recipe.activation_checkpointing:
            raise Refused(f"{again} --set activation_checkpointing=true: slower, and the same training.") from None
        raise Refused(
            "The card is out of memory at the smallest step. Choose a shorter max_length, which is a new run, or a "
            "larger card."
        ) from None
