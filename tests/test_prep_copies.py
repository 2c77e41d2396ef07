"""A near-duplicate is the same wording; a paraphrase is not."""

import pytest

from prep.copies import COPY_FROM, copy_score, find_copies, nearest_copies
from prep.wording import same_wording

QUESTION = "How many days of earned leave can I carry forward to the next year?"


@pytest.mark.parametrize(
    "copy",
    [
        "how many days of earned leave can i carry forward to the next year",
        "Hi [AGENT_2], how many days of earned leave can I carry forward to the next year? Thanks!",
        "How many days of eanred leave can I carry forwrad to the next year?",
        "To the next year, how many days of earned leave can I carry forward?",
        "How many days of earned leave can we carry forward to the next year?",
        f"{QUESTION} I was confirmed in February.",
        f"Leave balance at year end: {QUESTION}",
    ],
)
def test_typos_greetings_order_and_names_make_a_copy(copy: str) -> None:
    assert copy_score(QUESTION, copy) >= COPY_FROM


@pytest.mark.parametrize(
    "paraphrase",
    [
        "What happens to my unused EL in December, does it roll over?",
        "Is there a limit on the leave days that move into next year's balance?",
        "Can I take my earned leave balance along when the year ends, and how much of it?",
    ],
)
def test_a_paraphrase_is_not_a_copy(paraphrase: str) -> None:
    assert copy_score(QUESTION, paraphrase) < COPY_FROM


def test_another_number_is_never_a_copy() -> None:
    assert copy_score("May I carry 5 days forward?", "May I carry 15 days forward?") == 0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Is htere a limit to topups?", "Is there a limit to top-ups?"),
        ("Activate teh card", "activate the card"),
        ("cant log in", "Can't log-in!"),
        ("May I spend 1,000 on it?", "May I spend 1000 on it"),
        ("Priya here. Where is my card?", "where is my card"),
        ("Do you accept exchanges to EUR?", "Do you accept exchanges to UR?"),
        ("Do you work with all fiat currencies?", "Do ou work with ll fiat currencies?"),
        ("I'm panicking! I lost my card! Help!", "i'M PANICKING! i LOST MY CARD! hELP!"),
        ("It failed. Please let me know if there is any issue.", "It failed. Please let me know if there is ny issue."),
    ],
)
def test_slips_and_punctuation_leave_a_short_question_a_copy(left: str, right: str) -> None:
    assert copy_score(left, right) >= COPY_FROM


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Is my account locked?", "Is my account unlocked?"),
        ("How much EL is left?", "How much SL is left?"),
        ("How much AL is left?", "How much PL is left?"),
        ("May I pay in USD?", "May I pay in USB?"),
        (
            "How do I reset my PIN? Please let me know if you have any questions at all.",
            "Where is the canteen? Please let me know if you have any questions at all.",
        ),
        (QUESTION, f"{QUESTION} I was confirmed on 3 February."),
        ("Leave on Friday", "Leave on Friday is not booked, why, and who books it for me?"),
    ],
)
def test_another_word_another_number_or_a_short_text_in_a_long_one_makes_no_copy(left: str, right: str) -> None:
    assert copy_score(left, right) < COPY_FROM


@pytest.mark.parametrize(("one", "other"), [("TDS", "TES"), ("WFA", "WFH"), ("PTO", "PTA"), ("PBX", "PAX")])
def test_an_abbreviation_with_another_letter_is_another_one(one: str, other: str) -> None:
    left, right = f"Who grants {one}?", f"Who grants {other}?"
    assert copy_score(left, right) < COPY_FROM and find_copies([left, right]) == []
    assert nearest_copies([left], [right])[0][1] < COPY_FROM


@pytest.mark.parametrize("slip", ["Who grants POT?", "who grants pta?", "WHO GRANTS PTA?", "Who grants PPTO?"])
def test_an_abbreviation_mistyped_is_still_a_copy(slip: str) -> None:
    assert copy_score("Who grants PTO?", slip) >= COPY_FROM


def test_case_punctuation_and_order_leave_the_wording_the_same() -> None:
    assert same_wording("Reset my VPN password, please!", "please: vpn password - reset my")
    assert not same_wording("Reset my VPN password", "Reset my VPN token")


def test_copies_are_found_whatever_the_order_of_the_rows() -> None:
    texts = [QUESTION, "Where is the canteen?", "hello, " + QUESTION.lower(), "Wher is the cantene?"]
    assert [(copy.left, copy.right) for copy in find_copies(texts)] == [(0, 2), (1, 3)]
    assert len(find_copies(texts[::-1])) == 2


def test_the_nearest_copy_of_an_unrelated_text_is_nobody() -> None:
    assert nearest_copies(["zzz"], [QUESTION]) == [(-1, 0.0)]
    assert nearest_copies([QUESTION], ["Where?", QUESTION])[0] == (1, 1.0)


def test_the_search_scores_copies_as_one_comparison_does() -> None:
    asked, copied = QUESTION, "How many days of eanred leave can I carry forwrad to the next year?"
    (copy,) = find_copies([asked, copied, "How many days until the canteen opens next year?"])
    assert copy.score == copy_score(asked, copied)
