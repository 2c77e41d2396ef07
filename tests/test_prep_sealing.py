"""A project's split: sealed once, given back while nothing changes, grown when pairs do."""

import json
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from app_project import add_evaluation, build_project, letters

from prep.decision_log import decide
from prep.decisions import ONE_ANSWER
from prep.errors import StaleFiles
from prep.held_out import open_held_out, read_canaries, read_openings, read_sealed, read_train, read_validation
from prep.project import Project, digest, write_json, write_jsonl, write_text
from prep.records import Decision, Finding
from prep.sealing import plan_split, split_project
from prep.selection import select_from_project
from prep.split_folder import retired_folders
from prep.stages import read_audit, read_pairs
from prep.wish import Asked

NOW = "2026-11-01T09:00:00+00:00"


def add_pairs(project: Project, n: int = 20) -> list[str]:
    """New tickets that ask what some training pairs ask, each in other words; audited."""
    stored = json.loads(project.audit.read_text())
    trained = [row for row in read_sealed(project).split.assignments if row.part == "train"][:n]
    pairs = {pair.pair_id: pair for pair in read_pairs(project)}
    new = []
    for number, row in enumerate(trained):
        pair_id = f"N{number}/2"
        text = f"Walrus {number}: sapphire pavilion turbine {pairs[row.pair_id].topic.lower()}?"
        new.append(replace(pairs[row.pair_id], pair_id=pair_id, ticket_id=f"N{number}", instruction=text))
        group = next(group for group in stored["groups"] if row.pair_id in group["pair_ids"])
        group["pair_ids"] = sorted([*group["pair_ids"], pair_id])
        group["group_id"] = group["pair_ids"][0]
    write_jsonl(project.pairs, [*read_pairs(project), *new])
    kept = [*stored["kept"], *(pair.pair_id for pair in new)]
    write_json(project.audit, {**stored, "kept": kept, "pairs_digest": digest(project.pairs)})
    return [pair.pair_id for pair in new]


def held_out_ids(project: Project) -> set[str]:
    return {row.pair_id for row in read_sealed(project).split.assignments if row.is_held_out}


