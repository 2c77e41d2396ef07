"""prep/one_answer/beside: what the answers of an offer hold against each other is said in one line."""

from prep.one_answer.beside import these_differ
from prep.one_answer.offers import Offer
from prep.records import Pair


def differ(*answers: str) -> str:
    """Of the answers to one question, in the order in which they are offered."""
    return these_differ(Offer(tuple(Pair("abcd"[n], f"T{n}", "What is it?", text) for n, text in enumerate(answers))))


def test_two_values_for_what_is_asked_are_named_the_suggested_one_first() -> None:
    swap = Pair("a", "T1", "When are laptops replaced?", "After 3 years. Order via IT shop.")
    old = Pair(
        "b", "T2", "My laptop is 4 years old, can I get a new one?",
        "Yes, laptops are replaced after 4 years. Order via IT shop, CC of your manager needed.",
    )  # fmt: skip
    assert these_differ(Offer((swap, old))) == "3 years – 4 years"


def test_each_value_stands_once_however_many_answers_and_writings_it_has() -> None:
    in_days = [f"The refund takes {days} days." for days in (14, 20, 30)]
    assert differ(*in_days, "The refund takes two weeks.") == "two weeks – 20 days – 30 days"


def test_yes_and_no_differ() -> None:
    assert differ("Yes, overtime is paid.", "No, overtime is not paid.").casefold() == "yes – no"


def test_what_says_the_same_or_more_differs_in_no_value() -> None:
    assert differ("The cap is 50 € a night.", "The cap is EUR 50 a night.") == ""
    assert differ("You may bank up to 20 days.", "You may bank up to 20 days. Apply by 1 May.") == ""
    assert differ("Ask your team lead.", "Ask the service desk.") == ""
