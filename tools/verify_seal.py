#!/usr/bin/env python3
"""Check the seal of a split, its opening log and the stamps of its scores, with the standard library alone.

    python tools/verify_seal.py PROJECT --seal ROOT --log HEAD --report KEPT/summary.json

PROJECT holds split/split.json and split/openings.jsonl; certificate.json, train.jsonl, held_out.jsonl, log_head.json,
retired splits (split-1, …), evals/*/summary.json and verdict.json are checked where they are there. No ticket's text is
needed: split.json has a salted hash of each held-out row. ROOT and HEAD are what a report said to keep elsewhere.

Exit code 0: everything agrees; 1: something does not; 2: the words on the command line are wrong.

Whoever owns the machine can rebuild all of these files so that they agree with each other. What this cannot see without
a root and a head that somebody else kept, it does not claim.
"""

import argparse
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_CUT, _LOOK = "", "none"  # in place of a run: an opening whose line was cut off, one that judged no model
CUT_OFF = "an opening that was cut off while it was logged"
LIMIT = (
    "Whoever owns the machine can rebuild everything in this folder; only a seal and a log head that somebody else "
    "kept show that it was not."
)


@dataclass(frozen=True)
class Found:
    """What was checked and what does not agree, a sentence each."""

    checked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Log:
    """The heads that an opening may have been printed with, opening by opening, and the runs it was opened for."""

    heads: tuple[frozenset[str], ...] = ()
    runs: tuple[str, ...] = ()

    def knows(self, head: str) -> bool:
        return any(head in heads for heads in self.heads)


def verify(
    project: Path, *, seals: Sequence[str] = (), logs: Sequence[str] = (), reports: Sequence[Path] = ()
) -> Found:
    """Every check that the files allow. `seals`, `logs` and `reports` are what was kept elsewhere."""
    found = Found()
    try:
        _verify(project, found, seals, logs, reports)
    except (AttributeError, IndexError, KeyError, TypeError, RecursionError) as fault:
        found.faults.append(f"A file is not what this tool knows ({type(fault).__name__}: {fault}).")
    except (OSError, ValueError) as fault:
        found.faults.append(str(fault))
    return found


def _verify(project: Path, found: Found, seals: Sequence[str], logs: Sequence[str], reports: Sequence[Path]) -> None:
    stored = _object(project / "split" / "split.json")
    _check_split(project / "split", stored, found)
    by_root = {stored["root"]: (stored, _read_log(project / "split", stored["root"], found, is_retired=False))}
    for entry in stored["earlier"]:
        for folder in _retired_folders(project, entry["root"]):
            retired = _object(folder / "split.json")
            if "split_digest" not in retired:
                found.faults.append(f"{folder.name}/split.json: its root binds the held-out rows alone: an old seal.")
                continue
            _check_split(folder, retired, found)
            log = _read_log(folder, entry["root"], found, is_retired=True)
            last = log.heads[-1] if log.heads else {entry["root"]}
            if len(log.heads) != entry["n_openings"] or entry["log_head"] not in last:
                found.faults.append(f"{folder.name}/openings.jsonl: not the log that this split's root was bound to.")
            by_root[entry["root"]] = (retired, log)
    known = {stored["root"], *(entry["root"] for entry in stored["earlier"])}
    printed = [*sorted((project / "evals").glob("*/summary.json")), project / "verdict.json"]
    _check_stamps([path for path in printed if path.is_file()], by_root, known, found)
    _check_stamps(reports, by_root, known, found)
    for seal in seals:
        if seal not in known:
            found.faults.append(f"The seal {seal[:16]} that was kept is neither this split's nor an earlier one's.")
        elif seal != stored["root"]:
            found.checked.append(f"the seal {seal[:16]} that was kept: an earlier split's")
        else:
            found.checked.append("the seal that was kept")
    for head in logs:
        if head in known or any(log.knows(head) for _, log in by_root.values()):
            found.checked.append(f"the log head {head[:16]} that was kept")
        elif not any(head == entry["log_head"] for entry in stored["earlier"]):
            found.faults.append(f"The log head {head[:16]} that was kept belongs to no opening in the log.")


