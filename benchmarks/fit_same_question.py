"""Fits prep/questions/weights.py.

    python benchmarks/fit_same_question.py [--write]

Logistic regression on the signals of prep/questions/signals.py. It learns from benchmarks/data/questions_dev.jsonl
(`free`: four ways to ask in the words of four kinds of people; `plain` and `light`: thorough and slight rewordings),
from the ways in which the invented company of data/sample asks for each of its facts, and from the questions of
benchmarks/data/conflicts_dev.jsonl. Of `free`, style alone tells a part, so each pair weighs what makes style useless
(inverse of what style alone would say). benchmarks/data/questions_check.jsonl and conflicts_check.jsonl are for
measuring and are not read here.

Printed for each source: AUC where each pair is judged by weights that were fitted without its area, beside that of
the cosine.
--write replaces prep/questions/weights.py.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from prep.embeddings import read_words
from prep.project import read_rows
from prep.questions import weights as shipped
from prep.questions.score import design, pair_signals
from prep.questions.signals import NAMES
from question_pairs import QuestionPair, guessed_from_style, of_answers, pairs_of
from to_the_reader import run

DATA = Path(__file__).parent / "data"
COMPANY = Path(__file__).parent.parent / "data" / "sample" / "company"
AREAS = ("people", "devices", "shop", "online", "elsewhere")
COUNTS = {"free": 1.0, "plain": 1.0, "light": 1.0, "company": 2.0, "conflicts": 1.0}  # how much a source counts
DRAWN = 0.4  # weight of a pair of two sets, beside the pairs inside one
SHARE_OF_ONE_TOPIC = 0.1  # of the company's pairs of two facts
STRENGTH = 0.03
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Source:
    """Pairs of one origin with their signals."""

    name: str
    pairs: list[QuestionPair]
    seen: Floats
    counts: Floats  # weights that sum to what the source counts

    @property
    def same(self) -> NDArray[np.bool_]:
        return np.array([pair.same for pair in self.pairs])


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    found = sources()
    unseen = judged_unseen(found)
    print(f"{'source':10} {'pairs':>6} {'cosine':>7} {'score':>7}  of pairs of one set or topic; weighted as fitted")
    for source, judged in zip(found, unseen, strict=True):
        inside = np.array([pair.kind in ("same", "hard") for pair in source.pairs])
        aucs = [
            roc_auc_score(source.same[inside], each[inside], sample_weight=source.counts[inside])
            for each in (source.seen[:, NAMES.index("cosine")], judged)
        ]
        print(f"{source.name:10} {inside.sum():6} {aucs[0]:7.3f} {aucs[1]:7.3f}")
    print(
        reliability(
            np.concatenate([s.same for s in found]), np.concatenate(unseen), np.concatenate([s.counts for s in found])
        )
    )
    fitted = fit(found)
    if options.write:
        Path(shipped.__file__).write_text(as_module(*fitted), encoding="utf-8")
    return 0


def sources() -> list[Source]:
    """Everything that is learnt from."""
    rows = [row for _, row in read_rows(DATA / "questions_dev.jsonl")]
    return [
        *(
            source(name, pairs_of([row for row in rows if row["wording"] == name]))
            for name in ("free", "plain", "light")
        ),
        source("company", company_pairs()),
        source("conflicts", of_answers([row for _, row in read_rows(DATA / "conflicts_dev.jsonl")], AREAS)),
    ]


def source(name: str, pairs: list[QuestionPair]) -> Source:
    """Pairs with signals and weights. The questions of one origin are each other's crowd."""
    counts = np.array([1.0 if pair.kind in ("same", "hard") else DRAWN for pair in pairs])
    if name == "free":
        inside = [place for place, pair in enumerate(pairs) if pair.kind in ("same", "hard")]
        counts[inside] = useless_style([pairs[place] for place in inside])
    counts *= COUNTS[name] / counts.sum()
    seen = pair_signals([pair.left for pair in pairs], [pair.right for pair in pairs], read_words)
    return Source(name, pairs, np.asarray(seen, dtype=float), counts)


