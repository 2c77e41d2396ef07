"""The validation part chooses the epoch: its loss is written down, and the adapter where it was lowest comes back."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from peft import LoraConfig, get_peft_model
from train_models import ROWS, SMALL, small_base

from train.finetune import finetune
from train.formatting import render_row
from train.model import find_base, load_for, load_tokenizer, this_device
from train.recipe import with_changes
from train.runs import RunFolder, read_epochs, read_steps
from train.validation import Validation, validation_loss

pytestmark = pytest.mark.slow


def test_the_adapter_of_the_best_epoch_comes_back(tmp_path: Path) -> None:
    recipe = with_changes(SMALL, {"base_model": str(small_base(tmp_path))})
    base = find_base(recipe.base_model, "")
    tokenizer = load_tokenizer(base)
    model = get_peft_model(load_for(recipe, base, this_device()), LoraConfig(r=2, target_modules=["q_proj"]))
    rows = [render_row(tokenizer, row) for row in ROWS[:3]]
    weight = next(value for value in model.parameters() if value.requires_grad)
    validation = Validation(rows, RunFolder(tmp_path / "run"), {}, 0)
    validation.look(model, epoch=1, step=6)
    good = weight.detach().clone()
    for value in model.parameters():
        if value.requires_grad:
            value.data = value.data + 3.0
    validation.look(model, epoch=2, step=12)
    assert [epoch.epoch for epoch in read_epochs(tmp_path / "run")] == [1, 2]
    assert validation.epochs[0].loss < validation.epochs[1].loss
    assert validation.restore_best(model) == 1
    assert torch.equal(weight, good)
    assert validation_loss(model, rows) == pytest.approx(validation.epochs[0].loss)


def test_what_was_said_after_the_step_that_training_goes_on_from_is_said_again(tmp_path: Path) -> None:
    (tmp_path / "validation.jsonl").write_text(
        '{"epoch": 1, "step": 6, "loss": 2.0}\n{"epoch": 2, "step": 12, "loss": 1.0}\n'
    )
    rows = [render_row(load_tokenizer(small_base(tmp_path)), ROWS[0])]
    assert [epoch.epoch for epoch in Validation(rows, RunFolder(tmp_path), {}, 8).epochs] == [1]


def test_an_adapter_of_an_epoch_that_is_said_again_passes_for_no_other(tmp_path: Path) -> None:
    recipe = with_changes(SMALL, {"base_model": str(small_base(tmp_path))})
    base = find_base(recipe.base_model, "")
    model = get_peft_model(load_for(recipe, base, this_device()), LoraConfig(r=2, target_modules=["q_proj"]))
    rows = [render_row(load_tokenizer(base), row) for row in ROWS[:3]]
    weights = [value for value in model.parameters() if value.requires_grad]
    good = [value.detach().clone() for value in weights]

    def move(by: float) -> None:
        for value, was in zip(weights, good, strict=True):
            value.data = was + by

    first = Validation(rows, RunFolder(tmp_path / "run"), {}, 0)
    for epoch, by in ((1, 3.0), (2, 0.0)):  # the second is better, so its adapter is the one that is kept
        move(by)
        first.look(model, epoch=epoch, step=6 * epoch)
    assert first.epochs[1].loss < first.epochs[0].loss
    resumed = Validation(rows, RunFolder(tmp_path / "run"), {}, 8)
    move(6.0)
    resumed.look(model, epoch=2, step=12)  # another card adds otherwise: this time it is the worse one
    assert resumed.epochs[1].loss > resumed.epochs[0].loss
    assert resumed.restore_best(model) == 2 and torch.equal(weights[0], good[0] + 6.0)


def test_a_run_names_the_epoch_it_kept_and_trains_as_it_would_without(tmp_path: Path) -> None:
    recipe = with_changes(SMALL, {"base_model": str(small_base(tmp_path)), "merge_into": "nothing"})
    settings = {"train_file_digest": "data", "seed": 0}
    without = finetune(ROWS, recipe, run_folder=tmp_path / "001", **settings)
    run = finetune(ROWS, recipe, run_folder=tmp_path / "002", validation=ROWS[:4], **settings)
    epochs = read_epochs(tmp_path / "002")
    assert len(epochs) == recipe.epochs and run.kept_epoch == min(epochs, key=lambda one: one.loss).epoch
    assert (without.kept_epoch, read_epochs(tmp_path / "001")) == (0, [])
    assert [replace(step, elapsed_s=0) for step in read_steps(tmp_path / "002")] == [
        replace(step, elapsed_s=0) for step in read_steps(tmp_path / "001")
    ]
