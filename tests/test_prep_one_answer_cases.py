"""prep/one_answer/cases: questions about different cases are told apart before one answer is given to all."""

import pytest

from prep.one_answer.cases import different_cases
from prep.one_answer.offers import Offer
from prep.records import Pair


def cases(*pairs: tuple[str, str]) -> str:
    return different_cases(Offer(tuple(Pair("abcd"[n], f"T{n}", *texts) for n, texts in enumerate(pairs))))


def test_two_sites_are_two_cases() -> None:
    assert cases(
        ("From which day do I need a sick note in Mirefield?", "In Mirefield it is needed from the 8th calendar day."),
        ("From which day do I need a sick note at the Halden site?", "At Halden a doctor's note is needed from day 4."),
    ) == "Mirefield – Halden"  # fmt: skip


def test_what_the_answers_are_about_names_the_cases() -> None:
    assert cases(
        ("When do office staff get a new laptop?", "Office staff get a new laptop every 3 years."),
        ("New laptop: How often do designers get a new workstation?", "CAD designers get a workstation every 2 years."),
    ) == "office staff – designers workstation"  # fmt: skip


def test_limits_that_exclude_each_other_are_cases_where_each_answer_has_its_own_figure() -> None:
    home = ("Do I pay for domestic orders?", "Shipping costs 5 €.")
    assert cases(home, ("Do I pay for orders from abroad?", "Shipping costs 12 €.")) == "domestic – abroad"
    assert cases(home, ("Do I pay for orders from abroad?", "We charge 5 € for shipping.")) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("How long is a guest wifi code valid?", "Guest WiFi codes are valid for 24 hours."),
         ("How long does a guest wi-fi code last?", "A guest Wi-Fi code lasts 7 days.")),
        (("Working abroad: May I work from Spain?", "Up to 20 days a year."),
         ("Can I work from Spain for some weeks?", "Yes, 20 days a year in Spain.")),
        (("How many days of leave can I carry over?", "Up to 5 days."),
         ("Carry-over of leave, how much?", "You can carry over 8 days.")),
    ],
)  # fmt: skip
def test_one_case_in_other_words_stays_one(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert cases(one, other) == ""
