"""A rewrite may say nothing that its sources do not say, and must say all that they do."""

import pytest

from prep.glossary import GENERAL, Entry, expand
from prep.verifying import stands_no_worse, verify

ANSWERS = (
    "You can carry forward at most 30 days of earned leave; the rest lapses on 31 December.",
    "If the receipt is lost, fill in the form in PayNest within 8 working days. It is not accepted above cr 100.",
    "Your line manager must approve it before the trip. Tickets may not be bought without a booking number.",
    "Open Meridian > Leave > My requests and press Withdraw until 17:00 on the day before.",
)
CORRUPTIONS = [
    ("30 days", "13 days"), ("30 days", "30 hours"), ("at most", "at least"), ("earned leave", "sick leave"),
    ("31 December", "30 December"), ("If the", "Unless the"), ("PayNest", "Meridian"), ("within", "after"),
    ("working days", "calendar days"), ("not accepted", "accepted"), ("above", "below"), ("cr 100", "cr 1000"),
    ("must", "may"), ("before the", "after the"), ("may not", "may"), ("without", "with"), ("until", "from"),
    ("line manager", "team lead"), ("17:00", "19:00"), ("Withdraw", "Delete"), ("> Leave >", "> Time >"),
    ("is lost", "is not lost"),
]  # fmt: skip


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_as_it_was_may_stand(answer: str) -> None:
    assert verify(answer, answer, [], GENERAL) == ()


@pytest.mark.parametrize(("right", "wrong"), CORRUPTIONS)
def test_one_changed_fact_is_refused(right: str, wrong: str) -> None:
    changed = [(answer, answer.replace(right, wrong)) for answer in ANSWERS if right in answer]
    assert changed
    for answer, corrupted in changed:
        assert verify(corrupted, answer, [], GENERAL)


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_lost_or_added_sentence_is_refused(answer: str) -> None:
    assert verify(answer + " The fee is waived on weekends.", answer, [], GENERAL)
    assert verify(" ".join(answer.split()[4:]), answer, [], GENERAL)


def test_two_figures_that_change_places_are_refused() -> None:
    faults = verify(
        "cr 29 for a full day and cr 58 for a half day", "cr 58 for a full day and cr 29 for a half day", [], GENERAL
    )
    assert [fault.kind for fault in faults] == ["figure"]


def test_a_fact_from_another_message_may_come_in_only_when_it_is_a_source() -> None:
    kept, subject = "How many do I get?", "Earned leave in 2026"
    assert verify(f"{subject}: {kept}", kept, [subject], GENERAL) == ()
    assert verify(f"{subject}: {kept}", kept, [], GENERAL)


def test_shorthand_counts_as_its_meaning() -> None:
    glossary = GENERAL.with_entries([Entry("EL", "earned leave", "a person")])
    kept = "EL c/f w/o appr is not allowed"
    assert verify(expand(kept, glossary)[0], kept, [], glossary) == ()
    assert verify("Earned leave carry forward with approval is not allowed", kept, [], glossary)


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ("It lapses on 31 Dec.", "It lapses on 31 December."),
        ("Return it within two weeks.", "Return it within 14 days."),
        ("You can carry forward at most 30 days.", "Up to 30 days can be carried forward."),
        ("Your manager has to approve it.", "Your manager must approve it."),
        ("Your manager must approve overtime.", "Overtime must be approved by your manager."),
        ("18/yr, 1.5 credited mth end", "18 per year; 1.5 is credited at month end."),
        ("Please sign the form.", "Sign the form."),
        ("If the receipt is lost, fill in the form.", "Fill out the form if the receipt is lost."),
        ("No approval is needed below cr 50.", "You do not need approval below cr 50."),
        ("Approval from your line manager is needed.", "Your line manager's approval is needed."),
        ("The office closes at 5 pm.", "The office closes at 17:00."),
        ("Free delivery over $50", "Delivery is free over $50."),
        ("Key lost? Call the desk at 17:00.", "If the key is lost, call the desk at 17:00."),
        ("Register by Friday and you get a seat.", "You get a seat if you register by Friday."),
        ("You have two weeks to return the shoes.", "You can return the shoes within 14 days."),
        ("report in 30 days of the accident", "Report it within 30 days of the accident."),
        ("Ask the lab for a sample.", "Request a sample from the lab."),
        ("Ask for the sheet at the gate.", "Ask the gate for the sheet."),
        ("It is checked once in 3 years.", "It is checked every 3 years."),
        ("Refunds need supervisor consent.", "Refunds need consent by the supervisor."),
        ("If you break a window, report it to the guard.", "Report a window to the guard if you break it."),
    ],
)
def test_the_same_said_in_other_words_may_stand(said: str, again: str) -> None:
    assert verify(again, said, [], GENERAL) == ()


