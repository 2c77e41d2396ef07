"""Copies that an earlier audit found are not searched again, and are the same that a new search finds."""

import json
from pathlib import Path

from prep.copies import find_copies
from prep.known_copies import known_copies
from prep.remembered import Remembered

LEAVE = ["How many days of annual leave do I get?", "how many days of anual leave do i get", "Where is the canteen?"]
BADGE = ["I have lost my badge, what do I do?", "Hi, I have lost my badge, what do I do? Thanks!"]


def test_after_an_edit_they_are_those_of_a_new_search(tmp_path: Path) -> None:
    file = tmp_path / "remembered.json"
    for texts in (LEAVE, [*BADGE, *LEAVE], [BADGE[1], LEAVE[2], LEAVE[1], BADGE[0]], [LEAVE[0], *BADGE], LEAVE, []):
        remembered = Remembered(file)
        assert known_copies(texts, remembered) == find_copies(texts)
        remembered.keep()


def test_what_is_remembered_is_not_searched_again(tmp_path: Path) -> None:
    file = tmp_path / "remembered.json"
    remembered = Remembered(file)
    known_copies(LEAVE, remembered)
    remembered.keep()
    stored = json.loads(file.read_text())
    for copies in stored["results"]["copies"].values():
        copies.clear()
    file.write_text(json.dumps(stored))
    assert [(one.left, one.right) for one in known_copies([*LEAVE, *BADGE], Remembered(file))] == [(3, 4)]
