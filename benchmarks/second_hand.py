"""What preparation makes of two exports by other hands than the sample's: no model, no person.

    python benchmarks/second_hand.py --half development|check [--show] [--json]

Both are exports of invented companies as their desks would write them, one CSV row a message: several agents with
habits of their own, automatic replies, quoted history, internal notes, threads with counter-questions, rules that
changed. The half "development" was looked at while preparation was mended. Of the half "check" nothing but these
counts was ever looked at, and `--show` refuses it: it tells a newcomer what their own export may come to. It was
written before its author had read any rule.

A line of NAME.gold.jsonl, which no stage reads, tells of one ticket:

    id, answerable     whether it holds an answer that the next one who asks could use
    must               what that answer has to state: for each item the wordings of which one must stand there
    gone               people's names, numbers and addresses, and words of internal notes, that must not survive
    kept               the desk's own addresses and extensions, which the answer needs
    slot, fact         what is asked about, and which answer to it this one is
    relation           of the slot's facts: "conflict", they exclude each other; "differ", by place, role or case; or ""
    holds              false for the fact that was given up

A project is made of the export and audited as `pairwright prep` and `pairwright audit` do. Then are counted:

- accepted: answerable tickets with a pair that the audit keeps; settled: or with one that it sets aside as a copy, or
  as superseded by a kept one.
- right: of the accepted, those whose answers, as they are taught, state all that they must.
- accepted_of_nothing: tickets that answer nothing, with a kept pair.
- given_up_accepted: of the accepted, those whose answer was given up since, taught with nobody asked.
- forbidden_kept, forbidden_made: strings of `gone` in kept pairs, and in all that were made.
- contacts_lost: strings of `kept` that the answer of an accepted ticket no longer has.
- contradictions_found: slots with a finding between two answers that exclude each other, whether a person is asked or
  the older one set aside; contradictions_in_reach: slots that have a pair on both sides at all.
- rightly_waiting: tickets with a pair that waits because of such a finding, which no desk would want otherwise.
- cards: what a person is asked about conflicts, one card for two opposing answers; cards_false: of these, such as hold
  no two answers that exclude each other. superseded, superseded_false: the same of answers set aside as outdated.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter

from app_pages.conflict_cards import cards
from prep.disputes import CODE as CONFLICT
from prep.found import Found
from prep.one_answer import with_one_answer
from prep.project import locate, read_rows
from prep.quiet import quiet_libraries
from prep.records import Audit, Pair
from prep.stages import PrepSettings, audit_project, prepare_project, read_pairs
from simulated_person import settled_by_rule
from to_the_reader import run

DATA = Path(__file__).parent / "data" / "second_hand"
HALVES = ("development", "check")
SUPERSEDED = "superseded"
Scores = tuple[dict[str, int], dict[str, list[str]]]  # counts, and what is behind some of them


@dataclass(frozen=True, slots=True)
class Gold:
    """What a person who knows the company says of one ticket."""

    id: str
    answerable: bool
    must: tuple[tuple[str, ...], ...] = ()
    gone: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    slot: str = ""
    fact: str = ""
    relation: str = ""
    holds: bool = True

    def excludes(self, other: "Gold") -> bool:
        """Whether the answers of the two cannot both be right."""
        return self.relation == "conflict" and self.slot == other.slot and self.fact != other.fact


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, required=True)
    parser.add_argument("--show", action="store_true", help="name the tickets behind the counts; not of the check half")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    if options.show and options.half == "check":
        print(
            "--show: expected --half development, got check. What is missed there is never looked at.", file=sys.stderr
        )
        return 2
    quiet_libraries()
    gold = read_gold(DATA / f"{options.half}.gold.jsonl")
    pairs, audit = prepare_export(DATA / f"{options.half}.csv")
    scores, tickets = score(gold, pairs, audit)
    if options.json:
        print(json.dumps(scores))
        return 0
    print("\n".join(f"{name:24}{value:>6,}" for name, value in scores.items()))
    if options.show:
        print("\n".join(f"{name}: {' '.join(ids) or '-'}" for name, ids in tickets.items()))
    return 0


def read_gold(path: Path) -> dict[str, Gold]:
    """Each ticket's gold, by its id."""
    lines = TypeAdapter(list[Gold]).validate_python([row for _, row in read_rows(path)])
    return {line.id: line for line in lines}


def prepare_export(export: Path) -> tuple[list[Pair], Audit]:
    """The pairs that the two commands make of an export, and what they say about them."""
    with TemporaryDirectory() as folder:
        project = locate(folder)
        prepare_project(project, [export], PrepSettings(), now=lambda: datetime.now(UTC).isoformat())
        found = audit_project(project)
        return read_pairs(project), found


def score(gold: Mapping[str, Gold], pairs: Sequence[Pair], audit: Audit) -> Scores:
    """The counts, and the tickets, slots or cards behind those that a developer may want to look at."""
    answers, conflicts = count_answers(gold, pairs, audit), count_conflicts(gold, pairs, audit)
    return answers[0] | conflicts[0], answers[1] | conflicts[1]


