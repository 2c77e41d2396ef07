"""How well `judge_question` tells questions that need their conversation from questions that stand alone.

    python benchmarks/self_contained.py [--data FILE …] [--cqr FILE] [--json]

A row of --data is {"history": […], "question", "self_contained": bool}. The judge sees the question alone; the history
is there for people. "Needs context" is the positive class: precision, recall and F1 at the shipped setting; balanced
accuracy is the mean of recall and specificity; AUC is over the score. Beside them, what a list of pronouns gets.

Without --data: benchmarks/data/self_contained_check.jsonl, questions that were never used to fit the weights.
--cqr reads Alexa's contextual query rewrites (driver and assistant): a turn that people rewrote needs context, the
rewrite stands, and so does the first turn of a dialogue that nobody rewrote. --half check takes only the dialogues
that were never looked at nor fitted to, --half development the others; a hash of the dialogue decides.
"""

import argparse
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sklearn.metrics import roc_auc_score

from prep.project import read_rows
from prep.selfcontained import judge_question
from to_the_reader import run

CHECK = Path(__file__).parent / "data" / "self_contained_check.jsonl"
_PRONOUNS = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|this|that|these|those|there)\b", re.IGNORECASE
)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", default=[])
    parser.add_argument("--cqr", type=Path, help="a file of Alexa's contextual query rewrites")
    parser.add_argument("--half", choices=("all", "development", "check"), default="all", help="of the rewrites")
    parser.add_argument("--errors", type=int, default=0, help="print so many of the worst misjudged questions")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    files = options.data or ([] if options.cqr else [CHECK])
    rows = [row for path in files for _, row in read_rows(path)]
    if options.cqr:
        rows += read_cqr(options.cqr, options.half)
    scores = measure(rows)
    if options.json:
        print(json.dumps(scores))
        return 0
    for name, value in scores.items():
        print(f"{name}: {value:.3f}" if isinstance(value, float) else f"{name}: {value}")
    missed = sorted(rows, key=lambda row: -abs(judge_question(row["question"]).score - row["self_contained"]))
    for row in missed[: options.errors]:
        label = "stands" if row["self_contained"] else "needs context"
        print(f"{judge_question(row['question']).score:.2f} {label}: {row['question']}")
    return 0


def measure(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The scores of the judge, and of a pronoun list as `baseline_…`."""
    needs = [not row["self_contained"] for row in rows]
    judgements = [judge_question(row["question"]) for row in rows]
    said = [not judgement.stands for judgement in judgements]
    listed = [bool(_PRONOUNS.search(row["question"])) for row in rows]
    both = len(set(needs)) == 2
    return {
        "n": len(rows),
        "auc": float(roc_auc_score(needs, [1 - judgement.score for judgement in judgements])) if both else None,
        **rates(needs, said),
        "baseline_balanced_accuracy": rates(needs, listed)["balanced_accuracy"],
    }


def rates(needs: Sequence[bool], said: Sequence[bool]) -> dict[str, float]:
    """Precision, recall and F1 of the positive class, and balanced accuracy; 0 where a rate has no case."""
    hits = sum(need and say for need, say in zip(needs, said, strict=True))
    recall = hits / max(sum(needs), 1)
    precision = hits / max(sum(said), 1)
    specificity = sum(not need and not say for need, say in zip(needs, said, strict=True)) / max(
        len(needs) - sum(needs), 1
    )
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if hits else 0.0,
        "balanced_accuracy": (recall + specificity) / 2,
    }


def read_cqr(path: Path, half: str = "all") -> list[dict[str, Any]]:
    """Rows from a file of contextual query rewrites."""
    dialogues = json.loads(path.read_text(encoding="utf-8"))
    chosen = [dialogue for dialogue in dialogues if half in ("all", _half(dialogue["scenario"]["uuid"]))]
    return [
        {**row, "dialogue": dialogue["scenario"]["uuid"]}
        for dialogue in chosen
        for row in _cqr_rows(dialogue["dialogue"])
    ]


def _half(dialogue_id: str) -> str:
    return ("development", "check")[int(hashlib.sha256(dialogue_id.encode()).hexdigest(), 16) % 2]


def _cqr_rows(turns: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    rewritten: set[int] = set()
    for turn in turns:
        rewrite = turn.get("reformulation") or {}
        if not rewrite.get("reformulated_utt"):
            continue
        at = rewrite["base_utt_idx"]
        rewritten.add(at)
        history = [earlier["data"]["utterance"] for earlier in turns[:at]]
        yield {"history": history, "question": turns[at]["data"]["utterance"], "self_contained": False}
        yield {"history": history, "question": rewrite["reformulated_utt"], "self_contained": True}
    if turns and 0 not in rewritten:
        yield {"history": [], "question": turns[0]["data"]["utterance"], "self_contained": True}


if __name__ == "__main__":
    run(main)
