"""The audit: kept + waiting + rejected = all, whatever the order, and a person's word wins."""

import random
from dataclasses import replace

import pytest
from wordbag import embed

from prep.audit import audit
from prep.checks import CHECKS
from prep.decisions import BOTH_RIGHT, NO_CONTRADICTION, fold_log, reconciled
from prep.records import Audit, Decision, Pair

LEAVE = "How many days of annual leave does a full-time employee get per year?"
QUOTA = "A full-time employee gets 25 days of annual leave per year."
CODE = "How does a visitor get a code for the guest Wi-Fi?"
PAIRS = (
    Pair("T1", "", LEAVE, QUOTA, "leave"),
    Pair("T2", "", f"Hello [AGENT_1], {LEAVE.lower()}", QUOTA, "leave"),
    Pair(
        "T3",
        "",
        "What is the annual leave quota of full-time employees per year?",
        "The annual leave quota is 25 days per year for a full-time employee.",
        "leave",
    ),
    Pair("T4", "", "Annual leave of a full-time employee per year, how many days?", QUOTA.replace("25", "20"), "leave"),
    Pair("T5", "", CODE, "Done, closing this ticket.", "it"),
    Pair("T6", "", CODE, "Reception prints a code for the guest Wi-Fi; it is valid for one day.", "it"),
)


def codes(found: Audit, pair_id: str) -> list[str]:
    return [f.code for f in found.findings if f.pair_ids[0] == pair_id and f.severity != "info"]


def test_every_pair_ends_in_one_place_with_its_reason() -> None:
    found = audit(PAIRS, embed)
    assert (found.kept, found.waiting, found.rejected) == (("T6",), ("T1", "T3", "T4"), ("T2", "T5"))
    assert codes(found, "T2") == ["near-duplicate"]
    assert codes(found, "T4") == ["conflicting-answers"]
    assert codes(found, "T5") == ["non-answer"]
    assert codes(found, "T6") == []


def test_the_order_of_the_pairs_changes_nothing() -> None:
    expected = audit(PAIRS, embed)
    for seed in range(3):
        shuffled = list(PAIRS)
        random.Random(seed).shuffle(shuffled)
        assert audit(shuffled, embed) == expected


def test_what_a_person_decided_wins() -> None:
    decided = [Decision("T4", "reject"), Decision("T5", "accept"), Decision("T6", "reject"), Decision("T6", "accept")]
    found = audit(PAIRS, embed, decisions=decided)
    assert (found.kept, found.waiting, found.rejected) == (("T1", "T3", "T5", "T6"), (), ("T2", "T4"))


def test_an_acceptance_given_with_an_edit_does_not_cover_what_nobody_has_seen_yet() -> None:
    accepted = [Decision("T4", "accept")]
    assert "T4" in audit(PAIRS, embed, decisions=accepted).kept
    assert "T4" in audit(PAIRS, embed, decisions=accepted, as_written={"T4"}).waiting  # it contradicts another
    assert "T6" in audit(PAIRS, embed, decisions=[Decision("T6", "accept")], as_written={"T6"}).kept


def test_what_a_person_called_right_in_a_case_of_its_own_does_not_wait_for_the_conflict_again() -> None:
    in_a_case = Decision("T4", "edit", BOTH_RIGHT, response="For everybody else: 20 days.")
    assert "T4" in audit(PAIRS, embed, decisions=[in_a_case]).kept
    assert "T4" in audit(PAIRS, embed, decisions=[replace(in_a_case, reason="")]).waiting


def test_answers_of_which_a_person_said_that_there_is_no_contradiction_are_not_held_against_each_other_again() -> None:
    said = [Decision(one, "accept", NO_CONTRADICTION, decided_at="2026-05-01T09:00:00Z") for one in ("T1", "T3", "T4")]
    found = audit(PAIRS, embed, decisions=said, reconciled=reconciled(fold_log(said)))
    assert {"T1", "T3", "T4"} <= set(found.kept)
    assert not any("T4" in finding.pair_ids for finding in found.findings if finding.code == "conflicting-answers")


