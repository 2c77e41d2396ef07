"""Other words may stand where they say the same; what carries a fact stays as it was."""

import pytest

from prep.glossary import GENERAL
from prep.verifying import verify
from prep.verifying.alike import are_alike
from prep.verifying.reading import stem


@pytest.mark.parametrize(
    ("kept", "rewrite"),
    [
        ("can i swap it", "Can I exchange it?"),
        ("Which browser for the payroll app?", "Which browser should I use for the payroll app?"),
        ("payslip shows wrong tax class", "My payslip shows the wrong tax class."),
        ("parking pass lost", "I have lost my parking pass."),
        ("zoom 4 clients, teams 4 the rest", "Zoom for clients, Teams for the rest."),
        ("Your plan renews automatically.", "Your plan is renewed automatically."),
        ("gym: min 5 visits", "Gym: you need at least 5 visits."),
        ("ur mgr approves, hr just files it", "Your manager approves, HR only files it."),
        ("still jams -> call IT", "If it still jams, call IT."),
        ("1 day/wk, 2 if HR agrees", "1 day per week, 2 days if HR agrees."),
        ("we dont do cod", "We don't do cash on delivery."),
    ],
)
def test_a_note_may_be_put_into_a_sentence_of_other_words(kept: str, rewrite: str) -> None:
    assert verify(rewrite, kept, [], GENERAL) == ()


@pytest.mark.parametrize(
    ("kept", "rewrite"),
    [
        ("can i swap it", "Can I return it?"),
        ("Which browser for the payroll app?", "Which browser should I not use for the payroll app?"),
        ("can i swap size m for size l", "Can I exchange size L for size M?"),
        ("zoom 4 clients, teams 4 the rest", "Teams for clients, Zoom for the rest."),
        ("4 visits for clients", "Visits for clients."),
        ("Wear a helmet.", "You can wear a helmet."),
        ("gym: min 5 visits", "Gym: you need at most 5 visits."),
        ("1 day/wk, 2 if HR agrees", "1 day per week, 2 weeks if HR agrees."),
        ("Your plan renews automatically.", "Your manager is renewed automatically."),
        ("Send the form.", "Send the form and the item to the address."),
    ],
)
def test_another_thing_deed_or_strength_is_refused_in_any_words(kept: str, rewrite: str) -> None:
    assert verify(rewrite, kept, [], GENERAL)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("card", "badge"), ("manager", "HR"), ("email", "phone"), ("paid", "unpaid"), ("Monday", "Tuesday"),
        ("block", "unblock"), ("approve", "reject"), ("increase", "decrease"), ("submit", "collect"),
        ("director", "directory"), ("contract", "contractor"), ("employer", "employee"), ("invoice", "receipt"),
        ("general", "generation"), ("conversion", "conversation"), ("intern", "internal"), ("vacate", "vacation"),
        ("department", "depart"), ("statement", "state"), ("product", "production"),
    ],
)  # fmt: skip
def test_words_near_in_sense_are_not_alike(one: str, other: str) -> None:
    assert not are_alike(stem(one.lower()), stem(other.lower()))


@pytest.mark.parametrize(
    ("kept", "rewrite"),
    [
        ("My manager left on 5 May.", "My manager remained on 5 May."),
        ("You can take 5 days.", "You can carry 5 days."),
        ("Take the laptop to the office.", "Bring the laptop to the office."),
        ("We raise the limit in March.", "We create the limit in March."),
        ("Attach the file.", "Attach the log."),
        ("Check your email.", "Verify your email."),
        ("Remove the user from the group.", "Delete the user from the group."),
        ("You must ask your manager.", "You must contact your manager."),
        ("Finish the trial by Friday.", "End the trial by Friday."),
        ("The payment is delayed.", "The payment is overdue."),
        ("The function starts at 18:00.", "The work starts at 18:00."),
        ("Does the parcel arrive?", "Is the parcel here?"),
        ("Pick your laptop at reception.", "Choose your laptop at reception."),
        ("We mail the contract to you.", "We post the contract to you."),
        ("We email the contract to you.", "We mail the contract to you."),
        ("The holidays are unpaid.", "The vacation is unpaid."),
    ],
)
def test_words_that_are_alike_in_one_sense_only_stand_for_each_other_in_none(kept: str, rewrite: str) -> None:
    assert verify(rewrite, kept, [], GENERAL)


