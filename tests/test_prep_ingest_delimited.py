"""One damaged record costs that record, and never changes another."""

import csv
import io
import random

import pytest

from prep.errors import BadInput
from prep.ingest.delimited import read_delimited
from prep.ingest.tables import Table


def read(text: str | bytes) -> Table:
    return read_delimited(text if isinstance(text, bytes) else text.encode(), "x.csv")


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def damaged(table: Table) -> list[str]:
    return [rejection.source for rejection in table.rejections]


def test_texts_stay_exactly_as_written() -> None:
    table = read("id,answer\n007,NA\n1E5,null\n12345678901234567, TRUE \n")
    assert cells(table) == [("007", "NA"), ("1E5", "null"), ("12345678901234567", " TRUE ")]


def test_quotes_line_breaks_and_delimiters_inside_cells_are_text() -> None:
    table = read('a,b\r\n1,"say ""hi"",\r\nthen go"\r\n2,""\r\n')
    assert cells(table) == [("1", 'say "hi",\r\nthen go'), ("2", "")]
    assert table.rows[1].source == "x.csv:4"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('2,say "hi",z', "quote inside an unquoted cell"),
        ('2,"hi" there,z', "text after a closing quote"),
        ("2,hi", "2 cells where the header has 3"),
        ("2,hi,there,z", "4 cells where the header has 3"),
        ("2,h\0i,z", "NUL"),
        ('2,"hi,z', "text after a closing quote"),
    ],
)
def test_a_damaged_line_is_set_aside_with_its_place_and_the_rest_is_read(line: str, why: str) -> None:
    table = read(f'id,q,a\n1,x,"y"\n{line}\n3,"x","y"\n4,x,y\n')
    assert cells(table) == [("1", "x", "y"), ("3", "x", "y"), ("4", "x", "y")]
    assert damaged(table) == ["x.csv:3"]
    assert why in table.rejections[0].evidence


def test_a_quote_never_closed_does_not_swallow_the_rows_after_it() -> None:
    table = read('id,q,a\n1,"x,y\n2,x,y\n3,x,y\n4,x,y\n')
    assert cells(table) == [("2", "x", "y"), ("3", "x", "y"), ("4", "x", "y")]


def test_a_quote_closed_rows_later_by_chance_does_not_swallow_them_either() -> None:
    body = "".join(f"{number},q,answer {number}\n" for number in range(10, 20))
    table = read(f'id,q,a\n{body}20,q,"answer 20\n21,q,answer 21\n22,q,answer 22"\n{body}')
    assert ("21", "q", "answer 21") in cells(table)
    assert not any("\n" in cell for row in cells(table) for cell in row)


def test_lines_of_a_damaged_answer_do_not_come_back_as_rows() -> None:
    good = "".join(f'Question {n}?,"Answer {n}, with a comma"\n' for n in range(12))
    table = read(f'q,a\n{good}Broken "one,"Hello there\nsee you,Bob\nbye"\n{good}')
    assert len(table.rows) == 24
    assert not any("Bob" in cell for row in cells(table) for cell in row)


def test_an_answer_that_lost_its_opening_quote_is_not_cut_to_its_first_line() -> None:
    good = "".join(f'{n},"Answer {n}\nin two lines"\n' for n in range(12))
    table = read(f'id,a\n{good}99,Hello there\nsee you\nbye"\n{good}')
    assert not any(row[0] == "99" for row in cells(table))
    assert len(table.rows) == 24


def test_bytes_that_are_no_utf_8_cost_their_line() -> None:
    table = read("q,a\né,ü\n".encode() + b"b\xffd,x\n" + "à,ö\n".encode())
    assert cells(table) == [("é", "ü"), ("à", "ö")]
    assert damaged(table) == ["x.csv:3"]


def test_a_cell_of_a_megabyte_costs_its_line() -> None:
    table = read(f'q,a\n1,"{"x" * 1_000_001}"\n2,y\n3,z\n')
    assert cells(table) == [("2", "y"), ("3", "z")]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_the_delimiter_is_found_by_what_fits(delimiter: str) -> None:
    table = read(f"q{delimiter}a\nIs it, or not?{delimiter}Yes, it is\n")
    assert cells(table) == [("Is it, or not?", "Yes, it is")]


def test_a_column_name_that_stands_twice_is_refused() -> None:
    with pytest.raises(BadInput, match=r"x\.csv:1: expected each column name once, got 'Comment' in columns 2, 3, 4"):
        read("Key,Comment,Comment,Comment\n1,a,b,c\n")


def test_nothing_and_a_file_that_is_no_table_are_refused() -> None:
    with pytest.raises(BadInput, match="empty file"):
        read("\n\n")
    with pytest.raises(BadInput, match=r"x\.csv:3: expected rows of 3 cells.*Delete title lines"):
        read("Report, of the, month\n\nid,q,a,b\n1,2,3,4\n5,6,7,8\n")


def test_blank_lines_are_counted_and_in_a_single_column_they_are_rows() -> None:
    table = read("q,a\n\n1,2\n,\n\n")
    assert cells(table) == [("1", "2")]
    assert "3 blank lines" in table.warnings[0]
    assert cells(read("q\nx\n\ny\n")) == [("x",), ("",), ("y",)]


def test_old_line_ends_are_line_ends_and_others_are_text() -> None:
    assert cells(read("q,a\rx,y\r")) == [("x", "y")]
    assert cells(read("q,a\nx\u2028z,y\x0b\n")) == [("x\u2028z", "y\x0b")]


def test_random_damage_to_one_record_never_changes_another() -> None:
    wrong = 0
    for seed in range(150):
        rng = random.Random(seed)
        rows = [[str(n), f"How, {rng.random()}?", "Go.\nThen, stop.\nBye" if n % 3 else 'Say "x".'] for n in range(25)]
        lines = [_written(row, rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])) for row in rows]
        hit = rng.randrange(25)
        at = rng.randrange(len(lines[hit]) - 1)
        lines[hit] = rng.choice(
            [
                lines[hit][:at] + '"' + lines[hit][at:],
                lines[hit][:at] + "," + lines[hit][at:],
                lines[hit][:at] + "\0" + lines[hit][at:],
                lines[hit].replace('"', "", 1),
                lines[hit].replace(",", "", 1),
                lines[hit][:at] + "\n",
            ]
        )
        table = read("id,q,a\n" + "".join(lines))
        others = {tuple(row) for number, row in enumerate(rows) if number != hit}
        found = {row for row in cells(table) if row[0] != str(hit)}
        wrong += bool(found - others)
    assert wrong <= 1  # a cell may change within the law of the format; another row may not


def _written(row: list[str], quoting: int) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=quoting, lineterminator="\n").writerow(row)  # type: ignore[arg-type]
    return out.getvalue()
