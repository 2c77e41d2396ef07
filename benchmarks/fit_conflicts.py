"""Fits prep/conflict_weights.py.

    python benchmarks/fit_conflicts.py [--data FILE …] [--write]

Two sums of small trees (gradient boosting): whether both answers fill the same slot, learnt from rows whose kind is
"scoped" or "related" against all others, and whether what fills it differs, learnt from conflicts against the other
rows of one slot, and from the answers of the invented company of data/sample, of which some are outdated or wrong:
every two answers of one question group that are about one fact. Printed for each file and for all: what weights that
were fitted without the whole file make of it, and for cuts at 2, 3, 4, 5 and 8 % false alarms the recall and the
precision. The cut for 3 % is written, and for questions that were found to ask the same that for 4 %: among those a
missed one leaves an outdated answer to be taught, a false one costs a press of a key.

How much it counts that both questions were found to ask the same (ASKED_ALIKE) is fitted to the company's answers too.

--write replaces prep/conflict_weights.py.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import roc_auc_score

from benchmarks.conflicts import read_answers
from prep.answered import Answered, Likeness
from prep.apostrophes import with_apostrophes
from prep.boosted_trees import Boosted, Tree, probability
from prep.conflicts import likenesses
from prep.difference_signals import SHARED, difference
from prep.embeddings import Embedder
from prep.neighbours import question_groups
from prep.project import read_rows
from prep.slot_signals import slot_signals
from question_groups import SAMPLE, read_asked
from to_the_reader import run

DATA = [
    Path(__file__).parent / "data" / f"{name}.jsonl"
    for name in ("conflicts_dev", "conflicts_dev_2", "conflicts_dev_3", "conflicts_check", "conflicts_check_2")
]
WEIGHTS = Path(__file__).parent.parent / "prep" / "conflict_weights.py"
ELSEWHERE = ("scoped", "related")  # kinds of rows whose answers fill two slots
N_TREES, RATE, SMALLEST, SHARE, SIGNALS, SEEDS = 60, 0.12, 8, 0.6, 0.3, (0, 1, 2)
SHARES, SHIPPED, WHERE_ALIKE = (0.02, 0.03, 0.04, 0.05, 0.08), 0.03, 0.04
ALIKE = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)  # tried
COMPANY_COUNTS = 300  # rows that all the company's pairs of answers count as together
MOST_OF_A_GROUP = 12  # answers of one question group that are held against each other
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Signals:
    """What is seen of two answers for either judgement, and whether there is anything to show."""

    of_slot: Mapping[str, float]
    of_difference: Mapping[str, float]
    differ: bool


@dataclass(frozen=True)
class Company:
    """Every two answers of one question group of the sample."""

    found: list[Signals]
    one_fact: NDArray[np.bool_]
    conflict: NDArray[np.bool_]  # about one fact, of which one answer is outdated or wrong


@dataclass(frozen=True)
class Labelled:
    """Rows with their signals."""

    found: list[Signals]
    conflict: NDArray[np.bool_]
    one_slot: NDArray[np.bool_]
    file: NDArray[np.int_]  # which file each row comes from


@dataclass(frozen=True)
class Fitted:
    """Both judgements."""

    same_slot: Boosted
    different: Boosted

    def judge(self, found: Signals, *, alike: float = 0.0) -> float:
        """As prep/conflicts.py does, without a cut."""
        if not found.differ:
            return 0.0
        return probability(self.same_slot.odds(found.of_slot) + alike) * probability(
            self.different.odds(found.of_difference)
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", default=DATA)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    rows, company = labelled(options.data), company_answers()
    unseen = judged_unseen(rows, company)
    for number, path in enumerate(options.data):
        here = rows.file == number
        print(f"{path.stem:18} {in_short(unseen[here], rows.conflict[here])}")
    print(f"{'all':18} {in_short(unseen, rows.conflict)}")
    compatible = np.sort(unseen[~rows.conflict])[::-1]
    cuts = {share: float(compatible[int(share * len(compatible))]) for share in SHARES}
    for share, cut in cuts.items():
        said = unseen > cut
        print(
            f"at {share:.0%}: cut {cut:.3f}, false alarms {said[~rows.conflict].mean():.3f}, "
            f"recall {said[rows.conflict].mean():.3f}, precision {rows.conflict[said].mean():.3f}"
        )
    fitted = fit(rows, np.ones(len(rows.found), dtype=bool), company)
    alike = fit_alike(fitted, company, cuts[WHERE_ALIKE])
    print(f"ASKED_ALIKE {alike:.1f}")
    if options.write:
        WEIGHTS.write_text(as_module(fitted, cuts[SHIPPED], cuts[WHERE_ALIKE], alike), encoding="utf-8")
    return 0


def labelled(paths: Sequence[Path]) -> Labelled:
    """All rows of some files."""
    rows = [(row, number) for number, path in enumerate(paths) for row in read_answers(path)]
    pairs = [
        (Answered(row["instruction_a"], row["response_a"]), Answered(row["instruction_b"], row["response_b"]))
        for row, _ in rows
    ]
    found = [signals(*pair, likeness) for pair, likeness in zip(pairs, likenesses(pairs, Embedder()), strict=True)]
    return Labelled(
        found,
        np.array([bool(row["conflict"]) for row, _ in rows]),
        np.array([row["kind"] not in ELSEWHERE for row, _ in rows]),
        np.array([number for _, number in rows]),
    )


def signals(left: Answered, right: Answered, likeness: Likeness) -> Signals:
    """For both judgements, seen as prep/conflicts.py does."""
    left, right = with_apostrophes(left), with_apostrophes(right)
    found = difference(left, right)
    of_slot = {**slot_signals(left, right, likeness), **{name: found.values[name] for name in SHARED}}
    return Signals(of_slot, found.values, bool(found.disagreements))


def judged_unseen(rows: Labelled, company: Company) -> Floats:
    """Each row by weights that were fitted to the other files."""
    judged = np.zeros(len(rows.found))
    for number in np.unique(rows.file):
        fitted = fit(rows, rows.file != number, company)
        for place in np.flatnonzero(rows.file == number):
            judged[place] = fitted.judge(rows.found[place])
    return judged


def fit(rows: Labelled, learnt: NDArray[np.bool_], company: Company) -> Fitted:
    """Both judgements from the rows that are marked, and the second one from the company's answers too."""
    of_slot = [rows.found[place].of_slot for place in np.flatnonzero(learnt)]
    within = learnt & rows.one_slot
    of_difference = [rows.found[place].of_difference for place in np.flatnonzero(within)]
    of_difference += [company.found[place].of_difference for place in np.flatnonzero(company.one_fact)]
    labels = np.concatenate([rows.conflict[within], company.conflict[company.one_fact]])
    counts = np.ones(len(labels))
    counts[within.sum() :] = COMPANY_COUNTS / max(1, company.one_fact.sum())
    return Fitted(
        boosted(of_slot, rows.one_slot[learnt], np.ones(len(of_slot))), boosted(of_difference, labels, counts)
    )


