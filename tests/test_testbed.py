"""The tiny base as a testbed: what a careless split, or too few pairs seen too often, does to a model shows."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.companies import invent
from corpus.documents import Writer
from corpus.source import is_withheld, load_policies
from evalsuite.evaluate import evaluate
from evalsuite.records import Bars, Question, Summary
from evalsuite.verdict import gap_gate
from prep.certificate import Certificate, certify
from prep.embeddings import Embedder
from prep.records import Pair, QuestionGroup
from prep.split import split_pairs
from prep.wish import Wish
from train.finetune import finetune
from train.recipe import PRESETS, Recipe, with_changes

pytestmark = pytest.mark.slow
N_RULES, N_WAYS = 16, 4
RECIPE = with_changes(PRESETS["tiny"], {"epochs": "8", "merge_into": "nothing"})


@dataclass(frozen=True)
class Made:
    """What became of one way to divide the pairs."""

    certificate: Certificate
    summary: Summary

    @property
    def held_out_accuracy(self) -> float:
        return self.summary.held_out_accuracy["fine_tuned"].value or 0.0


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    """A company's rules that the base has never read of, asked about in four ways of which three came twice."""
    rng = random.Random(1)
    writer = Writer([policy for policy in load_policies() if is_withheld(policy)])
    company = invent(writer.phrases, rng)
    rules = [policy for policy in writer.policies if len(policy.asks) >= N_WAYS and policy.values]
    made = []
    for policy in rng.sample(rules, N_RULES):
        fact = company.fact(policy)
        for number, asked in enumerate(rng.sample(policy.asks, N_WAYS)):
            sent = (asked, f"Hi team, {asked} Thanks!") if number else (asked,)
            for copy, question in enumerate(sent):
                answer = writer.answer(company, fact, rng)
                made.append(Pair(f"{policy.policy_id}-{number}{copy}", "", company.fill(question), answer, "rules"))
    return made


@pytest.fixture(scope="module")
def drawn_at_random(pairs: list[Pair], tmp_path_factory: pytest.TempPathFactory) -> Made:
    shuffled = random.Random(2).sample(pairs, len(pairs))
    n_held_out = len(pairs) // 4
    return _made(shuffled[n_held_out:], shuffled[:n_held_out], tmp_path_factory.mktemp("random") / "001")


@pytest.fixture(scope="module")
def drawn_by_split(pairs: list[Pair], tmp_path_factory: pytest.TempPathFactory) -> Made:
    """As pairwright splits; of the held-out part those that training covers in other words."""
    ids_of: dict[str, list[str]] = {}
    for pair in pairs:
        ids_of.setdefault(pair.pair_id.rsplit("-", 1)[0], []).append(pair.pair_id)
    groups = [QuestionGroup(name, tuple(ids)) for name, ids in ids_of.items()]
    part_of = {row.pair_id: row.part for row in split_pairs(pairs, groups, Wish(0.25)).assignments}
    train = [pair for pair in pairs if part_of[pair.pair_id] == "train"]
    taught = [pair for pair in pairs if part_of[pair.pair_id] == "taught"]
    return _made(train, taught, tmp_path_factory.mktemp("split") / "001")


def test_copies_across_a_random_split_flatter_the_model(drawn_at_random: Made, drawn_by_split: Made) -> None:
    assert not drawn_at_random.certificate.is_clean and drawn_by_split.certificate.is_clean
    assert drawn_at_random.held_out_accuracy > drawn_by_split.held_out_accuracy + 0.2


def test_few_pairs_seen_too_often_leave_a_large_gap(drawn_by_split: Made) -> None:
    gate = gap_gate(drawn_by_split.summary, Bars())
    assert gate.outcome == "FAIL" and gate.value is not None and gate.value > 0.2
    assert any("fewer epochs" in advice for advice in drawn_by_split.summary.gap.advice)


def _made(train: Sequence[Pair], held_out: Sequence[Pair], run_folder: Path, recipe: Recipe = RECIPE) -> Made:
    certificate = certify(train, held_out, Embedder())
    finetune(train, recipe, run_folder=run_folder, train_file_digest="testbed", seed=0)
    from train.generate import load_responder

    fine_tuned = load_responder(run_folder, "adapter", max_new_tokens=80)
    asked = [Question(pair.pair_id, pair.instruction, (pair.response,), "rules", "taught", "") for pair in held_out]
    known = [Question(pair.pair_id, pair.instruction, (pair.response,), "rules", "train", "") for pair in train]
    summary = evaluate(asked, known, [fine_tuned], folder=run_folder / "evaluation", seed=0)
    return Made(certificate, summary)
