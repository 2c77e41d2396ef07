"""Raw shorthand may be written out as one of the few things that it means, and as nothing else."""

import pytest

from prep.glossary import GENERAL, Entry
from prep.verifying import verify
from prep.verifying.shorthand import written_out


@pytest.mark.parametrize(
    ("kept", "rewrite"),
    [
        ("pls cancel my sub", "Please cancel my subscription."),
        ("due dec 1", "It is due on December 1."),
        ("closed on mon and tue", "It is closed on Monday and Tuesday."),
        ("tech comes thu am", "A technician comes on Thursday morning."),
        ("call x5512 w/ ur id", "Call extension 5512 with your ID."),
        ("printer on 3rd fl is down", "The printer on the third floor is down."),
        ("use it by end of q1", "Use it by the end of the first quarter."),
        ("shpmt is late", "The shipment is late."),
        ("subj line: facil of floor 2", "Subject line: facilities of floor 2"),
        ("maint in 3-5 biz days", "Maintenance in 3 to 5 business days"),
        ("keep the orig til then", "Keep the original until then."),
        ("u'll get it may 31", "You will get it on May 31."),
        ("wifi pw for guests?", "What is the Wi-Fi password for guests?"),
        ("r refunds back to the card?", "Are refunds made to the card?"),
        ("it's prob off, retry", "It is probably off; try again."),
        ("it lasts ~2 wks", "It lasts about two weeks."),
        ("codes arent accepted", "Codes are not accepted."),
    ],
)
def test_shorthand_may_be_written_out(kept: str, rewrite: str) -> None:
    assert verify(rewrite, kept, [], GENERAL) == ()


@pytest.mark.parametrize(
    ("kept", "rewrite"),
    [
        ("pls cancel my sub", "Please cancel my submission."),
        ("due dec 1", "It is due on November 1."),
        ("due dec 1", "It is due on December 11."),
        ("due mar 1", "It is due on May 1."),
        ("closed on mon and tue", "It is closed on Monday and Thursday."),
        ("tech comes thu am", "A technician comes on Tuesday morning."),
        ("tech comes thu am", "A technician comes on Thursday afternoon."),
        ("call x5512 w/ ur id", "Call extension 5521 with your ID."),
        ("call 5512 w/ ur id", "Call extension 5512 with your ID."),
        ("printer on 3rd fl is down", "The printer on the second floor is down."),
        ("use it by end of q1", "Use it by the end of the fourth quarter."),
        ("shpmt is late", "The shipping is late."),
        ("the port is closed", "The portal is closed."),
        ("the form is late", "The formula is late."),
        ("keep the orig til then", "Keep the original from then."),
        ("u may 3 times", "You May 3 times."),
        ("you may use it the day after", "You May use it the day after."),
        ("r refunds back to the card?", "Were refunds made to the card?"),
        ("it's prob off, retry", "It is off; try again."),
        ("it lasts ~2 wks", "It lasts two weeks."),
        ("codes arent accepted", "Codes are accepted."),
    ],
)
def test_shorthand_is_nothing_else(kept: str, rewrite: str) -> None:
    assert verify(rewrite, kept, [], GENERAL)


def test_a_cut_word_is_the_one_that_the_thread_says() -> None:
    asked = ["Are the facilities open?"]
    assert verify("The facilities open at 8.", "facil open at 8", [], GENERAL, asked) == ()
    assert verify("The facilitator opens at 8.", "facil open at 8", [], GENERAL, asked)


def test_a_word_is_the_longer_one_only_where_the_thread_says_that() -> None:
    kept, paid = "it comes w/ the next check", "It comes with the next paycheck."
    assert verify(paid, kept, [], GENERAL, ["My paycheck is short."]) == ()
    assert verify(paid, kept, [], GENERAL, ["My pay is short."])
    assert verify("You are underpaid.", "u are paid", [], GENERAL, ["Am I underpaid?"])


def test_what_a_person_says_that_a_shorthand_means_has_no_other_reading() -> None:
    glossary = GENERAL.with_entries([Entry("sub", "substitute", "a person")])
    assert verify("Please cancel my substitute.", "pls cancel my sub", [], glossary) == ()
    assert verify("Please cancel my subscription.", "pls cancel my sub", [], glossary)


def test_an_address_or_a_channel_holds_no_shorthand() -> None:
    text = "ask sub@acme.example or #sub"
    assert written_out(text, "Ask the subscription desk.", (), GENERAL) == text
