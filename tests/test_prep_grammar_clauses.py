"""prep/grammar/clauses: who does something in a clause, and when."""

import pytest

from prep.grammar.clauses import goes_on_in_the_present, read_clause, split_clauses


@pytest.mark.parametrize(
    ("clause", "subject", "tense"),
    [
        ("I have reset it", "i", "perfect"),
        ("Ive moved the vent", "i", "perfect"),
        ("we put your name on the list", "we", "past"),
        ("Moved you to Tuesday", "left out", "past"),
        ("Bled the radiator", "left out", "past"),
        ("Will be there at 3", "left out", "future"),
        ("Looking into it", "left out", "going on"),
        ("You've been unsubscribed", "you", "perfect"),
        ("You have 8 days", "you", "present"),
        ("Yours runs until September", "yours", "present"),
        ("Marta is going to look at it", "other", "future"),
        ("It was renamed", "it", "past"),
        ("The fitter is coming", "other", "going on"),
        ("Deposits are refunded within ten days", "other", "present"),
    ],
)
def test_a_clause_is_read_for_its_subject_and_tense(clause: str, subject: str, tense: str) -> None:
    read = read_clause(clause)
    assert (read.subject, read.tense) == (subject, tense)


@pytest.mark.parametrize("clause", ["Send the form by post", "Put the key in the box", "Please press Start"])
def test_an_instruction_is_no_deed(clause: str) -> None:
    assert read_clause(clause).tense == "command"


@pytest.mark.parametrize("clause", ["Cancelled courses are refunded", "Standing desks take two weeks"])
def test_a_participle_that_goes_with_the_subject_is_no_deed(clause: str) -> None:
    assert (read_clause(clause).subject, read_clause(clause).tense) == ("other", "present")


@pytest.mark.parametrize("clause", ["Yes.", "Fine"])
def test_a_yes_alone_has_no_words_of_its_own(clause: str) -> None:
    assert read_clause(clause).words == ()


def test_a_sentence_is_parted_where_it_starts_anew() -> None:
    said = "Reset done - works now, next time use the portal; it takes a minute, or two."
    assert list(split_clauses(said)) == [
        "Reset done", "works now", "next time use the portal", "it takes a minute, or two."
    ]  # fmt: skip


def test_what_is_so_since_goes_on_in_the_present() -> None:
    assert goes_on_in_the_present(read_clause("It was renamed and sits below the basket").words)
    assert not goes_on_in_the_present(read_clause("I cleared the logins and restarted it").words)
