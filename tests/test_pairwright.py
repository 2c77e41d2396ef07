"""The command line: the whole pipeline on real input, and one clear line for whatever is wrong."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from app_project import build_project
from conftest import SAMPLE, TOPICS, as_json, cut_sample, pairwright

import pairwright as command_line
from prep.errors import StaleFiles
from prep.project import locate
from prep.stages import read_import_summary

FAQ = (
    "Anliegen;Bescheid\nHow many days of earned leave do I get?;You get 18 days a year.\n"
    "Where do I see my payslip?;Open Meridian > Pay > Payslips.\n"
)


COLUMNS = "--map question=Anliegen,answer=Bescheid"


def complaint(*arguments: str, folder: Path) -> str:
    """The one line that a refused command prints."""
    done = pairwright(*arguments, folder=folder)
    lines = [line for line in done.stderr.splitlines() if line.startswith("pairwright: ")]
    assert done.returncode == 2 and len(lines) == 1 and "Traceback" not in done.stderr, done.stderr
    return lines[0]


def refusal_as_json(*arguments: str, folder: Path) -> str:
    """The error that a refused command prints as its one JSON object, the same as its line on stderr."""
    done = pairwright(*arguments, "--json", folder=folder)
    refused = json.loads(done.stdout)
    assert done.returncode == 2 and list(refused) == ["error"]
    assert f"pairwright: {refused['error']}" in done.stderr.splitlines()
    return refused["error"]


def test_a_full_disk_is_one_line_that_names_what_was_written_and_leaves_the_project_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text(FAQ, encoding="utf-8")
    (tmp_path / "more.csv").write_text(FAQ + "Where is the canteen?;On floor 2.\n" * 2000, encoding="utf-8")
    assert pairwright("prep", "desk", "faq.csv", *COLUMNS.split(), folder=tmp_path).returncode == 0
    before = {path: path.read_bytes() for path in (tmp_path / "data" / "desk").iterdir()}
    for project, room in (("desk", 40), ("desk", 1), ("other", 1)):  # KiB that a file may take stand for what is free
        command = f'ulimit -f {room}; exec "{sys.executable}" -m pairwright prep {project} more.csv {COLUMNS} --json'
        done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 2 and "Traceback" not in done.stderr, done.stderr
        error = json.loads(done.stdout)["error"]
        assert "expected room to write this" in error and "Free some space" in error
        assert error.startswith(str(Path("data"))) or error.startswith(str(tmp_path))
    assert {path: path.read_bytes() for path in (tmp_path / "data" / "desk").iterdir()} == before
    assert not (tmp_path / "data" / "other").exists()


def test_an_output_that_has_no_room_is_one_line_too(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text(FAQ, encoding="utf-8")
    command = f'exec "{sys.executable}" -m pairwright look faq.csv {COLUMNS} --json > /dev/full'
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "Traceback" not in done.stderr, done.stderr
    assert "the output: expected room to write this" in done.stderr.splitlines()[-1]


@pytest.mark.slow
def test_the_pipeline_ends_in_a_verdict_and_every_stage_leaves_its_file(company: Path) -> None:
    project = company / "data" / "desk"
    for name in ("tickets.jsonl", "pairs.jsonl", "rejected.jsonl", "provenance.jsonl", "glossary.yaml", "project.json",
                 "audit/findings.jsonl", "audit/report.html", "split/train.jsonl", "split/held_out.jsonl",
                 "split/certificate.json", "split/openings.jsonl", "verdict.json"):  # fmt: skip
        assert (project / name).stat().st_size > 0, name
    summary = json.loads(next(project.glob("evals/*/summary.json")).read_text())
    assert set(summary["held_out_accuracy"]) == {"fine_tuned", "base", "nearest_pair"}
    assert set(summary["held_out_accuracy"]["base"]) >= {"value", "low", "high", "n"}
    assert summary["stamp"]["near_copies"] == 0


@pytest.mark.slow
def test_no_ticket_vanishes(company: Path) -> None:
    project = company / "data" / "desk"
    gold = [json.loads(line) for line in (SAMPLE / "gold.jsonl").read_text().splitlines()]
    exported = {str(row["ticket_id"]) for row in gold if row["topic"] in TOPICS}
    paired = {json.loads(line)["ticket_id"] for line in (project / "pairs.jsonl").read_text().splitlines()}
    rejected = {json.loads(line)["ticket_id"] for line in (project / "rejected.jsonl").read_text().splitlines()}
    assert paired | rejected == exported


@pytest.mark.slow
def test_training_again_finds_the_run_finished(company: Path) -> None:
    base = json.loads(next((company / "data" / "desk" / "runs").glob("*/run.json")).read_text())["base_model"]
    again = pairwright(
        "train", "desk", "--recipe", "tiny", "--set", "epochs=1", "--set", f"base_model={base}", folder=company
    )
    assert "nothing to do" in again.stdout
    assert len(list((company / "data" / "desk" / "runs").glob("*/run.json"))) == 1


@pytest.mark.slow
def test_evaluating_again_is_a_second_opening_and_asks_nobody_twice(company: Path) -> None:
    answers = next((company / "data" / "desk" / "evals").glob("*/answers/fine_tuned.jsonl"))
    before = answers.read_text()
    summary = as_json("evaluate", "desk", folder=company)
    assert summary["stamp"]["earlier_openings"] >= 1
    assert answers.read_text() == before


@pytest.mark.slow
def test_the_gate_without_a_tester_is_undetermined(company: Path) -> None:
    verdict = as_json("verdict", "desk", folder=company)
    assert [gate["outcome"] for gate in verdict["gates"]][2] == "UNDETERMINED"
    assert verdict["outcome"] in ("FAIL", "UNDETERMINED")


@pytest.mark.slow
def test_a_tester_is_invited_listed_and_reported(company: Path) -> None:
    invited = as_json("session", "desk", "invite", "--tester", "Ann", folder=company)
    assert invited["token"] in invited["link"]
    listed = as_json("session", "desk", "list", folder=company)
    assert [one["state"] for one in listed["sessions"]] == ["invited"]
    assert as_json("session", "desk", "report", folder=company)["evidence"] is None


@pytest.mark.slow
def test_the_model_and_a_notebook_can_be_taken_away(company: Path) -> None:
    exported = Path(as_json("export", "desk", "--to", "ollama", folder=company)["exported"])
    assert (company / exported / "Modelfile").is_file()
    notebook = company / as_json("notebook", "desk", "--for", "colab", folder=company)["notebook"]
    assert json.loads(notebook.read_text())["nbformat"] == 4


@pytest.mark.slow
def test_a_plan_says_what_training_needs(company: Path) -> None:
    assert "T4" in pairwright("train", "desk", "--recipe", "t4", "--plan", folder=company).stdout


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "nowhere.csv: expected an export" in complaint("prep", "desk", "nowhere.csv", folder=tmp_path)
    assert not (tmp_path / "data").exists()


def test_a_project_that_does_not_exist_says_how_to_make_one(tmp_path: Path) -> None:
    assert "pairwright prep ghost EXPORT" in complaint("audit", "ghost", folder=tmp_path)
    (tmp_path / "data" / "half").mkdir(parents=True)
    (tmp_path / "data" / "half" / "project.json").write_text("{}")
    (tmp_path / "w.csv").write_text("seen,pair_id,decision,instruction,response\na,b,c,d,e\n")
    assert "half/pairs.jsonl: expected" in complaint("pairs", "half", "--from", "w.csv", folder=tmp_path)


@pytest.mark.parametrize(
    "command", ["audit", "split", "train", "notebook", "export", "evaluate", "verdict", "session", "look", "prep"]
)
def test_a_refusal_is_an_object_too(command: str, tmp_path: Path) -> None:
    more = {"session": ["list"], "prep": ["ghost.csv"]}.get(command, [])
    assert "expected" in refusal_as_json(command, "ghost", *more, folder=tmp_path)


def test_wrong_words_on_the_command_line_get_one_line_that_names_the_help(tmp_path: Path) -> None:
    assert complaint("prep", folder=tmp_path).endswith("Missing argument 'PROJECT'. See `pairwright prep --help`.")
    assert "No such command 'predict'" in refusal_as_json("predict", folder=tmp_path)
    assert "'--to'" in refusal_as_json("export", "desk", "--to", "paper", folder=tmp_path)


def test_an_export_without_any_pair_ends_with_no_and_says_why(tmp_path: Path) -> None:
    turns = [["customer", "Where do I park my car at the office?"], ["agent", "Let me check and get back to you."]]
    (tmp_path / "chats.jsonl").write_text(
        "".join(json.dumps({"id": number, "turns": turns}) + "\n" for number in range(3))
    )
    done = pairwright("prep", "desk", "chats.jsonl", folder=tmp_path)
    why = done.stderr.splitlines()[-1]
    assert done.returncode == 1 and why.startswith("No pair could be made: 3 non-answer. ")
    assert "rejected.jsonl" in why and "export tickets that say the answer" in why
    done = pairwright("prep", "desk", "chats.jsonl", "--json", folder=tmp_path)
    assert (done.returncode, json.loads(done.stdout)["n_pairs"]) == (1, 0)


def test_one_ticket_and_one_pair_are_not_counted_as_many(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text("question,answer\nWhere do I park my car?,Park it behind the house.\n")
    said = pairwright("prep", "faq", "faq.csv", folder=tmp_path).stdout
    assert "1 ticket → 1 pair\n" in said and "1 row = 1 question with its answer + 0 left out" in said


def test_an_export_without_its_users_file_is_refused_and_names_the_file(tmp_path: Path) -> None:
    export = cut_sample(tmp_path / "export")
    (export / "users.jsonl").unlink()
    done = pairwright("prep", "desk", str(export / "comments.jsonl"), folder=tmp_path)
    assert done.returncode == 2 and "expected" in done.stderr


def test_a_ticket_list_without_comments_is_refused_with_that_reason(tmp_path: Path) -> None:
    export = cut_sample(tmp_path / "export")
    (export / "comments.jsonl").unlink()
    assert "no agent replies" in complaint("prep", "desk", str(export), folder=tmp_path)


def test_a_truncated_line_costs_that_line_only(tmp_path: Path) -> None:
    export = cut_sample(tmp_path / "export")
    comments = (export / "comments.jsonl").read_text()
    (export / "comments.jsonl").write_text(comments[:-200])
    as_json("prep", "desk", str(export), folder=tmp_path)
    last = len(comments.splitlines())
    assert f"comments.jsonl:{last}" in (tmp_path / "data" / "desk" / "rejected.jsonl").read_text()


def test_a_table_with_named_columns_becomes_pairs(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text(FAQ)
    made = as_json("prep", "faq", "faq.csv", "--map", "question=Anliegen,answer=Bescheid", folder=tmp_path)
    assert (made["export_format"], made["n_pairs"]) == ("table", 2)


def test_shorthand_is_listed_said_and_taken_back(tmp_path: Path) -> None:
    rows = [f"Until when do I hand in form {n}?;Within {n} cd of your return." for n in range(2, 6)]
    rows += [f"When is form {n} due?;Within {n} calendar days of your return." for n in range(6, 10)]
    (tmp_path / "faq.csv").write_text("Question;Answer\n" + "\n".join(rows) + "\n", encoding="utf-8")
    as_json("prep", "desk", "faq.csv", "--map", "question=Question,answer=Answer", folder=tmp_path)
    (asked,) = as_json("glossary", "desk", folder=tmp_path)["shorthand"]
    assert (asked["shorthand"], asked["meaning"], asked["state"], asked["n_pairs"]) == (
        "cd",
        "calendar days",
        "open",
        4,
    )
    assert as_json("glossary", "desk", "accept", "cd", folder=tmp_path)["n_changed"] == 4
    as_json("prep", "desk", "faq.csv", folder=tmp_path)
    assert "Within 2 calendar days" in (tmp_path / "data" / "desk" / "pairs.jsonl").read_text()
    assert as_json("glossary", "desk", "undo", folder=tmp_path)["shorthand"] == ["cd"]
    assert "Within 2 cd" in (tmp_path / "data" / "desk" / "pairs.jsonl").read_text()
    assert "SHORTHAND, got none" in complaint("glossary", "desk", "accept", folder=tmp_path)
    as_json("glossary", "desk", "accept", "--proposed", folder=tmp_path)
    nothing = pairwright("glossary", "desk", "accept", "--proposed", folder=tmp_path)
    assert "accept: no proposed meaning waits" in nothing.stdout
    unused = as_json("glossary", "desk", "accept", "XYZ", "--means", "extra zone", folder=tmp_path)
    assert (unused["in_no_ticket"], unused["n_changed"]) == (["XYZ"], 0)


def test_looking_at_an_export_says_how_it_is_read_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text(FAQ)
    looked = pairwright("look", "faq.csv", "--map", "question=Anliegen,answer=Bescheid", folder=tmp_path)
    assert "2 rows = 2 questions with answers + 0 left out" in looked.stdout
    assert "question ← Anliegen · answer ← Bescheid" in looked.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["faq.csv"]
    seen = as_json("look", "faq.csv", "--map", '{"question": "Anliegen", "answer": "Bescheid"}', folder=tmp_path)
    assert [one["ticket_id"] for one in seen["examples"]] == ["1", "2"]


def test_an_escape_sequence_in_a_ticket_does_not_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text("question,answer\nWhere do I park?,Behind the \x1b[31mhouse\x1b]0;title\x07.\n")
    assert "\x1b" not in pairwright("look", "faq.csv", folder=tmp_path).stdout


def test_a_mapping_is_remembered_said_overridden_and_forgotten(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text(FAQ)
    first = ("prep", "faq", "faq.csv")
    as_json(*first, "--map", "question=Anliegen,answer=Bescheid", folder=tmp_path)
    again = pairwright(*first, folder=tmp_path)
    assert "Read as you said last time: question=Anliegen,answer=Bescheid" in again.stderr
    turned = as_json(*first, "--map", "question=Bescheid,answer=Anliegen", folder=tmp_path)
    assert turned["columns"] == {"question": "Bescheid", "answer": "Anliegen"}
    assert as_json(*first, folder=tmp_path)["columns"] == turned["columns"]
    (tmp_path / "other.csv").write_text("Nr;Text\n1;Where?\n2;There.\n")
    refused = complaint("prep", "faq", "other.csv", folder=tmp_path)
    assert "expected a column 'Anliegen'" in refused and "--map guess forgets it" in refused
    assert "expected columns that say" in complaint(*first, "--map", "guess", folder=tmp_path)


def test_the_domain_of_the_agents_is_remembered(tmp_path: Path) -> None:
    said = [
        ("ann@home.example", "Where do I park my car at the office?", ""),
        ("desk@firm.example", "Park behind the house.", "<1@x>"),
    ]
    mails = [
        f"From: {by}\nTo: x@x.example\nSubject: Parking\nMessage-ID: <{n}@x>\nDate: Mon, 2 Mar 2026 10:0{n}:00 +0000\n"
        + (f"In-Reply-To: {to}\n" if to else "")
        + f"\n{text}\n"
        for n, (by, text, to) in enumerate(said, start=1)
    ]
    (tmp_path / "mails").mkdir()
    for number, mail in enumerate(mails):
        (tmp_path / "mails" / f"{number}.eml").write_text(mail)
    first = as_json("prep", "post", "mails", "--agent-domain", "firm.example", folder=tmp_path)
    again = as_json("prep", "post", "mails", folder=tmp_path)
    assert first["n_pairs"] == again["n_pairs"] == 1
    assert "as you said last time" in pairwright("prep", "post", "mails", folder=tmp_path).stderr


def test_a_table_s_mapping_is_not_used_for_another_kind_of_export(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text(FAQ)
    as_json("prep", "faq", "faq.csv", "--map", "question=Anliegen,answer=Bescheid", folder=tmp_path)
    (tmp_path / "chats.jsonl").write_text(
        '{"id": 1, "turns": [["customer", "Where do I park?"], ["agent", "Behind."]]}\n'
    )
    assert as_json("prep", "faq", "chats.jsonl", folder=tmp_path)["export_format"] == "transcript"


def test_the_summary_of_the_import_is_kept_beside_the_tickets_and_names_nobody(tmp_path: Path) -> None:
    as_json("prep", "desk", str(cut_sample(tmp_path / "export", ("leave",))), folder=tmp_path)
    place = locate(str(tmp_path / "data" / "desk"))
    summary = read_import_summary(place)
    assert summary.n_rows == summary.n_rows_kept + summary.n_left_out
    people = [json.loads(line) for line in (tmp_path / "export" / "users.jsonl").read_text().splitlines()]
    written = place.import_summary.read_text()
    assert len(summary.examples) == 3 and not [one["email"] for one in people if one["email"] in written]
    place.tickets.write_text("")
    with pytest.raises(StaleFiles):
        read_import_summary(place)


def test_an_empty_export_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("")
    assert "empty.csv" in complaint("prep", "desk", "empty.csv", folder=tmp_path)


def jsonl_of(*answers: str) -> str:
    """The same question with these answers, a line each."""
    asked = {"instruction": "How many days of leave do I get?"}
    return "".join(json.dumps({**asked, "response": answer}) + "\n" for answer in answers)


def test_the_audit_ends_with_no_while_answers_contradict_each_other(tmp_path: Path) -> None:
    (tmp_path / "pairs.jsonl").write_text(jsonl_of("You get 18 days.", "You get 12 days."))
    disputed = pairwright("audit", "pairs.jsonl", folder=tmp_path)
    assert disputed.returncode == 1 and "2 pairs wait, in 1 question" in disputed.stdout
    assert "2 short" not in disputed.stdout and "under the floor of 500" in disputed.stdout
    (tmp_path / "pairs.jsonl").write_text(jsonl_of("You get 18 days.", "You get 18 days a year."))
    assert pairwright("audit", "pairs.jsonl", folder=tmp_path).returncode == 0


@pytest.mark.parametrize("command", ["look old.jsonl", "audit old.jsonl", "select old.jsonl --best 1"])
def test_rows_in_an_older_encoding_are_read_with_a_remark(tmp_path: Path, command: str) -> None:
    (tmp_path / "old.jsonl").write_bytes('{"instruction": "Wo?", "response": "Im Café."}\n'.encode("latin-1"))
    remark = "Note: old.jsonl: not UTF-8: read as cp1252. Check that accents and dashes look right."
    assert remark in pairwright(*command.split(), folder=tmp_path).stderr


def test_a_file_of_prompts_is_audited_and_it_is_said_how_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "old.jsonl").write_bytes('{"prompt": "Wo ist es?", "completion": "Im Café."}\n'.encode("utf-16"))
    said = pairwright("audit", "old.jsonl", "--json", folder=tmp_path)
    remark = 'Note: old.jsonl: 1 row read with "prompt" as the instruction and "completion" as the response.'
    assert remark in said.stderr and json.loads(said.stdout)["n_pairs"] == 1


def test_a_file_that_is_not_there_is_no_project_to_make(tmp_path: Path) -> None:
    said = complaint("audit", "pairs.jsonl", folder=tmp_path)
    assert "pairs.jsonl: expected a file" in said and "Check the path" in said and "pairwright prep" not in said


def test_the_best_pairs_of_a_file_are_chosen_and_none_that_waits(tmp_path: Path) -> None:
    asked = {"instruction": "Where is the canteen of the head office?", "response": "On the ground floor, near gate 2."}
    (tmp_path / "pairs.jsonl").write_text(jsonl_of("You get 18 days.", "You get 12 days.") + json.dumps(asked) + "\n")
    found = as_json("select", "pairs.jsonl", "--best", "2", "--to", "best.jsonl", folder=tmp_path)
    assert (found["asked"], found["chosen"], found["left_out"]) == (2, 1, 2)
    assert json.loads((tmp_path / "best.jsonl").read_text()) == asked
    assert "waits: conflicting-answers" in (tmp_path / "best.why.jsonl").read_text()
    assert "expected a file" in complaint("select", "other.jsonl", "--best", "2", folder=tmp_path)


def test_any_jsonl_is_audited_without_a_project(tmp_path: Path) -> None:
    (tmp_path / "pairs.jsonl").write_text(jsonl_of("You get 18 days.", "You get 12 days.") + "{broken\n")
    found = as_json("audit", "pairs.jsonl", folder=tmp_path)
    assert found["conflicts"] == {"questions": 1, "waiting": 2, "pair_ids": [["1", "2"]]}
    assert (found["amount"]["floor"], found["amount"]["standing"]) == (500, "below-floor")
    assert found["codes"]["conflicting-answers"] >= 1
    assert "near-duplicate" not in found["codes"] and "exact-duplicate" not in found["codes"]
    assert found["malformed"][0]["source"].endswith("pairs.jsonl:3")


def test_a_killed_import_leaves_no_half_project(tmp_path: Path) -> None:
    cut_sample(tmp_path / "export")
    running = subprocess.Popen(
        [sys.executable, "-m", "pairwright", "prep", "desk", "export"],
        cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ,
    )  # fmt: skip
    time.sleep(1.5)
    running.send_signal(signal.SIGKILL)
    running.wait()
    project = tmp_path / "data" / "desk"
    assert not (project / "project.json").exists() or (project / "pairs.jsonl").exists()
    assert as_json("prep", "desk", "export", folder=tmp_path)["n_pairs"] > 100


def test_a_wrong_setting_names_the_right_one(tmp_path: Path) -> None:
    cut = cut_sample(tmp_path / "export", ("leave",))
    pairwright("prep", "desk", str(cut), folder=tmp_path)
    assert "epochs" in complaint("train", "desk", "--recipe", "tiny", "--set", "epoch=2", folder=tmp_path)


def test_a_plan_shows_topics_with_their_deviation_and_what_more_would_cost(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    shutil.rmtree(project.split.parent)
    done = pairwright("split", str(project.root), "--plan", folder=tmp_path)
    assert done.returncode == 0 and not project.split.parent.exists()
    assert "A plan: nothing was written." in done.stdout
    assert "Annual leave" in done.stdout and "(wished: 18 %)" in done.stdout
    assert "Held-out accuracy will be known to ±" in done.stdout and "±5 points take 196 taught pairs" in done.stdout


def test_a_sealed_split_says_how_exact_its_score_will_be(tmp_path: Path) -> None:
    told = as_json("split", str(build_project(tmp_path).root), folder=tmp_path)
    assert told["new"] is False and told["precision"]["n_taught"] == told["n_taught"] > 0
    assert told["price_of_five_points"]["n_taught"] == 196


@pytest.fixture
def heeding_interrupts() -> Iterator[None]:
    """What a shell runs in the background ignores Ctrl+C, and so does all that it starts: these tests, for one."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeding_interrupts")
def test_stopping_a_preparation_leaves_the_project_as_it_was_and_says_so(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "pairwright", "prep", "desk", str(SAMPLE / "export")],
        cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=os.environ, text=True,
    ) as running:  # fmt: skip
        assert running.stderr
        while not running.stderr.readline().startswith("Finding what people wrote"):
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        said = running.stderr.read()
    assert running.returncode == 130
    assert "Nothing was written" in said and "Traceback" not in said
    assert not list(tmp_path.glob("data/desk/*"))


@pytest.mark.parametrize(("command", "speaks_of_training"), [("train", True), ("split", False)])
def test_only_training_says_where_training_goes_on(
    command: str, speaks_of_training: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(**_: object) -> int:
        return command_line.STOPPED

    monkeypatch.setattr(command_line, "app", interrupted)
    monkeypatch.setattr(sys, "argv", ["pairwright", command, "desk"])
    with pytest.raises(SystemExit, match="130"):
        command_line.main()
    assert ("last checkpoint" in capsys.readouterr().err) is speaks_of_training
