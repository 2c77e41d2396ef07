"""The vote on how a project writes: it names the majority's way, and knows no right one."""

import pytest

from prep.records import Pair
from prep.style import FORMAT, TONE, Custom, Habit, customs
from prep.style.lengths import length_custom

HABITS = {habit.name: habit for habit in (*FORMAT, *TONE)}


def ways(habit: str, text: str) -> list[tuple[str, str]]:
    return [(seen.way, text[seen.start : seen.end]) for seen in HABITS[habit].read(text)]


def answers(*texts: str) -> list[Pair]:
    return [Pair(f"T{n:03}", "", "How?", text) for n, text in enumerate(texts)]


def custom(habit: Habit, *texts: str) -> Custom:
    (found,) = customs(answers(*texts), [habit])
    return found


@pytest.mark.parametrize(
    ("habit", "text", "way", "quoted"),
    [
        ("dates", "It ends on 5 May 2026.", "the day before the month", "5 May 2026"),
        ("dates", "It ends on May 5, 2026.", "the month before the day", "May 5, 2026"),
        ("dates", "It ends on 05/05/26.", "figures only", "05/05/26"),
        ("dates", "It ends on 2026-05-05.", "year-month-day", "2026-05-05"),
        ("months", "Hand it in by 3 Nov.", "the month cut short", "Nov"),
        ("days of the month", "Hand it in by 3rd November.", 'the day as "5th"', "3rd November"),
        ("times of day", "Call before 4 pm.", "am and pm", "4 pm"),
        ("times of day", "Call before 16:00.", "the 24-hour clock", "16:00"),
        ("money", "It costs €5.", '"€" before the amount', "€5"),
        ("money", "It costs 5 euros.", '"euro" after the amount', "5 euros"),
        ("percentages", "You pay 9 % of it.", '"%" after a space', "9 %"),
        ("large numbers", "It costs €1,200.", '"," between thousands', "€1,200"),
        ("menu paths", "Open Portal > Leave > Balance.", '">" between steps', "Open Portal > Leave > Balance"),
        ("bullets", "Bring:\n* a form", '"*" before each point', "*"),
        ("numbered steps", "1) Open it.\n2) Close it.", '"1)" before each step', "1)"),
        ("headings", "## How\nOpen it.", "a heading", "## How"),
        ("markup", "Press **Save** now.", "markup", "**Save**"),
        ("greetings", "Hi Anna,\nopen the portal.", "a greeting", "Hi Anna,"),
        ("sign-offs", "Open the portal.\n\nKind regards,\nAnna", "a sign-off", "Kind regards,\nAnna"),
        ("endings", "You need the blue form", "no stop at the end", "form"),
        ("openings", "you need the blue form.", "a small letter at the start", "you"),
        ("who speaks", "I will send it.", '"I" for the desk', "I"),
        ("who speaks", "We send it, and I check it.", '"we" for the desk', "We"),
        ("who is spoken to", "Employees may work from home.", "the third person for whoever asks", "Employees"),
        ("who is spoken to", "Employees may, and so can you.", '"you" for whoever asks', "you"),
        ("instructions", "First, open the portal.", "the imperative where they say what to do", "open"),
        ("instructions", "Please open the portal.", '"please" where they say what to do', "Please open"),
        ("chat words", "U can ask HR.", "no chat words", ""),
        ("chat words", "Pls ask HR.", "chat words", "Pls"),
        ("emphasis", "Ask HR!", "exclamation marks or smileys", "!"),
        ("contractions", "You don't need it.", 'short forms such as "don\'t"', "don't"),
    ],
)
def test_a_habit_reads_in_which_way_an_answer_does_something(habit: str, text: str, way: str, quoted: str) -> None:
    assert (way, quoted) in ways(habit, text)


@pytest.mark.parametrize(
    ("habit", "text"),
    [
        ("dates", "Pay day is the 28th."),  # names no month
        ("large numbers", "The rule is from 2023."),
        ("openings", "€5 a day."),
        ("who is spoken to", "A list needs 5 members."),
        ("contractions", "You have 5 days."),  # nobody would shorten it
        ("endings", "Room 5"),
    ],
)
def test_an_answer_in_which_nothing_can_be_seen_has_no_say(habit: str, text: str) -> None:
    assert ways(habit, text) == []


def test_german_answers_that_say_du_are_exceptions_where_most_say_sie() -> None:
    formal = "Bitte öffnen Sie das Portal und tragen Sie Ihren Urlaub mit dem Datum ein."
    familiar = "Du kannst das Portal öffnen und deinen Urlaub mit dem Datum eintragen, wenn du ihn nicht hast."
    found = custom(HABITS["address"], *[formal] * 30, familiar)
    assert [(other.pair_id, other.seen.way) for other in found.exceptions] == [("T030", "the familiar address")]


def test_the_majority_is_told_with_its_numbers_and_its_own_example() -> None:
    found = custom(HABITS["dates"], *["It ends on 5 May 2026, I hope."] * 23, "It ends on 05/05/26.", "No date.")
    assert found.in_words == ('Dates: 23 of 24 answers with a date have the day before the month, as in "5 May 2026"')
    (other,) = found.exceptions
    assert (other.pair_id, other.text, other.seen.way) == ("T023", "05/05/26", "figures only")


def test_whatever_most_do_is_usual_here_and_the_others_are_exceptions() -> None:
    found = custom(HABITS["dates"], *["It ends on 05/05/26."] * 23, "It ends on 5 May 2026.")
    assert found.way == "figures only" and found.exceptions[0].pair_id == "T023"


def test_where_too_few_agree_or_speak_there_is_no_custom() -> None:
    mixed = ["It ends on 5 May 2026."] * 20 + ["It ends on 05/05/26."] * 8
    assert customs(answers(*mixed), [HABITS["dates"]]) == ()
    assert customs(answers(*["It ends on 5 May 2026."] * 19), [HABITS["dates"]]) == ()


def test_currencies_are_not_compared_with_each_other() -> None:
    texts = ["It costs €5."] * 25 + ["It costs 5 USD."] * 3
    found = custom(HABITS["money"], *texts)
    assert (found.n_usual, found.n_voters, found.exceptions) == (25, 25, ())


def test_a_length_is_far_out_only_against_the_set_itself() -> None:
    usual = ["word " * n for n in range(10, 40)]
    found = length_custom(answers(*usual, "word " * 900))
    assert found is not None
    assert found.way == "10 to 39 words" and [other.seen.way for other in found.exceptions] == ["900 words"]
    varied = length_custom(answers(*["word " * (4**n) for n in range(1, 6) for _ in range(5)]))
    assert varied is not None and varied.exceptions == ()
    assert length_custom(answers("One.", "Two.")) is None