def test_an_email_may_stand_for_a_mail() -> None:
    assert verify("You get an email.", "u get a mail", [], GENERAL) == ()


@pytest.mark.parametrize(("one", "other"), [("invite", "invitation"), ("original", "originally"), ("swap", "exchange")])
def test_words_of_one_root_or_one_sense_are_alike(one: str, other: str) -> None:
    assert are_alike(stem(one), stem(other))


@pytest.mark.parametrize(
    ("report", "order"),
    [
        ("The card is blocked.", "Block the card."),
        ("We store the recordings for 30 days.", "Store the recordings for 30 days."),
        ("The policy covers the whole family.", "Cover the whole family by the policy."),
    ],
)
def test_a_report_is_no_order(report: str, order: str) -> None:
    assert verify(order, report, [], GENERAL)


@pytest.mark.parametrize(
    ("kept", "moved"),
    [
        (
            "You can cancel by phone; you keep access until 31 March.",
            "You can cancel by phone until 31 March; you keep access.",
        ),
        (
            "Payment by invoice is free. The invoice is due after dispatch.",
            "Payment by invoice is free after dispatch. The invoice is due.",
        ),
    ],
)
def test_a_condition_stays_with_its_clause(kept: str, moved: str) -> None:
    assert verify(moved, kept, [], GENERAL)


def test_a_subject_that_is_a_pronoun_is_no_other() -> None:
    kept = "Up to five days can be carried into the next year; they must be used by 31 March."
    assert verify(kept.replace("they", "you"), kept, [], GENERAL)


@pytest.mark.parametrize(
    ("kept", "rewrite"),
    [
        ("Bonuses are paid in May.", "The bonus is paid in May."),
        ("The bonus is paid in May.", "The bonuses are paid in May."),
        ("The site is closed.", "The sites are closed."),
    ],
)
def test_one_and_several(kept: str, rewrite: str) -> None:
    assert verify(rewrite, kept, [], GENERAL) == ()


@pytest.mark.parametrize(
    ("kept", "rewrite", "question"),
    [
        (
            "on the 15th, employees on the 28th",
            "Students on the 28th, employees on the 15th.",
            "When are students paid?",
        ),
        ("It is off by default, turn it on", "By default it is on, turn it off.", "Why is sync off?"),
    ],
)
def test_figures_and_switches_keep_their_words(kept: str, rewrite: str, question: str) -> None:
    assert verify(rewrite, kept, [], GENERAL, [question])


def test_a_sentence_of_words_already_said_is_one_too_many() -> None:
    kept = "The inspection takes place on 11 May."
    assert verify(f"{kept} You get the inspection.", kept, [], GENERAL)
    assert verify(kept.replace(".", ", and it works."), kept, [], GENERAL)


def test_what_another_text_lends_keeps_its_direction() -> None:
    kept, turns = "link expired", ["who sent it?", "got it from my team lead"]
    assert verify("The link that I sent to my team lead has expired.", kept, turns, GENERAL)
    assert verify("The link that I got from my team lead has expired.", kept, turns, GENERAL) == ()


def test_a_phrase_may_stand_elsewhere_in_its_sentence_with_its_own_small_word() -> None:
    kept = "you can change the address in the app within 2 days"
    assert verify("Within 2 days you can change the address in the app.", kept, [], GENERAL) == ()
    assert verify("Within the app you can change the address in 2 days.", kept, [], GENERAL)


