"""A model of natural language inference in a folder, as a second reader of rewritten answers. It only ever refuses.

It comes after the checks that need no model, and hears statements only: what a question entails is not defined.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from prep.errors import BadInput
from prep.model_folder import load_folder
from prep.verifying import Fault


@dataclass(frozen=True)
class SecondReader:
    """A folder with a model that tells of two texts whether the first entails the second. Nothing is fetched."""

    folder: Path

    def __post_init__(self) -> None:
        if not (self.folder / "config.json").is_file():
            raise BadInput(
                f"{self.folder}: expected the folder of a model that reads entailment (config.json, weights, "
                "tokenizer), got none. Name the folder, or prepare again without --rewriter-nli."
            )
        if self._entails is None:
            raise BadInput(
                f"{self.folder / 'config.json'}: expected a label called entailment in id2label, got none. Name a "
                "model that was trained on natural language inference."
            )

    @property
    def address(self) -> str:
        return str(self.folder.resolve())

    def faults(self, question: str, kept: str, rewritten: str) -> Iterator[Fault]:
        """What the model does not find in the other text, either way. Both are read behind their question."""
        if not self._follows(f"{question} {kept}", rewritten):
            yield Fault("entailment", f"{self.folder.name} does not find it in what was said")
        if not self._follows(f"{question} {rewritten}", kept):
            yield Fault("entailment", f"{self.folder.name} does not find in it what was said")

    @cached_property
    def _entails(self) -> int | None:
        """The place of "entailment" among the labels, which models put in different orders."""
        labels = json.loads((self.folder / "config.json").read_text(encoding="utf-8")).get("id2label", {})
        return next((int(place) for place, label in labels.items() if str(label).lower() == "entailment"), None)

    def _follows(self, premise: str, hypothesis: str) -> bool:
        import torch

        model, tokenizer = self._loaded
        read = tokenizer(premise, hypothesis, return_tensors="pt", truncation="only_first")
        with torch.inference_mode():
            return int(model(**read).logits[0].argmax()) == self._entails

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        return load_folder(self.folder, "AutoModelForSequenceClassification", "a model that reads entailment")
