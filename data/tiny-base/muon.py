"""Muon: momentum whose update is made orthogonal, for the hidden matrices of the tiny base.

Jordan et al. 2024, https://kellerjordan.github.io/posts/muon. On a model of a few million parameters it needs about a
third of AdamW's steps before answers begin to follow the question. torch.optim.Muon takes one matrix at a time; this
one works on all matrices of a shape at once.
"""

from collections.abc import Iterable

import torch

_COEFFICIENTS = (3.4445, -4.7750, 2.0315)  # quintic Newton-Schulz iteration, from the source above
_ITERATIONS = 5
_MOMENTUM = 0.95


class Muon:
    """Steps `matrices` (2-D parameters) along the orthogonal factor of their Nesterov momentum."""

    def __init__(self, matrices: Iterable[torch.nn.Parameter]) -> None:
        by_shape: dict[torch.Size, list[torch.nn.Parameter]] = {}
        for matrix in matrices:
            by_shape.setdefault(matrix.shape, []).append(matrix)
        self._groups = [
            (group, torch.zeros(len(group), *shape, device=group[0].device)) for shape, group in by_shape.items()
        ]

    @torch.no_grad()
    def step(self, learning_rate: float) -> None:
        for group, momentum in self._groups:
            gradient = torch.stack([matrix.grad for matrix in group if matrix.grad is not None])
            momentum.lerp_(gradient, 1 - _MOMENTUM)
            update = _orthogonal(gradient.lerp(momentum, _MOMENTUM))
            rows, columns = update.shape[1:]
            for matrix, change in zip(group, update, strict=True):
                matrix.add_(change, alpha=-learning_rate * max(1.0, rows / columns) ** 0.5)


def _orthogonal(matrices: torch.Tensor) -> torch.Tensor:
    """Each matrix (n, rows, columns) with its singular values pushed to about one."""
    a, b, c = _COEFFICIENTS
    tall = matrices.shape[1] > matrices.shape[2]
    x = matrices.mT if tall else matrices
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(_ITERATIONS):
        square = x @ x.mT
        x = a * x + (b * square + c * square @ square) @ x
    return x.mT if tall else x
