"""What a sentence does: the same words answer, hold, hand on or ask back, and a name is not an acknowledgement."""

import pytest

from prep.acts import agent_act, customer_act, is_thanks


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
    "answer", ["any time after the auction", "Any working day", "Will Turner", "Where there is a green sign"]
)
def test_an_answer_may_start_with_a_question_word(answer: str) -> None:
    assert agent_act(answer) == "answer"


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