@pytest.mark.parametrize(
    ("said", "otherwise"),
    [
        ("Claim travel in PayNest and book it in Meridian.", "Claim travel in Meridian and book it in PayNest."),
        ("Forward it from HR to Payroll.", "Forward it from Payroll to HR."),
        ("Request access by Monday.", "Request access from Monday."),
        ("Request the form by the first of May.", "Request the form from the first of May."),
        ("Request leave by March.", "Request leave from March."),
        ("The badge opens the gate. Return it.", "The badge opens the gate. Return the gate."),
        ("The manager must inform the employee.", "The employee must inform the manager."),
        ("Convert sick leave to earned leave.", "Convert earned leave to sick leave."),
        ("Ask my manager first.", "Ask your manager first."),
        ("It is paid with the salary.", "It was paid with the salary."),
        ("Log in to the portal.", "Log out of the portal."),
        ("HR and payroll agree.", "HR or payroll agree."),
        ("It usually takes ten days until the desk is free.", "It takes ten days until the desk is usually free."),
        ("Within 45 calendar days.", "Within 45 working days."),
        ("Key lost? Call the desk.", "Unless the key is lost, call the desk."),
        ("Key lost? Call the desk.", "If the desk is lost, call the key."),
        ("Key lost? Call the desk.", "The key is lost, call the desk."),
        ("Register by Friday and you get a seat.", "You get a seat unless you register by Friday."),
        ("Register by Friday and you get a seat.", "You register by Friday if you get a seat."),
        ("Register by Friday and you must pay.", "You must pay if you register by Friday."),
        ("You have two weeks to return the shoes.", "You must return the shoes within 14 days."),
        ("You have two weeks to return the shoes.", "You can return the shoes after 14 days."),
        ("It pays 30 days of leave in 2 years of service.", "It pays 30 days of leave within 2 years of service."),
        ("Ask the lab for a sample.", "Request the lab from a sample."),
        ("It is checked once in 3 years.", "It is checked twice every 3 years."),
        ("You may claim it once a year.", "You may claim it every year."),
        ("Refunds need supervisor consent.", "Refunds need a supervisor by consent."),
        ("If you break a window, report it to the guard.", "Report a guard to the window if you break it."),
        ("If you break a window, report it to the guard.", "Break a window to the guard if you report it."),
        ("Swapping your seat is possible.", "Swapping your possible is seat."),
        ("A visa takes five weeks.", "A takes visa five weeks."),
        ("Seats cannot be chosen.", "Seats chosen be cannot."),
        ("Every trip needs a plan.", "Every trip plan a needs."),
        ("It is covered provided it was locked.", "It is covered locked it was provided."),
        ("The maximum weight is 25 kg.", "The weight maximum is 25 kg."),
        ("Save your files first.", "Save your first files."),
        ("Use device management first.", "Use device first management."),
        ("Send it through the customer portal.", "Send it customer the through portal."),
        (
            "Food and drinks are not sold, except for baby food and pills.",
            "Food and pills are not sold, except for baby food and drinks.",
        ),
        ("Travel with our escort is free.", "Free with our escort is travel."),
        ("Install SafeTunnel 4.8 from the store.", "Install Quorvia 4.8 from the store."),
    ],
)
def test_what_is_said_of_something_else_is_refused(said: str, otherwise: str) -> None:
    assert verify(otherwise, said, [], GENERAL)


