"""One decision for conflicts that are alike, and never two words on one pair."""

from test_app_conflicts import found, pair

from app_pages.alike_conflicts import alike, settle_all
from app_pages.conflict_cards import Card, cards
from prep.decisions import NO_CONTRADICTION
from prep.records import Pair


def card(prefix: str, older: int, newer: int, n_newer: int = 2) -> Card:
    first = pair(f"{prefix}1", older, "2026-01-01T00:00:00Z")
    later = [pair(f"{prefix}{n + 2}", newer, f"2026-04-0{n + 1}T00:00:00Z") for n in range(n_newer)]
    (made,) = cards(found(first, *later))
    return made


def test_a_change_of_policy_is_like_another_one_of_the_same_kind() -> None:
    one, other, single = card("a", 10, 15), card("b", 3, 5), card("c", 7, 9, n_newer=1)
    assert (one.likely, other.likely, single.likely) == ("3", "3", None)
    assert [each.card_id for each in alike(one, [one, other, single])] == [one.card_id, other.card_id]
    assert alike(single, [one, other, single]) == [single]


def test_the_same_two_facts_are_alike_whatever_speaks_for_either() -> None:
    one, other = card("a", 10, 15), card("b", 10, 15, n_newer=1)
    assert alike(other, [one, other]) == [other, one]


def test_the_choice_is_made_in_each_of_them() -> None:
    said = {one.pair_id: (one.action, one.reason) for one in settle_all([card("a", 10, 15), card("b", 3, 5)], "3")}
    assert said["a1"] == said["b1"] == ("reject", "superseded")
    assert {said[name] for name in ("a2", "a3", "b2", "b3")} == {("accept", "")}


def test_none_of_them_may_be_a_contradiction() -> None:
    said = settle_all([card("a", 10, 15), card("b", 3, 5)], "5")
    assert {(one.action, one.reason) for one in said} == {("accept", NO_CONTRADICTION)} and len(said) == 6


def test_a_pair_that_is_set_aside_in_one_of_them_is_set_aside() -> None:
    oldest, middle, newest = (
        Pair(name, name, "How much leave?", f"You get {days} days of leave.", "", "", at)
        for name, days, at in (("a", 10, "2026-01-01"), ("b", 15, "2026-02-01"), ("c", 20, "2026-03-01"))
    )
    said = settle_all(cards(found(oldest, middle, newest)), "2")
    assert {one.pair_id: one.action for one in said} == {"a": "reject", "b": "reject", "c": "accept"}
    assert len(said) == 3
