"""benchmarks/second_hand.py: two exports by other hands, what a person demands of them, and how it is counted."""

import csv

import pytest

from prep.records import Audit, Finding, Pair
from second_hand import DATA, HALVES, Gold, main, read_gold, score, stands_in, states_all

OLD = Pair("T1/2", "T1", "How long is the notice period?", "Two weeks.")
NEW = Pair("T2/2", "T2", "What is the notice period?", "Four weeks.")
LAMP = Pair("T3/2", "T3", "Whom do I call about a lamp?", "Anna calls ext. 4499 for you.")
DONE = Pair("T4/2", "T4", "Please approve my leave.", "Done.")
PAIRS = (OLD, NEW, LAMP, DONE)
GOLD = {
    line.id: line
    for line in (
        Gold("T1", True, (("two weeks", "2 weeks"),), slot="notice", fact="two", relation="conflict", holds=False),
        Gold("T2", True, (("four weeks", "4 weeks"),), slot="notice", fact="four", relation="conflict"),
        Gold("T3", True, (("4499",),), gone=("Anna", "Lohse"), kept=("ext. 4499",), slot="lamp", fact="whom"),
        Gold("T4", False, holds=False),
    )
}


def audited(*findings: Finding, kept: tuple[Pair, ...] = PAIRS, waiting: tuple[Pair, ...] = ()) -> Audit:
    ids = [tuple(pair.pair_id for pair in some) for some in (kept, waiting)]
    return Audit(findings, (), (), kept=ids[0], waiting=ids[1], rejected=())


def conflict(one: Pair, other: Pair, code: str = "conflicting-answers") -> Finding:
    severity = "reject" if code == "superseded" else "review"
    return Finding(code, severity, (one.pair_id, other.pair_id), 0.9, "")


def test_an_answer_is_right_that_states_all_it_must_and_what_answers_nothing_counts_apart() -> None:
    counts, tickets = score(GOLD, PAIRS, audited())
    assert [counts[name] for name in ("answerable", "accepted", "right", "accepted_of_nothing")] == [3, 3, 3, 1]
    vague = [Pair("T2/2", "T2", NEW.instruction, "It depends."), LAMP]
    counts, tickets = score(GOLD, vague, audited(kept=tuple(vague)))
    assert (counts["accepted"], counts["right"], tickets["not right"]) == (2, 1, ["T2"])
    assert tickets["not accepted"] == ["T1"]


def test_what_is_taught_counts_not_what_the_pair_itself_answered() -> None:
    shared = Audit((), (), (), kept=(OLD.pair_id, NEW.pair_id), waiting=(), rejected=(), answers={"T2/2": "T1/2"})
    assert score(GOLD, (OLD, NEW), shared)[1]["not right"] == ["T2"]


def test_names_that_survive_and_contacts_that_are_lost_are_counted() -> None:
    counts, tickets = score(GOLD, PAIRS, audited())
    assert (counts["forbidden"], counts["forbidden_kept"], counts["contacts_lost"]) == (2, 1, 0)
    assert tickets["forbidden made"] == ["T3 Anna"]
    hidden = Pair("T3/2", "T3", LAMP.instruction, "Somebody calls [PHONE] for you.")
    counts, _ = score(GOLD, [hidden], audited(kept=(hidden,)))
    assert (counts["forbidden_kept"], counts["contacts"], counts["contacts_lost"]) == (0, 1, 1)


def test_a_name_in_a_pair_that_waits_is_not_in_a_kept_one() -> None:
    counts, _ = score(GOLD, PAIRS, audited(kept=(OLD, NEW), waiting=(LAMP,)))
    assert (counts["forbidden_kept"], counts["forbidden_made"]) == (0, 1)


def test_a_contradiction_is_found_from_either_side_and_its_card_is_not_false() -> None:
    for one, other in ((OLD, NEW), (NEW, OLD)):
        counts, tickets = score(GOLD, PAIRS, audited(conflict(one, other), kept=(LAMP,), waiting=(OLD, NEW)))
        assert (counts["contradictions"], counts["contradictions_in_reach"], counts["contradictions_found"]) == (
            1,
            1,
            1,
        )
        assert (counts["cards"], counts["cards_false"], counts["rightly_waiting"]) == (1, 0, 1)
        assert tickets["contradictions missed"] == []


def test_an_older_answer_that_is_set_aside_finds_its_contradiction_without_a_card() -> None:
    counts, _ = score(GOLD, PAIRS, audited(conflict(OLD, NEW, "superseded"), kept=(NEW, LAMP)))
    assert (counts["contradictions_found"], counts["superseded"], counts["superseded_false"]) == (1, 1, 0)
    assert (counts["cards"], counts["settled"], counts["given_up_accepted"]) == (0, 2, 0)


def test_a_card_about_answers_that_hold_together_is_false() -> None:
    found = (conflict(NEW, LAMP), conflict(LAMP, OLD, "superseded"))
    counts, tickets = score(GOLD, PAIRS, audited(*found, kept=(OLD,), waiting=(NEW, LAMP)))
    assert (counts["cards"], counts["cards_false"], counts["superseded_false"]) == (1, 1, 1)
    assert (counts["contradictions_found"], tickets["contradictions missed"]) == (0, ["notice"])
    assert counts["rightly_waiting"] == 0


def test_a_contradiction_of_which_one_side_has_no_pair_is_out_of_reach() -> None:
    counts, _ = score(GOLD, [NEW], audited(kept=(NEW,)))
    assert (counts["contradictions"], counts["contradictions_in_reach"]) == (1, 0)


def test_a_figure_is_not_stated_by_a_longer_one_and_one_wording_of_each_item_is_enough() -> None:
    assert states_all("Up to 15 Minutes,\nthen call.", [["15 minutes", "15 min"], ["call"]])
    assert not states_all("Up to 150 minutes.", [["15"]])
    assert not states_all("15 minutes.", [["15 minutes"], ["call"]])
    assert stands_in("*21*", "dial *21*, then #") and not stands_in("Ott", "Otten")


def test_what_the_check_half_misses_is_never_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--half", "check", "--show"]) == 2
    assert "expected --half development, got check" in capsys.readouterr().err


@pytest.mark.parametrize("half", HALVES)
def test_the_gold_demands_only_what_the_desk_wrote_itself(half: str) -> None:
    gold = read_gold(DATA / f"{half}.gold.jsonl")
    said = dict.fromkeys(gold, "")
    with (DATA / f"{half}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            said[row["ticket_id"]] += (
                f"{row['body']}\n" if (row["role"], row["visibility"]) == ("agent", "public") else ""
            )
    assert set(said) == set(gold)
    for line in gold.values():
        assert states_all(said[line.id], line.must), line.id
        assert all(stands_in(text, said[line.id]) for text in line.kept), line.id
        assert bool(line.must) == line.answerable, line.id