def test_who_asks_about_a_case_still_asks() -> None:
    assert verify("My badge is lost.", "Badge lost? Please tell me what to do.", [], GENERAL)
    assert verify("If I work at home, give me a screen.", "Work at home? Give me a screen.", [], GENERAL)


def test_a_word_of_denial_from_an_earlier_turn_keeps_its_own_word() -> None:
    asked = "Can I take leave with approval?"
    assert verify("Can I take leave without approval? yes", asked, ["or without approval? yes"], GENERAL)
    assert verify("I am not full-time. How many days?", "How many days?", ["Are you full-time or not?"], GENERAL)


def test_the_question_lends_an_answer_the_unit_of_a_figure_but_no_figure() -> None:
    question = "How many days of casual leave do I get after 3 years?"
    assert verify("You get 18 days of casual leave.", "18", [], GENERAL, [question]) == ()
    assert verify("You get 18 days after 3 years.", "18", [], GENERAL, [question])
    assert verify("You get 18 weeks.", "18", [], GENERAL, [question])


def test_a_question_of_two_words_is_asked_in_full() -> None:
    assert verify("Until when can I claim travel costs?", "Till when?", ["claim travel costs"], GENERAL) == ()
    assert verify("How do I change your PIN?", "How?", ["I want to change my PIN."], GENERAL)


def test_nobody_comes_in_who_was_not_named() -> None:
    assert "personal" in {fault.kind for fault in verify("Ask HR at jane@acme.example.", "Ask HR.", [], GENERAL)}


def test_a_pair_that_stands_less_well_than_before_is_refused() -> None:
    answer = "Up to 8 days."
    clear, vague = "How many days of casual leave are there per year?", "How many of them?"
    assert list(stands_no_worse((vague, answer), (clear, answer), GENERAL)) == []
    assert [fault.kind for fault in stands_no_worse((clear, answer), (vague, answer), GENERAL)] == ["standing"]


@pytest.mark.parametrize(
    ("kept", "rewrite"),
    [
        (
            "Bring the signed form to the counter by Friday.",
            "The signed form must be brought to the counter by Friday.",
        ),
        ("You can't use the voucher twice.", "The voucher cannot be used twice."),
        ("We ship to Austria and Italy only.", "We only ship to Austria and Italy."),
        ("A manager has to sign it.", "It has to be signed by a manager."),
        ("A SIM swap takes up to 4 hours.", "Swapping the SIM takes up to 4 hours."),
        ("Neither shoes nor hats can be returned.", "Shoes and hats cannot be returned."),
        ("FY = Apr-Mar", "The FY is April to March."),
        ("The visit costs $80 and lasts about an hour.", "The visit costs $80; it lasts about one hour."),
        ("Gym is paid by the company up to 30 € a month.", "The company pays gym up to 30 € per month."),
        ("Printing is 5 cents a page.", "Printing costs 5 cents per page."),
        ("Chk under My Pay > Payslips", "Check it under My Pay > Payslips."),
        ("You won't be charged.", "You will not be charged."),
        ("Badge lost: call security", "If the badge is lost, call security."),
        ("I lost my key. What should I do?", "What should I do if I lost my key?"),
        ("No pets in the office", "Pets are not allowed in the office."),
        ("Carry over max 5 days", "At most 5 days can be carried over."),
        ("Windows only", "It only works on Windows."),
        ("Visitors must sign in.", "All visitors have to sign in."),
        ("No VPN? Use the web mail.", "Without VPN, use the web mail."),
        ("The room opens at 8.", "The room opens at 8:00."),
        ("Mothers get 26 weeks, fathers get 2.", "Mothers get 26 weeks; fathers get 2 weeks."),
        ("Sat-Sun closed", "Closed on Saturday and Sunday."),
        ("Open 9-17", "It is open from 9 to 17."),
        ("Switch off the router.", "Turn the router off."),
        ("You receive a label.", "You get a label."),
        ("It is due by 31.12.", "It is due by 31 December."),
        ("You cannot reply any more.", "You can no longer reply."),
        ("Your manager approves it in the portal.", "It is approved in the portal by your manager."),
        ("If the parcel is damaged, take a photo of it.", "Take a photo of the parcel if it is damaged."),
    ],
)
def test_a_rewrite_may_say_the_same_in_other_words(kept: str, rewrite: str) -> None:
    assert verify(rewrite, kept, [], GENERAL) == ()