def count_answers(gold: Mapping[str, Gold], pairs: Sequence[Pair], audit: Audit) -> Scores:
    """What is accepted, what it states, and what survives in it."""
    taught = with_one_answer(pairs, audit)
    kept_ids = set(audit.kept)
    kept = [pair for pair in taught if pair.pair_id in kept_ids]
    answers: defaultdict[str, str] = defaultdict(str)
    for pair in kept:
        answers[pair.ticket_id] += f"{pair.response}\n"
    answerable = [line for line in gold.values() if line.answerable]
    accepted = [line for line in answerable if line.id in answers]
    settled_ids = set(settled_by_rule(audit))
    settled = {pair.ticket_id for pair in pairs if pair.pair_id in settled_ids}
    wrong = [line.id for line in accepted if not states_all(answers[line.id], line.must)]
    of_nothing = [line.id for line in gold.values() if not line.answerable and line.id in answers]
    leaks = survivors(gold, [*pairs, *taught])
    lost = [(line.id, text) for line in accepted for text in line.kept if not stands_in(text, answers[line.id])]
    return {
        "answerable": len(answerable),
        "accepted": len(accepted),
        "settled": sum(line.id in settled for line in answerable),
        "right": len(accepted) - len(wrong),
        "given_up_accepted": sum(not line.holds for line in accepted),
        "answering_nothing": len(gold) - len(answerable),
        "accepted_of_nothing": len(of_nothing),
        "forbidden": sum(len(line.gone) for line in gold.values()),
        "forbidden_kept": len(survivors(gold, kept)),
        "forbidden_made": len(leaks),
        "contacts": sum(len(line.kept) for line in accepted),
        "contacts_lost": len(lost),
    }, {
        "not accepted": [line.id for line in answerable if line.id not in answers],
        "not right": wrong,
        "accepted of nothing": of_nothing,
        "forbidden made": [" ".join(leak) for leak in leaks],
        "contacts lost": [" ".join(one) for one in lost],
    }  # fmt: skip


def count_conflicts(gold: Mapping[str, Gold], pairs: Sequence[Pair], audit: Audit) -> Scores:
    """Which contradictions are found, and what is called one that is none."""
    line_of = {pair.pair_id: gold[pair.ticket_id] for pair in pairs}
    told = [
        (finding.code, finding.pair_ids[0], other)
        for finding in audit.findings
        if finding.code in (CONFLICT, SUPERSEDED)
        for other in finding.pair_ids[1:]
    ]
    rightly = {one for _, one, other in told if line_of[one].excludes(line_of[other])}
    outdated = {one for code, one, _ in told if code == SUPERSEDED}
    contradictions = contradicted(gold.values())
    found = {line_of[one].slot for one in rightly}
    shown = cards(Found(audit, {pair.pair_id: pair for pair in pairs}, True, ""))
    false = [
        card.card_id for card in shown if not any(line_of[one].excludes(line_of[other]) for one, other in card.edges)
    ]
    return {
        "contradictions": len(contradictions),
        "contradictions_in_reach": len(contradicted(line_of.values())),
        "contradictions_found": len(found),
        "rightly_waiting": len({line_of[one].id for one in rightly & set(audit.waiting)}),
        "cards": len(shown),
        "cards_false": len(false),
        "superseded": len(outdated),
        "superseded_false": len(outdated - rightly),
    }, {
        "contradictions missed": sorted(contradictions - found),
        "cards false": false,
        "superseded false": sorted(outdated - rightly),
    }  # fmt: skip


def contradicted(lines: Iterable[Gold]) -> set[str]:
    """The slots of which at least two facts that exclude each other are told."""
    facts: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        if line.relation == "conflict":
            facts[line.slot].add(line.fact)
    return {slot for slot, told in facts.items() if len(told) > 1}


def survivors(gold: Mapping[str, Gold], pairs: Iterable[Pair]) -> list[tuple[str, str]]:
    """Each ticket's strings that stand in a pair of it though they must not. Names count as they are written."""
    return sorted(
        {
            (pair.ticket_id, text)
            for pair in pairs
            for text in gold[pair.ticket_id].gone
            if stands_in(text, f"{pair.instruction}\n{pair.response}")
        }
    )


def states_all(answer: str, must: Iterable[Iterable[str]]) -> bool:
    """Whether of each item one wording stands in the answer, in whatever letters."""
    return all(any(stands_in(wording.lower(), answer.lower()) for wording in wordings) for wordings in must)


def stands_in(text: str, written: str) -> bool:
    """Whether it stands there in whole words, line breaks aside."""
    return re.search(rf"(?<!\w){re.escape(' '.join(text.split()))}(?!\w)", " ".join(written.split())) is not None


if __name__ == "__main__":
    run(main)
