"""The split keeps its promises: sizes, kinds, no ticket and no copy across, no dependence on row order."""

import random
from dataclasses import replace

import pytest

from prep.copies import COPY_FROM, nearest_copies
from prep.errors import BadInput
from prep.links import find_links
from prep.records import Pair, QuestionGroup
from prep.split import split_pairs, strata
from prep.wish import Asked, Wish

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def company(n_questions: int = 30, ways: int = 6, topics: int = 3) -> tuple[list[Pair], list[QuestionGroup]]:
    pairs, groups = [], []
    for question in range(n_questions):
        chance = random.Random(question)
        ids = []
        for way in range(ways):
            pair_id = f"T{question:03}{way}/1"
            ids.append(pair_id)
            text = " ".join("".join(chance.choices(LETTERS, k=6)) for _ in range(7)) + "?"
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
    assert all(abs(row.held_out_share * row.n - 0.18 * row.n) <= 1 for row in strata(split))


def test_no_ticket_and_no_near_duplicate_straddles_the_split() -> None:
    pairs, groups = company()
    twin = Pair("T9990/1", "T9990", "Hello, " + pairs[0].instruction, "Answer 0.", "topic-0")
    same_ticket = Pair(pairs[8].ticket_id + "/9", pairs[8].ticket_id, "sapphire turbine walrus?", "Other.", "topic-1")
    groups = [QuestionGroup(g.group_id, (*g.pair_ids, "T9990/1")) if g.group_id == "T0000/1" else g for g in groups]
    pairs, groups = [*pairs, twin, same_ticket], [*groups, QuestionGroup(same_ticket.pair_id, (same_ticket.pair_id,))]
    for seed in range(5):
        split = split_pairs(pairs, groups, Wish(seed=seed))
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


def test_one_taught_pair_is_one_pair() -> None:
    pairs, groups = company(60, 1, 1)
    again = Pair("T1/1", "T1", "walrus pavilion sapphire turbine", "An answer.", pairs[0].topic)
    groups = [replace(groups[0], pair_ids=(*groups[0].pair_ids, "T1/1")), *groups[1:]]
    assert (
        "so 1 pair could be held out as taught; 10 are untaught: they show"
        in split_pairs([*pairs, again], groups).notes[0]
    )


def test_a_small_topic_trains_whole_and_is_named() -> None:
    pairs, groups = company()
    pairs.append(Pair("T1/1", "T1", "walrus pavilion question", "Yes.", "parking"))
    split = split_pairs(pairs, [*groups, QuestionGroup("T1/1", ("T1/1",))])
    assert "Topic parking has 1 pair: all in train, not measured." in split.notes


def test_topics_that_are_all_small_are_measured_together() -> None:
    pairs, groups = company(40, 2, 20)
    split = split_pairs(pairs, groups)
    held_out = [row for row in split.assignments if row.part != "train"]
    assert {row.part for row in held_out} == {"taught", "untaught"}
    assert 0.15 <= len(held_out) / len(pairs) <= 0.2
    assert split.notes[0].startswith("20 topics have fewer than 10 pairs each: measured together, not one by one")


def test_a_share_out_of_range_is_refused() -> None:
    with pytest.raises(BadInput, match=r"between 0.05 and 0.5, got 0.9"):
        Wish(held_out_share=0.9)


def test_a_requester_who_asks_again_does_not_straddle() -> None:
    pairs, groups = company()
    again = [
        Pair(f"R{n}/1", f"R{n}", f"{pair.instruction} kelp mango", "Answer.", pair.topic, requester="[REQUESTER_1]")
        for n, pair in enumerate(pairs)
    ]
    pairs = [
        Pair(pair.pair_id, pair.ticket_id, pair.instruction, "A", pair.topic, requester="[REQUESTER_1]")
        for pair in pairs
    ]
    groups = [*groups, *(QuestionGroup(pair.pair_id, (pair.pair_id,)) for pair in again)]
    for seed in range(3):
        part = {row.pair_id: row.part for row in split_pairs([*pairs, *again], groups, Wish(seed=seed)).assignments}
        assert all((part[pair.pair_id] == "train") == (part[f"R{n}/1"] == "train") for n, pair in enumerate(pairs))


def test_other_columns_are_in_proportion_beside_the_topic() -> None:
    pairs, groups = company(60, 6, 3)
    pairs = [
        Pair(pair.pair_id, pair.ticket_id, pair.instruction, "A", pair.topic, agent=f"[AGENT_{n * n % 5}]")
        for n, pair in enumerate(pairs)
    ]
    split = split_pairs(pairs, groups, Wish(by=("agent",)))
    for column in ("topic", "agent"):
        assert all(abs(row.held_out_share * row.n - 0.18 * row.n) <= 2 for row in strata(split, column))


def test_a_column_that_no_pair_has_is_refused() -> None:
    with pytest.raises(BadInput, match="--by channel: expected pairs with channel, got none that has one"):
        split_pairs(*company(), Wish(by=("channel",)))
    with pytest.raises(BadInput, match="expected one of agent, channel, month, answer, got 'desk'"):
        Wish(by=("desk",))


