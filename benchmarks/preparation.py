"""What preparation makes of the sample export, against what was planted in it: no model, no person.

    python benchmarks/preparation.py [--data data/sample] [--proposals | --confirmed] [--quick] [--json]

Runs import, cleaning, redaction, mining of shorthand and pairing. A pair is auto-accepted when it is judged to stand
on its own on both sides. gold.jsonl is read here only, never by the pipeline.

- auto_accepted: share of the answerable tickets with an auto-accepted pair.
- of those: states_facts, the share whose response states the gold answer's facts (`must_state`); question_kept, the
  share whose instruction holds the words of the question as asked (and of its subject line where the gold says that it
  is needed) and at most a third of others; right, the share with both.
- wrongly_paired: share of the non-answer, unanswered, spam, merged, chitchat and machine-only tickets with a pair at
  all; wrongly_accepted: with an auto-accepted one.
- forbidden: auto-accepted responses that state a figure from an internal note or a corrected reply.

- invented_facts: numbers, amounts, dates, names and addresses in a pair, and unexplained_words: words in a pair, that
  neither the thread (with the times of its messages) nor the glossary has. Expected: none.
- audit_accepted: share of the answerable tickets with a pair that the audit keeps; audit_settled: or that it sets
  aside as a copy, or as superseded; audit_right: share of the pairs it keeps that are right.
- decisions_to_95: for each order of the Pairs page, how many decisions a person must make until 95 % of the answerable
  tickets are settled (benchmarks/simulated_person.py), how many of these are edits, and decisions for each pair.
- second_seed: the same of the tickets that the sample's generator writes with another seed.

--quick leaves out the audit, the decisions and the second seed.
--proposals accepts every meaning that was mined, as `pairwright glossary PROJECT accept --proposed` does.
--confirmed adds the meanings that the sample's writers gave their shorthand, as if a person had confirmed them.
"""

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from app_pages.waiting_pairs import ORDERS
from prep.audit import audit
from prep.embeddings import PACKAGED_MODEL, Embedder
from prep.facts import find_facts, same_value, unsaid
from prep.glossary import GENERAL, Entry, Glossary, expand, mine_glossary, with_proposals
from prep.grammar.lexicon import word_set
from prep.ingest import read_export
from prep.origins import trace
from prep.pairing import Pairing, pair_up
from prep.prepare import Prepared, clean_all, pair_tickets
from prep.project import read_rows
from prep.quiet import quiet_libraries
from prep.records import Edit, Pair, Ticket
from prep.selfcontained import judge_pair
from simulated_person import decide_until, settled_by_rule
from to_the_reader import run

SAMPLE = Path(__file__).parent.parent / "data" / "sample"
SECOND_SEED = 7
NO_PAIR = ("non-answer", "unanswered", "spam", "merged", "chitchat", "auto-only")
OTHER_WORDS_ALLOWED = 1 / 3
_WORD = re.compile(r"[^\W_]+")
_SMALL = word_set(
    "a an the i you it is are was to of in on for and or do does my me we our please pls can could would be have has "
    "that this with at by if as so not"
)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SAMPLE, help="a folder with export/ and gold.jsonl")
    parser.add_argument("--confirmed", action="store_true", help="with the glossary that the company's files hold")
    parser.add_argument("--proposals", action="store_true", help="with every mined meaning accepted unread")
    parser.add_argument("--quick", action="store_true", help="no audit, no decisions, no second seed")
    parser.add_argument("--second-seed", type=int, default=SECOND_SEED, help="of the sample's generator")
    parser.add_argument("--show", type=int, default=0, help="print so many auto-accepted pairs that are wrong")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    quiet_libraries()
    scores, wrong = measure_folder(options.data, options)
    if options.data.resolve() == SAMPLE.resolve() and not options.quick:
        with TemporaryDirectory() as folder:
            again = write_sample(Path(folder), options.second_seed)
            scores["second_seed"] = {"seed": options.second_seed, **measure_folder(again, options)[0]}
    if options.json:
        print(json.dumps(scores))
        return 0
    print("\n".join(f"{name}: {value}" for name, value in scores.items()))
    for pair, row, why in wrong[: options.show]:
        print(f"\n{pair.pair_id} {why}\n  asked: {row['asked']}\n  I: {pair.instruction}\n  R: {pair.response}\n"
              f"  must state: {row['must_state']}")  # fmt: skip
    return 0


