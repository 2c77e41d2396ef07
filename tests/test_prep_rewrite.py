"""Messages become the sides of a pair: courtesy goes, context comes in, shorthand is written out."""

import pytest

from prep.exchange import Answer, Composed, Exchange, compose
from prep.glossary import GENERAL, Entry
from prep.merging import merge_reply
from prep.records import Message
from prep.rewrite import Passage, clean_subject, is_part_of, strip_answer, strip_question

LEAVE = GENERAL.with_entries([Entry("EL", "earned leave", "a person")])


def composed(question: str, answer: str, subject: str = "") -> tuple[str, str]:
    message = Message("2", "agent", answer, "[AGENT_1]")
    exchange = Exchange([strip_question(question, "1")], answers=[Answer(message, strip_answer(answer, "2"))])
    pair = compose(exchange, subject, None, LEAVE)
    assert isinstance(pair, Composed)
    return pair.instruction.text, pair.response.text


@pytest.mark.parametrize(
    "remark",
    ["Hope you are well.", "My employee number is [ID_1].", "[PERSON_1] told me to ask here.", "cc: [EMAIL_1]",
     "Please treat this as urgent.", "Sorry to bother you again.", "Call me on [PHONE_1] if that is easier.",
     "Could somebody get back to me today?", "I already asked [AGENT_3] but have not heard back."],
)  # fmt: skip
def test_remarks_around_a_question_go(remark: str) -> None:
    question = "What is the daily limit for card payments abroad?"
    assert strip_question(f"{remark} {question}", "1").text == question
    assert strip_question(f"{question} {remark}", "1").text == question


@pytest.mark.parametrize(
    "sentence",
    ["My account is closed because of a wrong password.", "My manager is on leave. Who else can approve?",
     "When should the applications reach you at the latest?", "Kindly advise how the PDF is opened.",
     "I want to give him the right address and a date.", "After what delay must they get back to me?"],
)  # fmt: skip
def test_what_belongs_to_the_question_stays(sentence: str) -> None:
    assert strip_question(sentence, "1").text == sentence


def test_sentences_run_together_are_told_apart() -> None:
    text = "where do my casual leaves show up in the portal Would appreciate a quick answer."
    assert strip_question(text, "1").text == "where do my casual leaves show up in the portal"


def test_a_question_typed_in_for_somebody_is_theirs() -> None:
    text = "Raised by phone on behalf of [CUSTOMER_1]. Caller asks:\n\nWhere is the lost property office?"
    assert strip_question(text, "1").text == "Where is the lost property office?"


@pytest.mark.parametrize(
    "wrapped",
    ["{} [AGENT_3]", "{} pls close if ok [AGENT_3]",
     "In short: {}", "Please find the answer below:\n\n{}", "As far as I know: {}", "{} Resolving tkt.",
     "{} Did this solve your problem? Rate us: https://desk.example/rate/7", "{} pls close if ok", "Then {}"],
)  # fmt: skip
def test_talk_around_an_answer_goes(wrapped: str) -> None:
    answer = "The limit is 35 MB for each message."
    assert strip_answer(wrapped.format(answer), "2").text == answer


@pytest.mark.parametrize("answer", ["Carrying casual leave over - no", "Taxis up to CR 20 – ok", "Your grade is - II"])
def test_a_short_answer_behind_a_dash_is_no_signature(answer: str) -> None:
    assert strip_answer(answer, "2").text == answer
    assert strip_answer(f"{answer}. - JD", "2").text == f"{answer}."


def test_a_rule_about_closing_is_no_ticket_talk() -> None:
    answer = "Close the app and start it again, then wait 5 minutes."
    assert strip_answer(answer, "2").text == answer


def test_the_subject_comes_in_when_the_question_hides_in_it() -> None:
    question, answer = composed("Could you tell me how many I get?", "18 days a year.", "Earned leave entitlement")
    assert question == "Earned leave entitlement: Could you tell me how many I get?"
    assert answer == "18 days a year."


def test_the_subject_stays_out_when_the_question_stands() -> None:
    asked = "How many days of earned leave does a full-time employee get in a calendar year?"
    assert composed(asked, "18 days a year.", "Leave rules")[0] == asked


def test_as_per_subject_is_resolved_on_both_sides() -> None:
    question, answer = composed(
        "as per subject", "as per subject: 8 days, all on 1 January", "Casual leave credit date"
    )
    assert question == "Casual leave credit date"
    assert answer == "8 days, all on 1 January"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [("Re: Fwd: New phone, Passkeep MFA", "New phone, Passkeep MFA"), ("URGENT", ""), ("Question about leave", "leave"),
     ("Query from [CUSTOMER_1], [ID_1]", ""), ("Clarification required: travel", "travel"), ("Re: request #49005", "")],
)  # fmt: skip
def test_a_subject_without_its_marks(subject: str, expected: str) -> None:
    assert clean_subject(subject) == expected


