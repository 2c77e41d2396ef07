"""The split keeps its promises: sizes, kinds, no ticket and no copy across, no dependence on row order."""

import random

import pytest

from prep.copies import COPY_FROM, nearest_copies
from prep.errors import BadInput
from prep.records import Pair, QuestionGroup
from prep.split import split_pairs, strata

WORDS = (
    "amber birch cedar delta ember fjord grove harbor island jungle kettle lagoon meadow nectar oasis prairie".split()  # noqa: SIM905
)


def company(n_questions: int = 30, ways: int = 6, topics: int = 3) -> tuple[list[Pair], list[QuestionGroup]]:
    pairs, groups = [], []
    for question in range(n_questions):
        chance = random.Random(question)
        ids = []
        for way in range(ways):
            pair_id = f"T{question:03}{way}/1"
            ids.append(pair_id)
            text = " ".join(chance.sample(WORDS, 7)) + f" {WORDS[question % 16]}{WORDS[way]}?"
            pairs.append(
                Pair(pair_id, f"T{question:03}{way}", text, f"Answer {question}.", f"topic-{question % topics}")
            )
        groups.append(QuestionGroup(ids[0], tuple(ids)))
    return pairs, groups


def test_the_held_out_part_has_the_size_asked_for_and_both_kinds() -> None:
    split = split_pairs(*company())
    parts = [assignment.part for assignment in split.assignments]
    held_out = parts.count("taught") + parts.count("untaught")
    assert 0.15 <= held_out / len(parts) <= 0.20
    assert 0.10 <= parts.count("untaught") / held_out <= 0.25


def test_a_taught_question_is_covered_by_training_and_an_untaught_one_never() -> None:
    split = split_pairs(*company())
    trained = {row.group_id for row in split.assignments if row.part == "train"}
    assert {row.group_id for row in split.assignments if row.part == "taught"} <= trained
    assert not {row.group_id for row in split.assignments if row.part == "untaught"} & trained


def test_every_topic_is_held_out_in_proportion() -> None:
    split = split_pairs(*company(60, 6, 3))
    assert all(abs(row.held_out_share - 0.18) < 0.05 for row in strata(split))


def test_no_ticket_and_no_near_duplicate_straddles_the_split() -> None:
    pairs, groups = company()
    twin = Pair("T9990/1", "T9990", "Hello, " + pairs[0].instruction, "Answer 0.", "topic-0")
    same_ticket = Pair(pairs[8].ticket_id + "/9", pairs[8].ticket_id, "sapphire turbine walrus?", "Other.", "topic-1")
    groups = [QuestionGroup(g.group_id, (*g.pair_ids, "T9990/1")) if g.group_id == "T0000/1" else g for g in groups]
    pairs, groups = [*pairs, twin, same_ticket], [*groups, QuestionGroup(same_ticket.pair_id, (same_ticket.pair_id,))]
    for seed in range(5):
        split = split_pairs(pairs, groups, seed=seed)
        part = {row.pair_id: row.part for row in split.assignments}
        by_id = {pair.pair_id: pair for pair in pairs}
        train = [pair for pair in pairs if part[pair.pair_id] == "train"]
        held_out = [pair for pair in pairs if part[pair.pair_id] != "train"]
        assert not {by_id[p.pair_id].ticket_id for p in train} & {by_id[p.pair_id].ticket_id for p in held_out}
        nearest = nearest_copies([p.instruction for p in held_out], [p.instruction for p in train])
        assert max(score for _, score in nearest) < COPY_FROM


def test_the_row_order_changes_nothing() -> None:
    pairs, groups = company()
    assert split_pairs(pairs, groups) == split_pairs(pairs[::-1], groups[::-1])


def test_questions_asked_only_once_are_held_out_as_untaught_and_said_so() -> None:
    pairs, groups = company(60, 1, 1)
    split = split_pairs(pairs, groups)
    assert {row.part for row in split.assignments} == {"train", "untaught"}
    assert "asked in more than one way" in split.notes[0]


def test_a_small_topic_trains_whole_and_is_named() -> None:
    pairs, groups = company()
    pairs.append(Pair("T1/1", "T1", "walrus pavilion question", "Yes.", "parking"))
    split = split_pairs(pairs, [*groups, QuestionGroup("T1/1", ("T1/1",))])
    assert "Topic parking has 1 pairs: all in train, not measured." in split.notes


def test_topics_that_are_all_small_are_measured_together() -> None:
    pairs, groups = company(40, 2, 20)
    split = split_pairs(pairs, groups)
    held_out = [row for row in split.assignments if row.part != "train"]
    assert {row.part for row in held_out} == {"taught", "untaught"}
    assert 0.15 <= len(held_out) / len(pairs) <= 0.2
    assert split.notes[0].startswith("20 topics have fewer than 10 pairs each: measured together, not one by one")


def test_a_share_out_of_range_is_refused() -> None:
    with pytest.raises(BadInput, match=r"between 0.05 and 0.5, got 0.9"):
        split_pairs(*company(), held_out_share=0.9)
