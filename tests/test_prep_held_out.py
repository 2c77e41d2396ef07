"""The sealed part opens through one door, and every opening leaves a line."""

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sealed_projects import LEAVE, LEAVE_AGAIN, VPN, opened, sealed_project

from prep.errors import BadInput, MissingProject, PairwrightError, Refused, StaleFiles
from prep.held_out import (
    open_held_out,
    read_openings,
    read_sealed,
    read_train,
    read_train_of_today,
    read_validation,
)
from prep.opening_log import begin_log
from prep.project import Project, digest, write_jsonl
from prep.records import Pair
from prep.seal import bind, canonical, leaf, merkle


def test_training_sees_only_its_own_part(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    assert [(pair.pair_id, pair.topic) for pair in read_train(project)] == [("T1/1", "leave")]
    assert project.train.read_text() == (
        '{"instruction": "How many days of earned leave do I get?", "response": "18 days a year."}\n'
    )


def test_each_opening_is_logged_and_counted(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    assert opened(project) == ["taught", "untaught"]
    _, stamp = open_held_out(project, run="002", why="score", command="evaluate", opened_at="2026-09-03T08:00:00Z")
    assert (stamp.openings_before, stamp.near_copies) == (1, 0)
    assert [line.run for line in read_openings(project)] == ["001", "002"]
    assert stamp.log_head == read_openings(project)[-1].digest


def test_a_look_that_judges_no_model_counts_as_an_opening_and_as_a_look(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    opened(project, run="")
    opened(project, run="001")
    _, stamp = open_held_out(project, run="002", why="score", command="evaluate", opened_at="2026-09-03T08:00:00Z")
    assert (stamp.openings_before, stamp.other_runs, stamp.looks) == (2, 1, 1)


def test_a_changed_held_out_row_is_refused(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    project.held_out.write_text(project.held_out.read_text().replace("60 minutes", "90 minutes"))
    with pytest.raises(StaleFiles, match="expected the sealed held-out part"):
        opened(project)
    assert read_openings(project) == []


def test_a_line_removed_from_the_opening_log_is_found(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    opened(project)
    opened(project)
    lines = project.openings.read_text().splitlines(keepends=True)
    project.openings.write_text(lines[1])
    with pytest.raises(StaleFiles, match=r"openings.jsonl:1: expected opening 1"):
        read_openings(project)


def test_a_changed_training_file_is_refused(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    project.train.write_text(project.train.read_text().replace("18", "30"))
    with pytest.raises(StaleFiles, match="expected the training part that was sealed on 2026-09-01"):
        read_train(project)


def test_training_refuses_a_split_with_a_copy_across_it(tmp_path: Path) -> None:
    copy = Pair("T2/1", "T2", "Hi, how many days of earned leave do I get??", "18.", "leave")
    with pytest.raises(Refused, match="expected no copy across the split, got 1"):
        read_train(sealed_project(tmp_path, copy))


def test_a_new_split_keeps_the_old_one_and_its_log(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    opened(project)
    sealed_project(tmp_path)
    assert read_openings(project) == []
    assert (project.root / "split-1" / "openings.jsonl").is_file()


def test_the_root_is_bound_to_the_number_of_rows() -> None:
    leaves = [leaf({"n": number}, "ab" * 16) for number in range(3)]
    assert merkle(leaves) != merkle([*leaves, leaves[-1]])


@pytest.mark.parametrize("salt", ["zz" * 16, "00", "", None, 7])
def test_a_salt_that_is_none_is_refused_in_one_line(tmp_path: Path, salt: object) -> None:
    project = sealed_project(tmp_path)
    rows = [json.loads(line) for line in project.held_out.read_text().splitlines()]
    project.held_out.write_text("".join(json.dumps({**row, "salt": salt}) + "\n" for row in rows))
    with pytest.raises(StaleFiles, match=r"held_out.jsonl:1: expected the row's salt"):
        opened(project)


@pytest.mark.parametrize(("key", "value"), [("root", None), ("root", 3), ("split", []), ("n_copies", "none")])
def test_a_split_file_with_something_missing_or_wrong_is_refused_in_one_line(
    tmp_path: Path, key: str, value: object
) -> None:
    project = sealed_project(tmp_path)
    project.split.write_text(json.dumps({**json.loads(project.split.read_text()), key: value}))
    with pytest.raises(BadInput, match=f"expected a sealed split, got one whose '{key}' is missing or wrong"):
        read_sealed(project)


def test_an_empty_certificate_is_refused_in_one_line(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    project.certificate.write_text("{}")
    with pytest.raises(PairwrightError, match="certificate.json: expected"):
        read_train(project)


def test_a_training_file_of_another_length_than_its_assignments_is_refused(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    project.train.write_text(project.train.read_text() * 2)
    stored = json.loads(project.split.read_text())
    project.split.write_text(json.dumps({**stored, "train_digest": digest(project.train)}))
    with pytest.raises(StaleFiles):
        read_train(project)


def altered(project: Project, **changes: object) -> None:
    """Write something else into split.json, as somebody would who knows what the digests are."""
    project.split.write_text(json.dumps({**json.loads(project.split.read_text()), **changes}))


def test_a_held_out_question_planted_in_training_is_refused_although_its_digest_was_mended(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    project.train.write_text(
        json.dumps({"instruction": LEAVE_AGAIN.instruction, "response": "You get 18 days."}) + "\n"
    )
    altered(project, train_digest=digest(project.train))
    with pytest.raises(StaleFiles, match="got other assignments or digests"):
        read_train(project)


def test_swapped_assignments_are_refused(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    split = json.loads(project.split.read_text())["split"]
    first, second, third = split["assignments"]
    first["part"], second["part"] = second["part"], first["part"]
    altered(project, split={**split, "assignments": [first, second, third]})
    for read in (read_train, opened):
        with pytest.raises(StaleFiles, match="got other assignments or digests"):
            read(project)


def test_the_certificate_of_another_split_is_refused(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    other = replace(LEAVE_AGAIN, instruction="How much leave may I carry over into January?")
    project.certificate.write_text(sealed_project(tmp_path / "other", other).certificate.read_text())
    with pytest.raises(StaleFiles, match="expected the certificate that was sealed on 2026-09-01, got another file"):
        read_train(project)


def test_a_missing_certificate_is_refused(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    project.certificate.unlink()
    with pytest.raises(MissingProject, match="certificate.json: expected this file"):
        read_train(project)


def test_nobody_learns_from_a_split_whose_pairs_changed_after_the_certificate(tmp_path: Path) -> None:
    project = Project(tmp_path / "people-desk")
    write_jsonl(project.pairs, [LEAVE, LEAVE_AGAIN, VPN])
    sealed_project(tmp_path, pairs_file_digest=digest(project.pairs))
    assert [pair.pair_id for pair in read_train_of_today(project)] == ["T1/1"]
    write_jsonl(project.pairs, [LEAVE, LEAVE_AGAIN])
    with pytest.raises(StaleFiles, match="expected a certificate of today's pairs.jsonl, got one of the pairs of 2026"):
        read_train_of_today(project)


def test_nobody_learns_a_pair_that_was_decided_on_after_the_split(tmp_path: Path) -> None:
    project = Project(tmp_path / "people-desk")
    project.audit.parent.mkdir(parents=True)
    project.audit.write_text("{}")
    sealed_project(tmp_path, pairs_digest=digest(project.audit))
    assert [pair.pair_id for pair in read_train_of_today(project)] == ["T1/1"]
    project.audit.write_text('{"rejected": ["T1/1"]}')
    with pytest.raises(StaleFiles, match=r"expected a split of today's audit.*Run `pairwright split"):
        read_train_of_today(project)


def test_openings_of_retired_splits_count_although_their_folders_are_gone(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    opened(project, "001")
    opened(project, "002")
    sealed_project(tmp_path, salt="2")
    opened(project, "003")
    sealed_project(tmp_path, salt="3")
    for number in (1, 2):
        shutil.rmtree(project.root / f"split-{number}")
    _, stamp = open_held_out(project, run="004", why="score", command="evaluate", opened_at="2026-09-03T08:00:00Z")
    assert (stamp.openings_before, stamp.of_retired_splits, stamp.other_runs) == (3, 3, 0)
    assert stamp.seen_before == 2


def test_only_questions_that_an_opened_split_held_out_were_seen_before(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    assert read_sealed(sealed_project(tmp_path, salt="2")).n_seen_before == 0
    opened(project)
    assert read_sealed(sealed_project(tmp_path, replace(LEAVE_AGAIN, pair_id="T9/1"), salt="3")).n_seen_before == 1


def test_other_runs_are_told_apart_from_one_run_opened_twice(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    for run in ("001", "002", "002", "001"):
        opened(project, run)
    _, stamp = open_held_out(project, run="002", why="score", command="evaluate", opened_at="2026-09-03T08:00:00Z")
    assert (stamp.openings_before, stamp.other_runs) == (4, 1)


def test_retiring_a_damaged_split_forgets_none_of_its_openings(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    opened(project)
    opened(project)
    project.openings.unlink()
    project.split.write_text("{}")
    assert [one.n_openings for one in read_sealed(sealed_project(tmp_path, salt="2")).earlier] == [2]


def test_a_split_that_an_earlier_version_sealed_still_opens(tmp_path: Path) -> None:
    project = sealed_project(tmp_path)
    stored = json.loads(project.split.read_text())
    for key in ("left_out", "validation_share", "by", "by_time", "n_canaries"):
        del stored["split"][key]
    for row in stored["split"]["assignments"]:
        del row["also"]
    for key in ("validation_digest", "canaries_digest"):
        del stored[key]
    stored["split_digest"] = hashlib.sha256(canonical(stored["split"])).hexdigest()
    stored["root"] = bind({key: value for key, value in stored.items() if key not in ("root", "split", "leaves")})
    project.split.write_text(json.dumps(stored))
    begin_log(project, stored["root"])
    assert [pair.pair_id for pair in read_train(project)] == ["T1/1"] and read_validation(project) == []
    assert opened(project) == ["taught", "untaught"]
