"""The generated helpdesk holds what a real one does: copies, other ways to ask, and answers that exclude each other."""

from collections import defaultdict

from many_pairs import many_pairs

PAIRS = many_pairs(600)


def test_as_many_pairs_as_asked_for_each_under_its_own_id() -> None:
    assert len(PAIRS) == len({pair.pair_id for pair in PAIRS}) == 600
    assert all(pair.instruction.strip() and pair.response.strip() for pair in PAIRS)
    assert not any("{" in pair.instruction + pair.response for pair in PAIRS)


def test_one_seed_writes_the_same_pairs_and_another_others() -> None:
    assert many_pairs(40, seed=3) == many_pairs(40, seed=3) != many_pairs(40, seed=4)


def test_questions_are_asked_anew_in_other_words_and_copied_letter_for_letter() -> None:
    asked = defaultdict(list)
    for pair in PAIRS:
        asked[pair.pair_id.split("/")[0]].append((pair.instruction, pair.response))
    copies = sum(len(texts) - len(set(texts)) for texts in asked.values())
    in_other_words = sum(len({instruction for instruction, _ in texts}) > 1 for texts in asked.values())
    assert 0.01 < copies / len(PAIRS) < 0.12
    assert in_other_words > len(asked) / 3