def test_by_time_the_newest_are_held_out_but_for_what_is_bound_to_older_ones() -> None:
    pairs, groups = company()
    dated = [
        Pair(pair.pair_id, pair.ticket_id, pair.instruction, "A", pair.topic, answered_at=f"2026-{1 + n // 20:02}-01")
        for n, pair in enumerate(pairs)
    ]
    copy = Pair("T9/1", "T9", f"Hello, {pairs[0].instruction}", "A", "topic-0", answered_at="2026-12-01")
    split = split_pairs([*dated, copy], [*groups, QuestionGroup("T9/1", ("T9/1",))], Wish(by_time=True))
    time_of = {pair.pair_id: pair.answered_at for pair in [*dated, copy]}
    bound = {pair_id for link in find_links([*dated, copy]) for pair_id in (link.left, link.right)}
    held_out = [time_of[row.pair_id] for row in split.assignments if row.is_held_out]
    trained = [time_of[row.pair_id] for row in split.assignments if row.part == "train" and row.pair_id not in bound]
    assert len(held_out) == 33 and min(held_out) >= max(trained)
    assert next(row.part for row in split.assignments if row.pair_id == "T9/1") == "train"
    assert split.notes[0].startswith(
        "By time: held out are the newest pairs that nothing binds to older ones, from 2026-08"
    )


def test_validation_pairs_ask_what_training_keeps_and_are_no_copies() -> None:
    pairs, groups = company(60, 6, 3)
    split = split_pairs(pairs, groups, Wish(validation_share=0.1))
    parts = [row.part for row in split.assignments]
    assert (parts.count("validation"), parts.count("taught") + parts.count("untaught")) == (36, 65)
    trained = {row.group_id for row in split.assignments if row.part == "train"}
    assert {row.group_id for row in split.assignments if row.part in ("validation", "taught")} <= trained
    without = split_pairs(pairs, groups)
    assert [row.pair_id for row in without.assignments if row.is_held_out] == [
        row.pair_id for row in split.assignments if row.is_held_out
    ]


def test_validation_takes_questions_asked_once_where_no_others_are_left() -> None:
    pairs, groups = company(60, 1, 1)
    split = split_pairs(pairs, groups, Wish(validation_share=0.1))
    assert sum(row.part == "validation" for row in split.assignments) == 6


def with_kinds(pairs: list[Pair], groups: list[QuestionGroup], *, every: int) -> list[Pair]:
    """The same pairs, where every so many questions are answered in steps."""
    steps = {pair_id for group in groups[::every] for pair_id in group.pair_ids}
    return [replace(pair, response="1. Open it.\n2. Press it.") if pair.pair_id in steps else pair for pair in pairs]


def test_the_kinds_of_answers_are_in_proportion_unasked() -> None:
    pairs, groups = company()
    rows = {row.value: row for row in strata(split_pairs(with_kinds(pairs, groups, every=3), groups), "answer")}
    assert set(rows) == {"steps", "figure"}
    assert all(abs(row.held_out_share - 0.18) < 0.02 for row in rows.values())


@pytest.mark.parametrize("every", [2, 3, 5, 7])
def test_the_kinds_of_answers_cost_the_topics_nothing_and_part_no_untaught_question(every: int) -> None:
    pairs, groups = company(60, 6, 3)
    pairs = with_kinds(pairs, groups, every=every)
    plain, split = split_pairs(pairs, groups, Wish(by=())), split_pairs(pairs, groups)
    assert {row.value: row.held_out_share for row in strata(split)} == {
        row.value: row.held_out_share for row in strata(plain)
    }
    trained = {row.group_id for row in split.assignments if row.part == "train"}
    assert not trained & {row.group_id for row in split.assignments if row.part == "untaught"}


def test_columns_that_are_asked_for_come_beside_the_kinds_of_answers_also_with_the_newest() -> None:
    assert Asked(by=("agent",)).wish().by == ("agent", "answer")
    assert Asked(by_time=True).wish().by == Asked(by=("answer",)).wish().by == ("answer",)


def test_the_one_value_of_a_column_that_few_pairs_have_is_named_with_their_number() -> None:
    pairs, groups = company()
    yes = {*groups[0].pair_ids}
    pairs = [replace(pair, response="Yes.") if pair.pair_id in yes else pair for pair in pairs]
    split = split_pairs(pairs, groups)
    assert "Kind of answer yes or no has 6 pairs: not measured on its own." in split.notes


@pytest.mark.parametrize("n", [10, 50_000])
def test_few_and_many_pairs_are_divided_in_proportion_and_whatever_their_order(n: int) -> None:
    rng = random.Random(11)
    words = ["".join(rng.choices(LETTERS, k=7)) for _ in range(2_000)]
    asked = sorted({" ".join(sorted(rng.sample(words, 4))) for _ in range(2 * n)})[:n]
    pairs = [Pair(f"T{at:05}/1", f"T{at:05}", text, "So.", f"topic {at * 5 // n}") for at, text in enumerate(asked)]
    groups = [QuestionGroup(pairs[at].pair_id, (pairs[at].pair_id, pairs[at + 1].pair_id)) for at in range(0, n, 2)]
    split = split_pairs(pairs[::-1], groups)
    held_out = [row for row in split.assignments if row.is_held_out]
    assert len(held_out) == round(0.18 * n)
    if n < 100:
        assert split == split_pairs(pairs, groups[::-1])
        return
    assert all(abs(row.held_out_share - 0.18) < 0.001 for row in strata(split))
    assert 0.1 <= sum(row.part == "untaught" for row in held_out) / len(held_out) <= 0.2
