"""Plans against what was measured, and advice that a person can follow."""

from dataclasses import replace

import pytest

from prep.errors import BadInput
from train.base_shape import LLAMA_8B, MISTRAL_7B, TINY_BASE, shape_for, shape_of
from train.plan import KNOWN_MACHINES, Machine, card_named, memory_needed, plan, training_seconds
from train.recipe import PRESETS, Recipe

T4, TWO_T4 = KNOWN_MACHINES[:2]
H200 = Machine("H200", 150e9, 989e12, 4800e9)
CPU = Machine("CPU", 24e9, n_cards=0)
ARTICLE, FOR_T4 = PRESETS["article"], PRESETS["t4"]
BARE = replace(ARTICLE, activation_checkpointing=False)
EIGHT = replace(FOR_T4, micro_batch=8, accumulation=2)


@pytest.mark.parametrize(
    ("recipe", "n_tokens", "n_examples", "examples_a_second"),
    [
        (BARE, 82, 240, 3.58),
        (ARTICLE, 82, 240, 3.10),
        (FOR_T4, 82, 640, 22.87),
        (FOR_T4, 82, 640, 21.5),
        (FOR_T4, 82, 960, 20.0),
        (ARTICLE, 400, 240, 3.29),
        (EIGHT, 400, 240, 10.43),
    ],
)
def test_time_measured_on_an_h200_lies_within_the_interval(
    recipe: Recipe, n_tokens: int, n_examples: int, examples_a_second: float
) -> None:
    once = replace(recipe, epochs=1)
    planned = training_seconds([n_tokens] * n_examples, 1.0, once, H200, MISTRAL_7B)
    assert planned.low < n_examples / examples_a_second < planned.high


@pytest.mark.parametrize(("recipe", "measured_gib"), [(ARTICLE, 4.69), (EIGHT, 6.17)])
def test_memory_measured_for_rows_of_up_to_500_tokens_lies_within_the_interval(
    recipe: Recipe, measured_gib: float
) -> None:
    needed = memory_needed(recipe, H200, MISTRAL_7B, longest=500)
    context = 0.65e9  # CUDA's own, not in the measurement
    assert needed.low < measured_gib * 2**30 + context < needed.high


def test_a_tiny_run_measured_on_two_cores_lies_within_the_interval() -> None:
    once = replace(PRESETS["tiny"], epochs=1)
    planned = training_seconds([80] * 320, 1.0, once, CPU, TINY_BASE)
    assert planned.low < 25_600 / 1185 < planned.high


def test_sizes_are_those_of_the_published_models() -> None:
    assert MISTRAL_7B.n_linear == 6_979_321_856
    assert MISTRAL_7B.n_adapter(ARTICLE) == 23_068_672
    assert LLAMA_8B.n_embedding * 2 / 1e9 == pytest.approx(2.10, abs=0.01)


def test_a_t4_trains_a_thousand_pairs_of_450_tokens_in_about_an_hour() -> None:
    planned = plan(1000, [450] * 1000, FOR_T4, T4)
    assert planned.here.fits == "yes"
    assert 30 * 60 < planned.here.seconds.low < 60 * 60 < planned.here.seconds.high < 100 * 60


def test_two_cards_take_about_half_the_time_of_one() -> None:
    one, two = (plan(1000, [300] * 1000, recipe, card).here for recipe, card in (
        (FOR_T4, T4), (PRESETS["t4x2"], TWO_T4),
    ))  # fmt: skip
    assert two.seconds.high == pytest.approx(one.seconds.high / 2, rel=0.15)


def test_what_does_not_fit_names_the_setting_that_does() -> None:
    wide = replace(FOR_T4, micro_batch=16, max_length=2048)
    planned = plan(100, [2000] * 100, wide, T4)
    assert planned.here.fits == "no"
    assert "--set micro_batch=4 --set accumulation=4" in planned.here.advice
    smaller = replace(wide, micro_batch=4, accumulation=4)
    assert plan(100, [2000] * 100, smaller, T4).here.fits == "yes"
    assert planned.here.largest_micro_batch == 4


