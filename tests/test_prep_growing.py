"""When tickets arrive, old pairs keep their side, and no new one spoils it."""

import random
from dataclasses import replace

import pytest
from test_prep_split import company

from prep.growing import Earlier, parts_so_far
from prep.records import LeftOut, Pair, QuestionGroup, Split
from prep.split import split_pairs
from prep.wish import Wish

PAIRS, GROUPS = company()
FIRST = split_pairs(PAIRS, GROUPS)
PART = {row.pair_id: row.part for row in FIRST.assignments}
TEXT = {pair.pair_id: pair.instruction for pair in PAIRS}
TRAINED = min(pair_id for pair_id, part in PART.items() if part == "train")
TAUGHT = min(pair_id for pair_id, part in PART.items() if part == "taught")
UNTAUGHT = min(pair_id for pair_id, part in PART.items() if part == "untaught")
EARLIER = Earlier(PART)


def new(pair_id: str, text: str, ticket_id: str = "") -> Pair:
    return Pair(pair_id, ticket_id or pair_id, text, "An answer.", "topic-0")


def grown(*added: Pair, earlier: Earlier = EARLIER, gone: str = "") -> Split:
    """The split with pairs added that each ask a question of their own, and one pair gone."""
    kept = [pair for pair in PAIRS if pair.pair_id != gone]
    groups = [replace(group, pair_ids=tuple(i for i in group.pair_ids if i != gone)) for group in GROUPS]
    groups += [QuestionGroup(pair.pair_id, (pair.pair_id,)) for pair in added]
    return split_pairs([*kept, *added], [group for group in groups if group.pair_ids], earlier=earlier)


def part_of(split: Split, pair_id: str) -> str:
    return next(row.part for row in split.assignments if row.pair_id == pair_id)


def test_every_old_pair_keeps_its_side_and_new_ones_are_drawn_to_the_share() -> None:
    more, more_groups = company(n_questions=90)
    split = split_pairs(more, more_groups, earlier=EARLIER)
    part = {row.pair_id: row.part for row in split.assignments}
    assert {pair_id: part[pair_id] == "train" for pair_id in PART} == {
        pair_id: old == "train" for pair_id, old in PART.items()
    }
    held_out = [row for row in split.assignments if row.is_held_out]
    assert abs(len(held_out) - 0.18 * len(more)) <= 1
    assert 0.1 <= sum(row.part == "untaught" for row in held_out) / len(held_out) <= 0.2
    assert split.notes[0].startswith("180 pairs keep their side; of 360 new ones ")


def test_nothing_new_changes_nothing() -> None:
    assert grown().assignments == FIRST.assignments


def test_the_row_order_changes_nothing() -> None:
    more, groups = company(n_questions=60)
    shuffled = random.Random(1).sample(more, len(more))
    assert split_pairs(more, groups, earlier=EARLIER) == split_pairs(shuffled, groups[::-1], earlier=EARLIER)


def test_a_new_near_duplicate_of_a_held_out_pair_joins_it() -> None:
    split = grown(new("U1", f"Hello team, {TEXT[TAUGHT]}"), new("U2", f"Hello team, {TEXT[TRAINED]}"))
    assert (part_of(split, "U1"), part_of(split, "U2")) == ("untaught", "train")
    assert "(1 of them bound to a held-out one)" in split.notes[0]


def test_a_new_pair_that_is_bound_to_both_sides_is_left_out_with_the_reason() -> None:
    trained_ticket = next(pair.ticket_id for pair in PAIRS if pair.pair_id == TRAINED)
    split = grown(new("U1", f"Hello team, {TEXT[TAUGHT]}", trained_ticket))
    assert split.left_out == (LeftOut("U1", TAUGHT, "copy"),)
    assert "U1" not in {row.pair_id for row in split.assignments}
    assert part_of(split, TRAINED) == "train" and part_of(split, TAUGHT) == "taught"


def test_the_copy_of_a_held_out_pair_that_the_audit_folded_away_takes_its_side() -> None:
    (gone,) = [pair for pair in PAIRS if pair.pair_id == TAUGHT]
    copy = new("U1", f"Hello team, {TEXT[TAUGHT]}")
    assert part_of(grown(copy, gone=TAUGHT, earlier=Earlier(PART, gone=(gone,))), "U1") == "untaught"


@pytest.mark.parametrize("pair_id", [TAUGHT, UNTAUGHT, TRAINED])
def test_a_pair_that_was_away_for_some_splits_comes_back_to_its_side(pair_id: str) -> None:
    away = grown(gone=pair_id)
    still_away = grown(new("U1", "walrus pavilion sapphire turbine"), gone=pair_id, earlier=Earlier(parts_so_far(away)))
    assert [one.pair_id for one in still_away.absent] == [pair_id]
    back = grown(earlier=Earlier(parts_so_far(still_away)))
    assert (part_of(back, pair_id) == "train") == (PART[pair_id] == "train")
    assert "U1" in {one.pair_id for one in back.absent} and pair_id not in {one.pair_id for one in back.absent}


def test_a_copy_of_a_held_out_pair_takes_its_side_however_long_that_is_away() -> None:
    (gone,) = [pair for pair in PAIRS if pair.pair_id == TAUGHT]
    away = parts_so_far(grown(gone=TAUGHT, earlier=Earlier(parts_so_far(grown(gone=TAUGHT)))))
    copy = new("U1", f"Hello team, {TEXT[TAUGHT]}")
    assert part_of(grown(copy, gone=TAUGHT, earlier=Earlier(away, gone=(gone,))), "U1") == "untaught"


def test_a_question_that_training_now_covers_is_taught_on_the_same_side() -> None:
    bare = next(group for group in GROUPS if UNTAUGHT in group.pair_ids)
    other = new("U1", "walrus pavilion sapphire turbine")
    groups = [replace(group, pair_ids=(*group.pair_ids, "U1")) if group == bare else group for group in GROUPS]
    split = split_pairs([*PAIRS, other], groups, earlier=EARLIER)
    assert (part_of(split, "U1"), part_of(split, UNTAUGHT)) == ("train", "taught")


def test_an_old_training_pair_that_was_edited_into_a_copy_of_a_held_out_one_no_longer_trains() -> None:
    edited = [replace(pair, instruction=TEXT[TAUGHT]) if pair.pair_id == TRAINED else pair for pair in PAIRS]
    split = split_pairs(edited, GROUPS, earlier=EARLIER)
    assert [one.pair_id for one in split.left_out] == [TRAINED]
    assert "of 0 new ones" in split.notes[0]


def test_validation_pairs_keep_their_side_too() -> None:
    first = split_pairs(PAIRS, GROUPS, Wish(validation_share=0.1))
    part = {row.pair_id: row.part for row in first.assignments}
    more, groups = company(n_questions=60)
    split = split_pairs(more, groups, Wish(validation_share=0.1), Earlier(part))
    validation = {row.pair_id for row in split.assignments if row.part == "validation"}
    assert {pair_id for pair_id, one in part.items() if one == "validation"} <= validation
    assert abs(len(validation) - 36) <= 1


def test_what_was_opened_already_is_not_held_out_again_while_there_are_others() -> None:
    opened = frozenset(row.pair_id for row in FIRST.assignments if row.is_held_out)
    again = split_pairs(PAIRS, GROUPS, earlier=Earlier(opened=opened))
    assert not opened & {row.pair_id for row in again.assignments if row.is_held_out}
    everything = split_pairs(PAIRS, GROUPS, earlier=Earlier(opened=frozenset(PART)))
    assert any("that an earlier split had opened are held out again" in note for note in everything.notes)
