"""What reaches a desk is an answer's fact; what reaches a person is not."""

import pytest

from prep.personal.contact_points import comparable, contact_points, desk_values, names_a_desk, without
from prep.personal.names import is_role_mailbox
from prep.personal_data import find_structured
from prep.records import Author, Message, Person, Ticket

HOTLINE = comparable("phone", "020 7946 0999")


def ticket(number: int, *said: tuple[Author, str, str]) -> Ticket:
    """Messages as (author, person id, text)."""
    messages = tuple(Message(f"m{n}", author, text, person_id) for n, (author, person_id, text) in enumerate(said))
    return Ticket(f"T{number}", "", messages)


def asked_and_told(number: int, answer: str, agent: str = "a1", question: str = "Whom do I call?") -> Ticket:
    return ticket(number, ("customer", f"c{number}", question), ("agent", agent, answer))


def test_a_number_that_several_agents_give_to_several_requesters_is_the_desks() -> None:
    tickets = [asked_and_told(n, "Call 020 7946 0999.", f"a{n % 2}") for n in range(3)]
    assert contact_points(tickets, []) == {HOTLINE}
    assert contact_points(tickets[:2], []) == set()


def test_a_number_that_one_agent_gives_to_everybody_may_be_that_agents_own() -> None:
    assert contact_points([asked_and_told(n, "Ring 020 7946 0999.") for n in range(5)], []) == set()


def test_a_number_given_once_is_the_desks_when_the_answer_says_so() -> None:
    assert contact_points([asked_and_told(1, "Call the IT service desk on 020 7946 0999.")], []) == {HOTLINE}
    assert contact_points([asked_and_told(1, "Call Jane at the desk or Tom on 020 7946 0999.")], []) == set()


def test_a_number_that_the_requester_wrote_is_the_requesters() -> None:
    told = asked_and_told(1, "The service desk on 020 7946 0999 …", question="I am on 020 7946 0999.")
    assert contact_points([told], []) == set()


def test_a_requester_may_speak_of_the_desks_number_too() -> None:
    told = asked_and_told(1, "Yes, the IT desk: 020 7946 0999", question="Nobody answers at the IT desk, 020 7946 0999")
    again = asked_and_told(2, "The IT desk is on 020 7946 0999.")
    assert contact_points([told, again], []) == {HOTLINE}


def test_what_belongs_to_a_person_of_the_export_never_does() -> None:
    jane = Person("a1", "agent", "Jane Doe", phones=("+44 20 7946 0999",))
    tickets = [asked_and_told(n, "Call the desk on 020 7946 0999.", f"a{n % 2}") for n in range(4)]
    assert contact_points(tickets, [jane]) == set()


def test_where_no_agent_is_named_more_requesters_must_be_told_a_number() -> None:
    tickets = [asked_and_told(n, "Ring 020 7946 0999.", agent="") for n in range(5)]
    assert contact_points(tickets, []) == {HOTLINE}
    assert contact_points(tickets[:4], []) == set()


def test_a_line_that_several_agents_have_and_a_mailbox_under_an_agents_account_are_the_desks() -> None:
    jane = Person("a1", "agent", "Jane Doe", ("jane.doe@firm.example", "hr@firm.example"), ("020 7946 0999",))
    tom = Person("a2", "agent", "Tom Bell", ("tom.bell@firm.example",), ("+44 20 7946 0999", "020 7946 0111"))
    ann = Person("c1", "customer", "Ann Lee", ("info@ann.example",), ("020 7946 0222",))
    desk = desk_values([jane, tom, ann])
    assert desk == {HOTLINE, ("email", "hr@firm.example")}
    assert without(tom, desk).phones == ("020 7946 0111",) and without(jane, desk).emails == jane.emails[:1]
    assert without(ann, desk) == ann


def test_an_agent_with_two_accounts_is_one_agent() -> None:
    ava = Person("a1", "agent", "Ava Quill", ("ava@quill.example",), ("+44 7700 900123",))
    again = Person("a2", "agent", "QUILL, Ava", ("ava@quill.example",), ("07700 900123",))
    assert desk_values([ava, again]) == set()
    told = [asked_and_told(n, "Ring me on 07700 900456.", f"a{n % 2 + 1}") for n in range(4)]
    assert contact_points(told, [ava, again]) == set()


@pytest.mark.parametrize("name", ["Ava Quill", "Robert Quill-Lane", "Ava Q.", ""])
def test_a_line_under_two_accounts_of_what_may_be_one_name_is_no_desks(name: str) -> None:
    one = Person("a1", "agent", "Ava Quill", phones=("+44 7700 900123",))
    assert desk_values([one, Person("a2", "agent", name, phones=("+44 7700 900123",))]) == set()


def test_an_address_that_several_agents_share_is_a_desks_only_by_its_name() -> None:
    shared = ("ava@quill.example", "payroll@quill.example")
    agents = [Person(f"a{n}", "agent", name, shared) for n, name in enumerate(("Ava Quill", "Tom Bell"))]
    assert desk_values(agents) == {("email", "payroll@quill.example")}


