"""Damaged and hostile files: no crash, no hang, no flood of memory; the bad record is named, the rest is read.

Each file is read in a process of its own with a limit on time and on memory beyond what the tests already hold.
"""

import ast
import csv
import gzip
import io
import json
import multiprocessing
import os
import resource
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from openpyxl import Workbook

from prep.errors import BadInput
from prep.glossary import Entry, Glossary, read_glossary, write_glossary
from prep.ingest import read_export
from prep.ingest.sources import find_files
from prep.ingest.table import load_table
from prep.pair_files import read_pairs
from prep.project import append_jsonl, read_json, read_records, write_json, write_jsonl
from prep.records import Pair

SECONDS = 20
MEGABYTES = 400
CSV = "id,question,answer\n1,A?,x\n{}\n3,C?,z\n4,D?,w\n"
ROW = '{{"id": {}, "question": "{}?", "answer": "x"}}'
JSONL = "\n".join([ROW.format(1, "A"), "{}", ROW.format(3, "C"), ROW.format(4, "D"), ""])
ARRAY = "[" + ",\n".join([ROW.format(1, "A"), "{}", ROW.format(3, "C"), ROW.format(4, "D")]) + "]\n"


@dataclass(frozen=True)
class Outcome:
    """What came of a file: the tickets and the rejections, or the line with which it was refused."""

    ids: tuple[str, ...] = ()
    rejected: tuple[tuple[str, str], ...] = ()  # file:line and reason
    refusal: str = ""


