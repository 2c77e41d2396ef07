"""An answer that only says where the answer is, is none; one that also says it loses little."""

import pytest

from prep.elsewhere import find_elsewhere

ASKED = "How many days of earned leave can I carry forward?"


def lost(response: str, asked: str = ASKED) -> float:
    return max((share for _, _, share in find_elsewhere(asked, response)), default=0.0)


@pytest.mark.parametrize(
    "response",
    ["Refer to the FAQ on the intranet.", "Please check the link.", "See our SOP", "https://intranet.example/leave",
     "Here you go: https://intranet.example/leave", "It is all in the handbook.", "Ask Priya in payroll.",
     "Speak to Dana.", "Kindly check with your line manager. The cut-off dates are on the intranet."],
)  # fmt: skip
def test_an_answer_that_lies_elsewhere_is_worth_little(response: str) -> None:
    assert lost(response) > 0.5


@pytest.mark.parametrize(
    "response",
    ["30 days. See the FAQ for more.", "See the policy page: 30 days at most.",
     "Open the portal and click the link in the e-mail. It works for 20 minutes."],
)  # fmt: skip
def test_a_pointer_beside_an_answer_costs_little(response: str) -> None:
    assert 0 < lost(response) < 0.5


def test_who_asks_for_a_link_is_answered_by_one() -> None:
    assert lost("https://intranet.example/leave", "Where is the leave form?") == 0


@pytest.mark.parametrize("response", ["Ask Facilities at the front desk.", "Check the cable first.", "30 days."])
def test_a_desk_or_a_thing_is_not_elsewhere(response: str) -> None:
    assert lost(response) == 0
