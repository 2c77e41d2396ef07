"""data/tiny-base: questions that nobody asks."""

import random
from pathlib import Path

import numpy as np
import pytest
from wordplay import Words, played

from corpus.source import load_policies
from tokenizer import train_tokenizer

WORDS = Words(("holiday", "leave", "printer", "vacation"), np.array([[1, 3], [0, 3], [2, 2], [0, 1]]))


@pytest.fixture
def folder(tmp_path: Path) -> str:
    train_tokenizer([text for policy in load_policies()[:20] for text in policy.asks], 512, 256).save_pretrained(
        tmp_path
    )
    return str(tmp_path)


def test_a_known_word_mostly_gives_way_to_one_alike_and_an_unknown_one_to_any() -> None:
    rng = random.Random(1)
    for_known = [WORDS.another("Holiday", rng) for _ in range(400)]
    alike = sum(word in ("leave", "vacation") for word in for_known) / len(for_known)
    assert 0.75 < alike < 0.9  # 65 of 100, and half of the others by chance
    assert {WORDS.another("backpack", rng) for _ in range(100)} == set(WORDS.words)


def test_the_same_number_gives_the_same_texts_with_new_words_in_some(folder: str) -> None:
    texts = played(folder, 3, 60, WORDS)
    assert texts == played(folder, 3, 60, WORDS) != played(folder, 4, 60, WORDS)
    assert len(texts) == 60 and any("printer" in text for text, _ in texts)
    assert all(1 < len(ids) <= 80 for _, ids in texts)
