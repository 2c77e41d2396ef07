"""Checks that set pairs beside each other: copies, questions, contradicting and outdated answers."""

from dataclasses import replace

from wordbag import embed

from prep.camps import find_quarrels
from prep.checks import (
    CHECKS,
    Check,
    Ground,
    NotApplicable,
    conflicting_answers,
    exact_duplicate,
    near_duplicate,
    same_question,
    superseded,
)
from prep.records import Finding, Pair, QuestionGroup

QUESTION = "How many days of earned leave can I carry forward to the next year?"
ANSWER = "You can carry forward 30 days of earned leave; the rest lapses."


def found(check: Check, ground: Ground) -> list[Finding]:
    findings = check.find(ground)
    assert not isinstance(findings, NotApplicable)
    return list(findings)


def pair(pair_id: str, instruction: str = QUESTION, response: str = ANSWER, at: str = "") -> Pair:
    return Pair(pair_id, "", instruction, response, answered_at=at)


def one_question(*pairs: Pair) -> Ground:
    group = QuestionGroup(pairs[0].pair_id, tuple(sorted(pair.pair_id for pair in pairs)))
    vectors = embed([pair.instruction for pair in pairs]), embed([pair.response for pair in pairs])
    return Ground(pairs, groups=(group,), quarrels=find_quarrels(pairs, [group], *vectors))


def test_the_same_pair_twice_is_folded_into_the_newest() -> None:
    copies = (
        pair("T1", at="2026-01-01"),
        pair("T2", QUESTION.lower(), f" {ANSWER} ", "2026-05-01"),
        pair("T3", "Else?"),
    )
    (finding,) = found(exact_duplicate.CHECK, Ground(copies))
    assert (finding.severity, finding.pair_ids) == ("reject", ("T1", "T2"))
    assert found(exact_duplicate.CHECK, Ground(copies[2:])) == []


def test_a_copy_goes_into_the_pair_with_the_fewest_findings() -> None:
    copies = (pair("T1", at="2026-05-01"), pair("T2", f"Hi [AGENT_1], {QUESTION}"))
    assert found(near_duplicate.CHECK, Ground(copies))[0].pair_ids == ("T2", "T1")
    assert found(near_duplicate.CHECK, Ground(copies, n_findings={"T1": 1}))[0].pair_ids == ("T1", "T2")


def test_copies_of_a_question_with_another_figure_are_both_kept() -> None:
    copies = (pair("T1"), pair("T2", f"Hello, {QUESTION}", ANSWER.replace("30", "24")))
    assert found(near_duplicate.CHECK, Ground(copies)) == []


def test_paraphrases_with_the_same_answer_are_both_kept() -> None:
    assert (
        found(near_duplicate.CHECK, Ground((pair("T1"), pair("T2", "Does my EL balance roll over, and how much?"))))
        == []
    )


def test_a_chain_of_copies_is_not_closed() -> None:
    words = QUESTION.rstrip("?").split()
    chain = [pair("T0")]
    for step in range(1, 5):
        words[step * 2] = f"change{'abcde'[step]}"
        chain.append(pair(f"T{step}", " ".join(words) + "?"))
    for finding in found(near_duplicate.CHECK, Ground(tuple(chain))):
        assert finding.value is not None and finding.value >= 0.86


def test_recall_of_copies_does_not_fall_as_their_share_grows() -> None:
    for n_copies in (2, 20, 200):
        copies = tuple(pair(f"C{n:03}", f"{'Hi, ' * (n % 2)}{QUESTION}") for n in range(n_copies))
        others = tuple(
            pair(f"O{n}", f"Where is room number {n} in the office?", f"Room {n} is there.") for n in range(5)
        )
        assert len(found(near_duplicate.CHECK, Ground((*copies, *others)))) == n_copies - 1


def test_a_question_asked_in_two_ways_is_noted_and_one_asked_once_is_not() -> None:
    pairs = (pair("T1"), pair("T2", "EL carry forward limit?"), pair("T3", "Where is the canteen?"))
    ground = Ground(pairs, groups=(QuestionGroup("T1", ("T1", "T2")), QuestionGroup("T3", ("T3",))))
    (finding,) = found(same_question.CHECK, ground)
    assert (finding.severity, finding.pair_ids, finding.value) == ("info", ("T1", "T2"), 2.0)


def test_contradicting_answers_wait_and_name_what_they_contradict() -> None:
    ground = one_question(pair("T1"), pair("T2", response=ANSWER.replace("30", "24")))
    findings = found(conflicting_answers.CHECK, ground)
    assert [(f.severity, f.pair_ids) for f in findings] == [("review", ("T1", "T2")), ("review", ("T2", "T1"))]
    assert findings[0].detail == 'Says "30 days" where T2 says "24 days".'
    assert found(conflicting_answers.CHECK, one_question(pair("T1"), pair("T2"))) == []


def test_a_conflict_says_in_what_and_quotes_the_words_of_both_answers() -> None:
    pairs = {one.pair_id: one for one in (pair("T1"), pair("T2", response=ANSWER.replace("30", "24")), pair("T3"))}
    first = found(conflicting_answers.CHECK, one_question(*pairs.values()))[0]
    assert first.fact_kind == "duration"
    assert [(span.pair_id, span.text) for span in first.evidence] == [("T1", "30 days"), ("T2", "24 days")]
    assert [pairs[span.pair_id].response[span.start : span.end] for span in first.evidence] == ["30 days", "24 days"]
    assert first.detail.endswith("2 answers say the first, 1 the second.")


def test_answers_from_before_a_change_are_set_aside_with_the_date() -> None:
    old = [pair(f"A{n}", response=ANSWER.replace("30", "24"), at=f"2026-03-0{n}") for n in (1, 2, 3)]
    new = [pair(f"B{n}", at=f"2026-06-0{n}") for n in (1, 2, 3)]
    findings = found(superseded.CHECK, one_question(*old, *new))
    assert [f.pair_ids[0] for f in findings] == ["A1", "A2", "A3"]
    assert {f.severity for f in findings} == {"reject"}
    assert findings[0].detail == 'Answered 2026-03-01: "24 days". Since 2026-06-01 3 answers say "30 days".'


def test_without_dates_nobody_can_say_what_is_outdated() -> None:
    ground = one_question(*(replace(pair(f"T{n}"), response=f"You get {n} days.") for n in (1, 2)))
    assert isinstance(superseded.CHECK.find(ground), NotApplicable)


def test_every_check_has_a_code_of_its_own() -> None:
    assert len({check.code for check in CHECKS}) == len(CHECKS) == 21
