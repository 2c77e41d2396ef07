"""A question or a pair is judged by what it would mean to somebody who never saw the thread."""

import pytest

from prep.checks.not_self_contained import WAITS_BELOW
from prep.selfcontained import judge_pair, judge_question, judge_response


@pytest.mark.parametrize(
    "question",
    ["What about his brother?", "How much?", "Did they win?", "Where was he born?", "And in England?", "Any others?",
     "Which one is safer?",
     "What else did he do?", "Is it contagious?", "What was the score?", "tell me more", "Who signed?",
     "is that normal for older ones",
     "How many have died?", "Why was this controversial?", "how do i get there", "still not working",
     "As discussed, can you send it again?",
     "What should I put in the second field?", "what about part time staff?", "Give me the address, please.",
     "Take me to the one with the garden.", "Can you find a faster route?", "will it rain this week", "Springfield.",
     "How long was the trial?", "not connecting", "Is it allowed?", "When is it paid?", "When is she paid?"],
)  # fmt: skip
def test_a_question_that_needs_its_thread_does_not_stand(question: str) -> None:
    assert not judge_question(question).stands


@pytest.mark.parametrize(
    "question",
    ["Where was Marie Curie born?", "How much did the film Titanic cost to make?", "Is asthma contagious in children?",
     "what is the difference between paella and risotto", "Is it true that goldfish have a short memory?",
     "How long does it take to renew a passport abroad?",
     "What other elements besides radium did Marie Curie discover?",
     "How do I reset my password if I no longer have my old phone?", "annual leave entitlement for part-time staff?",
     "I lost my badge at the station. Where do I get another badge for the main gate?",
     "My parcel was damaged. Can I return it within 14 days?", "Will it be humid in Lisbon tomorrow?",
     "Is it possible to carry forward earned leave?", "Is it clear who approves overtime?", "How long is the trial?",
     "When is the salary paid?", "How is the salary calculated?", "When is salary paid?", "When is my salary paid?",
     "Where is parking allowed?", "When is rent due?",
     "What is the late fee?", "Can you find a faster route to the airport?", "Lost my badge on the bus: cost?",
     "Does it cost anything to change the delivery date?", "What is the address of the Leeds office?"],
)  # fmt: skip
def test_a_question_that_says_what_it_is_about_stands(question: str) -> None:
    assert judge_question(question).stands


@pytest.mark.parametrize(
    ("question", "code", "text"),
    [
        ("Why did he leave?", "unresolved-reference", "he"),
        ("Who was the drummer at first?", "definite-phrase", "the drummer"),
        ("How much?", "ellipsis", "How much"),
        ("What happened yesterday?", "deictic", "yesterday"),
        ("Same issue here, please help", "reply-marker", "Same issue"),
        ("What does the XQZ form cost?", "undefined-shorthand", "XQZ"),
        ("Where is [ORDER_1] now?", "orphan-id", "[ORDER_1]"),
        ("Which is better?", "ellipsis", "better"),
    ],
)
def test_a_reason_has_its_place(question: str, code: str, text: str) -> None:
    reasons = [reason for reason in judge_question(question).reasons if reason.code == code]
    assert text in [reason.text for reason in reasons]
    assert all(question[reason.start : reason.end] == reason.text for reason in reasons)


def test_the_last_time_of_something_is_no_time_elsewhere() -> None:
    def codes(question: str) -> set[str]:
        return {reason.code for reason in judge_question(question).reasons}

    assert "deictic" not in codes("When was the last time the canteen menu was changed?")
    assert "deictic" in codes("Can I get the same form as last time?")
    assert "deictic" in codes("Why was it refused the last time?")


def test_a_pronoun_with_an_antecedent_counts_less() -> None:
    assert judge_question("I bought a jacket in May. Can I return it?").score > judge_question("Can I return it?").score


def test_an_empty_it_points_at_nothing() -> None:
    assert "unresolved-reference" not in {
        reason.code for reason in judge_question("Is it possible to pay in parts?").reasons
    }


@pytest.mark.parametrize(
    "question", ["Will it be dry in Oslo?", "Is it allowed to work abroad?", "how cold does it get in Oslo at night"]
)
def test_an_it_of_the_weather_or_of_a_rule_points_at_nothing(question: str) -> None:
    assert "unresolved-reference" not in {reason.code for reason in judge_question(question).reasons}


def test_what_a_firm_has_is_known_while_it_is_there() -> None:
    def codes(question: str) -> set[str]:
        return {reason.code for reason in judge_question(question).reasons}

    assert "definite-phrase" not in codes("Where is the canteen?")
    assert "definite-phrase" in codes("Who closed the canteen?")


def test_what_a_later_sentence_leaves_out_an_earlier_one_may_say() -> None:
    assert judge_question("I lost the badge for the main gate. Cost?").stands
    assert not judge_question("Cost?").stands


