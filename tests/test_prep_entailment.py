"""prep/entailment.py."""

from pathlib import Path

import pytest
from tiny_entailment import entailment_folder

from prep.entailment import EntailmentModel
from prep.errors import BadInput
from prep.project import write_json


@pytest.mark.slow  # loads torch and a model
def test_it_tells_how_two_texts_stand_to_each_other_whatever_the_order_of_its_labels(tmp_path: Path) -> None:
    model = EntailmentModel(entailment_folder(tmp_path, "contradiction"), "contradiction")
    assert model.says("90 days", "30 days", "contradiction") and not model.says("90 days", "30 days", "entailment")
    # Of three labels with logits 1, 0, 0.
    assert model.likelihood("90 days", "30 days", "contradiction") == pytest.approx(0.576, abs=0.001)
    assert model.likelihood("90 days", "30 days", "entailment") == pytest.approx(0.212, abs=0.001)


def test_a_folder_without_a_model_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="expected the folder of a model that reads entailment"):
        EntailmentModel(tmp_path)


def test_a_model_that_knows_no_contradiction_is_refused_where_that_is_asked_of_it(tmp_path: Path) -> None:
    write_json(tmp_path / "config.json", {"id2label": {"0": "not_entailment", "1": "entailment"}})
    EntailmentModel(tmp_path)
    with pytest.raises(BadInput, match="expected a label called contradiction"):
        EntailmentModel(tmp_path, "contradiction")