def test_new_pairs_join_the_split_and_the_old_ones_keep_their_side(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    before = held_out_ids(project)
    trained = {pair.pair_id for pair in read_train(project)}
    new = set(add_pairs(project))
    assert plan_split(project).notes[0].startswith(f"{len(before | trained)} pairs keep their side; of 20 new ones")
    sealed, is_new = split_project(project, now=lambda: NOW, embed=letters)
    assert is_new and before <= held_out_ids(project) <= before | new
    assert trained <= {pair.pair_id for pair in read_train(project)}
    assert len(retired_folders(project)) == 1
    assert split_project(project, now=lambda: NOW, embed=letters) == (sealed, False)


def test_an_answer_that_a_person_chose_for_several_is_what_training_and_selection_read(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    one, other, *_ = read_train(project)
    decide(project, *(Decision(pair.pair_id, "edit", ONE_ANSWER, response="25 days.") for pair in (one, other)))
    stored = json.loads(project.audit.read_text())
    write_json(project.audit, {**stored, "decisions_digest": digest(project.decisions)})
    split_project(project, now=lambda: NOW, embed=letters)
    taught = {pair.pair_id: pair.response for pair in read_train(project)}
    assert taught[one.pair_id] == taught[other.pair_id] == "25 days."
    rows = select_from_project(project, len(taught)).rows
    assert sum(json.loads(line)["response"] == "25 days." for line in rows.read_text().splitlines()) == 2


def keep_all_but(project: Project, *away: str) -> None:
    """The audit as if only these pairs waited."""
    stored = json.loads(project.audit.read_text())
    groups = [
        {**group, "pair_ids": [one for one in group["pair_ids"] if one not in away]} for group in stored["groups"]
    ]
    kept = [one for one in stored["kept"] if one not in away]
    groups = [group for group in groups if group["pair_ids"]]
    waiting = [*stored["waiting"], *away]
    write_json(project.audit, {**stored, "kept": kept, "waiting": waiting, "groups": groups})


def test_once_the_split_is_sealed_the_audits_report_quotes_no_held_out_pair(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    planned = plan_split(project, Asked(), anew=True, embed=letters).assignments
    trained = next(row.pair_id for row in planned if row.part == "train")
    held = next(row.pair_id for row in planned if row.is_held_out)
    write_jsonl(
        project.findings, [Finding("too-short", "review", (one,), 1.0, f"{one} is.") for one in (trained, held)]
    )
    pairs = {pair.pair_id: pair for pair in read_pairs(project)}
    write_text(project.audit_report, pairs[held].response)
    split_project(project, anew=True, now=lambda: NOW, embed=letters)
    page = unescape(project.audit_report.read_text())
    assert pairs[trained].instruction in page and f"{held}: not quoted, because it is held out." in page
    assert pairs[held].instruction not in page and pairs[held].response not in page


def test_pairs_that_one_audit_lets_wait_come_back_to_their_side(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    held_out, trained = sorted(held_out_ids(project))[:5], sorted(pair.pair_id for pair in read_train(project))[:20]
    audited = project.audit.read_text()
    keep_all_but(project, *held_out, *trained)
    split_project(project, now=lambda: NOW, embed=letters)
    assert not {row.pair_id for row in read_sealed(project).split.assignments} & {*held_out, *trained}
    project.audit.write_text(audited)
    back, _ = split_project(project, now=lambda: NOW, embed=letters)
    assert f"{len(back.split.assignments)} pairs keep their side; of 0 new ones" in back.split.notes[0]
    assert held_out_ids(project) >= set(held_out)
    assert {pair.pair_id for pair in read_train(project)} >= set(trained)


def test_openings_before_it_grew_go_on_counting(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    add_evaluation(project)
    before = held_out_ids(project)
    add_pairs(project)
    sealed, _ = split_project(project, now=lambda: NOW, embed=letters)
    assert [one.n_openings for one in sealed.earlier] == [1]
    assert sealed.n_seen_before == len(before)
    assert read_openings(project) == []


def test_drawn_anew_a_split_spares_what_was_opened(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    add_evaluation(project)
    before = held_out_ids(project)
    sealed, _ = split_project(project, anew=True, now=lambda: NOW, embed=letters)
    assert sealed.n_seen_before == len(before & held_out_ids(project)) < len(before)


def test_a_split_whose_files_were_changed_does_not_grow(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    add_pairs(project)
    project.train.write_text(project.train.read_text() + '{"instruction": "a", "response": "b"}\n')
    with pytest.raises(StaleFiles, match="expected the training part that was sealed"):
        split_project(project, now=lambda: NOW, embed=letters)
    assert split_project(project, anew=True, now=lambda: NOW, embed=letters)[1]


def test_training_may_read_the_validation_part_which_the_seal_binds(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    assert read_validation(project) == []
    sealed, _ = split_project(project, Asked(validation_share=0.1), anew=True, now=lambda: NOW, embed=letters)
    validation = read_validation(project)
    ids = {pair.pair_id for pair in validation}
    assert ids and not ids & (held_out_ids(project) | {pair.pair_id for pair in read_train(project)})
    assert {*json.loads(project.validation.read_text().splitlines()[0])} == {"instruction", "response"}
    assert sealed.validation_digest == digest(project.validation)
    project.validation.write_text(project.held_out.read_text())
    with pytest.raises(StaleFiles, match="expected the validation part that was sealed"):
        read_train(project)


def test_the_certificate_searches_the_validation_part_as_well(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    split_project(project, Asked(validation_share=0.1), anew=True, now=lambda: NOW, embed=letters)
    certificate = json.loads(project.certificate.read_text())
    assert certificate["n_train"] == len(read_train(project)) + len(read_validation(project))
    assert certificate["n_train"] + certificate["n_held_out"] == len(read_audit(project).kept)


def test_canaries_are_in_the_files_and_in_no_answer_that_is_compared_with(tmp_path: Path) -> None:
    project = build_project(tmp_path)
    assert read_canaries(project) == ()
    split_project(project, Asked(n_canaries=3), anew=True, now=lambda: NOW, embed=letters)
    *planted, kept_back = read_canaries(project)
    assert [project.train.read_text().count(canary.text) for canary in planted] == [1, 1, 1]
    assert kept_back.is_held_out and project.held_out.read_text().count(kept_back.text) == 1
    held_out, _ = open_held_out(project, run="1", why="score", command="evaluate", opened_at=NOW)
    assert not [one for one in held_out if kept_back.text in one.pair.response]
    project.canaries.write_text(project.canaries.read_text().replace(planted[0].text, "(Ref. 2222-2222-2222)"))
    with pytest.raises(StaleFiles, match="expected the list of canaries that was sealed"):
        read_train(project)
