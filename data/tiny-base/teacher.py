"""A sentence encoder as teacher: which questions are near one another, and which words.

Knowledge distillation as in Reimers and Gurevych 2020, arXiv 2004.09813, with the similarities of a batch beside the
vectors themselves (Tung and Mori 2019, arXiv 1907.09682).
"""

from collections.abc import Sequence

import torch
from transformers import AutoModel, AutoTokenizer, PreTrainedTokenizerFast

LONGEST = 128  # tokens of a question that the teacher reads
TEMPERATURE = 0.05


class Teacher:
    """A BERT of sentence-transformers: mean over the tokens, length one."""

    def __init__(self, folder: str) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.model = AutoModel.from_pretrained(folder).to("cuda", torch.float16).eval()

    @torch.inference_mode()
    def embed(self, texts: Sequence[str], batch_size: int = 1024) -> torch.Tensor:
        """(texts, dimensions), unit vectors in float32 on the GPU."""
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        vectors = torch.empty(len(texts), self.model.config.hidden_size, device="cuda")
        for start in range(0, len(order), batch_size):
            places = order[start : start + batch_size]
            batch = self.tokenizer(
                [texts[place] for place in places],
                padding=True,
                truncation=True,
                max_length=LONGEST,
                return_tensors="pt",
            ).to("cuda")
            states = self.model(**batch).last_hidden_state.float()
            mask = batch["attention_mask"].unsqueeze(-1)
            vectors[places] = torch.nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1)
        return vectors

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
