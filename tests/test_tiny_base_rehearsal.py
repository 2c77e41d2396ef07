"""data/tiny-base: how the base learns to be easy to adapt."""

from pathlib import Path

import bitsandbytes
import pytest
import torch
from train_base import save_base, started_from

from corpus.documents import Writer
from corpus.source import is_withheld, load_matters, load_policies
from lives import Pair, ask_all, batches, company_pairs
from network import ALPHA, RANK, Adapters, Network, fold_reach
from questions import Played, Questions
from rehearsal import answer_losses, fine_tuned
from tokenizer import train_tokenizer
from train.libraries import prepare

prepare()
from transformers import MistralConfig, MistralForCausalLM  # noqa: E402

IDS = torch.tensor([[1, 3, 40, 41, 4, 50, 51, 2], [1, 3, 42, 43, 4, 52, 53, 2]] * 2)


@pytest.fixture
def network() -> Network:
    torch.manual_seed(0)
    config = MistralConfig(
        vocab_size=512, hidden_size=64, intermediate_size=96, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=256, sliding_window=None, tie_word_embeddings=True,
        initializer_range=0.1,
    )  # fmt: skip
    return Network(MistralForCausalLM(config).float(), torch.float32)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    texts = [text for policy in load_policies()[:60] for text in policy.asks]
    made = tmp_path_factory.mktemp("tokenizer")
    train_tokenizer(texts, 512, 256).save_pretrained(made)
    return str(made)


# --- the arithmetic --------------------------------------------------------------------------------------------------


def test_the_network_gives_what_transformers_gives_for_the_same_weights(network: Network) -> None:
    with torch.no_grad():
        theirs, ours = network.model(input_ids=IDS).logits, network.logits(network.states(IDS))
    torch.testing.assert_close(ours, theirs, atol=1e-5, rtol=1e-4)


def test_weights_come_back_from_four_bits_as_bitsandbytes_returns_them(network: Network) -> None:
    weight = network.masters[1][0].detach()
    packed, state = bitsandbytes.functional.quantize_4bit(weight, blocksize=64, quant_type="nf4")
    network.refresh(nf4=True)
    torch.testing.assert_close(
        network.copies[1].detach(), bitsandbytes.functional.dequantize_4bit(packed, state), atol=1e-6, rtol=1e-5
    )


def test_each_company_is_answered_with_its_own_adapter_as_if_it_were_merged(network: Network) -> None:
    adapters = Adapters(network, 2)
    adapters.begin([0, 1], [1e-3, 1e-3])
    with torch.no_grad():
        adapters.weights += torch.randn_like(adapters.weights) * 0.05 * adapters.free
        adapters.copy.copy_(adapters.weights)
        together = network.states(IDS, adapters)
        for layer, block in enumerate(network.model.model.layers):
            qkv, out, gate = (
                ALPHA / RANK * (up[1] @ down[1]) for down, up in adapters.pairs[3 * layer : 3 * layer + 3]
            )
            for projection, part in zip(
                (block.self_attn.q_proj, block.self_attn.k_proj, block.self_attn.v_proj),
                qkv.split([64, 32, 32]),
                strict=True,
            ):
                projection.weight += part
            block.self_attn.o_proj.weight += out
            block.mlp.gate_proj.weight += gate
        merged = network.model.model(input_ids=IDS[2:]).last_hidden_state
    torch.testing.assert_close(together[2:], merged, atol=1e-4, rtol=1e-3)


def test_a_reach_written_into_the_weights_leaves_the_model_as_it_is_and_plain_adapters_reach_as_far(
    network: Network,
) -> None:
    reach, plain, folded = (0.2, 1.0), Adapters(network, 2, (0.2, 1.0)), Adapters(network, 2)
    with torch.no_grad():
        for block in network.model.model.layers:
            block.self_attn.v_proj.weight *= 3
        network.refresh(nf4=False)
        plain.weights += torch.randn_like(plain.weights) * 0.05 * plain.free
        for adapters in (plain, folded):
            adapters.copy.copy_(plain.weights)
        before, adapted = network.states(IDS), network.states(IDS, plain)
        fold_reach(network.model, reach)
        network.refresh(nf4=False)
        torch.testing.assert_close(network.states(IDS), before, atol=1e-4, rtol=1e-3)
        torch.testing.assert_close(network.states(IDS, folded), adapted, atol=1e-4, rtol=1e-3)


def test_an_adapter_learns_nothing_from_the_questions_it_is_only_asked(network: Network) -> None:
    adapters = Adapters(network, 2)
    adapters.begin([0, 1], [1e-3, 1e-3])
    adapters.n_learnt = 1
    states = network.states(IDS, adapters)
    states[[1, 3]].square().sum().backward(retain_graph=True)
    assert not adapters.gradients.any()
    states[[0]].sum().backward()
    assert adapters.gradients[0].any() and not adapters.gradients[1].any()


def test_the_gradient_reaches_the_weights_themselves(network: Network) -> None:
    network.states(IDS).square().sum().backward()
    network.collect()
    ours = network.model.model.layers[0].self_attn.k_proj.weight.grad.clone()
    network.model.zero_grad()
    network.model.model(input_ids=IDS).last_hidden_state.square().sum().backward()
    torch.testing.assert_close(ours, network.model.model.layers[0].self_attn.k_proj.weight.grad, atol=1e-4, rtol=1e-3)


# --- the companies ---------------------------------------------------------------------------------------------------


