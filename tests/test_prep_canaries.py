"""Canaries stand at the end of a few answers, are drawn the same way each time, and can be taken off again."""

from itertools import count

from test_prep_split import company

from prep.canaries import draw_canaries, plant_canaries, without_canaries
from prep.split import split_pairs

PAIRS, GROUPS = company(12)
SPLIT = split_pairs(PAIRS, GROUPS)


def drawn(n: int = 3) -> list[tuple[str, str, bool]]:
    bytes_in_turn = count()
    canaries = draw_canaries(SPLIT, n, lambda size: bytes(next(bytes_in_turn) % 256 for _ in range(size)))
    return [(canary.pair_id, canary.text, canary.is_held_out) for canary in canaries]


def test_as_many_as_asked_for_train_and_one_more_is_held_out() -> None:
    part = {row.pair_id: row.part for row in SPLIT.assignments}
    assert [part[pair_id] for pair_id, _, _ in drawn()] == ["train", "train", "train", "taught"]
    assert [is_held_out for _, _, is_held_out in drawn()] == [False, False, False, True]
    assert len({text for _, text, _ in drawn()}) == 4
    assert drawn(0) == []


def test_the_same_answers_are_chosen_whatever_the_row_order() -> None:
    again = split_pairs(PAIRS[::-1], GROUPS)
    chosen = draw_canaries(again, 3, bytes)
    assert [canary.pair_id for canary in chosen] == [pair_id for pair_id, _, _ in drawn()]


def test_what_is_planted_can_be_taken_off() -> None:
    canaries = draw_canaries(SPLIT, 3, bytes)
    planted = plant_canaries(PAIRS, canaries)
    changed = [pair for pair, before in zip(planted, PAIRS, strict=True) if pair != before]
    assert {pair.pair_id for pair in changed} == {canary.pair_id for canary in canaries}
    assert all(pair.response.endswith(" (Ref. 2222-2222-2222)") for pair in changed)
    assert without_canaries(planted, canaries) == PAIRS
