"""What a sentence does: the same words answer, hold, hand on or ask back, and a name is not an acknowledgement."""

import pytest

from prep.acts import (
    agent_act,
    asks_account,
    asks_errand,
    asks_identity,
    customer_act,
    invites_question,
    is_thanks,
)


@pytest.mark.parametrize(
    "answer",
    ["Natasha", "Oklahoma", "National Insurance", "Closets on the second floor", "Doneck", "Navy blue"],
)
def test_a_name_that_starts_like_an_acknowledgement_answers(answer: str) -> None:
    assert agent_act(answer) == "answer"


@pytest.mark.parametrize("done", ["done", "OK.", "n/a", "Fixed now, thanks", "OK ^JD", "done, pls chk"])
def test_an_acknowledgement_answers_nothing_whoever_signs_it(done: str) -> None:
    assert agent_act(done) == "handed-on"


@pytest.mark.parametrize(
    "failed",
    ["tried to call you, no answer", "Called, no answer.", "I've tried ringing u twice but you didn't pick up.",
     "Couldn't reach you by phone.", "Tried your number, it went to voicemail.",
     "Tried to call you about your ticket."],
)  # fmt: skip
def test_a_call_that_nobody_took_answers_nothing(failed: str) -> None:
    assert agent_act(failed) == "handed-on"
    assert agent_act(f"{failed.rstrip('.')}: delete the saved credentials and sign in again.") == "answer"


def test_however_often_nobody_took_the_call_what_was_said_instead_counts() -> None:
    assert agent_act("Tried to call you, no answer, " * 2000 + "restart the router.") == "answer"
    assert agent_act("Tried to call you, " * 2000) == "handed-on"


@pytest.mark.parametrize("answer", ["Called goods are held for 3 days.", "You can be called at any time."])
def test_who_is_called_is_no_failed_call(answer: str) -> None:
    assert agent_act(answer) == "answer"


@pytest.mark.parametrize(
    "question",
    ["Please clarify whether it is for you.", "Kindly specify the month.", "I need to know which site you mean.",
     "Have you had any other damage in the past two years?", "Pls confirm if it is the S drive."],
)  # fmt: skip
def test_an_agent_asks_back_in_many_words(question: str) -> None:
    assert agent_act(question) == "clarifying"


@pytest.mark.parametrize("instruction", ["Please confirm the booking in the portal.", "Please specify the cost centre "
                                         "in the form."])  # fmt: skip
def test_an_instruction_to_confirm_something_elsewhere_asks_nothing(instruction: str) -> None:
    assert agent_act(instruction) == "answer"


@pytest.mark.parametrize(
    "answer", ["any time after the auction", "Any working day", "Will Turner", "Where there is a green sign"]
)
def test_an_answer_may_start_with_a_question_word(answer: str) -> None:
    assert agent_act(answer) == "answer"


@pytest.mark.parametrize(
    "answer",
    [
        "Please allow the app to use your location.",
        "Please hold the button until the light turns blue.",
        "All requests are reviewed by Finance.",
        "For a shorter illness no proof is asked.",
        "Your manager will call you before the interview.",
        "Give your employee number at the desk.",
        "Open My devices > Add device and scan the code with the new phone.",
        "You can rate the driver in the app.",
        "Should the light stay red, replace the battery.",
        "Have the tenant sign the form and upload it.",
        "Sorry, we do not ship there.",
        "Sorry [CUSTOMER_1], no cheques.",
        "Sorry [CUSTOMER_1], we don't take cheques.",
        "No problem, you can swap shifts with a colleague.",
        "Thanks to the new policy you can work from abroad.",
        "Feel free to use the meeting rooms on weekends.",
        "If you have questions about tax, ask the tax office.",
        "Try again tomorrow.",
        "Closed on Sundays.",
        "Installed on the laptop by IT within 2 days.",
        "Checking the box saves it.",
        "Working on Sundays needs approval.",
        "Called in sick? Use the form.",
    ],
)
def test_an_answer_that_shares_words_with_ticket_talk_stays_an_answer(answer: str) -> None:
    assert agent_act(answer) == "answer"


