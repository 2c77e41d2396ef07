"""The slot that a question asks, and what answers fill it with."""

from prep.facts.asked import asked, cases_apart, exchanged, kinds_apart, poles_apart, same_slot
from prep.facts.cases import case_agrees
from prep.facts.filling import filled_otherwise
from prep.facts.leaning import leaning


def test_a_question_word_says_what_fills_the_slot() -> None:
    kinds = {
        "When is the salary paid?": "time",
        "How often does the bus run?": "often",
        "How much is a locker?": "amount",
        "Who signs it?": "who",
        "Where is the ramp?": "where",
        "Are dogs allowed?": "yes-no",
        "I lost my key. What now?": "what",
        "locker price": "",
        "Minimum order?": "amount",
        "What's the limit on gifts?": "amount",
        "What share do I pay?": "amount",
        "transfer time": "time",
        "How often are bins emptied?": "often",
        "How often are you allowed to try?": "amount",
    }
    assert {question: asked(question).kind for question in kinds} == kinds


def test_the_same_slot_is_asked_in_other_words_and_another_one_in_the_same() -> None:
    price = asked("How much does express delivery cost?")
    assert same_slot(price, asked("What is the price of express shipping?")) > 0.8
    assert same_slot(price, asked("How long does express delivery take?")) < 0.5
    assert kinds_apart(asked("Who approves it?"), asked("How long does it take?"))
    assert poles_apart(asked("When does the canteen open?"), asked("When does the canteen close?"))
    assert not poles_apart(asked("When does the canteen open?"), asked("Opening time of the canteen?"))


def test_one_wording_with_other_nouns_asks_for_another_thing() -> None:
    assert exchanged("When is the salary paid?", "When is the bonus paid?") >= 0.8
    assert exchanged("When is the salary paid?", "When is the salary paid out?") == 0
    assert exchanged("Where do I hand in the skis?", "Returning rented gear") < 0.3


def test_an_answer_leans_without_yes_or_no() -> None:
    smoking = asked("Is smoking allowed?")
    said = {
        "Smoking is tolerated.": "yes",
        "The house rules prohibit it.": "no",
        "No, please go outside.": "no",
    }
    assert {text: fact.value for text in said if (fact := leaning(smoking, text))} == said
    assert leaning(smoking, "It is possible if the neighbours agree.") is None


def test_a_question_with_without_turns_the_answer_round() -> None:
    assert (fact := leaning(asked("Can I work without 2FA?"), "No, that is impossible.")) is not None
    assert fact.value == "yes"


def test_a_case_agrees_with_the_limit_that_covers_it() -> None:
    case = "Can I send 15 kg?"
    assert case_agrees(case, asked(case), "Yes, that is fine.", "It may weigh up to 20 kg.") is True
    assert case_agrees(case, asked(case), "Yes, that is fine.", "It may weigh up to 10 kg.") is False
    assert case_agrees(case, asked(case), "Yes, that is fine.", "Use a box.") is None
    assert case_agrees(case, asked(case), "Yes, that is fine.", "It may be up to 40 cm long.") is None


def test_places_persons_and_meanings_differ_when_they_share_nothing() -> None:
    where, room = asked("Where is the cloakroom?"), asked("cloakroom?")
    assert filled_otherwise("It is in the basement.", "It is beside the entrance.", where, room) is not None
    assert filled_otherwise("It is in the basement.", "Go down to the basement.", where, room) is None
    light = asked("What does the red light mean?")
    assert filled_otherwise("It means low battery.", "It means that the lid is open.", light, light) is not None


def test_cases_are_apart_where_each_question_names_its_own() -> None:
    assert cases_apart("I bought my boiler in 2023. How long is it covered?", "Boiler from 2018, is it covered?")
    assert not cases_apart("How long is a boiler covered?", "Boiler from 2018, is it covered?")


def test_a_yes_no_question_may_follow_a_story() -> None:
    assert asked("Spin class tomorrow, can I just show up").kind == "yes-no"
