"""Chat transcripts in their many shapes."""

import json
from pathlib import Path
from typing import Any

import pytest

from prep.errors import BadInput
from prep.ingest import read_export
from prep.records import Import


def read(folder: Path, *rows: dict[str, Any], **options: Any) -> Import:
    (folder / "x.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return read_export([folder / "x.jsonl"], **options)


def said(read_in: Import) -> list[tuple[str, str, str]]:
    return [(message.author, message.kind, message.text) for message in read_in.tickets[0].messages]


TALK = [("customer", "comment", "A?"), ("agent", "comment", "x")]


@pytest.mark.parametrize(
    "row",
    [
        {"original": [["customer", "A?"], ["agent", "x"]]},
        {"messages": [{"role": "user", "content": "A?"}, {"role": "assistant", "content": "x"}]},
        {"turns": [{"speaker": "Visitor 1", "text": "A?"}, {"speaker": "Support Team", "text": "x"}]},
        {"conversations": [{"from": "human", "value": "A?"}, {"from": "gpt", "value": "x"}]},
        {"log": [{"author": {"type": "user"}, "body": "A?"}, {"author": {"type": "admin"}, "body": "x"}]},
        {
            "messages": [
                {"role": "user", "content": [{"type": "text", "text": "A?"}]},
                {"role": "agent", "content": "x"},
            ]
        },
    ],
)
def test_turns_are_found_in_every_shape(tmp_path: Path, row: dict[str, Any]) -> None:
    assert said(read(tmp_path, row)) == TALK


def test_one_array_in_a_file_works_as_well(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps([{"convo_id": 7, "original": [["customer", "A?"], ["agent", "x"]]}]))
    assert read_export([tmp_path]).tickets[0].ticket_id == "7"


def test_actions_and_bots_stay_in_the_thread_as_machines(tmp_path: Path) -> None:
    row = {"turns": [["customer", "A?"], ["action", "Account pulled up."], ["bot", "Hi"], ["agent", "x"]]}
    assert [each[:2] for each in said(read(tmp_path, row))] == [
        ("customer", "comment"),
        ("automatic", "system"),
        ("automatic", "system"),
        ("agent", "comment"),
    ]


def test_of_two_lists_the_original_is_taken_and_the_other_named(tmp_path: Path) -> None:
    turns = [["customer", "A?"], ["agent", "x"]]
    found = read(tmp_path, {"delexed": [["customer", "a?"], ["agent", "X"]], "original": turns})
    assert said(found) == TALK
    assert any("'delexed'" in warning for warning in found.warnings)
    with pytest.raises(BadInput, match="turns=left"):
        read(tmp_path, {"left": turns, "right": turns})
    assert said(read(tmp_path, {"left": turns, "right": turns}, mapping={"turns": "right"})) == TALK


def test_speakers_by_name_are_a_question_until_the_staff_is_named(tmp_path: Path) -> None:
    row = {"turns": [["Ann", "A?"], ["Bo", "x"]]}
    with pytest.raises(BadInput, match="agent_is=Ann"):
        read(tmp_path, row)
    found = read(tmp_path, row, mapping={"agent_is": "Bo"})
    assert said(found) == TALK
    assert [person.name for person in found.tickets[0].people] == ["Ann", "Bo"]


def test_what_the_object_tells_about_the_customer_helps_redaction(tmp_path: Path) -> None:
    row = {
        "turns": [["customer", "A?"], ["agent", "x"]],
        "scenario": {"personal": {"customer_name": "Ann Lee", "email": "ann@home.example", "username": "alee7"}},
    }
    person = read(tmp_path, row).tickets[0].people[0]
    assert (person.name, person.emails, person.ids) == ("Ann Lee", ("ann@home.example",), ("alee7",))


def test_repeated_empty_and_turnless_objects_are_accounted_for(tmp_path: Path) -> None:
    row = {"id": 1, "turns": [["customer", "A?"], ["agent", "x"], ["agent", " "]]}
    found = read(tmp_path, row, row, {"id": 2, "turns": []}, {"id": 1, "turns": [["customer", "B?"], ["agent", "y"]]})
    assert [each.code for each in found.rejections] == ["repeated-row", "no-messages", "empty-message"]
    assert [ticket.ticket_id for ticket in found.tickets] == ["1", "1 (4)"]
    assert found.n_rows == 4 + 3
