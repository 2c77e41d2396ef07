"""Who speaks."""

import pytest

from prep.errors import BadInput
from prep.ingest.roles import address_in, decide_roles, is_own, role_of


def test_words_for_roles_are_known_in_their_usual_spellings() -> None:
    assert [role_of(word) for word in ("Agent", "SUPPORT", "agent_2", "Customer Service")] == ["agent"] * 4
    assert [role_of(word) for word in ("customer", "End-user", "Visitor 3", "user")] == ["customer"] * 4
    assert [role_of(word) for word in ("bot", "action", "System")] == ["automatic"] * 3
    assert role_of("Ann Lee") is None


def test_own_domains_hold_subdomains_and_single_mailboxes() -> None:
    assert is_own("ann@help.example.org", ["example.org"])
    assert is_own("desk@gmail.com", ["desk@gmail.com"])
    assert not is_own("ann@notexample.org", ["example.org"])
    assert address_in("Ann Lee <Ann@Example.org>") == "ann@example.org"


def test_addresses_are_told_apart_by_own_domains() -> None:
    roles = decide_roles(["ann@example.org", "bob@gmail.com"], own_domains=["example.org"], agent_is="", where="x")
    assert roles == {"ann@example.org": "agent", "bob@gmail.com": "customer"}


def test_names_are_told_apart_by_naming_the_staff() -> None:
    roles = decide_roles(["Ann", "Bob", "Cy"], own_domains=[], agent_is="Ann|Cy", where="x")
    assert roles == {"Ann": "agent", "Bob": "customer", "Cy": "agent"}


def test_undecidable_authors_are_a_question_that_shows_how_to_answer_it() -> None:
    with pytest.raises(BadInput, match=r"agent_is=Ann.*--agent-domain"):
        decide_roles(["Ann", "Bob", "Ann"], own_domains=[], agent_is="", where="x.csv")


def test_customers_alone_are_no_training_data() -> None:
    with pytest.raises(BadInput, match="no agent replies"):
        decide_roles(["customer", "user"], own_domains=[], agent_is="", where="x.csv")
