"""The sizes of a base model, as far as they decide memory and time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prep.errors import BadInput
from train.recipe import TINY, Recipe


@dataclass(frozen=True, slots=True)
class BaseShape:
    """The sizes of a base model that decide memory and time (config.json has them)."""

    hidden: int
    mlp: int
    layers: int
    heads: int
    key_value: int  # width of keys, and of values: heads for them times head size
    vocabulary: int
    tied: bool = False  # one matrix as embedding and as head

    @property
    def sizes(self) -> Mapping[str, tuple[int, int]]:
        """Inputs and outputs of each linear layer."""
        return {
            "q_proj": (self.hidden, self.hidden), "k_proj": (self.hidden, self.key_value),
            "v_proj": (self.hidden, self.key_value), "o_proj": (self.hidden, self.hidden),
            "gate_proj": (self.hidden, self.mlp), "up_proj": (self.hidden, self.mlp),
            "down_proj": (self.mlp, self.hidden),
        }  # fmt: skip

    @property
    def n_linear(self) -> int:
        """Weights in the layers; NF4 stores these."""
        return self.layers * sum(inputs * outputs for inputs, outputs in self.sizes.values())

    @property
    def n_head(self) -> int:
        return self.vocabulary * self.hidden

    @property
    def n_embedding(self) -> int:
        """Weights of embedding and head, which stay in 16 or 32 bits."""
        return self.n_head * (1 if self.tied else 2)

    def n_adapter(self, recipe: Recipe) -> int:
        """Weights that are trained."""
        return self.layers * recipe.rank * sum(sum(self.sizes[target]) for target in recipe.targets)


MISTRAL_7B = BaseShape(4096, 14336, 32, 32, 1024, 32000)
LLAMA_8B = BaseShape(4096, 14336, 32, 32, 1024, 128256)
TINY_BASE = BaseShape(384, 1024, 4, 6, 128, 8192, tied=True)


def shape_of(config: Mapping[str, Any]) -> BaseShape:
    """The sizes in a model's config.json. BadInput when it is no decoder of the Llama or Mistral kind."""
    try:
        heads = int(config["num_attention_heads"])
        head_size = int(config.get("head_dim") or config["hidden_size"] // heads)
        return BaseShape(
            hidden=int(config["hidden_size"]),
            mlp=int(config["intermediate_size"]),
            layers=int(config["num_hidden_layers"]),
            heads=heads,
            key_value=int(config.get("num_key_value_heads") or heads) * head_size,
            vocabulary=int(config["vocab_size"]),
            tied=bool(config.get("tie_word_embeddings", False)),
        )
    except (KeyError, TypeError, ValueError):
        raise BadInput(
            "config.json of the base model: expected the sizes of a Llama or Mistral model (hidden_size, "
            "intermediate_size, num_hidden_layers …), got others. Choose such a base model."
        ) from None


def shape_for(base_model: str) -> tuple[BaseShape, str]:
    """The sizes of a base model known by name, and what had to be assumed ("" when nothing)."""
    if base_model == TINY:
        return TINY_BASE, ""
    name = base_model.lower()
    if "mistral" in name and "7b" in name:
        return MISTRAL_7B, ""
    if "llama-3" in name and "8b" in name:
        return LLAMA_8B, ""
    return MISTRAL_7B, f"the sizes of {base_model} are not known here, so those of Mistral 7B stand in"