def test_a_heading_says_what_the_question_is_about() -> None:
    assert judge_question("Earned leave entitlement: could you tell me how many I get?").stands


ASKED = "How many days of earned leave can be carried forward to the next year?"


@pytest.mark.parametrize(
    "response",
    [
        "Up to 30 days; the rest lapses on 31 December.",
        "30 days.",
        "It is capped at 30 days.",
        "No more than thirty days.",
    ],
)
def test_an_answer_may_lean_on_its_question(response: str) -> None:
    assert judge_response(ASKED, response).score >= 0.7


@pytest.mark.parametrize(
    ("response", "code"),
    [
        ("same as I told you last month", "reply-marker"),
        ("See above, 30 days.", "deictic"),
        ("Please see the attached document.", "non-answer"),
        ("I have reset your balance to 30 days.", "account-specific"),
        ("Your leave balance is 12 days.", "account-specific"),
        ("Ask your LM, 30 days.", "undefined-shorthand"),
        ("I will check and get back to you.", "non-answer"),
        ("Please contact [AGENT_3] about 30 days.", "orphan-id"),
        ("It varies with the department that booked it.", "mismatch"),
        ("Your laptop was shipped on 3 March.", "account-specific"),
        ("Refer to the FAQ on the intranet.", "answer-elsewhere"),
    ],
)
def test_an_answer_that_leans_on_the_thread_is_marked(response: str, code: str) -> None:
    judged = judge_response(ASKED, response)
    assert code in {reason.code for reason in judged.reasons}
    assert judged.score < 1


def test_how_one_case_stands_is_worth_less_when_that_was_asked() -> None:
    told = "Your refund is being processed."
    asked_status = judge_response("I want to check on the status of a refund.", told).score
    assert asked_status < 0.3 < judge_response("Can I have a refund to another credit card?", told).score
    rule = "Open My orders: the status of each order is shown there."
    assert judge_response("How can I check on the status of my order?", rule).score > 0.7


def test_an_answer_about_another_matter_is_marked_as_a_whole() -> None:
    answer = "You can carry forward 30 days of earned leave."
    (reason,) = judge_response("Where do I park?", answer).reasons
    assert (reason.code, reason.text) == ("mismatch", answer)
    assert not judge_response("Where do I park?", answer).stands


def test_a_pair_is_as_good_as_its_worse_side() -> None:
    good = "Up to 30 days; the rest lapses on 31 December."
    assert judge_pair(ASKED, good).stands
    assert judge_pair("how many?", good).score == judge_question("how many?").score
    assert {reason.side for reason in judge_pair("how many?", "See above.").reasons} == {"instruction", "response"}


def test_scores_are_shares_of_one() -> None:
    for text in ("", "?", "a", "how", "x" * 5000, "\n\n", "[CUSTOMER_1]"):
        assert 0 <= judge_question(text).score <= 1
        assert 0 <= judge_pair(text, text).score <= 1


@pytest.mark.parametrize("question", ["Wifi: and for my own tablet?", "Wifi: what about my own tablet?"])
def test_a_heading_does_not_help_a_question_that_only_goes_on(question: str) -> None:
    judged = judge_question(question)
    assert not judged.stands
    assert all(question[reason.start : reason.end] == reason.text for reason in judged.reasons)


def test_a_whole_question_that_goes_on_stands_behind_a_heading() -> None:
    assert judge_question("Leave balance: and what if I do not use the rest in time?").stands


@pytest.mark.parametrize(
    ("response", "said"),
    [("Apply by next Friday.", "next Friday"), ("You can apply until next Monday.", "next Monday"),
     ("The menu has moved since yesterday's update.", "yesterday")],
)  # fmt: skip
def test_one_day_of_the_calendar_is_a_relative_time_whatever_stands_before_it(response: str, said: str) -> None:
    judged = judge_response("How do I apply for leave?", response)
    assert [(reason.code, reason.text) for reason in judged.reasons] == [("deictic", said)]
    assert not judged.stands


def test_the_next_friday_of_a_rule_is_no_relative_time() -> None:
    judged = judge_response("When is overtime paid?", "Overtime is paid on the next Friday.")
    assert "deictic" not in {reason.code for reason in judged.reasons}


def test_what_hands_over_an_own_number_and_asks_nothing_is_no_question() -> None:
    alone = judge_question("My IBAN for the refund: [IBAN_1]")
    assert alone.score < WAITS_BELOW
    assert ("account-specific", "[IBAN_1]") in [(reason.code, reason.text) for reason in alone.reasons]
    assert judge_question("My IBAN is [IBAN_1]. How long does a refund take?").stands


def test_an_answer_that_was_done_for_one_person_and_says_no_more_waits() -> None:
    asked = "How do I reset my password for the intranet?"
    assert judge_response(asked, "Reset done, please log in again.").score < WAITS_BELOW
    assert judge_response(asked, "Press «Forgot password», then log in with the code.").stands
