"""A person who decides on a pair sees all of it, and the answer that it contradicts."""

from prep.decisions import Standing
from prep.records import Audit, Decision, Finding, Pair
from prep.whole_pair import rivals_of, whole

LONG = "I moved from Graz to Porto in May and would like to know how many days of earned leave I may carry over."
HERE = Pair("T1", "1", LONG, "You may carry over 14 days.", "leave")
THERE = Pair("T2", "2", "How much earned leave may I carry over?", "You may carry over 20 days.", "leave")
PAIRS = {"T1": HERE, "T2": THERE}
FOUND = Finding("conflicting-answers", "review", ("T1", "T2"), 0.9, 'Says "14 days" where T2 says "20 days".')
AUDIT = Audit((FOUND,), (), (), ("T2",), ("T1",), ())


def test_both_sides_are_whole_with_the_reason_and_the_answer_that_it_contradicts() -> None:
    lines = whole(HERE, AUDIT, PAIRS, None)
    assert ("instruction", LONG) in lines and ("response", "You may carry over 14 days.") in lines
    assert ("  conflicting-answers", 'Says "14 days" where T2 says "20 days".') in lines
    assert ("contradicts T2", THERE.instruction) in lines and ("  it answers", THERE.response) in lines


def test_the_other_side_of_a_conflict_names_its_rival_too() -> None:
    lines = whole(THERE, AUDIT, PAIRS, None)
    assert ("the audit", "keeps it") in lines and ("  it answers", HERE.response) in lines


def test_of_many_rivals_the_clearest_are_whole_and_the_rest_are_named() -> None:
    many = Finding("conflicting-answers", "review", ("T1", "T2", "T3", "T4", "T5"), 0.9, "")
    audit = Audit((many,), (), (), (), ("T1",), ())
    assert rivals_of("T1", audit) == ["T2", "T3", "T4", "T5"]
    assert ("and contradicts", "T5") in whole(HERE, audit, PAIRS, None)


def test_what_is_held_out_is_named_beside_a_pair_and_not_quoted() -> None:
    older = Finding("superseded", "reject", ("T1", "T3", "T2"), None, 'Since then 2 answers say "20 days".')
    lines = whole(HERE, Audit((FOUND, older), (), (), ("T2",), (), ("T1",)), PAIRS, None, {"T2"})
    assert ("  superseded", "not quoted: T2 is held out") in lines
    assert not any("20 days" in told or THERE.instruction in told for _, told in lines)


def test_what_was_said_on_it_is_shown() -> None:
    said = Standing(Decision("T1", "reject", "out of date"))
    assert whole(HERE, AUDIT, PAIRS, said)[-1] == ("you said", "reject: out of date")
