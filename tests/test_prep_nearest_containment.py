"""Which text shares most of its characters with another, whatever stands around it."""

import pytest

from prep.nearest_containment import nearest_by_containment

LEAVE = "How many days of earned leave can I carry forward?"
VPN = "Why does the VPN ask for a code twice?"


def test_the_one_that_holds_the_question_whole_is_nearest() -> None:
    assert nearest_by_containment([LEAVE], [VPN, f"I was confirmed in May. {LEAVE} Thanks."]) == [(1, 1.0)]


def test_a_part_counts_by_its_share_of_the_shorter_one() -> None:
    ((place, share),) = nearest_by_containment([LEAVE], [VPN, "How many days of sick leave can I take in a row?"])
    assert place == 1 and 0.2 < share < 0.9


def test_of_equals_the_first_is_named() -> None:
    assert nearest_by_containment([LEAVE], [VPN, LEAVE, LEAVE]) == [(1, pytest.approx(1.0))]


def test_short_texts_stand_in_too_many_others_to_count() -> None:
    assert nearest_by_containment(["VPN again?", LEAVE], ["VPN again? It asks for a code twice."]) == [(-1, 0.0)] * 2
    assert nearest_by_containment([LEAVE], []) == [(-1, 0.0)]
