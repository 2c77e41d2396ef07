"""A training run as its page shows it. Knows nothing of Streamlit, and loads no model."""

import fcntl
from collections.abc import Sequence
from dataclasses import dataclass

from app_pages.charts import LossPoint
from prep.clock import about
from prep.project import Project
from train.doctor import diagnose
from train.records import Diagnosis, EpochLog, RunSummary, StepLog
from train.runs import RunFolder, list_runs, read_epochs, read_steps

SILENT_S = 60.0  # without a line from it, a run that calls itself running no longer does, if nothing else tells


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run: what it says of itself, each logged step, and whether a process is at work on it."""

    run: RunSummary
    steps: tuple[StepLog, ...]
    is_running: bool
    epochs: tuple[EpochLog, ...] = ()  # the loss on the validation part

    @property
    def n_done(self) -> int:
        return max([self.run.n_steps_done, *(step.step for step in self.steps)])

    @property
    def share_done(self) -> float:
        return min(1.0, self.n_done / self.run.n_steps) if self.run.n_steps else 0.0

    @property
    def diagnosis(self) -> Diagnosis:
        """The doctor's words: the run's own at its end, before that on the curve so far."""
        return self.run.diagnosis or diagnose(self.steps)

    @property
    def left_s(self) -> float | None:
        """Seconds to go at the pace so far; None before there is a pace."""
        if not self.steps or not self.steps[-1].step:
            return None
        return (self.run.n_steps - self.n_done) * self.steps[-1].elapsed_s / self.steps[-1].step


def read_runs(project: Project, now_s: float) -> list[RunRow]:
    """Every run, the newest first. `now_s`: seconds since the epoch."""
    rows = []
    for run in list_runs(project.runs):
        folder = RunFolder(project.run(run.run_id))
        is_running = run.state == "running" and _is_at_work(folder, now_s)
        rows.append(RunRow(run, tuple(read_steps(folder.root)), is_running, tuple(read_epochs(folder.root))))
    return rows[::-1]


def _is_at_work(folder: RunFolder, now_s: float) -> bool:
    """Whether a training process holds the run's folder: its lock goes with it, however it ends.

    A folder without a lock comes from another machine, and may still be copied from there: it is judged by its age.
    """
    try:
        with (folder.root / ".lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return now_s - max(file.stat().st_mtime for file in (folder.summary, folder.steps) if file.is_file()) < SILENT_S
    except BlockingIOError:
        return True
    return False


def newest(runs: Sequence[RunRow]) -> RunRow | None:
    return runs[0] if runs else None


def title(row: RunRow | None) -> str:
    """The state of the last run in a sentence."""
    if row is None:
        return "Nothing has been trained yet"
    name = f"Run {row.run.run_id}"
    if row.is_running and not row.steps:
        return f"{name} has begun"
    if row.is_running:
        healthy = row.diagnosis.pattern in ("learning", "too-early")
        return f"{name} is learning as it should" if healthy else f"{name} runs, but look at its loss"
    if row.run.state == "running":
        return f"{name} is not running: its process is gone"
    if row.run.state == "finished":
        return f"{name} is finished" + _loss_words(row.run)
    return f"{name} was interrupted" if row.run.state == "interrupted" else f"{name} failed"


def progress_words(row: RunRow) -> str:
    """ "step 50 of 120 · about 6 min left". All steps do not make a run finished: the model is yet to be written."""
    parts = [f"step {row.n_done:,} of {row.run.n_steps:,}"]
    if row.is_running and row.left_s is not None:
        parts.append(f"{about(row.left_s)} left")
    elif row.run.state == "running" and not row.is_running:
        parts.append("not running")
    elif row.run.seconds:
        parts.append(f"{about(row.run.seconds)} of training")
    return " · ".join(parts)


def facts(row: RunRow) -> dict[str, str]:
    """What the run is made of, for whoever wants to repeat it."""
    recipe = row.run.recipe
    return {
        "Recipe": f"{recipe.get('name', '?')}: rank {recipe.get('rank', '?')}, learning rate "
        f"{recipe.get('learning_rate', '?')}, epochs: {recipe.get('epochs', '?')}",
        "Base model": row.run.base_model,
        "Pairs": f"{row.run.n_pairs:,}",
        "Device": row.run.device,
        "Seed": str(row.run.seed),
    }


def said(row: RunRow) -> list[str]:
    """The doctor's words and the run's own, newest first."""
    words = [row.run.message, row.diagnosis.sentence, row.run.agreement_note]
    if row.run.resumed_from_step:
        words.append(f"It went on from step {row.run.resumed_from_step}.")
    return [word for word in words if word]


def loss_points(steps: Sequence[StepLog], epochs: Sequence[EpochLog] = ()) -> list[LossPoint]:
    return [
        *(LossPoint(step.epoch, step.loss, "training") for step in steps),
        *(LossPoint(epoch.epoch, epoch.loss, "validation") for epoch in epochs),
    ]


def loss_sentence(row: RunRow) -> str:
    """What the chart shows, for whoever cannot see it."""
    if not row.steps:
        return "No loss has been logged yet."
    return (
        f"Training loss fell from {row.steps[0].loss:.2f} to {row.steps[-1].loss:.2f} per token."
        if (row.steps[-1].loss <= row.steps[0].loss)
        else f"Training loss rose from {row.steps[0].loss:.2f} to {row.steps[-1].loss:.2f} per token."
    )


def _loss_words(run: RunSummary) -> str:
    if run.first_loss is None or run.final_loss is None:
        return ""
    return f": loss {run.first_loss:.2f} → {run.final_loss:.2f} per token"
