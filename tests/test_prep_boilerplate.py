"""Macros and footers are found by repetition; answers that agents repeat are not taken for them."""

from collections.abc import Sequence

import pytest

from prep.boilerplate import Boilerplate, cut_boilerplate, find_boilerplate
from prep.records import Message, Person, Ticket

TOPICS = {
    "leave": ("How many days of annual leave are there?", "There are thirty days of annual leave."),
    "payroll": ("When does my salary arrive this month?", "Salaries arrive on the last working day."),
    "network": ("The office wireless network asks for a code.", "Choose the staff network and sign in."),
    "travel": ("Which hotel may I book in Lyon?", "Any hotel below the limit of your country."),
}
FOOTER = "Please rate our service in the portal."


def ticket(number: int, topic: str, answer: str, agent: str = "a1", *, topics: bool = True) -> Ticket:
    question = f"{TOPICS[topic][0]} Case {number}."
    messages = (
        Message(f"{number}/1", "customer", question, person_id=f"c{number}", sent_at=f"2026-03-{number:02d}T08:00:00Z"),
        Message(f"{number}/2", "agent", answer, person_id=agent, sent_at=f"2026-03-{number:02d}T09:00:00Z"),
    )
    people = (Person(f"c{number}", "customer", name=f"Priya{number} Shah{number}"),)
    return Ticket(str(number), TOPICS[topic][0], messages, topic=topic if topics else "", people=people)


def helpdesk(closing: str, *, topics: bool = True) -> list[Ticket]:
    names = list(TOPICS)
    return [
        ticket(n, names[n % 4], f"{TOPICS[names[n % 4]][1]}\n\n{closing}", f"a{n % 3}", topics=topics)
        for n in range(1, 25)
    ]


def found_in(tickets: Sequence[Ticket]) -> set[str]:
    return {repeated.text for repeated in find_boilerplate(tickets).repeated}


def test_a_closing_line_that_stands_below_every_answer_is_boilerplate() -> None:
    assert found_in(helpdesk(FOOTER)) == {FOOTER.casefold()}


def test_answers_that_several_agents_repeat_on_their_topic_are_not() -> None:
    answers = {answer.casefold() for _, answer in TOPICS.values()}
    assert not found_in(helpdesk(FOOTER)) & answers


def test_without_topics_the_words_of_the_questions_tell_them_apart() -> None:
    assert found_in(helpdesk(FOOTER, topics=False)) == {FOOTER.casefold()}


def test_the_ticket_number_in_a_macro_does_not_hide_it() -> None:
    tickets = [
        ticket(n, list(TOPICS)[n % 4], f"Here you go.\n\nYour request #{n} is closed now.", f"a{n % 3}")
        for n in range(1, 25)
    ]
    assert "your request § is closed now." in found_in(tickets)


@pytest.mark.parametrize(
    ("closing", "macro"),
    [
        ("Your reference is REF-{}. Quote it please.", "your reference is §. quote it please."),
        ("Rate us here: https://desk.example/rate/{}", "rate us here: https://desk.example/rate/§"),
        ("Please rate our service, Priya, under number {}.", "please rate our service, priya, under §."),
        ("Filed as #{} in our archive.", "filed as § in our archive."),
    ],
)
def test_a_number_that_a_macro_fills_in_does_not_hide_it(closing: str, macro: str) -> None:
    tickets = [
        ticket(n, list(TOPICS)[n % 4], f"Here you go.\n\n{closing.format(4000 + 37 * n)}", f"a{n % 3}")
        for n in range(1, 25)
    ]
    assert macro in found_in(tickets)


def test_amounts_are_no_filled_in_numbers() -> None:
    tickets = [
        ticket(n, list(TOPICS)[n % 4], f"Here you go.\n\nThe limit is {100 + n} euros a night.", f"a{n % 3}")
        for n in range(1, 25)
    ]
    assert not [text for text in found_in(tickets) if "limit" in text]


def test_yes_and_greetings_are_left_to_others() -> None:
    tickets = [
        ticket(n, list(TOPICS)[n % 4], "Good morning colleague,\n\nYes, that is right.", f"a{n % 3}")
        for n in range(1, 25)
    ]
    assert found_in(tickets) == set()


def test_a_few_tickets_show_nothing() -> None:
    assert find_boilerplate(helpdesk(FOOTER)[:4]) == Boilerplate()


def test_boilerplate_is_cut_and_kept_as_a_cut() -> None:
    tickets = helpdesk(FOOTER)
    boilerplate = find_boilerplate(tickets)
    answer = tickets[0].messages[1]
    rest = cut_boilerplate(answer.text, answer, tickets[0], boilerplate)
    assert rest.text == "Salaries arrive on the last working day."
    assert [(cut.reason, cut.text) for cut in rest.cuts] == [("boilerplate", FOOTER)]


def test_a_customer_message_is_never_emptied() -> None:
    tickets = helpdesk(FOOTER)
    quoted = Message("x", "customer", FOOTER, person_id="c1")
    assert cut_boilerplate(FOOTER, quoted, tickets[0], find_boilerplate(tickets)).text == FOOTER
