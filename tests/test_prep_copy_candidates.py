"""The search for copies looks at few pairs and misses none."""

import random

import pytest

from prep.copies import COPY_FROM, copy_score, find_copies, nearest_copies
from prep.copy_candidates import Index
from prep.matching_words import matching_words
from prep.wording import Wording, wording

ASKED = [
    "How many days of earned leave can I carry forward to the next year?",
    "How many days of earned leave can we carry over to the next year?",
    "How do I reset the password of my laptop?",
    "Where do I log in to see my pay slip?",
    "May I spend 1,000 on a chair?",
    "Log in",
    "Is the canteen open on Friday?",
    "hello there",
]


def mistyped(text: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(text) - 1)
    return rng.choice(
        (
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text[:at] + text[at + 1 :],
            text[:at] + rng.choice("aeiorst ") + text[at:],
            " ".join(sorted(text.split(), key=lambda _: rng.random())),
        )
    )


def many_slips() -> list[str]:
    rng = random.Random(3)
    texts = list(ASKED)
    for _ in range(160):
        texts.append(mistyped(rng.choice(texts), rng))
    return texts


def test_every_two_texts_that_score_as_copies_are_found() -> None:
    texts = many_slips()
    scored = {
        (left, right)
        for right in range(len(texts))
        for left in range(right)
        if copy_score(texts[left], texts[right]) >= COPY_FROM
    }
    assert {(copy.left, copy.right) for copy in find_copies(texts)} == scored
    assert len(scored) > 200


def test_texts_that_share_too_few_of_their_words_are_not_looked_at() -> None:
    texts = [Wording(wording(text), ()) for text in (*ASKED, "How do I rest the pasword of my laptop")]
    assert list(Index(texts, texts).candidates(COPY_FROM)) == [(2, 8)]


def test_one_set_is_searched_in_the_other_whichever_text_is_longer() -> None:
    short, long = Wording(("reset", "my", "password"), ()), Wording(("reset", "my", "passwrod", "now"), ())
    assert list(Index([short], [long]).candidates(0.8)) == [(0, 0)]
    assert list(Index([long], [short]).candidates(0.8)) == [(0, 0)]


def test_texts_with_other_numbers_are_not_looked_at() -> None:
    texts = [Wording(("carry", "5", "days"), ("5",)), Wording(("carry", "7", "days"), ("7",))]
    assert list(Index(texts, texts).candidates(0.6)) == []


def test_slips_and_words_run_together_match_and_words_of_their_own_do_not() -> None:
    words = ["password", "passwrod", "pass", "word", "leave", "lease", "earnd", "earned", "abc", "cab"]
    found = {(words[one], words[other]) for one, other in matching_words(words)}
    assert ("password", "passwrod") in found and ("passwrod", "password") in found
    assert {("password", "pass"), ("password", "word"), ("earned", "earnd"), ("abc", "cab")} <= found
    assert not any({"leave", "pass"} == set(pair) for pair in found)
    assert all(one != other for one, other in found)


def test_the_nearest_text_is_the_one_with_the_highest_score_of_all() -> None:
    texts = many_slips()
    asked, searched = texts[::4], [text for place, text in enumerate(texts) if place % 4]
    for question, (place, score) in zip(asked, nearest_copies(asked, searched), strict=True):
        highest = max(copy_score(question, other) for other in searched)
        assert score == pytest.approx(highest), question
        assert copy_score(question, searched[place]) == pytest.approx(highest)
    far = ["Which tram goes to the office from the station?", "Whom do I call for a new badge?", "Log out"]
    highest_of_all = [max(copy_score(question, other) for other in ASKED) for question in far]
    assert [score for _, score in nearest_copies(far, ASKED)] == pytest.approx(highest_of_all)
    assert max(highest_of_all) < COPY_FROM
