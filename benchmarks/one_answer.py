"""Does the answer that the audit shares among pairs say what each pair's own should? Measures prep/one_answer.py.

    python benchmarks/one_answer.py [--project FOLDER] [--json]

Prepares and audits the sample, or reads the audited project in FOLDER that was made of it, and compares with the
sample's gold.jsonl, which no stage reads: how many kept pairs take over an answer, how many of these from a pair about
another rule, and how many answers state all that they must, before and after.
"""

import argparse
import json
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from prep.one_answer import with_one_answer
from prep.project import Project, locate
from prep.stages import PrepSettings, audit_project, prepare_project, read_audit, read_pairs
from terminal import bar

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


def _states(answer: str, needed: list[str]) -> bool:
    said = _plain(answer)
    return all(_plain(one) in said for one in needed)


def _plain(text: str) -> str:
    """ "cr 70" and "70 crowns" alike."""
    return re.sub(r"\bcrowns?\b", "cr", _MONEY.sub(r"\1 cr", text.lower()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--project", default="", help="an audited project made of the sample")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.project:
        figures = measure(locate(options.project))
    else:
        with tempfile.TemporaryDirectory() as folder:
            project = locate(folder)
            prepare_project(
                project, [SAMPLE / "export"], PrepSettings(), now=lambda: datetime.now(UTC).isoformat(), progress=bar
            )
            audit_project(project, progress=bar)
            figures = measure(project)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name.replace('_', ' '):28}{value:>8,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
