"""Bytes to text, and what is said about it."""

import pytest

from prep.ingest.decoding import decode, undecoded


def test_utf_8_and_utf_16_are_recognised_by_mark_or_content() -> None:
    for data in ("é,b".encode(), "é,b".encode("utf-8-sig"), "é,b".encode("utf-16")):
        assert (decode(data).text, decode(data).warning) == ("é,b", "")
    assert decode("question,answer\n".encode("utf-16-le")).text == "question,answer\n"


def test_an_old_code_page_is_read_with_a_warning() -> None:
    decoded = decode("Müller asks — how?\n".encode("cp1252") * 20)
    assert "Müller asks — how?" in decoded.text
    assert "cp1252" in decoded.warning


@pytest.mark.parametrize("n_rows", [1, 20])
@pytest.mark.parametrize(
    "text", ["When is it open? (Büro Köln) Grüße", "När öppnar växeln? Växeln är öppen från åtta till fem på vardagar."]
)
def test_a_few_accents_among_plain_letters_are_no_chinese_and_no_dos(text: str, n_rows: int) -> None:
    assert text in decode(f'{{"instruction": "{text}"}}\n'.encode("cp1252") * n_rows).text


def test_scripts_of_their_own_are_read_in_theirs() -> None:
    for text, name in (("员工每年有多少天年假？", "gb18030"), ("Как сбросить пароль?", "cp1251")):
        assert text in decode(f"{text}\n".encode(name) * 3).text


def test_utf_8_with_a_damaged_byte_is_not_turned_into_mojibake() -> None:
    decoded = decode("déjà vu, très bien\n".encode() + b"b\xffd\n")
    assert decoded.text.startswith("déjà vu, très bien\n")
    assert undecoded(decoded.text)
    assert "damaged" in decoded.warning