def boosted(values: Sequence[Any], labels: NDArray[np.bool_], counts: Floats) -> Boosted:
    """Trees of two questions that tell the labels from signals, each row of which counts as much as is given."""
    names = list(values[0])
    seen = np.array([[each[name] for name in names] for each in values])
    models = [
        GradientBoostingClassifier(
            n_estimators=N_TREES, learning_rate=RATE, max_depth=2, min_samples_leaf=SMALLEST, subsample=SHARE,
            max_features=SIGNALS, random_state=seed,
        ).fit(seen, labels, sample_weight=counts)
        for seed in SEEDS
    ]  # fmt: skip
    usual = float(np.average(labels, weights=counts))
    start = float(np.log(usual / (1 - usual)))
    return Boosted(start, tuple(as_tree(each[0].tree_, names) for model in models for each in model.estimators_))


def as_tree(tree: Any, names: Sequence[str]) -> Tree:
    """A tree of scikit-learn as ours; half that asks nothing more says the same of both its quarters."""

    def asked(node: int) -> tuple[str, float]:
        asks = tree.feature[node] >= 0
        return (names[tree.feature[node]], round(float(tree.threshold[node]), 4)) if asks else (names[0], 0.0)

    def quarters(node: int) -> tuple[float, float]:
        low, high = (tree.children_left[node], tree.children_right[node]) if tree.feature[node] >= 0 else (node, node)
        return tuple(round(RATE / len(SEEDS) * float(tree.value[each][0][0]), 4) for each in (low, high))  # type: ignore[return-value]

    left, right = tree.children_left[0], tree.children_right[0]
    return (*asked(0), *asked(left), *asked(right), *quarters(left), *quarters(right))


