"""A small real encoder for tests: hashed words and letter triples as unit vectors, no model to load."""

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer

from prep.embeddings import Vectors
from prep.facts.concepts import concepts

_WORDS = HashingVectorizer(
    analyzer=lambda text: [*concepts(text), *_triples(text)], n_features=512, alternate_sign=False
)


def _triples(text: str) -> list[str]:
    plain = " ".join(text.lower().split())
    return [plain[start : start + 3] for start in range(0, len(plain) - 2, 2)]


def embed(texts: Sequence[str]) -> Vectors:
    """Unit vectors, shape (n texts, 512)."""
    if not texts:
        return np.zeros((0, 0), dtype=np.float32)
    return np.asarray(_WORDS.transform(texts).toarray(), dtype=np.float32)