@pytest.mark.parametrize(
    ("talk", "act"),
    [
        ("Please allow one working day.", "holding"),
        ("Please hold, I am looking.", "holding"),
        ("Asked payroll.", "holding"),
        ("ok will chk", "holding"),
        ("Sorted at your desk just now :)", "handed-on"),
        ("Right, from what I can see:", "lead-in"),
        ("Will check with payroll and update you", "holding"),
        ("checking now", "holding"),
        ("on it", "holding"),
        ("spoke on call", "handed-on"),
        ("Spam, closed.", "handed-on"),
        ("Closed as a duplicate", "handed-on"),
        ("Please call 01632 960114 so we can look at it together", "handed-on"),
        ("Done, temporary password sent to your manager.", "handed-on"),
        ("Report spam with the button; it is deleted at once.", "answer"),
        ("The temporary password is sent to your manager.", "answer"),
        ("A request is closed as soon as your manager has approved it.", "answer"),
        ("Explained over the phone.", "handed-on"),
        ("Your request is being reviewed.", "holding"),
        ("I will call you in the afternoon.", "handed-on"),
        ("May I have your employee number?", "identity"),
        ("Please rate our service.", "ticket-talk"),
        ("Sorry I couldn't be of more assistance!", "lead-in"),
        ("No problem, happy to help!", "courtesy"),
        ("Feel free to ask us again.", "courtesy"),
        ("Same to you!", "courtesy"),
        ("You too, Anna.", "courtesy"),
        ("If you have any more questions, let us know.", "courtesy"),
        ("Let me know which site you work at", "clarifying"),
    ],
)
def test_talk_about_the_work_on_a_ticket_is_no_answer(talk: str, act: str) -> None:
    assert agent_act(talk) == act


def test_asking_what_kind_of_customer_somebody_is_does_not_ask_who_they_are() -> None:
    assert asks_account("What is your membership level?") and not asks_identity("What is your membership level?")
    assert not asks_account("Are you full-time or part-time?")
    assert not asks_account("The membership level is printed on the card.")


@pytest.mark.parametrize("asks", ["which laptop is it", "are you in the office", "any error message", "Which one?"])
def test_a_question_back_needs_no_mark(asks: str) -> None:
    assert agent_act(asks) == "clarifying"


def test_a_merge_notice_is_talk_about_the_ticket() -> None:
    assert agent_act('Request #48219 "Leave" was closed and merged into this request.') == "ticket-talk"


@pytest.mark.parametrize("thanks", ["Great!", "ok thanks", "super, that worked", "Good to know", "ty"])
def test_thanks_say_nothing(thanks: str) -> None:
    assert is_thanks(thanks)


@pytest.mark.parametrize(
    "text",
    ["types of leave I can take", "Super slow VPN since Monday", "Clear the cache did not help", "okta token lost"],
)
def test_a_request_that_starts_like_thanks_is_a_request(text: str) -> None:
    assert customer_act(text) == "says"


def test_a_question_about_a_name_is_no_personal_remark() -> None:
    assert customer_act("what to do when my name is wrong on the badge") == "says"
    assert customer_act("My name is [CUSTOMER_1]") == "aside"


@pytest.mark.parametrize(
    "text",
    [
        "My employee number is [ID_1] and it is not accepted when I log in to the time clock.",
        "my username is locked",
        "no one in HR at the factory seems to know the rule for lactating mums",
        "My e-mail is not working",
        "My phone is broken and I need a new one",
        "my home address on the payslip is wrong",
    ],
)
def test_what_is_wrong_with_ones_own_details_is_asked_and_no_aside(text: str) -> None:
    assert customer_act(text) == "says"


@pytest.mark.parametrize(
    "text",
    [
        "My name is [PERSON_1], my employee number is [ID_1], my mobile is [PHONE_1].",
        "my private mail is jo@home.example",
        "For reference, my badge number is 4711",
        "Nobody here could help me with this.",
    ],
)
def test_who_somebody_is_is_an_aside(text: str) -> None:
    assert customer_act(text) == "aside"


@pytest.mark.parametrize(
    "sentence",
    [
        "For security we do not take bank details by e-mail.",
        "For security reasons we never ask for your password.",
        "We cannot change your address by phone for security reasons.",
    ],
)
def test_what_a_desk_does_not_do_is_a_rule_and_no_check_of_who_somebody_is(sentence: str) -> None:
    assert agent_act(sentence) == "answer" and not asks_identity(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "For security reasons we cannot discuss your account until you confirm your date of birth.",
        "For security purposes, please confirm your employee number.",
        "We cannot change it without your employee number, could you send your employee number?",
    ],
)
def test_a_no_until_somebody_has_said_who_they_are_still_checks_that(sentence: str) -> None:
    assert agent_act(sentence) == "identity"


@pytest.mark.parametrize(
    ("sentence", "is_errand"),
    [
        ("Could you right-click the cloud and tell me what it says?", True),
        ("Could you restart it?", True),
        ("Can you please try another cable?", True),
        ("Can you open it on your phone and let me know what you see?", True),
        ("Could you tell me which browser you use?", False),
        ("Can you print from another program?", False),
        ("Did you restart it?", False),
        ("Would you like to work from home and send parcels?", False),
    ],
)
def test_a_request_to_do_something_is_told_from_a_question(sentence: str, is_errand: bool) -> None:
    assert asks_errand(sentence) == is_errand


def test_who_only_says_go_on_asks_what_the_question_is() -> None:
    assert all(map(invites_question, ("Sure?", "Hi [CUSTOMER_1], sure, what is it?", "Hi Celia, go ahead.")))
    assert not any(map(invites_question, ("Windows?", "Which laptop?", "What is it called?", "Sure, for whom?")))
