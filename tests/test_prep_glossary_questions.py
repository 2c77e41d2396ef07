"""A person sees what hangs on each shorthand, the weightiest first."""

from prep.glossary import GENERAL, Entry, Sense
from prep.glossary.questions import ask, counted, senses_in_words, worth_asking
from prep.records import Edit, Pair

GLOSSARY = GENERAL.with_entries(
    [
        Entry("cd", "calendar days", "", 3),
        Entry("EV", "", "", 4),
        Entry("SOP", "", "", 7),
        Entry("EL", "earned leave", "tickets", 9),
        Entry("QN", "", "Ana", 2),
    ]
)
PAIRS = [
    Pair("T1/2", "T1", "Until when?", "Within 5 cd of return."),
    Pair("T2/2", "T2", "EV parking?", "After 30 cd. EV (electric vehicle) charging is free."),
    Pair("T3/2", "T3", "May an EV park here?", "Yes."),
    Pair("T4/2", "T4", "How much earned leave (EL)?", "12 days."),
]
EDITS = [Edit("T4/2", "instruction", "glossary", "EL", "earned leave (EL)", "")]


def test_held_out_pairs_are_counted_and_not_quoted() -> None:
    says = "initials, 1 ticket uses both: T9: 3 cd: T1: see; T2: 30 cd"
    mined = GENERAL.with_entries([Entry("cd", "calendar days", "", 2, says, quoted=("T9", "T2"))])
    (asked,) = ask(mined, PAIRS[:2], [], held_back={"T2/2"})[:1]
    assert (asked.shorthand, asked.n_pairs, asked.uses) == ("cd", 2, (("T1/2", PAIRS[0].response),))
    assert asked.evidence == "initials, 1 ticket uses both"
    (asked,) = ask(mined, PAIRS[:2], [], held_back={"T1/2"})[:1]
    assert asked.evidence == says


def test_quotes_of_nobody_knows_which_ticket_are_not_shown_once_something_is_sealed() -> None:
    mined = GENERAL.with_entries([Entry("cd", "calendar days", "", 2, "initials: T2: 30 cd")])
    assert ask(mined, PAIRS[:2], [])[0].evidence == "initials: T2: 30 cd"
    assert ask(mined, PAIRS[:2], [], held_back={"T1/2"})[0].evidence == "initials"


def test_what_a_pair_leaves_unexplained_is_listed_without_a_meaning() -> None:
    pairs = [Pair("T5/2", "T5", "Is OT paid? wht else", "Ask L1 support."), Pair("T6/2", "T6", "The CC?", "None, frm.")]
    found = {one.shorthand: (one.meaning, one.n_pairs, one.uses) for one in ask(GENERAL, pairs, [])}
    assert found == {
        "OT": ("", 0, (("T5/2", "Is OT paid? wht else"),)),
        "L1": ("", 1, (("T5/2", "Ask L1 support."),)),
        "CC": ("", 0, (("T6/2", "The CC?"),)),
        "frm": ("", 1, (("T6/2", "None, frm."),)),
    }


def test_each_has_its_state_its_pairs_and_its_uses() -> None:
    found = {one.shorthand: one for one in ask(GLOSSARY, PAIRS, EDITS)}
    assert {short: (one.state, one.n_pairs) for short, one in found.items()} == {
        "cd": ("open", 2), "EV": ("open", 2), "SOP": ("open", 0), "EL": ("applied unasked", 1), "QN": ("ignored", 0),
    }  # fmt: skip
    assert found["cd"].uses == (
        ("T1/2", "Within 5 cd of return."),
        ("T2/2", "After 30 cd. EV (electric vehicle) charging is…"),
    )


def test_only_what_decides_a_pair_is_asked() -> None:
    assert [one.shorthand for one in worth_asking(ask(GLOSSARY, PAIRS, EDITS))] == ["EV", "cd"]


def test_states_are_counted() -> None:
    assert counted(ask(GLOSSARY, PAIRS, EDITS)) == {"open": 3, "applied unasked": 1, "ignored": 1}


def test_senses_are_said_in_words() -> None:
    senses = [Sense("doctor", ("sick leave",)), Sense("document", (), ("upload", "sign"))]
    assert senses_in_words(senses) == "doctor in sick leave; document beside upload, sign"


def test_what_lets_a_pair_wait_is_asked_however_rare() -> None:
    pairs = [
        Pair("T5/2", "T5", "Is overtime paid?", "It is given as TOIL."),
        Pair("T6/2", "T6", "Is RITM a form?", "Yes."),
    ]
    (asked,) = worth_asking(ask(GENERAL, pairs, []))
    assert (asked.shorthand, asked.meaning, asked.n_tickets, asked.n_pairs) == ("TOIL", "", 1, 1)
    assert asked.uses == (("T5/2", "It is given as TOIL."),)