def test_one_answer_for_all_keeps_its_pairs_and_what_they_say_still_tells_which_answers_are_wrong() -> None:
    chosen = {"T1": "That is in the handbook.", "T3": "That is in the handbook."}
    decided = [Decision(pair_id, "edit", response=response) for pair_id, response in chosen.items()]
    found = audit(PAIRS, embed, decisions=decided, taught_with=chosen)
    assert (found.kept, found.waiting, found.rejected) == (("T1", "T3", "T6"), ("T4",), ("T2", "T5"))
    assert audit(PAIRS, embed, decisions=[*decided, Decision("T3", "reject")], taught_with=chosen).kept == ("T1", "T6")


def test_groups_are_over_kept_pairs_only() -> None:
    found = audit(PAIRS, embed, decisions=[Decision("T4", "reject")])
    assert sorted(pair_id for group in found.groups for pair_id in group.pair_ids) == list(found.kept)
    assert ("T1", "T3") in [group.pair_ids for group in found.groups]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("How many days of leave can I carry over?", "You can carry over at most 5 days of leave."),
            ("How many days of leave can I encash?", "You can encash at most 30 days of leave."),
        ),
        (
            ("How do I cancel a flight booking?", "Open the travel tool, choose Cancel and confirm within 3 days."),
            ("How do I change a flight booking?", "Open the travel tool, choose Change and confirm within 5 days."),
        ),
        (
            ("How do I install the VPN on a Mac?", "Open the software centre and click Install."),
            ("How do I uninstall the VPN on a Mac?", "Open the software centre and click Uninstall."),
        ),
        (
            ("What is the fee when a flight booking is cancelled?", "A cancelled flight booking costs 50 EUR."),
            ("What is the fee when a flight booking is changed?", "A changed flight booking costs 30 EUR."),
        ),
    ],
)
def test_questions_about_opposed_deeds_are_two_and_their_answers_do_not_conflict(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    found = audit([Pair("T1", "T1", *one), Pair("T2", "T2", *other)], embed)
    assert not found.waiting and [group.pair_ids for group in found.groups] == [("T1",), ("T2",)]


def test_to_renew_a_password_is_to_change_it_so_two_terms_conflict() -> None:
    found = audit(
        [
            Pair("T1", "T1", "How often must I change my password?", "You must change your password every 90 days."),
            Pair("T2", "T2", "How often must I renew my password?", "You must renew your password every 60 days."),
        ],
        embed,
    )
    assert set(found.waiting) == {"T1", "T2"}


def test_every_check_reports_whether_it_ran() -> None:
    found = audit(PAIRS, embed)
    assert sorted(run.check for run in found.runs) == sorted(check.code for check in CHECKS)
    outcomes = {run.check: run.outcome for run in found.runs}
    assert (outcomes["near-duplicate"], outcomes["mixed-language"]) == ("ran", "not-applicable")
    assert all(run.detail for run in found.runs if run.outcome != "ran")


def test_findings_name_known_codes_and_pairs_only() -> None:
    found = audit(PAIRS, embed)
    ids = {pair.pair_id for pair in PAIRS}
    assert {finding.code for finding in found.findings} <= {check.code for check in CHECKS}
    assert all(set(finding.pair_ids) <= ids for finding in found.findings)


def test_a_person_s_rejected_pair_does_not_swallow_its_copies() -> None:
    found = audit(PAIRS, embed, decisions=[Decision("T1", "reject")])
    assert "T2" not in found.rejected


def test_an_exact_copy_is_reported_once() -> None:
    found = audit([*PAIRS, replace(PAIRS[0], pair_id="T7")], embed)
    copies = [f.code for f in found.findings if "T7" in f.pair_ids and f.code in {"exact-duplicate", "near-duplicate"}]
    assert copies == ["exact-duplicate"]


def test_no_pairs_give_an_empty_audit() -> None:
    found = audit([], embed)
    assert (found.kept, found.waiting, found.rejected, found.groups, found.findings) == ((), (), (), (), ())


def test_an_edited_pair_is_judged_by_its_new_text() -> None:
    mended = [replace(pair, response=PAIRS[5].response) if pair.pair_id == "T5" else pair for pair in PAIRS]
    assert codes(audit(mended, embed), "T5") in (["exact-duplicate"], [])
