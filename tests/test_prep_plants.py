"""Planted copies prove a search, or show where it is blind."""

from prep.copies import copies_across
from prep.plants import Planted, count_found, plant

ASKED = ["How do I locate my card?", "Is there a limit to top-ups?", "what are exchange rates", "[AGENT_1]?"]


def test_the_same_seed_plants_the_same_copies() -> None:
    assert plant(ASKED, seed=3) == plant(ASKED, seed=3) != plant(ASKED, seed=4)


def test_a_question_without_words_gets_no_typo() -> None:
    assert sorted(plant(ASKED, seed=3)["one typo"]) == [0, 1, 2]


def test_a_typo_makes_no_other_word() -> None:
    planted = {plant(["hasn't"], seed=seed)["one typo"][0].replace("'", "") for seed in range(3_000)}
    assert "hasnt" not in planted and "hadnt" not in planted and len(planted) > 50


def test_the_shipped_search_finds_every_plant_in_short_questions() -> None:
    for seed in range(20):
        planted = plant(ASKED[:3], seed=seed)
        missed = [row for row in count_found(planted, lambda texts: copies_across(ASKED, texts))
                  if row.n_found < row.n_planted]  # fmt: skip
        assert missed == [], seed


def test_a_blind_search_is_shown_by_its_plants() -> None:
    found = count_found({"case": {0: "HOW?"}}, lambda texts: set())
    assert found == (Planted("case", n_planted=1, n_found=0),)
