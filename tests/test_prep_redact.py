"""People become placeholders; what they said stays."""

import subprocess
import sys
from dataclasses import replace

import pytest

from prep.records import Cut, Message, Person, Ticket
from prep.redact import Redactor, redact

PRIYA = Person(
    "c1",
    "customer",
    "Priya Núñez",
    emails=("priya.nunez@example.com",),
    phones=("+44 20 7946 0482",),
    ids=("QM23933",),
)
GRACE = Person("c2", "customer", "Grace Will")
JANE = Person("a1", "agent", "Jane Doe", emails=("jane.doe@example.com",))
TOM = Person("a2", "agent", "Tom O'Brien")
DESK = Person("d1", "automatic", "Acme Service Desk", emails=("servicedesk@example.com",))


def ticket(text: str, *people: Person, subject: str = "", author: str = "customer", writer: str = "c1") -> Ticket:
    message = Message("m1", "agent" if author == "agent" else "customer", text, person_id=writer)
    return Ticket("T1", subject, (message,), people=people or (PRIYA, JANE))


def redacted(text: str, *people: Person) -> str:
    return redact(ticket(text, *people), [JANE, TOM]).messages[0].text


@pytest.mark.parametrize(
    "written",
    [
        "Priya Núñez", "priya nunez", "PRIYA NUÑEZ", "Núñez, Priya", "P. Núñez", "Priya N.", "Priya", "Nunez",
        "priya.nunez", "Priya  Núñez",
    ],
)  # fmt: skip
def test_a_customer_is_known_however_the_name_is_written(written: str) -> None:
    assert redacted(f"I am {written}, hello").startswith("I am [CUSTOMER_1]")


def test_possessives_keep_their_ending() -> None:
    assert redacted("It is Priya's laptop") == "It is [CUSTOMER_1]'s laptop"


@pytest.mark.parametrize(
    ("written", "placeholder"),
    [
        ("priya.nunez@example.com", "[EMAIL_1]"),
        ("Priya.Nunez@Example.com", "[EMAIL_1]"),
        ("020 7946 0482", "[PHONE_1]"),
        ("+44 (0)20 79460482", "[PHONE_1]"),
        ("02079460482", "[PHONE_1]"),
        ("QM23933", "[ID_1]"),
        ("qm 23933", "[ID_1]"),
    ],
)
def test_known_addresses_numbers_and_ids_go_in_any_formatting(written: str, placeholder: str) -> None:
    assert redacted(f"See {written} please") == f"See {placeholder} please"


def test_the_same_value_gets_the_same_placeholder_in_subject_message_and_cuts() -> None:
    message = Message(
        "m1", "customer", "Priya here, 020 7946 0482", "c1", cuts=(Cut("signature", "P. Núñez\n+442079460482"),)
    )
    done = redact(Ticket("T1", "Priya's laptop", (message,), people=(PRIYA,)), [])
    assert done.subject == "[CUSTOMER_1]'s laptop"
    assert done.messages[0].text == "[CUSTOMER_1] here, [PHONE_1]"
    assert done.messages[0].cuts[0].text == "[CUSTOMER_1]\n[PHONE_1]"


@pytest.mark.parametrize(("topic", "kept"), [("Priya Nunez", "[CUSTOMER_1]"), ("Grace period", "Grace period")])
def test_a_topic_names_nobody_and_stays_a_topic(topic: str, kept: str) -> None:
    about = replace(ticket("How long is it?", PRIYA, GRACE, JANE), topic=topic, tags=(topic,))
    done = redact(about, [JANE])
    assert (done.topic, done.tags) == (kept, (kept,))


def test_agents_keep_their_number_over_the_whole_export() -> None:
    first = ticket("Thanks Jane", PRIYA, JANE)
    second = Ticket("T2", "", (Message("m2", "customer", "Tom and Jane disagree", "c2"),), people=(GRACE, TOM))
    redactor = Redactor([first, second])
    assert redactor.redact(first).messages[0].text == "Thanks [AGENT_1]"
    assert redactor.redact(second).messages[0].text == "[AGENT_2] and [AGENT_1] disagree"


def test_writers_become_placeholders_and_people_are_gone() -> None:
    done = redact(ticket("Five days.", PRIYA, JANE, author="agent", writer="a1"), [])
    assert done.messages[0].person_id == "[AGENT_1]"
    assert done.people == ()


