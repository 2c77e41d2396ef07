"""A confirmed meaning re-makes the pairs from the tickets, and taking it back makes the old ones again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from prep.errors import BadInput, MissingProject
from prep.glossary import GENERAL, Entry, Said, mine_glossary, read_glossary, with_proposals, write_glossary
from prep.glossary.said import Action
from prep.prepare import pair_tickets
from prep.progress import Tick
from prep.project import Project, digest, read_records, update_settings, write_json, write_jsonl
from prep.records import Message, Pair, Rejection, Ticket
from prep.remaking import (
    in_no_ticket,
    is_taken_in,
    read_questions,
    read_said,
    remake_pairs,
    said_in_words,
    say,
    say_meanings,
    unsay,
)

BY_IMPORT = [Rejection("bad-row", "", source="t.csv:3"), Rejection("repeated-row", "", "T1", source="t.csv:4")]


def now() -> str:
    return "2026-09-01T08:00:00+00:00"


def ticket(number: int, answer: str) -> Ticket:
    asked = Message("1", "customer", f"Until when must I hand in form {number}?")
    return Ticket(f"T{number}", "", (asked, Message("2", "agent", answer)), topic="leave")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Four answers in calendar days written short, four written out, one ticket without an answer."""
    project = Project(tmp_path / "desk")
    tickets = [ticket(n, f"Hand it in within {n} cd of your return.") for n in range(1, 5)]
    tickets += [ticket(n, f"Hand it in within {n} calendar days of your return.") for n in range(5, 9)]
    tickets += [Ticket("T9", "", (Message("1", "customer", "Is the lift working?"),))]
    made = pair_tickets(tickets, with_proposals(GENERAL, mine_glossary(tickets)), BY_IMPORT)
    write_jsonl(project.tickets, tickets)
    write_jsonl(project.pairs, made.pairs)
    write_jsonl(project.rejected, made.rejections)
    write_jsonl(project.provenance, made.edits)
    write_glossary(project.glossary, made.glossary)
    left_out = [{"code": "bad-row", "n": 1}, {"code": "repeated-row", "n": 1}]
    write_json(project.import_summary, {"tickets_digest": digest(project.tickets), "left_out": left_out})
    update_settings(project, {"name": project.name})
    return project


def files(project: Project) -> list[bytes]:
    return [path.read_bytes() for path in (project.pairs, project.rejected, project.provenance, project.glossary)]


def test_what_is_proposed_is_asked_with_the_pairs_that_hang_on_it(project: Project) -> None:
    asked = read_questions(project)[0]
    assert (asked.shorthand, asked.meaning, asked.state, asked.n_pairs) == ("cd", "calendar days", "open", 4)


def test_an_accepted_proposal_is_written_out_in_every_pair(project: Project) -> None:
    say_meanings(project, "accept", ["cd"], by="Ana", at="1")
    assert not is_taken_in(project)
    remade = remake_pairs(project, now=now)
    assert (remade.n_pairs, remade.n_changed, remade.n_new, remade.n_gone) == (8, 4, 0, 0)
    assert read_records(project.pairs, Pair)[0].response == "Hand it in within 1 calendar day of your return."
    assert is_taken_in(project)


def test_what_is_said_while_the_pairs_are_made_is_not_taken_in(project: Project) -> None:
    @contextmanager
    def meanwhile(what: str, total: int | None) -> Iterator[Tick]:
        say(project, [Said("cd", "accept", "calendar days")], at="1")
        yield lambda n: None

    remake_pairs(project, now=now, progress=meanwhile)
    assert not is_taken_in(project)
    remake_pairs(project, now=now)
    assert is_taken_in(project)


def test_what_the_import_set_aside_is_kept_once(project: Project) -> None:
    say_meanings(project, "accept", ["cd"], by="Ana", at="1")
    for _ in range(2):
        remake_pairs(project, now=now)
    assert [row.code for row in read_records(project.rejected, Rejection)] == [
        "bad-row", "repeated-row", "no-agent-reply",
    ]  # fmt: skip


def test_undo_makes_the_same_files_again(project: Project) -> None:
    before = files(project)
    say_meanings(project, "accept", ["cd"], by="Ana", at="1")
    remake_pairs(project, now=now)
    assert files(project) != before
    assert unsay(project, [], "2") == ("cd",)
    remake_pairs(project, now=now)
    assert files(project) == before
    assert [line.action for line in read_said(project)] == ["accept", "undo"]


