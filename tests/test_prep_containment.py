"""A question within a longer text is found by its characters, whatever surrounds it."""

from itertools import product

from prep.containment import CONTAINED_FROM, contained_pairs, containment, normalised

QUESTION = "how many days of earned leave can i carry forward"
LONGER = f"leave {QUESTION} i was confirmed in february"


def test_case_punctuation_and_white_space_are_no_difference() -> None:
    assert normalised("Can't  log-in:\nWHY?") == "cant log in why"


def test_a_question_stands_in_a_longer_text() -> None:
    assert containment(QUESTION, LONGER) == containment(LONGER, QUESTION) == 1


def test_a_short_text_stands_in_too_many_to_count() -> None:
    assert containment("how many days of earned leave"[:22], LONGER) == 0


def test_the_search_finds_what_comparing_all_with_all_finds() -> None:
    texts = [QUESTION, "where is the canteen", LONGER, LONGER.replace("earned", "eanred"), QUESTION + " to march",
             "how many days of sick leave can i take before i need a note"]  # fmt: skip
    by_hand = {
        (left, right)
        for left, right in product(range(len(texts)), repeat=2)
        if containment(texts[left], texts[right]) >= CONTAINED_FROM
    }
    assert {(left, right) for left, right, _ in contained_pairs(texts, texts)} == by_hand
    assert {(left, right) for left, right, _ in contained_pairs(texts, list(texts))} == by_hand
    assert (0, 2) in by_hand and (0, 5) not in by_hand
