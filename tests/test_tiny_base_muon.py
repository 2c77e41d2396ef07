"""Muon moves a matrix along the orthogonal part of its gradient."""

import torch

from muon import Muon


def test_every_direction_of_a_gradient_counts_alike() -> None:
    generator = torch.Generator().manual_seed(0)
    for shape in ((48, 16), (16, 48)):
        matrix = torch.nn.Parameter(torch.zeros(shape))
        matrix.grad = torch.randn(shape, generator=generator)
        matrix.grad[0] *= 50
        Muon([matrix]).step(1.0)
        strengths = torch.linalg.svdvals(matrix.detach()) / max(1.0, shape[0] / shape[1]) ** 0.5
        assert 0.6 < strengths.min() <= strengths.max() < 1.3


def test_it_goes_down() -> None:
    matrix = torch.nn.Parameter(torch.eye(8) * 3)
    muon = Muon([matrix])
    for _ in range(20):
        matrix.grad = 2 * matrix.detach()
        muon.step(0.1)
    assert matrix.detach().norm() < 3
