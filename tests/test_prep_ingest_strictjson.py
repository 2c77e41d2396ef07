"""JSON read as RFC 8259 has it; what no record should hold comes back as a flaw."""

import pytest

from prep.ingest.strictjson import NotJson, read_document


@pytest.mark.parametrize("text", [b"NaN", b"[Infinity]", b"[-Infinity]", b"{'a': 1}", b"[1,]", b"", b"[1] x", b"\xe9"])
def test_what_is_no_json_is_refused(text: bytes) -> None:
    with pytest.raises(NotJson):
        read_document(text)


def test_a_hundred_thousand_brackets_are_refused_and_not_a_crash() -> None:
    with pytest.raises(NotJson, match="nested too deeply"):
        read_document(b"[" * 100_000)


def test_a_name_with_two_values_is_a_flaw_and_with_one_value_none() -> None:
    assert read_document(b'{"a": 1, "a": 2}').flaws
    assert not read_document(b'{"a": 1, "a": 1}').flaws


def test_half_a_surrogate_pair_is_a_flaw_and_a_whole_pair_none() -> None:
    assert read_document(rb'["\ud83d"]').flaws
    assert read_document(rb'["\ud83d\ude00"]').value == ["\U0001f600"]
    assert not read_document(rb'["\ud83d\ude00"]').flaws


def test_deep_nesting_is_a_flaw_before_it_is_a_crash() -> None:
    assert read_document(b"[" * 101 + b"]" * 101).flaws
    assert not read_document(b"[" * 100 + b"]" * 100).flaws


def test_numbers_that_python_would_bend_stay_as_written() -> None:
    digits = "9" * 5000
    assert read_document(f"[{digits}, 1e400, 123456789012345678901234567890]".encode()).value == [
        digits,
        "1e400",
        123456789012345678901234567890,
    ]


def test_a_byte_order_mark_and_utf_16_are_read() -> None:
    assert read_document(b'\xef\xbb\xbf{"a": 1}').value == {"a": 1}
    assert read_document('["é"]'.encode("utf-16")).value == ["é"]
