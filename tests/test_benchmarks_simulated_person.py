"""A simulated person's decisions are counted as the Pairs page lets a real one make them."""

from collections.abc import Collection

from prep.records import Audit, Finding, Pair
from simulated_person import Sitting, decide_until, settled_by_rule

PAIRS = [Pair(f"T{n}/1", f"T{n}", f"Question {n}?", f"Answer {n}.") for n in range(1, 7)]
KEPT, COPY, LM_1, LM_2, LM_3, ALONE = (pair.pair_id for pair in PAIRS)
TICKETS = {pair.ticket_id for pair in PAIRS}
AUDIT = Audit(
    (
        Finding("near-duplicate", "reject", (COPY, KEPT), 0.97, ""),
        *(Finding("undefined-shorthand", "review", (pair_id,), 1, "LM") for pair_id in (LM_1, LM_2, LM_3)),
        Finding("not-self-contained", "review", (ALONE,), 0.1, "it"),
    ),
    (), (), kept=(KEPT,), waiting=(LM_1, LM_2, LM_3, ALONE), rejected=(COPY,),
)  # fmt: skip


def sitting(stands: Collection[str], share: float = 1.0) -> Sitting:
    return decide_until(share, PAIRS, AUDIT, stands, TICKETS, "Riskiest first")


def test_a_copy_that_was_set_aside_needs_nobody() -> None:
    assert settled_by_rule(AUDIT) == [KEPT, COPY]
    assert sitting((), share=2 / 6) == Sitting(0, 0, 0, 2 / 6, True)


def test_one_decision_accepts_all_that_wait_for_the_same_reason() -> None:
    assert sitting((LM_1, LM_2, LM_3, ALONE)) == Sitting(2, 0, 4, 1.0, True)


def test_a_group_in_which_one_does_not_stand_is_decided_one_by_one() -> None:
    assert sitting((LM_1, LM_3, ALONE)) == Sitting(4, 1, 4, 1.0, True)
    assert sitting(()) == Sitting(4, 4, 4, 1.0, True)


def test_what_is_left_of_a_group_is_accepted_at_once_when_all_of_it_stands() -> None:
    assert sitting((LM_2, LM_3, ALONE)) == Sitting(3, 1, 4, 1.0, True)


def test_few_that_do_not_stand_are_left_out_of_a_group_by_their_numbers() -> None:
    more = [Pair(f"T{n}/1", f"T{n}", "?", "!") for n in range(7, 10)]
    ids = [LM_1, LM_2, LM_3, *(pair.pair_id for pair in more)]
    found = tuple(Finding("undefined-shorthand", "review", (pair_id,), 1, "LM") for pair_id in ids)
    audit = Audit(found, (), (), kept=(), waiting=tuple(ids), rejected=())
    tickets = {pair_id.removesuffix("/1") for pair_id in ids}
    done = decide_until(1.0, [*PAIRS, *more], audit, ids[1:], tickets, "Riskiest first")
    assert done == Sitting(3, 1, 6, 1.0, True)  # one left out, the rest accepted, then that one edited


def test_a_group_about_what_nobody_can_answer_is_rejected_at_once() -> None:
    done = decide_until(1.0, PAIRS, AUDIT, (ALONE,), {"T6"}, "Oldest first")
    assert done == Sitting(2, 0, 4, 1.0, True)


def test_they_stop_when_enough_tickets_are_settled() -> None:
    assert sitting((LM_1, LM_2, LM_3, ALONE), share=3 / 6) == Sitting(1, 0, 1, 3 / 6, True)
