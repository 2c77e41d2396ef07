"""prep/told_to_one: an answer that tells one person's case alone helps nobody else."""

import pytest

from prep.checks.not_self_contained import WAITS_BELOW
from prep.selfcontained import judge_pair
from prep.told_to_one import tells_only_one_case


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("The bulb in the corridor is out.", "Replaced the bulb."),
        ("How do I get the licence?", "Assigned you one, restart the program and it's there."),
        ("My handset is broken.", "I have ordered one for you."),
        ("My screen flickers.", "Somebody from my team is coming by this afternoon."),
        ("My desk wobbles.", "Marta is going to look at it."),
        ("The projector is dead.", "Will be there at half past two."),
        ("The parcel has not come.", "A new one left our warehouse this morning."),
        ("May I leave at noon on the 14th?", "Approved for the 14th."),
        ("May I take the 3rd off?", "Fine, enjoy your day off."),
        ("How many points do I have left?", "You have 1,840."),
        ("Why was so little paid out to me?", "You had two days of unpaid leave in April."),
        ("When does my contract end?", "Yours runs until 30 September."),
        ("Has my letter been signed?", "It is on the director's desk."),
        ("How do I assemble the shelf?", "See attachment."),
        ("The door sticks.", "Fixed. If anything else comes up, let us know."),
        ("Please raise my limit.", "Raised it for you, always happy to help."),
        ("The mouse is dead.", "User came by, got a new one."),
    ],
)
def test_what_was_done_promised_or_decided_for_one_waits_for_a_person(question: str, answer: str) -> None:
    assert tells_only_one_case(question, answer)
    judged = judge_pair(question, answer)
    assert judged.score < WAITS_BELOW
    assert {"account-specific", "non-answer"} & {reason.code for reason in judged.reasons}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("My account is locked.", "I have unlocked it. After five wrong tries it locks for 30 minutes."),
        ("My password expired.", "I have reset it; next time you can do it yourself under Profile."),
        ("My mail program fetches nothing.", "We have switched off POP for everybody."),
        ("Where did the form go?", "It has moved to the portal."),
        ("I cannot find the button.", "It was renamed to Split and sits below the basket."),
        ("Has the price gone up?", "It was raised to 4 € a day."),
        ("Who approves my training?", "Your manager approves it in the portal."),
        ("Can I still use the voucher?", "Yes, until 31 March."),
        ("How long is the trial?", "30 days."),
        ("Who hangs up pictures?", "We do. Open a ticket and mark the spot."),
        ("How is a wrong payslip corrected?", "We will correct it with the next run."),
        ("Is cancelling free?", "Cancelled courses are refunded in full."),
        ("How is the card paid for?", "You were over the 8 working days, so it was deducted."),
        ("Lost my badge", "Come to the desk, a new badge costs £10. We block the old one straight away."),
        ("What am I to do with the badge?", "I recommend to hand it in at the desk."),
        ("How much annual leave do I have?", "You have 25 days."),
        ("When does my probation end?", "It ends after six months."),
        ("Has my refund been sent?", "It takes 5 working days."),
        ("The door sticks.", "Fixed. If it happens again, push it down at the handle."),
        ("My vacation days?", "You have 8 left; whatever is not taken by March always lapses."),
    ],
)
def test_a_rule_a_way_or_a_change_told_to_all_is_no_case(question: str, answer: str) -> None:
    assert not tells_only_one_case(question, answer)
