"""What happened to the one who asked is no rule."""

import pytest

from prep.one_case import find_one_case, says_only_done


@pytest.mark.parametrize(
    ("response", "place"),
    [
        ("You have 12 days left.", "You have 12 days left"),
        ("Good news: your laptop was shipped on 3 March.", "your laptop was shipped"),
        ("Your request is approved.", "Your request is approved"),
        ("Sorted, try again now", "Sorted, try"),
        ("You already used 4 of them, you are over the 1,200.", "You already used 4 "),
        ("Reset done, please log in again.", "Reset done, please"),
        ("Access granted.", "Access granted."),
        ("We have added you to the group, log off and on.", "We have added you"),
        ("You have now been given the role.", "You have now been given"),
        ("The limit is 30. You are over the 1,200.", "You are over the 1"),
        ("Order it ten days ahead. Bartosz will get it on his first day.", "Bartosz will get it on his"),
    ],
)
def test_one_case_is_found_where_it_is_told(response: str, place: str) -> None:
    start, end = next(find_one_case(response))
    assert response[start:end] == place


@pytest.mark.parametrize(
    "response",
    ["Over the 1,200 you need the approval of the head of department.", "Once your claim was approved, you get it.",
     "If your card was blocked, call the bank.", "You have 45 days to send the form.",
     "Access is granted by your line manager.", "The password is reset every 90 days.",
     "When the reset is done, please restart.", "Once you have been added to the group, log off and on.",
     "Restart the phone and try again.", "Claims are paid on the 28th.",
     "Anyone may bring his badge.", "Reception keeps his or her badge."],
)  # fmt: skip
def test_a_rule_is_no_case(response: str) -> None:
    assert list(find_one_case(response)) == []


@pytest.mark.parametrize(
    ("response", "only_done"),
    [
        ("Reset done, please log in again.", True),
        ("Unlocked. Please try again.", True),
        ("I have reset your password. In future use the portal under Accounts.", False),
        ("Please log in again.", False),
        ("Access is granted by your line manager.", False),
    ],
)
def test_an_answer_may_say_nothing_but_that_it_was_done(response: str, only_done: bool) -> None:
    assert says_only_done(response) == only_done
