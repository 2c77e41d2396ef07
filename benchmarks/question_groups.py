"""Do the audit's question groups hold the pairs that ask for one fact? Measures prep/neighbours.py.

    python benchmarks/question_groups.py [--data data/sample] [--drawn N] [--json]

FOLDER has export/ and gold.jsonl, which names the fact that each answerable ticket asks for. Every two pairs of
different tickets that stand in one group count as said to ask the same; precision, recall and F1 are those of this
saying. `glued` is the most facts in one group.

--drawn N measures small helpdesks: the figures are means over ten draws of N of the pairs at random.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import mean

from prep.embeddings import Embedder
from prep.glossary import GENERAL, mine_glossary, with_proposals
from prep.ingest import read_export
from prep.neighbours import question_groups
from prep.prepare import clean_all, pair_tickets
from prep.project import read_rows
from prep.quiet import quiet_libraries
from prep.records import Pair, QuestionGroup
from to_the_reader import run

DRAWS = 10
SAMPLE = Path(__file__).parent.parent / "data" / "sample"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SAMPLE)
    parser.add_argument("--drawn", type=int, default=0, metavar="N", help="measure draws of so many pairs")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    options = parser.parse_args(arguments)
    quiet_libraries()
    pairs, fact_of = read_asked(options.data)
    embed = Embedder()
    asked, said = embed([pair.instruction for pair in pairs]), embed([pair.response for pair in pairs])

    def grouped(places: Sequence[int]) -> dict[str, float]:
        some = [pairs[place] for place in places]
        groups = question_groups(some, asked[places], said[places])
        return agreement(groups, {pair.pair_id: fact_of[pair.pair_id] for pair in some})

    everything = range(len(pairs))
    if options.drawn:
        measured = means([grouped(random.Random(seed).sample(everything, options.drawn)) for seed in range(DRAWS)])
    else:
        measured = grouped(list(everything))
    if options.json:
        print(json.dumps(measured))
    else:
        print("\n".join(f"{name:10} {value}" for name, value in measured.items()))
    return 0


def means(figures: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Of each figure the mean."""
    return {name: round(mean(each[name] for each in figures), 3) for name in figures[0]}


def read_asked(folder: Path) -> tuple[list[Pair], dict[str, str]]:
    """The pairs that preparation makes of the answerable tickets, and the fact that each asks for."""
    facts = {str(row["ticket_id"]): row["fact_id"] for _, row in read_rows(folder / "gold.jsonl") if row.get("fact_id")}
    tickets = clean_all(read_export([folder / "export"]))
    prepared = pair_tickets(tickets, with_proposals(GENERAL, mine_glossary(tickets)))
    pairs = [pair for pair in prepared.pairs if pair.ticket_id in facts]
    return pairs, {pair.pair_id: facts[pair.ticket_id] for pair in pairs}


def agreement(groups: Iterable[QuestionGroup], fact_of: Mapping[str, str]) -> dict[str, float]:
    """Precision, recall and F1 of "these two ask for one fact"."""
    groups = list(groups)
    said = right = 0
    for group in groups:
        n = len(group.pair_ids)
        said += n * (n - 1) // 2
        right += sum(m * (m - 1) // 2 for m in Counter(fact_of[pair_id] for pair_id in group.pair_ids).values())
    there = sum(m * (m - 1) // 2 for m in Counter(fact_of.values()).values())
    precision, recall = right / max(said, 1), right / max(there, 1)
    return {
        "pairs": len(fact_of),
        "facts": len(set(fact_of.values())),
        "groups": len(groups),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 3),
        "glued": max((len({fact_of[pair_id] for pair_id in group.pair_ids}) for group in groups), default=0),
    }


if __name__ == "__main__":
    run(main)
