"""A model of natural language inference that a person names: how two texts stand to each other."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from prep.errors import BadInput
from prep.model_folder import load_folder

Relation = Literal["entailment", "contradiction"]


@dataclass(frozen=True)
class EntailmentModel:
    """A folder with such a model, as transformers saves it. Nothing is fetched.

    `tells`: what it must have a label for.
    """

    folder: Path
    tells: Relation = "entailment"

    def __post_init__(self) -> None:
        if not (self.folder / "config.json").is_file():
            raise BadInput(
                f"{self.folder}: expected the folder of a model that reads entailment (config.json, weights, "
                "tokenizer), got none. Name the folder, or go on without one."
            )
        self._place(self.tells)

    @property
    def address(self) -> str:
        return str(self.folder.resolve())

    def says(self, premise: str, hypothesis: str, relation: Relation) -> bool:
        """Whether it holds this more likely than any other relation."""
        return int(self._logits(premise, hypothesis).argmax()) == self._place(relation)

    def likelihood(self, premise: str, hypothesis: str, relation: Relation) -> float:
        """How likely the model holds it, 0 to 1."""
        return float(self._logits(premise, hypothesis).softmax(-1)[self._place(relation)])

    def _place(self, relation: Relation) -> int:
        """Where it stands among the labels, which models put in different orders."""
        places = (int(place) for place, label in self._labels.items() if str(label).lower() == relation)
        if (place := next(places, None)) is None:
            raise BadInput(
                f"{self.folder / 'config.json'}: expected a label called {relation} in id2label, got none. Name a "
                "model that was trained on natural language inference."
            )
        return place

    def _logits(self, premise: str, hypothesis: str) -> Any:
        import torch

        model, tokenizer = self._loaded
        read = tokenizer(premise, hypothesis, return_tensors="pt", truncation="only_first")
        with torch.inference_mode():
            return model(**read).logits[0]

    @cached_property
    def _labels(self) -> dict[str, str]:
        config = json.loads((self.folder / "config.json").read_text(encoding="utf-8"))
        labels: dict[str, str] = config.get("id2label", {})
        return labels

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        return load_folder(self.folder, "AutoModelForSequenceClassification", "a model that reads entailment")