def fit_alike(fitted: Fitted, company: Company, cut: float) -> float:
    """The log-odds of one slot gained by standing in one question group: of some, those of the highest F1 there."""

    def f1(alike: float) -> float:
        said = np.array([fitted.judge(each, alike=alike) for each in company.found]) > cut
        return float(2 * (said & company.conflict).sum() / max(1, said.sum() + company.conflict.sum()))

    return max(ALIKE, key=f1)


def company_answers() -> Company:
    """What the sample's answers show, at most so many of each group."""
    pairs, fact_of = read_asked(SAMPLE)
    state = {str(row["ticket_id"]): row["state"] for _, row in read_rows(SAMPLE / "gold.jsonl") if row.get("fact_id")}
    embed = Embedder()
    asked, said = embed([pair.instruction for pair in pairs]), embed([pair.response for pair in pairs])
    place = {pair.pair_id: number for number, pair in enumerate(pairs)}
    found, one_fact, conflict = [], [], []
    for group in question_groups(pairs, asked, said):
        for one, other in combinations([place[pair_id] for pair_id in group.pair_ids[:MOST_OF_A_GROUP]], 2):
            left, right = pairs[one], pairs[other]
            fit_of = min(float(asked[one] @ said[other]), float(asked[other] @ said[one]))
            likeness = Likeness(fit_of, float(asked[one] @ asked[other]), float(said[one] @ said[other]))
            answered = (Answered(each.instruction, each.response) for each in (left, right))
            found.append(signals(*answered, likeness))
            one_fact.append(fact_of[left.pair_id] == fact_of[right.pair_id])
            conflict.append(one_fact[-1] and state[left.ticket_id] != state[right.ticket_id])
    return Company(found, np.array(one_fact), np.array(conflict))


def in_short(judged: Floats, conflict: NDArray[np.bool_]) -> str:
    """AUC, and the recall at each share of false alarms."""
    compatible = np.sort(judged[~conflict])[::-1]
    recalls = (
        f"{share:.0%} {(judged[conflict] > compatible[int(share * len(compatible))]).mean():.2f}" for share in SHARES
    )
    return f"n {len(judged)}, AUC {roc_auc_score(conflict, judged):.3f}, recall at " + ", ".join(recalls)


def as_module(fitted: Fitted, cut: float, cut_alike: float, alike: float) -> str:
    """The text of prep/conflict_weights.py."""
    return "\n".join(
        (
            '"""What the signals of two answers say of a conflict, written by benchmarks/fit_conflicts.py."""',
            "# ruff: noqa: E501 - one tree a line",
            "",
            "from prep.boosted_trees import Boosted",
            "",
            f"CUT = {cut:.3f}  # likelihood from which two answers are said to exclude each other",
            f"CUT_ALIKE = {cut_alike:.3f}  # the same where both questions were found to ask the same",
            f"ASKED_ALIKE = {alike:.1f}  # log-odds of one slot gained where both questions were found to ask the same",
            "# fmt: off",
            _of(fitted.same_slot, "SAME_SLOT"),
            _of(fitted.different, "DIFFERENT"),
            "# fmt: on",
            "",
        )
    )


def _of(boosted_trees: Boosted, name: str) -> str:
    lines = "\n".join(f"    {tree!r}," for tree in boosted_trees.trees)
    return f"{name} = Boosted({boosted_trees.start:.4f}, (\n{lines}\n))"


if __name__ == "__main__":
    run(main)
