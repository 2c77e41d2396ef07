"""A page that a manager reads, offline, whatever the texts in it contain."""

import re

from evalsuite.records import Answer, Grade, Graded, GradedAnswer, Part, Question, Stamp
from evalsuite.report import SHOWN, report_html
from evalsuite.summarise import summarise


def row(
    grade: Grade,
    *,
    text: str = "12 days",
    part: Part = "taught",
    refused: bool = False,
    place: int = 0,
    by: str = "fine_tuned",
) -> GradedAnswer:
    return GradedAnswer(
        Question(f"{part}{place}", "How many days?", ("18 days",), "leave", part),
        Answer(f"{part}{place}", by, text, "", "", None),
        Graded(grade, 0.1, refused, ("“18 days” became “12 days”",)),
    )


def page(*rows: GradedAnswer) -> str:
    return report_html(summarise(rows, stamp=Stamp("abcdef0123456789", 1, 0), seed=1), rows)


def test_the_title_is_the_finding() -> None:
    html = page(row("correct", place=1), row("wrong", place=2))
    assert "<title>Fine-tuned model, asked what it was taught: 1 of 2 right.</title>" in html


def test_hostile_texts_are_shown_as_text() -> None:
    html = page(row("wrong", text="<img src=http://evil.example/x onerror=alert(1)>{{ 7 * 7 }}"))
    assert "<img" not in html
    assert "&lt;img src=http://evil.example/x" in html
    assert "{{ 7 * 7 }}" in html


def test_nothing_is_loaded_from_anywhere() -> None:
    html = page(row("wrong"), row("correct", place=1))
    assert "<script" not in html
    assert not re.search(r"(?:src|href)\s*=|@import|url\(", html)


def test_a_wrong_answer_stands_beside_its_reference_and_the_reason() -> None:
    html = page(row("wrong"))
    assert "Wrong answers (1)" in html
    assert "“18 days” became “12 days”" in html


def test_refusals_inventions_and_errors_are_listed_apart() -> None:
    html = page(
        row("wrong", refused=True, place=1),
        row("wrong", part="untaught", place=2),
        row("wrong", part="untaught", refused=True, place=3),
        row("unsure", place=4),
        row("unscored", place=5),
    )
    for title in (
        "Refused although taught (1)",
        "Invented although never taught (1)",
        "Unsure: grade these by hand (1)",
        "Errors, counted nowhere (1)",
    ):
        assert title in html
    assert "Wrong answers" not in html


def test_long_lists_are_cut_and_say_so() -> None:
    html = page(*(row("wrong", place=place) for place in range(SHOWN + 3)))
    assert "3 more are in scores.jsonl." in html


def test_it_says_whether_it_beats_the_nearest_pair() -> None:
    tuned = [row("correct", place=place) for place in range(40)]
    copied = [row("wrong", place=place, by="nearest_pair") for place in range(40)]
    assert "Better than the nearest training pair: 100.0 points" in page(*tuned, *copied)
    assert "Not shown to differ from the nearest training pair" in page(
        *tuned[:2], *copied[:1], row("correct", place=1, by="nearest_pair")
    )


def test_an_outage_is_the_headline() -> None:
    html = page(*(row("unscored", place=place) for place in range(132)))
    assert "No answer could be graded: 132 errors. Nothing was counted as wrong." in html
