"""Which answers stand: the newer camp, the much larger one, or nobody before a person has spoken."""

from collections.abc import Mapping
from dataclasses import replace

from wordbag import embed

from prep.camps import NOTHING_RECONCILED, Quarrel, find_quarrels, replaced_since
from prep.records import Pair, QuestionGroup

ASKED = "How many days of annual leave do I get per year?"


def answer(pair_id: str, days: int | None, at: str = "") -> Pair:
    said = f"You get {days} days of annual leave per year." if days else "Annual leave is booked in Meridian."
    return Pair(pair_id, "", ASKED, said, answered_at=at)


def quarrels(
    *pairs: Pair, reconciled: Mapping[str, frozenset[str]] = NOTHING_RECONCILED, **taught_with: str
) -> dict[str, Quarrel]:
    group = QuestionGroup(pairs[0].pair_id, tuple(pair.pair_id for pair in pairs))
    found = find_quarrels(
        pairs,
        [group],
        embed([pair.instruction for pair in pairs]),
        embed([pair.response for pair in pairs]),
        taught_with=taught_with,
        reconciled=reconciled,
    )
    return {quarrel.pair_id: quarrel for quarrel in found}


def test_answers_that_agree_are_left_alone() -> None:
    assert quarrels(answer("a", 25), answer("b", 25)) == {}


def test_a_conflict_that_a_person_settled_does_not_come_back_with_a_ticket_that_says_the_same() -> None:
    settled = {"a": answer("", 15).response, "b": answer("", 15).response}
    assert set(quarrels(answer("a", 12), answer("b", 15), answer("c", 15))) == {"a", "b", "c"}
    assert quarrels(answer("a", 12), answer("b", 15), answer("c", 15), **settled) == {}
    worded = replace(answer("c", None), response="Employees are entitled to 15 days a year.")
    assert quarrels(answer("a", 12), answer("b", 15), worded, **settled) == {}


def test_what_a_person_called_no_contradiction_is_none_in_a_ticket_that_comes_later_either() -> None:
    said = {"a": frozenset("b"), "b": frozenset("a")}
    assert quarrels(answer("a", 12), answer("b", 15), reconciled=said) == {}
    assert quarrels(answer("a", 12), answer("b", 15), answer("c", 15), reconciled=said) == {}
    found = quarrels(answer("a", 12), answer("b", 15), answer("c", 20), reconciled=said)
    assert "c" in found and "b" not in found["c"].disagreement.left.text


def test_many_answers_that_were_reconciled_are_held_against_each_other_in_no_time() -> None:
    """Of 40 answers 780 pairs are reconciled; to look through these for each two answers takes minutes."""
    many = [answer(f"T{days}", days) for days in range(10, 50)]
    ids = frozenset(pair.pair_id for pair in many)
    assert quarrels(*many, reconciled={pair_id: ids - {pair_id} for pair_id in ids}) == {}


def test_a_ticket_that_says_another_thing_than_what_a_person_settled_is_a_conflict() -> None:
    settled = {"a": answer("", 15).response, "b": answer("", 15).response}
    assert "c" in quarrels(answer("a", 12), answer("b", 15), answer("c", 20), **settled)
    vague = {"a": "That is in the handbook.", "b": "That is in the handbook."}
    assert "c" in quarrels(answer("a", 12), answer("b", 12), answer("c", 20), **vague)


def test_two_against_two_all_wait() -> None:
    found = quarrels(answer("a", 25), answer("b", 25), answer("c", 20), answer("d", 20))
    assert {quarrel.verdict for quarrel in found.values()} == {"conflicting"}
    assert found["a"].against == ("c", "d")
    assert (found["a"].disagreement.left.text, found["a"].disagreement.right.text) == ("25 days", "20 days")
    assert (found["d"].disagreement.left.text, found["d"].disagreement.right.text) == ("20 days", "25 days")


