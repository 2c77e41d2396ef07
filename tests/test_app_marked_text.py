"""Text from tickets stays text, and what changed can be seen."""

from pathlib import Path

import pytest

from app_pages.marked_text import heading, mark_spans, message, paragraph, span, table, word_changes

HERE = Path(__file__).resolve().parent.parent
IMAGE = '<img src="https://example.org/x.png" onerror=alert(1)>'


@pytest.mark.parametrize(
    "html", [span("fact", IMAGE), heading(IMAGE), paragraph([("added", IMAGE)]), message(IMAGE, [])]
)
def test_no_tag_of_a_ticket_becomes_a_tag_of_ours(html: str) -> None:
    assert "<img" not in html and "&lt;img src=&quot;https://example.org" in html


def test_table_cells_are_text_too() -> None:
    assert "<img" not in table(["", "A"], [[IMAGE, IMAGE]])


def test_marks_cut_a_text_into_pieces_and_the_later_mark_wins() -> None:
    pieces = mark_spans("up to 14 days of leave", [(0, 13, "added"), (6, 13, "fact")])
    assert pieces == [("added", "up to "), ("fact", "14 days"), ("same", " of leave")]


def test_a_changed_word_is_marked_on_both_sides() -> None:
    before, after = word_changes("till 31 Mar, rest lapse", "until 31 March. The rest lapses")
    assert [text for kind, text in mark_spans("till 31 Mar, rest lapse", before) if kind == "replaced"] == [
        "till", "Mar", "lapse",
    ]  # fmt: skip
    added = [text for kind, text in mark_spans("until 31 March. The rest lapses", after) if kind == "added"]
    assert added == ["until", "March. The", "lapses"]


def test_equal_texts_have_no_marks() -> None:
    assert word_changes("14 days", "14 Days") == ([], [])


def test_no_file_lets_html_through() -> None:
    for path in [HERE / "streamlit_app.py", *(HERE / "app_pages").glob("*.py")]:
        text = path.read_text(encoding="utf-8")
        assert "unsafe_allow_html" not in text and "unsafe_allow_javascript" not in text, path


def test_html_is_only_ever_what_this_module_built() -> None:
    others = [path for path in (HERE / "app_pages").glob("*.py") if path.name != "marked_text.py"]
    assert others and not any(
        maker in path.read_text(encoding="utf-8") for path in others for maker in ("st.html(", "Html(")
    )
