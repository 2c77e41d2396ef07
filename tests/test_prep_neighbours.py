"""Questions are grouped by what they ask and what they were answered; one bad link glues nothing."""

import random

from wordbag import embed

from prep.average_link import average_link
from prep.neighbours import question_groups
from prep.records import Pair

LEAVE = [
    ("How many days of annual leave do I get?", "Full-time employees get 25 days of annual leave a year."),
    ("What is my yearly annual leave quota?", "The annual leave quota is 25 days a year for full-time employees."),
    ("How much annual leave per year?", "Annual leave: 25 days a year, full-time."),
]
WIFI = [
    ("How do guests get Wi-Fi?", "Reception prints a guest Wi-Fi code that is valid for one day."),
    ("Guest Wi-Fi code for a visitor?", "A guest Wi-Fi code for visitors is printed at reception, valid for 24 hours."),
]
SALARY = [("When is the salary paid?", "The salary is paid on the 25th of each month.")]


def pairs(*asked: tuple[str, str]) -> list[Pair]:
    return [Pair(f"T{number}", "", *texts) for number, texts in enumerate(asked)]


def groups_of(given: list[Pair]) -> list[tuple[str, ...]]:
    found = question_groups(
        given, embed([pair.instruction for pair in given]), embed([pair.response for pair in given])
    )
    return [group.pair_ids for group in found]


def test_paraphrases_meet_and_other_questions_stay_apart() -> None:
    assert groups_of(pairs(*LEAVE, *WIFI, *SALARY)) == [("T0", "T1", "T2"), ("T3", "T4"), ("T5",)]


def test_the_order_of_the_pairs_changes_nothing() -> None:
    given = pairs(*LEAVE, *WIFI, *SALARY)
    shuffled = given[:]
    random.Random(4).shuffle(shuffled)
    assert groups_of(shuffled) == groups_of(given)


def test_answers_that_differ_in_a_figure_stay_in_one_group() -> None:
    other = ("What annual leave do I get per year?", "Full-time employees get 20 days of annual leave a year.")
    assert ("T0", "T1", "T2", "T3") in groups_of(pairs(*LEAVE, other, *WIFI, *SALARY))


def test_every_pair_is_in_exactly_one_group_named_after_its_smallest_id() -> None:
    given = pairs(*LEAVE, *WIFI, *SALARY)
    found = question_groups(given, embed([p.instruction for p in given]), embed([p.response for p in given]))
    assert sorted(pair_id for group in found for pair_id in group.pair_ids) == sorted(pair.pair_id for pair in given)
    assert all(group.group_id == min(group.pair_ids) for group in found)


def test_no_pairs_make_no_groups() -> None:
    assert question_groups([], embed([]), embed([])) == ()


def test_one_strong_wrong_edge_does_not_glue_two_clusters() -> None:
    inside = [(0, 1, 3.0), (0, 2, 3.0), (1, 2, 3.0), (3, 4, 3.0), (3, 5, 3.0), (4, 5, 3.0)]
    assert average_link(6, [*inside, (2, 3, 2.9)], cut=0.0, floor=-4.0) == [[0, 1, 2], [3, 4, 5]]


def test_clusters_join_only_while_the_mean_of_all_pairs_holds() -> None:
    chain = [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)]
    assert max(len(cluster) for cluster in average_link(4, chain, cut=0.0, floor=-4.0)) == 2
    full = [(left, right, 1.0) for left in range(4) for right in range(left + 1, 4)]
    assert average_link(4, full, cut=0.0, floor=-4.0) == [[0, 1, 2, 3]]


def test_a_year_that_answers_two_questions_does_not_make_them_one() -> None:
    trivia = [
        ("When did the first bridge over the river open?", "2003"),
        ("When did the museum of modern art open?", "2003"),
        ("Who wrote the song about the harbour?", "Brown"),
        ("Who painted the picture of the garden?", "Brown"),
        ("How many keys has a piano?", "88"),
        ("How many floors has the tower in the north?", "88"),
    ]
    assert [len(ids) for ids in groups_of(pairs(*trivia))] == [1] * len(trivia)
