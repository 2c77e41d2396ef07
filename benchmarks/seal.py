"""Does the seal show that somebody changed something, and stay silent when nobody did?

Clean projects are sealed, opened, torn and retired at random. In copies of them one thing is changed at a time, once as
it is and once with every digest and chain rebuilt as an owner of the machine could: the files then agree with each
other, and only the seal and the log head that a report printed tell. Everything is generated; no `--data`.
"""

import argparse
import hashlib
import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HERE), str(HERE / "tools")]

import verify_seal  # noqa: E402

from prep.certificate import Certificate  # noqa: E402
from prep.errors import PairwrightError  # noqa: E402
from prep.held_out import open_held_out, read_sealed, read_train, seal_split  # noqa: E402
from prep.project import Project, digest, to_json, write_json  # noqa: E402
from prep.records import Assignment, Pair, Split  # noqa: E402
from prep.seal import bind, canonical, leaf, merkle, next_opening  # noqa: E402
from to_the_reader import run  # noqa: E402

AT = "2026-09-01T08:00:00+00:00"
Rows = list[dict[str, Any]]


def seal(project: Project, rng: random.Random, n_pairs: int) -> None:
    """Seal a split of so many invented pairs; retire the one that is there."""
    topics = ("leave", "payroll", "réseau", "")
    pairs = [
        Pair(f"T{n}/1", f"T{n}", f"Question {n} «{rng.random()}»?", f"Answer {rng.random()}\u2028.", rng.choice(topics))
        for n in range(n_pairs)
    ]
    parts = [rng.choice(("train", "train", "train", "taught", "untaught")) for _ in pairs]
    parts[:3] = ["train", "taught", "untaught"]
    rows = [Assignment(pair.pair_id, pair.pair_id, pair.topic, part) for pair, part in zip(pairs, parts, strict=True)]
    n_train = parts.count("train")
    certificate = Certificate(0.8, n_train, n_pairs - n_train, 0, 0, (), (), (), ())
    salts = [f"{rng.getrandbits(128):032x}" for _ in range(n_pairs - n_train)]
    seal_split(project, Split(tuple(rows), 0.18, 7), pairs, certificate, salts=salts, sealed_at=AT, pairs_digest="")


def score(project: Project, run: str) -> None:
    """Open the held-out part for a run, and leave the summary that its score is printed in."""
    _, stamp = open_held_out(project, run=run, why="evaluation", command="pairwright evaluate", opened_at=AT)
    printed = {
        "seal_root": stamp.root, "earlier_openings": stamp.openings_before, "near_copies": stamp.near_copies,
        "run": run, "log_head": stamp.log_head, "of_retired_splits": stamp.of_retired_splits,
        "seen_before": stamp.seen_before, "other_runs": stamp.other_runs, "cut_off": stamp.cut_off,
        "looks": stamp.looks,
    }  # fmt: skip
    write_json(project.evaluation(run) / "summary.json", {"stamp": printed})


def clean_project(root: Path, rng: random.Random, *, n_splits: int, n_scores: int, torn: float = 0.0) -> Project:
    """A project that nobody tampered with: sealed so many times, the last split scored so many times.

    `torn`: the share of openings after which another one breaks off while it is logged.
    """
    project = Project(root)
    for number in range(n_splits):
        seal(project, rng, rng.randint(10, 120))
        scores = n_scores if number == n_splits - 1 else rng.randint(0, 3)
        for place in range(scores):
            score(project, f"{number}-{place}")
            if rng.random() < torn:
                with project.openings.open("ab") as log:
                    log.write(b'{"number": 9, "opened_at": "2026'[: rng.randint(1, 30)])
    return project


def accepted(project: Project, kept: Path | None) -> bool:
    """Whether neither the third party's tool nor training nor the opening of the held-out part objects."""
    if verify_seal.verify(project.root, reports=[kept] if kept else []).faults:
        return False
    try:
        read_train(project)
        open_held_out(project, run="again", why="check", command="benchmark", opened_at=AT)
    except PairwrightError:
        return False
    return True


# --- what somebody might change --------------------------------------------------------------------------------------


def read_lines(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_bytes().split(b"\n") if line.strip()]


def write_lines(path: Path, rows: Rows) -> None:
    path.write_text("".join(to_json(row) + "\n" for row in rows), encoding="utf-8")