def test_a_decision_survives_a_lost_glossary(project: Project) -> None:
    say_meanings(project, "accept", ["cd"], by="Ana", at="1")
    project.glossary.unlink()
    remake_pairs(project, now=now)
    assert read_questions(project)[0].state == "accepted"


def test_every_proposal_can_be_accepted_at_once(project: Project) -> None:
    assert say_meanings(project, "accept", [], proposed=True, by="Ana", at="1") == ("cd",)


def test_a_meaning_is_needed_and_belongs_to_one_shorthand(project: Project) -> None:
    with pytest.raises(BadInput, match="XY: expected a meaning, got none"):
        say(project, [Said("XY", "accept")], "1")
    with pytest.raises(BadInput, match="expected one shorthand"):
        say_meanings(project, "accept", ["cd", "EL"], means="calendar days", by="Ana", at="1")
    assert read_said(project) == []


def test_a_form_that_the_glossary_does_not_have_is_told_with_those_like_it(project: Project) -> None:
    with pytest.raises(BadInput, match=r"expected a shorthand of this project, got 'ccd'\. Nearest: cd; .* lists all"):
        say_meanings(project, "accept", ["ccd"], by="Ana", at="1")
    assert read_said(project) == []


def test_a_form_without_any_meaning_is_asked_for_one_with_the_command_that_gives_it(project: Project) -> None:
    write_glossary(project.glossary, read_glossary(project.glossary).with_entries([Entry("EL", "")]))
    known = read_records(project.tickets, Ticket)
    write_jsonl(project.tickets, [*known, ticket(10, "Send it to HR, CC of your manager needed.")])
    for form in ("EL", "CC"):  # of the glossary, of a ticket alone
        with pytest.raises(
            BadInput, match=f'expected what {form} means, got nothing.* accept {form} --means "…"`, or '
        ):
            say_meanings(project, "accept", [form], by="Ana", at="1")
    with pytest.raises(BadInput, match=r'Nearest: CC; .* accept CC --means "…"'):
        say_meanings(project, "accept", ["cc"], by="Ana", at="1")
    assert read_said(project) == []


@pytest.mark.parametrize("forms", [["cd", "calm days"], ["cd=calm days"], ["cd: calm days"], ["cd", "calm: days"]])
def test_a_meaning_that_is_written_as_a_form_is_told_where_it_goes(project: Project, forms: list[str]) -> None:
    with pytest.raises(BadInput, match=r'got the meaning .* It goes behind --means: .* accept cd --means ".*days"`'):
        say_meanings(project, "accept", forms, by="Ana", at="1")
    assert read_said(project) == []


def test_what_was_said_is_told_with_the_pairs_that_hang_on_it(project: Project) -> None:
    def told(action: Action, *forms: str) -> list[str]:
        return said_in_words(action, forms, read_questions(project))

    say_meanings(project, "accept", ["cd"], by="Ana", at="1")
    remake_pairs(project, now=now)
    assert told("accept", "cd", "XYZ") == [
        "cd: means «calendar days»; 4 pairs have it",
        "XYZ: accepted; no pair has it",
    ]
    unsay(project, [], "2")
    remake_pairs(project, now=now)
    assert told("undo", "cd") == ["cd: taken back: open; 4 pairs have it"]
    assert told("ignore", "cd") == ["cd: is no shorthand and stays as it is; 4 pairs have it"]


def test_a_meaning_for_a_topic_that_no_ticket_has_is_refused(project: Project) -> None:
    with pytest.raises(BadInput, match="got 'Leaves'. They are: leave"):
        say_meanings(project, "accept", ["cd"], topics=["Leaves"], by="Ana", at="1")
    assert read_said(project) == []
    say_meanings(project, "accept", ["cd"], topics=["leave"], by="Ana", at="1")


def test_without_an_import_summary_what_belongs_to_no_ticket_is_kept(project: Project) -> None:
    project.import_summary.unlink()
    remake_pairs(project, now=now)
    assert [row.code for row in read_records(project.rejected, Rejection)] == ["bad-row", "no-agent-reply"]


def test_a_project_without_tickets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingProject, match="tickets.jsonl: expected this file"):
        remake_pairs(Project(tmp_path), now=now)


def test_a_form_that_no_ticket_uses_is_named(project: Project) -> None:
    assert in_no_ticket(project, ["cd", "XYZ"]) == {"XYZ": ()}


def test_a_form_that_tickets_write_otherwise_is_told_with_their_spelling(project: Project) -> None:
    assert in_no_ticket(project, ["CD", "cd"]) == {"CD": ("cd",)}
