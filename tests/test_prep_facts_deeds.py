"""What a question wants to do, and only where somebody does it."""

import pytest

from prep.facts.deeds import deeds, opposed_to


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("How many days of EL can I carry over to next year?", {"carry over"}),
        ("can i encash my EL when i leave?", {"cash in"}),
        ("How do I install the VPN?", {"install"}),
        ("How do I uninstall the VPN?", {"uninstall"}),
        ("Cancel a hotel booking?", {"cancel"}),
        ("Changing a flight, please", {"change"}),
        ("Can I cancel or change it?", {"cancel", "change"}),
        ("How do I book a flight?", {"order"}),
        ("What is the fee when a booking is cancelled?", {"cancel"}),
        ("Can a booking be changed?", {"change"}),
        ("Cancellation of a booking", {"cancel"}),
        ("Change of a booking", {"change"}),
        ("What is the change fee?", {"change"}),
        ("My card is blocked, what now?", set()),
        ("Is a change of mind allowed?", set()),
        ("Where is my booking?", set()),
        ("Where is my order?", set()),
        ("My flight was cancelled, what now?", set()),
        ("Can I change my mind?", set()),
        ("What is the notice period?", set()),
    ],
)
def test_only_a_verb_that_somebody_does_is_a_deed(question: str, named: set[str]) -> None:
    assert deeds(question) == named


@pytest.mark.parametrize(
    ("one", "other", "opposed"),
    [
        ("How do I install it?", "How do I uninstall it?", True),
        ("Can I carry over leave?", "Can I encash leave?", True),
        ("How do I cancel my booking?", "How do I change my booking?", True),
        ("How do I cancel my booking?", "How do I book a room?", True),
        ("Cancellation of a booking", "Change of a booking", True),
        ("How do I block my card?", "How do I unblock my card?", True),
        ("How often must I change my password?", "How often must I renew my password?", False),
        ("Can I change the end of my leave?", "Can I extend my leave?", False),
        ("How do I renew my permit?", "How do I order my permit?", False),
    ],
)
def test_only_some_deeds_are_opposed(one: str, other: str, opposed: bool) -> None:
    assert bool(opposed_to(deeds(one)) & deeds(other)) == bool(opposed_to(deeds(other)) & deeds(one)) == opposed
