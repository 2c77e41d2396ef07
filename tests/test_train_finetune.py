"""The whole of training on a model of two layers: begun, killed, gone on with, merged, answered from."""

import itertools
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from train_models import ROWS, SMALL, small_base

from prep.errors import MissingProject, Refused, StaleFiles
from train import sealing
from train.finetune import finetune
from train.recipe import Recipe, with_changes
from train.records import RunSummary
from train.runs import read_run, read_steps

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent

KILLED = """
import contextlib, os, signal, sys
from pathlib import Path
sys.path[:0] = sys.argv[1:3]
from train.finetune import finetune
from train.recipe import with_changes
from train_models import ROWS, SMALL

done = 0

@contextlib.contextmanager
def kills(what, total):
    def tick(n):
        global done
        done += n if what == "Training" else 0
        if done >= 7:
            os.kill(os.getpid(), signal.SIGKILL)
    yield tick

finetune(ROWS, with_changes(SMALL, {"base_model": sys.argv[3]}), run_folder=Path(sys.argv[4]),
         train_file_digest="data", seed=0, progress=kills)
"""


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Recipe:
    return with_changes(SMALL, {"base_model": str(small_base(tmp_path_factory.mktemp("bases")))})


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, recipe: Recipe) -> tuple[Path, RunSummary]:
    folder = tmp_path_factory.mktemp("runs") / "001-small"
    return folder, finetune(ROWS, recipe, run_folder=folder, train_file_digest="data", seed=0)


def test_a_run_leaves_what_its_summary_says(finished: tuple[Path, RunSummary]) -> None:
    folder, run = finished
    assert (run.state, run.n_steps, run.n_steps_done) == ("finished", 12, 12)
    assert run.first_loss is not None
    assert run.final_loss is not None
    assert run.final_loss < run.first_loss
    assert read_run(folder).adapter_digest == run.adapter_digest == sealing.folder_digest(folder / "adapter")
    assert sealing.fault(folder / "adapter") == sealing.fault(folder / "merged") == ""
    assert sorted(path.name for path in (folder / "checkpoints").iterdir()) == ["step-000008", "step-000012"]


def test_every_step_is_logged_with_what_a_page_shows(finished: tuple[Path, RunSummary]) -> None:
    steps = read_steps(finished[0])
    assert [step.step for step in steps] == list(range(1, 13))
    assert steps[-1].epoch == 4
    assert steps[-1].examples_seen == 4 * len(ROWS)
    assert all(before.elapsed_s <= after.elapsed_s for before, after in itertools.pairwise(steps))


def test_the_merged_model_answers_as_the_adapter_does(finished: tuple[Path, RunSummary]) -> None:
    agreed = finished[1].agreement
    assert agreed is not None
    assert agreed.share_identical == 1
    assert agreed.max_logit_difference < 1e-4


def test_the_same_command_again_does_nothing(finished: tuple[Path, RunSummary], recipe: Recipe) -> None:
    folder, run = finished
    written = (folder / "run.json").stat().st_mtime_ns
    again = finetune(ROWS, recipe, run_folder=folder, train_file_digest="data", seed=0)
    assert "nothing to do" in again.message
    assert again.adapter_digest == run.adapter_digest
    assert (folder / "run.json").stat().st_mtime_ns == written


def test_other_data_or_settings_are_refused_by_name(finished: tuple[Path, RunSummary], recipe: Recipe) -> None:
    folder, _ = finished
    with pytest.raises(Refused, match="the training data changed"):
        finetune(ROWS, recipe, run_folder=folder, train_file_digest="other data", seed=0)
    with pytest.raises(Refused, match="epochs was 4, is 5"):
        finetune(ROWS, replace(recipe, epochs=5), run_folder=folder, train_file_digest="data", seed=0)


def test_a_killed_run_goes_on_as_if_nothing_had_happened(
    finished: tuple[Path, RunSummary], recipe: Recipe, tmp_path: Path
) -> None:
    folder = tmp_path / "001-small"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(ROOT), str(ROOT / "tests"), recipe.base_model, str(folder)],
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -9, killed.stderr.decode()[-500:]
    assert read_run(folder).state == "running"
    assert read_run(folder).n_steps_done == 4
    run = finetune(ROWS, recipe, run_folder=folder, train_file_digest="data", seed=0)
    assert (run.state, run.resumed_from_step) == ("finished", 4)
    straight, resumed = read_steps(finished[0]), read_steps(folder)
    assert [step.step for step in resumed] == [step.step for step in straight]
    for one, other in zip(straight, resumed, strict=True):
        assert other.loss == pytest.approx(one.loss, abs=1e-5)
        assert other.lr == one.lr
    assert run.adapter_digest == finished[1].adapter_digest


