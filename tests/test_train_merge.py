"""Merging into the weights that the adapter was trained on is exact; into the original ones it is not."""

from dataclasses import replace
from pathlib import Path

import pytest
from train_models import ROWS, SMALL, small_base

from prep.errors import BadInput
from train import sealing
from train.libraries import prepare

prepare()

import torch  # noqa: E402
from peft import LoraConfig, PeftModel, get_peft_model  # noqa: E402

from train.generate import observe  # noqa: E402
from train.merge import agreement, merge, sample_for_comparison  # noqa: E402
from train.model import expanded, load_base, load_for, load_tokenizer, this_device  # noqa: E402

CPU = this_device()
ASKED = [row.instruction for row in ROWS]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_base(tmp_path_factory.mktemp("bases"))


@pytest.fixture(scope="module")
def adapter(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A LoRA adapter with random weights, so that it changes every answer."""
    torch.manual_seed(0)
    model = get_peft_model(
        load_for(SMALL, base, CPU),
        LoraConfig(r=4, lora_alpha=8, target_modules=["q_proj", "v_proj", "gate_proj"], task_type="CAUSAL_LM"),
    )
    for name, weight in model.named_parameters():
        if "lora_" in name:
            torch.nn.init.normal_(weight, std=0.3)
    target = tmp_path_factory.mktemp("adapters") / "adapter"
    with sealing.sealed(target, {}) as staging:
        model.save_pretrained(staging)
        load_tokenizer(base).save_pretrained(staging)
    return target


def difference(base: Path, adapter: Path, merged: Path) -> float:
    tokenizer = load_tokenizer(adapter)
    trained = PeftModel.from_pretrained(expanded(load_for(SMALL, base, CPU), torch.float32), adapter)
    whole = load_base(merged, quantisation="none", double_quantisation=False, dtype=torch.float32, device=CPU)
    agreed = agreement(*(observe(model, tokenizer, ASKED, max_new_tokens=8) for model in (trained, whole)))
    return agreed.max_logit_difference


def test_a_merge_into_the_expanded_weights_is_exact(base: Path, adapter: Path, tmp_path: Path) -> None:
    merge(base, adapter, tmp_path / "merged", SMALL, dtype=torch.float32, device=CPU)
    assert difference(base, adapter, tmp_path / "merged") < 1e-4


def test_a_merge_into_the_original_weights_is_another_model(base: Path, adapter: Path, tmp_path: Path) -> None:
    original = replace(SMALL, merge_into="original")
    merge(base, adapter, tmp_path / "merged", original, dtype=torch.float32, device=CPU)
    assert difference(base, adapter, tmp_path / "merged") > 1e-2


def test_a_merged_model_carries_the_tested_template_and_no_trace_of_quantising(
    base: Path, adapter: Path, tmp_path: Path
) -> None:
    merge(base, adapter, tmp_path / "merged", SMALL, dtype=torch.float32, device=CPU)
    assert load_tokenizer(tmp_path / "merged").chat_template == load_tokenizer(adapter).chat_template
    assert "quantization" not in (tmp_path / "merged" / "config.json").read_text()
    assert sealing.fault(tmp_path / "merged") == ""


def test_an_adapter_of_another_base_is_refused_and_nothing_is_left(base: Path, adapter: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    shallow = tmp_path / "base"
    shallow.mkdir()
    (shallow / "config.json").write_bytes((base / "config.json").read_bytes())
    weights = {name: weight for name, weight in load_file(base / "model.safetensors").items() if "layers.1" not in name}
    save_file(weights, shallow / "model.safetensors")
    with pytest.raises(BadInput, match="the base has no model.layers.1"):
        merge(shallow, adapter, tmp_path / "merged", SMALL, dtype=torch.float32, device=CPU)
    assert not (tmp_path / "merged").exists()


def test_the_compared_instructions_are_spread_and_the_same_each_time() -> None:
    asked = [f"question {number:03d}" for number in range(100)] * 2
    assert sample_for_comparison(asked, 4) == ["question 000", "question 025", "question 050", "question 075"]
    assert sample_for_comparison(["b", "a", "b"], 4) == ["a", "b"]