def _check_split(folder: Path, stored: Mapping[str, Any], found: Found) -> None:
    place, before = folder.name, len(found.faults)
    terms = {key: value for key, value in stored.items() if key not in ("split", "leaves", "root")}
    held_out = [row for row in stored["split"]["assignments"] if row["part"] in ("taught", "untaught")]
    claims = {
        "root": (stored["root"], _sha(b"\x03" + _canonical(terms))),
        "split_digest": (stored["split_digest"], _sha(_canonical(stored["split"]))),
        "held_out_root": (stored["held_out_root"], merkle(stored["leaves"])),
        "n_held_out": (stored["n_held_out"], len(stored["leaves"])),
        "number of held-out assignments": (len(held_out), len(stored["leaves"])),
    }
    found.faults.extend(
        f"{place}/split.json: {name} is {said}, but comes to {is_so}."
        for name, (said, is_so) in claims.items()
        if said != is_so
    )
    parts = ["root, assignments and leaves"]
    for name, key in (
        ("certificate.json", "certificate_digest"),
        ("train.jsonl", "train_digest"),
        ("validation.jsonl", "validation_digest"),
        ("canaries.json", "canaries_digest"),
    ):
        path = folder / name
        if not path.is_file():
            continue
        parts.append(name)
        if _sha(path.read_bytes()) != stored.get(key):
            found.faults.append(f"{place}/{name}: not the file that was sealed.")
    if (folder / "certificate.json").is_file():
        certificate = _object(folder / "certificate.json")
        if (certificate["is_clean"], certificate["n_copies"]) != (stored["n_copies"] == 0, stored["n_copies"]):
            found.faults.append(f"{place}/certificate.json: another number of copies than split.json says.")
    if (folder / "held_out.jsonl").is_file():
        parts.append("held_out.jsonl")
        _check_rows(folder / "held_out.jsonl", stored["leaves"], found)
    if len(found.faults) == before:
        found.checked.append(f"{place}: {', '.join(parts)}; seal {stored['root']}")


def _check_rows(path: Path, leaves: Sequence[str], found: Found) -> None:
    rows = [json.loads(line) for line in path.read_bytes().split(b"\n") if line.strip()]
    hashed = []
    for number, row in enumerate(rows, start=1):
        salt = str(row.pop("salt", ""))
        if not re.fullmatch("[0-9a-f]{32}", salt):
            found.faults.append(f"{path.parent.name}/{path.name}:{number}: no salt of 32 hexadecimal digits.")
            return
        hashed.append(_sha(b"\x00" + bytes.fromhex(salt) + _canonical(row)))
    if hashed != list(leaves):
        number = next(
            (n for n, pair in enumerate(zip(hashed, leaves, strict=False), 1) if pair[0] != pair[1]), len(rows)
        )
        found.faults.append(f"{path.parent.name}/{path.name}:{number}: not the row that was sealed.")


def _read_log(folder: Path, root: str, found: Found, *, is_retired: bool) -> Log:
    """The log as far as its chain holds. A torn last line counts as an opening."""
    path = folder / "openings.jsonl"
    *lines, torn = path.read_bytes().split(b"\n")
    if torn:
        lines.append(torn)
    noted = _object(folder / "log_head.json") if (folder / "log_head.json").is_file() else None
    previous, heads, runs, faults = root, [], [], []
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
        except ValueError:
            if line is torn:
                heads.append(frozenset([noted["digest"]] if noted and noted["n_openings"] == number else []))
                runs.append(_CUT)
                continue
            raise ValueError(f"{folder.name}/openings.jsonl:{number}: not one opening in JSON.") from None
        said = [number, row["opened_at"], row["run"], row["why"], row["command"], previous]
        if (row["number"], row["previous"], row["digest"]) != (number, previous, _sha(json.dumps(said).encode())):
            faults.append(f"{folder.name}/openings.jsonl:{number}: not chained to the line before.")
            break
        previous = row["digest"]
        is_cut_off = row["why"].startswith(CUT_OFF)
        lost = {row["why"].removeprefix(CUT_OFF).strip()} if is_cut_off else set()
        heads.append(frozenset({previous, *lost}))
        runs.append(_CUT if is_cut_off else row["run"] or _LOOK)
    if noted is not None and not faults:
        n_noted = noted["n_openings"]
        last = heads[n_noted - 1] if 0 < n_noted <= len(heads) else {root} if n_noted == 0 else set()
        if noted["digest"] not in last:
            faults.append(f"{folder.name}/openings.jsonl: shorter than log_head.json says, or another log.")
    found.faults.extend(faults)
    if not faults:
        ended = "retired after" if is_retired else "log of"
        found.checked.append(
            f"{folder.name}: {ended} {len(heads)} opening{'s' * (len(heads) != 1)}; log head {previous}"
        )
    return Log(tuple(heads), tuple(runs))


