"""What may be nearest is told without scoring it, and nothing that scores more is ruled out."""

import random

import numpy as np

from prep.copies import copy_score
from prep.copy_candidates import Index
from prep.copy_ceiling import Ceiling
from prep.slips import is_slip
from prep.wording import unaddressed_wording

WORDS = "reset my password pass word payslip pay slip into in to leave earned earnd laptop teh printer canteen".split()  # noqa: SIM905


def over_each(texts: list[str]) -> tuple[Ceiling, np.ndarray]:
    worded = [unaddressed_wording(text) for text in texts]
    index = Index(worded, worded)
    slips = [(one, other) for one, other in index.matching if is_slip(index.words[one], index.words[other])]
    return Ceiling(worded, index.words, index.said, slips, index.odd), np.arange(len(texts))


def test_no_two_texts_score_more_than_their_ceiling() -> None:
    rng = random.Random(5)
    texts = [" ".join(rng.choices(WORDS, k=rng.randint(1, 5))) for _ in range(120)]
    ceiling, others = over_each(texts)
    for here, text in enumerate(texts):
        scores = np.array([copy_score(text, other) for other in texts])
        assert (ceiling.over(here, others) >= scores - 1e-9).all()


def test_a_word_that_is_half_of_another_is_not_matched_without_its_other_half() -> None:
    ceiling, others = over_each(["reset password", "reset pass", "reset pass word", "reset passwrod"])
    assert ceiling.over(0, others).round(3).tolist() == [1.0, 0.5, 1.0, 0.985]
