"""The split's files: written once, read by training (train only) or by judging (the held-out part, and logged).

split/train.jsonl has exactly {"instruction", "response"} a line; line n is the n-th "train" assignment of split.json.
split/held_out.jsonl carries the ids and each row's salt. `open_held_out` is the only function that reads it.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from prep.certificate import Certificate
from prep.errors import Refused, StaleFiles
from prep.project import (
    Project,
    append_jsonl,
    digest,
    need,
    read_json,
    read_records,
    read_rows,
    write_json,
    write_jsonl,
)
from prep.records import Assignment, Pair, Part, Split
from prep.seal import Opening, check_openings, check_seal, leaf, next_opening, root


@dataclass(frozen=True, slots=True)
class HeldOutPair:
    """A held-out pair and whether training covers its question."""

    pair: Pair
    part: Part  # "taught" or "untaught"
    group_id: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """What split.json says: where every pair went, and the digests that prove it."""

    split: Split
    root: str
    sealed_at: str
    pairs_digest: str
    train_digest: str
    n_copies: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every score is printed with."""

    root: str
    openings_before: int
    near_copies: int


def seal_split(
    project: Project,
    split: Split,
    pairs: Sequence[Pair],
    certificate: Certificate,
    *,
    salts: Sequence[str],
    sealed_at: str,
    pairs_digest: str,
) -> Sealed:
    """Write the split folder whole or not at all. `salts` are one 32-character hex string for each held-out pair."""
    by_id = {pair.pair_id: pair for pair in pairs}
    train = [by_id[row.pair_id] for row in split.assignments if row.part == "train"]
    held_out = [row for row in split.assignments if row.part != "train"]
    rows = [_held_out_row(by_id[row.pair_id], row) for row in held_out]
    building = Project(project.root / ".split-being-written")
    shutil.rmtree(building.root, ignore_errors=True)
    write_jsonl(building.train, ({"instruction": pair.instruction, "response": pair.response} for pair in train))
    write_jsonl(building.held_out, ({**row, "salt": salt} for row, salt in zip(rows, salts, strict=True)))
    leaves = [leaf(row, salt) for row, salt in zip(rows, salts, strict=True)]
    sealed = Sealed(split, root(leaves), sealed_at, pairs_digest, digest(building.train), certificate.n_copies)
    write_json(building.certificate, {"is_clean": certificate.is_clean, **asdict(certificate)})
    write_json(building.split, {**asdict(sealed), "n_held_out": len(rows), "leaves": leaves})
    _put_in_place(building.split.parent, project.split.parent)
    shutil.rmtree(building.root, ignore_errors=True)
    return sealed


def read_sealed(project: Project) -> Sealed:
    """split.json, or MissingProject naming the command that makes it."""
    stored = read_json(need(project.split, f"pairwright split {project.name}"))
    return TypeAdapter(Sealed).validate_python({key: stored[key] for key in Sealed.__dataclass_fields__})


def read_train(project: Project) -> list[Pair]:
    """The training pairs with their ids and topics.

    StaleFiles when the file is not the one that was sealed; Refused when the certificate is missing or not clean.
    """
    sealed = read_sealed(project)
    need(project.certificate, f"pairwright split {project.name} --anew")
    if sealed.n_copies or not read_json(project.certificate)["is_clean"]:
        raise Refused(
            f"{project.certificate}: expected no copy across the split, got {sealed.n_copies}. "
            f"Audit the pairs and split again with `pairwright split {project.name} --anew`."
        )
    if digest(need(project.train, f"pairwright split {project.name} --anew")) != sealed.train_digest:
        raise StaleFiles(
            f"{project.train}: expected the training part that was sealed on {sealed.sealed_at[:10]}, got another "
            f"file. Restore it, or split again with `pairwright split {project.name} --anew`."
        )
    assigned = [row for row in sealed.split.assignments if row.part == "train"]
    return [
        Pair(row.pair_id, "", line["instruction"], line["response"], row.topic)
        for row, (_, line) in zip(assigned, read_rows(project.train), strict=True)
    ]


def open_held_out(
    project: Project, *, run: str, why: str, command: str, opened_at: str
) -> tuple[list[HeldOutPair], Stamp]:
    """Read the held-out part, after adding this opening to the log.

    StaleFiles when the rows or the log are not the sealed ones.
    """
    sealed = read_sealed(project)
    log = read_openings(project)
    stored = [row for _, row in read_rows(need(project.held_out, f"pairwright split {project.name} --anew"))]
    salts = [row.pop("salt", "") for row in stored]
    check_seal(stored, salts, sealed.root, str(project.held_out))
    append_jsonl(project.openings, next_opening(log, opened_at=opened_at, run=run, why=why, command=command))
    held_out = [
        HeldOutPair(
            Pair(row["pair_id"], row["ticket_id"], row["instruction"], row["response"], row["topic"]),
            row["part"],
            row["group_id"],
        )
        for row in stored
    ]
    return held_out, Stamp(sealed.root, len(log), sealed.n_copies)


def read_openings(project: Project) -> list[Opening]:
    """Every opening so far, checked against its chain."""
    if not project.openings.is_file():
        return []
    log = read_records(project.openings, Opening)
    check_openings(log, str(project.openings))
    return log


def _held_out_row(pair: Pair, assignment: Assignment) -> Mapping[str, Any]:
    return {
        "pair_id": pair.pair_id,
        "ticket_id": pair.ticket_id,
        "instruction": pair.instruction,
        "response": pair.response,
        "topic": pair.topic,
        "part": assignment.part,
        "group_id": assignment.group_id,
    }


def _put_in_place(new: Path, place: Path) -> None:
    """Rename the new folder in; an earlier one, with its opening log, is kept as split-1, split-2, …"""
    if place.exists():
        number = 1 + sum(1 for _ in place.parent.glob("split-*"))
        place.rename(place.with_name(f"split-{number}"))
    new.rename(place)
