"""Characters as their author meant them."""

import pytest

from prep.mail.repair import bidi_controls, repair


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("Hi\\n\\nI can't log in.\\nThanks", "Hi\n\nI can't log in.\nThanks"),
        ("Weâ€™re here â€“ cafÃ©", "We’re here – café"),
        ("A\r\nB\u2028C\rD", "A\nB\nC\nD"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("pay\u202etxt.exe", "paytxt.exe"),
        ("5\u00a0days &amp; more", "5 days & more"),
        ("Z" + "\u0301" * 20, "Z" + "\u0301" * 4),
        ("nul\x00l", "null"),
    ],
)
def test_damage_is_repaired(damaged: str, meant: str) -> None:
    assert repair(damaged) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Save it in C:\\new\\notes\nThanks",
        "The pattern \\d+\\n matches",
        "“Curly” quotes – and accents: café, naïve",
        "👨\u200d👩\u200d👧 می\u200cخواهم",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    ],
)
def test_what_is_not_damaged_stays(text: str) -> None:
    assert repair(text) == text


def test_controls_that_reverse_a_text_are_named() -> None:
    assert bidi_controls("pay\u202etxt.exe") == "U+202E"
    assert bidi_controls("שלום") == ""
