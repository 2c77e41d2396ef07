"""How well `prep.reply.strip_reply` finds what the author of a mail wrote.

A row of --data is {"suite", "input", "expected"}. Exact match is after collapsing whitespace; F1 is over words split
at whitespace, averaged over rows; lost words are words of an expected reply that are missing from ours, over all rows.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from prep.project import read_rows
from prep.reply import strip_reply
from to_the_reader import run


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    rows = [row for _, row in read_rows(options.data)]
    scores = measure(rows)
    if options.json:
        print(json.dumps(scores, ensure_ascii=False))
    else:
        print(f"{scores['n']} mails: exact {scores['exact']:.3f}, F1 {scores['f1']:.3f}, {scores['lost_words']} lost")
        for name, suite in scores["suites"].items():
            print(f"  {name}: {suite['n']} mails, exact {suite['exact']:.3f}, F1 {suite['f1']:.3f}")
    return 0


def measure(rows: Sequence[dict[str, str]]) -> dict:
    """The scores over all rows and per suite, as shares of 1."""
    found = [(row["suite"], *compare(row["expected"], strip_reply(row["input"]).text)) for row in rows]
    suites = sorted({name for name, *_ in found})
    return {
        "n": len(found),
        "exact": _mean([exact for _, exact, _, _ in found]),
        "f1": _mean([f1 for _, _, f1, _ in found]),
        "lost_words": sum(lost for *_, lost in found),
        "suites": {
            name: {
                "n": sum(suite == name for suite, *_ in found),
                "exact": _mean([exact for suite, exact, _, _ in found if suite == name]),
                "f1": _mean([f1 for suite, _, f1, _ in found if suite == name]),
            }
            for name in suites
        },
    }


def compare(expected: str, got: str) -> tuple[bool, float, int]:
    """Whether two texts are equal but for whitespace, their token F1, and how many expected words are missing."""
    wanted, had = Counter(expected.split()), Counter(got.split())
    shared = (wanted & had).total()
    total = wanted.total() + had.total()
    return expected.split() == got.split(), 2 * shared / total if total else 1.0, wanted.total() - shared


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    run(main)
