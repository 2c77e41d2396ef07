"""Bytes to text, and what is said about it."""

import pytest

from prep.ingest.decoding import decode, line_decoder, undecoded


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
    "text",
    [
        "When is it open? (Büro Köln) Grüße",
        "När öppnar växeln? Växeln är öppen från åtta till fem på vardagar.",
        "Müller’s Büro – 50 €",
        "Können Sie’s „jetzt“? … Café® ist 20°C",
        "Don’t wait—it is £50",
    ],
)
def test_a_few_accents_among_plain_letters_are_no_chinese_and_no_dos(text: str, n_rows: int) -> None:
    assert text in decode(f'{{"instruction": "{text}"}}\n'.encode("cp1252") * n_rows).text


def test_scripts_of_their_own_are_read_in_theirs() -> None:
    for text, name in (("员工每年有多少天年假？", "gb18030"), ("Как сбросить пароль?", "cp1251")):
        assert text in decode(f"{text}\n".encode(name) * 3).text


@pytest.mark.parametrize("cut", [b"50 \xe2\x82", b"50 \xe2", b"so \xf0\x9f\x98", b"caf\xc3", b"\xe5\xb9\xb4 \xe5\x81"])
@pytest.mark.parametrize("n_rows", [1, 4])
def test_a_character_cut_off_among_plain_letters_is_damage_and_no_older_encoding(cut: bytes, n_rows: int) -> None:
    data = b'{"instruction": "When?"}\n' * n_rows + b'{"instruction": "' + cut + b'"}\n'
    assert undecoded(decode(data).text.splitlines()[-1])
    assert undecoded(line_decoder(lambda: (data,))(data.splitlines()[-1]))


def test_a_cut_far_behind_plain_text_is_damage_too() -> None:
    assert undecoded(decode(b"When is it open?\n" * 20_000 + b"50 \xe2\x82\n").text)


def test_a_table_of_two_programs_keeps_its_utf_8_and_sets_the_rest_aside() -> None:
    lines = decode("Café\n".encode() + "Büro\nKöln\nGrüße\n".encode("cp1252")).text.splitlines()
    assert lines[0] == "Café" and all(map(undecoded, lines[1:]))


def test_a_line_that_may_be_chinese_or_utf_8_is_neither() -> None:
    lines = [text.encode("gb18030") for text in ("员工每年有多少天年假？", "通", "病假怎么申请？", "加班费怎么算")]
    text = line_decoder(lambda: (b"\n".join(lines),))
    assert text(lines[0]) == "员工每年有多少天年假？" and undecoded(text(lines[1]))


def test_few_letters_of_another_script_are_not_guessed() -> None:
    assert undecoded(decode("hello\n员工卡丢了怎么办\n".encode("gb18030")).text), "no Korean with Chinese letters in it"
    assert undecoded(decode("see 价 50\n".encode("gb18030")).text)


def test_utf_8_with_a_damaged_byte_is_not_turned_into_mojibake() -> None:
    decoded = decode("déjà vu, très bien\n".encode() + b"b\xffd\n")
    assert decoded.text.startswith("déjà vu, très bien\n")
    assert undecoded(decoded.text)
    assert "damaged" in decoded.warning
