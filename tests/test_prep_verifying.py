"""A rewrite may say nothing that its sources do not say, and must say all that they do."""

import pytest

from prep.glossary import GENERAL, Entry, expand
from prep.verifying import verify

ANSWERS = (
    "You can carry forward at most 30 days of earned leave; the rest lapses on 31 December.",
    "If the receipt is lost, fill in the form in PayNest within 8 working days. It is not accepted above cr 100.",
    "Your line manager must approve it before the trip. Tickets may not be bought without a booking number.",
    "Open Meridian > Leave > My requests and press Withdraw until 17:00 on the day before.",
)
CORRUPTIONS = [
    ("30 days", "13 days"), ("30 days", "30 hours"), ("at most", "at least"), ("earned leave", "sick leave"),
    ("31 December", "30 December"), ("If the", "Unless the"), ("PayNest", "Meridian"), ("within", "after"),
    ("working days", "calendar days"), ("not accepted", "accepted"), ("above", "below"), ("cr 100", "cr 1000"),
    ("must", "may"), ("before the", "after the"), ("may not", "may"), ("without", "with"), ("until", "from"),
    ("line manager", "team lead"), ("17:00", "19:00"), ("Withdraw", "Delete"), ("> Leave >", "> Time >"),
    ("is lost", "is not lost"),
]  # fmt: skip


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_as_it_was_may_stand(answer: str) -> None:
    assert verify(answer, answer, [], GENERAL) == ()


@pytest.mark.parametrize(("right", "wrong"), CORRUPTIONS)
def test_one_changed_fact_is_refused(right: str, wrong: str) -> None:
    changed = [(answer, answer.replace(right, wrong)) for answer in ANSWERS if right in answer]
    assert changed
    for answer, corrupted in changed:
        assert verify(corrupted, answer, [], GENERAL)


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_lost_or_added_sentence_is_refused(answer: str) -> None:
    assert verify(answer + " The fee is waived on weekends.", answer, [], GENERAL)
    assert verify(" ".join(answer.split()[4:]), answer, [], GENERAL)


def test_two_figures_that_change_places_are_refused() -> None:
    faults = verify(
        "cr 29 for a full day and cr 58 for a half day", "cr 58 for a full day and cr 29 for a half day", [], GENERAL
    )
    assert [fault.kind for fault in faults] == ["figure"]


def test_a_fact_from_another_message_may_come_in_only_when_it_is_a_source() -> None:
    kept, subject = "How many do I get?", "Earned leave in 2026"
    assert verify(f"{subject}: {kept}", kept, [subject], GENERAL) == ()
    assert verify(f"{subject}: {kept}", kept, [], GENERAL)


def test_shorthand_counts_as_its_meaning() -> None:
    glossary = GENERAL.with_entries([Entry("EL", "earned leave", "a person")])
    kept = "EL c/f w/o appr is not allowed"
    assert verify(expand(kept, glossary)[0], kept, [], glossary) == ()
    assert verify("Earned leave carry forward with approval is not allowed", kept, [], glossary)
