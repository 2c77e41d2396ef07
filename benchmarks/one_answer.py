"""Does the answer that the audit shares among pairs say what each pair's own should? Measures prep/one_answer.

    python benchmarks/one_answer.py [--project FOLDER] [--cases] [--json]

Prepares and audits the sample, or reads the audited project in FOLDER that was made of it, and compares with the
sample's gold.jsonl, which no stage reads: how many kept pairs take over an answer, how many of these from a pair about
another rule, and how many answers state all that they must, before and after. Then the demo's simulated reviewer
settles what is offered, in a copy of the project: how many offers and keys that takes, how many answers nobody had
given, and the same counts once the pairs are audited again.

Also judges a few answers at a time, about other things, written by hand: {"same", "kind", "asked_of_taught", "taught",
"also_taught", "asked", "answer"} a line, "also_taught" being further answers like "taught". Where they are not the same
(a step, an "only", a condition, a price, a recipient …), neither side may be taught for the other, whichever is nearer
to all; where they are, one of them should be taught for both. All rows of one_answer_dev.jsonl were fitted to; those of
one_answer_check.jsonl were looked at when both directions began to count. `--cases` judges these alone.
"""

import argparse
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from prep.one_answer import one_answer_each, with_one_answer
from prep.project import Project, locate, read_rows
from prep.records import Pair, QuestionGroup
from prep.stages import PrepSettings, audit_project, prepare_project, read_audit, read_pairs
from simulated_reviewer import read_gold, review_sample, states
from terminal import bar
from to_the_reader import run

HERE = Path(__file__).parent / "data"
SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample"


def measure(project: Project) -> dict[str, int]:
    """Counts of kept pairs, before and after what rules share."""
    matter = {str(row["ticket_id"]): row["fact_id"] for row in read_gold()}
    found, pairs = read_audit(project), read_pairs(project)
    kept = set(found.kept)
    ticket = {pair.pair_id: pair.ticket_id for pair in pairs}
    before = [pair for pair in pairs if pair.pair_id in kept]
    after = taught(project)
    was, now = _state_all(before), _state_all(after)
    return {
        "kept": len(kept),
        "different_answers": len({pair.response for pair in before}),
        "different_answers_after": len({pair.response for pair in after}),
        "took_over": len(found.answers),
        "took_over_another_rule": sum(
            matter[ticket[one]] != matter[ticket[other]] for one, other in found.answers.items()
        ),
        "state_all": sum(was),
        "state_all_after": sum(now),
        "no_longer_state_all": sum(one and not other for one, other in zip(was, now, strict=True)),
    }


def measure_review(project: Project) -> dict[str, int]:
    """The simulated reviewer's work on the offers of an audited project, and what is taught then."""
    with tempfile.TemporaryDirectory() as folder:
        reviewed = Project(Path(shutil.copytree(project.root, Path(folder) / project.name)))
        sitting = review_sample(reviewed)
        audit_project(reviewed, progress=bar)
        after = taught(reviewed)
        return {
            "offers": sitting.n_offers,
            "keys": sitting.n_keys,
            "answers_written": sitting.n_written,
            "kept_reviewed": len(after),
            "different_answers_reviewed": len({pair.response for pair in after}),
            "state_all_reviewed": sum(_state_all(after)),
        }


def taught(project: Project) -> list[Pair]:
    """The kept pairs as they are taught."""
    found = read_audit(project)
    kept = set(found.kept)
    return [pair for pair in with_one_answer(read_pairs(project), found) if pair.pair_id in kept]


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


def _state_all(pairs: Iterable[Pair]) -> list[bool]:
    """Whether each answer states all that its ticket's must."""
    needed = {str(row["ticket_id"]): row["must_state"] for row in read_gold()}
    return [states(pair.response, needed[pair.ticket_id]) for pair in pairs]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--project", default="", help="an audited project made of the sample")
    parser.add_argument("--cases", action="store_true", help="judge the answers written by hand alone")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = judge_cases("dev") | judge_cases("check")
    if options.project:
        figures |= measure(locate(options.project)) | measure_review(locate(options.project))
    elif not options.cases:
        with tempfile.TemporaryDirectory() as folder:
            project = locate(folder)
            prepare_project(
                project, [SAMPLE / "export"], PrepSettings(), now=lambda: datetime.now(UTC).isoformat(), progress=bar
            )
            audit_project(project, progress=bar)
            figures |= measure(project) | measure_review(project)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name.replace('_', ' '):28}{value:>8,}")
    return 0


if __name__ == "__main__":
    run(main)