def test_a_clear_majority_stands_and_the_minority_waits() -> None:
    found = quarrels(answer("a", 25), answer("b", 25), answer("c", 25), answer("d", 20))
    assert list(found) == ["d"]
    assert found["d"].against == ("a", "b", "c")


def test_two_against_one_is_no_clear_majority() -> None:
    assert sorted(quarrels(answer("a", 25), answer("b", 25), answer("c", 20))) == ["a", "b", "c"]


def test_an_older_camp_is_superseded_with_the_day_of_change_as_evidence() -> None:
    found = quarrels(
        answer("a", 20, "2026-03-01"),
        answer("b", 20, "2026-04-01"),
        answer("c", 25, "2026-06-02"),
        answer("d", 25, "2026-07-01"),
        answer("e", 25, "2026-08-01"),
    )
    assert {pair_id: quarrel.verdict for pair_id, quarrel in found.items()} == {"a": "superseded", "b": "superseded"}
    assert found["a"].since == "2026-06-02"


def test_one_newer_answer_is_no_change_of_policy_yet() -> None:
    found = quarrels(answer("a", 20, "2026-03-01"), answer("b", 25, "2026-06-01"))
    assert {quarrel.verdict for quarrel in found.values()} == {"conflicting"}


def test_camps_that_alternate_in_time_are_a_conflict() -> None:
    times = [f"2026-0{month}-01" for month in range(1, 7)]
    found = quarrels(*(answer(f"p{n}", 20 if n % 2 else 25, time) for n, time in enumerate(times)))
    assert {quarrel.verdict for quarrel in found.values()} == {"conflicting"}


def test_an_answer_that_says_nothing_on_the_point_is_left_alone() -> None:
    found = quarrels(answer("a", 25), answer("b", 20), answer("c", None))
    assert sorted(found) == ["a", "b"]


def test_without_dates_nothing_was_replaced() -> None:
    assert replaced_since([answer("a", 20)] * 3, [answer("b", 25, "2026-06-01")] * 3) is None


def test_answers_that_say_nothing_on_the_point_do_not_hide_a_conflict() -> None:
    found = quarrels(answer("a", 25), answer("b", 20), *(answer(pair_id, None) for pair_id in "cdefg"))
    assert sorted(found) == ["a", "b"]


def test_who_asks_on_in_a_thread_is_not_contradicted_by_the_first_answer() -> None:
    first = Pair("3/2", "3", "Do you ship to Norway?", "Yes, we ship to Norway.")
    asks_on = Pair("3/4", "3", "Do you ship to Norway? And to Iceland?", "No, we do not ship to Iceland.")
    assert quarrels(first, asks_on) == {}


def leaning_quarrels(lone: Pair, *group: Pair) -> dict[str, Quarrel]:
    pairs = (*group, lone)
    groups = [QuestionGroup(some[0].pair_id, tuple(pair.pair_id for pair in some)) for some in (group, (lone,))]
    found = find_quarrels(
        pairs,
        groups,
        embed([pair.instruction for pair in pairs]),
        embed([pair.response for pair in pairs]),
        leaning={lone.pair_id: group[0].pair_id},
    )
    return {quarrel.pair_id: quarrel for quarrel in found}


def test_a_lone_answer_that_leans_to_a_group_waits_beside_its_majority() -> None:
    assert list(leaning_quarrels(answer("z", 20), answer("a", 25), answer("b", 25), answer("c", 25))) == ["z"]


def test_a_lone_answer_against_too_few_makes_both_sides_wait() -> None:
    assert list(leaning_quarrels(answer("z", 20), answer("a", 25), answer("b", 25))) == ["a", "b", "z"]


def test_a_lone_answer_changes_nothing_of_what_a_group_says_of_its_own() -> None:
    own = answer("a", 25), answer("b", 25), answer("c", 25), answer("d", 20)
    beside = leaning_quarrels(answer("z", 20), *own)
    assert list(beside) == ["d", "z"]
    assert beside["d"] == quarrels(*own)["d"]
