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
        ("Settings » Security, then Reset.", "steps"),
        ("Open settings → security.", "steps"),
        ("Choose «Leave» and «Apply» there.", "words"),
        ("Wählen Sie »Urlaub« und dann »Antrag«.", "words"),
        ("It is taxed where salary > 5000.", "figure"),
        ("It is taxed where salary > threshold.", "words"),
        ("No, it lapses.", "yes or no"),
        ("No you cannot.", "yes or no"),
        ("No – ask payroll.", "yes or no"),
        ("No", "yes or no"),
        ("No later than 31 March.", "figure"),
        ("No fee is due.", "words"),
        ("No. 7 is the form for it.", "figure"),
    ],
)
def test_each_answer_is_of_the_first_kind_that_fits(response: str, kind: str) -> None:
    assert answer_kind(response) == kind
