"""How well answers fit: the most favourable witness counts, and a larger set is judged by a part of it."""

import numpy as np
import pytest

from prep import fitting
from prep.fitting import fits_of


def pairs_about(n: int, seed: int = 7) -> tuple[np.ndarray, np.ndarray]:
    """Questions and answers whose vectors share their subject, and little noise."""
    rng = np.random.default_rng(seed)
    subjects = rng.normal(size=(n, 32))
    sides = [subjects + 0.5 * rng.normal(size=(n, 32)) for _ in range(2)]
    first, second = (side / np.linalg.norm(side, axis=1, keepdims=True) for side in sides)
    return first.astype(np.float32), second.astype(np.float32)


def test_a_swapped_answer_fits_like_one_at_random_and_points_to_its_own_question() -> None:
    questions, answers = pairs_about(200)
    answers[[3, 9]] = answers[[9, 3]]
    fits = fits_of(questions, answers)
    worst = np.argsort(fits.fit)[:2]
    assert sorted(worst.tolist()) == [3, 9]
    assert (fits.better[3], fits.better[9]) == (9, 3) and fits.is_better[[3, 9]].all()


def test_like_answers_to_like_questions_speak_for_an_answer_that_shares_no_word_with_its_question() -> None:
    questions, answers = pairs_about(200)
    unrelated = answers[0].copy()
    questions[1:6], answers[1:6] = questions[0], unrelated
    answers[:6] = np.roll(unrelated, 5)  # near nothing, but all who ask this are told so
    assert fits_of(questions, answers).fit[0] > 2


def test_a_part_of_a_large_set_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    questions, answers = pairs_about(400)
    answers[[3, 9]] = answers[[9, 3]]
    whole = fits_of(questions, answers).fit
    monkeypatch.setattr(fitting, "CROWD", 100)
    part = fits_of(questions, answers).fit
    assert np.corrcoef(whole, part)[0, 1] > 0.7 and set(np.argsort(part)[:8].tolist()) >= {3, 9}