def test_what_a_company_is_asked_was_not_among_what_was_learnt(folder: str) -> None:
    learnt, asked = company_pairs(folder, "a", 20, 160, 60, withheld=False)
    assert len(learnt) == 160 and len(asked) == 60
    assert not {tuple(pair.ids[: pair.answer]) for pair in learnt} & {tuple(pair.ids[: pair.answer]) for pair in asked}
    assert {pair.stated for pair in asked} <= {pair.stated for pair in learnt}
    assert company_pairs(folder, "a", 20, 160, 60, withheld=False) == (learnt, asked)


def test_the_base_reads_nothing_of_withheld_policies() -> None:
    policies = load_policies()
    withheld = {policy.policy_id for policy in policies if is_withheld(policy)}
    assert 0.08 < len(withheld) / len(policies) < 0.16
    assert not withheld & {policy.policy_id for policy in Writer().policies}


def test_some_companies_answer_a_question_always_in_the_same_words(folder: str) -> None:
    n_answers = []
    for seed in range(12):
        learnt, _ = company_pairs(folder, f"same/{seed}", 4, 60, 4, withheld=False)
        n_answers.append(len({tuple(pair.ids[pair.answer :]) for pair in learnt}))
    assert any(n <= 4 for n in n_answers) and any(n > 8 for n in n_answers)


def test_matters_without_rules_are_asked_about_and_answered_with_others(folder: str) -> None:
    matters = load_matters()
    assert len({matter.policy_id for matter in matters}) == len(matters)
    asked = {number for number, _, _ in ask_all(folder, 0, 1)}
    assert len(asked) > len(Writer().policies)


# --- learning --------------------------------------------------------------------------------------------------------


def test_an_adapter_learns_its_pairs_and_the_base_stays_as_it_was(network: Network, folder: str) -> None:
    pair = Pair([1, 3, 40, 4, 50, 51, 2], 4, ("no such value",))
    before = {name: weight.clone() for name, weight in network.model.state_dict().items()}
    start = answer_losses(network, batches([pair] * 16, 16), None).mean().item()
    tokenizer = train_tokenizer(["what is asked"], 512, 256)
    learnt, asked = fine_tuned(network, tokenizer, [([pair] * 320, [pair])], (2e-2,), n_shown=1)
    assert learnt.loss < 0.5 * start and (learnt.of, asked.of) == ("learnt", "asked") and learnt.right == 0.0
    assert all(torch.equal(weight, before[name]) for name, weight in network.model.state_dict().items())


def test_every_policy_is_asked_about_and_questions_can_be_told_apart(network: Network, folder: str) -> None:
    asked = [(number, question, ids) for number, question, ids in ask_all(folder, 0, 3) if number < 12]
    questions = Questions(asked, None, network, seed=1)
    assert questions.loss(min(8, len(questions.places))).item() > 0


def test_what_a_teacher_would_say_of_a_question_is_found_at_once(network: Network, folder: str) -> None:
    asked = [(number, question, ids) for number, question, ids in ask_all(folder, 0, 3) if number < 12]
    said = torch.nn.functional.normalize(torch.randn(len(asked), 8), dim=1)
    questions = Questions(asked, said, network, seed=1)
    before = questions.loss(len(questions.places)).item()
    questions.find_teacher()
    assert questions.loss(len(questions.places)).item() < before


def test_texts_of_like_length_come_with_their_own_vectors() -> None:
    texts = [[7] * n for n in (5, 2, 9, 3)]
    vectors = torch.nn.functional.normalize(torch.tensor([[float(len(ids)), 1.0] for ids in texts]), dim=1)
    played = Played(texts, vectors, torch.device("cpu"), seed=1)
    for _ in range(8):
        ids, lengths, said = played.some(2)
        assert lengths.tolist() in ([2, 3], [3, 5], [5, 9]) and ids.shape == (2, lengths.max())
        assert (ids != 0).sum(1).tolist() == lengths.tolist()
        torch.testing.assert_close(said[:, 0] / said[:, 1], lengths.float(), rtol=0.01, atol=0.01)


def test_what_is_played_is_nearer_to_the_teacher_once_it_is_found(network: Network, folder: str) -> None:
    asked = [(number, question, ids) for number, question, ids in ask_all(folder, 0, 3) if number < 12]
    said = torch.nn.functional.normalize(torch.randn(len(asked), 8), dim=1)
    questions, played = Questions(asked, said, network, seed=1), Played([ids for *_, ids in asked], said, IDS.device, 1)
    before = questions.played_loss(played, len(asked)).item()
    questions.find_teacher()
    assert questions.played_loss(played, len(asked)).item() < before


def test_rehearsing_goes_on_with_a_base_as_it_was_before_adapters_were_held_back(
    network: Network, tmp_path: Path
) -> None:
    with torch.no_grad():
        before = network.states(IDS)
    save_base(network.model, (0.25, 1.0), {"rehearsal": {"reach": [0.25, 1.0]}}, tmp_path)
    again = started_from(tmp_path)
    with torch.no_grad():
        after = Network(again, torch.float32).states(IDS)
    assert torch.nn.functional.cosine_similarity(after, before, dim=-1).min() > 0.99  # weights are rounded
    norms = zip(again.model.layers, network.model.model.layers, strict=True)
    assert all(torch.equal(one.input_layernorm.weight, other.input_layernorm.weight) for one, other in norms)
