"""What binds two pairs to one side of the split."""

from prep.links import bound_together, find_links
from prep.records import Pair

LEAVE = Pair("T1/1", "T1", "How many days of earned leave can I carry forward into January?", "30.", requester="R1")


def asked(pair_id: str, text: str, requester: str = "") -> Pair:
    return Pair(pair_id, pair_id.split("/", maxsplit=1)[0], text, "30.", requester=requester)


def why(*pairs: Pair) -> list[str]:
    return [link.why for link in find_links(pairs)]


def test_pairs_of_one_ticket_are_bound_and_strangers_are_not() -> None:
    assert why(LEAVE, asked("T1/7", "Who approves a laptop?")) == ["ticket"]
    assert why(LEAVE, asked("T2/1", "Who approves a laptop?")) == []


def test_a_copy_with_a_greeting_is_bound() -> None:
    assert why(LEAVE, asked("T2/1", f"Hello team, {LEAVE.instruction}")) == ["copy"]


def test_a_requester_who_asks_again_in_much_the_same_words_is_bound_and_another_who_does_is_not() -> None:
    again = "How many days of earned leave may somebody carry over into January?"
    assert why(LEAVE, asked("T2/1", again, "R1")) == ["requester"]
    assert why(LEAVE, asked("T2/1", again, "R2")) == []


def test_a_shared_mailbox_is_searched_as_well() -> None:
    words = "amber birch cedar delta ember fjord grove harbor island jungle".split()  # noqa: SIM905
    others = [asked(f"T{n}/1", f"{words[n % 10]} {words[n // 10]} {n} {n + 1} {n + 2}?", "R1") for n in range(10, 60)]
    again = asked("T9/1", "How many days of earned leave may somebody carry over into January?", "R1")
    assert ("T1/1", "T9/1", "requester") in {
        (link.left, link.right, link.why) for link in find_links([LEAVE, again, *others])
    }


def test_what_is_bound_to_one_is_bound_to_all_of_them_whatever_the_order() -> None:
    pairs = [LEAVE, asked("T2/1", f"Hi, {LEAVE.instruction}"), asked("T2/9", "Who approves a laptop?")]
    for rows in (pairs, pairs[::-1]):
        units = bound_together([pair.pair_id for pair in rows], find_links(rows))
        assert units == [["T1/1", "T2/1", "T2/9"]]
