"""What an audit worked out is worked out once, and again where it was made from something else."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from wordbag import embed

from prep.audit import audit
from prep.facts import Fact
from prep.records import Pair
from prep.remembered import Remembered, digest_of

LENGTH = TypeAdapter(int)


def lengths(of: Sequence[str], remembered: Remembered) -> tuple[list[int], list[str]]:
    """The length of each text, and the texts that were counted for it."""
    counted: list[str] = []

    def count(places: Sequence[int]) -> Iterator[int]:
        for place in places:
            counted.append(of[place])
            yield len(of[place])

    return remembered.results("length", LENGTH, [digest_of(text) for text in of], count), counted


def test_what_is_known_is_not_worked_out_again(tmp_path: Path) -> None:
    first = Remembered(tmp_path / "remembered.json")
    assert lengths(["leave", "badge"], first) == ([5, 5], ["leave", "badge"])
    first.keep()
    again = Remembered(tmp_path / "remembered.json")
    assert lengths(["badge", "parking", "leave"], again) == ([5, 7, 5], ["parking"])


def test_what_is_no_longer_needed_is_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "remembered.json"
    for texts in (["leave", "badge"], ["leave"]):
        remembered = Remembered(file)
        lengths(texts, remembered)
        remembered.keep()
    assert lengths(["badge"], Remembered(file)) == ([5], ["badge"])


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"code": "another", "results": {"length": {}}}', '{"results": 3}'])
def test_a_damaged_file_or_one_of_another_version_is_none(tmp_path: Path, damaged: str) -> None:
    file = tmp_path / "remembered.json"
    file.write_text(damaged)
    assert lengths(["leave"], Remembered(file)) == ([5], ["leave"])


def test_a_fact_that_counts_whole_seconds_is_kept_without_a_warning(tmp_path: Path) -> None:
    fact = Fact("duration", 86_400, "second", "exactly", 0, 5, "1 day")
    file, form = tmp_path / "remembered.json", TypeAdapter(Fact)
    first = Remembered(file)
    first.results("fact", form, ["1 day"], lambda places: [fact for _ in places])
    first.keep()
    assert Remembered(file).results("fact", form, ["1 day"], lambda places: []) == [fact]


def test_digests_tell_where_one_part_ends() -> None:
    assert digest_of("ab", "c") != digest_of("a", "bc")
    assert digest_of(b"a") != digest_of("a")


def test_an_audit_that_remembers_finds_after_an_edit_what_a_fresh_one_finds(tmp_path: Path) -> None:
    asked = ["How many days of annual leave do I get?", "How much annual leave do we get?", "Annual leave days a year?"]
    pairs = [
        Pair(f"T{number}", "", question, f"You get {days} days of annual leave a year, full-time.")
        for number, (question, days) in enumerate(zip(asked, (25, 25, 20), strict=True))
    ]
    file = tmp_path / "remembered.json"
    first = Remembered(file)
    audit(pairs, embed, remembered=first)
    first.keep()
    edited = [replace(pairs[0], response="You get 30 days of annual leave a year, full-time."), *pairs[1:]]
    found = audit(edited, embed, remembered=Remembered(file))
    assert found == audit(edited, embed)
    assert any(finding.code == "conflicting-answers" for finding in found.findings)


def test_whatever_was_remembered_and_in_whichever_order_the_findings_are_those_of_a_fresh_audit(tmp_path: Path) -> None:
    file = tmp_path / "remembered.json"
    opened, mail = ("What about", "How do I ask for", "Hello, what about"), ("", "", " Mail kim.lee@example.com!")
    asked = ("annual leave", "a lost badge", "the parking space", "my travel costs", "a broken laptop", "the pay slip")
    pairs = [
        Pair(
            f"T{number:02}",
            f"T{number:02}",
            f"{opened[number % 3]} {asked[number % 6]}, please?",
            f"For {asked[number % 6]} you wait {number % 4 + 1} days.{mail[number % 3 if number < 9 else 0]}",
            answered_at=f"2025-{number % 12 + 1:02}-01T09:00:00Z",
        )
        for number in range(48)
    ]
    other = [replace(pair, response="I think it may take a week.") for pair in pairs[:4]]
    again = [replace(pair, instruction=f"{pair.instruction} It is urgent.") for pair in pairs[4:8]]
    for edited in (pairs, [*other, *pairs[4:]], [*other, *again, *pairs[8:]], pairs[6:], pairs):
        remembered = Remembered(file)
        found = audit(edited[::-1], embed, remembered=remembered)
        remembered.keep()
        assert found == audit(edited, embed)
        assert {"near-duplicate", "conflicting-answers", "same-question"} <= {one.code for one in found.findings}
