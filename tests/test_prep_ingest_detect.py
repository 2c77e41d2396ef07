"""Which export this is, by content, and what is said when that is not certain."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from prep.errors import BadInput
from prep.ingest import read_export
from prep.ingest.detect import detect
from prep.ingest.sources import find_files
from prep.progress import Tick

TICKET = {"id": 1, "requester_id": 1, "assignee_id": 2, "via": {}, "subject": "x", "description": "y"}


def chosen(folder: Path, content: str | bytes, name: str = "x", export_format: str = "auto", **mapping: str) -> str:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return detect(find_files([folder / name]), export_format, mapping).export_format


def test_the_content_decides_and_not_the_name(tmp_path: Path) -> None:
    assert chosen(tmp_path, json.dumps(TICKET), "x.csv") == "zendesk"
    assert chosen(tmp_path, "question;answer\nA?;x\n", "x.json") == "table"
    assert chosen(tmp_path, "From: a@b.c\nTo: d@e.f\n\nHi\n", "x.csv") == "mbox"
    assert chosen(tmp_path, '{"messages": [{"role": "user", "content": "A?"}]}', "x.eml") == "transcript"
    assert chosen(tmp_path, '{"instruction": "A?", "response": "x"}\n', "x.txt") == "table"


def test_two_readings_are_a_question_that_names_both(tmp_path: Path) -> None:
    row = '{"question": "A?", "answer": "x", "history": [{"role": "user", "content": "hm"}]}\n'
    with pytest.raises(BadInput, match=r"--format transcript.*--format table"):
        chosen(tmp_path, row)
    assert chosen(tmp_path, row, export_format="table") == "table"
    assert chosen(tmp_path, row, question="question", answer="answer") == "table"
    assert chosen(tmp_path, row, turns="history") == "transcript"


@pytest.mark.parametrize(
    ("content", "helpdesk"),
    [
        ('{"type": "conversation", "id": "1", "source": {"body": "x"}, "conversation_parts": {}}', "intercom"),
        ('{"id": 1, "responder_id": 5, "requester_id": 7, "status": 2, "subject": "x"}', "freshdesk"),
        ("number,sys_id,short_description,caller_id\n1,2,3,4\n", "servicenow"),
        ("Issue key,Summary,Reporter,Comment,Comment\nA-1,x,y,,\n", "jira"),
    ],
)
def test_a_helpdesk_is_known_by_the_fields_that_only_it_has(tmp_path: Path, content: str, helpdesk: str) -> None:
    assert chosen(tmp_path, content) == helpdesk


@pytest.mark.parametrize(
    ("content", "came"),
    [
        (b"", "an empty file"),
        (b"%PDF-1.7", "a PDF"),
        (b"<?xml version='1.0'?><tickets/>", "XML"),
        (b"\xd0\xcf\x11\xe0junk", "password-protected"),
        (b"just a sentence", "a text without columns"),
        (bytes(range(1, 9)) * 50, "binary data"),
        (b'{"left": 1, "right": 2}', "'left', 'right'"),
        (b'{"left": 1', "not JSON"),
    ],
)
def test_what_no_reader_takes_is_named(tmp_path: Path, content: bytes, came: str) -> None:
    with pytest.raises(BadInput, match=came):
        chosen(tmp_path, content)


def test_kinds_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(TICKET))
    (tmp_path / "b.csv").write_text("question,answer\nA?,x\n")
    with pytest.raises(BadInput, match=r"a\.json: zendesk; b\.csv: table"):
        read_export([tmp_path])


def test_a_format_that_does_not_fit_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"expected JSON for zendesk, got text\..* leave out --format"):
        chosen(tmp_path, "question,answer\nA?,x\n", export_format="zendesk")
    with pytest.raises(BadInput, match="got an empty file. Name the right file"):
        chosen(tmp_path, "", export_format="table")
    with pytest.raises(BadInput, match=r"--format: expected auto, zendesk.*got 'kayako'"):
        chosen(tmp_path, "{}", export_format="kayako")


def test_progress_counts_every_byte_of_the_export(tmp_path: Path) -> None:
    seen: list[tuple[str, int | None, int]] = []

    @contextmanager
    def watch(what: str, total: int | None) -> Iterator[Tick]:
        done: list[int] = []
        yield done.append
        seen.append((what, total, sum(done)))

    (tmp_path / "x.jsonl").write_text('{"instruction": "A?", "response": "x"}\n' * 3)
    read_export([tmp_path], progress=watch)
    assert seen == [("Reading the export", 117, 117)]
