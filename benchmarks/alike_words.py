"""Would an encoder tell words that may stand for each other from near ones that may not? Why alike.py is a list.

    python benchmarks/alike_words.py [--json]

Cosines of the packaged MiniLM between two words: pairs that alike.py holds, against the things, contraries, deeds and
people that rewrites.py exchanges. `auc`: the chance that a pair of the first kind is the closer one. `accepted`: the
share of the first kind above the cut that lets none of the second through.
"""

import argparse
import json
from collections.abc import Sequence

import numpy as np
from rewrites import CONTRARIES, OTHER_ROLES, OTHER_THINGS, RELATED_DEEDS

from prep.embeddings import Embedder
from prep.verifying.alike import ALIKE
from to_the_reader import run


def measure(alike: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]]) -> dict[str, float]:
    """The figures that `--json` prints."""
    embed = Embedder()
    near, other = (_cosines(embed, pairs) for pairs in (alike, others))
    wins = (near[:, None] > other[None, :]) + 0.5 * (near[:, None] == other[None, :])
    return {
        "n_alike": len(near),
        "n_others": len(other),
        "auc": float(wins.mean()),
        "accepted": float((near > other.max()).mean()),
    }


def _cosines(embed: Embedder, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
    left, right = (np.asarray(embed(list(words))) for words in zip(*pairs, strict=True))
    return np.sum(left * right, axis=1) / (np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1))


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    asked = parser.parse_args()
    scores = measure(
        [(line.split()[0], other) for line in ALIKE.strip().splitlines() for other in line.split()[1:]],
        [tuple(pair.split("/")) for pair in (*OTHER_THINGS, *CONTRARIES, *RELATED_DEEDS, *OTHER_ROLES)],  # type: ignore[misc]
    )
    if asked.json:
        print(json.dumps(scores))
        return 0
    print(f"{scores['n_alike']} pairs alike, {scores['n_others']} near ones: AUC {scores['auc']:.2f}")
    print(f"above the cut that lets no near one through: {scores['accepted']:.0%} of those alike")
    return 0


if __name__ == "__main__":
    run(main)
