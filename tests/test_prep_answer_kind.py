"""A list, a yes, a figure and words are answers of four kinds."""

import pytest

from prep.answer_kind import answer_kind


@pytest.mark.parametrize(
    ("response", "kind"),
    [
        ("1. Open the portal.\n2. Choose Leave.", "steps"),
        ("Go to Settings > Security and press Reset.", "steps"),
        ("Yes, up to 14 days.", "yes or no"),
        ("No. Ask payroll.", "yes or no"),
        ("Up to 14 days, until 31 March.", "figure"),
        ("Notify [AGENT_2] at https://desk.example/kb/204, please.", "words"),
        ("Your line manager approves it.", "words"),
    ],
)
def test_each_answer_is_of_the_first_kind_that_fits(response: str, kind: str) -> None:
    assert answer_kind(response) == kind
