"""data/tiny-base: the base model that comes with pairwright, and the corpus that it has read."""

import json
import random
from pathlib import Path

import pytest

from corpus.companies import invent
from corpus.documents import KINDS, Writer
from corpus.source import load_phrases, load_policies
from corpus.unknown import SAMPLE, Phrases, phrases_of
from corpus.values import draw
from corpus.wording import joined, slip, thinned
from prep.errors import MissingProject, StaleFiles
from train.base_shape import TINY_BASE, shape_of
from train.libraries import prepare
from train.recipe import preset
from train.tiny_base import FOLDER, tiny_base

prepare()
POLICIES = load_policies()


# --- the model -------------------------------------------------------------------------------------------------------


def test_the_weights_are_those_that_its_card_names_and_small_enough_to_clone() -> None:
    assert tiny_base() == FOLDER
    card, training = (FOLDER / "README.md").read_text(), json.loads((FOLDER / "training.json").read_text())
    assert training["weights_sha256"] in card and training["corpus"]["sha256"] in card
    assert (FOLDER / "model.safetensors").stat().st_size < 40_000_000
    assert 8_000_000 < training["parameters"] < 20_000_000


def test_a_run_on_other_weights_is_another_run() -> None:
    training = json.loads((FOLDER / "training.json").read_text())
    assert training["weights_sha256"].startswith(preset("tiny").revision) and len(preset("tiny").revision) == 12


def test_other_weights_are_refused_and_missing_ones_explained(tmp_path: Path) -> None:
    with pytest.raises(MissingProject, match="Clone the repository again"):
        tiny_base(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    (tmp_path / "training.json").write_text('{"weights_sha256": "0"}')
    with pytest.raises(StaleFiles, match="Put them back"):
        tiny_base(tmp_path)


def test_the_plan_counts_with_its_real_sizes() -> None:
    assert shape_of(json.loads((FOLDER / "config.json").read_text())) == TINY_BASE


@pytest.mark.parametrize("text", ["Größe 12,50 € – déjà vu", "日本語 🙂", "tab\there\u2028line", "<div>&amp;</div>"])
def test_any_text_survives_its_tokenizer(text: str) -> None:
    from train.model import load_tokenizer

    tokenizer = load_tokenizer(FOLDER)
    assert tokenizer.decode(tokenizer(text, add_special_tokens=False)["input_ids"]) == text
    assert tokenizer.tokenize("2026") == ["2", "0", "2", "6"]


# --- the corpus ------------------------------------------------------------------------------------------------------


def test_no_document_holds_a_fact_of_the_sample_company() -> None:
    import make_corpus

    phrases = Phrases.of_answers(SAMPLE)
    assert phrases.found_in("You get 18 days a calendar year for full-timers, in monthly credits.")
    for document in make_corpus.write(4_000, seed=3, processes=1):
        assert not phrases.found_in(" ".join(document.turns))


def test_a_phrase_is_six_words_around_the_value() -> None:
    found = list(phrases_of("At most 3 days of casual leave can be taken.", ["3 days"]))
    assert found == ["at most 3 days of casual", "most 3 days of casual leave", "3 days of casual leave can"]


def test_the_same_seed_writes_the_same_documents_and_every_kind_is_written() -> None:
    writer = Writer(POLICIES)
    once, again = (list(writer.documents(600, random.Random("a"))) for _ in range(2))
    assert once == again
    assert {document.kind for document in once} == set(KINDS)
    assert not any("{" in turn for document in once for turn in document.turns)


def test_a_question_alone_does_not_tell_the_figures() -> None:
    policy = next(policy for policy in POLICIES if policy.policy_id == "annual-leave/yearly-entitlement")
    companies = [invent(load_phrases(), random.Random(seed)) for seed in range(30)]
    assert len({company.fact(policy).values["n"] for company in companies}) > 4
    assert all(company.fact(policy) is company.fact(policy) for company in companies)


def test_every_wording_of_a_rule_states_the_same_values() -> None:
    company = invent(load_phrases(), random.Random(0))
    for policy in POLICIES:
        declared = dict(policy.values)
        for rule in policy.rules:
            wordings = [*rule.full, *rule.terse]
            stated = [{name for name in declared if f"{{{name}}}" in wording} for wording in wordings]
            assert all(names == stated[0] for names in stated), policy.policy_id
            for wording in wordings:
                assert "{" not in company.fill(wording, company.fact(policy).values)


def test_no_way_to_ask_is_written_twice() -> None:
    for policy in POLICIES:
        assert len(set(policy.asks)) == len(policy.asks) >= 8, policy.policy_id


def test_an_unknown_kind_of_value_is_named() -> None:
    company = invent(load_phrases(), random.Random(0))
    with pytest.raises(ValueError, match="'weight'"):
        draw("weight", company.style, load_phrases(), random.Random(0))


def test_people_leave_words_out_join_sentences_and_slip() -> None:
    rng = random.Random(1)
    text = "How much leave can I take over into the next year?"
    assert set(thinned(text, rng).split()) < set(text.split())
    assert joined("Lost days. How many?", "Is there a cap?", rng).endswith("Is there a cap?")
    assert slip("password", rng) != "password"
