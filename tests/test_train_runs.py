"""Running the same command again goes on, or finds that all is done; it never mixes two runs."""

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from prep.errors import BadInput, MissingProject, Refused
from train.recipe import Recipe, digest, preset, with_changes
from train.records import RunState, RunSummary, StepLog
from train.runs import (
    append_step,
    choose_run,
    cut_steps,
    list_runs,
    next_run_id,
    read_run,
    read_steps,
    write_run,
)

TINY = preset("tiny")


def past_run(runs: Path, state: RunState, recipe: Recipe = TINY, n_steps_done: int = 40) -> RunSummary:
    run = RunSummary(
        run_id="001-tiny", state=state, recipe=asdict(recipe), recipe_digest=digest(recipe, 0),
        train_file_digest="a" * 64, seed=0, n_pairs=10, base_model="tiny", base_revision="", template_digest="",
        versions={}, device="CPU", n_steps=100, n_steps_done=n_steps_done,
    )  # fmt: skip
    write_run(runs / "001-tiny", run)
    return run


def chosen(runs: Path, recipe: Recipe = TINY, data: str = "a" * 64, *, seed: int = 0, anew: bool = False) -> str:
    return choose_run(runs, recipe, train_file_digest=data, seed=seed, anew=anew).name


def test_the_first_run_and_those_after_it_sort_by_name(tmp_path: Path) -> None:
    assert chosen(tmp_path / "runs") == "001-tiny"
    assert next_run_id(["001-tiny", "009-t4", "notes"], "t4") == "010-t4"


@pytest.mark.parametrize("state", ["running", "interrupted", "finished"])
def test_the_same_command_returns_to_its_run(tmp_path: Path, state: RunState) -> None:
    past_run(tmp_path, state)
    assert chosen(tmp_path) == "001-tiny"


def test_a_failed_run_is_not_gone_on_with(tmp_path: Path) -> None:
    past_run(tmp_path, "failed")
    assert chosen(tmp_path) == "002-tiny"


def test_other_data_after_an_interruption_are_refused_with_what_differs(tmp_path: Path) -> None:
    past_run(tmp_path, "interrupted")
    with pytest.raises(Refused) as told:
        chosen(tmp_path, with_changes(TINY, {"rank": "8"}), "b" * 64)
    assert str(told.value) == (
        "run 001-tiny: it stopped at step 40 of 100, and since then the training data changed (train.jsonl was "
        "aaaaaaaaaaaa, is bbbbbbbbbbbb); rank was 16, is 8. Put that back to go on, or ask for a new run."
    )
    with pytest.raises(Refused, match="the seed was 0, is 3"):
        chosen(tmp_path, seed=3)
    assert chosen(tmp_path, data="b" * 64, anew=True) == "002-tiny"


def test_other_data_after_a_finished_run_make_a_new_run(tmp_path: Path) -> None:
    past_run(tmp_path, "finished")
    assert chosen(tmp_path, data="b" * 64) == "002-tiny"


def test_a_run_that_never_reached_a_checkpoint_stands_in_nobodys_way(tmp_path: Path) -> None:
    past_run(tmp_path, "interrupted", n_steps_done=0)
    assert chosen(tmp_path, data="b" * 64) == "002-tiny"


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    run = past_run(tmp_path, "finished")
    assert replace(read_run(tmp_path / "001-tiny"), recipe=run.recipe) == run
    assert [run.run_id for run in list_runs(tmp_path)] == ["001-tiny"]
    (tmp_path / "001-tiny" / "run.json").write_text('{"run_id": 3}')
    with pytest.raises(BadInput, match=r"run\.json"):
        read_run(tmp_path / "001-tiny")
    with pytest.raises(MissingProject, match="pairwright train"):
        read_run(tmp_path / "002-tiny")


def test_the_log_behind_a_checkpoint_is_dropped_before_it_is_written_again(tmp_path: Path) -> None:
    for step in (1, 2, 3, 4):
        append_step(tmp_path, StepLog(step, step / 4, 1.0, 1e-3, 0.5, step * 16, step * 2.0))
    assert [step.step for step in cut_steps(tmp_path, 2)] == [1, 2]
    assert [step.step for step in read_steps(tmp_path)] == [1, 2]
