"""What cleaning took out can be put back where it stood."""

from dataclasses import replace

import pytest

from prep.boilerplate import Boilerplate
from prep.clean import reduce_to_own_words, without_boilerplate
from prep.cuts import NOTHING_RESTORED, CutSaid, Restored, cuts_of, put_back, standing, with_restored
from prep.records import Cut, Message, Person, Ticket
from prep.redact import redact

MAIL = """Hello,

please see below.

> When is the form due?
Within 14 days.
> And where?
At the desk.

--
Jane Doe
Acme"""
GERMAN = "Das steht im Portal.\n\nAm 03.04.2026 um 10:00 schrieb Ann Lee <ann@example.com>:\n> Wo steht das?"


def cleaned(text: str) -> Ticket:
    return reduce_to_own_words(Ticket("T1", "", (Message("m1", "agent", text, "a1"),)))


def text_of(ticket: Ticket) -> str:
    return ticket.messages[0].text


@pytest.mark.parametrize("text", [MAIL, GERMAN])
def test_putting_everything_back_gives_what_was_written(text: str) -> None:
    ticket = cleaned(text)
    (message,) = ticket.messages
    assert message.cuts
    whole = put_back(message, range(len(message.cuts)))
    assert whole.text.split() == text.split()
    assert whole.cuts == ()


def test_one_cut_goes_back_to_its_place_and_the_others_keep_theirs() -> None:
    cuts = (Cut("reply-marker", "Zero.", 0), Cut("boilerplate", "Two.", 4), Cut("signature", "Five.", 9))
    message = Message("m1", "agent", "One.\n\nFour.", cuts=cuts)
    back = put_back(message, [1])
    assert back.text == "One.\nTwo.\n\nFour."
    assert [(cut.text, cut.at) for cut in back.cuts] == [("Zero.", 0), ("Five.", 13)]
    assert put_back(back, [0, 1]).text == "Zero.\nOne.\nTwo.\n\nFour.\nFive."


def test_boilerplate_and_placeholders_do_not_move_the_other_cuts() -> None:
    ann = Person("c1", "customer", "Annabel Featherstone")
    text = "Dear Annabel Featherstone,\n\nYour call matters to us.\n\nYou get 14 days.\n\n--\nJane Doe\nAcme"
    ticket = replace(cleaned(text), people=(ann,))
    ticket = without_boilerplate(ticket, Boilerplate(keys=frozenset({"your call matters to us."})))
    ticket = redact(ticket, [])
    assert text_of(ticket) == "Dear [PERSON_1],\n\nYou get 14 days."
    (repeated, signature) = ticket.messages[0].cuts
    assert repeated.text == "Your call matters to us."
    back = with_restored(ticket, Restored(frozenset({"boilerplate"})))
    assert text_of(back) == "Dear [PERSON_1],\nYour call matters to us.\n\nYou get 14 days."
    assert text_of(with_restored(ticket, Restored(frozenset({signature.reason})))).startswith(
        "Dear [PERSON_1],\n\nYou get 14 days.\n--\n"
    )


def test_boilerplate_right_above_a_signature_comes_back_above_it() -> None:
    text = "You get 14 days.\n\nPlease rate us.\n\n--\nJane Doe\nAcme"
    (message,) = without_boilerplate(cleaned(text), Boilerplate(keys=frozenset({"please rate us."}))).messages
    assert message.text == "You get 14 days."
    assert put_back(message, [0, 1]).text.split() == text.split()


def test_a_repeated_mail_comes_back_between_its_headers_and_its_signature() -> None:
    said = "The form is due within 14 days of the first day, and the desk takes it until noon."
    text = (
        "-----Original Message-----\nFrom: a@example.com\nSent: Monday\nTo: c@example.com\nSubject: x\n\n"
        f"{said}\n\n--\nJane Doe\nAcme"
    )
    ticket = Ticket("T1", "", (Message("m1", "agent", said, "a1"), Message("m2", "agent", text, "a1")))
    message = reduce_to_own_words(ticket).messages[1]
    assert [cut.reason for cut in message.cuts] == ["forwarded-headers", "quoted-history", "signature"]
    assert put_back(message, [0, 1, 2]).text.split() == text.split()


def test_cuts_are_named_by_ticket_message_and_reason() -> None:
    message = Message("m1", "agent", "x", cuts=(Cut("signature", "a"), Cut("boilerplate", "b"), Cut("signature", "c")))
    names = [one.cut_id for one in cuts_of(Ticket("T1", "", (message,)))]
    assert names == ["T1/m1:signature", "T1/m1:boilerplate", "T1/m1:signature:2"]


def test_the_last_word_on_a_cut_or_a_reason_counts() -> None:
    log = [
        CutSaid("restore", "T1/m1:signature"),
        CutSaid("restore", "T1/m2:boilerplate"),
        CutSaid("restore", reason="disclaimer"),
        CutSaid("undo", "T1/m2:boilerplate"),
    ]
    assert standing(log) == Restored(frozenset({"disclaimer"}), frozenset({"T1/m1:signature"}))
    assert (
        standing([*log, CutSaid("undo", reason="disclaimer"), CutSaid("undo", "T1/m1:signature")]) == NOTHING_RESTORED
    )


def test_a_cut_in_one_message_leaves_those_of_others() -> None:
    messages = tuple(Message(f"m{n}", "agent", "x", cuts=(Cut("signature", "Jane", 1),)) for n in (1, 2))
    back = with_restored(Ticket("T1", "", messages), Restored(cut_ids=frozenset({"T1/m2:signature"})))
    assert [message.text for message in back.messages] == ["x", "x\nJane"]
