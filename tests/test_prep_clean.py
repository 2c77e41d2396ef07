"""A ticket reduced to what its authors wrote in it."""

from prep.boilerplate import Boilerplate
from prep.clean import reduce_to_own_words, without_boilerplate
from prep.records import Message, Ticket


def clean(ticket: Ticket, boilerplate: Boilerplate) -> Ticket:
    return without_boilerplate(reduce_to_own_words(ticket), boilerplate)


def cleaned(*messages: Message) -> list[Message]:
    return list(clean(Ticket("T1", "Leave\u200b  question", messages), Boilerplate()).messages)


def test_html_becomes_text_without_quote_and_signature() -> None:
    page = (
        '<div>Five days.</div><div style="display:none">x9</div><div class="gmail_signature">Jane</div>'
        '<div class="gmail_quote"><div class="gmail_attr">On Monday, Tom wrote:</div><blockquote>Hi</blockquote></div>'
    )
    (message,) = cleaned(Message("1", "agent", page, text_format="html"))
    assert (message.text, message.text_format) == ("Five days.", "text")
    assert [cut.reason for cut in message.cuts] == ["hidden-text", "quoted-history", "signature"]


def test_broken_line_breaks_are_mended_before_quotes_are_looked_for() -> None:
    (message,) = cleaned(
        Message("1", "agent", "Five days.\\n\\nOn 3 Apr 2017 at 10:22, Tom <t@example.com> wrote:\\n> Hi\\n> there")
    )
    assert message.text == "Five days."


def test_a_reply_that_only_repeats_the_question_under_mail_headers_is_empty() -> None:
    question = "How many days of leave can I carry over into the next year?"
    headers = "From: Tom <t@example.com>\nSent: Monday, 3 April 2017 10:22\nTo: HR\nSubject: Leave"
    asked, replied = cleaned(Message("1", "customer", question), Message("2", "agent", f"{headers}\n\n{question}"))
    assert (asked.text, replied.text) == (question, "")
    assert [cut.reason for cut in replied.cuts] == ["forwarded-headers", "quoted-history"]


def test_a_forwarded_question_stays() -> None:
    headers = "From: Tom <t@example.com>\nSent: Monday, 3 April 2017 10:22\nTo: HR\nSubject: Leave"
    (message,) = cleaned(Message("1", "customer", f"{headers}\n\nHow many days can I carry over?"))
    assert message.text == "How many days can I carry over?"


def test_characters_that_reverse_a_text_are_taken_out_and_noted() -> None:
    (message,) = cleaned(Message("1", "customer", "Open pay\u202etxt.exe please"))
    assert message.text == "Open paytxt.exe please"
    assert [(cut.reason, cut.text) for cut in message.cuts] == [("bidi-controls", "U+202E")]


def test_the_subject_is_mended_too() -> None:
    assert clean(Ticket("T1", "Leave\u200b  question", ()), Boilerplate()).subject == "Leave question"


def test_cleaning_a_clean_ticket_changes_nothing() -> None:
    once = clean(Ticket("T1", "Leave", (Message("1", "agent", "Five days.\n\n-- \nJane"),)), Boilerplate())
    assert clean(once, Boilerplate()) == once
