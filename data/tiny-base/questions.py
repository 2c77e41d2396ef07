"""Questions that ask the same should look the same to an adapter, and others not, whatever their words.

What stands at the end of a question is drawn to the other ways to ask about the same policy and away from all others
(Khosla et al. 2020, arXiv 2004.11362), and to the teacher's embedding of it. An adapter sees of it only RANK numbers,
which its first matrix takes at random, so what counts is how far apart questions lie in those: each time other random
matrices look.
"""

import math
import random
from collections.abc import Sequence

import numpy as np
import torch

from network import RANK, Network
from teacher import likeness_loss
from telling_apart import alike_loss

TEMPERATURE = 0.1
EACH = 3  # questions about each policy in a batch
_LOOKS = 3  # random matrices at a time
_NARROW, _WIDE, _TAUGHT = 1.0, 0.5, 0.5  # shares of what an adapter sees, of the whole, and of the teacher


class Questions:
    """Questions about known policies; `vectors` (questions, dimensions) are the teacher's, of length one."""

    def __init__(
        self, asked: Sequence[tuple[int, str, list[int]]], vectors: torch.Tensor | None, network: Network, seed: int
    ) -> None:
        width = max(len(ids) for _, _, ids in asked)
        self.ids = torch.tensor([ids + [0] * (width - len(ids)) for _, _, ids in asked], device=network.device)
        self.lengths = torch.tensor([len(ids) for _, _, ids in asked], device=network.device)
        self.vectors, self.network, self.rng = vectors, network, random.Random(seed)
        of_policy: dict[int, list[int]] = {}
        for place, (policy, _, _) in enumerate(asked):
            of_policy.setdefault(policy, []).append(place)
        self.places = [places for places in of_policy.values() if len(places) >= EACH]
        self.to_teacher = torch.nn.Linear(network.hidden, 1 if vectors is None else vectors.shape[1]).to(network.device)

    def loss(self, n_policies: int = 128) -> torch.Tensor:
        chosen = self.rng.sample(self.places, n_policies)
        rows = torch.tensor([place for places in chosen for place in self.rng.sample(places, EACH)]).to(self.ids.device)
        ends = self._ends(*self._read(rows))
        upper = range(2, len(ends))  # the first layer has hardly read the question
        looks = [alike_loss(_as_an_adapter_sees(ends[place]), EACH, TEMPERATURE) for place in self._some(upper)]
        before_last = ends[len(ends) - 2]
        loss = _NARROW * torch.stack(looks).mean() + _WIDE * alike_loss(before_last, EACH, TEMPERATURE)
        if self.vectors is None:
            return loss
        return loss + _TAUGHT * likeness_loss(self.to_teacher(before_last), self.vectors[rows])

    def played_loss(self, played: "Played", n: int) -> torch.Tensor:
        """How far `n` texts that nobody asks are from what the teacher makes of them."""
        ids, lengths, vectors = played.some(n)
        ends = self._ends(ids, lengths)
        return likeness_loss(self.to_teacher(ends[len(ends) - 2]), vectors)

    @torch.no_grad()
    def find_teacher(self, n: int = 50_000) -> None:
        """Find for a base that has read what `to_teacher` learns while one reads: by least squares of `n` questions."""
        if self.vectors is None:
            return
        rows = torch.randperm(len(self.ids), device=self.ids.device)[:n]
        parts = []
        for some in rows.split(1024):
            ends = self._ends(*self._read(some))
            parts.append(ends[len(ends) - 2])
        read = torch.cat(parts)
        read = torch.cat([read, torch.ones_like(read[:, :1])], 1)
        found = torch.linalg.lstsq(read, self.vectors[rows]).solution
        self.to_teacher.weight.copy_(found[:-1].T)
        self.to_teacher.bias.copy_(found[-1])

    def _read(self, rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        lengths = self.lengths[rows]
        return self.ids[rows, : int(lengths.max())], lengths

    def _ends(self, ids: torch.Tensor, lengths: torch.Tensor) -> dict[int, torch.Tensor]:
        """What each half of a layer is given to read at the end of these questions: (rows, hidden)."""
        ends: dict[int, torch.Tensor] = {}

        def keep_ends(place: int, read: torch.Tensor) -> None:
            ends[place] = read[torch.arange(len(ids), device=ids.device), lengths - 1].float()

        self.network.states(ids, watch=keep_ends)
        return ends

    def _some(self, places: range) -> list[int]:
        return self.rng.sample(places, min(_LOOKS, len(places)))


class Played:
    """Texts that nobody asks, on the device, with the teacher's vectors of them. A batch is of texts about as long as
    one another."""

    def __init__(self, texts: Sequence[list[int]], vectors: torch.Tensor, device: torch.device, seed: int) -> None:
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        ids = np.zeros((len(texts), len(texts[order[-1]])), np.int16)
        for row, place in enumerate(order):
            ids[row, : len(texts[place])] = texts[place]
        self.ids = torch.from_numpy(ids).to(device)
        self.lengths = [len(texts[place]) for place in order]
        self.vectors = vectors[torch.tensor(order, device=vectors.device)].to(device, torch.float16)
        self.rng = random.Random(seed)

    def some(self, n: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Ids (n, tokens), lengths (n,) and vectors (n, dimensions) of neighbours in order of length."""
        start = self.rng.randrange(len(self.lengths) - n + 1)
        these = slice(start, start + n)
        lengths = torch.tensor(self.lengths[these], device=self.ids.device)
        return self.ids[these, : self.lengths[start + n - 1]].long(), lengths, self.vectors[these].float()


def _as_an_adapter_sees(read: torch.Tensor) -> torch.Tensor:
    """(rows, RANK): through a first matrix as LoRA begins with it."""
    matrix = (torch.rand(RANK, read.shape[1], device=read.device) * 2 - 1) / math.sqrt(read.shape[1])
    return read @ matrix.T