def useless_style(pairs: Sequence[QuestionPair]) -> Floats:
    """Weights under which style tells nothing."""
    guessed = guessed_from_style(pairs).clip(0.03, 0.97)
    same = np.array([pair.same for pair in pairs])
    usual = same.mean()
    return np.where(same, usual / guessed, (1 - usual) / (1 - guessed)).clip(0.1, 8)


def company_pairs() -> list[QuestionPair]:
    """The ways to ask for one fact, and a share of the pairs of two facts of one topic."""
    found = []
    chance = np.random.default_rng(0)
    for place, path in enumerate(sorted(COMPANY.glob("*.yaml"))):
        topic = yaml.safe_load(path.read_text("utf-8"))
        ways = [
            (fact["id"], way) for fact in topic.get("facts", ()) for way in (fact["question"], *fact.get("asks", ()))
        ]
        for (fact, left), (other, right) in combinations(ways, 2):
            if fact == other or chance.random() < SHARE_OF_ONE_TOPIC:
                kind = "same" if fact == other else "hard"
                found.append(QuestionPair(left, right, fact == other, kind, AREAS[place % len(AREAS)]))
    return found


def fit(found: Sequence[Source], without: str = "") -> tuple[Floats, Floats, Floats, float]:
    """Centres, scales, weights and constant, from the pairs outside one area."""
    kept = [np.array([pair.group != without for pair in source.pairs]) for source in found]
    seen = np.concatenate([source.seen[here] for source, here in zip(found, kept, strict=True)])
    same = np.concatenate([source.same[here] for source, here in zip(found, kept, strict=True)])
    counts = np.concatenate([source.counts[here] for source, here in zip(found, kept, strict=True)])
    centres, scales = seen.mean(axis=0), seen.std(axis=0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit(design(seen, centres, scales), same, sample_weight=counts * len(counts) / counts.sum())
    return centres, scales, model.coef_[0], float(model.intercept_[0])


def judged_unseen(found: Sequence[Source]) -> list[Floats]:
    """What weights say of each pair that were fitted without its area."""
    judged = [np.zeros(len(source.pairs)) for source in found]
    for area in AREAS:
        centres, scales, weights, constant = fit(found, without=area)
        for source, said in zip(found, judged, strict=True):
            here = np.array([pair.group == area for pair in source.pairs])
            said[here] = 1 / (1 + np.exp(-(design(source.seen[here], centres, scales) @ weights + constant)))
    return judged


def reliability(same: NDArray[np.bool_], said: Floats, counts: Floats) -> str:
    """Brier score, and for each tenth of the scale what share of the pairs truly asks the same."""
    lines = [f"Brier {np.average((said - same) ** 2, weights=counts):.3f}, always the share {same.mean():.2f}: "
             f"{np.average((np.average(same, weights=counts) - same) ** 2, weights=counts):.3f}"]  # fmt: skip
    for low in np.arange(0, 1, 0.1):
        here = (said >= low) & (said < low + 0.1)
        if here.any():
            share = np.average(same[here], weights=counts[here])
            lines.append(f"said {low:.1f} to {low + 0.1:.1f}: true {share:.2f} ({here.sum()} pairs)")
    return "\n".join(lines)


def as_module(centres: Floats, scales: Floats, weights: Floats, constant: float) -> str:
    """The text of prep/questions/weights.py."""
    n = len(NAMES)
    rows = "\n".join(
        f'    "{name}": ({centre:.4f}, {scale:.4f}, {weight:.3f}, {crowded:.3f}),'
        for name, centre, scale, weight, crowded in zip(NAMES, centres, scales, weights[:n], weights[n:], strict=True)
    )
    return f'''"""What each signal says of two questions asking the same, written by benchmarks/fit_same_question.py."""

# Signal: what it usually is, how far it usually strays, its log-odds a stray, and what is added to these for each stray
# by which the first signal, how near the questions are for their crowd, is above its usual value.
TABLE = {{
{rows}
}}
CONSTANT = {constant:.3f}
CENTRES, SCALES, WEIGHTS, WHERE_CROWDED = zip(*TABLE.values(), strict=True)
'''


if __name__ == "__main__":
    run(main)