@pytest.mark.parametrize(
    ("kept", "rewrite"),
    [
        ("You may bring the form to the counter.", "The form must be brought to the counter."),
        ("Bring the form to the counter.", "The form must not be brought to the counter."),
        ("The ground floor is free.", "The ground floor is free. It is free."),
        ("A sabbatical is approved by the board.", "A sabbatical is board by the approved."),
        ("Apr-Mar", "April to May"),
        ("Apr-Mar", "March to April"),
        ("Badge lost: call security", "If security is lost, call the badge."),
        ("Bring the form by Friday.", "The form may be brought by Friday."),
        ("Sign in by Friday.", "You can sign in by Friday."),
        ("A visitor must sign in.", "Every visitor must sign in."),
        ("You must pay 5.", "You must pay 5 weeks."),
        ("You must pay 5 within two weeks.", "You must pay 5 weeks within two weeks."),
        ("Your manager has to confirm the dates.", "The manager must be confirmed by the dates."),
        ("You can swap shifts if both managers agree.", "If both managers agree, your manager can swap shifts."),
        ("Click Contacts, then More > Export.", "Click More, then Contacts > Export."),
        ("The contract has ended. You receive a box.", "The contract has receive. You ended a box."),
        ("Sign the contract on paper.", "Log in to the contract on paper."),
        ("You can't use the voucher twice.", "The voucher can be used twice."),
    ],
)
def test_a_rewrite_that_only_looks_like_the_same_is_refused(kept: str, rewrite: str) -> None:
    assert verify(rewrite, kept, [], GENERAL)


@pytest.mark.parametrize(
    ("typed", "rewrite"),
    [
        ("hw do i apply 4 it", "How do I apply for it?"),
        ("dont use private mail, LM has to ok it 1st", "Do not use private mail. LM has to approve it first."),
        ("rest lapses 31/12", "The rest lapses on 31 December."),
        ("pls tell how to instal the editor, no admin rights", "How do I install the editor without admin rights?"),
        ("wrking frm home fri possible?", "Is working from home on Friday possible?"),
        ("can u pls tell me if the card can be used abroad?", "Can the card be used abroad?"),
        ("It was rejected w/o reason. who can i ask?", "Who can I ask if it was rejected without a reason?"),
        ("Works only w/ VPN on", "It only works with the VPN on."),
        ("what if i forget to swipe", "What happens if I forget to swipe?"),
    ],
)
def test_what_was_typed_in_haste_is_read_as_meant(typed: str, rewrite: str) -> None:
    assert verify(rewrite, typed, [], GENERAL) == ()


