"""JSON exports in every wrapper, and how little one damaged line costs."""

import gzip
from dataclasses import dataclass
from pathlib import Path

import pytest

from prep.errors import BadInput
from prep.ingest.envelopes import JsonRow
from prep.ingest.jsonlines import older_encoding, stream_json_rows
from prep.ingest.sources import find_files
from prep.records import Rejection


@dataclass(frozen=True)
class JsonRows:
    rows: list[JsonRow]
    rejections: list[Rejection]


def rows_of(folder: Path, content: str | bytes, name: str = "x.jsonl") -> JsonRows:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    rejections: list[Rejection] = []
    rows = list(stream_json_rows(find_files([folder / name])[0], lambda n: None, rejections))
    return JsonRows(rows, rejections)


def ids(read: JsonRows) -> list[object]:
    return [row.value["id"] for row in read.rows]


@pytest.mark.parametrize(
    "content",
    [
        '{"id": 1}\n{"id": 2}\n',
        '{"id": 1}\r\n\r\n{"id": 2}',
        '[{"id": 1}, {"id": 2}]',
        '[\n  {\n    "id": 1\n  },\n  {\n    "id": 2\n  }\n]\n',
        '{"tickets": [{"id": 1}, {"id": 2}], "count": 2, "next_page": null}',
        '{\n "count": 2,\n "tickets": [\n  {"id": 1},\n  {"id": 2}\n ]\n}',
        '{"tickets": [{"id": 1}]}\n{"tickets": [{"id": 2}]}\n',
        '{"stream": "tickets", "data": {"id": 1}}\n{"stream": "tickets", "data": {"id": 2}}\n',
        '{"type": "STATE", "value": {}}\n{"type": "RECORD", "stream": "tickets", "record": {"id": 1}}\n'
        '{"type": "RECORD", "stream": "tickets", "record": {"id": 2}}\n',
        '{"_airbyte_data": {"id": 1}}\n{"_airbyte_data": "{\\"id\\": 2}"}\n',
        '{\n "id": 1\n}\n{\n "id": 2\n}\n',
    ],
)
def test_the_same_records_are_found_in_every_wrapper(tmp_path: Path, content: str) -> None:
    read = rows_of(tmp_path, content)
    assert ids(read) == [1, 2]
    assert not read.rejections


def test_a_wrapper_names_the_stream_and_an_element_its_line(tmp_path: Path) -> None:
    read = rows_of(tmp_path, '{"users": [\n{"id": 1}],\n"tickets": [{"id": 2}]}', "dump.json")
    assert {(row.stream, row.source) for row in read.rows} == {("users", "dump.json:2"), ("tickets", "dump.json:3")}


def test_a_ticket_with_comments_inside_is_a_record_and_no_wrapper(tmp_path: Path) -> None:
    read = rows_of(tmp_path, '{"id": 1, "comments": [{"id": 9}]}\n')
    assert ids(read) == [1]


def test_the_comments_of_one_ticket_dumped_alone_learn_its_id(tmp_path: Path) -> None:
    read = rows_of(tmp_path, '{"ticket_id": 7, "comments": [{"id": 1, "body": "Hi"}]}')
    assert read.rows[0].value["ticket_id"] == 7


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"id": 2, "x": NaN}', "NaN"),
        (b'{"id": 2, "x": 1, "x": 2}', "twice"),
        (rb'{"id": 2, "x": "\ud800"}', "surrogate"),
        ('{"id": 2, "x": "très déjà caf'.encode() + b'\xe9"}', "UTF-8"),
        (b'{"id": 2, "x": "cut o', "not JSON"),
        (b'{"id": 2} {"id": 3}', "not one JSON object"),
        (b"[1, 2]", "expected an object"),
    ],
)
def test_one_bad_line_costs_that_line_only(tmp_path: Path, line: bytes, why: str) -> None:
    read = rows_of(tmp_path, b'{"id": 1}\n' + line + b'\n{"id": 4}\n')
    assert ids(read) == [1, 4]
    assert [(each.code, each.source) for each in read.rejections] == [("bad-row", "x.jsonl:2")]
    assert why in read.rejections[0].evidence


CAFE = '[{"id": 1, "x": "Wo?"},\n{"id": 2, "x": "Im Café – Büro Köln"}]'


@pytest.mark.parametrize("content", [CAFE, CAFE[1:-1].replace(",\n", "\n"), f'{{"tickets": {CAFE}}}'])
def test_an_older_code_page_is_read_as_in_a_table(tmp_path: Path, content: str) -> None:
    read = rows_of(tmp_path, content.encode("cp1252"))
    assert [row.value["x"] for row in read.rows] == ["Wo?", "Im Café – Büro Köln"] and not read.rejections
    (file,) = find_files([tmp_path / "x.jsonl"])
    assert older_encoding(file) == "x.jsonl: not UTF-8: read as cp1252. Check that accents and dashes look right."


def test_utf_8_needs_no_remark(tmp_path: Path) -> None:
    for content in (CAFE.encode(), CAFE.encode("utf-16"), CAFE.encode() + b"\xff"):
        rows_of(tmp_path, content)
        assert older_encoding(find_files([tmp_path / "x.jsonl"])[0]) == ""


def test_a_line_in_utf_8_stays_as_it_is_where_most_are_of_an_older_code_page(tmp_path: Path) -> None:
    lines = ['{"id": 1, "x": "Büro"}'.encode(), *(f'{{"id": {n}, "x": "Grüße"}}'.encode("cp1252") for n in (2, 3, 4))]
    read = rows_of(tmp_path, b"\n".join(lines))
    assert [row.value["x"] for row in read.rows] == ["Büro", "Grüße", "Grüße", "Grüße"]


def test_a_bad_first_line_costs_that_line_only(tmp_path: Path) -> None:
    read = rows_of(tmp_path, '{"id": 1, \n{"id": 2}\n{"id": 3}\n')
    assert ids(read) == [2, 3]
    assert read.rejections[0].source == "x.jsonl:1"


def test_an_array_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    read = rows_of(tmp_path, '[{"id": 1},\n{"id": 2},\n{"id": 3, "x')
    assert ids(read) == [1, 2]
    assert read.rejections[0].source == "x.jsonl:3"


def test_an_array_broken_early_is_refused_because_most_of_it_would_be_lost(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"x\.jsonl:2.*nothing after it"):
        rows_of(tmp_path, '[{"id": 1},\n{"id": }' + ',\n{"id": 3}' * 20 + "]")


def test_a_file_that_is_mostly_no_json_is_refused_with_its_first_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"x\.jsonl:2: expected JSON objects"):
        rows_of(tmp_path, '{"id": 1}\nhello\nworld\n')


def test_gzip_is_opened_and_a_cut_one_refused(tmp_path: Path) -> None:
    packed = gzip.compress(b'{"id": 1}\n{"id": 2}\n' * 3000)
    assert len(ids(rows_of(tmp_path, packed, "x.jsonl.gz"))) == 6000
    with pytest.raises(BadInput, match="readable file"):
        rows_of(tmp_path, packed[:60], "y.jsonl.gz")


def test_ids_of_any_length_survive(tmp_path: Path) -> None:
    assert ids(rows_of(tmp_path, '{"id": 123456789012345678901234567890}\n')) == [123456789012345678901234567890]


def test_a_line_separator_inside_a_text_is_text(tmp_path: Path) -> None:
    assert rows_of(tmp_path, '{"id": 1, "t": "a\u2028b"}\n').rows[0].value["t"] == "a\u2028b"
