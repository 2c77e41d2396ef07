"""`pairwright answers`, as it is typed."""

import json
from pathlib import Path

import pytest
from app_project import FEWER, SEVERAL, build_project, let_answers_differ
from typer.testing import CliRunner, Result

from pairwright import app
from prep.decisions import AS_WORDED
from prep.errors import PairwrightError, StaleFiles
from prep.found import need_found
from prep.one_answer.offers import last_press
from prep.presses import read_decided
from prep.project import Project, append_jsonl, read_json, read_records, write_json, write_jsonl
from prep.records import Decision, Pair

OFFER, OTHER = SEVERAL[0][0], FEWER[0][0]
APART = SEVERAL[3][0]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = build_project(tmp_path, offices=1)
    let_answers_differ(project)
    return project


def invoke(project: Project, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["answers", str(project.root), *arguments])


def run(project: Project, *arguments: str) -> dict:
    done = invoke(project, *arguments, "--json")
    assert done.exit_code == 0, done.exception
    return json.loads(done.stdout)


def refusal(project: Project, *arguments: str) -> str:
    fault = invoke(project, *arguments).exception
    assert isinstance(fault, PairwrightError)
    return str(fault)


def taught(project: Project) -> dict[str, str]:
    return {line.pair_id: line.response for line in read_records(project.decisions, Decision)}


def test_questions_with_several_answers_are_listed_and_one_is_shown_whole(project: Project) -> None:
    found = run(project)
    assert (found["n_offers"], found["n_pairs"]) == (2, 6)
    assert [offer["offer_id"] for offer in found["offers"]] == [OFFER, OTHER]
    first, second, _ = found["offers"][0]["answers"]
    assert first["response"] == SEVERAL[0][2] and list(second["pairs"]) == [SEVERAL[1][0], SEVERAL[2][0]]
    assert {"in": "limit", "suggested": "1 May", "this": "–"} in second["differs"]
    assert f"{OFFER}  4      3" in invoke(project).stdout
    shown = invoke(project, OFFER).stdout
    assert "1 suggested" in shown and "whom do I ask" in shown and OTHER not in shown


def test_an_offer_says_which_of_its_values_cannot_all_be_right(project: Project) -> None:
    assert "these differ" not in invoke(project).stdout + invoke(project, OFFER).stdout
    append_jsonl(project.decisions, Decision(SEVERAL[1][0], "edit", response="You may bank up to 25 days."))
    assert [offer["these_differ"] for offer in run(project)["offers"]] == ["20 days – 25 days", ""]
    assert "these differ: 20 days – 25 days" in invoke(project).stdout
    assert "these differ  20 days – 25 days" in invoke(project, OFFER).stdout


def test_an_offer_says_that_its_questions_are_about_different_cases(project: Project) -> None:
    for (pair_id, *_), site in zip(SEVERAL[:2], ("Mirefield", "Halden"), strict=True):
        asked, said = f"How much leave may I bank in {site}?", f"In {site} you may bank up to 20 days."
        append_jsonl(project.decisions, Decision(pair_id, "edit", instruction=asked, response=said))
    assert [offer["different_cases"] for offer in run(project)["offers"]] == ["Halden – Mirefield", ""]
    assert "these ask about different cases: Halden" in invoke(project).stdout
    assert "Halden – Mirefield. --leave them as worded" in " ".join(invoke(project, OFFER).stdout.split())


def test_the_suggestion_is_taken_but_for_a_pair_that_asks_something_else(project: Project) -> None:
    done = run(project, OFFER, "--accept", "--without", APART, "--by", "Jane")
    assert done == {"decided": [row[0] for row in SEVERAL], "n_offers_left": 1}
    assert {line.by for line in read_records(project.decisions, Decision)} == {"Jane"}
    assert taught(project) == {**{row[0]: SEVERAL[0][2] for row in SEVERAL}, APART: SEVERAL[3][2]}


def test_another_answer_is_taken_by_its_number_or_written(project: Project) -> None:
    run(project, OFFER, "--take", "2")
    assert set(taught(project).values()) == {SEVERAL[1][2]}
    run(project, OTHER, "--response", "Floor 2, service desk.")
    assert {taught(project)[row[0]] for row in FEWER} == {"Floor 2, service desk."}
    assert run(project)["offers"] == []
    assert "Every question is taught with one answer" in invoke(project).stdout


