"""Only whole checkpoints are resumed, and only by the training they belong to."""

from pathlib import Path

import pytest

from prep.errors import Refused, StaleFiles
from train import checkpoints

FACTS = {
    "recipe_digest": "recipe",
    "train_file_digest": "data",
    "base_revision": "base",
    "template_digest": "template",
}
FILES = (
    "adapter_model.safetensors", "adapter_config.json", "optimizer.pt", "scheduler.pt", "trainer_state.json",
    "rng_state.pth",
)  # fmt: skip


def saved(folder: Path, step: int, without: str = "") -> Path:
    written = checkpoints.written_by_trainer(folder) / f"checkpoint-{step}"
    written.mkdir(parents=True)
    for name in FILES:
        if name != without:
            (written / name).write_text(f"{name} at {step}")
    return checkpoints.keep(folder, step, FACTS, n_kept=2)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_two_whole_checkpoints_are_kept(tmp_path: Path) -> None:
    for step in (50, 100, 150):
        saved(tmp_path, step)
    checkpoints.clean_up(tmp_path)
    assert names(tmp_path) == ["step-000100", "step-000150"]
    newest = checkpoints.newest_whole(tmp_path)
    assert newest is not None
    assert checkpoints.step_of(newest) == 150


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_newest_checkpoint_is_passed_over(tmp_path: Path, name: str) -> None:
    saved(tmp_path, 50)
    newest = saved(tmp_path, 100)
    content = bytearray((newest / name).read_bytes())
    content[3] ^= 4
    (newest / name).write_bytes(content)
    whole = checkpoints.newest_whole(tmp_path)
    assert whole is not None
    assert whole.name == "step-000050"


@pytest.mark.parametrize("name", ["optimizer.pt", "scheduler.pt", "rng_state.pth"])
def test_a_checkpoint_without_what_exact_resumption_needs_is_not_kept(tmp_path: Path, name: str) -> None:
    with pytest.raises(StaleFiles, match=name):
        saved(tmp_path, 50, without=name)
    assert checkpoints.newest_whole(tmp_path) is None


def test_what_the_trainer_had_half_written_is_never_resumed(tmp_path: Path) -> None:
    saved(tmp_path, 50)
    half = checkpoints.written_by_trainer(tmp_path) / "checkpoint-100"
    half.mkdir()
    (half / "adapter_model.safetensors").write_text("half")
    whole = checkpoints.newest_whole(tmp_path)
    assert whole is not None
    assert whole.name == "step-000050"
    checkpoints.clean_up(tmp_path)
    assert names(tmp_path) == ["step-000050"]


def test_a_checkpoint_of_other_data_or_another_recipe_is_refused_by_name(tmp_path: Path) -> None:
    checkpoint = saved(tmp_path, 50)
    checkpoints.require_match(checkpoint, FACTS)
    with pytest.raises(Refused, match="the recipe or seed and the training data changed since"):
        checkpoints.require_match(checkpoint, {**FACTS, "train_file_digest": "x", "recipe_digest": "y"})
