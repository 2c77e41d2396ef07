"""Any instruction/response JSONL is read; what is no pair is listed with its line, the rest goes on."""

import json
from pathlib import Path

import pytest

from prep.errors import BadInput
from prep.pair_files import notes_on, older_encoding, read_pairs


def write(folder: Path, *lines: str) -> Path:
    path = folder / "pairs.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


LATIN = '{"instruction": "Wann hat das Café offen?", "response": "Bis 18 Uhr."}\n'
ROW = '{"instruction": "How?", "response": "So."}'


def test_ids_are_the_rows_own_or_their_line_number(tmp_path: Path) -> None:
    path = write(
        tmp_path, '{"pair_id": "a", "instruction": "How?", "response": "So."}', "", ROW, '{"id": 7, ' + ROW[1:]
    )
    assert [pair.pair_id for pair in read_pairs(path)[0]] == ["a", "3", "7"]


def test_an_id_that_repeats_gets_its_line_number_too(tmp_path: Path) -> None:
    pairs, _ = read_pairs(write(tmp_path, '{"id": "a", ' + ROW[1:], '{"id": "a", ' + ROW[1:]))
    assert [pair.pair_id for pair in pairs] == ["a", "a@2"]


def test_other_columns_are_understood(tmp_path: Path) -> None:
    row = '{"instruction": "How?", "response": "So.", "category": "leave", "date": "2026-03-01T10:00:00+02:00", "x": 1}'
    (pair,), _ = read_pairs(write(tmp_path, row))
    assert (pair.topic, pair.answered_at) == ("leave", "2026-03-01T08:00:00+00:00")
    (epoch,), _ = read_pairs(write(tmp_path, ROW[:-1] + ', "timestamp": 1772359200}'))
    assert epoch.answered_at == "2026-03-01T10:00:00+00:00"
    (unknown,), _ = read_pairs(write(tmp_path, ROW[:-1] + ', "date": "last spring"}'))
    assert unknown.answered_at == ""


def test_malformed_rows_are_listed_with_their_line_and_the_rest_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        ROW,
        ROW,
        ROW,
        ROW,
        "{broken",
        '{"instruction": "How?"}',
        '"text"',
        r'{"instruction": "\ud800", "response": "So."}',
    )
    pairs, rejections = read_pairs(path)
    assert len(pairs) == 4
    assert [rejection.source for rejection in rejections] == [f"{path}:{line}" for line in (5, 6, 7, 8)]
    assert 'got nothing under "response"' in rejections[1].evidence


@pytest.mark.parametrize(
    ("response", "came"),
    [
        ("5", "the number 5"), ("true", "the word true"), ("null", "nothing"), ('["a"]', "a list"), ("{}", "an object"),
    ],
)  # fmt: skip
def test_what_stands_instead_of_a_text_is_named(tmp_path: Path, response: str, came: str) -> None:
    path = write(tmp_path, ROW, ROW, f'{{"instruction": "How?", "response": {response}}}')
    (_, (row,)) = read_pairs(path)
    assert row.source == f"{path}:3" and row.evidence.startswith(f'Expected text, got {came} under "response".')
    with pytest.raises(BadInput, match=rf"pairs.jsonl:2: expected text, got {came} under.*So 2 of 3 rows are no pairs"):
        read_pairs(write(tmp_path, ROW, *[f'{{"instruction": "How?", "response": {response}}}'] * 2))


def test_a_row_in_another_encoding_says_so_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    latin = LATIN.encode("latin-1")
    path.write_bytes(LATIN.encode() * 3 + latin)
    (row,) = read_pairs(path)[1]
    assert row.source == f"{path}:4" and older_encoding(path) == ""
    assert "Expected UTF-8, got the byte 0xE9" in row.evidence and "Café" in row.evidence and "iconv" in row.evidence
    path.write_bytes(latin.replace(b"\xe9", b"\xe9\x9d") * 3)  # 9D is a letter in no western code page
    with pytest.raises(BadInput, match=r"pairs.jsonl:1: expected UTF-8, got the byte 0xE9.*Save the file as UTF-8"):
        read_pairs(path)


