"""An export that makes no pair is told why, and what to do."""

from prep.no_pairs import automatic_replies, why_no_pair
from prep.records import Cut, Message, Ticket

PLACE = "data/desk/rejected.jsonl"


def test_the_most_frequent_reason_decides_what_to_do() -> None:
    said = why_no_pair({"non-answer": 1200, "no-agent-reply": 3, "spam": 1, "merged": 1}, PLACE, {})
    assert said.startswith("No pair could be made: 1,200 non-answer, 3 no-agent-reply, 1 spam, and 1 other reason. ")
    assert PLACE in said and "export tickets that say the answer" in said


def test_a_reason_without_an_advice_of_its_own_sends_to_look() -> None:
    assert "pairwright look" in why_no_pair({"draft": 4}, PLACE, {})


def test_an_export_without_tickets_says_so() -> None:
    assert "the export holds no ticket" in why_no_pair({}, PLACE, {})


def answered(ticket_id: str, text: str) -> Ticket:
    asked = Message("1", "customer", "Where is my payslip?")
    return Ticket(ticket_id, "", (asked, Message("2", "agent", text, kind="auto-reply")))


def test_what_was_held_to_be_automatic_is_named_and_counted() -> None:
    tickets = [answered(str(number), "We have got\nyour request.") for number in range(5)]
    automatic = automatic_replies([*tickets, answered("5", "I am away.")])
    said = why_no_pair({"no-agent-reply": 6}, PLACE, automatic)
    assert ' Held to be automatic: 6 replies, 5 of them "We have got your request.". ' in said


def test_a_reply_of_a_held_out_ticket_is_counted_and_not_quoted() -> None:
    said = why_no_pair({"no-agent-reply": 1}, PLACE, automatic_replies([answered("7", "In the portal.")], {"7"}))
    assert " Held to be automatic: 1 reply. " in said and "portal" not in said


def test_where_nothing_was_held_to_be_automatic_no_word_is_said_of_it() -> None:
    assert "automatic" not in why_no_pair({"no-agent-reply": 6}, PLACE, automatic_replies([]))


def test_a_reply_that_was_cut_as_a_whole_is_quoted_from_what_was_cut() -> None:
    receipt = Message("2", "agent", "", kind="auto-reply", cuts=(Cut("boilerplate", "We have got it."),))
    assert automatic_replies([Ticket("1", "", (receipt,))]) == {"We have got it.": 1}
