"""A conflict is found from each side and counted once, until a person settled it."""

from prep.disputes import CODE, evidence, evidence_of_pairs, held_against, open_disputes, waiting_for_dispute
from prep.records import Audit, Finding


def against(*pair_ids: str) -> Finding:
    return Finding("conflicting-answers", "review", pair_ids, 0.9, "")


BOTH_SIDES = (against("T1", "T2"), against("T2", "T1"), against("T7", "T8", "T9"))


def test_both_sides_of_a_conflict_are_one() -> None:
    audit = Audit(BOTH_SIDES, (), (), kept=("T8", "T9"), waiting=("T1", "T2", "T7"), rejected=())
    assert open_disputes(audit) == [("T1", "T2"), ("T7", "T8", "T9")]
    assert waiting_for_dispute(audit) == {"T1", "T2", "T7"}


def test_what_a_person_decided_is_settled_and_other_reasons_to_wait_are_none() -> None:
    short = Finding("too-short", "review", ("T3",), None, "")
    audit = Audit((*BOTH_SIDES, short), (), (), kept=("T1", "T8", "T9"), waiting=("T3",), rejected=("T2", "T7"))
    assert open_disputes(audit) == []


def test_more_answers_and_a_surer_finding_speak_for_a_contradiction() -> None:
    assert evidence([0.9, 0.9]) > evidence([0.9]) > evidence([0.8]) > evidence([])
    assert evidence([0.95] * 4) > evidence([0.98])
    assert evidence([1.0]) < evidence([1.0, 1.0]) < 10


def test_every_pair_of_a_dispute_has_the_evidence_for_all_of_it() -> None:
    findings = [Finding(CODE, "review", ids, 0.9, "") for ids in (("a", "b", "c"), ("b", "a"), ("c", "a"), ("x", "y"))]
    found = evidence_of_pairs(findings)
    assert found["a"] == found["b"] == found["c"] > found["x"] == found["y"]


def test_a_contradiction_holds_from_both_sides() -> None:
    findings = [Finding(CODE, "review", ("a", "b", "c"), 0.9, ""), Finding("too-short", "review", ("a",), None, "")]
    assert held_against(findings) == {"a": {"b", "c"}, "b": {"a"}, "c": {"a"}}