def change_held_out(project: Project, rng: random.Random) -> None:
    rows = read_lines(project.held_out)
    place, other = rng.sample(range(len(rows)), 2)
    how = rng.choice(("text", "part", "salt", "swap", "drop", "double", "add"))
    if how == "text":
        key = rng.choice(("instruction", "response", "pair_id", "ticket_id", "topic", "group_id"))
        cut = rng.randint(0, len(rows[place][key]))
        rows[place][key] = rows[place][key][:cut] + rng.choice("xyz7 ") + rows[place][key][cut:]
    elif how == "part":
        rows[place]["part"] = "untaught" if rows[place]["part"] == "taught" else "taught"
    elif how == "salt":
        rows[place]["salt"] = f"{rng.getrandbits(128):032x}"
    elif how == "swap":
        rows[place], rows[other] = rows[other], rows[place]
    elif how == "drop":
        del rows[place]
    elif how == "double":
        rows.insert(place, dict(rows[place]))
    else:
        rows.append({**rows[place], "pair_id": "new", "salt": f"{rng.getrandbits(128):032x}"})
    write_lines(project.held_out, rows)


def change_train(project: Project, rng: random.Random) -> None:
    rows, held_out = read_lines(project.train), read_lines(project.held_out)
    stolen = rng.choice(held_out)
    planted = {"instruction": stolen["instruction"], "response": stolen["response"]}
    place = rng.randrange(len(rows))
    rows[place : place + rng.randint(0, 1)] = [planted]
    write_lines(project.train, rows)


def change_assignments(project: Project, rng: random.Random) -> None:
    stored = json.loads(project.split.read_text())
    rows = stored["split"]["assignments"]
    if rng.random() < 0.3:
        rng.choice(rows)["topic"] += "x"
    else:
        first, second = rng.choice([(a, b) for a in rows for b in rows if a["part"] != b["part"]])
        first["part"], second["part"] = second["part"], first["part"]
    project.split.write_text(json.dumps(stored))


def change_certificate(project: Project, rng: random.Random) -> None:
    stored = json.loads(project.certificate.read_text())
    stored[rng.choice(("threshold", "n_train", "n_held_out"))] += 1
    project.certificate.write_text(json.dumps(stored))


def change_terms(project: Project, rng: random.Random) -> None:
    stored = json.loads(project.split.read_text())
    key = rng.choice(("sealed_at", "pairs_digest", "n_copies", "n_seen_before", "n_held_out", "leaves", "earlier"))
    if key == "leaves":
        stored[key][rng.randrange(len(stored[key]))] = f"{rng.getrandbits(256):064x}"
    elif key == "earlier":
        stored[key] = stored[key][1:] or [{"root": "0", "n_openings": 0, "log_head": "0"}]
    else:
        stored[key] = f"{stored[key]}7" if isinstance(stored[key], str) else stored[key] + 1
    project.split.write_text(json.dumps(stored))


def rebuild_seal(project: Project) -> None:
    """What an owner can do: take the files as they are now and compute every digest and the root anew."""
    stored, rows = json.loads(project.split.read_text()), read_lines(project.held_out)
    hashed = [leaf({key: value for key, value in row.items() if key != "salt"}, row["salt"]) for row in rows]
    if hashed != stored["leaves"]:
        trained = [row for row in stored["split"]["assignments"] if row["part"] == "train"]
        held_out = [{key: row[key] for key in ("pair_id", "group_id", "topic", "part")} for row in rows]
        stored["split"]["assignments"], stored["leaves"] = [*trained, *held_out], hashed
    stored |= {
        "held_out_root": merkle(stored["leaves"]), "n_held_out": len(stored["leaves"]),
        "train_digest": digest(project.train), "certificate_digest": digest(project.certificate),
        "split_digest": hashlib.sha256(canonical(stored["split"])).hexdigest(),
    }  # fmt: skip
    stored["root"] = bind({key: value for key, value in stored.items() if key not in ("split", "leaves", "root")})
    project.split.write_text(json.dumps(stored))
    rebuild_log(project, read_lines(project.openings), stored["root"])


def rebuild_log(project: Project, rows: Rows, root: str) -> None:
    """Chain these openings anew, and note and print the new heads everywhere in the project."""
    log: list[Any] = []
    for row in rows:
        said = {key: row[key] for key in ("opened_at", "run", "why", "command")}
        log.append(next_opening(log, root, **said))
    write_lines(project.openings, [json.loads(to_json(line)) for line in log])
    write_json(project.log_head, {"n_openings": len(log), "digest": log[-1].digest if log else root})
    of_run = {line.run: line for line in log}
    for path in project.evaluations.glob("*/summary.json"):
        stamp = json.loads(path.read_text())["stamp"]
        line = of_run.get(stamp["run"])
        if line is None:
            shutil.rmtree(path.parent)
            continue
        before = stamp["of_retired_splits"] + line.number - 1
        changes = {"seal_root": root, "log_head": line.digest, "earlier_openings": before}
        write_json(path, {"stamp": {**stamp, **changes}})