def test_dates_in_figures_are_read_with_the_day_first_behind_a_dot() -> None:
    assert verify("Submit it by 31 December.", "submit it by 31.12.", [], GENERAL) == ()
    assert verify("Submit it by 31 December.", "submit it by 31/12", [], GENERAL) == ()
    assert verify("Open 24 July.", "open 24/7", [], GENERAL)


@pytest.mark.parametrize(
    ("kept", "rewrite"),
    [
        ("phone broken in transit", "I have broken the phone in transit."),
        ("laptop damaged on arrival", "I have damaged the laptop on arrival."),
        ("badge lost by the courier", "I have lost the badge by the courier."),
    ],
)
def test_what_another_did_or_nobody_is_blamed_for_is_not_the_askers_deed(kept: str, rewrite: str) -> None:
    assert verify(rewrite, kept, [], GENERAL)


@pytest.mark.parametrize(
    ("kept", "rewrite"),
    [
        ("Your name is stored.", "Your name and address is stored."),
        ("The user is deleted.", "The user address is deleted."),
        ("Delete the account.", "Delete the account details."),
        ("The pension is free.", "The pension offer is free."),
        ("Delete the account.", "Delete everything in the account."),
        ("Bring the form.", "Bring everything and the form."),
    ],
)
def test_a_thing_of_its_own_is_no_filling(kept: str, rewrite: str) -> None:
    assert verify(rewrite, kept, [], GENERAL)


@pytest.mark.parametrize(
    ("kept", "rewrite", "question"),
    [
        ("wear a helmet", "You can wear a helmet.", "What should I do on site?"),
        ("block the card", "You can block the card.", "What do I do if I lose it?"),
        ("order it in the portal", "You can order it in the portal.", "How must I order the card?"),
        ("Ask your manager before you book.", "You can ask your manager before you book.", ""),
        ("Request approval before you book.", "You can request approval before you book.", ""),
    ],
)
def test_an_order_is_no_offer_where_a_duty_was_asked_for(kept: str, rewrite: str, question: str) -> None:
    assert verify(rewrite, kept, [], GENERAL, [question] if question else [])


@pytest.mark.parametrize(
    ("kept", "rewrite"),
    [
        ("What can I bring?", "What should I bring?"),
        ("How much can I spend?", "How much should I spend?"),
        ("When should I leave?", "When can I leave?"),
        ("can i swap it", "I can swap it."),
        ("Your badge failed. can we use the card", "Your badge failed. We can use the card."),
    ],
)
def test_a_question_asks_what_it_asked(kept: str, rewrite: str) -> None:
    assert verify(rewrite, kept, [], GENERAL)


def test_who_is_called_in_which_case_is_not_exchanged() -> None:
    kept = "Call IT if the badge fails, call HR if the card fails."
    assert verify("Call HR if the badge fails, call IT if the card fails.", kept, [], GENERAL)
    assert verify("If the badge fails, call IT; if the card fails, call HR.", kept, [], GENERAL) == ()


def test_a_whole_word_is_not_another_one_cut_short() -> None:
    assert verify("The audition is on 5 May.", "The audit is on 5 May.", [], GENERAL)
    assert verify("Order the production.", "Order the product.", [], GENERAL)


@pytest.mark.parametrize(
    ("kept", "rewrite", "question"),
    [
        ("the manager approves", "The manager approves and you pay.", "Who approves and who pays?"),
        ("HR approves it", "HR approves it and you pay the fee.", "Who approves it and must I pay the fee?"),
    ],
)
def test_what_was_asked_besides_and_not_answered_is_no_duty(kept: str, rewrite: str, question: str) -> None:
    assert verify(rewrite, kept, [], GENERAL, [question])
    assert (
        verify("Yes, you can cancel and you get a refund.", "Yes", [], GENERAL, ["Can I cancel and get a refund?"])
        == ()
    )
