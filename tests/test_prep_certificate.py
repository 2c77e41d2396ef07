"""The certificate: the nearest training question of each held-out one, and proof that the search finds copies."""

import numpy as np

from prep.certificate import certify
from prep.embeddings import Vectors
from prep.records import Pair

LEAVE = Pair("T1/1", "T1", "How many days of earned leave can I carry forward?", "Up to 30 days.")
VPN = Pair("T2/1", "T2", "Why does the VPN ask for a code twice?", "The first code expired.")


def letters(texts: list[str]) -> Vectors:
    """Texts as counts of their letters, of length 1."""
    counts = np.array([[text.count(letter) for letter in "aeiourstn"] for text in texts], dtype=np.float32)
    return counts / np.linalg.norm(counts, axis=1, keepdims=True)


def test_a_question_that_stands_in_a_longer_one_is_a_copy() -> None:
    longer = Pair("T3/1", "T3", f"{LEAVE.instruction} I was confirmed in February.", "Up to 30 days.")
    found = certify([longer, VPN], [LEAVE], letters)
    assert (found.n_copies, found.is_clean, found.nearest[0].by_wording) == (1, False, "T3/1")


def test_each_nearest_score_is_in_the_distribution() -> None:
    found = certify([LEAVE], [VPN, LEAVE], letters)
    assert sum(found.n_by_copy_score) == sum(found.n_by_cosine) == 2
    assert found.n_by_copy_score[-1] == 1


def test_an_answer_that_training_holds_verbatim_is_counted() -> None:
    spaced = Pair("T4/1", "T4", "Where can I see how much leave moves on?", "Up to  30 days.\n")
    assert certify([LEAVE], [spaced, VPN], letters).n_responses_in_train == 1


def test_the_search_finds_its_planted_copies() -> None:
    planted = certify([LEAVE], [VPN], letters, seed=1).planted
    assert {one.kind for one in planted} >= {"exact", "case", "one typo", "reorder", "greeting", "name"}
    assert all(one.n_found == one.n_planted == 1 for one in planted)


def test_nothing_to_train_on_leaks_nothing() -> None:
    found = certify([], [LEAVE], letters)
    assert found.is_clean and found.nearest[0].by_meaning == ""
