"""prep/own_matters: what somebody wants done, or told of their own matter alone."""

import pytest

from prep.own_matters import asks_how_it_stands, asks_leave, asks_own_figure, asks_what_happened, wants_a_deed


@pytest.mark.parametrize(
    "question",
    ["The tap drips.", "Could you unlock my account?", "Please add Tomasz to the group", "Any news on my refund?"],
)
def test_a_fault_a_request_and_the_state_of_a_matter_want_a_deed(question: str) -> None:
    assert wants_a_deed(question)


@pytest.mark.parametrize(
    "question",
    [
        "Where are the lockers?",
        "Could you explain how overtime is counted?",
        "Please give the official figure.",
        "I cannot find the holiday form.",
        "My badge is new. Does the side door open with it?",
    ],
)
def test_who_wants_to_know_what_holds_wants_no_deed(question: str) -> None:
    assert not wants_a_deed(question)


def test_own_matters_are_told_from_what_everybody_asks() -> None:
    assert asks_own_figure("How many days do I have left?")
    assert not asks_own_figure("How many days can I carry over?")
    assert asks_what_happened("Has my letter been signed?")
    assert asks_what_happened("Did you get my form?")
    assert not asks_what_happened("When is my salary paid?")
    assert asks_how_it_stands("What happened to it, any news?")
    assert not asks_how_it_stands("How long does a repair take?")
    assert asks_leave("May I leave at noon on the 14th?")
    assert not asks_leave("May I leave at noon on Fridays?")


def test_a_long_run_of_marks_or_blanks_takes_no_time() -> None:
    """Where each mark is read on to the end, this takes minutes."""
    for run in (". " * 50_000, "." * 100_000, "Hi." + " " * 100_000):
        assert not asks_what_happened(f"{run}x") and not asks_leave(f"{run}x")
