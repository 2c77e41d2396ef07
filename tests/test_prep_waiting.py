"""The pairs that wait, and which of them a person means."""

from prep.glossary import GENERAL
from prep.records import Audit, Finding, Pair
from prep.waiting import Waiting, Wanted, by_reason, pick, unknown_words, waiting_pairs

LEANS = Pair("T1", "1", "And this one?", "14 days.", "leave")
STANDS = Pair("T2", "2", "How many days of earned leave may I carry over?", "14 days.", "leave")
RIVAL = Pair("T3", "3", "How many days of earned leave may I carry over?", "20 days.", "pay")
PAIRS = {pair.pair_id: pair for pair in (LEANS, STANDS, RIVAL)}
FINDINGS = (
    Finding("not-self-contained", "review", ("T1",), 0.1, "this one"),
    Finding("undefined-shorthand", "review", ("T1",), 1, "EL"),
    Finding("same-question", "info", ("T2", "T3"), 0.9, ""),
    Finding("undefined-shorthand", "review", ("T2",), 1, "CL"),
    Finding("conflicting-answers", "review", ("T3", "T2"), 0.9, "14 against 20"),
)
AUDIT = Audit(FINDINGS, (), (), (), ("T1", "T2", "T3"), ())


def waiting(decided: tuple[str, ...] = ()) -> list[Waiting]:
    return waiting_pairs(AUDIT, PAIRS, decided, GENERAL)


def ids(wanted: Wanted) -> list[str]:
    return [each.pair.pair_id for each in pick(waiting(), wanted)]


def test_what_stands_worst_on_its_own_comes_first_with_all_that_it_waits_for() -> None:
    assert [each.pair.pair_id for each in waiting()] == ["T1", "T2", "T3"]
    assert waiting()[0].codes == ("not-self-contained", "undefined-shorthand")
    assert waiting()[0].score < 0.5 < waiting()[1].score


def test_what_was_decided_since_the_audit_waits_no_longer() -> None:
    assert [each.pair.pair_id for each in waiting(("T1",))] == ["T2", "T3"]


def test_a_person_may_mean_those_of_a_reason_a_topic_or_a_score() -> None:
    assert ids(Wanted(codes=("undefined-shorthand",))) == ["T1", "T2"]
    assert ids(Wanted(topics=("pay",))) == ["T3"]
    assert ids(Wanted(score_below=0.5)) == ["T1"]
    assert ids(Wanted(score_from=0.5, topics=("leave",))) == ["T2"]


def test_an_answer_that_another_contradicts_is_known_as_such() -> None:
    assert [each.conflicts for each in waiting()] == [False, False, True]


def test_a_reason_that_no_pair_has_is_told() -> None:
    assert unknown_words(waiting(), Wanted(codes=("too-short",), topics=("pay",))) == ["too-short"]
    assert not Wanted().limits and Wanted(score_below=0.5).limits


def test_what_nobody_accepts_unseen_is_told_from_what_a_filter_may_accept() -> None:
    found = Finding("personal-data", "review", ("T1",), None, "jane@example.com")
    assert Waiting(LEANS, (found, FINDINGS[0]), 0.1).to_be_seen == ("personal-data",)
    assert [each.to_be_seen for each in waiting()] == [(), (), ("conflicting-answers",)]
    assert by_reason(waiting()) == {"undefined-shorthand": 2, "not-self-contained": 1, "conflicting-answers": 1}
