"""A notebook that carries this program with it, trains one sealed file, and brings home a run that fits."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from train_models import ROWS, SMALL, small_base

from prep.errors import BadInput
from prep.project import read_json, to_json
from train import sealing
from train.mirror import copy_run
from train.notebook import notebook_text, sources, write_notebook
from train.recipe import PRESETS, Recipe, digest
from train.runs import RunFolder, read_run, read_steps

TRAIN_FILE = "".join(to_json(row) + "\n" for row in ROWS).encode()
PINS = {
    name: version
    for name, _, version in (
        line.partition("==")
        for line in (Path(__file__).parent.parent / "constraints.txt").read_text(encoding="utf-8").splitlines()
    )
}


def notebook(recipe: Recipe = PRESETS["t4"], target: str = "colab", data: bytes = TRAIN_FILE) -> dict[str, Any]:
    return write_notebook(
        recipe, train_digest=hashlib.sha256(data).hexdigest(), n_pairs=len(ROWS), project_name="desk", target=target,
        versions=PINS, seed=0, run_id="001-t4",
    )  # fmt: skip


def code_of(written: dict[str, Any]) -> list[str]:
    return ["".join(cell["source"]) for cell in written["cells"] if cell["cell_type"] == "code"]


def without_magic(cell: str) -> str:
    return cell.partition("\n")[2] if cell.startswith("%%writefile") else cell


@pytest.mark.parametrize("target", ["colab", "kaggle"])
def test_every_code_cell_compiles(target: str) -> None:
    for cell in code_of(notebook(target=target)):
        compile(without_magic(cell), "cell", "exec")


def test_the_file_is_a_notebook() -> None:
    text = notebook_text(
        PRESETS["t4"], train_digest="0" * 64, n_pairs=12, project_name="desk", target="kaggle", versions=PINS, seed=0,
        run_id="001-t4",
    )  # fmt: skip
    written = json.loads(text)
    assert (written["nbformat"], written["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in written["cells"]}) == len(written["cells"])
    assert "12 pairs" in "".join(written["cells"][0]["source"])


def test_it_carries_all_that_training_needs_and_nothing_that_reads_the_held_out_part() -> None:
    names = set(sources())
    assert {"train/finetune.py", "train/loop.py", "train/model.py", "train/mirror.py", "prep/project.py"} <= names
    assert not {name for name in names if name.startswith(("evalsuite", "app_pages")) or "held_out" in name}


def test_packages_are_pinned_as_in_the_constraints() -> None:
    packages = [line for line in code_of(notebook())[0].splitlines() if line.startswith("PACKAGES")]
    assert f"'torch=={PINS['torch']}'" in packages[0]
    assert f"'trl=={PINS['trl']}'" in packages[0]


def test_telemetry_is_off_before_the_first_library() -> None:
    first = code_of(notebook())[0]
    assert 'os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"' in first
    assert "import torch" not in first


def test_the_run_is_the_same_run_as_at_home() -> None:
    values: dict[str, Any] = {}
    first = code_of(notebook())[0]
    exec(first[: first.index("import hashlib")], values)
    assert digest(Recipe(**{**values["RECIPE"], "targets": tuple(values["RECIPE"]["targets"])}), 0) == digest(
        PRESETS["t4"], 0
    )


@pytest.mark.parametrize(
    ("recipe", "target", "said"),
    [
        (PRESETS["tiny"], "colab", "tiny"),
        (PRESETS["t4x2"], "colab", "lends 1 GPU"),
        (PRESETS["t4"], "sagemaker", "colab, kaggle"),
    ],
)
def test_what_cannot_be_trained_there_is_refused(recipe: Recipe, target: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        notebook(recipe, target)


def test_an_unpinned_package_is_refused() -> None:
    with pytest.raises(BadInput, match="bitsandbytes"):
        write_notebook(
            PRESETS["t4"], train_digest="", n_pairs=1, project_name="desk", target="colab", seed=0, run_id="001-t4",
            versions={name: version for name, version in PINS.items() if name != "bitsandbytes"},
        )  # fmt: skip


def first_cell(folder: Path, offered: bytes | None) -> subprocess.CompletedProcess[str]:
    """The first cell of a Kaggle notebook as it runs in `folder`, with `offered` as the uploaded train.jsonl."""
    (folder / "given").mkdir(parents=True)
    if offered is not None:
        (folder / "given" / "train.jsonl").write_bytes(offered)
    cell = at_home(code_of(notebook(target="kaggle"))[0], folder)
    return subprocess.run([sys.executable, "-c", cell], capture_output=True, text=True, check=False)


def at_home(cell: str, folder: Path) -> str:
    return cell.replace("/kaggle/working", str(folder)).replace("/kaggle/input", str(folder / "given"))


def test_the_sealed_file_is_accepted(tmp_path: Path) -> None:
    assert "train.jsonl is the sealed one: 12 pairs." in first_cell(tmp_path, TRAIN_FILE).stdout
    assert (tmp_path / "pairwright" / "train.jsonl").read_bytes() == TRAIN_FILE


@pytest.mark.parametrize("offered", [TRAIN_FILE + b"\n", None])
def test_any_other_file_is_refused(tmp_path: Path, offered: bytes | None) -> None:
    ended = first_cell(tmp_path, offered)
    assert ended.returncode == 1
    assert "Expected " in ended.stderr
    assert not (tmp_path / "pairwright" / "train.jsonl").exists()


def checkpoint(run: Path, step: int, weights: bytes = b"weights") -> Path:
    """A sealed checkpoint as training leaves it."""
    target = RunFolder(run).checkpoints / f"step-{step:06d}"
    with sealing.sealed(target, {"step": step}) as staging:
        for name in (
            "adapter_model.safetensors", "adapter_config.json", "optimizer.pt", "scheduler.pt", "trainer_state.json",
            "rng_state.pth",
        ):  # fmt: skip
            (staging / name).write_bytes(weights)
    return target


def test_the_newest_whole_checkpoint_is_copied_with_the_run(tmp_path: Path) -> None:
    checkpoint(tmp_path / "run", 50)
    damaged = checkpoint(tmp_path / "run", 100)
    (damaged / "optimizer.pt").write_bytes(b"weighty")
    (tmp_path / "run" / "run.json").write_text("{}")
    assert copy_run(tmp_path / "run", tmp_path / "drive") == "step-000050"
    assert not sealing.fault(tmp_path / "drive" / "checkpoints" / "step-000050")
    assert (tmp_path / "drive" / "run.json").read_text() == "{}"


def test_two_copies_are_kept(tmp_path: Path) -> None:
    for step in (50, 100, 150):
        checkpoint(tmp_path / "run", step)
        copy_run(tmp_path / "run", tmp_path / "drive")
    kept = sorted(path.name for path in (tmp_path / "drive" / "checkpoints").iterdir())
    assert kept == ["step-000100", "step-000150"]


def test_a_copy_that_drive_cut_off_is_made_again(tmp_path: Path) -> None:
    checkpoint(tmp_path / "run", 50)
    copy_run(tmp_path / "run", tmp_path / "drive")
    copy = tmp_path / "drive" / "checkpoints" / "step-000050"
    (copy / "optimizer.pt").write_bytes(b"")
    assert copy_run(tmp_path / "run", tmp_path / "drive") == "step-000050"
    assert not sealing.fault(copy)


def test_nothing_is_called_safe_before_there_is_a_checkpoint(tmp_path: Path) -> None:
    assert copy_run(tmp_path / "run", tmp_path / "drive") == ""


@pytest.mark.slow
def test_the_notebook_trains_and_brings_home_a_run_that_loads(tmp_path: Path) -> None:
    """All cells but the installation, in a folder of their own, on a CPU."""
    base = small_base(tmp_path / "bases")
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "train.jsonl").write_bytes(TRAIN_FILE)
    recipe = replace(SMALL, base_model=str(base), epochs=2)
    driver = []
    for cell in code_of(notebook(recipe, "kaggle")):
        if cell.startswith("%%writefile"):
            name = cell.partition("\n")[0].split()[1]
            driver.append(f"Path({name!r}).write_text({cell.partition(chr(10))[2]!r} + '\\n', encoding='utf-8')")
        elif "pip" not in cell:
            # There is no GPU here, and the check for one is not what is tested.
            driver.append(at_home(cell, tmp_path).replace('if n_cards < RECIPE["processes"]', "if False"))
        else:
            driver.append("import subprocess, sys")
    (tmp_path / "all_cells.py").write_text("\n\n".join(driver), encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "all_cells.py"], capture_output=True, text=True, check=False, cwd=tmp_path,
        env={**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONPATH": ""},
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-2000:]

    home = tmp_path / "data" / "desk"
    with zipfile.ZipFile(tmp_path / "pairwright" / "001-t4.zip") as parcel:
        parcel.extractall(home)
    run = read_run(home / "runs" / "001-t4")
    assert (run.state, run.n_pairs, run.n_steps_done) == ("finished", 12, 6)
    assert run.train_file_digest == hashlib.sha256(TRAIN_FILE).hexdigest()
    assert run.recipe_digest == digest(recipe, 0)
    assert read_steps(home / "runs" / "001-t4")[-1].step == 6
    assert not sealing.fault(home / "runs" / "001-t4" / "adapter")
    assert read_json(home / "runs" / "001-t4" / "adapter" / "adapter_config.json")["r"] == 4
    shutil.rmtree(tmp_path / "pairwright")