def outcome(path: Path) -> Outcome:
    """The reading of one file within the limits; a test that fails when they do not suffice."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_read, args=(path, there))
    child.start()
    there.close()
    try:
        assert here.poll(SECONDS), f"{path.name} took over {SECONDS} seconds"
        told = here.recv()
    finally:
        child.kill()
        child.join()
    assert isinstance(told, Outcome), told
    return told


def _read(path: Path, there: Connection) -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * os.sysconf("SC_PAGE_SIZE") + (MEGABYTES << 20)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    try:
        read = read_export([path])
        rejected = tuple((each.source, each.evidence) for each in read.rejections)
        there.send(Outcome(tuple(ticket.ticket_id for ticket in read.tickets), rejected))
    except BadInput as refusal:
        there.send(Outcome(refusal=str(refusal)))
    except BaseException as fault:  # whatever else gets out is what these tests look for
        there.send(f"{path.name}: {type(fault).__name__}: {fault}")


def saved(folder: Path, name: str, content: bytes | str) -> Path:
    (folder / name).write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    return folder / name


LONG = "x" * 3_000_000
DEEP = "[" * 100_000 + "]" * 100_000


@pytest.mark.parametrize(
    ("name", "record", "why"),
    [
        ("t.csv", f"2,B?,{LONG}", "a cell of over 1,000,000 characters"),
        ("t.csv", f'2,B?,"{LONG}"', "a cell of over 1,000,000 characters"),
        ("t.csv", f'2,B?,"{LONG}', "a cell of over 1,000,000 characters"),
        ("t.csv", "2,B?," + "," * 100_000, "over 16,384 cells in one record"),
        ("t.csv", '2,"B?",' + '"",' * 100_000, "over 16,384 cells in one record"),
        ("t.csv", "2,B?,y\0", "a NUL character"),
        ("t.csv", "2,Übergröße äöü?,\ud800", "bytes that are no text"),
        ("t.jsonl", ROW.format(2, "B" * (21 << 20)), "over 20 MB in one line"),
        ("t.json", ROW.format(2, "B" * (21 << 20)), "over 20 MB in one record"),
        ("t.jsonl", f'{{"id": 2, "question": {DEEP}}}', "nested too deeply"),
        ("t.jsonl", '{"a":' * 100_000 + "1" + "}" * 100_000, "nested too deeply"),
        ("t.jsonl", f'{{"id": 2, "question": {DEEP[99_800:100_200]}}}', "nested more than 100 deep"),
        ("t.jsonl", '{"id": 2, "question": "B?\0"}', "invalid control character"),
        ("t.jsonl", '{"id": 2, "question": "B?"}\0', "more text at column 28"),
        ("t.jsonl", '{"id": 2, "question": "\\ud800"}', "half of a surrogate pair"),
        ("t.jsonl", '{"id": 2, "\\udfff": "B?"}', "half of a surrogate pair"),
        ("t.jsonl", '{"id": 2, "question": "\ud800"}', "not UTF-8"),
        ("t.jsonl", '{"id": 2, "question": "B?", "question": "C?"}', "'question' stands twice"),
        ("t.json", '{"id": 2, "question": "B?", "question": "C?"}', "'question' stands twice"),
        ("t.jsonl", '{"id": 2, "question": NaN}', "NaN is no JSON value"),
        ("t.jsonl", '{"id": 2, "question": -Infinity}', "-Infinity is no JSON value"),
        ("t.jsonl", "[[1, 2]]", "expected an object, got a list"),
        ("t.jsonl", '{"id": 2, "question', "not JSON"),
    ],
)
def test_a_damaged_record_costs_itself_alone(tmp_path: Path, name: str, record: str, why: str) -> None:
    whole = {".csv": CSV, ".jsonl": JSONL, ".json": ARRAY}[Path(name).suffix]
    before, _, after = whole.partition("{}")
    for path in (
        saved(tmp_path, name, f"{before}{record}{after}"),
        saved(tmp_path, f"{name}.gz", gzip.compress(f"{before}{record}{after}".encode("utf-8", "surrogatepass"), 6)),
    ):
        if path.suffix == ".gz" and len(record) > 200 * path.stat().st_size:
            continue  # so tight that it is refused as a bomb
        found = outcome(path)
        assert found.refusal == ""
        assert found.ids == ("1", "3", "4")
        ((source, evidence),) = found.rejected
        assert source == f"{path.name}:{3 if name == 't.csv' else 2}"
        assert why in evidence


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize(("name", "whole"), [("t.csv", CSV), ("t.jsonl", JSONL), ("t.json", ARRAY)])
def test_utf_16_is_read_with_and_without_its_mark(
    tmp_path: Path, name: str, whole: str, encoding: str, marked: bool
) -> None:
    text = whole.replace("{}", "2,Bü?,y" if name == "t.csv" else ROW.format(2, "Bü"))
    mark = "\ufeff" if marked and encoding != "utf-8-sig" else ""
    found = outcome(saved(tmp_path, name, (mark + text).encode(encoding)))
    assert found == Outcome(ids=("1", "2", "3", "4"))


def test_a_number_that_no_machine_holds_is_kept_as_written(tmp_path: Path) -> None:
    path = saved(tmp_path, "t.jsonl", JSONL.replace("{}", '{"id": 1e999, "question": "B?", "answer": "y"}'))
    assert outcome(path).ids == ("1", "1e999", "3", "4")
    path = saved(tmp_path, "u.jsonl", JSONL.replace("{}", f'{{"id": {"7" * 5000}, "question": "B?", "answer": "y"}}'))
    assert outcome(path).ids[1] == "7" * 5000


def test_a_name_that_stands_twice_with_one_value_harms_nobody(tmp_path: Path) -> None:
    twice = '{"id": 2, "id": 2, "question": "B?", "answer": "y"}'
    assert outcome(saved(tmp_path, "t.jsonl", JSONL.replace("{}", twice))).ids == ("1", "2", "3", "4")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("deep.json", "[" * 100_000),
        ("deep.json", '{"a":' * 100_000 + "1" + "}" * 100_000),
        ("deep.json", f"[{ROW.format(1, 'A')}, {DEEP}]"),
        ("deep.json", f'{{"tickets": {DEEP}}}'),
        ("deep.json", "[\n" * 20_000),
        ("deep.json", (ROW.format(1, "A") + "\n") * 10 + '{"a":\n' * 20_000),
        ("deep.jsonl", json.dumps({"_airbyte_data": "[" * 100_000}) + "\n"),
        ("nul.csv", bytes(1 << 20)),
        ("nul.csv", "id,question,answer\n" + "1,A?,\0\n" * 20_000),
        ("quotes.csv", "id,question,answer\n" + '1,A?,"x\n' * 20_000),
        ("unclosed.csv", 'id,question,answer\n1,A?,x\n2,B?,"' + "x,y\nz " * 200_000),
        ("lines.csv", "id,question,answer\n1,A?,x\n" + "\n" * 20_000_001),
        ("wide.csv", "," * 100_000 + "\n"),
        ("random.json", b"{" + bytes(range(256)) * 2000),
    ],
)
def test_a_file_without_sense_is_refused_in_one_line(tmp_path: Path, name: str, content: bytes | str) -> None:
    found = outcome(saved(tmp_path, name, content))
    assert found.refusal.startswith(f"{name}")
    assert found.refusal.isprintable()
    assert len(found.refusal) < 1000


def test_a_gzip_bomb_costs_neither_time_nor_memory(tmp_path: Path) -> None:
    for name, content in (("t.csv.gz", CSV.encode()), ("t.jsonl.gz", (ROW.format(1, "A") + "\n").encode())):
        bomb = gzip.compress(content + bytes(150 << 20), compresslevel=1)
        assert "over 200 times" in outcome(saved(tmp_path, name, bomb)).refusal


def test_damage_after_a_first_line_of_damage_does_not_make_the_file_one_document(tmp_path: Path) -> None:
    rows = [ROW.format(number, "A") for number in range(4)]
    found = outcome(saved(tmp_path, "t.jsonl", "\n".join([rows[0][:-9], *rows[1:3], "{", rows[3], ""])))
    assert found.ids == ("1", "2", "3")
    assert [source for source, _ in found.rejected] == ["t.jsonl:1", "t.jsonl:4"]


def test_a_record_longer_than_the_head_of_a_file_is_still_one_line_of_many(tmp_path: Path) -> None:
    rows = [ROW.format(1, "A" * 100_000), ROW.format(2, "B"), '{"id": NaN}', ROW.format(3, "C")]
    found = outcome(saved(tmp_path, "t.jsonl", "\n".join([*rows, ""])))
    assert found.ids == ("1", "2", "3")
    assert found.rejected == (("t.jsonl:3", "not JSON: NaN is no JSON value at column 1"),)


def test_a_mail_whose_line_is_endless_is_set_aside_and_not_cut(tmp_path: Path) -> None:
    start = "From a@home.example Mon Jan  5 10:00:00 2026\nFrom: a@home.example\nMessage-ID: <{}>\nSubject: x\n\n"
    mails = start.format(1) + LONG + "\n\n" + start.format(2) + "How?\n\n"
    found = outcome(saved(tmp_path, "t.mbox", mails))
    assert found.rejected == (("t.mbox:1", "a line of over 1 MB"),)
    assert len(found.ids) == 1


# Workbooks

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
_STRINGS_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'spreadsheetml.sharedStrings+xml"/>'
)
Parts = dict[str, bytes]


def workbook(change: Callable[[Parts], object]) -> bytes:
    book = Workbook()
    for line in CSV.replace("{}", "2,B?,y").splitlines():
        book.active.append(line.split(","))
    plain = io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed("[Content_Types].xml", b"</Types>", _STRINGS_TYPE + b"</Types>")(parts)
    changed(SHEET, b'<c r="B2" t="inlineStr"><is><t>A?</t></is></c>', b'<c r="B2" t="s"><v>0</v></c>')(parts)
    parts[STRINGS] = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>A?</t></si></sst>'
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(part: str, old: bytes, new: bytes) -> Callable[[Parts], object]:
    def change(parts: Parts) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new, 1)

    return change


LAUGHS = b"<!DOCTYPE x [<!ENTITY a0 'ha'>%s]>" % b"".join(
    b"<!ENTITY a%d '%s'>" % (number, b"&a%d;" % (number - 1) * 10) for number in range(1, 12)
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts.pop(SHEET),
        lambda parts: parts.pop(STRINGS),
        lambda parts: parts.pop("xl/_rels/workbook.xml.rels"),
        lambda parts: parts.update({SHEET: parts[SHEET][:-40]}),
        lambda parts: parts.update({SHEET: b"\xff\xfe" + parts[SHEET]}),
        lambda parts: parts.update({SHEET: LAUGHS + parts[SHEET].replace(b"<t>x<", b"<t>&a11;<")}),
        lambda parts: parts.update({SHEET: OUTSIDE + parts[SHEET].replace(b"<t>x<", b"<t>&a11;<")}),
        lambda parts: parts.update({STRINGS: LAUGHS + parts[STRINGS].replace(b"A?", b"&a11;")}),
        lambda parts: parts.update({STRINGS: OUTSIDE + parts[STRINGS].replace(b"A?", b"&a11;")}),
        lambda parts: parts.update(
            {"xl/workbook.xml": LAUGHS + parts["xl/workbook.xml"].replace(b'name="Sheet"', b'name="&a11;"')}
        ),
        changed(SHEET, b"<v>0</v>", b"<v>99999</v>"),
        changed(SHEET, b'r="A2"', b'r="\xc3\x9c2"'),
        changed(SHEET, b'<row r="3"', b'<row r="2000000000"'),
        changed(SHEET, b"<sheetData>", b"<sheetData>" + b"<x>" * 50_000),
        lambda parts: parts.update({SHEET: bytes(51 << 20)}),
    ],
)
def test_a_damaged_workbook_is_refused_in_one_line(tmp_path: Path, change: Callable[[Parts], object]) -> None:
    found = outcome(saved(tmp_path, "t.xlsx", workbook(change)))
    assert found.refusal.startswith("t.xlsx: expected")
    assert found.refusal.isprintable()
    assert "root:" not in found.refusal


def test_a_workbook_cut_anywhere_is_refused_in_one_line(tmp_path: Path) -> None:
    whole = workbook(len)
    for cut in (4, 100, len(whole) // 2, len(whole) - 3):
        assert outcome(saved(tmp_path, "t.xlsx", whole[:cut])).refusal.startswith("t.xlsx: expected an XLSX workbook")


@pytest.mark.parametrize(
    "change",
    [
        changed(SHEET, b'<dimension ref="A1:C5"', b'<dimension ref="A1:XFD1048576"'),
        changed(SHEET, b'<dimension ref="A1:C5"', b'<dimension ref="A1:A1"'),
        changed(SHEET, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="E1:XFD1048576"/></mergeCells>'),
        changed(SHEET, b"</sheetData>", b'<row r="200000"><c r="A200000"/></row></sheetData>'),
        changed(SHEET, b"</row></sheetData>", b'<c r="XFD5"/></row></sheetData>'),
    ],
)
def test_a_workbook_that_lies_about_its_size_is_read_whole(tmp_path: Path, change: Callable[[Parts], object]) -> None:
    assert outcome(saved(tmp_path, "t.xlsx", workbook(change))).ids == ("1", "2", "3", "4")


# Round trips

_NAUGHTY = (
    *("", " ", "undefined", "null", "NULL", "None", "NaN", "True", "no", "~", "0x0", "1E+02", "-1/2", "007", "1,000.0"),
    *("=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x.example\")", "=cmd|' /C calc'!A0", "\t=1+1", "'=1"),
    *("<script>alert(1)</script>", "&lt;b&gt;", "{{7*7}}", "${7*7}", "%s%n", "' OR 1=1 --", "\\", '"', '""', "a,b;c|d"),
    *("\u202eevil", "\u200b", "\ufeff", "\u2028", "\u2029", "\u0085", "\u00a0", "Z\u0351\u0348a", "ﷺ", "👩🏽‍💻", "🇩🇪"),
    *("é", "e\u0301", "田中さん", "Ṱ̺̺̕h", "\U000e0041", "\U0001d573", "\x7f", "\x1b[31m", "- a", "a: b", "# c", "!!y"),
)  # fmt: skip
_WHOLE_LIST = Path(__file__).parents[2] / "shared" / "benchmarks" / "bad_input" / "blns" / "blns.json"
NAUGHTY = tuple(
    dict.fromkeys((*_NAUGHTY, *(json.loads(_WHOLE_LIST.read_text("utf-8")) if _WHOLE_LIST.is_file() else ())))
)  # the Big List of Naughty Strings where it lies beside the checkout


def test_every_naughty_string_comes_back_from_every_file_that_is_written(tmp_path: Path) -> None:
    pairs = [Pair(str(number), text, text, text, text, text) for number, text in enumerate(NAUGHTY)]
    write_jsonl(tmp_path / "pairs.jsonl", pairs)
    assert read_records(tmp_path / "pairs.jsonl", Pair) == pairs
    for pair in pairs:
        append_jsonl(tmp_path / "log.jsonl", pair)
    assert (tmp_path / "log.jsonl").read_bytes() == (tmp_path / "pairs.jsonl").read_bytes()
    write_json(tmp_path / "x.json", {"texts": NAUGHTY, **{text: text for text in NAUGHTY}})
    assert read_json(tmp_path / "x.json") == {"texts": list(NAUGHTY), **{text: text for text in NAUGHTY}}
    again, rejections = read_pairs(tmp_path / "pairs.jsonl")
    assert [(pair.instruction, pair.response) for pair in again] == [(text, text) for text in NAUGHTY]
    assert not rejections


def test_every_naughty_string_comes_back_from_the_glossary(tmp_path: Path) -> None:
    entries = [Entry(f"W{number}", text.strip(), "Ann", 3, text) for number, text in enumerate(NAUGHTY)]
    named = [Entry(text, "x", "Ann") for text in NAUGHTY if text.strip()]
    write_glossary(tmp_path / "glossary.yaml", Glossary().with_entries([*entries, *named]))
    found = {entry.shorthand: entry for entry in read_glossary(tmp_path / "glossary.yaml").own}
    assert [found[entry.shorthand] for entry in (*entries, *named)] == [*entries, *named]


def test_every_naughty_string_comes_in_as_it_was_written(tmp_path: Path) -> None:
    texts = [f"{text}." for text in NAUGHTY] + list(NAUGHTY)
    rows = [{"n": str(number), "t": text} for number, text in enumerate(texts)]
    made: Mapping[str, Callable[[Path], object]] = {
        "t.jsonl": lambda path: path.write_text("".join(json.dumps(row) + "\n" for row in rows)),
        "t.json": lambda path: path.write_text(json.dumps(rows, ensure_ascii=False), "utf-8"),
        "t.csv": lambda path: _write_table(path, rows, ","),
        "t.tsv": lambda path: _write_table(path, rows, "\t"),
        "t.parquet": lambda path: pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path),
    }
    for name, make in made.items():
        make(tmp_path / name)
        table = load_table(find_files([tmp_path / name])[0], "", lambda n: None)
        assert [row.cells[1] for row in table.rows] == texts, name
        assert not table.rejections


def _write_table(path: Path, rows: list[dict[str, str]], delimiter: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["n", "t"], delimiter=delimiter, quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)


def test_only_the_decision_files_write_a_spreadsheet() -> None:
    """Their own test holds that no cell becomes a live formula. Whoever adds a writer adds such a test."""
    writers = {
        "to_csv",
        "to_excel",
        "writerow",
        "writerows",
        "Workbook",
        "dataframe",
        "data_editor",
    }  # Streamlit's last
    root = Path(__file__).parents[1]
    sources = [file for part in ("prep", "train", "evalsuite", "app_pages") for file in (root / part).rglob("*.py")]
    for file in (*sources, *root.glob("*.py")):
        called = [node.func for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
        names = {func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "") for func in called}
        assert file.name == "decision_files.py" or not names & writers, f"{file.name} calls {names & writers}"
