"""The single scorers, each by what it forgives and what it does not."""

import pytest

from evalsuite.scorers.containment import contained
from evalsuite.scorers.exact import exact
from evalsuite.scorers.fuzzy import fuzzy
from evalsuite.scorers.token_recall import new_token_recall, token_recall
from evalsuite.scorers.words import stem, telling, words


def test_case_accents_plural_thousands_and_number_words_do_not_matter() -> None:
    assert words("Twelve Cafés, 1,200 guests") == words("12 cafe 1200 GUEST")


def test_words_glued_by_a_lost_space_come_apart() -> None:
    assert words("released onMarch 6") == words("released on March 6")


@pytest.mark.parametrize("word", ["credits", "credited", "crediting"])
def test_inflection_goes(word: str) -> None:
    assert stem(word) == "credit"


def test_function_words_and_titles_tell_nothing_unless_there_is_nothing_else() -> None:
    assert telling(words("Does Dr. Prasad have it?")) == ["prasad"]
    assert telling(words("Who is it?")) == list(words("Who is it?"))


def test_exact_forgives_articles_and_case_only() -> None:
    assert exact(["the Tin Woodman"], "Tin woodman.")
    assert not exact(["the Tin Woodman"], "the Tin Woodman of Oz")
    assert not exact(["."], "")


def test_containment_needs_the_words_together() -> None:
    assert contained(["Mariah Carey"], "It was sung by Mariah Carey in 1994.")
    assert contained(["midpiece"], "They are in themidpieceand are spiral.")
    assert not contained(["Mariah Carey"], "Carey, Mariah")
    assert not contained(["1983"], "on September 26, 19831")


def test_recall_counts_the_references_words() -> None:
    assert token_recall(["payroll team"], "Ask the payroll team.") == 1
    assert token_recall(["payroll team"], "Ask the team.") == pytest.approx(0.6)
    assert token_recall([], "anything") == 0


def test_words_of_the_question_earn_nothing() -> None:
    question = "On which river did it begin?"
    assert token_recall(["Missouri River"], "On the Mississippi River.") > 0.5
    assert new_token_recall(question, ["Missouri River"], "On the Mississippi River.") == 0


def test_a_misspelt_name_counts_nearly() -> None:
    assert 0 < token_recall(["Pangaea"], "It was Pangea.") < 1


def test_the_most_similar_stretch_counts() -> None:
    assert fuzzy(["Himalayas"], "part of the Himalayan mountain range") > 0.8
    assert fuzzy(["Himalayas"], "the Andes") < 0.6
    assert fuzzy([], "the Andes") == 0
