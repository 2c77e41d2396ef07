"""Which replies of a desk preparation accepts though they help nobody else, and which it loses though they would.

    python benchmarks/no_answers.py [--half looked-at|unseen] [--misses] [--json]

A row of benchmarks/data/no_answers_dev.jsonl, written by hand before its author had read a rule, is a question with
what a desk replied: {"answers", "kind", "instruction", "response"}. Half of them answer nobody else: what was done
for one person, a promise, an appointment, a figure of theirs, a decision on one request, a question back. The other
half look alike and hold a rule, a way to do it or a fact besides. A seed parts the rows in two; the rules were mended
with the misses of "looked-at" in view, and `--misses` refuses the other half.

Each row is prepared as a ticket of two messages, and its pair held against the audit's checks of one pair: a pair is
accepted where none of them wants it seen or set aside. Of each half are counted the rows that answer and are accepted,
wait, or are lost; of the rows that answer nobody else the same; precision is the share of accepted rows that answer,
recall the share of answering rows that are accepted.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Literal

from prep.checks import OF_PAIRS, Ground, NotApplicable, Told
from prep.glossary import GENERAL
from prep.prepare import prepare
from prep.project import read_rows
from prep.quiet import quiet_libraries
from prep.records import Finding, Import, Message, Ticket
from to_the_reader import run

DATA = Path(__file__).parent / "data" / "no_answers_dev.jsonl"
HALVES = ("looked-at", "unseen")
_SEED = 20
Fate = Literal["accepted", "waiting", "lost"]


@dataclass(frozen=True, slots=True)
class Row:
    """A question, what a desk replied, and whether that helps the next one who asks."""

    instruction: str
    response: str
    answers: bool
    kind: str


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, help="only this one; else both")
    parser.add_argument("--misses", action="store_true", help="print the misjudged rows of the half looked at")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    if options.misses and options.half != "looked-at":
        print("--misses: expected with --half looked-at. What is missed in the other is never shown.", file=sys.stderr)
        return 2
    quiet_libraries()
    halves = {half: rows for half, rows in zip(HALVES, in_halves(), strict=True) if options.half in (None, half)}
    fates = {half: fates_of(rows) for half, rows in halves.items()}
    scores = {half: measure(rows, fates[half]) for half, rows in halves.items()}
    if options.json:
        print(json.dumps(scores))
        return 0
    for half, counts in scores.items():
        print(half)
        print("\n".join(f"  {name:26}{value:>7}" for name, value in counts.items()))
    if options.misses:
        for row, fate in zip(halves["looked-at"], fates["looked-at"], strict=True):
            if row.answers != (fate == "accepted"):
                print(f"{'answers' if row.answers else 'no answer'}, {fate}: {row.instruction} | {row.response}")
    return 0


def in_halves() -> tuple[list[Row], list[Row]]:
    """The rows, parted by a seed."""
    rows = [Row(**values) for _, values in read_rows(DATA)]
    Random(_SEED).shuffle(rows)
    middle = len(rows) // 2
    return rows[:middle], rows[middle:]


def fates_of(rows: Sequence[Row]) -> list[Fate]:
    """What becomes of each row, prepared as a ticket and checked on its own."""
    prepared = prepare(Import("table", "written by hand", tuple(_tickets(rows))), GENERAL)
    pairs = tuple(sorted(prepared.pairs, key=lambda pair: pair.pair_id))
    ground = Ground(pairs, refused=tuple(edit for edit in prepared.edits if edit.refused))
    gravest: dict[str, set[str]] = {pair.ticket_id: set() for pair in pairs}
    ticket = {pair.pair_id: pair.ticket_id for pair in pairs}
    for check in OF_PAIRS:
        for finding in _findings(check.find(ground)):
            gravest[ticket[finding.pair_ids[0]]].add(finding.severity)
    return [_fate(gravest.get(str(place))) for place in range(len(rows))]


def measure(rows: Sequence[Row], fates: Sequence[Fate]) -> dict[str, Any]:
    """The counts of one half."""
    counts = Counter((row.answers, fate) for row, fate in zip(rows, fates, strict=True))
    accepted = counts[True, "accepted"] + counts[False, "accepted"]
    answering = sum(row.answers for row in rows)
    return {
        "answering": answering,
        "answering_accepted": counts[True, "accepted"],
        "answering_waiting": counts[True, "waiting"],
        "answering_lost": counts[True, "lost"],
        "answering_nobody": len(rows) - answering,
        "nobody_accepted": counts[False, "accepted"],
        "nobody_waiting": counts[False, "waiting"],
        "nobody_lost": counts[False, "lost"],
        "precision": round(counts[True, "accepted"] / accepted, 3) if accepted else None,
        "recall": round(counts[True, "accepted"] / answering, 3) if answering else None,
    }


def _tickets(rows: Sequence[Row]) -> Iterator[Ticket]:
    for place, row in enumerate(rows):
        asked = Message(f"{place}/1", "customer", row.instruction, person_id="customer")
        replied = Message(f"{place}/2", "agent", row.response, person_id="agent")
        yield Ticket(str(place), "", (asked, replied))


def _findings(found: Sequence[Finding] | NotApplicable | Told) -> Sequence[Finding]:
    if isinstance(found, NotApplicable):
        return ()
    return found.findings if isinstance(found, Told) else found


def _fate(severities: set[str] | None) -> Fate:
    if severities is None or "reject" in severities:
        return "lost"
    return "waiting" if "review" in severities else "accepted"


if __name__ == "__main__":
    run(main)
