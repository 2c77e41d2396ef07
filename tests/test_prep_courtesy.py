"""Greetings and sign-offs, told from what somebody has to say."""

import pytest

from prep.courtesy import strip_courtesy


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hi Priya,\n\nYou have 5 days.\n\nThanks,\nJane", "You have 5 days."),
        ("Hi [CUSTOMER_1],\nYou have 5 days.\n\nBest regards\n[AGENT_3]\nIT Service Desk", "You have 5 days."),
        (
            "Dear HR Team,\n\nI hope this finds you well. How many days?\nKind regards,\n\n[CUSTOMER_1]",
            "How many days?",
        ),
        ("Hallo Frau Müller,\nja.\n\nMit freundlichen Grüßen\nJan", "ja."),
        ("Hello! Could you reset my password? Thanks!", "Could you reset my password?"),
        ("hi can u reset my pw thx", "can u reset my pw"),
        ("Hi there My machine refuses to join.", "My machine refuses to join."),
        ("Five days. Let me know if you have any other questions.\n\n- [AGENT_2]", "Five days."),
        ("Five days. ^JD", "Five days."),
        ("Thanks for reaching out! Five days.\nHave a great day!", "Five days."),
        ("Five days.\n\n[AGENT_1]\nFacilities and Travel", "Five days."),
        ("Thanks!", ""),
    ],
)
def test_courtesy_goes(text: str, said: str) -> None:
    assert strip_courtesy(text).text == said


@pytest.mark.parametrize(
    "text",
    [
        "Will you pay?",
        "May I take leave?",
        "Best practice is to wait.",
        "How do I say thanks?",
        "How are your exchange rates calculated?",
        "It failed. Please let me know what is the issue this time.",
        "Please let me know if you can reset it.",
        "Go to Settings > Best",
        "You need:\n- badge\n- form",
        "Sorry",
        "It shows the wrong manager.\n[PERSON_1] should be my manager",
    ],
)
def test_what_is_meant_stays(text: str) -> None:
    assert strip_courtesy(text).text == text


def test_each_cut_says_whether_it_greeted_or_signed_off() -> None:
    cuts = strip_courtesy("Hi Priya,\nYes.\nThanks,\nJane").cuts
    assert [(cut.reason, cut.text) for cut in cuts] == [("greeting", "Hi Priya,"), ("sign-off", "Thanks,\nJane")]


def test_a_list_behind_a_greeting_is_what_is_said() -> None:
    assert strip_courtesy("Hi Anna, Visa, Paycard, Mastercard and cash.").text == "Visa, Paycard, Mastercard and cash."
    assert strip_courtesy("Hi Anna, Tom, Priya, can you help?").text == "can you help?"
