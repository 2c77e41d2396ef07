"""Run folders: what is where, which run to go on with, what a run says of itself.

runs/
    001-tiny/
        run.json              recipe, digests, versions, state, losses, agreement of the merged model
        steps.jsonl           one line a log, written as it goes
        validation.jsonl      the loss on the validation part after each epoch, where the split has one
        best/                 the adapter of the epoch where that was lowest
        checkpoints/          step-000050/ …, each sealed with a manifest
        adapter/              the LoRA weights, with tokenizer and chat template
        merged/               base and adapter as one model
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from prep.errors import BadInput, MissingProject, Refused
from prep.project import append_jsonl, read_json, read_records, read_rows, write_json, write_jsonl
from train.recipe import Recipe, differences, digest, from_json
from train.records import EpochLog, RunSummary, StepLog, TrainRow

_NAME = re.compile(r"(\d{3,})-.+")


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The files of one run. Only this class knows their names."""

    root: Path

    @property
    def run_id(self) -> str:
        return self.root.name

    @property
    def summary(self) -> Path:
        return self.root / "run.json"

    @property
    def steps(self) -> Path:
        return self.root / "steps.jsonl"

    @property
    def epochs(self) -> Path:
        return self.root / "validation.jsonl"

    @property
    def best(self) -> Path:
        return self.root / "best"

    @property
    def checkpoints(self) -> Path:
        return self.root / "checkpoints"

    @property
    def adapter(self) -> Path:
        return self.root / "adapter"

    @property
    def merged(self) -> Path:
        return self.root / "merged"


def read_train_file(path: Path) -> list[TrainRow]:
    """split/train.jsonl and nothing else: one {"instruction", "response"} a line, both with text."""
    rows = []
    for number, row in read_rows(path):
        texts = [row.get("instruction"), row.get("response")]
        if not all(isinstance(text, str) and text.strip() for text in texts):
            raise BadInput(
                f'{path}:{number}: expected "instruction" and "response" with text, got {", ".join(row) or "nothing"}. '
                "Split the project again."
            )
        rows.append(TrainRow(row["instruction"], row["response"]))
    return rows


def read_run(folder: Path) -> RunSummary:
    """What run.json says. MissingProject when there is no run in the folder."""
    path = RunFolder(folder).summary
    if not path.is_file():
        raise MissingProject(f"{path}: expected a training run, found nothing. Make one with `pairwright train`.")
    try:
        return TypeAdapter(RunSummary).validate_python(read_json(path))
    except ValidationError as fault:
        first = fault.errors()[0]
        raise BadInput(
            f"{path}: expected a run's summary, but {'.'.join(map(str, first['loc']))!r} is wrong ({first['msg']}). "
            "Train again."
        ) from None


def write_run(folder: Path, summary: RunSummary) -> None:
    write_json(RunFolder(folder).summary, summary)


def list_runs(runs: Path) -> list[RunSummary]:
    """Every run of a project, oldest first."""
    return [read_run(path.parent) for path in sorted(runs.glob("*/run.json"))]


def read_steps(folder: Path) -> list[StepLog]:
    """The loss curve so far; empty before the first log."""
    path = RunFolder(folder).steps
    return read_records(path, StepLog) if path.is_file() else []


def append_step(folder: Path, step: StepLog) -> None:
    append_jsonl(RunFolder(folder).steps, step)


def cut_steps(folder: Path, last_step: int) -> list[StepLog]:
    """Drop the lines behind `last_step`, which a resumed run writes again. The lines that stay."""
    kept = [step for step in read_steps(folder) if step.step <= last_step]
    write_jsonl(RunFolder(folder).steps, kept)
    return kept


def read_epochs(folder: Path) -> list[EpochLog]:
    """The loss on the validation part so far; empty where there is none."""
    path = RunFolder(folder).epochs
    return read_records(path, EpochLog) if path.is_file() else []


def append_epoch(folder: Path, epoch: EpochLog) -> None:
    append_jsonl(RunFolder(folder).epochs, epoch)


def cut_epochs(folder: Path, last_step: int) -> list[EpochLog]:
    """Drop the lines behind `last_step`, which a resumed run writes again. The lines that stay."""
    kept = [epoch for epoch in read_epochs(folder) if epoch.step <= last_step]
    write_jsonl(RunFolder(folder).epochs, kept)
    return kept


def choose_run(runs: Path, recipe: Recipe, *, train_file_digest: str, seed: int, anew: bool = False) -> Path:
    """The folder in which this command works: "run it again" resumes or finds the finished run.

    The newest run decides. Same data, recipe and seed: that run, finished or not. Otherwise a new run, unless the
    newest was interrupted: then Refused with what differs, because work would be left behind without a word.
    """
    past = list_runs(runs) if runs.is_dir() else []
    if past and not anew:
        newest = past[-1]
        changed = what_changed(newest, recipe, train_file_digest=train_file_digest, seed=seed)
        if not changed and newest.state != "failed":
            return runs / newest.run_id
        if changed and newest.state in ("running", "interrupted") and newest.n_steps_done:
            raise Refused(
                f"run {newest.run_id}: it stopped at step {newest.n_steps_done} of {newest.n_steps}, and since then "
                f"{'; '.join(changed)}. Put that back to go on, or ask for a new run."
            )
    return runs / next_run_id((run.run_id for run in past), recipe.name)


def what_changed(run: RunSummary, recipe: Recipe, *, train_file_digest: str, seed: int) -> list[str]:
    """Why a run can not go on as this recipe on these data, in words; empty when it can."""
    changed = []
    if run.train_file_digest != train_file_digest:
        changed.append(
            f"the training data changed (train.jsonl was {run.train_file_digest[:12]}, is {train_file_digest[:12]})"
        )
    if run.recipe_digest != digest(recipe, seed):
        changed += differences(from_json(run.recipe), recipe)
        if run.seed != seed:
            changed.append(f"the seed was {run.seed}, is {seed}")
    return changed


def next_run_id(taken: Iterable[str], recipe_name: str) -> str:
    """Short and sortable: "003-tiny"."""
    numbers = [int(match[1]) for name in taken if (match := _NAME.fullmatch(name))]
    return f"{max(numbers, default=0) + 1:03d}-{recipe_name}"