@pytest.mark.parametrize(
    ("typed", "rewrite"),
    [
        ("Ring the sender.", "Ring the lender."),
        ("open 24/7", "Open on 24 July."),
        ("rest lapses 31/12", "The rest lapses on 30 December."),
        ("due by the 1st", "Due by the first."),
        ("Only managers may approve.", "Managers may only approve."),
        ("When is it paid?", "Is it paid?"),
        ("What should I do?", "What must I do?"),
        ("upto 4 days", "Up to days."),
        ("u dont need to, its automatic", "You do need to, not it is automatic."),
        ("the team lead must approve it", "The team must approve it lead."),
    ],
)
def test_what_only_looks_like_haste_is_refused(typed: str, rewrite: str) -> None:
    assert verify(rewrite, typed, [], GENERAL)


def test_capitals_that_a_person_gave_a_meaning_may_be_written_out_anywhere() -> None:
    told = GENERAL.with_entries([Entry("SL", "sick leave", "a person"), Entry("NJ", "new joiner", "a person")])
    assert verify("The note is due if sick leave is over 3 days.", "note due if SL > 3 days", [], told) == ()
    assert verify("New joiners start on day 1.", "NJs start on day 1.", [], told) == ()
    assert verify("The note is due if casual leave is over 3 days.", "note due if SL > 3 days", [], told)


ASKED_HOW_MANY = "How many people can join the webinar?"
MIN_ORDER = "min order for wholesale?"


@pytest.mark.parametrize(
    ("rewrite", "kept", "added", "context"),
    [
        ("500 people can join the webinar on Pro.", "500 on pro", [], [ASKED_HOW_MANY]),
        ("Yes, you can expense your internet; ask HR.", "yes, ask HR", [], ["Can I expense my internet?"]),
        ("You can park at the gate.", "at the gate", [], ["Where can I park?"]),
        ("If you leave, the stock is lost.", "it is lost", [], ["what happens w my stock if i leave"]),
        ("The minimum order is 24 pieces and 300 EUR.", "and 300 eur", ["24 pcs"], [MIN_ORDER]),
        ("You can change your bank in the HR portal under Pay > Bank.", "hr portal > pay > bank", [],
         ["need to change my bank"]),
        ("Open Shuttle in the app and pick a slot.", "app > shuttle > pick slot", [], ["open the shuttle?"]),
        ("Ines with everything else.", "everything else → Ines", [], []),
        ("Since Monday my badge has not been working.", "my badge stopped working",
         ["since when?", "monday, got a new car"], []),
        ("My check is short: overtime from the 12th.", "my check is short", ["what?", "overtime from the 12th"], []),
        ("The codes from Authenticator are not accepted.", "codes arent accepted", ["which app?", "authenticator"], []),
        ("The app crashes on my Pixel 7.", "app crashes", ["phone?", "pixel 7"], []),
        ("Within 30 days refunds are made to the card, otherwise as credit.", "card if within 30d, otherwise credit",
         [], ["Are refunds made to the card or as credit?"]),
        ("The toner is low. Should I replace it?", "toner low, replace?", [], []),
        ("Not yet: it still does 200 pages.", "not yet, it still does 200 pages", [], []),
        ("Send it with your manager in copy.", "send it, cc ur mgr", [], []),
        ("Replace it when it is faint.", "swap it when it is faint", [], []),
        ("If you have no access, ask Ngozi.", "ask Ngozi if u dont have access", [], []),
        ("You cannot send any mail.", "u can't send mail", [], []),
        ("No, it is in person.", "no in person", [], []),
        ("Yes, but not in the lab.", "sure, not in the lab tho", [], []),
        ("It covers defects, but it does not cover cracks.", "cracks n", ["defects y", "does it cover cracks?"], []),
        ("We ship letters, but not parcels over 2 kg.", "letters y, parcels > 2kg no", [], ["do u ship?"]),
        ("When I am at home, it drops.", "it drops at home", [], []),
        ("Will email be down during the server maintenance?", "server maint - will email be down?", [], []),
        ("Up to 5 days can be carried over.", "up to 5 days", [], ["Can I carry over days?"]),
        ("Please wait an hour.", "ok pls wait 1 hr", [], []),
        ("We are sorry about that. It is sent.", "sorry abt that. it's sent", [], []),
    ],
)  # fmt: skip
def test_a_note_may_be_said_as_a_sentence_that_takes_up_its_question(
    rewrite: str, kept: str, added: list[str], context: list[str]
) -> None:
    assert verify(rewrite, kept, added, GENERAL, context) == ()


