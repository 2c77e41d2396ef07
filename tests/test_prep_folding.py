"""Copies fold; a planted one-fact conflict never does, whatever the length of the answer around it."""

import random
from collections.abc import Sequence

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
OTHER_SENTENCES = (
    "Somebody from the office gets back to everyone who writes.",
    "Screenshots make a request quicker to understand.",
    "This page is checked twice a year by the owner.",
    "Drafts can be saved and finished on another day.",
    "Most requests are closed within the same week.",
    "Former members write to the same mailbox.",
)
# What differs here is of no kind that the search for facts knows.
UNKNOWN_FACTS = (
    ("The lamp blinks amber.", "The lamp blinks violet."),
    ("Ask for the oak key.", "Ask for the birch key."),
    ("Take the ferry.", "Take the tram."),
    ("We pay the postage.", "You pay the postage."),
    ("Send the parcel to the depot.", "Collect the parcel from the depot."),
    ("Call us in the morning.", "Call us in the evening."),
    ("Maria signs it.", "Marta signs it."),
    ("Tighten the upper screw.", "Tighten the lower screw."),
    ("Soak it overnight.", "Soak it briefly."),
    ("Hold reset, then press power.", "Press power, then hold reset."),
    ("Use olive oil.", "Use linseed oil."),
    ("The team signs it.", "The madam signs it."),
    ("Money goes to your account.", "Money goes from your account."),
    ("E4 means the tank is empty.", "E4 means the tank is overfull."),
    ("The deposit is returned with interest.", "The deposit is returned with no interest."),
    ("Two-factor sign-in is optional.", "Two-factor sign-in is mandatory."),
    ("Points are valid for 24 months.", "Points never expire."),
    ("Receipts are needed above 10 crowns.", "Receipts are needed for every expense."),
    ("Your lease ends.", "Your leave ends."),
)


def around(fact: str, n_words: int, seed: int, filler: Sequence[str] = SENTENCES) -> str:
    chance = random.Random(seed)
    said: list[str] = []
    while sum(len(sentence.split()) for sentence in said) + len(fact.split()) < n_words:
        said.append(chance.choice(filler))
    said.insert(chance.randrange(len(said) + 1), fact)
    return " ".join(said)


@pytest.mark.parametrize("n_words", [10, 20, 33, 60, 120])
def test_planted_one_fact_conflicts_survive(n_words: int) -> None:
    folded = [
        (left, right)
        for seed, (left, right) in enumerate(ONE_FACT + UNKNOWN_FACTS)
        if may_fold(around(left, n_words, seed), around(right, n_words, seed))
    ]
    assert folded == []


@pytest.mark.parametrize("n_words", [10, 20, 33, 60, 120])
@pytest.mark.parametrize("filler", [OTHER_SENTENCES, (*SENTENCES, *OTHER_SENTENCES)])
def test_planted_one_fact_conflicts_survive_in_other_words(n_words: int, filler: Sequence[str]) -> None:
    folded = [
        (left, right)
        for seed, (left, right) in enumerate(ONE_FACT + UNKNOWN_FACTS)
        if may_fold(around(left, n_words, seed), around(right, n_words, seed + 1, filler))
        or may_fold(left, around(right, n_words, seed, filler))
        or may_fold(around(left, n_words, seed, filler), right)
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
    assert may_fold("Hi, please use form 7. Kind regards", "You find it on the intranet. Use form 7, please.")


def test_the_same_words_cut_into_other_sentences_fold() -> None:
    steps = "Open the form, fill in the date and send it to payroll."
    assert may_fold(steps, "- Open the form\n- Fill in the date\n- And send it to payroll")


def test_an_answer_in_other_words_is_kept() -> None:
    assert not may_fold("Probation lasts 6 months.", "New employees are on probation for half a year.")


def test_answers_about_other_things_do_not_fold() -> None:
    assert not may_fold("Restart the router.", "Please reinstall the mail program.")
    assert not may_fold("It takes 5 days.", "You will find it in PayNest.")
