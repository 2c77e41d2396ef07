"""Checkpoints that can be trusted: whole, sealed, at least two kept, and refused when they belong to something else.

checkpoints/
    step-000050/          adapter, optimizer, schedule, random state, trainer state, MANIFEST.json
    step-000100/
    .trainer/             where the trainer writes; a checkpoint gets its name only when it is whole

The trainer itself writes in place, never calls fsync, takes the highest number for the newest, and restarts optimizer
and schedule without a word when their file is missing. So what it wrote is sealed here, and only sealed folders are
resumed.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

from prep.errors import Refused, StaleFiles
from prep.project import read_json
from train import sealing

_NEEDED = ("adapter_model.safetensors", "adapter_config.json", "optimizer.pt", "scheduler.pt", "trainer_state.json")

# What must be equal for training to go on, with the words for it.
MUST_MATCH: Mapping[str, str] = {
    "recipe_digest": "the recipe or seed",
    "train_file_digest": "the training data",
    "base_revision": "the base model",
    "template_digest": "the chat template",
}


def written_by_trainer(checkpoints: Path) -> Path:
    """The trainer's output folder."""
    return checkpoints / ".trainer"


def keep(checkpoints: Path, step: int, facts: Mapping[str, object], *, n_kept: int) -> Path:
    """Seal what the trainer wrote at `step`, read it again from disk, and only then remove the oldest ones."""
    written = written_by_trainer(checkpoints) / f"checkpoint-{step}"
    if missing := _missing(written):
        raise StaleFiles(f"{written}: expected a complete checkpoint, but {missing} is missing. Run again to resume.")
    target = checkpoints / f"step-{step:06d}"
    sealing.seal(written, target, {"step": step, **facts})
    if problem := sealing.fault(target):
        raise StaleFiles(
            f"{target}: the checkpoint was written but reads differently ({problem}). "
            "Check the disk, or train on a local one, then run again."
        )
    for old in _newest_first(checkpoints)[n_kept:]:
        shutil.rmtree(old)
    return target


def newest_whole(checkpoints: Path) -> Path | None:
    """The newest checkpoint of which every byte is as it was written; None when there is none."""
    for folder in _newest_first(checkpoints):
        if not sealing.fault(folder) and not _missing(folder):
            return folder
    return None


def step_of(checkpoint: Path) -> int:
    return int(read_json(checkpoint / sealing.MANIFEST)["step"])


def require_match(checkpoint: Path, facts: Mapping[str, object]) -> None:
    """Refused, naming what differs, when the checkpoint was made from something else than is about to be trained."""
    made_from = read_json(checkpoint / sealing.MANIFEST)
    differing = [words for key, words in MUST_MATCH.items() if made_from.get(key) != facts[key]]
    if differing:
        raise Refused(
            f"{checkpoint}: {' and '.join(differing)} changed since this checkpoint was written. "
            "Put that back to go on, or ask for a new run."
        )


def clean_up(checkpoints: Path) -> None:
    """Remove what an interrupted save left behind."""
    shutil.rmtree(written_by_trainer(checkpoints), ignore_errors=True)
    sealing.sweep(checkpoints)


def _newest_first(checkpoints: Path) -> list[Path]:
    return sorted(checkpoints.glob("step-*"), reverse=True)


def _missing(folder: Path) -> str:
    """The first file without which a run does not go on exactly; "" when all are there."""
    absent = [name for name in _NEEDED if not (folder / name).is_file()]
    if not absent and not list(folder.glob("rng_state*.pth")):
        absent = ["rng_state.pth"]
    return absent[0] if absent else ""
