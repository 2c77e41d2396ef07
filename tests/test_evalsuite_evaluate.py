"""The whole flow: ask, grade, count."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from evalsuite.evaluate import evaluate
from evalsuite.folder import labels_file, read_scores, read_summary
from evalsuite.records import Label, Part, Question, Stamp
from evalsuite.responders import NearestPair, Unanswered
from prep.errors import BadInput
from prep.project import append_jsonl, read_json

DAYS = {"casual leave": "8 days", "earned leave": "18 days", "sick leave": "10 days", "study leave": "6 days"}


@dataclass
class Model:
    """Knows some kinds of leave; refuses or invents where it does not."""

    name: str
    knows: Sequence[str]
    otherwise: str
    revision: str = "1"

    def answer(self, instructions: Sequence[str]) -> list[str]:
        return [self._one(instruction) for instruction in instructions]

    def _one(self, instruction: str) -> str:
        for leave in self.knows:
            if leave in instruction:
                return f"You get {DAYS[leave]} of {leave}."
        return self.otherwise


REFUSES = "I'm sorry, I don't have that information. Please contact the HR team."
TUNED = Model("fine_tuned", ["casual leave", "earned leave"], REFUSES)
BASE = Model("base", [], "You get 99 days of leave.")


def question(leave: str, part: Part, wording: str) -> Question:
    asked = wording.format(leave)
    return Question(f"{part}-{asked}", asked, (f"Everybody gets {DAYS[leave]} of {leave} a year.",), leave, part, leave)


HELD_OUT = [
    *(question(leave, "taught", "How much {} is there?") for leave in ("casual leave", "earned leave", "sick leave")),
    question("study leave", "untaught", "What about {}?"),
]
TRAIN = [question(leave, "train", "Tell me about {}.") for leave in ("casual leave", "earned leave", "sick leave")]


def letters(texts: Sequence[str]) -> np.ndarray:
    counts = np.array([[text.count(chr(97 + place)) for place in range(26)] for text in texts], dtype=float)
    return counts / np.linalg.norm(counts, axis=1, keepdims=True)


NEAREST = NearestPair([one.instruction for one in TRAIN], [one.references[0] for one in TRAIN], letters)


def test_each_part_is_counted_apart_for_each_responder(tmp_path: Path) -> None:
    summary = evaluate(HELD_OUT, TRAIN, [TUNED, BASE, NEAREST], folder=tmp_path, seed=1, now=lambda: 0.0)
    assert {name: (rate.n_right, rate.n) for name, rate in summary.held_out_accuracy.items()} == {
        "fine_tuned": (2, 3),
        "base": (0, 3),
        "nearest_pair": (3, 3),
    }
    assert summary.refused == {"fine_tuned": 1, "base": 0, "nearest_pair": 0}
    assert (summary.untaught["fine_tuned"].value, summary.untaught["base"].invented) == (1.0, 1)
    assert "nearest_pair" not in summary.train_accuracy
    assert summary.gap.value == 0
    assert summary.gap.base is not None
    assert [(one.other, one.n) for one in summary.comparisons] == [("base", 3), ("nearest_pair", 3)]
    assert summary.topics["casual leave"]["fine_tuned"].value == 1.0


def test_the_files_say_what_was_found(tmp_path: Path) -> None:
    summary = evaluate(HELD_OUT, TRAIN, [TUNED, BASE], folder=tmp_path, seed=1, stamp=Stamp("abc123", 2, 0, "run-1"))
    stored = read_json(tmp_path / "summary.json")
    accuracy = stored["held_out_accuracy"]["fine_tuned"]
    assert (round(accuracy["value"], 3), accuracy["n"]) == (0.667, 3)
    assert set(accuracy) >= {"value", "low", "high", "n"}
    assert stored["stamp"]["seal_root"] == "abc123"
    assert stored["gap"]["base"]["value"] == 0
    assert read_summary(tmp_path) == summary
    assert len(read_scores(tmp_path)) == 2 * 7
    assert len((tmp_path / "answers" / "base.jsonl").read_text().splitlines()) == 7
    assert "run run-1 · seal abc123 · opened 2 times before" in (tmp_path / "report.html").read_text()


def test_an_outage_leaves_no_accuracy_and_the_next_run_mends_it(tmp_path: Path) -> None:
    class Down(Model):
        def answer(self, instructions: Sequence[str]) -> list[str]:
            raise Unanswered([None] * len(instructions), ["status 503"] * len(instructions))

    down = evaluate(HELD_OUT, TRAIN, [Down("endpoint", [], "")], folder=tmp_path, seed=1)
    assert down.held_out_accuracy["endpoint"].value is None
    assert down.unscored == {"endpoint": 7}
    up = evaluate(HELD_OUT, TRAIN, [Model("endpoint", list(DAYS), "")], folder=tmp_path, seed=1)
    assert up.held_out_accuracy["endpoint"].value == 1.0


def test_labels_left_in_the_folder_count_on_the_next_run(tmp_path: Path) -> None:
    evaluate(HELD_OUT, TRAIN, [TUNED], folder=tmp_path, seed=1)
    wrong = next(row for row in read_scores(tmp_path) if row.graded.refused and row.question.part == "taught")
    append_jsonl(labels_file(tmp_path), Label(wrong.answer.key, "correct", "owner"))
    assert evaluate(HELD_OUT, TRAIN, [TUNED], folder=tmp_path, seed=1).held_out_accuracy["fine_tuned"].value == 1.0


def test_without_training_questions_there_is_no_gap_and_a_note(tmp_path: Path) -> None:
    summary = evaluate(HELD_OUT, [], [TUNED], folder=tmp_path, seed=1)
    assert summary.gap.value is None
    assert summary.notes == ("No training question was asked, so there is no overfitting gap.",)


def test_two_responders_of_one_name_or_nothing_to_ask_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="different names"):
        evaluate(HELD_OUT, TRAIN, [TUNED, TUNED], folder=tmp_path, seed=1)
    with pytest.raises(BadInput, match="different names, got none"):
        evaluate(HELD_OUT, TRAIN, [], folder=tmp_path, seed=1)
    with pytest.raises(BadInput, match="held-out questions"):
        evaluate([], TRAIN, [TUNED], folder=tmp_path, seed=1)


def test_the_front_door_loads_neither_torch_nor_streamlit() -> None:
    code = "import sys, json, evalsuite.evaluate, evalsuite.verdict; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": "."}
    )
    loaded = set(json.loads(run.stdout))
    assert not loaded & {"torch", "streamlit", "transformers", "sentence_transformers"}
