"""A sentence encoder as teacher: which questions are near one another, and which words.

It first learns from the corpus itself which questions ask the same, which tells it more than the web did.
Then knowledge distillation as in Reimers and Gurevych 2020, arXiv 2004.09813, with the similarities of a batch beside
the vectors themselves (Tung and Mori 2019, arXiv 1907.09682).
"""

import random
import re
from collections.abc import Sequence

import torch
from transformers import AutoModel, AutoTokenizer, PreTrainedTokenizerFast
from wordplay import Words

from telling_apart import alike_loss

LONGEST = 96  # tokens of a question that the teacher reads
_NEIGHBOURS = 12  # of a word
_PLAIN = re.compile(r"[a-z]{3,}")
TEMPERATURE = 0.05


class Teacher:
    """A BERT of sentence-transformers: mean over the tokens, length one."""

    def __init__(self, folder: str) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.model = AutoModel.from_pretrained(folder).to("cuda", torch.float32).eval()

    def tune(
        self, matters: Sequence[Sequence[str]], seed: int, *, steps: int = 120, at_once: int = 512, rate: float = 1e-4
    ) -> float:
        """Draw the questions of one matter together and away from `at_once` others; the last loss."""
        rng, each = random.Random(seed), 2
        adam = torch.optim.AdamW(self.model.parameters(), lr=rate, weight_decay=0.01)
        self.model.train()
        for step in range(steps):
            adam.param_groups[0]["lr"] = rate * min(1.0, (step + 1) / 20) * (1 - step / steps)
            chosen = rng.sample(matters, min(at_once, len(matters)))
            vectors = self._vectors([question for asks in chosen for question in rng.sample(asks, each)])
            loss = alike_loss(vectors, each, TEMPERATURE)
            adam.zero_grad(set_to_none=True)
            loss.backward()
            adam.step()
        self.model.eval()
        return loss.item()

    @torch.inference_mode()
    def embed(self, texts: Sequence[str], batch_size: int = 1024) -> torch.Tensor:
        """(texts, dimensions), unit vectors in float32 on the GPU."""
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        vectors = torch.empty(len(texts), self.model.config.hidden_size, device="cuda")
        for start in range(0, len(order), batch_size):
            places = order[start : start + batch_size]
            vectors[places] = self._vectors([texts[place] for place in places])
        return vectors

    def _vectors(self, texts: Sequence[str]) -> torch.Tensor:
        batch = self.tokenizer(list(texts), padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
        batch = batch.to("cuda")
        with torch.autocast("cuda", torch.bfloat16):
            states = self.model(**batch).last_hidden_state.float()
        mask = batch["attention_mask"].unsqueeze(-1)
        return torch.nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1)

    def words(self) -> Words:
        """The whole words of its vocabulary, each with those whose vectors are nearest."""
        words = sorted(word for word in self.tokenizer.get_vocab() if _PLAIN.fullmatch(word))
        vectors = self.embed(words)
        similarities = (vectors @ vectors.T).fill_diagonal_(-1.0)
        return Words(words, similarities.topk(_NEIGHBOURS, dim=1).indices.cpu().numpy())

    def word_vectors(self, tokenizer: PreTrainedTokenizerFast, hidden: int, spread: float = 0.02) -> torch.Tensor:
        """(vocabulary, hidden): a start for the embeddings in which words that mean alike are alike."""
        words = [str(tokenizer.decode([number])).strip() for number in range(len(tokenizer))]
        vectors = self.embed([word if any(letter.isalpha() for letter in word) else "." for word in words])
        vectors = vectors - vectors.mean(0)
        start = torch.randn(len(words), hidden, device="cuda")
        width = min(hidden, vectors.shape[1])
        start[:, :width] = (vectors / vectors.std())[:, :width]
        return start * spread


def likeness_loss(made: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """How far the made vectors are from the wanted ones, and their similarities in the batch from the wanted ones'."""
    made = torch.nn.functional.normalize(made, dim=1)
    target = torch.softmax(wanted @ wanted.T / TEMPERATURE, dim=1)
    similarities = torch.log_softmax(made @ wanted.T / TEMPERATURE, dim=1)
    return 2 * (1 - (made * wanted).sum(1)).mean() - (target * similarities).sum(1).mean()