def write_sample(folder: Path, seed: int) -> Path:
    """Another sample of the same company, as its generator writes it."""
    command = [sys.executable, str(SAMPLE / "make_sample.py"), "--seed", str(seed), "--out", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def measure_folder(
    data: Path, options: argparse.Namespace
) -> tuple[dict[str, Any], list[tuple[Pair, dict[str, Any], str]]]:
    """The scores of a folder with export/ and gold.jsonl, and the auto-accepted pairs that are wrong."""
    gold = {str(row["ticket_id"]): row for _, row in read_rows(data / "gold.jsonl")}
    tickets = clean_all(read_export([data / "export"]))
    glossary = with_proposals(GENERAL, mine_glossary(tickets))
    if options.proposals:
        glossary = glossary.with_entries(
            replace(entry, confirmed_by="unread")
            for entry in glossary.own
            if entry.meaning and not (entry.confirmed_by or entry.is_cut)
        )
    if options.confirmed:
        company = data / "company"
        glossary = glossary.with_entries(confirmed_entries(company if company.is_dir() else SAMPLE / "company"))
    scores, wrong = measure(tickets, gold, glossary)
    prepared = pair_tickets(tickets, glossary)
    scores |= count_invented(prepared, glossary)
    return (scores if options.quick else scores | measure_audit(prepared, gold, glossary)), wrong


def count_invented(prepared: Prepared, glossary: Glossary) -> dict[str, int]:
    """Facts and words of the pairs that neither their threads nor the glossary have."""
    tickets = {ticket.ticket_id: ticket for ticket in prepared.tickets}
    edits: dict[str, list[Edit]] = {}
    for edit in prepared.edits:
        edits.setdefault(edit.pair_id, []).append(edit)
    facts = words = 0
    for pair in prepared.pairs:
        ticket = tickets[pair.ticket_id]
        written = [ticket.subject, *(message.text for message in ticket.messages if message.public)]
        known = glossary.about(ticket.topic)
        dated = [edit.after for edit in edits.get(pair.pair_id, []) if edit.kind == "relative-time"]
        said = "\n".join([*written, *(expand(text, known)[0] for text in written), *dated])
        for text in (pair.instruction, pair.response):
            facts += sum(not _stands_in(_whole_words(text, fact.start, fact.end), said) for fact in unsaid(text, said))
        origins = trace(pair, pair, ticket, edits.get(pair.pair_id, []), (), glossary)
        words += sum(len(sentence.unexplained) for sentence in origins.sentences)
    return {"invented_facts": facts, "unexplained_words": words}


def measure_audit(prepared: Prepared, gold: Mapping[str, dict[str, Any]], glossary: Glossary) -> dict[str, Any]:
    """What the audit accepts of the answerable tickets, and how many decisions a person must make after it."""
    tickets = {ticket.ticket_id: ticket for ticket in prepared.tickets}
    answerable = {ticket_id for ticket_id, row in gold.items() if row["kind"] == "answerable"}
    asked = {pair.pair_id: pair for pair in prepared.pairs if pair.ticket_id in answerable}
    stands = {
        pair.pair_id
        for pair in asked.values()
        if states_facts(pair.response, gold[pair.ticket_id], glossary)
        and keeps_question(pair.instruction, gold[pair.ticket_id], tickets[pair.ticket_id], glossary)
    }
    found = audit(prepared.pairs, Embedder(PACKAGED_MODEL), glossary=glossary)
    kept = [pair_id for pair_id in found.kept if pair_id in asked]
    settled = [pair_id for pair_id in settled_by_rule(found) if pair_id in asked]
    sittings = {order: decide_until(0.95, prepared.pairs, found, stands, answerable, order) for order in ORDERS}
    return {
        "audit_accepted": len({asked[pair_id].ticket_id for pair_id in kept}) / len(answerable),
        "audit_settled": len({asked[pair_id].ticket_id for pair_id in settled}) / len(answerable),
        "audit_right": len(stands & set(kept)) / max(len(kept), 1),
        "n_waiting": len(found.waiting),
        "decisions_to_95": {
            order: {**asdict(sitting), "per_pair": sitting.n_decisions / max(len(prepared.pairs), 1)}
            for order, sitting in sittings.items()
        },
    }


def _whole_words(text: str, start: int, end: int) -> str:
    """What stands at start:end with the rest of its words: "1st", not "1"."""
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def _stands_in(text: str, said: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(' '.join(text.split()))}(?!\w)", " ".join(said.split()), re.I) is not None


def measure(
    tickets: Sequence[Ticket], gold: Mapping[str, dict[str, Any]], glossary: Glossary
) -> tuple[dict[str, Any], list[tuple[Pair, dict[str, Any], str]]]:
    """The scores, and the auto-accepted pairs that are wrong."""
    count: Counter[str] = Counter()
    wrong = []
    for ticket in tickets:
        row = gold[ticket.ticket_id]
        pairing = pair_up(ticket, glossary)
        accepted = [pair for pair in pairing.pairs if judge_pair(pair.instruction, pair.response, glossary).stands]
        if row["kind"] in NO_PAIR:
            count["no_pair"] += 1
            count["wrongly_paired"] += bool(pairing.pairs)
            count["wrongly_accepted"] += bool(accepted)
        if row["kind"] != "answerable":
            continue
        _count_answerable(count, pairing, accepted, row)
        for pair in accepted[:1]:
            states = states_facts(pair.response, row, glossary)
            kept = keeps_question(pair.instruction, row, ticket, glossary)
            forbidden = [text for text in row["must_not_state"] if _states(pair.response, text)]
            count["accepted"] += 1
            count["states_facts"] += states
            count["question_kept"] += kept
            count["right"] += states and kept
            count["forbidden"] += bool(forbidden)
            if not (states and kept) or forbidden:
                wrong.append((pair, row, "forbidden" if forbidden else "question" if states else "facts"))
    return _shares(count), wrong


def states_facts(response: str, row: Mapping[str, Any], glossary: Glossary) -> bool:
    """Whether a response states every must_state fact of its row."""
    return all(_states(expand(response, glossary)[0], text) or _states(response, text) for text in row["must_state"])


def keeps_question(instruction: str, row: Mapping[str, Any], ticket: Ticket, glossary: Glossary) -> bool:
    """Whether an instruction holds what was asked, with its subject line where that is needed, and little else."""
    said = _words(expand(instruction, glossary)[0]) | _words(instruction)
    asked = _words(expand(row["asked"], glossary)[0])
    subject = _words(expand(ticket.subject, glossary)[0]) - {"re", "fw", "fwd"}
    if len(asked & said) < 0.8 * len(asked):
        return False
    if row["needs_context"] and len(subject & said) < 0.6 * len(subject):
        return False
    extra = said - asked - _words(row["asked"]) - subject
    if row["shape"] == "clarify":
        extra -= set().union(*(_words(expand(message.text, glossary)[0]) for message in ticket.messages))
    return len(extra) <= max(OTHER_WORDS_ALLOWED * len(asked), 6)


def confirmed_entries(company: Path) -> list[Entry]:
    """The shorthand of the company's topic files that has one meaning throughout."""
    meanings: dict[str, set[str]] = {}
    for path in sorted(company.glob("*.yaml")):
        for shorthand, meaning in (yaml.safe_load(path.read_text("utf-8")).get("shorthand") or {}).items():
            meanings.setdefault(str(shorthand), set()).add(str(meaning))
    return [
        Entry(shorthand, next(iter(found)), "the company")
        for shorthand, found in meanings.items()
        if len(found) == 1 and shorthand not in GENERAL.entries and len(shorthand) > 1
    ]


def _count_answerable(count: Counter[str], pairing: Pairing, accepted: Sequence[Pair], row: Mapping[str, Any]) -> None:
    count["answerable"] += 1
    count["paired"] += bool(pairing.pairs)
    count["several_pairs"] += len(pairing.pairs) > 1
    count["needs_context"] += row["needs_context"]
    count["context_accepted"] += row["needs_context"] and bool(accepted)
    count["refused_rewrites"] += sum(edit.kind == "unverified" for edit in pairing.edits)


def _states(text: str, fact: str) -> bool:
    """Whether a text states a fact: word for word, the same value, or all its figures."""
    if " ".join(_WORD.findall(fact.lower())) in " ".join(_WORD.findall(text.lower())):
        return True
    wanted = [found for found in find_facts(fact) if found.kind not in ("negation", "modality", "contrast", "scope")]
    stated = find_facts(text)
    if wanted and all(any(same_value(one, other) for other in stated) for one in wanted):
        return True
    figures = set(re.findall(r"\d+", fact))
    if figures:
        return figures <= set(re.findall(r"\d+", text.replace(",", ""))) | set(re.findall(r"\d+", text))
    wanted_words = _words(fact)
    return len({word[:4] for word in wanted_words} & {word[:4] for word in _words(text)}) >= 0.6 * len(wanted_words)


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if word not in _SMALL}


def _shares(count: Counter[str]) -> dict[str, Any]:
    accepted = max(count["accepted"], 1)
    return {
        "n_answerable": count["answerable"],
        "paired": count["paired"] / count["answerable"],
        "auto_accepted": count["accepted"] / count["answerable"],
        "states_facts": count["states_facts"] / accepted,
        "question_kept": count["question_kept"] / accepted,
        "right": count["right"] / accepted,
        "forbidden": count["forbidden"],
        "needs_context_accepted": count["context_accepted"] / max(count["needs_context"], 1),
        "n_no_pair": count["no_pair"],
        "wrongly_paired": count["wrongly_paired"] / max(count["no_pair"], 1),
        "wrongly_accepted": count["wrongly_accepted"] / max(count["no_pair"], 1),
        "several_pairs": count["several_pairs"],
        "refused_rewrites": count["refused_rewrites"],
    }


if __name__ == "__main__":
    run(main)
