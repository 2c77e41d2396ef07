"""A placeholder at the end of a reply signs it, unless the sentence needs a person there."""

import pytest

from prep.signing import sign_off_start

ANSWER = "Claims close after 30 days"


@pytest.mark.parametrize(
    "signed",
    [". [AGENT_3]", " [AGENT_3]", " - [AGENT_3]", ", [AGENT_3]", ".\n[AGENT_3]", ". Best, [AGENT_3] | HR Desk",
     ". ^[AGENT_3]", ". ([AGENT_3])", ". [AGENT_3], Payroll", ".\n\nRgds, [AGENT_3] (People Team)",
     ". [AGENT_3] (IT)"],
)  # fmt: skip
def test_a_sign_off_is_found(signed: str) -> None:
    text = ANSWER + signed
    start = sign_off_start(text)
    assert start is not None
    assert text[:start].rstrip(".") == ANSWER


@pytest.mark.parametrize(
    "text",
    ["Please contact [AGENT_3]", "Send it to [AGENT_3].", "Ask your manager or [AGENT_2]", "Approver: [AGENT_3]",
     "The form goes to your manager [AGENT_2]", "It is approved by [AGENT_2]", "Ask your team lead ([AGENT_4])",
     "[AGENT_3]", "Nobody signs here.", "Please contact [AGENT_3] (People Team)", "Contacts:\n[AGENT_3] (People Team)",
     "Sick notes go to [AGENT_3] (People Team)"],
)  # fmt: skip
def test_a_person_that_the_sentence_needs_stays(text: str) -> None:
    assert sign_off_start(text) is None
