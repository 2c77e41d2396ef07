"""Topics are found where the export names none, named by their words, and kept when pairs are added."""

from pathlib import Path

import pytest
from wordbag import embed

from prep.errors import BadInput
from prep.project import Project
from prep.records import Pair
from prep.topic_file import in_topics, move_pair, read_topics, rename_topic
from prep.topics import Topics, are_missing, find_topics, origin_of_topics

ABOUT = {
    "leave": "How many days of annual leave remain for person {n} this year?",
    "vpn": "Why does the vpn tunnel drop on laptop {n} every hour?",
    "taxi": "Is a taxi receipt above {n} euros refunded with travel expenses?",
}
PAIRS = [
    Pair(f"T{n:03}/{about}", f"T{n}", text.format(n="abcdefghij"[n % 10] * (1 + n // 10)), "Yes.")
    for about, text in ABOUT.items()
    for n in range(40)
]


def test_like_questions_share_a_topic_that_is_named_by_their_words() -> None:
    found = find_topics(PAIRS, embed)
    by_topic = {about: {found.of(pair.pair_id) for pair in PAIRS if pair.pair_id.endswith(about)} for about in ABOUT}
    assert all(len(names) == 1 for names in by_topic.values())
    assert len(set().union(*by_topic.values())) == 3
    (name,) = by_topic["vpn"]
    assert len(name.split(", ")) == 3 and set(name.split(", ")) <= {"vpn", "tunnel", "drop", "laptop", "hour", "does"}


def test_the_row_order_changes_nothing() -> None:
    assert find_topics(PAIRS[::-1], embed) == find_topics(PAIRS, embed)


def test_a_new_pair_goes_to_the_nearest_topic_and_old_ones_keep_theirs() -> None:
    known = find_topics(PAIRS, embed).renamed(find_topics(PAIRS, embed).of("T000/vpn"), "Network")
    new = Pair("U1/1", "U1", "Does the vpn tunnel drop after an hour?", "Yes.")
    grown = find_topics([*PAIRS, new], embed, known)
    assert grown.of("U1/1") == "Network" and grown.names == known.names
    assert {key: grown.number_of[key] for key in known.number_of} == known.number_of


def test_topics_of_the_exports_own_are_enough_where_most_pairs_have_one() -> None:
    named = [Pair(pair.pair_id, "", pair.instruction, "", "leave") for pair in PAIRS[:70]]
    assert are_missing(PAIRS) and not are_missing([*named, *PAIRS[70:]]) and not are_missing(PAIRS[:20])


def test_a_name_that_a_person_gave_is_kept_and_used(tmp_path: Path) -> None:
    project = Project(tmp_path)
    before = find_topics(PAIRS, embed).of("T000/vpn")
    rename_topic(project, PAIRS, embed, before, "Network")
    pairs, topics = in_topics(project, PAIRS, embed)
    assert topics == read_topics(project)
    assert {pair.topic for pair in pairs if pair.pair_id.endswith("vpn")} == {"Network"}
    with pytest.raises(BadInput, match="expected one of the found topics, got 'Wifi'. They are "):
        rename_topic(project, PAIRS, embed, "Wifi", "Network")


def test_a_pair_that_a_person_moved_stays_where_it_was_put(tmp_path: Path) -> None:
    project = Project(tmp_path)
    network = find_topics(PAIRS, embed).of("T000/vpn")
    move_pair(project, PAIRS, embed, "T000/leave", network)
    move_pair(project, PAIRS, embed, "T001/leave", "Parental leave")
    topic = {pair.pair_id: pair.topic for pair in in_topics(project, PAIRS, embed)[0]}
    assert topic["T000/leave"] == topic["T000/vpn"] == network
    assert topic["T001/leave"] == "Parental leave" != topic["T002/leave"]


def test_only_a_kept_pair_with_a_found_topic_is_moved(tmp_path: Path) -> None:
    named = Pair("U1/1", "U1", "How?", "So.", "leave")
    for pair_id, problem in (("U1/1", "whose topic 'leave' the export names"), ("U2/1", "the id of a kept pair")):
        with pytest.raises(BadInput, match=problem):
            move_pair(Project(tmp_path), [named, *PAIRS], embed, pair_id, "Leave")
    with pytest.raises(BadInput, match="names the topic of 0 of 20 pairs. Topics are found by what is asked from 90"):
        move_pair(Project(tmp_path), PAIRS[:20], embed, "T000/leave", "Leave")


def test_an_export_without_topics_is_not_said_to_name_them() -> None:
    named = [Pair(pair.pair_id, "", pair.instruction, "", "leave") for pair in PAIRS[:15]]
    assert origin_of_topics(named) == "The export names the topic of every pair; none had to be found."
    assert "topic of 15 of 20 pairs, so none" in origin_of_topics([*named, *PAIRS[15:20]])
    assert "topic of 0 of 20 pairs. Topics are found by what is asked from 90 pairs on" in origin_of_topics(PAIRS[:20])


def test_two_topics_of_one_name_are_one() -> None:
    both = Topics({"a": 1, "b": 2}, {1: "vpn", 2: "wifi"}).renamed("wifi", "vpn")
    assert both.of("a") == both.of("b") == "vpn"


def test_a_damaged_file_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "topics.json").write_text('{"names": 3}')
    with pytest.raises(BadInput, match="topics.json: expected found topics"):
        read_topics(Project(tmp_path))
