"""Recipes are complete, checked at once, and say what makes two runs different."""

import pytest

from prep.errors import BadInput
from train.recipe import PRESETS, TINY, differences, digest, from_json, preset, with_changes


def test_the_article_recipe_is_the_articles_to_the_letter() -> None:
    article = preset("article")
    assert article.base_model == "mistralai/Mistral-7B-Instruct-v0.2"
    assert (article.quantisation, article.double_quantisation) == ("nf4", True)
    assert (article.rank, article.alpha, article.dropout) == (16, 32, 0.05)
    assert article.targets == ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj")
    assert (article.micro_batch, article.accumulation, article.epochs) == (2, 8, 3)
    assert (article.learning_rate, article.warmup_share, article.max_length) == (2e-4, 0.03, 512)
    assert (article.log_every, article.save_every) == (10, 50)


@pytest.mark.parametrize("name", sorted(set(PRESETS) - {TINY}))
def test_every_preset_for_a_real_model_learns_from_sixteen_examples_a_step(name: str) -> None:
    assert preset(name).effective_batch == 16


def test_the_tiny_recipe_takes_four_times_as_many_steps() -> None:
    assert preset(TINY).effective_batch == 4


def test_the_tiny_recipe_keeps_the_articles_adapter() -> None:
    tiny, article = preset("tiny"), preset("article")
    for key in ("quantisation", "double_quantisation", "rank", "alpha", "dropout", "targets"):
        assert getattr(tiny, key) == getattr(article, key)


def test_all_problems_of_a_recipe_are_told_at_once() -> None:
    with pytest.raises(BadInput) as told:
        with_changes(preset("tiny"), {"rank": "0", "epochs": "0", "dropout": "1.5", "targets": "lm_head"})
    message = str(told.value)
    assert message.startswith("Recipe: rank must be at least 1, got 0; epochs must be at least 1, got 0")
    assert "dropout must be at least 0 and below 1, got 1.5" in message
    assert "got lm_head" in message


def test_values_from_the_command_line_are_read_by_their_type() -> None:
    changed = with_changes(
        preset("t4"), {"epochs": "2", "lr": "1e-4", "by_length": "no", "targets": "q_proj, v_proj", "base": "./model"}
    )
    assert (changed.epochs, changed.learning_rate, changed.by_length) == (2, 1e-4, False)
    assert changed.targets == ("q_proj", "v_proj")
    assert changed.base_model == "./model"


def test_a_mistyped_key_or_value_says_what_would_be_right() -> None:
    with pytest.raises(BadInput) as told:
        with_changes(preset("t4"), {"epoch": "2", "rank": "many", "by_length": "perhaps"})
    message = str(told.value)
    assert "there is no 'epoch'; did you mean 'epochs'?" in message
    assert "rank must be a whole number, got 'many'" in message
    assert "by_length must be true or false, got 'perhaps'" in message
    with pytest.raises(BadInput, match="Did you mean 'article'"):
        preset("artcle")


def test_smaller_pieces_and_other_housekeeping_are_the_same_training() -> None:
    t4 = preset("t4")
    pieces = with_changes(t4, {"micro_batch": "4", "accumulation": "4", "save_every": "10", "log_every": "1"})
    assert digest(pieces, 0) == digest(t4, 0)
    assert digest(with_changes(t4, {"micro_batch": "4"}), 0) != digest(t4, 0)
    assert digest(t4, 1) != digest(t4, 0)


def test_what_differs_is_named() -> None:
    assert differences(preset("t4"), with_changes(preset("t4"), {"epochs": "2", "rank": "8"})) == [
        "rank was 16, is 8",
        "epochs was 3, is 2",
    ]


def test_a_recipe_returns_from_run_json() -> None:
    import json
    from dataclasses import asdict

    assert from_json(json.loads(json.dumps(asdict(preset("t4"))))) == preset("t4")


def test_the_last_step_of_an_epoch_may_be_short() -> None:
    assert preset("article").n_steps(900) == 3 * 57
