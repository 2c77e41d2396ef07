"""The packaged sentence encoder run with torch alone: sentence-transformers takes seconds to import, this a tenth.

all-MiniLM-L6-v2 is a BERT of six layers (Devlin et al. 2018) whose token vectors are averaged. Texts of equally many
tokens go through together, so nothing is padded and a text's vector does not depend on the texts beside it.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch import Tensor

_TOKENS_AT_ONCE = 2_048  # of a batch: more do not fit the processor's cache
# Of each layer: what is multiplied, and the parts of the model's file that it is made of.
_PRODUCTS = {
    "attention": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "attended": ("attention.output.dense",),
    "wide": ("intermediate.dense",),
    "narrow": ("output.dense",),
}


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
        weights = {name: value.to(self._device) for name, value in load_file(folder / "model.safetensors").items()}
        self._weights, self._precision = weights, torch.bfloat16 if half else torch.float32
        # What is multiplied is brought into its precision once, and the three readings of one input into one product.
        self._multiplied: dict[str, tuple[Tensor, Tensor]] = {}
        for number in range(self._config["num_hidden_layers"]):
            layer = f"encoder.layer.{number}"
            for name, parts in _PRODUCTS.items():
                self._multiplied[f"{layer}.{name}"] = (
                    torch.cat([weights[f"{layer}.{part}.weight"] for part in parts]).to(self._precision),
                    torch.cat([weights[f"{layer}.{part}.bias"] for part in parts]).to(self._precision),
                )

    def encode(self, texts: Sequence[str], tick: Callable[[int], None]) -> NDArray[np.float32]:
        """Shape (n texts, dimensions)."""
        from torch.nn.functional import normalize

        tokens = [found.ids for found in self._tokenizer.encode_batch(list(texts))]
        vectors = np.empty((len(texts), self._config["hidden_size"]), dtype=np.float32)
        for places, means in self._over_batches(tokens, lambda hidden: normalize(hidden.mean(1), dim=1).cpu().numpy()):
            vectors[places] = means
            tick(len(places))
        return vectors

    def read(self, texts: Sequence[str]) -> list[ReadText]:
        """Each text's word pieces with their vectors."""
        found = self._tokenizer.encode_batch(list(texts))
        read: dict[int, ReadText] = {}
        for places, hidden in self._over_batches([each.ids for each in found], lambda hidden: hidden.cpu().numpy()):
            for place, vectors in zip(places, hidden, strict=True):
                read[place] = ReadText(tuple(found[place].tokens), vectors)
        return [read[place] for place in range(len(texts))]

    def _over_batches(
        self, tokens: Sequence[Sequence[int]], of: "Callable[[Tensor], NDArray[np.float32]]"
    ) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
        """The places of each batch, and what is made of the token vectors of its texts.

        Each core has batches of its own. With one batch on all cores, each waits at every step for the slowest one:
        beside other work that took five times the processor time.
        """
        import torch

        def run(places: list[int]) -> NDArray[np.float32]:
            with torch.inference_mode():
                return of(self._read(torch.tensor([tokens[place] for place in places], device=self._device)).float())

        batches = list(_batches(tokens))
        n_cores = torch.get_num_threads()
        if self._device.type != "cpu" or n_cores < 2 or len(batches) < 2:
            yield from ((places, run(places)) for places in batches)
            return
        try:
            with ThreadPoolExecutor(n_cores, initializer=torch.set_num_threads, initargs=(1,)) as pool:
                yield from zip(batches, pool.map(run, batches), strict=True)
        finally:
            torch.set_num_threads(n_cores)

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
            of_heads = self._linear(hidden, f"{layer}.attention").unflatten(-1, (3, n_heads, -1))
            query, key, value = of_heads.permute(2, 0, 3, 1, 4)
            seen = scaled_dot_product_attention(query, key, value).transpose(1, 2).flatten(2)
            hidden = self._norm(self._linear(seen, f"{layer}.attended") + hidden, f"{layer}.attention.output.LayerNorm")
            wide = gelu(self._linear(hidden, f"{layer}.wide"))
            hidden = self._norm(self._linear(wide, f"{layer}.narrow") + hidden, f"{layer}.output.LayerNorm")
        return hidden

    def _linear(self, given: "Tensor", name: str) -> "Tensor":
        from torch.nn.functional import linear

        return linear(given.to(self._precision), *self._multiplied[name])

    def _norm(self, given: "Tensor", name: str) -> "Tensor":
        from torch.nn.functional import layer_norm

        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return layer_norm(given, weight.shape, weight, bias, self._config["layer_norm_eps"])


def _batches(tokens: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Places of texts of equally many tokens, so many together as fit."""
    order = sorted(range(len(tokens)), key=lambda place: len(tokens[place]))
    for n_tokens, group in groupby(order, key=lambda place: len(tokens[place])):
        places = list(group)
        size = max(1, _TOKENS_AT_ONCE // n_tokens)
        yield from (places[start : start + size] for start in range(0, len(places), size))
