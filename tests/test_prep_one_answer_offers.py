"""prep/one_answer/offers: what no rule could make one answer is offered to a person, and stays as they decided."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from prep.decisions import APART, AS_WORDED, BOTH_RIGHT, NO_CONTRADICTION, ONE_ANSWER, fingerprint, fold_log
from prep.errors import BadInput
from prep.found import Found
from prep.one_answer.offers import Offer, leave, open_offers, take
from prep.presses import Decided, today
from prep.records import Audit, Decision, Pair, QuestionGroup

QUESTION = "How many days of earned leave can I carry over?"
LIMIT = "You may carry over up to 12 days of earned leave into the next year."
FULLER = "You may carry over up to 12 days of earned leave into the next year. Request it in Meridian by 15 December."
SHORT = "EL c/f max 12 days, Meridian by 15 December"
EXTRA = "Nothing is paid out."


def made(*answers: str) -> list[Pair]:
    return [Pair("abcdefgh"[place], f"T{place}", QUESTION, answer) for place, answer in enumerate(answers)]


def found(pairs: Sequence[Pair], shared: Mapping[str, str] | None = None, *groups: str) -> Found:
    ids = tuple(pair.pair_id for pair in pairs)
    in_groups = tuple(QuestionGroup(group[0], tuple(group)) for group in groups or ("".join(ids),))
    by_id = {pair.pair_id: pair for pair in pairs}
    return Found(Audit((), (), in_groups, ids, (), (), shared or {}), by_id, True, "", by_id)


def offers(ground: Found, *log: Decision) -> list[Offer]:
    return open_offers(ground, Decided.of(log, made=ground.made))


def worded(offer: Offer) -> list[tuple[str, str]]:
    return [(wording.response, "".join(pair.pair_id for pair in wording.pairs)) for wording in offer.wordings]


def test_of_several_answers_the_one_in_sentences_that_states_most_is_suggested() -> None:
    (offer,) = offers(found(made(LIMIT, SHORT, LIMIT, FULLER)))
    assert worded(offer) == [(FULLER, "d"), (LIMIT, "ac"), (SHORT, "b")]


def test_an_answer_with_yes_or_no_is_not_suggested_where_some_ask_what_there_is() -> None:
    visa = "Yes, we accept Visa and Mastercard, as well as PayPal and direct debit."
    listed = "Visa, Mastercard, PayPal."
    pairs = [
        Pair("a", "T0", "Can I pay with a credit card?", visa),
        Pair("b", "T1", "Which payment methods do you accept?", listed),
    ]
    assert worded(offers(found(pairs))[0]) == [(listed, "b"), (visa, "a")]
    both_ask_whether = [pairs[0], replace(pairs[1], instruction="Do you take cards?")]
    assert worded(offers(found(both_ask_whether))[0]) == [(visa, "a"), (listed, "b")]


def test_the_suggestion_does_not_depend_on_the_order_of_the_pairs() -> None:
    pairs = made(LIMIT, SHORT, FULLER, EXTRA)
    assert offers(found(pairs)) == offers(found(pairs[::-1], None, "dcba"))


def test_nothing_is_offered_where_one_answer_is_taught() -> None:
    assert offers(found(made(LIMIT, LIMIT))) == []
    assert offers(found(made(LIMIT, SHORT), {"b": "a"})) == []


def test_an_answer_that_a_rule_shares_counts_where_it_is_taught() -> None:
    (offer,) = offers(found(made(FULLER, SHORT, EXTRA), {"b": "a"}))
    assert worded(offer) == [(FULLER, "ab"), (EXTRA, "c")]


def test_the_offer_that_makes_most_pairs_consistent_comes_first() -> None:
    pairs = made(LIMIT, EXTRA, FULLER, LIMIT, SHORT)
    assert [offer.offer_id for offer in offers(found(pairs, None, "ab", "cde"))] == ["c", "a"]


def test_a_held_out_pair_is_in_no_offer() -> None:
    ground = replace(found(made(LIMIT, FULLER, SHORT)), held_back=frozenset("b"))
    (offer,) = offers(ground)
    assert [pair.pair_id for pair in offer.pairs] == ["a", "c"]
    assert offers(replace(ground, held_back=frozenset("bc"))) == []


def test_the_answer_of_a_held_out_pair_is_not_shown_where_a_rule_shares_it() -> None:
    ground = replace(found(made(FULLER, SHORT, EXTRA), {"b": "a"}), held_back=frozenset("a"))
    (offer,) = offers(ground)
    assert {pair.pair_id: pair.response for pair in offer.pairs} == {"b": SHORT, "c": EXTRA}


def test_a_pair_that_was_set_aside_since_the_audit_is_in_no_offer() -> None:
    assert offers(found(made(LIMIT, FULLER)), Decision("b", "reject")) == []


def test_half_of_a_pair_whose_split_was_undone_since_the_audit_is_in_no_offer() -> None:
    ground = found(made(LIMIT, FULLER, SHORT), {"b": "a"})
    ground = replace(ground, made={pair_id: pair for pair_id, pair in ground.made.items() if pair_id != "b"})
    assert [pair.pair_id for pair in offers(ground)[0].pairs] == ["a", "c"]


def test_one_press_gives_all_pairs_one_answer_and_an_undo_offers_it_again() -> None:
    ground = found(made(LIMIT, SHORT))
    (offer,) = offers(ground)
    press = take(offer, LIMIT)
    assert offers(ground, *press) == []
    assert offers(ground, *press, Decision("a", "undo"), Decision("b", "undo")) == [offer]


def test_a_pair_that_means_something_else_keeps_its_words() -> None:
    ground = found(made(LIMIT, SHORT, EXTRA))
    (offer,) = offers(ground)
    press = take(offer, FULLER, apart=["c"])
    assert {pair_id: standing.taught for pair_id, standing in fold_log(press).items()} == {
        "a": FULLER, "b": FULLER, "c": EXTRA,
    }  # fmt: skip
    assert offers(ground, *press) == []


def test_a_pair_that_means_something_else_does_not_keep_the_answer_that_a_rule_gave_it() -> None:
    (offer,) = offers(found(made(FULLER, SHORT, EXTRA), {"b": "a"}))
    assert {line.pair_id: line.response for line in take(offer, FULLER, apart=["b"])} == {
        "a": FULLER, "b": SHORT, "c": FULLER,
    }  # fmt: skip


def test_a_pair_that_was_set_apart_or_left_as_worded_and_accepted_later_suggests_its_answer_to_nobody() -> None:
    for reason in (APART, AS_WORDED):
        accepted = Decision("a", "edit", reason, response=EXTRA), Decision("a", "accept")
        (offer,) = offers(found(made(EXTRA, LIMIT, FULLER)), *accepted)
        assert offer.chosen == () and EXTRA not in dict(worded(offer))


def test_pairs_that_were_set_apart_are_offered_among_themselves() -> None:
    ground = found(made(LIMIT, SHORT, EXTRA, "It is not paid out."))
    (offer,) = offers(ground)
    (apart,) = offers(ground, *take(offer, LIMIT, apart=["c", "d"]))
    assert [pair.pair_id for pair in apart.pairs] == ["c", "d"]
    assert LIMIT not in dict(worded(apart))


def test_left_as_worded_a_question_is_not_offered_again_until_others_join_it() -> None:
    ground = found(made(LIMIT, FULLER))
    (offer,) = offers(ground)
    left = leave(offer)
    assert offers(ground, *left) == []
    grown = found(made(LIMIT, FULLER, SHORT, EXTRA))
    (joined,) = offers(grown, *left)
    assert {pair.pair_id for pair in joined.pairs} == {"c", "d"}


def test_left_as_worded_a_pair_keeps_the_answer_that_a_rule_gave_it() -> None:
    ground = found(made(FULLER, SHORT, EXTRA), {"b": "a"})
    (offer,) = offers(ground)
    assert fold_log(leave(offer))["b"].taught == FULLER


def test_what_a_person_chose_is_suggested_to_a_pair_that_joins_the_question() -> None:
    chosen = Decision("a", "edit", ONE_ANSWER, response=LIMIT)
    (offer,) = offers(found(made(SHORT, FULLER)), chosen)
    assert worded(offer) == [(LIMIT, ""), (FULLER, "b")]
    assert offers(found(made(SHORT, LIMIT)), chosen) == []


def test_a_pair_that_is_accepted_later_keeps_the_answer_that_was_chosen() -> None:
    chosen = [Decision("a", "edit", ONE_ANSWER, response=LIMIT), Decision("b", "edit", ONE_ANSWER, response=LIMIT)]
    assert offers(found(made(SHORT, FULLER)), *chosen, Decision("a", "accept")) == []


@pytest.mark.parametrize("why", [BOTH_RIGHT, NO_CONTRADICTION])
def test_answers_that_a_person_let_stand_beside_each_other_are_not_offered_as_one(why: str) -> None:
    assert offers(found(made(LIMIT, EXTRA)), *(Decision(one, "accept", why) for one in "ab")) == []


def test_a_decision_about_another_text_is_none() -> None:
    ground = found(made(LIMIT, FULLER))
    old = Decision("a", "edit", ONE_ANSWER, response=SHORT, fingerprint=fingerprint(Pair("a", "", QUESTION, EXTRA)))
    assert {pair.pair_id for pair in offers(ground, old)[0].pairs} == {"a", "b"}


def test_who_takes_an_answer_names_pairs_of_the_offer_and_leaves_one_that_it_is_for() -> None:
    (offer,) = offers(found(made(LIMIT, FULLER)))
    with pytest.raises(BadInput, match="expected pairs of this offer, got z"):
        take(offer, LIMIT, apart=["z"])
    with pytest.raises(BadInput, match="expected a pair that the answer is for"):
        take(offer, LIMIT, apart=["a", "b"])


def test_the_texts_of_today_have_the_chosen_answer() -> None:
    ground = found(made(LIMIT, SHORT))
    decided = Decided.of(take(offers(ground)[0], FULLER), made=ground.made)
    assert {pair.response for pair in today(ground, decided).values()} == {FULLER}