def test_a_file_in_an_older_code_page_is_read_with_a_remark(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    for content in (LATIN * 3, f"{ROW}\n{LATIN}", f"[{LATIN}]"):
        path.write_bytes(content.encode("latin-1"))
        pairs, rejections = read_pairs(path)
        assert pairs[-1].instruction == "Wann hat das Café offen?" and not rejections
        assert older_encoding(path) == f"{path}: not UTF-8: read as cp1252. Check that accents and dashes look right."


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "pairs.jsonl"
    for content in (f"{ROW}\n{LATIN}", f"[{ROW},\n{LATIN}]"):
        path.write_bytes(content.encode(encoding))
        pairs, rejections = read_pairs(path)
        assert pairs[1].instruction == "Wann hat das Café offen?" and not rejections
    unmarked = [f"{path}: read as {encoding}: it has no byte order mark."]
    assert notes_on(path) == ([] if encoding == "utf-16" else unmarked)
    path.write_bytes(f"{ROW}\n{ROW}\n{{half a row\n".encode(encoding))
    assert [row.source for row in read_pairs(path)[1]] == [f"{path}:3"]


def test_rows_that_are_damaged_or_of_two_encodings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(f"{ROW}\n{ROW}\n".encode() + ROW.encode().replace(b"So.", b"50 \xe2\x82") + b"\n")
    pairs, (row,) = read_pairs(path)
    assert (len(pairs), row.source, older_encoding(path)) == (2, f"{path}:3", "")
    path.write_bytes(b"[" + LATIN.encode() + b"," + b",".join([LATIN.encode("latin-1")] * 3) + b"]")
    with pytest.raises(BadInput, match=r"expected UTF-8, got the byte 0xE9"):
        read_pairs(path)
    path.write_bytes(LATIN.encode() + LATIN.encode("latin-1") * 3)
    assert {pair.instruction for pair in read_pairs(path)[0]} == {"Wann hat das Café offen?"}
    assert "read as cp1252" in older_encoding(path)


def test_bytes_that_are_no_text_and_a_line_separator_inside_a_text(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(
        b"\xef\xbb\xbf"
        + ROW.encode()
        + b"\n"
        + '{"instruction": "a\u2028b", "response": "c"}\n'.encode()
        + b"\xff\xfe\n"
    )
    pairs, rejections = read_pairs(path)
    assert [pair.instruction for pair in pairs] == ["How?", "a\u2028b"]
    assert len(rejections) == 1


def test_one_json_list_is_read_too(tmp_path: Path) -> None:
    path = write(tmp_path, f"[{ROW},", f"{ROW}]")
    assert [pair.pair_id for pair in read_pairs(path)[0]] == ["1", "2"]


def test_a_list_that_begins_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    listed = tmp_path / "pairs.json"
    listed.write_text('[{"instruction": "How many days?", "response": "20 days."}]', encoding="utf-8-sig")
    assert [pair.response for pair in read_pairs(listed)[0]] == ["20 days."]


def turns(*said: str) -> str:
    return json.dumps([dict(zip(("role", "content"), each.split(": ", 1), strict=True)) for each in said])


def test_prompts_and_chats_of_one_question_are_read_and_it_is_said_how(tmp_path: Path) -> None:
    chat = turns("system: Be kind.", "user: How?", "assistant: So.")
    path = write(
        tmp_path,
        ROW,
        '{"prompt": "Who?", "completion": "HR."}',
        f'{{"messages": {chat}, "id": "chat", "category": "leave"}}',
        f'{{"messages": {turns("user: Where?", "assistant: Here.")}, "prompt": "Where?"}}',
        f'{{"prompt": {turns("user: When?")}, "completion": {turns("assistant: Now.")}}}',
    )
    pairs, rejections = read_pairs(path)
    assert [(pair.instruction, pair.response) for pair in pairs] == [
        ("How?", "So."), ("Who?", "HR."), ("How?", "So."), ("Where?", "Here."), ("When?", "Now."),
    ]  # fmt: skip
    assert not rejections and (pairs[2].pair_id, pairs[2].topic) == ("chat", "leave")
    assert notes_on(path) == [
        f'{path}: 2 rows read with "prompt" as the instruction and "completion" as the response.',
        f"{path}: 2 rows read with the user's turn as the instruction and the assistant's as the response, "
        "1 system turn left out.",
    ]
    assert notes_on(write(tmp_path, ROW)) == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (f'{{"messages": {turns("user: a", "assistant: b", "user: c", "assistant: d")}}}',
         'Expected one user and one assistant turn under "messages", got user, assistant, user, assistant.'),
        (f'{{"messages": {turns(*["user: a", "assistant: b"] * 50)}}}',
         "got user, assistant, user, assistant, user, assistant and 94 more."),
        ('{"messages": [{"role": "Ann Lee asks: how do I get a new badge, please?", "content": "a"}]}',
         "got 'Ann Lee asks: how do I get a new badge, '."),
        (f'{{"messages": {turns("user: a")}}}', "got user."),
        ('{"messages": []}', "got none."),
        ('{"messages": "How?"}', "Expected a list of turns, got the text 'How?' under \"messages\"."),
        ('{"messages": [{"from": "human", "value": "How?"}]}',
         'Expected text, got nothing under "role" and nothing under "content" in turn 1 of "messages".'),
        ('{"prompt": "How?", "completion": 5}', 'Expected text, got the number 5 under "completion".'),
    ],
)  # fmt: skip
def test_what_is_no_single_question_and_answer_is_listed_with_its_reason(tmp_path: Path, row: str, fault: str) -> None:
    path = write(tmp_path, ROW, ROW, row)
    (_, (listed,)) = read_pairs(path)
    assert listed.source == f"{path}:3" and fault in listed.evidence
    with pytest.raises(BadInput, match=r"pairs.jsonl:2: expected .* So 2 of 3 rows are no pairs"):
        read_pairs(write(tmp_path, ROW, row, row))


def test_other_keys_are_named_with_the_way_to_rename_them(tmp_path: Path) -> None:
    path = write(tmp_path, *['{"question": "How?", "answer": "So."}'] * 3)
    with pytest.raises(BadInput, match=r'expected "instruction" and "response".*got "question", "answer".*Rename'):
        read_pairs(path)


def test_a_file_of_something_else_an_empty_and_a_missing_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no JSON objects"):
        read_pairs(write(tmp_path, "one,two", "3,4"))
    with pytest.raises(BadInput, match="got an empty file"):
        read_pairs(write(tmp_path, ""))
    with pytest.raises(BadInput, match="Check the path"):
        read_pairs(tmp_path / "none.jsonl")
