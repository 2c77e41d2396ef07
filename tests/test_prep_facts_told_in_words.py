"""Words tell a value to a question that asks for one, and none to any other."""

import pytest

from prep.facts import same_value
from prep.facts.asked import asked
from prep.facts.asked_values import asked_values_apart
from prep.facts.told_in_words import told_in_words

LONG, OFTEN, MANY = "How long does a transfer take?", "How often is the report due?", "How many devices may I use?"


def told(question: str, answer: str) -> list[tuple[str, float | str]]:
    found = told_in_words(answer, (question, question), asked(question), asked(question))
    return [(fact.kind, fact.value) for fact in found]


def apart(question: str, left: str, right: str) -> bool:
    return asked_values_apart(left, right, asked(question), asked(question), (question, question)) is not None


@pytest.mark.parametrize(
    ("question", "left", "right"),
    [
        (LONG, "It's there in seconds.", "Two banking days."),
        (LONG, "Straight away.", "It takes a week."),
        (LONG, "A couple of days.", "Three weeks."),
        (LONG, "Overnight.", "Allow 4 days."),
        ("When do pensions start?", "From day one.", "At the end of probation."),
        (OFTEN, "Every Friday.", "Hand it in at the end of each month."),
        (OFTEN, "Each quarter.", "Weekly."),
        (OFTEN, "Every Friday.", "Every Monday."),
        (OFTEN, "Once a quarter.", "Every half year."),
        ("How often are the bins emptied?", "Twice a week.", "Every day."),
        (LONG, "A day or two.", "By the end of next month, so allow 5 weeks."),
        (LONG, "A day.", "By the end of the week, in 4 days."),
        (LONG, "A month.", "Fourteen days."),
        (MANY, "Each licence covers three devices.", "One computer only."),
        (MANY, "A single one.", "A couple."),
        (MANY, "Both.", "Just one."),
        (MANY, "One is enough.", "Two people have to sign."),
        ("How many payslips do you need?", "The last three.", "Only the latest."),
        ("What share do you pay?", "The whole course.", "Half."),
        ("How many rents is the deposit?", "Two monthly rents.", "Three months' rent."),
        ("What share do you pay?", "Half.", "80 %."),
        ("Up to which floor does the lift go?", "To the 5th.", "Up to the eighth."),
    ],
)
def test_a_value_in_words_is_held_against_another(question: str, left: str, right: str) -> None:
    assert apart(question, left, right)
    assert apart(question, right, left)


@pytest.mark.parametrize(
    ("question", "left", "right"),
    [
        (LONG, "It's there in seconds.", "10 seconds."),
        (LONG, "In minutes.", "At once."),
        (LONG, "At once.", "The same day."),
        (LONG, "A few days.", "Three to five days."),
        (LONG, "A day or two.", "One to two days."),
        (LONG, "By the end of the week.", "3 days."),
        (LONG, "Overnight.", "By the next day."),
        ("When do pensions start?", "After probation.", "After six months."),
        (OFTEN, "Every Friday.", "Weekly."),
        (OFTEN, "At the end of each month.", "Monthly."),
        (OFTEN, "Twice a year.", "Every six months."),
        (MANY, "Both.", "Two."),
        (MANY, "A couple.", "Two devices."),
        ("How many rents is the deposit?", "Two monthly rents.", "Two months' rent."),
        ("What share do you pay?", "Half.", "50 percent."),
        ("Up to which floor does the lift go?", "To the 5th.", "The fifth."),
    ],
)
def test_the_same_value_in_other_words_agrees(question: str, left: str, right: str) -> None:
    assert not apart(question, left, right)
    assert not apart(question, right, left)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How do I upload files?", "Pick them and send them at once."),
        ("Who do I tell?", "Tell your lead straight away."),
        (LONG, "You can send five files at once."),
        (LONG, "Immediately after the booking you get a mail."),
        (MANY, "Sign in once you have the code."),
        (MANY, "It runs even after a single day."),
        ("What share do you pay?", "It takes half of the day."),
        ("Which form do I need?", "The second."),
    ],
)
def test_the_same_words_tell_nothing_where_they_are_not_asked_for(question: str, answer: str) -> None:
    assert told(question, answer) == []


def test_what_is_not_said_to_the_figure_is_a_range() -> None:
    assert told(LONG, "In minutes.") == [("duration", 60), ("duration", 3_600)]
    assert told(MANY, "A handful.") == [("number", 3), ("number", 6)]


def test_a_length_of_leave_is_no_notice() -> None:
    question = "How much notice for a day of leave?"
    found = asked_values_apart(
        "Tell us the day before.", "Two weeks in advance.", asked(question), asked(question), (question, question)
    )
    assert found is not None
    assert not same_value(found.left, found.right)
