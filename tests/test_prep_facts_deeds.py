"""What a question wants to do, and only where somebody does it."""

import pytest

from prep.facts.deeds import deeds


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
        ("Where is my order?", set()),
        ("My flight was cancelled, what now?", set()),
        ("Can I change my mind?", set()),
        ("What is the notice period?", set()),
    ],
)
def test_only_a_verb_that_somebody_does_is_a_deed(question: str, named: set[str]) -> None:
    assert deeds(question) == named
