"""What the lines of the decision log come to."""

from dataclasses import replace

from prep.decisions import (
    AS_WORDED,
    NO_CONTRADICTION,
    ONE_ANSWER,
    as_said,
    edited,
    fingerprint,
    fold,
    fold_log,
    in_a_persons_words,
    reconciled,
    whole_id,
)
from prep.records import Decision, Pair

PAIR = Pair("T1", "T1", "EL c/f?", "upto 14 days")
EDIT = Decision("T1", "edit", instruction="Earned leave, carried forward?", response="Up to 14 days.")
ACCEPT = Decision("T1", "accept")
UNDO = Decision("T1", "undo")


def texts(*log: Decision) -> tuple[str, str]:
    pair = edited(PAIR, fold_log(log))
    return pair.instruction, pair.response


def word(*log: Decision) -> str:
    return fold_log(log)["T1"].said.action


def test_an_accepted_edit_keeps_its_text() -> None:
    assert texts(EDIT, ACCEPT) == (EDIT.instruction, EDIT.response)
    assert word(EDIT, ACCEPT) == "accept"


def test_only_an_acceptance_in_one_press_with_its_edit_is_as_written() -> None:
    wrote, accepted = (
        Decision("P1", "edit", response="Ask HR.", decided_at="1"),
        Decision("P1", "accept", decided_at="1"),
    )
    assert fold([wrote, accepted])["P1"].is_as_written
    assert not fold([wrote, replace(accepted, decided_at="2")])["P1"].is_as_written
    assert not fold([wrote, accepted, replace(accepted, decided_at="2")])["P1"].is_as_written
    assert not fold([wrote])["P1"].is_as_written


def test_the_latest_edit_counts_also_after_a_rejection() -> None:
    assert texts(EDIT, Decision("T1", "reject"), Decision("T1", "edit", response="14 days."))[1] == "14 days."


def test_an_edit_of_one_side_leaves_the_other_as_it_was_last_written() -> None:
    assert texts(EDIT, Decision("T1", "edit", response="14 days."))[0] == EDIT.instruction


def test_undo_takes_back_the_last_word_only() -> None:
    assert texts(EDIT, ACCEPT, UNDO) == (EDIT.instruction, EDIT.response)
    assert word(EDIT, ACCEPT, UNDO) == "edit"
    assert texts(EDIT, ACCEPT, UNDO, UNDO) == (PAIR.instruction, PAIR.response)
    assert fold_log([EDIT, UNDO]) == {}


def test_an_undo_too_many_and_other_pairs_change_nothing() -> None:
    assert word(UNDO, ACCEPT) == "accept"
    assert word(ACCEPT, Decision("T2", "accept"), Decision("T2", "undo")) == "accept"


def seen(decision: Decision, pair: Pair) -> Decision:
    return replace(decision, fingerprint=fingerprint(pair))


WRITTEN = replace(PAIR, instruction=EDIT.instruction, response=EDIT.response)
REBUILT = replace(PAIR, response="up to 15 days")


def test_a_decision_about_another_text_does_not_apply() -> None:
    log = [seen(EDIT, PAIR), seen(ACCEPT, WRITTEN)]
    same, other = fold_log(log, {"T1": PAIR})["T1"], fold_log(log, {"T1": REBUILT})
    assert (same.said.action, same.is_overtaken, same.response) == ("accept", False, EDIT.response)
    assert (other["T1"].is_overtaken, edited(REBUILT, other)) == (True, REBUILT)


def test_deciding_again_settles_the_new_text() -> None:
    log = [seen(Decision("T1", "reject"), PAIR), seen(ACCEPT, REBUILT)]
    assert not fold_log(log, {"T1": REBUILT})["T1"].is_overtaken
    assert fold_log([*log, UNDO], {"T1": REBUILT})["T1"].is_overtaken


def test_a_line_without_a_fingerprint_applies_to_any_text() -> None:
    assert not fold_log([EDIT, ACCEPT], {"T1": REBUILT})["T1"].is_overtaken


SPLIT = (
    seen(Decision("T1~2", "split", instruction="Sick leave?", response="Send a note."), PAIR),
    seen(EDIT, PAIR),
)


def test_a_split_pair_is_two_pairs_until_it_is_undone() -> None:
    def pairs(*log: Decision, made: Pair = PAIR) -> list[tuple[str, str]]:
        return [
            (pair.pair_id, pair.response) for pair in in_a_persons_words([made], fold_log(log, {made.pair_id: made}))
        ]

    assert pairs(*SPLIT) == [("T1", EDIT.response), ("T1~2", "Send a note.")]
    assert pairs(*SPLIT, Decision("T1~2", "undo"), UNDO) == [("T1", PAIR.response)]
    assert pairs(*SPLIT, Decision("T1~2", "reject"), made=REBUILT) == [("T1", REBUILT.response)]


def test_an_id_with_a_tilde_of_its_own_is_no_part_of_another_pair() -> None:
    odd = replace(PAIR, pair_id="REQ~12/3")
    log = [Decision(odd.pair_id, "edit", response="14 days.")]
    assert [pair.response for pair in in_a_persons_words([odd], fold_log(log, {odd.pair_id: odd}))] == ["14 days."]
    assert (whole_id("REQ~12/3~2"), whole_id("REQ~12/3")) == ("REQ~12/3", "REQ~12/3")


def test_one_answer_for_all_is_what_a_pair_is_taught_with_and_not_what_it_says() -> None:
    for reason in (ONE_ANSWER, AS_WORDED):
        standings = fold_log([EDIT, Decision("T1", "edit", reason, response="14 days at most."), ACCEPT])
        assert edited(PAIR, standings).response == "14 days at most."
        assert edited(PAIR, as_said(standings)).response == EDIT.response


def test_an_edit_after_one_answer_for_all_says_what_the_pair_says_and_is_taught() -> None:
    standings = fold_log([Decision("T1", "edit", ONE_ANSWER, response="14 days."), EDIT])
    assert edited(PAIR, standings).response == edited(PAIR, as_said(standings)).response == EDIT.response


def test_what_is_decided_on_a_pair_with_a_chosen_answer_is_about_that_text() -> None:
    chosen = seen(Decision("T1", "edit", ONE_ANSWER, response="14 days."), PAIR)
    log = [chosen, seen(ACCEPT, replace(PAIR, response="14 days."))]
    assert not fold_log(log, {"T1": PAIR})["T1"].is_overtaken


def test_what_one_press_called_no_contradiction_stays_so_until_a_text_changes_or_it_is_taken_back() -> None:
    other, third = (Pair(name, "", f"{name}?", "A week.") for name in ("T2", "T3"))
    log = [
        seen(Decision(pair.pair_id, "accept", NO_CONTRADICTION, decided_at=at), pair)
        for at, pairs in (("10:00", (PAIR, other)), ("10:01", (PAIR, third)))
        for pair in pairs
    ]
    made = {pair.pair_id: pair for pair in (PAIR, other, third)}
    both = {"T1": {"T2", "T3"}, "T2": {"T1"}, "T3": {"T1"}}
    assert reconciled(fold_log(log, made)) == both
    assert reconciled(fold_log([*log, Decision("T1", "accept", decided_at="10:02")], made)) == both
    assert reconciled(fold_log([*log, Decision("T3", "undo")], made)) == {"T1": {"T2"}, "T2": {"T1"}}
    assert reconciled(fold_log([*log, seen(Decision("T1", "edit", response="A day."), PAIR)], made)) == {}
    assert reconciled(fold_log(log, {**made, "T1": replace(PAIR, response="A day.")})) == {}
