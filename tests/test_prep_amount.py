"""Enough pairs: against the floor of one topic, and the range that is usual."""

from prep.amount import count_pairs, in_words, size_line, standing_of
from prep.records import Audit, Pair


def test_the_size_is_set_against_floor_and_usual_range() -> None:
    assert "1,500 pairs short of the usual range of 2,000 to 10,000. " in size_line(500)
    assert "and under the floor of 500" in size_line(499)
    assert "within the usual range" in size_line(3_000)
    assert "2,000 pairs above" in size_line(12_000)
    sizes = (499, 500, 1_999, 2_000, 10_000, 10_001)
    assert [standing_of(n) for n in sizes] == ["below-floor", *["below-range"] * 2, *["in-range"] * 2, "above-range"]


def test_each_topic_is_counted_for_itself_the_largest_first() -> None:
    pairs = [Pair(f"T{n}", "", "Why?", "So.", topic) for n, topic in enumerate(("pay", "leave", "leave", "pay", "pay"))]
    amount = count_pairs(pairs, Audit((), (), (), kept=("T1", "T2", "T3"), waiting=("T0",), rejected=("T4",)))
    assert [(one.topic, one.kept, one.waiting, one.rejected) for one in amount.topics] == [
        ("leave", 2, 0, 0),
        ("pay", 1, 1, 1),
    ]
    assert in_words(amount.topics[0]) == "498 short of 500"
