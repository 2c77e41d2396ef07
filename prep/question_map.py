"""Where each question stands on a map: what is asked alike lies close together. For the eye only: it decides nothing.

A few hundred landmarks are placed by t-SNE and every question between those nearest to it, so that the time hardly
grows with the set: on 1,534 questions of the sample the ten nearest of each are kept nearly as well (trustworthiness
.88) as by t-SNE of all of them (.94), and far better than by two principal components (.71).
"""

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter
from scipy.sparse import csr_matrix

from prep.embeddings import Vectors
from prep.packed import pack, unpack
from prep.remembered import Remembered, digest_of

LANDMARKS = 300
_ROUNDS = 8
_SOME = 3_000  # questions that landmarks are drawn from
_BETWEEN, _SHARPNESS = 4, 15.0
_FEWEST = 8  # questions under which there is nothing to arrange

Places = NDArray[np.float32]


def place_questions(vectors: Vectors, remembered: Remembered | None = None) -> Places:
    """A place for each row of unit vectors, shape (n, 2), within 0 and 1. The same vectors give the same map.

    The last map is `remembered`, for an audit of the same questions with other answers.
    """
    of_kind = (remembered or Remembered()).of("map", TypeAdapter(str))
    questions = digest_of(vectors.shape, vectors.tobytes())
    if of_kind.knows(questions):
        try:
            return unpack(of_kind[questions], np.float32).reshape(len(vectors), 2)
        except ValueError:
            pass  # damaged: it is drawn again
    places = _place(vectors)
    of_kind[questions] = pack(places)
    return places


def _place(vectors: Vectors) -> Places:
    if len(vectors) < _FEWEST:
        return np.column_stack([np.linspace(0, 1, len(vectors)), np.full(len(vectors), 0.5)]).astype(np.float32)
    from sklearn.manifold import TSNE  # seconds, which preparation does without
    from threadpoolctl import threadpool_limits

    marks = _landmarks(vectors)
    spread = min(12.0, (len(marks) - 1) / 3)
    arranged = TSNE(2, init="pca", random_state=0, perplexity=spread, max_iter=300, metric="cosine", n_jobs=1)
    with threadpool_limits(1):  # for so few marks more threads mostly wait for each other
        drawn = np.asarray(arranged.fit_transform(marks), dtype=np.float32)
    cosines = vectors @ marks.T
    near = np.argpartition(-cosines, _BETWEEN - 1, axis=1)[:, :_BETWEEN]
    weights = np.exp(_SHARPNESS * np.take_along_axis(cosines, near, axis=1))
    places = (drawn[near] * (weights / weights.sum(axis=1, keepdims=True))[:, :, None]).sum(axis=1)
    low, high = places.min(axis=0), places.max(axis=0)
    return np.asarray((places - low) / np.maximum(high - low, 1e-6), dtype=np.float32)


def _landmarks(vectors: Vectors) -> Vectors:
    """Centres of the crowded places: a few rounds of k-means on the sphere, over some of a large set."""
    chance = np.random.default_rng(0)
    some = vectors[np.sort(chance.choice(len(vectors), min(_SOME, len(vectors)), replace=False))]
    marks = some[np.sort(chance.choice(len(some), min(LANDMARKS, len(some)), replace=False))].copy()
    for _ in range(_ROUNDS):
        nearest = (some @ marks.T).argmax(axis=1)
        own = csr_matrix((np.ones(len(some), np.float32), (nearest, np.arange(len(some)))), (len(marks), len(some)))
        sums = np.asarray(own @ some)
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        marks = np.where(norms > 1e-6, sums / np.maximum(norms, 1e-6), marks)
    return marks
