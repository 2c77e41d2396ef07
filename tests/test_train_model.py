"""A base is loaded as the card can compute, trains after it has answered, and runs no code of its own."""

import json
from pathlib import Path

import pytest
from train_models import small_base

from prep.errors import BadInput, MissingProject, Refused
from train.libraries import prepare

prepare()

import torch  # noqa: E402
from bitsandbytes.nn import Linear4bit  # noqa: E402
from peft import LoraConfig, get_peft_model  # noqa: E402

from train.model import (  # noqa: E402
    Device,
    check_base,
    dtype_for,
    expanded,
    find_base,
    load_base,
    load_tokenizer,
    revision_of,
    this_device,
)

T4 = Device("cuda", "Tesla T4", 0, (7, 5), 15_800_000_000)
A100 = Device("cuda", "A100", 0, (8, 0), 40_000_000_000)
CPU = Device("cpu", "CPU")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_base(tmp_path_factory.mktemp("bases"))


def test_an_older_card_computes_in_float16_whatever_torch_emulates() -> None:
    assert dtype_for("auto", T4) == torch.float16
    assert dtype_for("auto", A100) == torch.bfloat16
    assert dtype_for("auto", CPU) == torch.float32
    with pytest.raises(Refused, match="newer card than Tesla T4"):
        dtype_for("bfloat16", T4)


def test_every_adapter_gradient_is_there_after_the_model_has_answered(base: Path) -> None:
    model = load_base(base, quantisation="nf4", double_quantisation=True, dtype=torch.float32, device=this_device())
    assert any(isinstance(module, Linear4bit) for module in model.modules())
    model = get_peft_model(model, LoraConfig(r=4, target_modules=["q_proj", "gate_proj"], task_type="CAUSAL_LM"))
    ids = torch.arange(5, 25).reshape(2, 10)
    model.eval()
    with torch.no_grad():
        model(input_ids=ids)
    model.train()
    model(input_ids=ids, labels=ids).loss.backward()
    trained = [weight for weight in model.parameters() if weight.requires_grad]
    assert trained
    assert all(weight.grad is not None for weight in trained)


def test_expanding_the_weights_changes_no_answer(base: Path) -> None:
    model = load_base(base, quantisation="nf4", double_quantisation=True, dtype=torch.float32, device=this_device())
    ids = torch.arange(5, 25).reshape(2, 10)
    with torch.no_grad():
        packed = model(input_ids=ids).logits
        model = expanded(model, torch.float32)
        plain = model(input_ids=ids).logits
    assert torch.allclose(packed, plain, atol=1e-5)
    assert not getattr(model, "is_loaded_in_4bit", False)
    assert not any(isinstance(module, Linear4bit) for module in model.modules())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("auto_map", {"AutoModelForCausalLM": "evil.Model"}),
        ("_attn_implementation_internal", "somebody/kernel"),
        ("attn_implementation", "somebody/kernel"),
    ],
)
def test_a_model_that_wants_to_run_its_own_code_is_refused(base: Path, tmp_path: Path, key: str, value: object) -> None:
    config = json.loads((base / "config.json").read_text())
    (tmp_path / "config.json").write_text(json.dumps({**config, key: value}))
    (tmp_path / "model.safetensors").write_bytes((base / "model.safetensors").read_bytes())
    with pytest.raises(Refused, match=f"{key} would run code"):
        check_base(tmp_path)


def test_pickled_weights_are_refused(base: Path, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_bytes((base / "config.json").read_bytes())
    (tmp_path / "pytest_model.bin").write_bytes(b"pickle")
    with pytest.raises(Refused, match="Pickled weights"):
        check_base(tmp_path)


def test_a_folder_is_its_own_base_and_a_mistyped_one_is_missing(base: Path, tmp_path: Path) -> None:
    assert find_base(str(base)) == base
    with pytest.raises(MissingProject, match="expected a folder"):
        find_base(str(tmp_path / "nowhere"))
    with pytest.raises(BadInput, match="no config.json|config.json, found none"):
        check_base(tmp_path)


def test_the_pad_token_is_never_the_stop_token_when_there_is_another(base: Path, tmp_path: Path) -> None:
    tokenizer = load_tokenizer(base)
    tokenizer.pad_token = None
    tokenizer.save_pretrained(tmp_path)
    again = load_tokenizer(tmp_path)
    assert again.pad_token == "<unk>"
    assert len(again) == len(tokenizer)


def test_other_weights_are_another_revision(base: Path, tmp_path: Path) -> None:
    for path in base.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert revision_of(tmp_path) == revision_of(base)
    weights = bytearray((tmp_path / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (tmp_path / "model.safetensors").write_bytes(weights)
    assert revision_of(tmp_path) != revision_of(base)


def test_trl_still_decides_by_triton_which_positions_it_scores() -> None:
    from trl.trainer import utils

    assert callable(utils._use_triton)  # train/loop.py replaces it on a CPU
