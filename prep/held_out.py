"""The split's files: written once, read by training (train only) or by judging (the held-out part, and logged).

split/train.jsonl has exactly {"instruction", "response"} a line; line n is the n-th "train" assignment of split.json.
split/held_out.jsonl carries the ids and each row's salt. `open_held_out` is the only function that reads it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from prep.certificate import Certificate
from prep.errors import BadInput, Refused, StaleFiles
from prep.opening_log import log_opening, read_log
from prep.project import Project, digest, need, read_json, read_rows, write_json, write_jsonl
from prep.records import Assignment, Pair, Part, Split
from prep.seal import Opening, check_seal, leaf, root
from prep.split_folder import alone, empty_build, put_in_place, settle


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
    train_rows = [{"instruction": pair.instruction, "response": pair.response} for pair in train]
    leaves = [leaf(row, salt) for row, salt in zip(rows, salts, strict=True)]
    project.root.mkdir(parents=True, exist_ok=True)
    with alone(project):
        build = empty_build(project)
        write_jsonl(build.train, train_rows)
        write_jsonl(build.held_out, ({**row, "salt": salt} for row, salt in zip(rows, salts, strict=True)))
        write_json(build.certificate, {"is_clean": certificate.is_clean, **asdict(certificate)})
        sealed = Sealed(split, root(leaves), sealed_at, pairs_digest, digest(build.train), certificate.n_copies)
        write_json(build.split, {**asdict(sealed), "n_held_out": len(rows), "leaves": leaves})
        put_in_place(project, build)
    return sealed


def read_sealed(project: Project) -> Sealed:
    """split.json, or MissingProject naming the command that makes it."""
    settle(project)
    stored = read_json(need(project.split, f"pairwright split {project.name}"))
    try:
        return TypeAdapter(Sealed).validate_python({key: stored.get(key) for key in Sealed.__dataclass_fields__})
    except ValidationError as fault:
        place = ".".join(str(part) for part in fault.errors()[0]["loc"])
        raise BadInput(
            f"{project.split}: expected a sealed split, got one whose {place!r} is missing or wrong. "
            f"Restore the file, or retire this split with `pairwright split {project.name} --anew`."
        ) from None


def read_train(project: Project) -> list[Pair]:
    """The training pairs with their ids and topics.

    StaleFiles when the file is not the one that was sealed; Refused when the certificate is missing or not clean.
    """
    sealed = read_sealed(project)
    need(project.certificate, f"pairwright split {project.name} --anew")
    if sealed.n_copies or read_json(project.certificate).get("is_clean") is not True:
        found = sealed.n_copies or "a certificate that does not say so"
        raise Refused(
            f"{project.certificate}: expected no copy across the split, got {found}. "
            f"Audit the pairs and split again with `pairwright split {project.name} --anew`."
        )
    if digest(need(project.train, f"pairwright split {project.name} --anew")) != sealed.train_digest:
        raise StaleFiles(
            f"{project.train}: expected the training part that was sealed on {sealed.sealed_at[:10]}, got another "
            f"file. Restore it, or split again with `pairwright split {project.name} --anew`."
        )
    assigned = [row for row in sealed.split.assignments if row.part == "train"]
    lines = [line for _, line in read_rows(project.train)]
    if len(lines) != len(assigned):
        raise StaleFiles(
            f"{project.train}: expected the {len(assigned):,} training pairs that {project.split.name} assigns, got "
            f"{len(lines):,}. Restore both files, or split again with `pairwright split {project.name} --anew`."
        )
    return [
        Pair(row.pair_id, "", line["instruction"], line["response"], row.topic)
        for row, line in zip(assigned, lines, strict=True)
    ]


def open_held_out(
    project: Project, *, run: str, why: str, command: str, opened_at: str
) -> tuple[list[HeldOutPair], Stamp]:
    """Read the held-out part, after adding this opening to the log.

    StaleFiles when the rows or the log are not the sealed ones.
    """
    settle(project)
    need(project.split, f"pairwright split {project.name}")
    with alone(project):
        sealed = read_sealed(project)
        stored = [row for _, row in read_rows(need(project.held_out, f"pairwright split {project.name} --anew"))]
        salts = [row.pop("salt", "") for row in stored]
        check_seal(stored, salts, sealed.root, str(project.held_out))
        log = log_opening(project, opened_at=opened_at, run=run, why=why, command=command)
    held_out = [
        HeldOutPair(
            Pair(row["pair_id"], row["ticket_id"], row["instruction"], row["response"], row["topic"]),
            row["part"],
            row["group_id"],
        )
        for row in stored
    ]
    return held_out, Stamp(sealed.root, len(log) - 1, sealed.n_copies)


def read_openings(project: Project) -> list[Opening]:
    """Every opening so far, checked against its chain."""
    settle(project)
    return read_log(project)


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
