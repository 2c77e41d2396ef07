"""Checks against the set's own custom: each fires, stays silent, and says when nothing is usual."""

import pytest
from wordbag import embed

from prep.checks import (
    Check,
    Ground,
    NotApplicable,
    Told,
    ambiguous_answer,
    inconsistent_format,
    inconsistent_tone,
    mismatched_answer,
    several_answers,
)
from prep.records import Finding, Pair

QUESTION = "How many days of annual leave do I get, and until when?"
ANSWER = "You get 25 days of annual leave. Take them until 5 May 2026."


def set_of(*odd: Pair, n: int = 30) -> tuple[Pair, ...]:
    return (*(Pair(f"N{number:02}", "", QUESTION, ANSWER) for number in range(n)), *odd)


def odd(response: str, instruction: str = QUESTION) -> Pair:
    return Pair("T1", "", instruction, response)


def found(check: Check, *pairs: Pair) -> list[Finding]:
    findings = check.find(Ground(pairs))
    assert not isinstance(findings, NotApplicable)
    return list(findings.findings if isinstance(findings, Told) else findings)


def test_another_date_format_is_noted_with_the_majority_and_the_place() -> None:
    (finding,) = found(inconsistent_format.CHECK, *set_of(odd("You get 25 days of annual leave until 05/05/26.")))
    assert (finding.severity, finding.pair_ids, finding.cause) == ("info", ("T1",), "dates: figures only")
    assert finding.detail.startswith("Dates: 30 of 31 answers with a date have the day before the month, as in")
    assert finding.detail.endswith('this one has figures only: "05/05/26".')
    assert [(span.start, span.text) for span in finding.evidence] == [(38, "05/05/26")]
    assert finding.value == round(30 / 31, 4)


def test_what_an_answer_lacks_is_noted_without_a_place() -> None:
    greeted = [Pair(f"N{n:02}", "", QUESTION, f"Hi there,\n{ANSWER}") for n in range(30)]
    finding = next(one for one in found(inconsistent_format.CHECK, *greeted, odd(ANSWER)) if "Greet" in one.detail)
    assert finding.detail.endswith("this one has no greeting.") and finding.evidence == ()


def test_another_tone_is_noted() -> None:
    ours = [Pair(f"N{n:02}", "", QUESTION, f"We give you {n} days.") for n in range(30)]
    causes = [one.cause for one in found(inconsistent_tone.CHECK, *ours, odd("I give employees 5 days."))]
    assert causes == ['who speaks: "I" for the desk']


@pytest.mark.parametrize("check", [inconsistent_format.CHECK, inconsistent_tone.CHECK])
def test_of_few_answers_nothing_is_usual(check: Check) -> None:
    assert isinstance(check.find(Ground(set_of(n=5))), NotApplicable)


@pytest.mark.parametrize(
    ("response", "words"),
    [
        ("I think it is 25 days.", "I think"),
        ("You get 25 days, if I remember correctly.", "if I remember"),
        ("Probably 25 days.", "Probably"),
        ("It depends.", "It depends."),
        ("You will hear about it soon.", "soon"),
        ("Das sind vermutlich 25 Tage.", "vermutlich"),
    ],
)
def test_an_answer_that_leaves_the_question_open_waits(response: str, words: str) -> None:
    (finding,) = found(ambiguous_answer.CHECK, *set_of(odd(response)))
    assert (finding.severity, finding.pair_ids) == ("review", ("T1",))
    assert [span.text for span in finding.evidence] == [words]
    assert finding.detail.startswith("30 of 31 answers say plainly what holds")


@pytest.mark.parametrize(
    "response",
    ["It depends on your grade: A gets 25 days.", "You get 25 days; many take them in May.", "You might need a form."],
)
def test_an_answer_that_says_what_holds_is_plain(response: str) -> None:
    assert found(ambiguous_answer.CHECK, *set_of(odd(response))) == []


def test_where_most_hedge_nobody_is_set_apart() -> None:
    hedging = [Pair(f"N{n:02}", "", QUESTION, f"I think it is {n} days.") for n in range(30)]
    assert isinstance(ambiguous_answer.CHECK.find(Ground(tuple(hedging))), NotApplicable)


@pytest.mark.parametrize(
    ("response", "what"),
    [
        ("You get 20 days of leave. Correction: you get 25 days.", "takes back what it says first"),
        ("You get 20 days of leave. You get 25 days of leave.", 'says "20 days" and then "25 days"'),
        ("For your first question: 25 days. As for the second one: until May.", "answers several questions"),
    ],
)
def test_an_answer_that_holds_two_waits(response: str, what: str) -> None:
    (finding,) = found(several_answers.CHECK, *set_of(odd(response)))
    assert (finding.severity, what in finding.detail) == ("review", True)
    assert all(span.text == response[span.start : span.end] for span in finding.evidence)


@pytest.mark.parametrize(
    "response",
    [
        "Shift A is on from 06:00 until 14:00. Shift B takes over until 22:00.",
        "We charge 12.90 euros for express. Orders over 120 euros ship free.",
        "Correction: you get 25 days.",
    ],
)
def test_two_values_for_two_things_are_one_answer(response: str) -> None:
    assert found(several_answers.CHECK, *set_of(odd(response))) == []


SUBJECTS = ("parking permit garage", "dental insurance claim", "payslip salary download", "vpn token laptop")


def matched(n: int) -> Pair:
    one, two, three = SUBJECTS[n % 4].split()
    return Pair(
        f"N{n:03}", "", f"Where do I see the {one} for my {two} {three} number {n}?",
        f"The {one} is on the {two} page below {three} number {n}.",
    )  # fmt: skip


def test_an_answer_to_another_question_waits_and_names_the_question_that_it_fits() -> None:
    pairs = [matched(n) for n in range(60)]
    pairs[8] = Pair("N008", "", pairs[8].instruction, "Dental insurance claim papers are kept by the dentist.")
    vectors = embed([pair.instruction for pair in pairs]), embed([pair.response for pair in pairs])
    findings = mismatched_answer.CHECK.find(Ground(tuple(pairs), instructions=vectors[0], responses=vectors[1]))
    assert not isinstance(findings, NotApplicable)
    assert [(finding.pair_ids[0], finding.severity) for finding in findings] == [("N008", "review")]
    assert "dental" in next(pair.instruction for pair in pairs if pair.pair_id == findings[0].pair_ids[1])
    assert findings[0].detail.startswith("59 of 60 answers clearly fit their question; this one fits")
    assert findings[0].pair_ids[1] in findings[0].detail and "dental" not in findings[0].detail


def test_a_name_fits_many_questions_and_is_not_judged() -> None:
    pairs = [matched(n) for n in range(60)]
    pairs[8] = Pair("N008", "", pairs[8].instruction, "Ann.")
    vectors = embed([pair.instruction for pair in pairs]), embed([pair.response for pair in pairs])
    assert mismatched_answer.CHECK.find(Ground(tuple(pairs), instructions=vectors[0], responses=vectors[1])) == []


def test_of_few_pairs_nobody_knows_how_well_answers_fit() -> None:
    assert isinstance(mismatched_answer.CHECK.find(Ground(set_of(n=10))), NotApplicable)
