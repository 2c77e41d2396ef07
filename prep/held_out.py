"""The split's files: written once, read by training (train and validation) or by judging (held out, and logged).

split/train.jsonl has exactly {"instruction", "response"} a line; line n is the n-th "train" assignment of split.json.
split/validation.jsonl, where one was asked for, is the same of the "validation" assignments: training may look at it.
split/held_out.jsonl carries the ids and each row's salt. `open_held_out` is the only function that reads it.
"""

import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from prep.canaries import Canary, plant_canaries, without_canaries
from prep.certificate import Certificate
from prep.certificate_report import render_certificate
from prep.earlier_splits import earlier_splits, seen_before
from prep.errors import BadInput, PairwrightError, Refused, StaleFiles
from prep.opening_log import CUT_OFF, begin_log, is_look, log_opening, mend_log, read_log
from prep.project import Project, digest, need, read_json, read_rows, write_json, write_jsonl, write_text
from prep.records import Assignment, Pair, Part, Split
from prep.seal import EarlierSplit, Opening, bind, canonical, check_rows, leaf, merkle
from prep.split_folder import alone, empty_build, put_in_place, settle


@dataclass(frozen=True, slots=True)
class HeldOutPair:
    """A held-out pair and whether training covers its question."""

    pair: Pair
    part: Part  # "taught" or "untaught"
    group_id: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """What split.json says: where every pair went, and the digests that prove it. `root` binds all of the others."""

    split: Split
    root: str
    sealed_at: str
    pairs_digest: str  # of the audit of the pairs
    pairs_file_digest: str  # of pairs.jsonl; "" when the split was not made from a project's file
    train_digest: str
    certificate_digest: str
    split_digest: str
    held_out_root: str
    n_held_out: int
    n_copies: int
    earlier: tuple[EarlierSplit, ...]
    n_seen_before: int  # held-out pairs that were opened already, with an earlier split
    validation_digest: str = ""  # "" where there is no validation part
    canaries_digest: str = ""  # "" where none were planted


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every score is printed with."""

    root: str
    openings_before: int  # of retired splits too
    near_copies: int
    log_head: str
    of_retired_splits: int  # of the openings before
    seen_before: int  # held-out pairs that were opened already, with a retired split
    other_runs: int  # that this split was opened for before
    cut_off: int  # openings that were cut off while they were logged
    looks: int  # openings of this split that judged no model


_BY_DIGEST = ("split", "leaves")  # bound by split_digest and held_out_root


def seal_split(
    project: Project,
    split: Split,
    pairs: Sequence[Pair],
    certificate: Certificate,
    *,
    salts: Sequence[str],
    sealed_at: str,
    pairs_digest: str,
    pairs_file_digest: str = "",
    canaries: Sequence[Canary] = (),
) -> Sealed:
    """Write the split folder whole or not at all. `salts` are one 32-character hex string for each held-out pair."""
    by_id = {pair.pair_id: pair for pair in plant_canaries(pairs, canaries)}
    held_out = [row for row in split.assignments if row.is_held_out]
    rows = [_held_out_row(by_id[row.pair_id], row) for row in held_out]
    leaves = [leaf(row, salt) for row, salt in zip(rows, salts, strict=True)]
    project.root.mkdir(parents=True, exist_ok=True)
    with alone(project):
        build = empty_build(project)
        write_jsonl(build.train, _to_learn_from(split, by_id, "train"))
        if any(row.part == "validation" for row in split.assignments):
            write_jsonl(build.validation, _to_learn_from(split, by_id, "validation"))
        write_jsonl(build.held_out, ({**row, "salt": salt} for row, salt in zip(rows, salts, strict=True)))
        if canaries:
            write_json(build.canaries, {"canaries": [asdict(canary) for canary in canaries]})
        write_json(build.certificate, {"is_clean": certificate.is_clean, **asdict(certificate)})
        with contextlib.suppress(PairwrightError):  # what is damaged is retired as it is
            mend_log(project, read_sealed(project).root)
        earlier = earlier_splits(project)
        unbound = Sealed(
            split=split,
            root="",
            sealed_at=sealed_at,
            pairs_digest=pairs_digest,
            pairs_file_digest=pairs_file_digest,
            train_digest=digest(build.train),
            certificate_digest=digest(build.certificate),
            split_digest=hashlib.sha256(canonical(asdict(split))).hexdigest(),
            held_out_root=merkle(leaves),
            n_held_out=len(rows),
            n_copies=certificate.n_copies,
            earlier=earlier,
            n_seen_before=seen_before(project, earlier, [row.pair_id for row in held_out]),
            validation_digest=digest(build.validation) if build.validation.is_file() else "",
            canaries_digest=digest(build.canaries) if canaries else "",
        )
        stored = {**asdict(unbound), "leaves": leaves}
        sealed = replace(unbound, root=_root(stored))
        write_json(build.split, {**stored, "root": sealed.root})
        page = render_certificate(certificate, title=project.name, root=sealed.root, sealed_at=sealed_at)
        write_text(build.certificate_page, page)
        begin_log(build, sealed.root)
        put_in_place(project, build)
    return sealed


def read_sealed(project: Project) -> Sealed:
    """split.json, or MissingProject naming the command that makes it."""
    settle(project)
    stored = read_json(need(project.split, f"pairwright split {project.argument}"))
    try:
        known = {key: stored[key] for key in Sealed.__dataclass_fields__ if key in stored}
        return TypeAdapter(Sealed).validate_python(known)
    except ValidationError as fault:
        place = ".".join(str(part) for part in fault.errors()[0]["loc"])
        raise BadInput(
            f"{project.split}: expected a sealed split, got one whose {place!r} is missing or wrong. "
            f"Restore the file, or retire this split with `pairwright split {project.argument} --anew`."
        ) from None


def read_train(project: Project) -> list[Pair]:
    """The training pairs with their ids and topics.

    StaleFiles when training part, certificate or assignments are not the sealed ones; Refused when the certificate is
    not clean.
    """
    sealed = read_sealed(project)
    check_bound(project, sealed)
    if sealed.n_copies or read_json(project.certificate).get("is_clean") is not True:
        found = sealed.n_copies or "a certificate that does not say so"
        raise Refused(
            f"{project.certificate}: expected no copy across the split, got {found}. "
            f"Audit the pairs and split again with `pairwright split {project.argument} --anew`."
        )
    return _read_part(project, sealed, "train", project.train)


def read_validation(project: Project) -> list[Pair]:
    """The pairs that training may look at to choose when to stop; none where no validation part was asked for.

    Refuses what `read_train` refuses.
    """
    sealed = read_sealed(project)
    read_train(project)
    return _read_part(project, sealed, "validation", project.validation) if sealed.validation_digest else []


def _read_part(project: Project, sealed: Sealed, part: Part, path: Path) -> list[Pair]:
    assigned = [row for row in sealed.split.assignments if row.part == part]
    lines = [line for _, line in read_rows(path)]
    if len(lines) != len(assigned):
        raise StaleFiles(
            f"{path}: expected the {len(assigned):,} {part} pairs that {project.split.name} assigns, got "
            f"{len(lines):,}. Restore both files, or split again with `pairwright split {project.argument} --anew`."
        )
    return [
        Pair(row.pair_id, "", line["instruction"], line["response"], row.topic)
        for row, line in zip(assigned, lines, strict=True)
    ]


def read_canaries(project: Project) -> tuple[Canary, ...]:
    """What was planted in training answers, and in a held-out one; nothing where none was asked for."""
    sealed = read_sealed(project)
    check_bound(project, sealed)
    return _canaries(project, sealed)


def _canaries(project: Project, sealed: Sealed) -> tuple[Canary, ...]:
    if not sealed.canaries_digest:
        return ()
    return TypeAdapter(tuple[Canary, ...]).validate_python(read_json(project.canaries)["canaries"])


def read_train_of_today(project: Project) -> list[Pair]:
    """The training pairs for whoever is about to learn from them: read_train, and StaleFiles when the pairs or
    their audit changed.

    A certificate says nothing about pairs that were made after it, and a pair that was rejected since would be learnt.
    """
    sealed = read_sealed(project)
    if sealed.pairs_file_digest and project.pairs.is_file() and digest(project.pairs) != sealed.pairs_file_digest:
        raise StaleFiles(
            f"{project.certificate}: expected a certificate of today's {project.pairs.name}, got one of the pairs of "
            f"{sealed.sealed_at[:10]}. Restore the pairs, or run `pairwright audit {project.argument}` and "
            f"`pairwright split {project.argument}`: old pairs keep their side."
        )
    if project.audit.is_file() and digest(project.audit) != sealed.pairs_digest:
        raise StaleFiles(
            f"{project.split}: expected a split of today's audit, got one of an earlier one: what was decided since is "
            f"not in it. Run `pairwright split {project.argument}` again: old pairs keep their side."
        )
    return read_train(project)


def check_bound(project: Project, sealed: Sealed) -> None:
    """StaleFiles when the files of the split are not those that its root binds."""
    stored = read_json(project.split)
    split_digest = hashlib.sha256(canonical(stored["split"])).hexdigest()
    if (stored["root"], stored["split_digest"]) != (_root(stored), split_digest):
        raise StaleFiles(
            f"{project.split}: expected what the seal {sealed.root[:12]}… binds, got other assignments or digests. "
            f"Restore the file, or retire this split with `pairwright split {project.argument} --anew`."
        )
    for path, bound, what in (
        (project.certificate, sealed.certificate_digest, "certificate"),
        (project.train, sealed.train_digest, "training part"),
        (project.validation, sealed.validation_digest, "validation part"),
        (project.canaries, sealed.canaries_digest, "list of canaries"),
    ):
        if not bound and path in (project.validation, project.canaries):
            continue
        if digest(need(path, f"pairwright split {project.argument} --anew")) != bound:
            raise StaleFiles(
                f"{path}: expected the {what} that was sealed on {sealed.sealed_at[:10]}, got another file. "
                f"Restore it, or split again with `pairwright split {project.argument} --anew`."
            )


def open_held_out(
    project: Project, *, run: str, why: str, command: str, opened_at: str
) -> tuple[list[HeldOutPair], Stamp]:
    """Read the held-out part, after adding this opening to the log. A canary is no part of an answer.

    StaleFiles when the rows or the log are not the sealed ones.
    """
    settle(project)
    need(project.split, f"pairwright split {project.argument}")
    with alone(project):
        sealed = read_sealed(project)
        stored = [row for _, row in read_rows(need(project.held_out, f"pairwright split {project.argument} --anew"))]
        salts = [row.pop("salt", "") for row in stored]
        check_bound(project, sealed)
        check_rows(stored, salts, sealed.held_out_root, str(project.held_out))
        log = log_opening(project, sealed.root, opened_at=opened_at, run=run, why=why, command=command)
    held_out = [
        HeldOutPair(
            Pair(row["pair_id"], row["ticket_id"], row["instruction"], row["response"], row["topic"]),
            row["part"],
            row["group_id"],
        )
        for row in stored
    ]
    if canaries := _canaries(project, sealed):
        plain = without_canaries([one.pair for one in held_out], canaries)
        held_out = [replace(one, pair=pair) for one, pair in zip(held_out, plain, strict=True)]
    return held_out, _stamp(sealed, log)


def read_openings(project: Project) -> list[Opening]:
    """Every opening of this split so far, checked against its chain."""
    settle(project)
    return read_log(project, read_sealed(project).root) if project.split.is_file() else []


def _stamp(sealed: Sealed, log: Sequence[Opening]) -> Stamp:
    """The stamp for a score of the last opening in the log."""
    *before, this = log
    of_retired_splits = sum(one.n_openings for one in sealed.earlier)
    return Stamp(
        root=sealed.root,
        openings_before=of_retired_splits + len(before),
        near_copies=sealed.n_copies,
        log_head=this.digest,
        of_retired_splits=of_retired_splits,
        seen_before=sealed.n_seen_before,
        other_runs=len({line.run for line in before if line.run} - {this.run}),
        cut_off=sum(line.why.startswith(CUT_OFF) for line in before),
        looks=sum(map(is_look, before)),
    )


def _root(stored: Mapping[str, Any]) -> str:
    return bind({key: value for key, value in stored.items() if key not in (*_BY_DIGEST, "root")})


def _to_learn_from(split: Split, pairs: Mapping[str, Pair], part: Part) -> list[Mapping[str, str]]:
    chosen = [pairs[row.pair_id] for row in split.assignments if row.part == part]
    return [{"instruction": pair.instruction, "response": pair.response} for pair in chosen]


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
