"""Asking a project about one of its pairs."""

from pathlib import Path

import pytest

from prep.errors import BadInput
from prep.project import Project, write_jsonl
from prep.records import Decision, Edit, Message, Pair, Rejection, Ticket
from prep.why import explain, near_ids

PAIR = Pair("7/m2", "7", "How long?", "14 days.")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    place = Project(tmp_path / "desk")
    thread = (Message("m1", "customer", "Hi, how long?"), Message("m2", "agent", "14 days."))
    write_jsonl(place.tickets, [Ticket("7", "Leave", thread)])
    write_jsonl(place.pairs, [PAIR, Pair("71/m5", "71", "Where?", "There.")])
    write_jsonl(place.provenance, [Edit("7/m2", "instruction", "greeting", "Hi,", "", "courtesy", ("m1",))])
    write_jsonl(place.rejected, [Rejection("non-answer", "Called you.", "9")])
    return place


def test_a_pair_is_explained_from_the_projects_files(project: Project) -> None:
    origins = explain(project, "7/m2")
    assert [each.sources[0].message_id for each in origins.sentences] == ["m1", "m2"]
    assert [edit.kind for edit in origins.edits] == ["greeting"]


def test_decisions_that_were_taken_back_are_left_out(project: Project) -> None:
    edit = Decision("7/m2", "edit", response="14 working days.", decided_at="T9")
    write_jsonl(project.decisions, [edit, Decision("71/m5", "accept")])
    assert explain(project, "7/m2").pair.response == "14 working days."
    write_jsonl(project.decisions, [edit, Decision("7/m2", "undo")])
    assert explain(project, "7/m2").pair == PAIR and explain(project, "7/m2").decisions == ()


def test_an_unknown_id_gets_one_line_with_near_ids(project: Project) -> None:
    with pytest.raises(BadInput, match=r"pairs.jsonl: expected the id of a pair, got '7/m3'. Nearest ids: 7/m2, 71/m5"):
        explain(project, "7/m3")


def test_the_id_of_a_ticket_that_made_no_pair_says_why(project: Project) -> None:
    with pytest.raises(BadInput, match="Ticket 9 made no pair: non-answer, «Called you.»"):
        explain(project, "9")


def test_pairs_of_the_same_ticket_come_first() -> None:
    assert near_ids("12", ["112/12", "12/900", "12/901", "13/12"])[:2] == ["12/900", "12/901"]


def test_a_part_that_a_person_split_off_is_explained_from_its_whole(project: Project) -> None:
    split = Decision("7/m2~2", "split", instruction="How long?", response="14 days. Ask Payroll.", decided_at="T9")
    write_jsonl(project.decisions, [split])
    origins = explain(project, "7/m2~2")
    assert [source.kind for each in origins.sentences for source in each.sources] == ["message", "message", "person"]
    assert origins.decisions == (split,)
