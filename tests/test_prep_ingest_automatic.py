"""Which replies a machine wrote, and what an export must tell for that to be known."""

from prep.ingest.automatic import mark_receipts
from prep.records import Author, Message, Ticket

MACRO = "Open the phone form and choose repair."
RECEIPT = "We have got your request and answer within a day."


def thread(number: int, *said: tuple[Author, str, str]) -> Ticket:
    """A ticket on the day `number`: who wrote at what time."""
    messages = (
        Message(str(place), author, text, sent_at=f"2026-03-{number:02}T{at}Z")
        for place, (author, at, text) in enumerate(said, start=1)
    )
    return Ticket(str(number), "", tuple(messages))


def marked(*tickets: Ticket) -> list[str]:
    return [
        message.text for ticket in mark_receipts(tickets) for message in ticket.messages if message.kind == "auto-reply"
    ]


def test_one_answer_many_times_is_a_macro_where_question_and_answer_share_one_time() -> None:
    rows = [thread(day, ("customer", "08:00:00", "Repair?"), ("agent", "08:00:00", MACRO)) for day in range(1, 29)]
    assert marked(*rows) == []


def test_a_macro_stays_a_macro_where_one_ticket_is_several_rows_with_a_time_each() -> None:
    rows = [
        thread(
            day,
            ("customer", "08:00:00", "Repair?"), ("agent", "08:00:00", MACRO),
            ("customer", "09:00:00", "And the dock?"), ("agent", "09:00:00", "The same form."),
        )
        for day in range(1, 7)
    ]  # fmt: skip
    assert marked(*rows) == []


def test_a_receipt_is_found_where_its_time_is_its_own() -> None:
    threads = [thread(day, ("customer", "08:00:00", "Repair?"), ("agent", "08:00:02", RECEIPT)) for day in range(1, 6)]
    assert marked(*threads) == [RECEIPT] * 5


def test_a_receipt_of_the_same_minute_is_found_where_agents_answer_later() -> None:
    threads = [
        thread(day, ("customer", "08:00:00", "Repair?"), ("agent", "08:00:00", RECEIPT), ("agent", "10:30:00", MACRO))
        for day in range(1, 6)
    ]
    assert marked(*threads) == [RECEIPT] * 5


def test_what_agents_also_send_later_is_no_receipt() -> None:
    at_once = [thread(day, ("customer", "08:00:00", "Repair?"), ("agent", "08:00:30", MACRO)) for day in range(1, 6)]
    assert marked(*at_once, thread(6, ("customer", "08:00:00", "Repair?"), ("agent", "09:10:00", MACRO))) == []