def test_a_name_that_is_a_word_counts_only_where_names_stand() -> None:
    text = "Hi Grace,\nwill the grace period end? Will it?\nThanks,\nGrace"
    expected = "Hi [CUSTOMER_1],\nwill the grace period end? Will it?\nThanks,\n[CUSTOMER_1]"
    assert redact(ticket(text, GRACE, writer="c2"), []).messages[0].text == expected


def test_other_customers_are_known_by_full_name_and_then_by_first_name() -> None:
    other = Ticket("T2", "", (Message("m2", "customer", "My manager is Priya Núñez. Priya said yes.", "c9"),))
    redactor = Redactor([ticket("hello"), other])
    assert redactor.redact(other).messages[0].text == "My manager is [PERSON_1]. [PERSON_1] said yes."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi Wanjiru,\nplease ask Wanjiru again.", "Hi [PERSON_1],\nplease ask [PERSON_1] again."),
        ("It is broken.\n\nKind regards,\nZuzana Petrović", "It is broken.\n\nKind regards,\n[PERSON_1]"),
        ("My line manager is Haruto Xu (QM19983).", "My line manager is [PERSON_1] (QM19983)."),
        ("Hi team,\nDear People Desk,\nHello IT Support,", "Hi team,\nDear People Desk,\nHello IT Support,"),
    ],
)
def test_strangers_are_found_where_names_stand(text: str, expected: str) -> None:
    assert redact(ticket(text, DESK), []).messages[0].text == expected


def test_desks_and_role_mailboxes_stay_readable() -> None:
    text = "Write to the Acme Service Desk, payroll@example.com"
    assert redacted(text, PRIYA, DESK) == text
    insurer = "Send the invoice to ins@example.com, not to ines@example.com"
    assert redacted(insurer, PRIYA, DESK) == "Send the invoice to ins@example.com, not to [EMAIL_1]"
    printers = "Write to print@example.com, not to prince@example.com"
    assert redacted(printers, PRIYA, DESK) == "Write to print@example.com, not to [EMAIL_1]"


def test_a_mailbox_named_by_words_stays_and_a_colleagues_goes() -> None:
    people = (*(Person(f"a{n}", "agent", "", (f"agent{n}@firm.example",)) for n in range(2)), PRIYA)
    said = "For a badge write to badge.photos@firm.example or kiran.photos@firm.example, with your photos."
    tickets = [Ticket(f"T{n}", "", (Message(f"m{n}", "agent", said, "a1"),), people=people) for n in range(3)]
    told = Redactor(tickets).redact(tickets[0]).messages[0].text
    assert "badge.photos@firm.example or [EMAIL_1], with" in told


def test_a_colleague_whom_everybody_writes_in_lower_case_is_no_mailbox_of_words() -> None:
    people = tuple(Person(f"a{n}", "agent", "", (f"agent{n}@firm.example",)) for n in range(2))
    said = "pls ask kiran or deepa shah, kiran@firm.example and deepa.shah@firm.example"
    tickets = [Ticket(f"T{n}", "", (Message(f"m{n}", "agent", said, "a1"),), people=people) for n in range(4)]
    told = Redactor(tickets).redact(tickets[0]).messages[0].text
    assert "@" not in told


def test_a_subject_that_ends_within_a_number_gets_the_numbers_placeholder() -> None:
    iban = "DE89 3704 0044 0532 0130 00"
    message = Message("m1", "customer", f"My iban for refund {iban}, call me on 07700 900123", "c1")
    told = redact(Ticket("T1", "My iban for refund DE89 3704 00", (message,), people=(PRIYA,)), [])
    assert told.subject == "My iban for refund [IBAN_1]" and "[IBAN_1], call me on [PHONE_1]" in told.messages[0].text
    alone = redact(Ticket("T1", "Call me back on 07700 90", (Message("m1", "customer", "Please", "c1"),)), [])
    assert alone.subject == "Call me back on [PHONE_1]"


def test_a_desks_number_at_the_end_of_a_subject_stays() -> None:
    agents = Message("m1", "agent", "Call the IT service desk on 020 7946 0999.", "a1")
    subject = "Nobody answers when I call 020 7946 0999"
    assert redact(Ticket("T1", subject, (agents,), people=(PRIYA,)), []).subject == subject


