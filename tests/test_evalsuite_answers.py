"""Every question is asked once, and nothing that went wrong becomes a wrong answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from evalsuite.answers import GIVE_UP_AFTER, ask_all, read_answers
from evalsuite.records import Answer, Question
from evalsuite.responders import Unanswered
from prep.errors import BadInput, Refused


@dataclass
class Clerk:
    """Answers "A: …", fails for what it does not know yet, remembers what it was asked."""

    name: str = "clerk"
    revision: str = "1"
    cannot: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def answer(self, instructions: Sequence[str]) -> list[str]:
        self.asked += instructions
        faults = ["away" if instruction in self.cannot else "" for instruction in instructions]
        texts = [f"A: {instruction}" for instruction in instructions]
        if any(faults):
            raise Unanswered([None if fault else text for text, fault in zip(texts, faults, strict=True)], faults)
        return texts


def questions(*instructions: str) -> list[Question]:
    return [Question(f"p{place}", instruction, ("ref",)) for place, instruction in enumerate(instructions)]


def ask(clerk: Clerk, file: Path, *instructions: str) -> list[Answer]:
    return ask_all(questions(*instructions), clerk, file, batch_size=2, now=lambda: 0.0)


def test_every_question_gets_its_answer_in_order(tmp_path: Path) -> None:
    answers = ask(Clerk(), tmp_path / "a.jsonl", "a?", "b?", "c?")
    assert [(answer.pair_id, answer.text) for answer in answers] == [("p0", "A: a?"), ("p1", "A: b?"), ("p2", "A: c?")]


def test_a_second_run_asks_nothing(tmp_path: Path) -> None:
    first = ask(Clerk(), tmp_path / "a.jsonl", "a?", "b?")
    again = Clerk()
    assert ask(again, tmp_path / "a.jsonl", "a?", "b?") == first
    assert again.asked == []


def test_two_pairs_with_one_instruction_are_asked_once(tmp_path: Path) -> None:
    clerk = Clerk()
    answers = ask(clerk, tmp_path / "a.jsonl", "a?", "a?")
    assert clerk.asked == ["a?"]
    assert [answer.pair_id for answer in answers] == ["p0", "p1"]


def test_a_changed_model_is_asked_again(tmp_path: Path) -> None:
    ask(Clerk(), tmp_path / "a.jsonl", "a?")
    changed = Clerk(revision="2")
    ask(changed, tmp_path / "a.jsonl", "a?")
    assert changed.asked == ["a?"]


def test_an_error_stands_apart_and_is_tried_again(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    first = ask(Clerk(cannot={"b?"}), file, "a?", "b?")
    assert [(answer.text, answer.error) for answer in first] == [("A: a?", ""), ("", "away")]
    healed = Clerk()
    second = ask(healed, file, "a?", "b?")
    assert healed.asked == ["b?"]
    assert [answer.error for answer in second] == ["", ""]


def test_an_error_never_displaces_an_answer(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    ask(Clerk(), file, "a?")
    assert ask(Clerk(cannot={"a?"}), file, "a?")[0].text == "A: a?"


def test_a_line_torn_by_a_kill_is_asked_again_and_the_rest_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    ask(Clerk(), file, "a?", "b?")
    whole = file.read_bytes()
    file.write_bytes(whole[:-25])
    clerk = Clerk()
    assert [answer.text for answer in ask(clerk, file, "a?", "b?")] == ["A: a?", "A: b?"]
    assert clerk.asked == ["b?"]
    assert len(read_answers(file)) == 2


def test_damage_in_the_middle_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    ask(Clerk(), file, "a?", "b?")
    lines = file.read_text().splitlines(keepends=True)
    file.write_text(lines[0] + "{half\n" + lines[1])
    with pytest.raises(BadInput, match=r"a\.jsonl:2"):
        ask(Clerk(), file, "a?", "b?")


def test_after_many_failures_in_a_row_the_rest_is_not_asked(tmp_path: Path) -> None:
    instructions = [f"{number}?" for number in range(40)]
    clerk = Clerk(cannot=set(instructions))
    answers = ask(clerk, tmp_path / "a.jsonl", *instructions)
    assert len(clerk.asked) == GIVE_UP_AFTER
    assert all(answer.error for answer in answers)
    assert "not asked" in answers[-1].error
    assert len(read_answers(tmp_path / "a.jsonl")) == GIVE_UP_AFTER


@dataclass
class Broken:
    """Raises, or returns too little."""

    problem: Exception | None
    name: str = "broken"
    revision: str = "1"

    def answer(self, instructions: Sequence[str]) -> list[str]:
        if self.problem is not None:
            raise self.problem
        return []


def test_a_machine_out_of_memory_is_an_error_of_its_questions(tmp_path: Path) -> None:
    answers = ask_all(questions("a?"), Broken(RuntimeError("out of\nmemory")), tmp_path / "a.jsonl")
    assert answers[0].error == "RuntimeError: out of memory"


def test_a_refusal_of_ours_is_not_swallowed(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        ask_all(questions("a?"), Broken(Refused("stop")), tmp_path / "a.jsonl")


def test_a_responder_that_loses_answers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="expected 1 answer, got 0"):
        ask_all(questions("a?"), Broken(None), tmp_path / "a.jsonl")


def test_half_a_surrogate_pair_in_an_answer_can_be_written(tmp_path: Path) -> None:
    @dataclass
    class Odd:
        name: str = "odd"
        revision: str = "1"

        def answer(self, instructions: Sequence[str]) -> list[str]:
            return ["ok \ud800" for _ in instructions]

    assert ask_all(questions("a?"), Odd(), tmp_path / "a.jsonl")[0].text == "ok ?"
