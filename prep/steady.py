"""Cosines that are the same to the last bit on every machine and in whatever company they are computed.

A matrix product adds in an order that depends on the processor and on the other rows, so its last bits do, too. Here
vectors are rounded to whole numbers so small that every product and every sum of some of them is exact in single
precision; nothing is left for the order to change. A cosine is off by about 0.0001, less than by bfloat16.
"""

import numpy as np
from numpy.typing import NDArray

from prep.embeddings import Vectors

# By Cauchy and Schwarz no sum exceeds the product of the lengths: with the rounding, (4064 + 32)² = 2²⁴ for vectors of
# up to 4096 dimensions, and up to there single precision has every whole number.
_SCALE = 4064
Floats = NDArray[np.float32]


def steady(vectors: Vectors) -> Floats:
    """Unit vectors in whole numbers."""
    return np.rint(np.asarray(vectors, dtype=np.float32) * np.float32(_SCALE))


def cosines(left: Floats, right: Floats) -> Floats:
    """Of each of some steady vectors with each of others, shape (n left, n right)."""
    found = left @ right.T
    found *= np.float32(1 / _SCALE**2)
    return found
