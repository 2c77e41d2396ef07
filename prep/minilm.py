"""The packaged sentence encoder run with torch alone: sentence-transformers takes seconds to import, this a tenth.

all-MiniLM-L6-v2 is a BERT of six layers (Devlin et al. 2018) whose token vectors are averaged. Texts of equally many
tokens go through together, so nothing is padded and a text's vector does not depend on the texts beside it.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch import Tensor

_TOKENS_AT_ONCE = 2_048  # of a batch: more do not fit the processor's cache


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as its word pieces, the marks of its start and end included, and what each says where it stands."""

    pieces: tuple[str, ...]
    vectors: NDArray[np.float32]  # shape (n pieces, dimensions); their mean, made a unit vector, is the text's vector


class MiniLM:
    """Texts to unit vectors, and to the vectors of their word pieces."""

    def __init__(self, folder: Path, *, half: bool) -> None:
        """`folder` is laid out as sentence-transformers does. `half`: multiply in bfloat16, add in float32."""
        import torch
        from safetensors.torch import load_file
        from tokenizers import Tokenizer

        self._config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        longest = json.loads((folder / "sentence_bert_config.json").read_text(encoding="utf-8"))["max_seq_length"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(longest)
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self._weights = {
            name: value.to(self._device) for name, value in load_file(folder / "model.safetensors").items()
        }
        self._half = half

    def encode(self, texts: Sequence[str], tick: Callable[[int], None]) -> NDArray[np.float32]:
        """Shape (n texts, dimensions)."""
        import torch

        tokens = [found.ids for found in self._tokenizer.encode_batch(list(texts))]
        vectors = np.empty((len(texts), self._config["hidden_size"]), dtype=np.float32)
        with torch.inference_mode(), torch.autocast(self._device.type, torch.bfloat16, enabled=self._half):
            for places in _batches(tokens):
                hidden = self._read(torch.tensor([tokens[place] for place in places], device=self._device))
                means = torch.nn.functional.normalize(hidden.float().mean(1), dim=1)
                vectors[places] = means.cpu().numpy()
                tick(len(places))
        return vectors

    def read(self, texts: Sequence[str]) -> list[ReadText]:
        """Each text's word pieces with their vectors."""
        import torch

        found = self._tokenizer.encode_batch(list(texts))
        tokens = [each.ids for each in found]
        read: dict[int, ReadText] = {}
        with torch.inference_mode(), torch.autocast(self._device.type, torch.bfloat16, enabled=self._half):
            for places in _batches(tokens):
                hidden = self._read(torch.tensor([tokens[place] for place in places], device=self._device))
                for place, vectors in zip(places, hidden.float().cpu().numpy(), strict=True):
                    read[place] = ReadText(tuple(found[place].tokens), vectors)
        return [read[place] for place in range(len(texts))]

    def _read(self, tokens: "Tensor") -> "Tensor":
        """Token vectors of texts of one length, shape (n texts, n tokens, dimensions)."""
        from torch.nn.functional import embedding, gelu, scaled_dot_product_attention

        known, n_heads = self._weights, self._config["num_attention_heads"]
        hidden = embedding(tokens, known["embeddings.word_embeddings.weight"])
        hidden = hidden + known["embeddings.token_type_embeddings.weight"][0]
        hidden = self._norm(
            hidden + known["embeddings.position_embeddings.weight"][: tokens.shape[1]], "embeddings.LayerNorm"
        )
        for number in range(self._config["num_hidden_layers"]):
            layer = f"encoder.layer.{number}"
            query, key, value = (
                self._linear(hidden, f"{layer}.attention.self.{name}").unflatten(-1, (n_heads, -1)).transpose(1, 2)
                for name in ("query", "key", "value")
            )
            seen = scaled_dot_product_attention(query, key, value).transpose(1, 2).flatten(2)
            hidden = self._norm(
                self._linear(seen, f"{layer}.attention.output.dense") + hidden, f"{layer}.attention.output.LayerNorm"
            )
            wide = gelu(self._linear(hidden, f"{layer}.intermediate.dense"))
            hidden = self._norm(self._linear(wide, f"{layer}.output.dense") + hidden, f"{layer}.output.LayerNorm")
        return hidden

    def _linear(self, given: "Tensor", name: str) -> "Tensor":
        from torch.nn.functional import linear

        return linear(given, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _norm(self, given: "Tensor", name: str) -> "Tensor":
        from torch.nn.functional import layer_norm

        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return layer_norm(given.float(), weight.shape, weight, bias, self._config["layer_norm_eps"])


def _batches(tokens: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Places of texts of equally many tokens, so many together as fit."""
    order = sorted(range(len(tokens)), key=lambda place: len(tokens[place]))
    for n_tokens, group in groupby(order, key=lambda place: len(tokens[place])):
        places = list(group)
        size = max(1, _TOKENS_AT_ONCE // n_tokens)
        yield from (places[start : start + size] for start in range(0, len(places), size))
