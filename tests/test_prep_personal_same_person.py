"""An agent may have several accounts."""

from prep.personal.same_person import person_of_account
from prep.records import Person


def test_accounts_of_one_name_or_one_address_are_one_persons_also_through_a_third() -> None:
    jane = Person("a1", "agent", "Jane Doe", ("jane@firm.example",))
    renamed = Person("a2", "agent", "Jane Bell", ("J.Bell@firm.example",))
    both = Person("a3", "agent", "DOE, Jané", ("j.bell@firm.example",))
    tom = Person("a4", "agent", "Tom Bell", ("tom@firm.example",))
    assert person_of_account([jane, renamed, tom]) == {"a1": "a1", "a2": "a2", "a4": "a4"}
    found = person_of_account([jane, renamed, both, tom])
    assert found["a1"] == found["a2"] == found["a3"] != found["a4"]


def test_a_desks_mailbox_and_a_shared_line_make_nobody_one_person() -> None:
    agents = [Person(f"a{n}", "agent", name, ("hr@firm.example",), ("020 7946 0999",)) for n, name in enumerate("JT")]
    assert person_of_account(agents) == {"a0": "a0", "a1": "a1"}
    assert person_of_account([Person("c1", "customer", "Jane Doe")]) == {}
