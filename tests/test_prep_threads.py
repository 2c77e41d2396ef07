"""What a person put back stays back: in the pairs, after another preparation, until they take the word back."""

from pathlib import Path

import pytest

from prep.cuts import NOTHING_RESTORED, CutSaid
from prep.errors import BadInput
from prep.project import Project, read_records
from prep.records import Pair
from prep.remaking import is_taken_in, remake_pairs
from prep.stages import PrepSettings, prepare_project
from prep.threads import kinds_of_cuts, named_cuts, read_cleaned, read_restored, read_threads, say_about_cuts

NOW = "2026-09-04T10:00:00+00:00"
SIGNED = "You get 14 days of study leave a year.\n\n-- \nTicket office\nOpen from 8 to 16 hours"
CHATS = f"""ticket,author,role,text
T1,Ann,customer,How many days of study leave do I get?
T1,Joe,agent,"{SIGNED}"
T2,Bea,customer,Who may take unpaid leave?
T2,Joe,agent,"Everybody may take 20 days of unpaid leave.

--
Ticket office"
"""
SIGNATURE = "T1/2:signature"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path / "desk")
    prepare(project)
    return project


def prepare(project: Project) -> None:
    export = project.root.parent / "chats.csv"
    export.write_text(CHATS)
    prepare_project(project, [export], PrepSettings(), now=lambda: NOW)


def responses(project: Project) -> list[str]:
    return [pair.response for pair in read_records(project.pairs, Pair)]


def test_reasons_are_counted_with_their_cuts(project: Project) -> None:
    (kind,) = kinds_of_cuts(read_cleaned(project), NOTHING_RESTORED)
    assert (kind.reason, kind.n, kind.n_tickets, kind.n_restored) == ("signature", 2, 2, 0)
    assert [one.cut_id for one in kind.examples] == [SIGNATURE, "T2/2:signature"]


def test_one_cut_put_back_changes_its_pair_only_and_survives_the_next_preparation(project: Project) -> None:
    say_about_cuts(project, [CutSaid("restore", SIGNATURE)], NOW)
    assert not is_taken_in(project)
    assert remake_pairs(project, now=lambda: NOW).n_changed == 1
    assert is_taken_in(project)
    assert "Open from 8 to 16 hours" in responses(project)[0] and "Ticket office" not in responses(project)[1]
    prepare(project)
    assert is_taken_in(project)
    assert "Open from 8 to 16 hours" in responses(project)[0] and "Ticket office" not in responses(project)[1]


def test_a_reason_put_back_counts_everywhere_until_it_is_taken_back(project: Project) -> None:
    before = responses(project)
    say_about_cuts(project, [CutSaid("restore", reason="signature")], NOW)
    remake_pairs(project, now=lambda: NOW)
    assert all("Ticket office" in response for response in responses(project))
    (kind,) = kinds_of_cuts(read_cleaned(project), read_restored(project))
    assert kind.n_restored == 2
    say_about_cuts(project, [CutSaid("undo", reason="signature")], NOW)
    remake_pairs(project, now=lambda: NOW)
    assert responses(project) == before


def test_threads_are_read_with_what_was_put_back_and_tickets_keep_every_cut(project: Project) -> None:
    cleaned = project.tickets.read_bytes()
    say_about_cuts(project, [CutSaid("restore", SIGNATURE)], NOW)
    assert read_threads(project)[0].messages[1].text.split() == SIGNED.split()
    assert project.tickets.read_bytes() == cleaned


def test_a_ticket_names_all_its_cuts_and_a_wrong_name_is_refused(project: Project) -> None:
    assert [one.cut.text for one in named_cuts(project, ["T2"])] == ["--\nTicket office"]
    with pytest.raises(BadInput, match="T1/2:signature, got 'T3'"):
        named_cuts(project, ["T3"])