def test_mailboxes_count_as_numbers_do() -> None:
    tickets = [asked_and_told(n, "Write to jo.bell@example.com.", f"a{n % 2}") for n in range(3)]
    assert contact_points(tickets, []) == {("email", "jo.bell@example.com")}


WORDS = frozenset({"new", "starters", "badges", "rusty", "quill"})
FIRM = [Person(f"a{n}", "agent", name, (f"{name[:3].lower()}@firm.example",)) for n, name in enumerate(("Ava Quill", "Tom Bell"))]  # fmt: skip  # noqa: E501


@pytest.mark.parametrize(
    ("address", "is_a_desks"),
    [
        ("badges@firm.example", True),
        ("Desk-Badges@firm.example", False),  # "desk" is no word of this export
        ("starters.badges@firm.example", True),
        ("badges@elsewhere.example", False),
        ("rusty@firm.example", False),  # a word that is a name, too
        ("quill@firm.example", False),  # somebody of this export
        ("jo.badges@firm.example", False),
        ("jo.lee@firm.example", False),
    ],
)
def test_a_mailbox_at_the_agents_own_domain_that_is_made_of_words_is_the_desks(address: str, is_a_desks: bool) -> None:
    told = [asked_and_told(1, f"Write to {address} about it.")]
    assert contact_points(told, FIRM, WORDS) == ({comparable("email", address)} if is_a_desks else set())
    asked = [*told, asked_and_told(2, "Done.", question=f"I am {address}.")]
    assert contact_points(asked, FIRM, WORDS) == set()


def test_where_no_agents_address_is_known_the_organisations_domain_is_the_one_of_many() -> None:
    told = [asked_and_told(1, "Write to badges@firm.example or jo.lee@firm.example.")]
    staff = [Person(f"c{n}", "customer", "", (f"c{n}@firm.example",)) for n in range(5)]
    assert contact_points(told, staff, WORDS) == {comparable("email", "badges@firm.example")}
    assert contact_points(told, staff[:4], WORDS) == set()
    assert contact_points(told, [*staff, FIRM[0], Person("a9", "agent", "", ("a9@desk.example",))], WORDS) == set()


def test_letters_that_are_a_colleagues_initials_name_no_desk() -> None:
    told = [asked_and_told(1, "Call SD on ext 4444.")]
    assert contact_points(told, []) == {comparable("phone", "4444")}
    assert contact_points(told, [Person("a2", "agent", "Sara Dunn")]) == set()


def test_an_extension_that_the_requester_wrote_is_the_requesters() -> None:
    assert contact_points([asked_and_told(1, "Call SD on ext 4444.", question="I am on ext 4444.")], []) == set()


def test_a_domain_that_one_agent_has_may_be_anybodys() -> None:
    told = [asked_and_told(1, "Write to badges@firm.example.")]
    assert contact_points(told, FIRM[:1], WORDS) == set()


@pytest.mark.parametrize(
    ("text", "is_a_desks"),
    [
        ("Call the IT service desk on 020 7946 0999.", True),
        ("Hotline: 020 7946 0999", True),
        ("020 7946 0999 (reception)", True),
        ("In an emergency ring the security desk at once: 020 7946 0999", True),
        ("Ask the desk's Jane Doe on 020 7946 0999.", False),
        ("We tried your office on 020 7946 0999.", False),
        ("The team reaches me on 020 7946 0999.", False),
        ("Call 020 7946 0999.", False),
        ("If you have no phone, call SD on ext 4444.", True),
        ("Call our travel partner on 020 7946 0999.", True),
        ("The help desk can be reached on 020 7946 0999.", True),
        ("Send it to our travel partner at jo@trips.example.", False),
        ("Send it to your partner at jo@trips.example.", False),
        ("My travel partner is on 020 7946 0999.", False),
        ("Ask IT for jo.lee@firm.example.", False),
        ("Call JL on ext 4444.", False),
        ("Jane Doe from IT is on 07700 900123.", False),
        ("The new starter in IT is on 07700 900123.", False),
        ("Contact Ravi at our travel partner on 07700 900123.", False),
        ("Contact the service desk or call jane on 07700 900123.", False),
        ("Ask the service desk to ring jane on 07700 900123.", False),
        ("Ask the service desk to email jane.doe@firm.example.", False),
        ("The team will forward it to jane.doe@firm.example.", False),
        ("Sam left IT: sam.lee@firm.example.", False),
    ],
)
def test_the_words_beside_a_number_say_whom_it_reaches(text: str, is_a_desks: bool) -> None:
    (span,) = find_structured(text)
    assert names_a_desk(text, span) == is_a_desks


@pytest.mark.parametrize(
    ("address", "is_a_desks"),
    [
        ("travel@firm.example", True),
        ("payroll-portbell@firm.example", True),
        ("it.support@firm.example", True),
        ("bookings@trips.example", True),
        ("ins.visser@firm.example", False),
        ("fleet.foxes@gmail.com", False),
        ("rental-anna@yahoo.co.uk", False),
    ],
)
def test_a_mailbox_is_a_desks_by_its_words_and_not_where_one_may_be_a_first_name(
    address: str, is_a_desks: bool
) -> None:
    assert is_role_mailbox(address) == is_a_desks