def _check_stamps(
    paths: Iterable[Path], by_root: Mapping[str, tuple[Mapping[str, Any], Log]], known: set[str], found: Found
) -> None:
    for path in paths:
        stamp = _object(path).get("stamp") or {}
        root, head, place = stamp.get("seal_root", ""), stamp.get("log_head", ""), f"{path.parent.name}/{path.name}"
        if not root or not head:
            continue
        if root not in known:
            found.faults.append(f"{place}: the score of a split with another seal ({root[:16]}).")
            continue
        if root not in by_root:
            found.checked.append(f"{place}: the score of an earlier split whose files are not here")
            continue
        stored, log = by_root[root]
        of_retired = sum(entry["n_openings"] for entry in stored["earlier"])
        place_in_log = stamp["earlier_openings"] - of_retired
        if not (0 <= place_in_log < len(log.heads) and head in log.heads[place_in_log]):
            found.faults.append(f"{place}: its opening ({head[:16]}) is not number {place_in_log + 1} of the log.")
        elif log.runs[place_in_log] not in (_CUT, stamp["run"]):
            found.faults.append(f"{place}: its opening was logged for run {log.runs[place_in_log]}.")
        elif stamp["near_copies"] != stored["n_copies"] or stamp["of_retired_splits"] != of_retired:
            found.faults.append(f"{place}: another number of copies or of retired openings than was sealed.")
        elif wrong := _miscounted(stamp, stored, log.runs[:place_in_log]):
            found.faults.append(f"{place}: {wrong}.")
        else:
            found.checked.append(f"{place}: stamped with opening {place_in_log + 1}")


def _miscounted(stamp: Mapping[str, Any], stored: Mapping[str, Any], before: Sequence[str]) -> str:
    """Which number of a stamp the seal or the openings before do not bear out; what it leaves out is none."""
    counts = {
        "seen_before": stored["n_seen_before"],
        "other_runs": len({run for run in before if run not in (_CUT, _LOOK)} - {stamp["run"]}),
        "cut_off": before.count(_CUT),
        "looks": before.count(_LOOK),
    }
    wrong = (
        f"{name} is {stamp.get(name, 0)}, but comes to {n}" for name, n in counts.items() if stamp.get(name, 0) != n
    )
    return next(wrong, "")


def merkle(leaves: Sequence[str]) -> str:
    """The leaves in order as one hash, bound to how many there are."""
    level = [bytes.fromhex(one) for one in leaves]
    while len(level) > 1:
        pairs = [level[index : index + 2] for index in range(0, len(level), 2)]
        level = [hashlib.sha256(b"\x01" + pair[0] + pair[-1]).digest() for pair in pairs]
    return _sha(b"\x02" + len(leaves).to_bytes(8, "big") + (level[0] if level else b""))


def _retired_folders(project: Path, root: str) -> list[Path]:
    files = [path for path in project.glob("split-*/split.json") if re.fullmatch(r"split-\d+", path.parent.name)]
    return [path.parent for path in files if _object(path).get("root") == root]


def _object(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except ValueError:
        raise ValueError(f"{path}: expected JSON, got something else.") from None
    if not isinstance(value, dict):
        raise ValueError(f"{path}: expected a JSON object, got {type(value).__name__}.")
    return value


def _canonical(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _sha(blob: bytes) -> str:
    return hashlib.sha256(blob).hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(description="Check a split's seal, opening log and stamps.", epilog=LIMIT)
    parser.add_argument("project", type=Path, help="the project's folder")
    parser.add_argument("--seal", action="append", default=[], metavar="ROOT", help="a seal that was kept elsewhere")
    parser.add_argument("--log", action="append", default=[], metavar="HEAD", help="a log head that was kept elsewhere")
    parser.add_argument(
        "--report", action="append", default=[], type=Path, metavar="SUMMARY", help="a kept summary.json"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    words = parser.parse_args()
    found = verify(words.project, seals=words.seal, logs=words.log, reports=words.report)
    if words.json:
        print(json.dumps({"checked": found.checked, "faults": found.faults, "limit": LIMIT}))
        return 1 if found.faults else 0
    for line in found.checked:
        print(f"agrees  {line}")
    for line in found.faults:
        print(f"WRONG   {line}")
    if not (words.seal or words.log or words.report):
        print("Nothing that was kept elsewhere was given: this shows that the folder agrees with itself, no more.")
    print(LIMIT)
    return 1 if found.faults else 0


if __name__ == "__main__":
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # who reads has read enough; the verdict was not, so it is none
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    sys.exit(code)
