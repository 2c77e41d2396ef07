"""Two wordings are compared without whom they address and who signs."""

import pytest

from prep.addressing import unaddressed

SAID = "where is my card"


@pytest.mark.parametrize(
    "text",
    [
        f"Hi priya, {SAID}",
        f"Good morning team! {SAID}",
        f"Chiara Rossi here. {SAID}",
        f"Hi, I'm Tom. {SAID}",
        f"{SAID} Thanks, Priya Patel",
        f"Hello [AGENT_1],\n{SAID}\n\nKind regards\n[CUSTOMER_2]",
    ],
)
def test_greeting_introduction_and_sign_off_go(text: str) -> None:
    assert unaddressed(text) == SAID


@pytest.mark.parametrize("text", ["Thanks!", "Is Google Pay - Mastercard accepted here?", "This is urgent. Help."])
def test_what_is_said_stays(text: str) -> None:
    assert unaddressed(text) == text