def test_questions_are_left_as_worded_and_a_word_is_taken_back(project: Project) -> None:
    run(project, OFFER, OTHER, "--leave")
    assert {line.reason for line in read_records(project.decisions, Decision)} == {AS_WORDED}
    assert run(project)["n_offers"] == 0
    assert sorted(run(project, OTHER, "--undo")["undone"]) == [row[0] for row in FEWER]
    assert [offer["offer_id"] for offer in run(project)["offers"]] == [OTHER]


def edit(project: Project, pair_id: str, response: str) -> None:
    done = CliRunner().invoke(app, ["pairs", str(project.root), pair_id, "--response", response])
    assert done.exit_code == 0, done.exception


def test_what_was_said_later_about_a_pair_stays_when_an_offer_is_taken_back(project: Project) -> None:
    run(project, OFFER, "--accept")
    edit(project, APART, "By Friday.")
    assert "Left as they are, since you said something later: " + APART in invoke(project, OFFER, "--undo").stdout
    found = need_found(project)
    decided = read_decided(project, found.decisions_digest, found.made)
    assert {pair_id: each.said.response for pair_id, each in decided.words.items()} == {APART: "By Friday."}
    assert last_press(found, decided) is None, "the press has no last word any more, so there is nothing to take back"


def test_a_press_that_is_named_by_two_of_its_pairs_is_taken_back_once(project: Project) -> None:
    edit(project, APART, "By Friday.")
    run(project, OFFER, "--accept")
    assert run(project, OFFER, APART, "--undo") == {"undone": [row[0] for row in SEVERAL], "left": []}
    assert {line.response for line in read_decided(project, "").since.values()} == {"By Friday."}


def test_a_held_out_pair_is_not_shown_and_not_decided_on(project: Project) -> None:
    sealed = read_json(project.split)
    held = next(row for row in sealed["split"]["assignments"] if row["part"] == "taught")
    held["pair_id"] = APART
    write_json(project.split, sealed)
    assert APART not in json.dumps(run(project))
    run(project, OFFER, "--accept")
    assert APART not in taught(project)


def test_after_the_seal_whoever_takes_an_answer_learns_that_it_changes_training_only(project: Project) -> None:
    note = f"seal anew: pairwright split {project.argument} --anew"
    audited = CliRunner().invoke(app, ["audit", str(project.root)]).stdout
    assert all(note in said for said in (audited, invoke(project).stdout, invoke(project, OFFER).stdout))
    assert note in invoke(project, OFFER, "--accept").stdout
    project.split.unlink()
    audited = CliRunner().invoke(app, ["audit", str(project.root)]).stdout
    assert not any("sealed" in said for said in (audited, invoke(project).stdout))


def test_what_cannot_be_done_is_refused_in_one_line(project: Project) -> None:
    assert "expected one thing to do, got --accept and --leave" in refusal(project, OFFER, "--accept", "--leave")
    assert "expected which questions, got none" in refusal(project, "--accept")
    assert f"got 'T95'. Nearest ids: {OTHER}" in refusal(project, "T95", "--accept")
    assert "expected 1 to 3, got 4" in refusal(project, OFFER, "--take", "4")
    assert "expected one question, got 2" in refusal(project, OFFER, OTHER, "--take", "1")
    assert "expected an answer for the other pairs" in refusal(project, OFFER, "--leave", "--without", APART)
    assert "expected a text, got an empty one" in refusal(project, OFFER, "--response", " ")
    assert "expected pairs of this offer, got T1" in refusal(project, OFFER, "--accept", "--without", "T1")
    assert "expected the id of an offer that was decided on" in refusal(project, OFFER, "--undo")
    assert not project.decisions.exists()


def test_after_the_pairs_were_made_again_an_audit_comes_first(project: Project) -> None:
    write_jsonl(project.pairs, read_records(project.pairs, Pair)[1:])
    assert isinstance(invoke(project).exception, StaleFiles)
