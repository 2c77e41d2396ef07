"""Trees add up, and a signal at its cut counts as below it."""

from prep.boosted_trees import Boosted, probability

ONE = Boosted(1.0, (("a", 0.5, "b", 2.0, "a", 0.8, 0.1, 0.2, 0.3, 0.4),))


def test_a_tree_asks_two_questions() -> None:
    answers = [ONE.odds({"a": a, "b": b}) for a, b in ((0.5, 2.0), (0.0, 2.1), (0.6, 0.0), (0.9, 0.0))]
    assert answers == [1.1, 1.2, 1.3, 1.4]


def test_log_odds_become_a_probability_however_low() -> None:
    assert probability(0) == 0.5
    assert probability(-1000) == 0.0
