"""The commands of a person who looks at pairs, as they are typed."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from app_project import CONFLICT, WAITING, build_project, letters
from typer.testing import CliRunner, Result

from pairwright import app
from prep.decisions import NO_CONTRADICTION, fingerprint
from prep.errors import PairwrightError
from prep.found import need_found
from prep.glossary import Entry, Glossary, write_glossary
from prep.held_back import held_back
from prep.held_out import read_openings
from prep.import_summary import summarise_import
from prep.presses import read_presses, write_press
from prep.project import Project, read_json, read_records, write_json, write_jsonl
from prep.records import Cut, Decision, Finding, Import, Message, Pair, Ticket
from prep.stages import read_pairs, without_closed

EXTRA = (
    Pair("T9301/2", "T9301", "And this?", "=SUM(A1)", "Expenses"),
    Pair("T9302/2", "T9302", "That?", "Yes.", "Hardware"),
)
WORDS = [WAITING, "T9301/2", "T9302/2"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return build_project(tmp_path, extra=EXTRA)


def invoke(project: Project, command: str, *arguments: str) -> Result:
    """A command in this process, from the folder of the project."""
    return CliRunner().invoke(app, [command, str(project.root), *arguments])


def run(project: Project, *arguments: str, command: str = "pairs") -> dict:
    done = invoke(project, command, *arguments, "--json")
    assert done.exit_code in (0, 1) and done.stdout, done.exception
    return json.loads(done.stdout)


def refusal(project: Project, *arguments: str, command: str = "pairs") -> str:
    fault = invoke(project, command, *arguments).exception
    assert isinstance(fault, PairwrightError)
    return str(fault)


def waiting(project: Project) -> list[str]:
    return [each["pair"]["pair_id"] for each in run(project)["pairs"]]


def log(project: Project) -> list[tuple[str, str]]:
    return [(line.pair_id, line.action) for line in read_records(project.decisions, Decision)]


def test_the_pairs_that_wait_are_listed_with_reasons(project: Project) -> None:
    found = run(project)
    assert {*WORDS, *CONFLICT} == {each["pair"]["pair_id"] for each in found["pairs"]}
    assert found["reasons"]["undefined-shorthand"] >= 1
    shown = invoke(project, "pairs", "--reason", "undefined-shorthand").stdout
    assert WAITING in shown and "undefined-shorthand" in shown and CONFLICT[0] not in shown


def test_a_filter_decides_on_all_that_wait_but_accepts_no_two_answers_that_disagree(project: Project) -> None:
    done = run(project, "--all", "--accept")
    assert set(WORDS) <= set(done["decided"]) and CONFLICT[0] not in done["decided"] and done["conflicting"] >= 1
    assert run(project, "--reason", "conflicting-answers")["n_waiting"] >= 1
    moments = {line.decided_at for line in read_records(project.decisions, Decision)}
    assert len(moments) == 1, "one press, so that the workbench takes it back at once"


def test_answers_that_do_not_contradict_each_other_are_said_not_to_and_taken_back(project: Project) -> None:
    assert run(project, *CONFLICT, "--no-contradiction")["decided"] == list(CONFLICT)
    lines = read_records(project.decisions, Decision)
    assert {(line.action, line.reason) for line in lines} == {("accept", NO_CONTRADICTION)}
    assert len({line.decided_at for line in lines}) == 1 and not {*CONFLICT} & set(waiting(project))
    assert run(project, "--undo")["decided"] == list(CONFLICT) and {*CONFLICT} <= set(waiting(project))


def test_no_contradiction_said_of_a_pair_once_is_said_of_it_with_another_too(project: Project) -> None:
    run(project, CONFLICT[0], "--accept", "--because", NO_CONTRADICTION)
    assert run(project, *CONFLICT, "--no-contradiction")["decided"] == list(CONFLICT)
    assert run(project, *CONFLICT, "--no-contradiction")["decided"] == [], "again changes nothing"
    assert [line.pair_id for line in read_presses(project)[-1]] == list(CONFLICT), "one press, which says of which"


@pytest.mark.parametrize("chosen", [[], CONFLICT[:1], (CONFLICT[0], WAITING)])
def test_no_contradiction_is_said_of_pairs_that_the_audit_holds_against_each_other(
    project: Project, chosen: Sequence[str]
) -> None:
    assert "expected the ids of two or more pairs that the audit holds" in refusal(
        project, *chosen, "--no-contradiction"
    )


def test_a_word_is_given_once_and_taken_back(project: Project) -> None:
    assert run(project, WAITING, "--reject", "--because", "wrong")["decided"] == [WAITING]
    assert run(project, WAITING, "--reject", "--because", "wrong")["already"] == 1
    assert run(project, WAITING, "--undo")["decided"] == [WAITING]
    assert log(project) == [(WAITING, "reject"), (WAITING, "undo")]
    assert WAITING in {each["pair"]["pair_id"] for each in run(project)["pairs"]}


def test_what_a_filter_decided_is_taken_back_as_one_and_what_was_said_before_stays(project: Project) -> None:
    run(project, "T9302/2", "--accept")
    rejected = run(project, "--reason", "undefined-shorthand", "--reject")["decided"]
    assert WAITING in rejected
    assert set(run(project, "--reason", "undefined-shorthand", "--undo")["decided"]) == set(rejected)
    assert WAITING in {each["pair"]["pair_id"] for each in run(project)["pairs"]}
    run(project, "--all", "--reject")
    invoke(project, "audit")
    assert WAITING in need_found(project).audit.rejected
    assert "undo: 4 pairs · decided on" in invoke(project, "pairs", "--undo").stdout
    assert [line.pair_id for said in read_presses(project) for line in said] == ["T9302/2"]
    assert run(project, "--undo")["decided"] == ["T9302/2"], "and then what was decided before it"
    assert "nothing to take back" in invoke(project, "pairs", "--undo").stdout


def test_a_spreadsheet_is_taken_back_as_one_but_not_over_a_later_word(project: Project) -> None:
    path = project.root.parent / "waiting.jsonl"
    run(project, "--to", str(path))
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    path.write_text("".join(json.dumps({**row, "decision": "reject"}) + "\n" for row in rows))
    run(project, "--from", str(path))
    write_press(project, [Decision(WAITING, "accept")], "2999-01-01T00:00:00+00:00", page="findings")
    undone = run(project, "--undo")
    assert (WAITING in undone["decided"], undone["left"], len(undone["decided"])) == (False, [WAITING], 4)


def test_what_later_words_overtook_does_not_bar_the_undo_of_what_was_decided_before(project: Project) -> None:
    run(project, "T9302/2", "--accept")
    run(project, WAITING, "--reject")
    write_press(project, [Decision(WAITING, "accept")], "2999-01-01T00:00:00+00:00", page="findings")
    assert run(project, "--undo")["decided"] == ["T9302/2"]
    assert "nothing to take back" in invoke(project, "pairs", "--undo").stdout


def test_an_undo_by_a_filter_that_fits_nothing_says_what_would_do(project: Project) -> None:
    run(project, "T9302/2", "--reject")
    assert "--undo alone takes back what was decided last" in refusal(project, "--reason", "tooshort", "--undo")
    assert log(project) == [("T9302/2", "reject")]


def test_an_edit_changes_the_pair(project: Project) -> None:
    run(project, WAITING, "--response", "Ask your team lead.")
    assert next(pair for pair in read_pairs(project) if pair.pair_id == WAITING).response == "Ask your team lead."


def test_who_edits_and_accepts_in_one_go_has_said_both(project: Project) -> None:
    said = run(project, WAITING, "--response", "I will call you.", "--accept")
    assert (said["action"], said["decided"]) == ("edit and accept", [WAITING])
    assert log(project) == [(WAITING, "edit"), (WAITING, "accept")]
    assert run(project, WAITING, "--response", "I will call you.", "--accept")["already"] == 1
    invoke(project, "audit")
    assert WAITING in need_found(project).audit.kept, "whatever the audit finds in it"
    assert next(pair for pair in read_pairs(project) if pair.pair_id == WAITING).response == "I will call you."
    run(project, WAITING, "--undo")
    assert log(project)[2:] == [(WAITING, "undo"), (WAITING, "undo")], "one press is taken back as one"
    invoke(project, "audit")
    assert WAITING in need_found(project).audit.waiting
    run(project, WAITING, "--response", "I will call you.")
    invoke(project, "audit")
    assert WAITING in need_found(project).audit.rejected, "an edit that nobody accepted is audited like any text"


def test_a_spreadsheet_goes_out_and_comes_back(project: Project) -> None:
    path = project.root.parent / "waiting.jsonl"
    assert run(project, "--to", str(path))["n"] == 5
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    path.write_text(
        "".join(json.dumps({**row, "decision": "accept"}) + "\n" for row in rows if row["pair_id"] in WORDS)
    )
    assert run(project, "--from", str(path))["decided"] == {"accept": 3}
    again = run(project, "--from", str(path))
    assert (again["decided"], again["already"]) == ({}, 3)
    assert len(log(project)) == 3


def test_a_row_that_is_not_taken_is_named_and_the_exit_code_says_so(project: Project) -> None:
    path = project.root.parent / "waiting.csv"
    run(project, "--to", str(path))
    run(project, "T9301/2", "--reject")
    path.write_text(path.read_text("utf-8").replace('"T9301/2",""', '"T9301/2","accept"'), "utf-8")
    done = invoke(project, "pairs", "--from", str(path))
    assert done.exit_code == 1 and "T9301/2 not taken: decided on since the file was written: reject" in done.stderr


def test_what_cannot_be_meant_gets_one_line(project: Project) -> None:
    assert "Nearest ids: T9001/4" in refusal(project, "T9001/5", "--accept")
    assert "expected which pairs, got none" in refusal(project, "--accept")
    assert "expected one thing to do" in refusal(project, "--accept", "--reject", "--all")
    assert "expected one thing to do" in refusal(project, WAITING, "--reject", "--response", "Ask your TL.")
    assert "expected one pair to edit" in refusal(project, "--all", "--accept", "--response", "Ask your TL.")
    assert "They wait for: " in refusal(project, "--reason", "tooshort")
    assert "ends in .csv or .jsonl" in refusal(project, "--to", "waiting.xlsx")
    run(project, "--to", str(project.root.parent / "w.csv"))
    assert "expected a new file" in refusal(project, "--to", str(project.root.parent / "w.csv"))


def test_why_shows_sentences_sources_and_decisions(project: Project) -> None:
    run(project, WAITING, "--response", "Ask your team lead by Friday.")
    shown = invoke(project, "why", WAITING).stdout
    assert "instruction" in shown and "a person" in shown and "Ask your team lead by Friday." in shown
    found = run(project, WAITING, command="why")
    assert found["pair"]["pair_id"] == WAITING
    assert any(source["author"] == "customer" for each in found["sentences"] for source in each["sources"])
    assert "Nearest ids:" in refusal(project, "T9001/5", command="why")


def test_why_names_who_decided_where_they_said_so(project: Project) -> None:
    write_jsonl(project.decisions, [Decision(WAITING, "edit", response="Ask your team lead.", by="Jane Doe")])
    shown = invoke(project, "why", WAITING).stdout
    assert "Jane Doe" in shown and "a person" not in shown


@pytest.fixture
def held_out(project: Project) -> Pair:
    """A pair that the split holds out."""
    return next(pair for pair in read_pairs(project) if pair.pair_id in held_back(project))


@pytest.mark.parametrize("command", ["pairs", "why"])
def test_a_held_out_pair_is_shown_by_an_opening_alone_which_is_logged(
    project: Project, held_out: Pair, command: str
) -> None:
    assert "expected pairs that are not held out" in refusal(project, held_out.pair_id, command=command)
    assert read_openings(project) == []
    shown = invoke(project, command, held_out.pair_id, "--open-held-out", "a tester complained").stdout
    assert held_out.instruction in " ".join(shown.split())
    (opening,) = read_openings(project)
    assert (opening.why, opening.run) == ("a tester complained", "")
    assert opening.command.startswith(f"pairwright {command} ") and held_out.pair_id in opening.command


def test_the_log_names_the_held_out_pairs_among_those_that_were_asked_for(project: Project, held_out: Pair) -> None:
    open_ones = [pair.pair_id for pair in read_pairs(project) if pair.pair_id not in held_back(project)][:6]
    invoke(project, "pairs", *open_ones, held_out.pair_id, "--open-held-out", "a tester complained")
    (opening,) = read_openings(project)
    named = opening.command.split()
    assert held_out.pair_id in named and not set(open_ones) & set(named)


def test_a_pair_taught_with_a_held_out_answer_names_its_pair_alone(project: Project, held_out: Pair) -> None:
    learnt, chosen = (pair for pair in read_pairs(project) if pair.pair_id in trained_ids(project)[:2])
    stored = read_json(project.audit)
    write_json(project.audit, {**stored, "answers": {learnt.pair_id: held_out.pair_id}})
    found = run(project, learnt.pair_id, command="why")
    assert (found["taught_with"], found["taught_answer"]) == (held_out.pair_id, "")
    shown = invoke(project, "why", learnt.pair_id).stdout
    assert held_out.pair_id in shown and held_out.response not in " ".join(shown.split())
    write_json(project.audit, {**stored, "answers": {learnt.pair_id: chosen.pair_id}})
    assert run(project, learnt.pair_id, command="why")["taught_answer"] == chosen.response


def trained_ids(project: Project) -> list[str]:
    return [row["pair_id"] for row in read_json(project.split)["split"]["assignments"] if row["part"] == "train"]


def test_a_copy_of_a_held_out_pair_is_shown_by_an_opening_alone(project: Project, held_out: Pair) -> None:
    stored = read_json(project.audit)
    copy = stored["rejected"][0]
    write_jsonl(project.findings, [Finding("near-duplicate", "reject", (copy, held_out.pair_id), 0.97, "")])
    for command in ("pairs", "why"):
        assert f"got {copy}" in refusal(project, copy, command=command)


def test_a_spreadsheet_of_held_out_pairs_is_an_opening_and_a_decision_on_one_is_none(
    project: Project, held_out: Pair
) -> None:
    sheet = str(project.root.parent / "held.csv")
    assert "expected pairs that are not held out" in refusal(project, held_out.pair_id, "--to", sheet)
    assert not Path(sheet).exists()
    assert run(project, held_out.pair_id, "--reject")["decided"] == [held_out.pair_id]
    assert read_openings(project) == []


def test_the_queue_shows_a_held_out_pair_that_waits_again(project: Project) -> None:
    stored = read_json(project.split)
    stored["split"]["assignments"].append({"pair_id": WAITING, "group_id": "", "topic": "", "part": "taught"})
    write_json(project.split, stored)
    assert WAITING in invoke(project, "pairs").stdout
    assert run(project, WAITING)["pairs"][0]["pair"]["pair_id"] == WAITING


def test_topics_give_no_held_out_question_as_their_example(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prep.embeddings.Embedder", lambda **_: letters)
    shown = " ".join(invoke(project, "topics").stdout.split())
    sealed = held_back(project)
    questions = {pair.instruction: pair.pair_id in sealed for pair in read_pairs(project)}
    quoted = [is_held_out for question, is_held_out in questions.items() if question[:70] in shown]
    assert quoted and not any(quoted)


def test_a_decision_carries_the_mark_of_the_text_that_was_seen(project: Project) -> None:
    seen = {pair.pair_id: pair for pair in read_pairs(project)}
    run(project, WAITING, "--accept")
    path = project.root.parent / "waiting.jsonl"
    run(project, "T9301/2", "--to", str(path))
    path.write_text(json.dumps({**json.loads(path.read_text()), "decision": "accept"}))
    run(project, "--from", str(path))
    marks = {line.pair_id: line.fingerprint for line in read_records(project.decisions, Decision)}
    assert marks == {pair_id: fingerprint(seen[pair_id]) for pair_id in (WAITING, "T9301/2")}


def test_a_pair_named_by_its_id_is_shown_whole_with_the_answer_that_it_contradicts(project: Project) -> None:
    made = {pair.pair_id: pair for pair in read_pairs(project)}
    shown = " ".join(invoke(project, "pairs", CONFLICT[0]).stdout.split())
    for text in (made[CONFLICT[0]].instruction, made[CONFLICT[0]].response, made[CONFLICT[1]].response):
        assert " ".join(text.split()) in shown
    assert "“10 days” against “15 days”." in shown and f"contradicts {CONFLICT[1]}" in shown


def test_no_filter_accepts_personal_data_or_a_field_left_open_and_both_are_counted(project: Project) -> None:
    findings = [
        *read_records(project.findings, Finding),
        Finding("personal-data", "review", ("T9301/2",), None, "jane@example.com"),
        Finding("placeholder-left", "review", ("T9302/2",), None, "«[NAME]»"),
    ]
    write_jsonl(project.findings, findings)
    done = invoke(project, "pairs", "--all", "--accept")
    accepted = {pair_id for pair_id, _ in log(project)}
    assert WAITING in accepted and not accepted & {"T9301/2", "T9302/2", CONFLICT[0]}
    assert "accept: 2 pairs, waiting for: undefined-shorthand 1" in done.stderr
    assert "personal-data 1" in done.stdout and "placeholder-left 1" in done.stdout
    assert run(project, "T9301/2", "--accept")["decided"] == ["T9301/2"], "who names it has seen it"
    assert run(project, "--all", "--reject")["decided"], "setting aside needs no look"


def test_an_empty_edit_is_refused(project: Project) -> None:
    assert "pairs --response: expected a text, got an empty one" in refusal(project, WAITING, "--response", "")
    assert "pairs --instruction: expected a text" in refusal(project, WAITING, "--instruction", " ")
    assert not project.decisions.exists()


def test_open_shorthand_in_waiting_pairs_is_to_be_confirmed_first(project: Project) -> None:
    assert "Glossary first" not in invoke(project, "pairs").stdout
    write_glossary(project.glossary, Glossary({"TL": Entry("TL", "team lead")}))
    assert run(project)["open_shorthand"] == {"TL": 1}
    shown = invoke(project, "pairs").stdout
    assert "Glossary first" in shown and f"pairwright glossary {project.root}" in shown


def test_where_nothing_waits_that_is_said(project: Project) -> None:
    assert "No such pair waits for you." in invoke(project, "pairs", "--score-from", "1").stdout


def test_before_the_audit_the_hint_names_the_project_as_it_was_given(project: Project) -> None:
    project.audit.unlink()
    assert f"Run `pairwright audit {project.root}`" in refusal(project)


def test_cuts_are_listed_and_put_back_by_name_or_by_reason(tmp_path: Path) -> None:
    answer = Message("2", "agent", "The desk opens it.", cuts=(Cut("signature", "From 8 to 16 hours", 15),))
    signed = Ticket("T9401", "", (Message("1", "customer", "Who opens the gate?"), answer))
    project = build_project(tmp_path, extra_tickets=[signed])
    (reason,) = run(project, command="cuts")["reasons"]
    assert (reason["reason"], reason["n"], reason["n_restored"]) == ("signature", 1, 0)
    (cut,) = run(project, "T9401", command="cuts")["cuts"]
    assert (cut["cut_id"], cut["text"], cut["restored"]) == ("T9401/2:signature", "From 8 to 16 hours", False)
    assert run(project, "T9401/2:signature", "--restore", command="cuts")["cuts"] == ["T9401/2:signature"]
    assert run(project, "T9401", command="cuts")["cuts"][0]["restored"]
    told = next(pair for pair in read_pairs(project) if pair.ticket_id == "T9401")
    assert "From 8 to 16 hours" in told.response
    run(project, "--reason", "signature", "--restore", command="cuts")
    alone = refusal(project, "T9401/2:signature", "--undo", command="cuts")
    assert "every signature was put back" in alone
    run(project, "--reason", "signature", "--undo", command="cuts")
    run(project, "T9401/2:signature", "--undo", command="cuts")
    assert not run(project, "T9401", command="cuts")["cuts"][0]["restored"]
    assert "got 'sign'" in refusal(project, "--reason", "sign", "--restore", command="cuts")
    assert "expected what to put back" in refusal(project, "--restore", command="cuts")


@pytest.fixture
def cut_from_held_out(project: Project, held_out: Pair) -> str:
    """What cleaning cut from the answer of a held-out pair; the ticket of one in training has a cut, too."""
    cut_of = {held_out.ticket_id: "You wrote: the sealed question", trained_ticket(project): "From 8 to 16 hours"}
    tickets = [
        replace(ticket, messages=tuple(replace(one, cuts=(Cut("quoted-history", cut_of[ticket.ticket_id]),))
        for one in ticket.messages[-1:])) if ticket.ticket_id in cut_of else ticket
        for ticket in read_records(project.tickets, Ticket)
    ]  # fmt: skip
    write_jsonl(project.tickets, tickets)
    return cut_of[held_out.ticket_id]


def trained_ticket(project: Project) -> str:
    return next(pair.ticket_id for pair in read_pairs(project) if pair.pair_id == trained_ids(project)[0])


def test_what_was_cut_from_a_held_out_ticket_is_shown_by_an_opening_alone(
    project: Project, held_out: Pair, cut_from_held_out: str
) -> None:
    refused = refusal(project, held_out.ticket_id, command="cuts")
    assert f"expected tickets that are not held out, got {held_out.ticket_id}" in refused
    table = invoke(project, "cuts").stdout
    assert trained_ticket(project) in table and held_out.ticket_id not in table
    shown = invoke(project, "cuts", "--reason", "quoted-history").stdout
    assert "From 8 to 16" in shown and cut_from_held_out not in shown
    assert "1 cut in held-out tickets not shown" in shown
    assert run(project, "--reason", "quoted-history", command="cuts")["n_held_out"] == 1
    assert read_openings(project) == []
    told = invoke(project, "cuts", "--reason", "quoted-history", "--open-held-out", "a footer is missing").stdout
    assert cut_from_held_out in told and "not shown" not in told
    (opening,) = read_openings(project)
    assert (opening.why, opening.run) == ("a footer is missing", "") and held_out.ticket_id in opening.command


def test_what_was_cut_from_other_tickets_opens_nothing(project: Project, cut_from_held_out: str) -> None:
    shown = invoke(project, "cuts", trained_ticket(project), "--open-held-out", "a footer is missing").stdout
    assert "From 8 to 16" in shown and read_openings(project) == []


def test_an_import_is_shown_without_the_threads_of_held_out_pairs(project: Project, held_out: Pair) -> None:
    both = [Ticket(held_out.ticket_id, "sealed", ()), Ticket(trained_ticket(project), "open", ())]
    summary = replace(summarise_import(Import("table", "", both), lambda ticket: ticket), examples=tuple(both))
    assert [ticket.subject for ticket in without_closed(project, summary).examples] == ["open"]
