"""Anybody's split is certified from its two files: which held-out question stands in training, by line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pairwright import app
from prep.checked_files import check_files
from prep.errors import BadInput

TRAIN = ("How many leave days can I carry forward?", "Where is the canteen?")


def write(path: Path, *rows: str | dict[str, str]) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def asks(*questions: str) -> list[dict[str, str]]:
    return [{"instruction": question, "response": "Ask HR."} for question in questions]


def test_a_copy_is_named_by_its_lines_and_both_texts(tmp_path: Path) -> None:
    train = write(tmp_path / "train.jsonl", *asks(*TRAIN))
    held_out = write(tmp_path / "held.jsonl", *asks("Who pays for a taxi?"), "", *asks("hi, WHERE is the cantene"))
    checked = check_files(train, held_out)
    (leak,) = checked.leaks
    assert (leak.held_out_line, leak.train_line) == (3, 2)
    assert (leak.held_out_text, leak.train_text) == ("hi, WHERE is the cantene", "Where is the canteen?")
    assert leak.score >= checked.threshold and not checked.is_clean


def test_a_copy_word_for_word_is_told_from_a_near_one(tmp_path: Path) -> None:
    train = write(tmp_path / "train.jsonl", *asks(*TRAIN))
    held_out = write(tmp_path / "held.jsonl", *asks("Where is the cantene?", "WHERE IS  THE CANTEEN"))
    checked = check_files(train, held_out)
    assert [leak.held_out_line for leak in checked.leaks] == [2, 1]
    assert checked.n_word_for_word == 1


def test_a_csv_is_searched_by_its_column_of_questions(tmp_path: Path) -> None:
    train = write(tmp_path / "train.csv", "text,category", f'"{TRAIN[0]}",leave', f"{TRAIN[1]},food", "half a row")
    held_out = write(tmp_path / "held.csv", "text,category", f"{TRAIN[1]},food", "where is the canteen,food")
    checked = check_files(train, held_out)
    assert [(leak.held_out_line, leak.train_line, leak.is_as_written) for leak in checked.leaks] == [
        (2, 3, True),
        (3, 3, False),
    ]
    assert (checked.n_as_written, checked.n_word_for_word) == (1, 2)
    assert [row.source for row in checked.unread] == [f"{train}:4"]
    with pytest.raises(BadInput, match="expected a column instruction, question, text, query or prompt, got a, b"):
        check_files(write(tmp_path / "other.csv", "a,b"), held_out)


def test_a_csv_in_an_older_encoding_and_with_semicolons_is_searched_with_a_remark(tmp_path: Path) -> None:
    train, held_out = tmp_path / "train.csv", tmp_path / "held.csv"
    train.write_bytes("frage;question\n1;Wann öffnet das Café?\n2;Wo ist die Küche?\n".encode("cp1252"))
    held_out.write_bytes("question\nWann öffnet das Café?\n".encode("utf-16"))
    (leak,) = check_files(train, held_out).leaks
    assert (leak.held_out_line, leak.train_line, leak.is_as_written) == (2, 2, True)
    said = CliRunner().invoke(app, ["split", "--check", str(train), str(held_out)])
    assert f"Note: {train}: not UTF-8: read as cp1252. Check that accents and dashes look right." in said.stderr
    held_out.write_bytes("question\nWann öffnet das Café?\nOù est-ce là?\n".encode() + b"Wo?\xff\n")
    assert [row.source for row in check_files(train, held_out).unread] == [f"{held_out}:4"]


def test_a_chat_file_is_searched_by_the_questions_of_its_users(tmp_path: Path) -> None:
    turns = [{"role": "user", "content": TRAIN[1]}, {"role": "assistant", "content": "On floor 2."}]
    train = write(tmp_path / "train.jsonl", json.dumps({"messages": turns}))
    assert [leak.train_line for leak in check_files(train, write(tmp_path / "h.jsonl", *asks(*TRAIN))).leaks] == [1]
    said = CliRunner().invoke(app, ["split", "--check", str(train), str(train)])
    assert f"Note: {train}: 1 row read with the user's turn as the instruction" in said.stderr


def test_a_row_that_cannot_be_searched_is_named_and_leaves_nothing_proved(tmp_path: Path) -> None:
    train = write(tmp_path / "train.jsonl", *asks(*TRAIN), "{half a row")
    checked = check_files(train, write(tmp_path / "held.jsonl", *asks("Who pays for a taxi?")))
    assert not checked.leaks and not checked.is_clean
    assert [row.source for row in checked.unread] == [f"{train}:3"]


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none.jsonl: expected a file to read"):
        check_files(tmp_path / "none.jsonl", tmp_path / "none.jsonl")


def test_the_command_answers_yes_and_no_by_its_exit_code(tmp_path: Path) -> None:
    train = str(write(tmp_path / "train.jsonl", *asks(*TRAIN)))
    clean = str(write(tmp_path / "clean.jsonl", *asks("Who pays for a taxi?")))
    said = CliRunner().invoke(app, ["split", "--check", train, clean])
    assert said.exit_code == 0 and "Clean: no held-out question is a copy" in said.stdout
    leaking = CliRunner().invoke(app, ["split", "--check", train, train])
    assert leaking.exit_code == 1 and "line 2 is a copy of train line 2 (to the last character)" in leaking.stdout
    told = CliRunner().invoke(app, ["split", "--check", train, train, "--json"])
    assert told.exit_code == 1 and len(json.loads(told.stdout)["leaks"]) == 2


def test_a_split_without_project_or_files_says_what_it_needs() -> None:
    said = CliRunner().invoke(app, ["split"])
    assert isinstance(said.exception, BadInput) and "--check TRAIN.jsonl HELD.jsonl" in str(said.exception)
