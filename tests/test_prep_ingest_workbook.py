"""Workbooks: looked at before they are opened, and what is hidden stays out."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import Workbook

from prep.errors import BadInput
from prep.ingest.tables import Table
from prep.ingest.workbook import read_workbook


def saved(fill: Callable[[Workbook], None]) -> bytes:
    workbook = Workbook()
    fill(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def with_rows(*rows: list[object]) -> Callable[[Workbook], None]:
    def fill(workbook: Workbook) -> None:
        for row in rows:
            workbook.active.append(row)

    return fill


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def test_cells_are_text() -> None:
    data = saved(with_rows(["q", "a", "t"], ["007", 7, 7.5], ["NA", True, date(2026, 3, 1)], ["x", None, 1e15]))
    table = read_workbook(data, "x.xlsx")
    assert cells(table) == [("007", "7", "7.5"), ("NA", "TRUE", "2026-03-01T00:00:00"), ("x", "", "1000000000000000")]
    assert table.rows[1].source == "x.xlsx:3"


def test_a_look_at_the_first_rows_leaves_the_others_unread() -> None:
    data = saved(with_rows(["q", "a"], ["A?", "x"], ["", ""], ["B?", "y"], ["C?", "=1/0"]))
    assert cells(read_workbook(data, "x.xlsx", at_most=2)) == [("A?", "x"), ("B?", "y")]
    assert read_workbook(data, "x.xlsx", at_most=2).rejections == ()
    assert len(read_workbook(data, "x.xlsx").rejections) == 1


def test_several_sheets_with_data_are_a_question() -> None:
    def fill(workbook: Workbook) -> None:
        with_rows(["q", "a"], ["A?", "x"])(workbook)
        other = workbook.create_sheet("May")
        other.append(["q", "a"])
        other.append(["B?", "y"])
        workbook.create_sheet("Empty")

    data = saved(fill)
    with pytest.raises(BadInput, match=r"got 'Sheet', 'May'\. Choose one, as in --map sheet=Sheet"):
        read_workbook(data, "x.xlsx")
    assert cells(read_workbook(data, "x.xlsx", "May")) == [("B?", "y")]
    with pytest.raises(BadInput, match="expected a sheet 'June'"):
        read_workbook(data, "x.xlsx", "June")


def test_hidden_sheets_and_rows_are_not_read_and_said_so() -> None:
    def fill(workbook: Workbook) -> None:
        with_rows(["q", "a"], ["A?", "x"], ["B?", "y"])(workbook)
        workbook.active.row_dimensions[3].hidden = True
        hidden = workbook.create_sheet("Old")
        hidden.append(["q", "a"])
        hidden.append(["C?", "z"])
        hidden.sheet_state = "hidden"

    table = read_workbook(saved(fill), "x.xlsx")
    assert cells(table) == [("A?", "x")]
    assert [(each.code, each.source) for each in table.rejections] == [("hidden-row", "x.xlsx:3")]
    assert "'Old'" in " ".join(table.warnings)


def test_a_cell_merged_over_rows_stands_in_each() -> None:
    def fill(workbook: Workbook) -> None:
        with_rows(["topic", "q", "a"], ["leave", "A?", "x"], [None, "B?", "y"], [None, "C?", "z"])(workbook)
        workbook.active.merge_cells("A2:A3")

    assert [row[0] for row in cells(read_workbook(saved(fill), "x.xlsx"))] == ["leave", "leave", ""]


def test_a_formula_without_a_stored_value_costs_its_row() -> None:
    table = read_workbook(saved(with_rows(["q", "a"], ["A?", "=1+1"], ["B?", "y"])), "x.xlsx")
    assert cells(table) == [("B?", "y")]
    assert "formula" in table.rejections[0].evidence


def test_cells_beside_the_header_cost_their_row() -> None:
    table = read_workbook(saved(with_rows(["q", "a"], ["A?", "x"], ["B?", "y", "z"])), "x.xlsx")
    assert [each.source for each in table.rejections] == ["x.xlsx:3"]


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
GOOD = saved(with_rows(["q", "a"], ["A?", "x"]))


def test_a_zip_bomb_is_refused_before_it_is_opened() -> None:
    with pytest.raises(BadInput, match="over 200 times"):
        read_workbook(repacked(GOOD, lambda parts: parts.update({SHEET: bytes(4 << 20)})), "x.xlsx")
    with pytest.raises(BadInput, match="at most 50 MB"):
        read_workbook(repacked(GOOD, lambda parts: parts.update({SHEET: bytes(51 << 20)})), "x.xlsx")


def test_an_entity_bomb_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    with pytest.raises(BadInput, match="damaged"):
        read_workbook(repacked(GOOD, lambda parts: parts.update({SHEET: bomb})), "x.xlsx")


def test_a_row_number_beyond_the_format_does_not_hang() -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET] = parts[SHEET].replace(b'<row r="2"', b'<row r="999999999"')

    with pytest.raises(BadInput, match="got row 999999999"):
        read_workbook(repacked(GOOD, change), "x.xlsx")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", SHEET])
def test_damaged_and_missing_parts_are_one_plain_sentence(part: str) -> None:
    with pytest.raises(BadInput, match=r"x\.xlsx: expected"):
        read_workbook(repacked(GOOD, lambda parts: parts.update({part: parts[part][:40]})), "x.xlsx")
    for cut in (0, 30, len(GOOD) // 2, len(GOOD) - 5):
        with pytest.raises(BadInput):
            read_workbook(GOOD[:cut], "x.xlsx")


def test_binary_workbooks_and_other_archives_are_told_apart() -> None:
    with pytest.raises(BadInput, match=r"binary \.xlsb"):
        read_workbook(
            repacked(GOOD, lambda parts: parts.update({"xl/workbook.bin": parts.pop("xl/workbook.xml")})), "x"
        )
