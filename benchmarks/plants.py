"""Does the search that certifies a split find the copies that people make, and leave true paraphrases alone?

    python benchmarks/plants.py --data FOLDER [--seeds 5] [--json]

FOLDER holds banking77_train.csv and banking77_test.csv (text, category). For each seed 200 test questions are copied in
each way that `prep/plants.py` knows (exact, case, typos, order, greeting, sign-off, name, punctuation), and the copies
are searched among them. `paraphrases` are pairs of one intent, worded differently, that nobody copied:
drawn at random, and for each drawn test question the training question of its intent with the nearest meaning, which is
the hardest. Of these some are real copies; --json lists what was called one.
"""

import argparse
import csv
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from prep.containment import normalised  # noqa: E402
from prep.copies import COPY_FROM, copies_across, copy_score  # noqa: E402
from prep.embeddings import Embedder  # noqa: E402
from prep.errors import BadInput, PairwrightError  # noqa: E402
from prep.plants import MAX_QUESTIONS, count_found, plant  # noqa: E402
from prep.quiet import quiet_libraries  # noqa: E402
from to_the_reader import run  # noqa: E402

PARAPHRASES = 2_000  # of one intent, drawn at random, for each seed
INTENTS = 3  # of which the nearest by meaning are looked for, for each seed
Question = tuple[str, str]  # text, intent


def measure(train: Sequence[Question], test: Sequence[Question], seeds: Sequence[int]) -> dict[str, Any]:
    """Planted copies found, kind by kind, and paraphrases called copies, over all seeds."""
    texts = [text for text, _ in test]
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    drawn: list[Question] = []
    nearest: list[Question] = []
    embed = Embedder()
    for seed in seeds:
        rng = random.Random(seed)
        chosen = rng.sample(texts, MAX_QUESTIONS)
        for one in count_found(plant(chosen, seed=seed), partial(copies_across, chosen)):
            planted[one.kind] += one.n_planted
            found[one.kind] += one.n_found
        by_intent: dict[str, list[str]] = defaultdict(list)
        for text, intent in train:
            by_intent[intent].append(text)
        drawn += _differing((text, rng.choice(by_intent[intent])) for text, intent in rng.choices(test, k=PARAPHRASES))
        for intent in rng.sample(sorted(by_intent), INTENTS):
            asked = [text for text, of in test if of == intent]
            places = (embed(asked) @ embed(by_intent[intent]).T).argmax(axis=1)
            nearest += _differing((text, by_intent[intent][place]) for text, place in zip(asked, places, strict=True))
    return {
        "seeds": len(seeds),
        "n_planted": planted.total(),
        "recall": found.total() / planted.total(),
        "by_kind": {kind: {"n_planted": n, "n_found": found[kind]} for kind, n in planted.items()},
        "paraphrases": _called_copies(drawn),
        "nearest_by_meaning": _called_copies(nearest),
    }


def _differing(pairs: Any) -> list[Question]:
    return [(left, right) for left, right in pairs if normalised(left) != normalised(right)]


def _called_copies(pairs: Sequence[Question]) -> dict[str, Any]:
    called = [pair for pair in pairs if copy_score(*pair) >= COPY_FROM]
    return {
        "n": len(pairs),
        "called_copies": len(called),
        "share": len(called) / len(pairs),
        "which": sorted(set(called)),
    }


def read_questions(path: Path) -> list[Question]:
    if not path.is_file():
        raise BadInput(f"{path}: expected banking77's CSV, found nothing. Name its folder with --data.")
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["text"].strip(), row["category"]) for row in csv.DictReader(file)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    quiet_libraries()
    try:
        train, test = (read_questions(arguments.data / f"banking77_{part}.csv") for part in ("train", "test"))
        result = measure(train, test, range(1, arguments.seeds + 1))
    except PairwrightError as fault:
        print(fault, file=sys.stderr)
        return 2
    if arguments.json:
        print(json.dumps(result, ensure_ascii=False))
        return 0
    print(f"{result['seeds']} seeds: {result['recall']:.2%} of {result['n_planted']:,} planted copies found")
    for kind, row in result["by_kind"].items():
        print(f"  {kind:<12} {row['n_found']:,} of {row['n_planted']:,}")
    for name in ("paraphrases", "nearest_by_meaning"):
        row = result[name]
        print(f"{name.replace('_', ' ')}: {row['called_copies']:,} of {row['n']:,} called copies ({row['share']:.2%})")
    return 0


if __name__ == "__main__":
    run(main)
