"""Questions that ask the same should look the same to the last layer, and others not, whatever their words.

What stands at the end of a question, before the last layer, is drawn to the other ways to ask about the same policy
and away from all others (Khosla et al. 2020, arXiv 2004.11362), and to the teacher's embedding of it. Questions that
lie far apart are what makes an adapter learn which answer belongs to which in few steps.
"""

import random
from collections.abc import Sequence

import torch

from network import Network
from teacher import likeness_loss
from telling_apart import alike_loss

TEMPERATURE = 0.1
EACH = 3  # questions about each policy in a batch


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
        lengths = self.lengths[rows]
        n_layers = len(self.network.copies) // 4 - 1
        states = self.network.states(self.ids[rows, : int(lengths.max())], n_layers=n_layers)
        ends = states[torch.arange(len(rows), device=rows.device), lengths - 1].float()
        loss = alike_loss(ends, EACH, TEMPERATURE)
        return loss if self.vectors is None else loss + likeness_loss(self.to_teacher(ends), self.vectors[rows])
