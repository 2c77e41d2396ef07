"""How good a pair is to learn from, and what that is made of."""

from prep.quality import Quality, mean_quality, rate_pairs
from prep.records import Audit, Finding, Pair, QuestionGroup

GOOD = Pair("T1", "", "How many days of parental leave do I get?", "You get 20 days, paid by Payroll within 2 weeks.")
THIN = Pair("T2", "", "Where is the canteen of the head office?", "It is there.")
LEANS = Pair("T3", "", "And for that one?", "See above, as I said on the phone.")
PAIRS = (GOOD, THIN, LEANS)
KEPT = ("T1", "T2", "T3")


def rated(*findings: Finding, groups: tuple[QuestionGroup, ...] = ()) -> dict[str, Quality]:
    return rate_pairs(PAIRS, Audit(findings, (), groups, KEPT, (), ()), KEPT)


def test_an_answer_that_says_more_is_more_specific() -> None:
    quality = rated()
    assert quality["T1"].parts.specific > quality["T2"].parts.specific
    assert quality["T1"].score > quality["T2"].score


def test_a_pair_that_leans_on_its_thread_is_worse() -> None:
    quality = rated()
    assert quality["T3"].parts.self_contained < 0.5 < quality["T1"].parts.self_contained
    assert min(quality, key=lambda pair_id: quality[pair_id].score) == "T3"


def test_a_remark_of_the_audit_lowers_and_a_question_asked_twice_does_not() -> None:
    quality = rated(
        Finding("undefined-shorthand", "info", ("T1",), 1.0, ""), Finding("same-question", "info", ("T2",), 2, "")
    )
    assert (quality["T1"].parts.clean, quality["T2"].parts.clean) == (0.9, 1.0)


def test_others_who_say_the_same_speak_for_an_answer_and_others_against_it() -> None:
    groups = (QuestionGroup("T1", ("T1",)), QuestionGroup("T2", ("T2", "T3")))
    against = Finding("conflicting-answers", "review", ("T9", "T3"), 0.9, "")
    quality = rated(against, groups=groups)
    assert [quality[pair_id].parts.agreed for pair_id in KEPT] == [0.5, 0.667, 0.5]


def test_the_newer_answer_counts_more_and_an_undated_one_in_the_middle() -> None:
    pairs = [
        Pair("T1", "", GOOD.instruction, GOOD.response, answered_at="2026-01-01"),
        Pair("T2", "", GOOD.instruction, GOOD.response, answered_at="2026-06-01"),
        Pair("T3", "", GOOD.instruction, GOOD.response),
    ]
    quality = rate_pairs(pairs, Audit((), (), (), KEPT, (), ()), KEPT)
    assert [quality[pair_id].parts.recent for pair_id in KEPT] == [0.25, 0.75, 0.5]


def test_of_no_pairs_there_is_no_mean() -> None:
    assert mean_quality(rated(), []) is None
