"""The packaged encoder gives what sentence-transformers gives with it, for each text alone."""

import numpy as np
import pytest

from prep.embeddings import multiplies_bfloat16, packaged_folder
from prep.minilm import MiniLM
from prep.quiet import quiet_libraries

TEXTS = [
    "How many days of earned leave can I carry forward to the next year?",
    "",
    "VPN",
    "Where do I find my pay slip?",
    "What is my leave balance today?",
    "carry " * 400,  # longer than the model reads
    "Ünïcode – “quotes” 🙂",
]


def encoded(texts: list[str], *, half: bool = False) -> np.ndarray:
    return MiniLM(packaged_folder(), half=half).encode(texts, lambda n: None)


@pytest.mark.slow
def test_the_vectors_are_those_of_sentence_transformers() -> None:
    quiet_libraries()
    from sentence_transformers import SentenceTransformer

    known = SentenceTransformer(str(packaged_folder()), device="cpu").encode(TEXTS, normalize_embeddings=True)
    assert np.abs(encoded(TEXTS) - known).max() < 1e-5


def test_in_half_precision_cosines_stay_where_they_are() -> None:
    full, half = encoded(TEXTS), encoded(TEXTS, half=True)
    assert 0 < np.abs(full @ full.T - half @ half.T).max() < 0.005


@pytest.mark.skipif(not multiplies_bfloat16(), reason="the processor multiplies in float32 only")
def test_a_text_has_one_vector_whatever_stands_beside_it() -> None:
    together = encoded(TEXTS, half=True)
    assert all((encoded([text], half=True)[0] == together[place]).all() for place, text in enumerate(TEXTS))


def test_progress_counts_every_text_once() -> None:
    counted: list[int] = []
    MiniLM(packaged_folder(), half=False).encode(TEXTS, counted.append)
    assert sum(counted) == len(TEXTS)
