"""The best pairs of every topic, unlike each other, whatever the order in which they come."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from conftest import SAMPLE
from wordbag import embed

from prep.audit import audit
from prep.glossary import GENERAL
from prep.ingest import read_export
from prep.prepare import prepare
from prep.quality import rate_pairs
from prep.records import Audit, Finding, Pair, QuestionGroup
from prep.selecting import Choice, select_pairs, share_places

ASKED = {
    "leave": ("How many days of annual leave do I get?", "Who approves a sabbatical?", "Can I sell unused leave?"),
    "pay": ("When is the salary paid?", "Where do I find my payslip?"),
    "rooms": ("How do I book the meeting room?",),
}
PAIRS = [
    Pair(
        f"{topic}{n}", "", question, f"{question.split()[1].title()} answer {n}: ask the {topic} desk by Friday.", topic
    )
    for topic, questions in ASKED.items()
    for n, question in enumerate(questions)
]


def kept(*findings: Finding, waiting: Sequence[str] = (), pairs: Sequence[Pair] = PAIRS) -> Audit:
    return Audit(findings, (), (), tuple(p.pair_id for p in pairs if p.pair_id not in waiting), tuple(waiting), ())


def choose(pairs: Sequence[Pair], found: Audit, best: int) -> tuple[Choice, ...]:
    return select_pairs(pairs, found, rate_pairs(pairs, found, found.kept), embed, best=best)


def chosen(choices: Sequence[Choice]) -> list[str]:
    return [choice.pair_id for choice in choices if choice.is_chosen]


def test_each_topic_gets_a_place_and_then_its_share() -> None:
    assert share_places({"leave": 60, "pay": 30, "rooms": 1}, 10) == {"leave": 6, "pay": 3, "rooms": 1}
    assert share_places({"leave": 60, "pay": 30, "rooms": 1}, 2) == {"leave": 1, "pay": 1, "rooms": 0}
    assert share_places({"leave": 2, "pay": 1}, 10) == {"leave": 2, "pay": 1}


def test_what_waits_is_not_chosen_and_says_why() -> None:
    found = kept(Finding("conflicting-answers", "review", ("pay0", "pay1"), 0.9, ""), waiting=("pay0",))
    choices = choose(PAIRS, found, 100)
    assert sorted(chosen(choices)) == ["leave0", "leave1", "leave2", "pay1", "rooms0"]
    assert [c.why for c in choices if c.pair_id == "pay0"] == ["waits: conflicting-answers"]


def test_every_pair_is_chosen_or_left_out_with_a_reason() -> None:
    choices = choose(PAIRS, kept(), 4)
    assert len(chosen(choices)) == 4 and {choice.topic for choice in choices if choice.is_chosen} == set(ASKED)
    assert sorted(choice.pair_id for choice in choices) == sorted(pair.pair_id for pair in PAIRS)
    assert all(choice.why for choice in choices)


def test_a_copy_is_left_out_although_a_person_kept_it_and_a_paraphrase_is_not() -> None:
    twice = [*PAIRS, Pair("pay2", "", "When is the salary paid ?", PAIRS[3].response, "pay")]
    twice += [Pair("pay3", "", "On which day of the month does my money arrive?", PAIRS[3].response, "pay")]
    copied = Finding("near-duplicate", "reject", ("pay2", "pay0"), 0.97, "")
    choices = choose(twice, kept(copied, pairs=twice), 100)
    assert "pay3" in chosen(choices) and "pay2" not in chosen(choices)
    assert next(choice.why for choice in choices if choice.pair_id == "pay2") == "a copy of pay0"


def test_another_question_comes_before_the_same_in_nearly_the_same_words() -> None:
    alike = [
        Pair(f"T{n}", "", f"How many days of annual leave do I get {when}?", "You get 25 days of it.", "leave")
        for n, when in enumerate(("now", "today", "currently"))
    ]
    alike.append(
        Pair("other", "", "Who approves a sabbatical abroad?", "Your director approves 90 days of it.", "leave")
    )
    assert "other" in chosen(choose(alike, kept(pairs=alike), 2))


def test_every_question_is_chosen_once_before_one_is_chosen_in_other_words() -> None:
    ways = ("When is the salary paid?", "On which day do I get my money?", "Payday each month, please?")
    pairs = [Pair(f"T{n}", "", way, "On the 25th, by Payroll, to account 1.", "pay") for n, way in enumerate(ways)]
    pairs.append(Pair("thin", "", "When is the bonus paid?", "In March.", "pay"))
    groups = (QuestionGroup("T0", ("T0", "T1", "T2")), QuestionGroup("thin", ("thin",)))
    found = replace(kept(pairs=pairs), groups=groups)
    two, three = choose(pairs, found, 2), choose(pairs, found, 3)
    assert "thin" in chosen(two) and "thin" in chosen(three)
    assert sorted(choice.why for choice in three if choice.is_chosen) == [
        "a question that was not chosen yet",
        "the best of its topic",
        "the same question in other words",
    ]


def test_the_order_of_the_pairs_does_not_matter() -> None:
    shuffled = random.Random(3).sample(PAIRS, len(PAIRS))
    assert choose(shuffled, kept(), 4) == choose(PAIRS, kept(), 4)


@pytest.mark.slow
def test_600_of_the_sample_cover_every_topic_without_a_pair_that_waits() -> None:
    pairs = prepare(read_export([SAMPLE / "export"]), GENERAL).pairs
    found = audit(pairs, embed)
    quality = rate_pairs(pairs, found, found.kept)
    choices = select_pairs(pairs, found, quality, embed, best=600)
    ids = chosen(choices)
    topic = {pair.pair_id: pair.topic for pair in pairs}
    assert len(ids) == len(set(ids)) == 600 and len(choices) == len(pairs)
    assert set(ids) <= set(found.kept)
    assert {topic[pair_id] for pair_id in ids} == {topic[pair_id] for pair_id in found.kept}
    share = Counter(topic[pair_id] for pair_id in found.kept)
    for name, n in Counter(topic[pair_id] for pair_id in ids).items():
        assert n == 1 or abs(n - 600 * share[name] / len(found.kept)) < 2, name
    assert sum(quality[i].score for i in ids) / 600 > sum(one.score for one in quality.values()) / len(quality)
    shuffled = random.Random(5).sample(list(pairs), len(pairs))
    assert select_pairs(shuffled, found, quality, embed, best=600) == choices