def test_a_hotline_that_several_agents_give_out_stays_and_a_private_number_goes() -> None:
    tickets = [
        Ticket(f"T{n}", "", (Message(f"m{n}", "agent", "Call 020 7946 0999.", f"a{n % 2}"),), people=(PRIYA,))
        for n in range(4)
    ]
    lonely = Ticket("T9", "", (Message("m9", "agent", "Call 020 7946 0111.", "a1"),), people=(PRIYA,))
    redactor = Redactor([*tickets, lonely])
    assert redactor.redact(tickets[0]).messages[0].text == "Call 020 7946 0999."
    assert redactor.redact(lonely).messages[0].text == "Call [PHONE_1]."


def test_what_somebody_only_typed_goes_and_keeps_its_placeholder_in_the_ticket() -> None:
    asked = Message("m1", "customer", "Born 12/03/1990, employee no. 48213, I live at 12 Elm Street, Portbell.", "c1")
    text = "No. 48213 with 12 Elm Street is on file, as is 12/03/1990. Form 48214 is due on 12/04/2026."
    told = Message("m2", "agent", text, "a1")
    done = redact(Ticket("T1", "", (asked, told), people=(PRIYA, JANE)), [])
    assert done.messages[0].text == "Born [BIRTHDATE_1], employee no. [ID_1], I live at [ADDRESS_1]."
    assert done.messages[1].text == (
        "No. [ID_1] with [ADDRESS_1] is on file, as is [BIRTHDATE_1]. Form 48214 is due on 12/04/2026."
    )


def test_a_place_that_an_agent_names_is_the_answer_and_a_home_is_not() -> None:
    policy = "Post the form to Payroll, 5 Foundry Street, Portbell. Offices close on 24/12/2026."
    assert redact(ticket(policy, author="agent", writer="a1"), []).messages[0].text == policy
    home = "We have your address as 12 Elm Street, Portbell."
    assert (
        redact(ticket(home, author="agent", writer="a1"), []).messages[0].text == "We have your address as [ADDRESS_1]."
    )


def test_ids_of_strangers_are_known_by_the_shape_of_the_others() -> None:
    staff = tuple(Person(f"c{n}", "customer", ids=(f"QM{23000 + n}",)) for n in range(6))
    assert redact(ticket("My boss is QM29018.", *staff), []).messages[0].text == "My boss is [ID_1]."


def test_facts_are_not_touched() -> None:
    facts = "Order 4155550123: 26,000 crowns by 12.03.2024, 10:30-11:30, version 2.3.1.4, room 1 000 000, 30 days."
    assert redacted(facts) == facts


def test_names_in_scripts_without_spaces_are_found_inside_sentences() -> None:
    assert redacted("私は山田太郎です", Person("c1", "customer", "山田 太郎")) == "私は[CUSTOMER_1]です"


def test_placeholders_that_are_there_already_stay() -> None:
    assert redacted("[CUSTOMER_1] wrote to [EMAIL_1]") == "[CUSTOMER_1] wrote to [EMAIL_1]"


def test_redaction_loads_no_recogniser_library_until_a_text_needs_it() -> None:
    code = "import sys, prep.redact; sys.exit('presidio_analyzer' in sys.modules or 'spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow  # imports Presidio
def test_a_helper_process_that_needs_a_recogniser_leaves_torch_out() -> None:
    code = """
import multiprocessing, sys, threading
def find(found):
    threading.Thread(target=threading.Event().wait, daemon=True).start()  # as the one that watches over the parent
    from prep.personal_data import find_personal_data
    (span,) = find_personal_data("national insurance number AB123456C")
    found.put((span.kind, "torch" in sys.modules))
found = multiprocessing.get_context("fork").SimpleQueue()
helper = multiprocessing.get_context("fork").Process(target=find, args=(found,))
helper.start()
print(found.get())
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.stdout.strip() == "('national-id', False)", done.stderr


def test_a_requester_has_one_placeholder_in_all_tickets() -> None:
    def ticket(ticket_id: str, person_id: str) -> Ticket:
        return Ticket(ticket_id, "", (Message("1", "agent", "Hello"), Message("2", "customer", "Hi", person_id)))

    tickets = [ticket("T1", "maria@customer.example"), ticket("T2", "tom@customer.example"), ticket("T3", "")]
    again = ticket("T4", "maria@customer.example")
    redactor = Redactor([*tickets, again])
    assert [redactor.requester_of(one) for one in [*tickets, again]] == [
        "[REQUESTER_1]",
        "[REQUESTER_2]",
        "",
        "[REQUESTER_1]",
    ]
