"""Parquet tables: exactly the text that stood in the cells, and bombs refused before they unpack."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from prep.errors import BadInput
from prep.ingest import read_export
from prep.ingest.kinds import content_kind
from prep.ingest.parquet import read_parquet
from prep.ingest.sources import find_files
from prep.ingest.tables import MAX_CELL


def saved(**columns: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def column_of(values: object) -> list[str]:
    return [row.cells[1] for row in read_parquet(saved(n=["-"] * len(values), x=values), "x.parquet").rows]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (pa.array([9007199254740993, None]), ["9007199254740993", ""]),
        (pa.array([2**64 - 1], pa.uint64()), ["18446744073709551615"]),
        (pa.array(["007", "1E5", "NA", "null", " x ", "", None]), ["007", "1E5", "NA", "null", " x ", "", ""]),
        (pa.array([12345678901.0, 0.1, float("nan"), None]), ["12345678901", "0.1", "", ""]),
        (pa.array([0.1], pa.float32()), ["0.1"]),
        (pa.array([Decimal("1E+3"), Decimal("0.50")], pa.decimal128(9, 2)), ["1000.00", "0.50"]),
        (pa.array([True, None]), ["true", ""]),
        (pa.array([date(2026, 3, 1)]), ["2026-03-01"]),
        (pa.array([datetime(2026, 3, 1, 9, 30)], pa.timestamp("us")), ["2026-03-01T09:30:00"]),  # noqa: DTZ001
        (pa.array([1], pa.timestamp("ns", "Europe/Berlin")), ["1970-01-01T00:00:00.000000001+00:00"]),
        (pa.array([-1], pa.timestamp("ms")), ["1969-12-31T23:59:59.999"]),
        (pa.array([["a", "ü"], [], None]), ['["a", "ü"]', "[]", ""]),
        (pa.array([{"at": datetime(2026, 3, 1, tzinfo=UTC)}]), ['{"at": "2026-03-01T00:00:00+00:00"}']),
        (pa.array(["open", "open", None]).dictionary_encode(), ["open", "open", ""]),
        (pa.array([b"caf\xc3\xa9"]), ["café"]),
        (pa.nulls(1), [""]),
    ],
)  # fmt: skip
def test_every_cell_is_the_text_that_it_means(values: object, texts: list[str]) -> None:
    assert column_of(values) == texts


def test_a_look_at_the_first_rows_leaves_the_others_unread() -> None:
    data = saved(n=["1", "2", "x" * (MAX_CELL + 1)])
    assert [row.cells for row in read_parquet(data, "x.parquet", at_most=2).rows] == [("1",), ("2",)]
    assert read_parquet(data, "x.parquet", at_most=2).rejections == ()
    assert len(read_parquet(data, "x.parquet").rejections) == 1


def test_a_table_of_questions_and_answers_is_imported(tmp_path: Path) -> None:
    (tmp_path / "t.parquet").write_bytes(
        saved(id=[9007199254740993, 8], question=["How do I log in?", "Where?"], answer=["With your badge.", "Here."])
    )
    (file,) = find_files([tmp_path / "t.parquet"])
    assert content_kind(file) == "parquet"
    read = read_export([tmp_path])
    assert "is a Parquet table" in read.because
    assert [ticket.ticket_id for ticket in read.tickets] == ["9007199254740993", "8"]
    assert read.tickets[1].source == "t.parquet:2"
    with pytest.raises(BadInput, match="got a Parquet table"):
        read_export([tmp_path / "t.parquet"], export_format="mbox")


def test_a_row_that_is_no_text_is_set_aside_and_the_rest_read() -> None:
    texts = pa.array([b"fine", b"\xff\xfe", b"a\0b", b"\xed\xa0\x80", b"x" * (MAX_CELL + 1)])
    table = read_parquet(saved(q=texts, a=["x"] * 5), "x.parquet")
    assert [row.cells for row in table.rows] == [("fine", "x")]
    assert [(each.source, each.evidence) for each in table.rejections] == [
        ("x.parquet:2", "bytes that are no text"),
        ("x.parquet:3", "a NUL character"),
        ("x.parquet:4", "bytes that are no text"),
        ("x.parquet:5", "a cell of over 1,000,000 characters"),
    ]


def test_a_time_that_no_calendar_has_costs_its_row() -> None:
    table = read_parquet(saved(q=["A?", "B?"], t=pa.array([0, 2**60], pa.timestamp("ms"))), "x.parquet")
    assert [each.source for each in table.rejections] == ["x.parquet:2"]


def test_a_damaged_file_is_one_plain_sentence() -> None:
    good = saved(q=["A?"] * 50, a=["x"] * 50)
    for cut in (4, 30, len(good) // 2, len(good) - 1):
        with pytest.raises(BadInput, match=r"x\.parquet: expected a Parquet table, got a damaged one"):
            read_parquet(good[:cut], "x.parquet")


def test_flipped_bytes_never_crash() -> None:
    good = saved(q=["A?", "B?"] * 20, a=[["x"], ["y", None]] * 20, n=list(range(40)))
    for at in range(0, len(good), 7):
        try:
            read_parquet(good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :], "x.parquet")
        except BadInput as refusal:
            assert "\n" not in str(refusal)


def test_a_bomb_is_refused_by_what_it_says_of_itself() -> None:
    out = io.BytesIO()
    wide = pa.table({"q": pa.array([str(number) + " " * 900_000 for number in range(100)])})
    pq.write_table(wide, out, compression="zstd", use_dictionary=False)
    with pytest.raises(BadInput, match="200 times its size"):
        read_parquet(out.getvalue(), "x.parquet")
    with pytest.raises(BadInput, match="at most 20,000,000 cells, got 20,000,001"):
        read_parquet(saved(q=pa.nulls(20_000_001, pa.int8())), "x.parquet")


def test_one_long_text_shared_by_all_rows_is_held_once() -> None:
    shared = pa.DictionaryArray.from_arrays(pa.array([0] * 2000), pa.array(["x" * 900_000]))  # 1.8 GB written out
    table = read_parquet(saved(q=shared, a=["y"] * 2000), "x.parquet")
    assert len({id(row.cells[0]) for row in table.rows}) <= 4  # once a batch


def test_a_repeated_column_name_is_refused() -> None:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["q", "q"]), out)
    with pytest.raises(BadInput, match="each column name once"):
        read_parquet(out.getvalue(), "x.parquet")
