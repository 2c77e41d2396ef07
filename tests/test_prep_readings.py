"""Each text is read once, whatever is known of it is not read again, and what was read is what would be read anew."""

import json
from collections.abc import Sequence
from pathlib import Path

from prep.glossary import GENERAL, Entry
from prep.progress import silent
from prep.readings import Readings, read_each
from prep.records import Pair
from prep.remembered import Remembered

PAIRS = [
    Pair(
        "T1", "", "How many days of leave do part-time staff get?", "You get 12 days. Mail jo.doe@example.com to book."
    ),
    Pair("T2", "", "When is the desk open?", "I think the desk is open soon!"),
    Pair("T3", "", "Was kostet das Parken für Gäste und wie zahle ich das?", "Correction: make that 4 euros a day."),
    Pair("T4", "", "", ""),
]


def test_what_was_read_is_what_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "remembered.json"
    for _ in range(2):  # read, then remembered
        remembered = Remembered(file)
        before, now = read_each(PAIRS, None, remembered, silent), Readings()
        remembered.keep()
        for pair in PAIRS:
            assert before.question(pair.instruction) == now.question(pair.instruction)
            assert before.answer(pair.response) == now.answer(pair.response)
            assert before.pair(pair) == now.pair(pair)


def test_what_is_remembered_is_not_read_again(tmp_path: Path) -> None:
    file = tmp_path / "remembered.json"
    remembered = Remembered(file)
    read_each(PAIRS, None, remembered, silent)
    remembered.keep()
    stored = json.loads(file.read_text())
    for question in stored["results"]["questions"].values():
        question["language"] = "Latin"
    file.write_text(json.dumps(stored))
    again = read_each(
        [*PAIRS, Pair("T5", "", "Can I park my car at the office on Sunday?", "Yes.")], None, Remembered(file), silent
    )
    languages = [
        again.question(text).language for text in (PAIRS[0].instruction, "Can I park my car at the office on Sunday?")
    ]
    assert languages == ["Latin", "English"]


def test_another_glossary_judges_anew(tmp_path: Path) -> None:
    pairs: Sequence[Pair] = [Pair("T1", "", "Does QXR carry over?", "Yes, QXR carries over to March.")]
    remembered = Remembered(tmp_path / "remembered.json")
    unknown = read_each(pairs, None, remembered, silent).pair(pairs[0]).judgement
    known = (
        read_each(pairs, GENERAL.with_entries([Entry("QXR", "", "Ann")]), remembered, silent).pair(pairs[0]).judgement
    )
    assert unknown.score < known.score


def test_what_is_remembered_of_a_person_cannot_be_read_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "remembered.json"
    remembered = Remembered(file)
    pairs = [Pair("T1", "T1", "Who is responsible?", "Write to kim.lee@example.com or call +44 20 7946 0958.", "")]
    read_each(pairs, None, remembered, silent)
    remembered.keep()
    assert "kim.lee" not in file.read_text() and "7946" not in file.read_text()
