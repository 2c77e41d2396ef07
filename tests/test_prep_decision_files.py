"""Decisions in a spreadsheet and back."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from prep.decision_files import FileDecisions, as_csv, as_jsonl, decide_by_rows, read_rows, write_rows
from prep.errors import BadInput
from prep.records import Decision, Finding, Pair
from prep.waiting import Waiting

FIRST = Pair("7/1", "7", "EL c/f?", "14 days", "leave")
SECOND = Pair("8/2", "8", "Where?", "In Meridian.", "pay")
PAIRS = (FIRST, SECOND)
HOSTILE = [
    "=1+1", "+49 30 1", "-5", "@SUM(A1)", "\t=1", " =1", "\r=1", "\n-1", "'=1", "''=1", "'quoted'", "＝1", "a\r\nb",
    "a\rb", 'say "x"', '"', ",;|\t", "a,b\n=c", "0012", "1/2", "12345e10", "\u2028", "\ufeffx", "é 🎉", "\x0b", "", " ",
]  # fmt: skip


def waits(pair: Pair) -> Waiting:
    return Waiting(pair, (Finding("too-short", "review", (pair.pair_id,), 1, "=1 word"),), 0.25)


def written(path: Path, pairs: tuple[Pair, ...] = PAIRS, log: tuple[Decision, ...] = (), **filled: str) -> Path:
    """The pairs in a file, the first row filled in."""
    rows = write_rows([waits(pair) for pair in pairs], log)
    rows[0].update(filled)
    path.write_bytes((as_csv(rows) if path.suffix == ".csv" else as_jsonl(rows)).encode())
    return path


def taken(path: Path, pairs: tuple[Pair, ...] = PAIRS, log: tuple[Decision, ...] = ()) -> FileDecisions:
    return decide_by_rows(*read_rows(path), pairs, log)


@pytest.fixture(params=["d.csv", "d.jsonl"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / request.param


def test_what_is_filled_in_is_decided_and_the_rest_stays_undecided(path: Path) -> None:
    found = taken(written(path, decision="Reject ", because="not a real answer"))
    assert found == FileDecisions((Decision("7/1", "reject", "not a real answer"),), 0, 1, ())


def test_every_string_comes_back_identical(path: Path) -> None:
    for text in HOSTILE:
        rows, damaged = read_rows(written(path, (replace(FIRST, instruction=text, response=f"x{text}", topic=text),)))
        cells = rows[0].cells
        assert (cells["instruction"], cells["response"], cells["topic"], damaged) == (text, f"x{text}", text, [])
        edit = taken(written(path, decision="edit", response=text or "-"))
        assert edit.decisions == (Decision("7/1", "edit", response=text or "-"),) or not text.strip()


def test_no_cell_of_a_csv_is_a_live_formula(tmp_path: Path) -> None:
    pairs = tuple(Pair(text, text, text, text, text) for text in HOSTILE)
    with written(tmp_path / "d.csv", pairs).open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert len(cells) == 9 * (len(HOSTILE) + 1)
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))] == []
    assert [cell for cell in cells if cell.startswith(("\t", "\r"))] == []


def test_an_edit_changes_the_sides_that_were_changed(path: Path) -> None:
    found = taken(written(path, decision="edit", response="Up to 14 days."))
    assert found.decisions == (Decision("7/1", "edit", response="Up to 14 days."),)


def test_nothing_is_taken_twice(path: Path) -> None:
    for filled in ({"decision": "accept"}, {"decision": "edit", "response": "Up to 14 days.", "because": "plain"}):
        first = taken(written(path, **filled))
        assert taken(path, log=first.decisions).n_already == 1
        later = (*first.decisions, Decision("7/1", "reject"))
        assert taken(path, log=later) == FileDecisions((), 1, 1, ())


def test_a_row_whose_text_changed_meanwhile_is_refused_with_its_line(path: Path) -> None:
    found = taken(written(path, decision="accept"), (replace(FIRST, response="20 days"), SECOND))
    assert found.decisions == ()
    assert found.refused[0].place == f"{path}:{2 if path.suffix == '.csv' else 1}"
    assert "text changed since" in found.refused[0].reason


def test_a_later_word_is_not_overruled_by_an_older_file(path: Path) -> None:
    log = (Decision("7/1", "reject", decided_at="2026-11-02"),)
    assert (
        "decided on since the file was written: reject"
        in taken(written(path, decision="accept"), log=log).refused[0].reason
    )
    assert taken(written(path, log=log, decision="accept"), log=log).decisions == (Decision("7/1", "accept"),)


def test_a_changed_text_needs_the_word_edit(path: Path) -> None:
    for decision in ("accept", ""):
        refused = taken(written(path, decision=decision, response="20 days")).refused
        assert "its response was changed; say edit" in refused[0].reason


def test_what_a_row_cannot_mean_is_said(path: Path) -> None:
    reasons = {
        "expected accept, reject, edit or nothing": {"decision": "yes"},
        "got the same; say accept": {"decision": "edit"},
        "got an empty response": {"decision": "edit", "response": " "},
        "no pair of this project": {"decision": "accept", "pair_id": "9/9", "seen": "t000000000000-n0"},
        "expected in «seen»": {"decision": "accept", "seen": "1.2E+14"},
    }
    for reason, filled in reasons.items():
        found = taken(written(path, **filled))
        assert reason in found.refused[0].reason and found.decisions == (), reason


def test_an_id_that_a_spreadsheet_made_a_date_is_known_by_its_mark(path: Path) -> None:
    assert taken(written(path, decision="accept", pair_id="07-Jan")).decisions == (Decision("7/1", "accept"),)


def test_two_rows_on_a_pair_that_disagree_are_told(path: Path) -> None:
    rows = [
        {**row, "decision": word} for word in ("accept", "accept", "reject") for row in write_rows([waits(FIRST)], ())
    ]
    path.write_text(as_csv(rows) if path.suffix == ".csv" else as_jsonl(rows))
    found = taken(path)
    assert (len(found.decisions), found.n_already, len(found.refused)) == (1, 1, 1)
    assert "decides otherwise" in found.refused[0].reason


def test_a_damaged_row_of_a_csv_is_named_and_the_rest_is_taken(tmp_path: Path) -> None:
    path = written(tmp_path / "d.csv", (FIRST, SECOND, replace(FIRST, pair_id="9/3")), decision="accept")
    lines = path.read_text("utf-8").split("\n")
    lines[2] = lines[2].replace('"Where?"', '"Where?')
    lines[3] = lines[3].replace('"9/3",""', '"9/3","reject"')
    path.write_text("\n".join(lines), "utf-8")
    found = taken(path, (*PAIRS, replace(FIRST, pair_id="9/3")))
    assert [row.place for row in found.refused] == [f"{path}:3"]
    assert found.decisions == (Decision("7/1", "accept"), Decision("9/3", "reject"))


def test_a_damaged_line_of_a_jsonl_is_named_and_the_rest_is_taken(tmp_path: Path) -> None:
    path = written(tmp_path / "d.jsonl", decision="accept")
    good = path.read_bytes().split(b"\n")[0]
    path.write_bytes(b"\n".join([b'{"seen": ', b"[1]", b'{"seen": "\xff"}', b'{"pair_id": 7}', good]))
    found = taken(path)
    assert [row.place.rpartition(":")[2] for row in found.refused] == ["1", "2", "3", "4"]
    assert found.decisions == (Decision("7/1", "accept"),)


def test_a_file_as_a_german_spreadsheet_saves_it_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "d.csv", (replace(FIRST, response="14 days\nthen none"), SECOND))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][rows[0].index("decision")] = "accept"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    assert taken(path, (replace(FIRST, response="14 days\r\nthen none"), SECOND)).refused
    assert taken(path, (replace(FIRST, response="14 days\nthen none"), SECOND)).decisions == (
        Decision("7/1", "accept"),
    )


def test_a_file_that_is_none_is_refused_in_one_line(tmp_path: Path) -> None:
    for name, content in {
        "d.txt": b"x", "d.csv": b"a,b\n1,2\n", "e.csv": "é".encode("cp1252") + b"seen,b\n1,2\n", "d.jsonl": b"\n",
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BadInput, match="expected"):
            read_rows(tmp_path / name)
    with pytest.raises(BadInput, match="expected a file to read"):
        read_rows(tmp_path / "none.csv")


def test_columns_may_be_moved_and_added(tmp_path: Path) -> None:
    path = written(tmp_path / "d.jsonl", decision="accept")
    row = json.loads(path.read_text().splitlines()[0])
    moved = dict(reversed([*row.items(), ("my notes", "ok")]))
    path.write_text(json.dumps(moved))
    assert taken(path).decisions == (Decision("7/1", "accept"),)
