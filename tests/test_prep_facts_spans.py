"""Which places of a text are taken."""

import pytest

from prep.facts.finding import find_facts
from prep.facts.spans import Spans


@pytest.mark.parametrize(
    ("place", "touches"),
    [
        ((0, 3), False),
        ((3, 4), True),
        ((0, 9), True),
        ((5, 8), False),
        ((4, 6), True),
        ((9, 10), True),
        ((10, 12), False),
    ],
)
def test_a_place_touches_another_where_they_share_a_character(place: tuple[int, int], touches: bool) -> None:
    assert Spans([(8, 10), (3, 5)]).touch(*place) is touches


def test_what_is_taken_stays_taken_by_the_first() -> None:
    spans = Spans([(3, 5)])
    spans.add(4, 9)
    assert not spans.touch(5, 9)


def test_a_text_of_ten_thousand_numbers_is_read_to_its_end() -> None:
    facts = find_facts("0-" * 10_000)
    assert len(facts) == 10_000
    assert facts[-1].end == 19_999