ITEM_CHANGES: tuple[Callable[[Project, random.Random], None], ...] = (
    change_held_out, change_held_out, change_train, change_assignments, change_certificate, change_terms,
)  # fmt: skip


def change_item(project: Project, rng: random.Random) -> str:
    before = (read_sealed(project).root, digest(project.held_out))
    change = rng.choice(ITEM_CHANGES)
    change(project, rng)
    if rng.random() < 0.5:
        return change.__name__
    rebuild_seal(project)
    if (read_sealed(project).root, digest(project.held_out)) == before:  # rebuilding undid it: nothing was changed
        return change_item(project, rng)
    return f"{change.__name__}, everything rebuilt"


def change_log(project: Project, rng: random.Random) -> str:
    """Make the log tell of fewer or other openings than the newest score was printed with."""
    rows, root = read_lines(project.openings), read_sealed(project).root
    how = rng.choice(("edit", "drop", "cut", "swap", "insert", "empty", "delete"))
    place = rng.randrange(len(rows))
    if how == "edit":
        key = rng.choice(("opened_at", "run", "why", "command"))
        rows[place][key] += "x"
    elif how == "drop":
        del rows[place]
    elif how == "cut":
        rows = rows[:place]
    elif how == "swap":
        other = (place + 1) % len(rows)
        rows[place], rows[other] = rows[other], rows[place]
    elif how == "insert":
        rows.insert(place, {**rows[place], "why": "another"})
    else:
        rows = []
    rebuilt = rng.random() < 0.5 and how != "delete"
    if rebuilt:
        rebuild_log(project, rows, root)
    elif how == "delete":
        project.openings.unlink()
    else:
        write_lines(project.openings, rows)
    return f"{how}{', chained anew' if rebuilt else ''}"


def measure(n_items: int, n_logs: int, n_clean: int, *, seed: int = 7) -> dict[str, Any]:
    """How many changes were found and how many clean projects were objected to."""
    rng = random.Random(seed)
    missed: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        alarms = 0
        for number in range(n_clean):
            one = clean_project(
                root / f"clean-{number}", rng, n_splits=rng.randint(1, 3), n_scores=rng.randint(0, 5), torn=0.2
            )
            newest = max(one.evaluations.glob("*/summary.json"), default=None)
            alarms += not accepted(one, newest)
        started = time.perf_counter()
        for number, change in enumerate([change_item] * n_items + [change_log] * n_logs):
            if number % 25 == 0:
                original = root / f"original-{number}"
                last = clean_project(original, rng, n_splits=2, n_scores=4).evaluation("1-3") / "summary.json"
                kept = Path(shutil.copy(last, root / "kept.json"))
            copy = Project(root / "changed")
            shutil.copytree(original, copy.root)
            what = f"{change.__name__}: {change(copy, rng)}"
            tried[what] += 1
            missed[what] += accepted(copy, kept)
            shutil.rmtree(copy.root)
    of_items = sum(number for what, number in missed.items() if what.startswith(change_item.__name__))
    return {
        "n_items": n_items, "items_found": n_items - of_items,
        "n_logs": n_logs, "logs_found": n_logs - (sum(missed.values()) - of_items),
        "n_clean": n_clean, "false_alarms": alarms,
        "seconds_per_change": round((time.perf_counter() - started) / max(1, n_items + n_logs), 3),
        "tried": dict(sorted(tried.items())), "missed": {what: number for what, number in missed.items() if number},
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--items", type=int, default=500)
    parser.add_argument("--logs", type=int, default=200)
    parser.add_argument("--clean", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    words = parser.parse_args()
    measured = measure(words.items, words.logs, words.clean)
    if words.json:
        print(json.dumps(measured))
        return
    print(f"{measured['items_found']} of {measured['n_items']} changes of items found")
    print(f"{measured['logs_found']} of {measured['n_logs']} changes of the opening log found")
    print(f"{measured['false_alarms']} false alarms on {measured['n_clean']} clean projects")
    for what, number in measured["missed"].items():
        print(f"missed {number}: {what}")


if __name__ == "__main__":
    run(main)