def test_a_subject_that_only_begins_the_question_is_not_carried() -> None:
    question = "Can all of the maternity period be used before the birth?"
    pair = composed(question, "At most 8 weeks before birth, as per subject.", "Can all of the maternity period")
    assert pair == (question, "At most 8 weeks before birth,")


def test_subject_to_approval_points_at_no_subject_line() -> None:
    question = "Can I work from home on Fridays from my house in Leeds?"
    assert composed(question, "Yes, subject to approval.", "Flexible thing")[0] == question


def test_a_subject_made_of_the_first_words_adds_nothing() -> None:
    assert is_part_of("Been waiting a week for the vetting", "been waitng a week for the vetting of my app. Why?")


@pytest.mark.parametrize(
    ("asked", "replied", "expected"),
    [
        ("Are you full-time or part-time?", "Full-time.", "I am full-time."),
        ("Do you work in Leeds or in Pune?", "Pune", "I work in Pune."),
        ("Are you based in Leeds or Pune?", "in Pune", "I am based in Pune."),
        ("Are you in Leeds or Pune?", "Pune", "I am in Pune."),
        ("Are you on leave or sick?", "sick", "I am sick."),
        ("Are you in training or a manager?", "a manager", "I am a manager."),
        ("Are you a guest or a member?", "member", "I am a member."),
        ("Do you still have the old phone?", "Yes.", "I still have the old phone."),
        ("Is the laptop under warranty?", "No", "The laptop is not under warranty."),
        ("Do you work in an office or on a shift?", "In the office at Portbell.", "I work in the office at Portbell."),
        ("Which site do you work at?", "Harrow Bridge", "Which site do I work at? Harrow Bridge."),
        ("What was the amount?", "It was 65 crowns.", "What was the amount? It was 65 crowns."),
        ("Did somebody get hurt?", "A colleague bruised a hand.", "Did somebody get hurt? A colleague bruised a hand."),
        ("Did you try it?", "?", ""),
        ("Which site do you work at?", "… Harrow Bridge", "Which site do I work at? … Harrow Bridge."),
        ("Do you need to read or to edit?", "Read only.", "Do I need to read or to edit? Read only."),
        ("How many seats do you need?", "We need 5.", "How many seats do I need? We need 5."),
        ("When did you last use it?", "I have never used it.", "When did I last use it? I have never used it."),
        ("Which plan are you on?", "I am on the free plan.", "I am on the free plan."),
        ("Have you had any accident before?", "Yes.", "Have I had any accident before? Yes."),
        ("Do you need it by a day?", "Yes, Monday.", "Do I need it by a day? Yes, Monday."),
        ("Is it Windows or Mac?", "Mac", "It is Mac."),
        (
            "Which drive? And to read or to edit?",
            "The S drive. Read.",
            "Which drive? To read or to edit? The S drive. Read.",
        ),
        ("Can you tell me which browser you use?", "Firefox", "Which browser I use: Firefox."),
        ("Please tell me your country.", "Germany", "My country: Germany."),
        ("which one? 2nd floor or warehouse?", "warehouse", "(Which one? Warehouse.)"),
        ("Which one, 2nd floor or warehouse?", "the warehouse", "(Which one? The warehouse.)"),
        ("2nd floor or warehouse?", "warehouse", "Warehouse."),
        ("Do you have a loaner already?", "No", "I do not have a loaner yet."),
        ("Have you already restarted it?", "No", "I have not restarted it."),
    ],
)
def test_a_question_back_and_its_reply_become_a_statement(asked: str, replied: str, expected: str) -> None:
    assert merge_reply(asked, replied) == expected


def test_shorthand_is_written_out_on_both_sides() -> None:
    question, answer = composed(
        "how much EL can i c/f to the next calendar year pls", "EL max 30 days, rest lapses w/o notice"
    )
    assert question == "How much earned leave (EL) can i carry forward to the next calendar year please"
    assert answer == "Earned leave maximum 30 days, rest lapses without notice"


def test_a_refused_rewrite_leaves_the_original_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = GENERAL.with_entries([Entry("abc", "5 days", "a person")])
    message = Message("2", "agent", "It takes 3 days.", "[AGENT_1]")
    question = Passage("How long does it take to get a badge from reception?", (), ("1",))
    exchange = Exchange([question], answers=[Answer(message, Passage("It takes abc, not 3 days.", (), ("2",)))])
    pair = compose(exchange, "", None, wrong)
    assert isinstance(pair, Composed)
    assert pair.response.text == "It takes 5 days, not 3 days."  # the glossary is a source
