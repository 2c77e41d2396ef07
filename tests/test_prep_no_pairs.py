"""An export that makes no pair is told why, and what to do."""

from prep.no_pairs import why_no_pair

PLACE = "data/desk/rejected.jsonl"


def test_the_most_frequent_reason_decides_what_to_do() -> None:
    said = why_no_pair({"non-answer": 1200, "no-agent-reply": 3, "spam": 1, "merged": 1}, PLACE)
    assert said.startswith("No pair could be made: 1,200 non-answer, 3 no-agent-reply, 1 spam, and 1 other reason. ")
    assert PLACE in said and "export tickets that say the answer" in said


def test_a_reason_without_an_advice_of_its_own_sends_to_look() -> None:
    assert "pairwright look" in why_no_pair({"draft": 4}, PLACE)


def test_an_export_without_tickets_says_so() -> None:
    assert "the export holds no ticket" in why_no_pair({}, PLACE)