@pytest.mark.parametrize(
    ("rewrite", "kept", "added", "context"),
    [
        ("500 people must join the webinar on Pro.", "500 on pro", [], [ASKED_HOW_MANY]),
        ("500 people cannot join the webinar on Pro.", "500 on pro", [], [ASKED_HOW_MANY]),
        ("500 webinars can join the people on Pro.", "500 on pro", [], [ASKED_HOW_MANY]),
        ("You can expense your internet; ask HR.", "ask HR", [], ["Can I expense my internet?"]),
        ("No, you can expense your internet; ask HR.", "no, ask HR", [], ["Can I expense my internet?"]),
        ("You can park, not at the gate.", "not at the gate", [], ["Where can I park?"]),
        ("Unless you leave, the stock is lost.", "it is lost", [], ["what happens w my stock if i leave"]),
        ("The maximum order is 24 pieces and 300 EUR.", "and 300 eur", ["24 pcs"], [MIN_ORDER]),
        ("The minimum order is 24 pieces and at most 300 EUR.", "and at most 300 eur", ["24 pcs"], [MIN_ORDER]),
        ("You must change your bank in the HR portal under Pay > Bank.", "hr portal > pay > bank", [],
         ["want to change my bank"]),
        ("You cannot change your bank in the HR portal under Pay > Bank.", "hr portal > pay > bank", [],
         ["need to change my bank"]),
        ("Open the app in Shuttle and pick a slot.", "app > shuttle > pick slot", [], ["open the shuttle?"]),
        ("Ines covers invoices and Mehmet everything else.", "Mehmet covers invoices, everything else → Ines", [], []),
        ("Since Tuesday my badge has not been working.", "my badge stopped working",
         ["since when?", "monday, got a new car"], []),
        ("Until Monday my badge has not been working.", "my badge stopped working",
         ["since when?", "monday, got a new car"], []),
        ("My check is short: overtime to the 12th.", "my check is short", ["what?", "overtime from the 12th"], []),
        ("The codes to Authenticator are not accepted.", "codes from my phone", ["which app?", "authenticator"], []),
        ("We ship from a PO box.", "we ship", [], ["can u ship to a po box?"]),
        ("The app crashes on your Pixel 7.", "app crashes", ["phone?", "pixel 7"], []),
        ("Within 30 days refunds are made as credit, otherwise to the card.", "card if within 30d, otherwise credit",
         [], ["Are refunds made to the card or as credit?"]),
        ("After 30 days refunds are made to the card, otherwise as credit.", "card if within 30d, otherwise credit",
         [], ["Are refunds made to the card or as credit?"]),
        ("The toner is low. Replace it.", "toner low, replace?", [], []),
        ("The toner is low. Should I not replace it?", "toner low, replace?", [], []),
        ("It still does 200 pages.", "not yet, it still does 200 pages", [], []),
        ("Send it with your team lead in copy.", "send it, cc ur mgr", [], []),
        ("Remove it when it is faint.", "swap it when it is faint", [], []),
        ("Replace your shift with a colleague.", "swap your shift with a colleague", [], []),
        ("If you have access, ask Ngozi.", "ask Ngozi if u dont have access", [], []),
        ("You can send any mail.", "u can't send mail", [], []),
        ("Yes, it is in person.", "no in person", [], []),
        ("Yes, in the lab.", "sure, not in the lab tho", [], []),
        ("It covers defects and cracks.", "cracks n", ["defects y", "does it cover cracks?"], []),
        ("We ship parcels over 2 kg, but not letters.", "letters y, parcels > 2kg no", [], ["do u ship?"]),
        ("Send your name, but not your order.", "send your name, your order no", [], []),
        ("When I am at work, it drops.", "it drops at home", [], []),
        ("Will email be down before the server maintenance?", "server maint - will email be down?", [], []),
        ("At least 5 days can be carried over.", "up to 5 days", [], ["Can I carry days over?"]),
        ("Your manager signs. They send your manager the PDF.", "Your manager signs. they send u the PDF", [], []),
        ("How many days of leave casual do I get?", "How many days?", ["casual leave"], []),
    ],
)  # fmt: skip
def test_a_note_says_nothing_else_with_its_question(
    rewrite: str, kept: str, added: list[str], context: list[str]
) -> None:
    assert verify(rewrite, kept, added, GENERAL, context)


