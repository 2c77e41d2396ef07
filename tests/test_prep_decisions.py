"""What the lines of the decision log come to."""

from prep.decisions import edited, fold_log
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
