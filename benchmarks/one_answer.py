"""Does the answer that the audit shares among pairs say what each pair's own should? Measures prep/one_answer.

    python benchmarks/one_answer.py [--project FOLDER] [--cases] [--json]

Prepares and audits the sample, or reads the audited project in FOLDER that was made of it, and compares with the
sample's gold.jsonl, which no stage reads: how many kept pairs take over an answer, how many of these from a pair about
another rule, and how many answers state all that they must, before and after.

Also judges a few answers at a time, about other things, written by hand: {"same", "kind", "asked_of_taught", "taught",
"also_taught", "asked", "answer"} a line, "also_taught" being further answers like "taught". Where they are not the same
(a step, an "only", a condition, a price, a recipient …), neither side may be taught for the other, whichever is nearer
to all; where they are, one of them should be taught for both. All rows of one_answer_dev.jsonl were fitted to; those of
one_answer_check.jsonl were looked at when both directions began to count. `--cases` judges these alone.
"""

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from prep.one_answer import one_answer_each, with_one_answer
from prep.project import Project, locate, read_rows
from prep.records import Pair, QuestionGroup
from prep.stages import PrepSettings, audit_project, prepare_project, read_audit, read_pairs
from terminal import bar

HERE = Path(__file__).parent / "data"
SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample"
_MONEY = re.compile(r"\bcr (\d+(?:[.,]\d+)*)")


def measure(project: Project) -> dict[str, int]:
    """Counts of kept pairs."""
    gold = {}
    with (SAMPLE / "gold.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            gold[str(row["ticket_id"])] = row
    found, pairs = read_audit(project), read_pairs(project)
    kept = set(found.kept)
    ticket = {pair.pair_id: pair.ticket_id for pair in pairs}
    before = [pair for pair in pairs if pair.pair_id in kept]
    after = [pair for pair in with_one_answer(pairs, found) if pair.pair_id in kept]
    right = [[_states(pair.response, gold[pair.ticket_id]["must_state"]) for pair in some] for some in (before, after)]
    return {
        "kept": len(kept),
        "different_answers": len({pair.response for pair in before}),
        "different_answers_after": len({pair.response for pair in after}),
        "took_over": len(found.answers),
        "took_over_another_rule": sum(
            gold[ticket[one]]["fact_id"] != gold[ticket[other]]["fact_id"] for one, other in found.answers.items()
        ),
        "state_all": sum(right[0]),
        "state_all_after": sum(right[1]),
        "no_longer_state_all": sum(was and not now for was, now in zip(*right, strict=True)),
    }


def judge_cases(name: str) -> dict[str, int]:
    """Of a file of two answers each how many are shared, and how many of these wrongly."""
    shared: Counter[bool] = Counter()
    n_cases: Counter[bool] = Counter()
    for _, row in read_rows(HERE / f"one_answer_{name}.jsonl"):
        same = bool(row["same"])
        n_cases[same] += 1
        shared[same] += bool(_crossing(row))
    return {
        f"{name}_not_the_same": n_cases[False],
        f"{name}_wrongly_shared": shared[False],
        f"{name}_the_same": n_cases[True],
        f"{name}_shared": shared[True],
    }


def _crossing(row: Mapping[str, Any]) -> list[str]:
    """The answers that are given up for one of the other side, whichever of the sides lies in the middle."""
    answers = [str(text) for text in (row["taught"], *row.get("also_taught", ()), row["answer"])]
    questions = [str(row["asked_of_taught"])] * (len(answers) - 1) + [str(row["asked"])]
    pairs = [Pair(str(place), "", *texts, "") for place, texts in enumerate(zip(questions, answers, strict=True))]
    other = pairs[-1].pair_id
    group = QuestionGroup("", tuple(pair.pair_id for pair in pairs))
    found = []
    for near, far in ((1.0, 0.5), (0.5, 1.0)):
        vectors = np.array([[near]] * (len(pairs) - 1) + [[far]])
        taken = one_answer_each(pairs, [group], vectors, ())
        found += [
            answers[int(pair_id)] for pair_id, from_id in taken.items() if (pair_id == other) != (from_id == other)
        ]
    return found


def _states(answer: str, needed: list[str]) -> bool:
    said = _plain(answer)
    return all(_plain(one) in said for one in needed)


def _plain(text: str) -> str:
    """ "cr 70" and "70 crowns" alike."""
    return re.sub(r"\bcrowns?\b", "cr", _MONEY.sub(r"\1 cr", text.lower()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--project", default="", help="an audited project made of the sample")
    parser.add_argument("--cases", action="store_true", help="judge the answers written by hand alone")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = judge_cases("dev") | judge_cases("check")
    if options.project:
        figures |= measure(locate(options.project))
    elif not options.cases:
        with tempfile.TemporaryDirectory() as folder:
            project = locate(folder)
            prepare_project(
                project, [SAMPLE / "export"], PrepSettings(), now=lambda: datetime.now(UTC).isoformat(), progress=bar
            )
            audit_project(project, progress=bar)
            figures |= measure(project)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name.replace('_', ' '):28}{value:>8,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