@pytest.mark.parametrize(
    ("kept", "rewrite"),
    [
        ("The tenant receives the deposit.", "The tenant gives the deposit."),
        ("The tenant gets the deposit.", "The tenant gives the deposit."),
        ("The company provides a phone.", "The company gets a phone."),
        ("Managers grant leave.", "Managers take leave."),
        ("The company: a phone.", "The company takes a phone."),
        ("Use your badge.", "Make your badge."),
        ("Interns give a talk.", "Interns have a talk."),
        ("Interns may borrow bikes.", "Interns may lend bikes."),
        ("Does HR confirm sick leave?", "Does HR get sick leave?"),
        ("Can HR help with visas?", "Can HR get visas?"),
        ("Please confirm the order.", "Is it the order?"),
    ],
)
def test_a_verb_that_says_who_gives_and_who_gets_is_never_another(kept: str, rewrite: str) -> None:
    assert verify(rewrite, kept, [], GENERAL)


@pytest.mark.parametrize(
    ("kept", "rewrite"),
    [
        ("Probation is 6 months. Notice in weeks: 4.", "Probation is 6 months. Notice in weeks: 4 months."),
        ("Stay 3 nights. The rate is 90.", "Stay 3 nights. The rate is 90 nights."),
        ("Wait a minute, then dial 9.", "Wait a minute, then dial 9 minutes."),
        ("It is due at 2.", "It is due at 2:00."),
        ("Groups from 10", "Groups from 10:00."),
        ("Pages to 5", "Pages to 5:00"),
        ("Turn left at 9.", "Turn left at 9:00."),
        ("Pages 8-18", "Pages 8:00 to 18:00"),
        ("3 months", "3 months of work"),
        ("5 days a week", "5 days of work a week."),
        ("2 weeks", "2 working weeks"),
        ("It takes 2-4 bank working days.", "It takes 2-4 bank calendar days."),
        ("All the interns get 500 euros.", "500 euros per intern."),
        ("Ask your PA.", "Ask yearly."),
        ("Give 5 to your pa.", "Give 5 to you per year."),
    ],
)
def test_a_figure_borrows_no_unit_and_becomes_no_time(kept: str, rewrite: str) -> None:
    assert verify(rewrite, kept, [], GENERAL)


@pytest.mark.parametrize("question", ["How many days or weeks does it take?", "How many are there in 3 weeks?"])
def test_a_unit_comes_only_from_a_question_that_asks_for_it_alone(question: str) -> None:
    assert verify("It takes 18 weeks.", "It takes 18.", [], GENERAL, [question])


@pytest.mark.parametrize(
    ("kept", "rewrite"),
    [
        ("If the guest loses the badge, block it.", "If it loses the badge, block the guest."),
        ("If your doctor signs the note, send it to HR.", "If it signs the note, send your doctor to HR."),
        ("HR pays the manager, and it pays the fee.", "HR pays it, and the manager pays the fee."),
        ("Parking: use lot B", "If you use parking, lot B."),
        ("Parcels are held at reception.", "Parcels happen at reception."),
    ],
)
def test_it_stands_only_for_the_one_thing_that_its_sentence_names(kept: str, rewrite: str) -> None:
    assert verify(rewrite, kept, [], GENERAL)


