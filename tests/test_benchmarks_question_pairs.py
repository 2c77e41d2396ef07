"""Pairs are made from sets of questions: inside `same` they ask the same, all others do not."""

from question_pairs import pairs_of

SETS = [
    {"domain": "shop", "same": ["Return an item?", "Send something back?"], "hard": ["Where do I return an item?"]},
    {"domain": "shop", "same": ["Delivery cost?", "Price of shipping?"], "hard": ["Delivery time?"]},
    {"domain": "bank", "same": ["Block my card?", "Card stolen, stop it"], "hard": ["Order a card?"]},
]


def test_only_questions_of_one_set_that_one_answer_serves_ask_the_same() -> None:
    same = {(pair.left, pair.right) for pair in pairs_of(SETS) if pair.same}
    assert same == {tuple(each["same"]) for each in SETS}


def test_each_hard_question_meets_each_way_to_ask() -> None:
    hard = [pair for pair in pairs_of(SETS) if pair.kind == "hard"]
    assert len(hard) == 6
    assert ("Send something back?", "Where do I return an item?") in {(pair.left, pair.right) for pair in hard}


def test_no_pair_leaves_the_group_that_it_is_counted_in_by_its_first_question() -> None:
    ways = {way: each["domain"] for each in SETS for way in each["same"]}
    assert all(pair.group == ways[pair.left] for pair in pairs_of(SETS) if pair.kind in ("of one domain", "elsewhere"))


def test_the_same_sets_make_the_same_pairs() -> None:
    assert pairs_of(SETS) == pairs_of(SETS)
