"""data/tiny-base: which vectors of questions cost least."""

import torch

from telling_apart import alike_loss


def test_questions_about_one_matter_alike_and_others_far_cost_least() -> None:
    near = torch.eye(8).repeat_interleave(3, 0)
    far, one = alike_loss(near, 3, 0.1), alike_loss(torch.ones(24, 8), 3, 0.1)
    assert far < 0.75 and one > 3  # two of 23 others are alike: log 2 at best, log 23 when nothing tells them apart


def test_the_length_of_a_vector_does_not_count() -> None:
    vectors = torch.tensor([[1.0, 0.2], [0.9, 0.1], [-0.3, 1.0], [0.1, 0.8]])
    assert torch.isclose(alike_loss(vectors, 2, 0.1), alike_loss(7 * vectors, 2, 0.1))