def test_a_no_denies_and_is_no_number() -> None:
    kept = "No. On weekends it is closed."
    assert verify("No, it is closed on weekends.", kept, [], GENERAL) == ()
    assert verify("The number on weekends: it is closed.", kept, [], GENERAL)
    assert verify("The number on Mondays: you can.", "No. On Mondays you can.", [], GENERAL)


@pytest.mark.parametrize(
    ("kept", "rewrite", "question"),
    [
        ("your line manager", "Your line manager must ask for it.", "Who do I ask for it?"),
        ("HR", "HR must pay.", "Who do I pay?"),
        ("the courier", "The courier must pay.", "Whom do I pay?"),
        ("HR", "HR must sign it.", "Who can sign it?"),
        ("HR", "HR must approve it.", "Who approves it?"),
        ("HR, optional", "HR must approve it, optional.", "Does anyone approve it?"),
    ],
)
def test_an_answer_has_no_duty_that_its_question_has_not(kept: str, rewrite: str, question: str) -> None:
    assert verify(rewrite, kept, [], GENERAL, [question])


@pytest.mark.parametrize(
    ("kept", "rewrite", "question"),
    [
        ("HR", "HR pays.", "Who do I pay?"),
        ("the courier", "The courier pays.", "Whom do I pay?"),
        ("my manager", "My manager informs me.", "Whom do you inform?"),
    ],
)
def test_what_the_asker_does_is_not_done_to_them(kept: str, rewrite: str, question: str) -> None:
    assert verify(rewrite, kept, [], GENERAL, [question])


def test_the_asker_may_do_what_they_asked_about() -> None:
    assert verify("You pay HR.", "HR", [], GENERAL, ["Who do I pay?"]) == ()
    assert verify("HR pays.", "HR", [], GENERAL, ["Who pays?"]) == ()


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("prize", "price"), ("patent", "parent"), ("plane", "place"), ("charger", "charge"), ("court", "count"),
        ("debit", "debut"), ("appeal", "appear"), ("cancer", "cancel"), ("directory", "director"), ("party", "part"),
        ("finish", "forfeit"), ("phone", "call"), ("break", "faulty"), ("store", "shop"), ("client", "customer"),
        ("car", "care"), ("plan", "plane"), ("cost", "price"), ("press", "click"),
        ("lends", "borrows"), ("package", "parcel"), ("lapse", "forfeit"),
    ],
)  # fmt: skip
def test_a_word_that_looks_like_another_or_has_two_senses_is_no_other(word: str, other: str) -> None:
    assert verify(f"Ask about the {other} in May.", f"Ask about the {word} in May.", [], GENERAL)


@pytest.mark.parametrize(
    ("kept", "rewrite"),
    [
        ("Interns are given a laptop.", "Interns give a laptop."),
        ("Interns pay 500 euros.", "Interns are paid 500 euros."),
        ("Your manager is asked first.", "Your manager asks first."),
        ("You will be charged 5 euros.", "You will charge 5 euros."),
        ("Managers can be refused leave.", "Managers can refuse leave."),
        ("HR is informed in May.", "HR informs in May."),
    ],
)
def test_who_does_it_is_not_whom_it_is_done_to(kept: str, rewrite: str) -> None:
    assert verify(rewrite, kept, [], GENERAL)


def test_what_is_done_to_somebody_may_be_said_of_who_does_it() -> None:
    assert verify("Your manager approves overtime.", "Overtime is approved by your manager.", [], GENERAL) == ()


def test_a_word_in_the_plural_is_the_same_word() -> None:
    assert verify("The case is open.", "Cases are open.", [], GENERAL) == ()
    assert verify("It expires on 31 March.", "It lapses on 31 March.", [], GENERAL) == ()
