"""Do bad files crash the importer, hang it, or come out silently wrong?

Every file below --data goes through `read_export` in a child process with 10 seconds and 500 MB. Two kinds of file
also have a known right answer: JSONTestSuite cases (y_*.json must be read, n_*.json must be refused, by the strict JSON
reader) and csv-spectrum pairs (csvs/NAME.csv must read as json/NAME.json, by the strict table reader, or be refused).

crashed: an exception that is no PairwrightError, or a dead process. hung: over the limits. silently_wrong: read, but
not as it should be. refused: one line of reason. read: tickets, or the right value. These five add up to n.
wrongly_refused counts, of the refused, those that had to be read.
"""

import argparse
import json
import multiprocessing
import re
import resource
import sys
from collections import Counter
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

from prep.errors import BadInput, PairwrightError
from prep.ingest import read_export
from prep.ingest.delimited import read_delimited
from prep.ingest.strictjson import NotJson, read_document
from to_the_reader import run

SECONDS = 10
MEGABYTES = 500
NOT_A_CASE = re.compile(r"(?:licen[cs]e|readme)(?:\..*)?", re.I)
Outcome = Literal["crashed", "hung", "silently_wrong", "refused", "read"]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of files")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    paths = [path for path in sorted(options.data.rglob("*")) if path.is_file() and not NOT_A_CASE.fullmatch(path.name)]
    outcomes = {path: judge(path) for path in paths}
    counts = Counter(outcome for outcome, _ in outcomes.values())
    summary: dict[str, Any] = {
        "n": len(paths),
        **{kind: counts[kind] for kind in ("crashed", "hung", "silently_wrong", "refused", "read")},
        "wrongly_refused": sum(outcome == "refused" and must_be_read(path) for path, (outcome, _) in outcomes.items()),
    }
    for path, (outcome, detail) in outcomes.items():
        if outcome in ("crashed", "hung", "silently_wrong") or not options.json:
            print(f"{outcome:15} {path.relative_to(options.data)}  {detail}", file=sys.stderr)
    print(json.dumps(summary) if options.json else "\n".join(f"{key:16} {value}" for key, value in summary.items()))
    return 0


def judge(path: Path) -> tuple[Outcome, str]:
    """What happened to one file, in a process of its own."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(path, there))
    child.start()
    there.close()
    told: tuple[Outcome, str] = "hung", f"over {SECONDS} s"
    try:
        if here.poll(SECONDS):
            told = here.recv()
    except EOFError:
        told = "crashed", "the process died"
    child.kill()
    child.join()
    return told


def _child(path: Path, there: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    try:
        imported = _import(path)
        there.send(_expected(path) or imported)
    except MemoryError:
        there.send(("hung", f"over {MEGABYTES} MB"))
    except BaseException as fault:  # whatever else gets out is what this benchmark looks for
        there.send(("crashed", f"{type(fault).__name__}: {fault}"))


def _import(path: Path) -> tuple[Outcome, str]:
    try:
        read = read_export([path])
    except PairwrightError as refusal:
        return "refused", str(refusal)
    n_messages = sum(len(ticket.messages) for ticket in read.tickets)
    if n_messages + len(read.rejections) != read.n_rows:
        return "silently_wrong", f"{read.n_rows} rows in, {n_messages} kept and {len(read.rejections)} rejected"
    return "read", f"{len(read.tickets)} tickets, {len(read.rejections)} rejections"


def _expected(path: Path) -> tuple[Outcome, str] | None:
    """The outcome for a file whose right reading is known; None for others."""
    if json_case(path):
        try:
            parsed = read_document(path.read_bytes())
        except NotJson as fault:
            return "refused", fault.reason
        return ("silently_wrong", "read, but it is no JSON") if path.name[0] == "n" else ("read", repr(parsed.flaws))
    truth = path.parent.parent / "json" / f"{path.stem}.json"
    if path.suffix != ".csv" or not truth.is_file():
        return None
    try:
        table = read_delimited(path.read_bytes(), path.name)
    except BadInput as refusal:
        return "refused", str(refusal)
    rows = [dict(zip(table.columns, row.cells, strict=True)) for row in table.rows]
    wanted = json.loads(truth.read_text(encoding="utf-8"))
    if rows == (wanted if isinstance(wanted, list) else [wanted]):
        return "read", f"{len(rows)} rows"
    lost = all(row in wanted for row in rows) and table.rejections
    return ("refused", table.rejections[0].evidence) if lost else ("silently_wrong", f"got {rows!r}")


def json_case(path: Path) -> bool:
    """Whether a file is named like a case of JSONTestSuite."""
    return re.fullmatch(r"[yni]_.+\.json", path.name) is not None


def must_be_read(path: Path) -> bool:
    return json_case(path) and path.name[0] == "y"


if __name__ == "__main__":
    run(main)
