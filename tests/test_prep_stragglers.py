"""A lone pair is held against the answers of the group to which it leans, and of no other."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from wordbag import embed

from prep.audit import audit
from prep.known_links import Links
from prep.records import Pair
from prep.remembered import Remembered
from prep.stragglers import leaning

STORED, REMOVED = "Data of closed accounts stays for 90 days.", "Customer data is deleted 180 days after closing."
CLOSED = (
    Pair("1", "", "For how long do you store data once an account has been closed?", STORED),
    Pair("2", "", "we closed our account last week, is the data gone already", STORED),
    Pair("3", "", "When is the data of a closed account deleted?", REMOVED),
    Pair("4", "", "How long is our data kept after the account is closed?", STORED.replace("90", "180")),
)
ELSEWHERE = (
    Pair("5", "", "How do I delete a user?", "Open Users, choose the user and press Delete."),
    Pair("6", "", "Can I reopen a closed account?", "Yes, within a year; write to the help desk."),
    Pair("7", "", "How long do backups stay?", "Backups stay for 35 days."),
    Pair("8", "", "How do I close my account?", "Open Settings > Account > Close and confirm by email."),
)
EDITED = (*CLOSED[:3], replace(CLOSED[3], response=STORED), *ELSEWHERE)


def links(*found: tuple[int, int, float]) -> Links:
    left, right, odds = zip(*found, strict=True)
    return Links(np.array(left, np.int32), np.array(right, np.int32), np.array(odds))


def leans(clusters: Sequence[Sequence[int]], *found: tuple[int, int, float]) -> dict[int, int]:
    return dict(leaning(links(*found), clusters, 0.0))


def test_an_answer_that_an_edit_left_alone_still_contradicts_the_others() -> None:
    before = audit((*CLOSED, *ELSEWHERE), embed)
    assert [f.pair_ids for f in before.findings if f.code == "same-question"] == [("1", "2", "3", "4")]
    assert before.waiting == ("1", "2", "3", "4")
    after = audit(EDITED, embed, as_worded=True)
    assert [f.pair_ids for f in after.findings if f.code == "same-question"] == [("1", "2", "4")]
    assert [f.pair_ids[0] for f in after.findings if f.code == "conflicting-answers"] == ["3"]


def test_after_an_edit_the_audit_that_remembers_says_what_a_cold_one_says(tmp_path: Path) -> None:
    first = Remembered(tmp_path / "remembered.json")
    audit((*CLOSED, *ELSEWHERE), embed, remembered=first)
    first.keep()
    assert audit(EDITED, embed, remembered=Remembered(tmp_path / "remembered.json")) == audit(EDITED, embed)


def test_the_order_of_the_pairs_changes_nothing() -> None:
    assert audit(EDITED[::-1], embed) == audit(EDITED, embed)


def test_a_lone_pair_leans_to_the_group_of_its_strongest_link() -> None:
    assert leans([[0, 1], [2, 3], [4]], (0, 1, 3.0), (2, 3, 3.0), (0, 4, 0.5), (1, 4, -1.0), (2, 4, 0.2)) == {4: 0}


def test_of_equal_links_the_first_pair_counts() -> None:
    assert leans([[0, 1], [2, 3], [4]], (0, 1, 3.0), (2, 3, 3.0), (1, 4, 0.5), (0, 4, -1.0), (2, 4, 0.5)) == {4: 0}


def test_one_strong_link_to_a_group_that_is_far_off_is_not_enough() -> None:
    assert leans([[0, 1, 2], [3]], (0, 1, 3.0), (0, 2, 3.0), (1, 2, 3.0), (0, 3, 1.5)) == {}


def test_without_a_link_at_the_cut_nothing_leans() -> None:
    assert leans([[0, 1], [2]], (0, 1, 3.0), (0, 2, -0.1), (1, 2, -0.2)) == {}


def test_a_pair_that_has_a_group_leans_nowhere() -> None:
    assert leans([[0, 1], [2, 3]], (0, 1, 3.0), (2, 3, 1.0), (0, 2, 2.0), (1, 2, -1.0)) == {}
