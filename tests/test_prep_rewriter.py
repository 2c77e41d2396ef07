"""A model may propose; verification decides. Whatever the endpoint does costs nothing but time."""

import json
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from chat_server import Server, chat_reply, serving

from prep.chat import Chat
from prep.decisions import fingerprint, fold_log
from prep.errors import BadInput, Refused
from prep.glossary import GENERAL, write_glossary
from prep.project import Project, read_records, write_json, write_jsonl
from prep.records import Decision, Edit, Message, Pair, Ticket
from prep.rewriter import Estimate, Price, Rewritten, rewrite_project, with_known_rewrites
from prep.rewriter.prompting import fit, read_proposal, request_for
from prep.rewriter.records import Answered

ANSWERS = {"How many?": "8 per year.", "Can I?": "Yes, up to 5 days.", "What about it?": "It lapses on 31 December."}
CLEAR = Pair("T9/2", "T9", "How many days of notice does a resignation need?", "30 days.")


def proposal(instruction: str, response: str) -> str:
    return json.dumps({"instruction": instruction, "response": response})


def faithful(body: dict[str, Any]) -> str:
    asked = json.loads(body["messages"][-1]["content"])
    return proposal(f"{asked['subject']}: {asked['instruction']}", asked["response"])


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"FAITHFUL": faithful}) as one:
        yield one


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Three pairs that do not stand on their own, and one that does."""
    place = Project(tmp_path / "desk")
    pairs, tickets = [], []
    for number, (question, answer) in enumerate(ANSWERS.items(), start=1):
        asked, said = Message("1", "customer", question), Message("2", "agent", answer)
        tickets.append(Ticket(f"T{number}", "Casual leave in hours", (asked, said)))
        pairs.append(Pair(f"T{number}/2", f"T{number}", question, answer))
    tickets.append(Ticket("T9", "", (Message("1", "customer", CLEAR.instruction),)))
    write_jsonl(place.tickets, tickets)
    write_jsonl(place.pairs, [*pairs, CLEAR])
    write_jsonl(place.provenance, [])
    write_glossary(place.glossary, GENERAL)
    write_json(place.settings, {"schema_version": 1, "name": "desk", "prep": {"keep_personal_data": False}})
    return place


def chat(server: Server, **settings: Any) -> Chat:
    return Chat(**{"url": server.url, "model": "m", "sleep": lambda seconds: None, "tries": 2, **settings})


def instructions(project: Project) -> list[str]:
    return [pair.instruction for pair in read_records(project.pairs, Pair)]


def kinds(project: Project) -> list[str]:
    return [edit.kind for edit in read_records(project.provenance, Edit)]


def test_what_says_the_same_and_stands_is_taken_over_and_told(server: Server, project: Project) -> None:
    server.script = [(200, "FAITHFUL", {})]
    done = rewrite_project(project, chat(server))
    assert (done.n_pairs, done.n_accepted, done.n_refused) == (3, 3, 0)
    assert instructions(project) == [*(f"Casual leave in hours: {asked}" for asked in ANSWERS), CLEAR.instruction]
    edits = read_records(project.provenance, Edit)
    assert {(edit.kind, edit.before) for edit in edits} == {("rewriter", asked) for asked in ANSWERS}


def test_a_pair_that_stands_is_not_sent(server: Server, project: Project) -> None:
    rewrite_project(project, chat(server))
    assert {asked["instruction"] for asked in server.asked} == set(ANSWERS)


@pytest.mark.parametrize(
    ("instruction", "response"),
    [
        ("Casual leave in hours: How many?", "18 per year."),
        ("Casual leave in hours: How many?", "8 per year. Ask HR first."),
        ("Casual leave in hours: How many?", "Not 8 per year."),
    ],
)
def test_an_answer_that_says_something_else_stays_and_waits(
    server: Server, project: Project, instruction: str, response: str
) -> None:
    server.script = [(200, chat_reply(proposal(instruction, response)), {})]
    rewrite_project(project, chat(server))
    assert [pair.response for pair in read_records(project.pairs, Pair)] == [*ANSWERS.values(), CLEAR.response]
    refused = [edit for edit in read_records(project.provenance, Edit) if edit.kind == "unverified"]
    assert response in {edit.refused for edit in refused}
    assert all(edit.before == edit.after for edit in refused)


@pytest.mark.parametrize(
    "reply",
    [
        (500, "oops", {}),
        (429, "slow down", {"Retry-After": "0"}),
        (401, "no key", {}),
        (200, "<html>proxy login</html>", {}),
        (200, '{"choices": [{"message": {"content": "{\\"instr', {}),
        (200, chat_reply("x")[:-20], {"Content-Length": "9999"}),
    ],
    ids=["500", "429", "401", "nonsense", "cut", "broken off"],
)
def test_an_endpoint_that_misbehaves_costs_nothing_but_time(
    server: Server, project: Project, reply: tuple[int, str, dict[str, str]]
) -> None:
    server.script = [reply]
    done = rewrite_project(project, chat(server))
    assert (done.n_accepted, done.n_unanswered) == (0, 3)
    assert sum(done.faults.values()) == 3
    assert (instructions(project), kinds(project)) == ([*ANSWERS, CLEAR.instruction], [])
    server.script = [(200, "FAITHFUL", {})]
    assert rewrite_project(project, chat(server)).n_accepted == 3


@pytest.mark.parametrize("text", ["I cannot help with that.", '{"instruction": "How', '{"instruction": 1}', "[]", ""])
def test_a_model_that_talks_nonsense_changes_nothing_and_is_told(server: Server, project: Project, text: str) -> None:
    server.script = [(200, chat_reply(text), {})]
    done = rewrite_project(project, chat(server))
    assert (done.n_accepted, done.n_refused) == (0, 3)
    assert instructions(project) == [*ANSWERS, CLEAR.instruction]
    assert kinds(project) == ["unverified"] * 3


def test_a_slow_endpoint_and_one_that_nobody_runs_are_given_up(server: Server, project: Project) -> None:
    server.delay_s = 0.5
    slow = rewrite_project(project, chat(server, timeout_s=0.05))
    assert list(slow.faults) == ["no answer within 0.05 s, after 2 tries"]
    closed = rewrite_project(project, Chat("http://127.0.0.1:9", "m", tries=1))
    assert list(closed.faults) == ["no connection (ConnectError), after 1 tries"]


def test_retry_after_is_waited_for(server: Server, project: Project) -> None:
    server.script = [(429, "slow down", {"Retry-After": "7"}), (200, "FAITHFUL", {})]
    waited: list[float] = []
    assert rewrite_project(project, chat(server, sleep=waited.append)).n_accepted == 3
    assert waited == [7]


def test_an_endpoint_that_stays_down_is_not_asked_for_every_pair(server: Server, project: Project) -> None:
    many = [Pair(f"T1/{n}", "T1", f"How many of these {n}?", "8 per year.") for n in range(40)]
    write_jsonl(project.pairs, many)
    server.script = [(503, "down", {})]
    done = rewrite_project(project, chat(server, tries=1, at_once=2))
    assert len(server.asked) < 12
    assert done.n_unanswered == sum(done.faults.values()) == 40


def test_nothing_is_asked_twice_when_it_is_prepared_again(server: Server, project: Project) -> None:
    before = project.pairs.read_text()
    server.script = [(200, "FAITHFUL", {})]
    rewrite_project(project, chat(server))
    rewritten = project.pairs.read_text()
    project.pairs.write_text(before)
    told: list[Estimate] = []
    rewrite_project(project, chat(server), announce=told.append)
    assert (len(server.asked), told[0].n_known, told[0].n_asked) == (3, 3, 0)
    assert project.pairs.read_text() == rewritten
    project.pairs.write_text(before)
    rewrite_project(project, chat(server, model="another"))
    assert len(server.asked) == 6


def test_a_glossary_taken_in_later_keeps_what_the_model_proposed(server: Server, project: Project) -> None:
    server.script = [(200, "FAITHFUL", {})]
    made = read_records(project.pairs, Pair)
    rewrite_project(project, chat(server))
    tickets = read_records(project.tickets, Ticket)
    n_asked = len(server.asked)
    pairs, edits = with_known_rewrites(project, tickets, made, [], GENERAL)
    assert pairs == read_records(project.pairs, Pair)
    assert [edit.kind for edit in edits] == ["rewriter"] * 3
    assert len(server.asked) == n_asked


def test_a_rewrite_that_a_person_accepted_stays_when_the_pairs_are_made_again(server: Server, project: Project) -> None:
    server.script = [(200, "FAITHFUL", {})]
    made = read_records(project.pairs, Pair)
    rewrite_project(project, chat(server))
    rewritten = read_records(project.pairs, Pair)
    write_jsonl(project.decisions, [Decision("T1/2", "accept", fingerprint=fingerprint(rewritten[0]))])
    pairs, _ = with_known_rewrites(project, read_records(project.tickets, Ticket), made, [], GENERAL)
    assert pairs == rewritten
    assert not fold_log(read_records(project.decisions, Decision), {pair.pair_id: pair for pair in pairs})[
        "T1/2"
    ].is_overtaken


def test_a_run_that_is_killed_goes_on_where_it_stopped(server: Server, project: Project) -> None:
    server.script, server.delay_s = [(200, "FAITHFUL", {})], 0.3
    program = f"""
        from pathlib import Path
        from prep.chat import Chat
        from prep.project import Project
        from prep.rewriter import rewrite_project
        rewrite_project(Project(Path({str(project.root)!r})), Chat({server.url!r}, "m", at_once=1))
    """
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(program)])
    deadline = time.monotonic() + 60
    while not (project.rewrites.is_file() and project.rewrites.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.kill()
    process.wait()
    answered = {line.pair_id for line in read_records(project.rewrites, Answered)}
    assert answered and instructions(project) == [*ANSWERS, CLEAR.instruction]
    with project.rewrites.open("a") as file:
        file.write('{"key": "torn')
    server.requests.clear()
    server.delay_s = 0.0
    assert rewrite_project(project, chat(server)).n_accepted == 3
    # What the killed one had just asked may be heard only now: one question, heard twice.
    assert len({json.dumps(asked) for asked in server.asked}) == 3 - len(answered)


def test_a_pair_that_a_person_decided_on_is_left_to_them(server: Server, project: Project) -> None:
    write_jsonl(project.decisions, [Decision("T1/2", "accept")])
    rewrite_project(project, chat(server))
    assert "How many?" not in {asked["instruction"] for asked in server.asked}


@pytest.mark.parametrize("leak", ["I am jane@acme.example", "Call:\n+44 20 7946 0482", "Pay\nDE89370400440532013000"])
def test_personal_data_is_never_sent(server: Server, project: Project, leak: str) -> None:
    tickets = read_records(project.tickets, Ticket)
    leaking = replace(tickets[0], messages=(*tickets[0].messages, Message("3", "customer", leak)))
    write_jsonl(project.tickets, [leaking, *tickets[1:]])
    done = rewrite_project(project, chat(server))
    assert (done.n_withheld, len(server.asked)) == (1, 2)
    write_json(project.settings, {"schema_version": 1, "name": "desk", "prep": {"keep_personal_data": True}})
    with pytest.raises(Refused, match="placeholders only"):
        rewrite_project(project, chat(server))


def test_the_cost_is_known_before_anything_is_sent(server: Server, project: Project) -> None:
    told: list[tuple[Estimate, int]] = []
    rewrite_project(
        project,
        chat(server),
        price=Price(1.0, 2.0),
        announce=lambda estimate: told.append((estimate, len(server.asked))),
    )
    (estimate, n_sent) = told[0]
    assert (estimate.n_asked, n_sent) == (3, 0)
    assert estimate.cost == (estimate.tokens_read + 2 * estimate.tokens_written) / 1e6
    assert estimate.seconds > 0


def test_prices_that_are_none_are_refused() -> None:
    with pytest.raises(BadInput, match="expected two prices"):
        Price.parse("cheap")


def test_a_long_thread_is_cut_to_the_window_and_keeps_its_ends() -> None:
    thread = [f"message {n} {'word ' * 200}" for n in range(50)]
    kept = fit(thread, 2000)
    assert sum(map(len, kept)) < 2100
    assert kept[0].startswith("message 0") and kept[-1].startswith("message 49")
    ticket = Ticket("T1", "Leave", tuple(Message(str(n), "customer", text) for n, text in enumerate(thread)))
    request = request_for(CLEAR, ticket, "m", window=2048, max_tokens=512)
    assert request and sum(len(turn["content"]) for turn in request.conversation) < (2048 - 512) * 4
    too_long = replace(CLEAR, response="word " * 5000)
    assert request_for(too_long, ticket, "m", window=2048, max_tokens=512) is None


def test_a_proposal_is_found_within_a_fence() -> None:
    assert read_proposal('Here it is:\n```json\n{"instruction": "a?", "response": "b"}\n```') == ("a?", "b")


def test_a_project_where_every_pair_stands_needs_no_endpoint(project: Project) -> None:
    write_jsonl(project.pairs, [CLEAR])
    assert rewrite_project(project, Chat("http://127.0.0.1:9", "m")) == Rewritten()
