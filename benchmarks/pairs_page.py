"""How long the Pairs page's own work takes from a press to what the next pair shows: 2,000 invented pairs that wait.

    python benchmarks/pairs_page.py [--pairs 2000] [--json]

Each press does what the page does when a key is pressed, without Streamlit and the browser: append the decision with
fsync, read the log, work out the queue and the group, and mark the next pair's words beside its thread. Every third
decision is an edit. All but 100 pairs are decided before the first press, so the log is long.

- next_ms, next_p95_ms: from the decision on disk to all that the next pair shows; next_cpu_ms: the processor's part,
  which other work on the machine does not stretch.
- write_ms: the append, nearly all of it the disk's fsync.
- group_ms: after one press that decides 500 pairs; group_write_ms: that append; undo_ms: after taking it back.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles

from app_pages.waiting_pairs import Choice, like_this, next_in, pair_today, queue, sides, thread, unsupported, why
from prep.decisions import fingerprint
from prep.found import Found
from prep.presses import press_to_undo, read_decided, read_presses, undo_press, write_press
from prep.project import Project, write_jsonl
from prep.records import Audit, Decision, Edit, Finding, Message, Pair, Ticket
from to_the_reader import run

SEED = 7
LEFT = 100  # pairs that wait when the presses begin
GROUP = 500
WORDS = ("leave", "office", "laptop", "limit", "portal", "form", "manager", "payroll", "travel", "invoice", "badge")
CHOICE = Choice()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        scores = measure(Project(Path(folder) / "desk"), options.pairs)
    print(json.dumps(scores) if options.json else "\n".join(f"{name}: {value}" for name, value in scores.items()))
    return 0


def measure(project: Project, n_pairs: int) -> dict[str, float]:
    found, tickets, edits = invent(n_pairs)
    ids = list(found.waits)
    log = [decision(found.pairs[pair_id], number) for number, pair_id in enumerate(ids)]
    trail = ids[: n_pairs - LEFT]
    write_jsonl(project.decisions, log[: n_pairs - LEFT])
    show_next(project, found, tickets, edits, trail)
    write_times, next_times, cpu_times = [], [], []
    for number in range(n_pairs - LEFT, n_pairs - 1):
        write_times.append(timed(lambda: write_press(project, [log[number]], str(number), found.pairs)))  # noqa: B023
        cpu = time.process_time()
        next_times.append(timed(lambda: trail.append(show_next(project, found, tickets, edits, trail))))
        cpu_times.append((time.process_time() - cpu) * 1000)
    group = [Decision(pair_id, "accept") for pair_id in ids[:GROUP]]
    group_write = timed(lambda: write_press(project, group, "group", found.pairs))
    group_next = timed(lambda: show_next(project, found, tickets, edits, ids))
    press = press_to_undo(read_presses(project), found.waits)
    undo_press(project, press or (), "undo")
    return {
        "n_pairs": n_pairs,
        "next_ms": round(median(next_times), 1),
        "next_cpu_ms": round(median(cpu_times), 1),
        "next_p95_ms": round(quantiles(next_times, n=20)[-1], 1),
        "write_ms": round(median(write_times), 1),
        "group_ms": round(group_next, 1),
        "group_write_ms": round(group_write, 1),
        "undo_ms": round(timed(lambda: show_next(project, found, tickets, edits, ids)), 1),
    }


def decision(pair: Pair, number: int) -> Decision:
    at, seen = str(number), fingerprint(pair)
    if number % 3:
        return Decision(pair.pair_id, "accept", decided_at=at, fingerprint=seen)
    return Decision(pair.pair_id, "edit", "", pair.instruction, f"{pair.response} Ask first.", at, seen)


def show_next(
    project: Project, found: Found, tickets: dict[str, Ticket], edits: dict[str, list[Edit]], trail: Sequence[str]
) -> str:
    """The next pair's id, with all that the page shows of it worked out."""
    decided = read_decided(project, found.decisions_digest, found.made)
    waiting = queue(found, decided, CHOICE)
    pair_id = next_in(waiting, trail) or trail[-1]
    press_to_undo(decided.presses, {*found.waits, *trail})
    pair = pair_today(found, decided, pair_id)
    ticket, changes = tickets[pair.ticket_id], edits.get(pair_id, [])
    like_this(found, waiting, pair_id)
    thread(ticket, pair, changes, None)
    sides(pair, ticket, changes)
    why(found.waits[pair_id], changes)
    unsupported(pair, ticket)
    return pair_id


def timed(call: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def invent(n_pairs: int) -> tuple[Found, dict[str, Ticket], dict[str, list[Edit]]]:
    """Pairs that wait for one of forty reasons, their threads of four messages, and what was changed on the way."""
    chance = random.Random(SEED)
    pairs, tickets, edits, findings = {}, {}, {}, []
    for number in range(n_pairs):
        asked, said = sentences(chance, 3), sentences(chance, 6)
        ticket_id, pair_id = f"T{number:05}", f"T{number:05}/4"
        messages = (
            Message("1", "customer", f"Hi team, {asked}"),
            Message("2", "agent", "Which office are you in?"),
            Message("3", "customer", "Leeds"),
            Message("4", "agent", f"upto {said}"),
        )
        tickets[ticket_id] = Ticket(ticket_id, "", messages)
        pairs[pair_id] = Pair(pair_id, ticket_id, f"{asked} Office: Leeds", f"Up to {said}", f"Topic {number % 9}")
        edits[pair_id] = [Edit(pair_id, "response", "glossary", "upto", "up to", "upto is up to", ("4",))]
        shorthand = f"Not spelled out in the response: SH{number % 40}"
        findings.append(Finding("undefined-shorthand", "review", (pair_id,), 1.0, shorthand))
    audit = Audit(tuple(findings), (), (), (), tuple(pairs), ())
    return Found(audit, pairs, True, "", pairs), tickets, edits


def sentences(chance: random.Random, n: int) -> str:
    return " ".join(
        f"The {chance.choice(WORDS)} of {chance.randint(2, 60)} days needs a {' '.join(chance.choices(WORDS, k=6))}."
        for _ in range(n)
    )


if __name__ == "__main__":
    run(main)