def test_sixteen_bit_weights_on_a_t4_want_nf4() -> None:
    assert "--set quantisation=nf4" in plan(100, [200] * 100, PRESETS["lora-40gb"], T4).here.advice


def test_without_checkpointing_a_full_batch_does_not_fit_a_t4() -> None:
    planned = plan(100, [330] * 100, replace(FOR_T4, activation_checkpointing=False), T4)
    assert planned.here.fits == "no"


def test_a_cpu_is_told_to_go_elsewhere() -> None:
    here = plan(1000, [300] * 1000, FOR_T4, CPU).here
    assert (here.fits, "pairwright notebook" in here.advice) == ("no", True)


def test_a_recipe_for_two_cards_does_not_run_on_one() -> None:
    here = plan(10, [100] * 10, PRESETS["t4x2"], T4).here
    assert here.fits == "no"
    assert "--set processes=1 --set accumulation=2" in here.advice


def test_bfloat16_is_not_for_a_t4() -> None:
    assert "precision=auto" in plan(10, [100] * 10, replace(FOR_T4, precision="bfloat16"), T4).here.advice


def test_a_faster_micro_batch_is_offered_where_it_fits() -> None:
    here = plan(1000, [100] * 1000, ARTICLE, H200).here
    assert here.fits == "yes"
    assert "--set micro_batch=16 --set accumulation=1" in here.advice


def test_lengths_of_a_part_stand_for_all() -> None:
    some, every = plan(1000, [100, 200] * 50, FOR_T4, T4), plan(1000, [100, 200] * 500, FOR_T4, T4)
    assert some.n_tokens == every.n_tokens == 150_000
    assert some.here.seconds.high == pytest.approx(every.here.seconds.high, rel=0.1)


def test_pairs_longer_than_max_length_are_announced() -> None:
    planned = plan(4, [100, 600, 700, 100], FOR_T4, T4)
    assert planned.n_too_long == 2
    assert any("--set max_length=700" in line for line in planned.in_words())


def test_a_plan_says_what_it_rests_on_and_lists_known_cards() -> None:
    lines = plan(1000, [150] * 1000, FOR_T4, T4).in_words()
    assert lines[0].startswith("Recipe t4: 1,000 pairs, 150,000 tokens an epoch")
    assert sum(line.startswith("  ") for line in lines) == len(KNOWN_MACHINES) - 1
    assert lines[-1].startswith("Rests on:")


def test_an_unknown_base_model_is_said_to_be_guessed() -> None:
    assert shape_for("somebody/Own-Model")[1]
    lines = plan(10, [100] * 10, replace(FOR_T4, base_model="somebody/Own-Model"), T4).in_words()
    assert any("stand in" in line for line in lines)


def test_sizes_are_read_from_a_models_config() -> None:
    config = {
        "hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 32, "num_attention_heads": 32,
        "num_key_value_heads": 8, "vocab_size": 32000,
    }  # fmt: skip
    assert shape_of(config) == MISTRAL_7B
    with pytest.raises(BadInput, match="hidden_size"):
        shape_of({"d_model": 512})


@pytest.mark.parametrize(
    ("driver_name", "known_as", "assumed"),
    [
        ("Tesla T4", "T4", False), ("NVIDIA A100-SXM4-40GB", "A100-40", False),
        ("NVIDIA GeForce RTX 3090", "RTX 3090", False), ("NVIDIA H100 80GB HBM3", "H100", False),
        ("Quadro GV100", "Quadro GV100", True),
    ],
)  # fmt: skip
def test_a_card_is_known_by_the_name_its_driver_reports(driver_name: str, known_as: str, assumed: bool) -> None:
    card = card_named(driver_name, 16e9, 1, (7, 5))
    assert (card.name, card.assumed, card.memory_bytes) == (known_as, assumed, 16e9)


def test_nothing_to_train_on_is_an_error() -> None:
    with pytest.raises(BadInput, match="at least one pair"):
        plan(0, [], FOR_T4, T4)
