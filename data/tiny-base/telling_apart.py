"""Vectors of questions that ask the same are near one another, and far from all others."""

import torch


def alike_loss(vectors: torch.Tensor, each: int, temperature: float) -> torch.Tensor:
    """How badly each vector finds the others of its matter among all of them; `each` in a row are of one matter.

    Khosla et al. 2020, arXiv 2004.11362.
    """
    vectors = torch.nn.functional.normalize(vectors, dim=1)
    owner = torch.arange(len(vectors), device=vectors.device) // each
    itself = torch.eye(len(vectors), device=vectors.device, dtype=torch.bool)
    same = (owner[:, None] == owner) & ~itself
    scores = torch.log_softmax((vectors @ vectors.T / temperature).masked_fill(itself, -1e9), dim=1)
    return -(scores * same).sum(1).mean() / (each - 1)