def test_a_sitting_that_is_over_is_gone_on_with_in_the_next(recipe: Recipe, tmp_path: Path) -> None:
    folder = tmp_path / "001-small"
    first = finetune(ROWS, recipe, run_folder=folder, train_file_digest="data", seed=0, stop_after_s=0)
    assert (first.state, first.n_steps_done) == ("interrupted", 1)
    assert first.message == "Stopped at step 1 of 12: its time was up. Run the same command to go on."
    smaller = replace(recipe, micro_batch=1, accumulation=4)
    second = finetune(ROWS, smaller, run_folder=folder, train_file_digest="data", seed=0)
    assert (second.state, second.resumed_from_step, second.n_steps_done) == ("finished", 1, 12)


def test_a_loss_that_is_no_number_ends_the_run_and_leaves_no_checkpoint(recipe: Recipe, tmp_path: Path) -> None:
    import torch
    from safetensors.torch import load_file, save_file

    broken = tmp_path / "base"
    broken.mkdir()
    for path in Path(recipe.base_model).iterdir():
        (broken / path.name).write_bytes(path.read_bytes())
    weights = load_file(broken / "model.safetensors")
    weights["model.norm.weight"] = torch.full_like(weights["model.norm.weight"], float("nan"))
    save_file(weights, broken / "model.safetensors", metadata={"format": "pt"})
    folder = tmp_path / "runs" / "001-small"
    run = finetune(ROWS, replace(recipe, base_model=str(broken)), run_folder=folder, train_file_digest="data", seed=0)
    assert run.state == "failed"
    assert run.diagnosis is not None
    assert run.diagnosis.pattern == "not-a-number"
    assert list((folder / "checkpoints").glob("step-*")) == []
    json.loads((folder / "run.json").read_text(), parse_constant=pytest.fail)


def test_a_row_that_does_not_fit_is_refused_before_anything_is_trained(recipe: Recipe, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="too-long"):
        finetune(ROWS, replace(recipe, max_length=16), run_folder=tmp_path / "r", train_file_digest="data", seed=0)
    assert not (tmp_path / "r" / "run.json").exists()


def test_two_processes_never_train_in_one_folder(recipe: Recipe, tmp_path: Path) -> None:
    import fcntl

    with (tmp_path / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Refused, match="another process is training"):
            finetune(ROWS, recipe, run_folder=tmp_path, train_file_digest="data", seed=0)


def test_the_two_gpu_recipe_says_how_to_start_it(recipe: Recipe, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="accelerate launch --num_processes 2"):
        finetune(ROWS, replace(recipe, processes=2), run_folder=tmp_path, train_file_digest="data", seed=0)


def test_responders_answer_and_refuse_what_was_changed(finished: tuple[Path, RunSummary], tmp_path: Path) -> None:
    from train.generate import load_responder

    folder, _ = finished
    asked = [row.instruction for row in ROWS]
    answers = {which: load_responder(folder, which, max_new_tokens=12) for which in ("adapter", "base", "merged")}
    assert [answers[which].name for which in answers] == ["fine_tuned", "base", "merged"]
    assert len({responder.revision for responder in answers.values()}) == 3
    assert answers["adapter"].answer(asked) == answers["merged"](asked)
    assert answers["adapter"].answer(asked) != answers["base"].answer(asked)
    assert answers["adapter"].answer(asked[::-1]) == answers["adapter"].answer(asked)[::-1]

    moved = tmp_path / "moved"
    for path in folder.rglob("*"):
        if path.is_file() and path.name != ".lock":
            (moved / path.relative_to(folder)).parent.mkdir(parents=True, exist_ok=True)
            (moved / path.relative_to(folder)).write_bytes(path.read_bytes())
    template = moved / "adapter" / "chat_template.jinja"
    template.write_text(template.read_text().replace("[INST]", "<INST>"))
    with pytest.raises(StaleFiles, match="chat_template"):
        load_responder(moved, "adapter")
    with pytest.raises(MissingProject, match="no run|expected a training run"):
        load_responder(tmp_path / "nowhere")


def test_importing_the_front_door_loads_no_torch() -> None:
    code = "import sys, train.finetune; print([m for m in ('torch', 'transformers', 'datasets') if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"
