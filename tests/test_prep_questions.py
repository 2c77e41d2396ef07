"""Two questions ask the same when nothing in one is without a counterpart in the other."""

import numpy as np
import pytest
from wordbag import embed

from prep.embeddings import read_words
from prep.questions import SAME_QUESTION_FROM, crowd_size, crowding, same_question_scores
from prep.questions.crowds import as_among_many


def score(left: str, right: str) -> float:
    return same_question_scores([left], [right], read_words)[0]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("What does the course cost?", "How much is the course?"),
        ("How do I reset my password?", "hello, how can i reset my password please"),
        ("When does the canteen open?", "What are the opening hours of the canteen?"),
        ("VPN", "VPN"),
    ],
)
def test_the_same_asked_in_other_words_counts_as_one_question(left: str, right: str) -> None:
    assert score(left, right) >= SAME_QUESTION_FROM


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("What does the course cost?", "What does the book cost?"),
        ("How many days of annual leave do I get?", "How many days of sick leave do I get?"),
        ("How do I reset my password on my iPhone?", "How do I reset my password on Android?"),
        ("Who approves my vacation request?", "How long does it take until my vacation request is approved?"),
    ],
)
def test_one_wording_with_another_thing_in_it_is_another_question(left: str, right: str) -> None:
    assert score(left, right) < SAME_QUESTION_FROM


def test_what_is_said_first_changes_nothing() -> None:
    two = "Can I return an item?", "Is sending something back possible?"
    assert score(*two) == pytest.approx(score(*reversed(two)), abs=1e-5)


def test_each_pair_has_its_own_score_and_none_is_none() -> None:
    same, other = same_question_scores(
        ["How many days of annual leave do I get?"] * 2,
        ["How many days of annual leave do we get a year?", "Where can a visitor get Wi-Fi?"],
        read_words,
    )
    assert same > other
    assert same_question_scores([], [], read_words) == []


@pytest.mark.parametrize("odd", ["", "???", "🙂", "a" * 2_000])
def test_a_question_without_words_is_no_fault(odd: str) -> None:
    assert 0 <= score(odd, "Where can a visitor get Wi-Fi?") <= 1


def test_a_cosine_counts_less_where_everything_is_close() -> None:
    crowded = embed(["How many days of annual leave do I get?", "How much annual leave per year?"] * 45)
    lonely = embed(["Where is the canteen?"])
    everything = np.concatenate([crowded, lonely])
    crowd = crowding(everything, everything, itself=True)
    assert crowd[0] > crowd[-1]


def test_a_crowd_is_a_hundredth_of_the_texts_within_limits() -> None:
    assert [crowd_size(n) for n in (5, 500, 1_000, 50_000)] == [3, 5, 10, 20]


def test_few_texts_are_taken_to_be_as_crowded_as_many_and_of_many_crowds_stay_as_they_are() -> None:
    means = np.array([0.2, 0.3, 0.4], dtype=np.float32)
    few, many = as_among_many(means, 100, 0.6), as_among_many(means, 600, 0.6)
    assert 0.5 < few.mean() < 0.6 and np.allclose(np.diff(few), np.diff(means), atol=1e-4)
    assert np.array_equal(many, means)


def test_a_handful_of_texts_does_not_tell_how_crowded_it_is() -> None:
    assert as_among_many(np.array([0.9, 0.9], dtype=np.float32), 1, 0.6).max() < 0.5
