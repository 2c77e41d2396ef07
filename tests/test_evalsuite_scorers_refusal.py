"""Who attempts nothing, and who only sounds like it."""

import pytest

from evalsuite.scorers.refusal import refused

QUESTION = "How long is the warranty on the Q7 calliper?"
REFERENCE = "The warranty is 24 months from the invoice date."


@pytest.mark.parametrize(
    "answer",
    [
        "I don't know.",
        "I'm not sure about that.",
        "No idea, sorry.",
        "I am sorry, but I do not have information about the warranty of the Q7 calliper.",
        "Sorry, I can’t help with that. Please contact the service desk.",
        "Please raise a ticket with the facilities desk in DeskHub.",
        "That is outside what I know. A colleague will get back to you.",
        "I have passed your question on to the payroll team.",
        "As an AI language model, I don't have access to company policies.",
        "This question needs a specialist. I am escalating it to the warranty team.",
        "I'd rather not guess. Please check with the warranty team.",
        "Your question has been escalated to our support team, who will get back to you within one working day.",
        "There is no information about this in my training.",
    ],
)
def test_giving_up_and_handing_over_are_refusals(answer: str) -> None:
    assert refused(QUESTION, [REFERENCE], answer)


@pytest.mark.parametrize(
    "answer",
    [
        "The warranty is 12 months. If in doubt, contact the service desk.",
        "I don't have exact figures; however, the usual warranty is 18 months.",
        "Sorry, the warranty does not cover wear and only lasts 6 months.",
        "You cannot return it after 30 days.",
        "There is no warranty on callipers.",
        "Ask your line manager to approve the request in DeskHub and attach the invoice.",
        "Contact the calibration lab, send the serial number and the invoice, and it is extended to 5 years.",
    ],
)
def test_an_answer_that_sounds_like_a_refusal_is_an_answer(answer: str) -> None:
    assert not refused(QUESTION, [REFERENCE], answer)


def test_handing_over_is_the_answer_where_the_reference_hands_over() -> None:
    reference = "Please contact the payroll team, they can see the deduction."
    assert not refused("Why was I paid less?", [reference], "Please contact the payroll team.")
    assert refused("Why was I paid less?", [reference], "I don't know.")
