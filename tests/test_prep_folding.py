"""Copies fold; a planted one-fact conflict never does, whatever the length of the answer around it."""

import random

import pytest

from prep.folding import may_fold

SENTENCES = (
    "Please keep the confirmation mail in a safe place.",
    "The team reads each message in the order of arrival.",
    "Colleagues at the other sites use the same form.",
    "Nothing else has to be attached at this point.",
    "The address on file is used for letters.",
    "Older requests stay on the list for reference.",
    "A short note in the comment field speeds things up.",
)
ONE_FACT = (
    ("You have 14 days to return it.", "You have 30 days to return it."),
    ("The fee is $25 per seat.", "The fee is €25 per seat."),
    ("It takes 5 working days.", "It takes 5 days."),
    ("Submit it by 31 March.", "Submit it by 31 May."),
    ("The desk opens at 8:30.", "The desk opens at 9:30."),
    ("The rate is 0.5 per cent.", "The rate is 5 per cent."),
    ("Late claims are accepted.", "Late claims are not accepted."),
    ("You must keep the receipt.", "You need not keep the receipt."),
    ("You can do it.", "You can't do it."),
    ("Weekends are included.", "Weekends are excluded."),
    ("Write to pay@acme.example.", "Write to people@acme.example."),
    ("See acme.example/returns.", "See acme.example/refunds."),
    ("Open Settings > Privacy.", "Open Settings > Security."),
    ("Your line manager approves it.", "Your department head approves it."),
    ("Apply in Meridian.", "Apply in PayNest."),
    ("This holds for contractors.", "This holds for interns."),
    ("Take it before lunch.", "Take it after lunch."),
    ("It starts on 1 May and ends on 3 June.", "It starts on 3 June and ends on 1 May."),
    ("The limit is twelve points.", "The limit is fifteen points."),
    ("At least 3 people sign.", "At most 3 people sign."),
    ("It was increased.", "It was decreased."),
    ("Only managers may ask.", "Managers may ask."),
    ("Ask Anna in finance.", "Ask Karla in finance."),
    ("The door is on the left.", "The door is on the right."),
    ("Use the blue form.", "Use the green form."),
    ("Unused days lapse.", "Unused days roll over."),
)


def around(fact: str, n_words: int, seed: int) -> str:
    chance = random.Random(seed)
    said: list[str] = []
    while sum(len(sentence.split()) for sentence in said) + len(fact.split()) < n_words:
        said.append(chance.choice(SENTENCES))
    said.insert(chance.randrange(len(said) + 1), fact)
    return " ".join(said)


@pytest.mark.parametrize("n_words", [10, 20, 33, 60, 120])
def test_planted_one_fact_conflicts_survive(n_words: int) -> None:
    folded = [
        (left, right)
        for seed, (left, right) in enumerate(ONE_FACT)
        if may_fold(around(left, n_words, seed), around(right, n_words, seed))
    ]
    assert folded == []


@pytest.mark.parametrize("n_words", [10, 33, 120])
def test_greetings_case_and_a_slip_fold(n_words: int) -> None:
    answer = around("You have 14 days to return the parcel.", n_words, 1)
    assert may_fold(answer, answer.upper().lower())
    assert may_fold(answer, f"Hello [CUSTOMER_1],\n\n{answer}\n\nKind regards")
    assert may_fold(answer, answer.replace("parcel", "pacrel"))
    assert may_fold(answer, " ".join(sorted(answer.replace(". ", ".|").split("|"))))


def test_a_fuller_answer_folds_with_a_shorter_one_that_says_the_same() -> None:
    short = "The annual leave quota is 25 days."
    assert may_fold(short, "You have an annual leave quota of 25 days; it is shown under Leave > Balance.")


def test_answers_about_other_things_do_not_fold() -> None:
    assert not may_fold("Restart the router.", "Please reinstall the mail program.")
    assert not may_fold("It takes 5 days.", "You will find it in PayNest.")
