"""A page of records that may be larger than memory."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from prep.ingest.envelopes import JsonRow
from prep.ingest.jsonarray import TextAhead
from prep.ingest.jsonlines import iterate_json
from prep.ingest.jsonpage import Page, read_page
from prep.ingest.sources import find_files
from prep.records import Rejection

LONGEST = 300  # characters


def read(text: str, size: int, longest: int = LONGEST) -> tuple[Page | None, list[JsonRow | Rejection]]:
    """The page in a text that comes in pieces of this size, and its rows."""

    def pieces() -> Iterator[str]:
        return (text[at : at + size] for at in range(0, len(text), size))

    def ahead_of(n_before: int) -> TextAhead:
        ahead = TextAhead(pieces())
        ahead.skip(n_before)
        return ahead

    page = read_page(TextAhead(pieces()), longest)
    return page, [] if page is None else list(page.rows("dump.json", longest, ahead_of))


def values(rows: list[JsonRow | Rejection]) -> list[Mapping[str, object]]:
    return [row.value for row in rows if isinstance(row, JsonRow)]


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("n", [3, 60])
def test_records_have_their_lines_whether_their_list_is_short_or_long(size: int, n: int) -> None:
    listed = ",\n".join(json.dumps({"id": number, "body": "a]} b"}) for number in range(n))
    page, rows = read('{"count": 2,\n"users": [{"id": 7}],\n"tickets": [' + listed + '],\n"next_page": null}\n', size)
    assert page is not None and page.beside["count"] == 2 and page.beside["next_page"] is None
    found = [(row.stream, row.value["id"], row.source) for row in rows if isinstance(row, JsonRow)]
    tickets = [("tickets", number, f"dump.json:{3 + number}") for number in range(n)]
    assert found == [*tickets, ("users", 7, "dump.json:2")]


@pytest.mark.parametrize("n", [3, 60])
def test_comments_learn_the_ticket_that_is_named_behind_them(n: int) -> None:
    comments = [{"id": number, "body": "Hello"} for number in range(n)]
    rows = read(json.dumps({"comments": comments, "ticket_id": 12}), 50)[1]
    assert [value["ticket_id"] for value in values(rows)] == [12] * n


@pytest.mark.parametrize(
    "text",
    [
        '{"tickets": [{"id": 1}], "id": 5}',
        '{"tickets": [{"id": 1}, 2], "count": 2}',
        '{"data": [{"role": "user", "content": "Hi"}, {"role": "agent", "content": "Hello"}]}',
        '{"tickets": []}',
        '{"tickets": [{"id": 1}], "tickets": [{"id": 2}]}',
        '{"tickets": [{"id": 1}]} 3',
        '{"tickets": [{"id": 1}],}',
        '{"tickets": [{"id": 1}]',
        "{}",
    ],
)
def test_an_object_that_is_a_record_or_broken_is_no_page(text: str) -> None:
    assert read(text, 5)[0] is None


def test_a_record_that_is_too_long_is_set_aside_and_what_follows_is_read() -> None:
    records = [{"id": 1}, {"id": 2, "body": "q]" * LONGEST}, {"id": 3}]
    rows = read(json.dumps({"tickets": records, "ticket_id": 9}), 64)[1]
    assert [value["id"] for value in values(rows)] == [1, 3]
    assert [row.source for row in rows if isinstance(row, Rejection)] == ["dump.json:1"]


def test_pages_follow_each_other_and_what_is_broken_is_where_it_stands(tmp_path: Path) -> None:
    pages = '{\n"tickets": [{"id": 1}]\n}\n{\n"tickets": [{"id": 2}],\n"count": 1}\n{"tickets": oops}\n{"id": 4}\n'
    (tmp_path / "dump.json").write_text(pages)
    rows = list(iterate_json(find_files([tmp_path / "dump.json"])[0], lambda n: None))
    found = [(row.value["id"], row.source) for row in rows if isinstance(row, JsonRow)]
    assert found == [(1, "dump.json:2"), (2, "dump.json:5"), (4, "dump.json:8")]
    assert [row.source for row in rows if isinstance(row, Rejection)] == ["dump.json:7"]
