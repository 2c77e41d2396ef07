"""Training minus held-out accuracy, read beside the base model's own gap.

The base model saw neither set, so its gap is the luck of the split (a placebo). The tuned model's gap is what learning
by heart, plus the same luck, came to.
"""

from collections.abc import Sequence

from evalsuite.rates import rate
from evalsuite.records import Difference, Gap, GradedAnswer
from evalsuite.statistics import newcombe
from prep.plurals import many

LARGE = 0.10  # share, 10 points
_FEW_QUESTIONS = 50


def accuracy_gap(train: Sequence[GradedAnswer], held_out: Sequence[GradedAnswer]) -> Difference:
    """Training minus held-out accuracy with Newcombe's 95 % interval; positive when training questions go better."""
    left, right = rate(train), rate(held_out)
    return newcombe(left.n_right, left.n, right.n_right, right.n)


def overfitting_gap(
    train: Sequence[GradedAnswer],
    held_out: Sequence[GradedAnswer],
    base_train: Sequence[GradedAnswer] = (),
    base_held_out: Sequence[GradedAnswer] = (),
) -> Gap:
    """The gap of the responder under test beside the base model's, with advice where it is large.

    `held_out` are the taught questions alone: nobody expects to know what was never taught.
    """
    tuned, base = accuracy_gap(train, held_out), accuracy_gap(base_train, base_held_out)
    placebo = base if base.value is not None else None
    return Gap(tuned.value, tuned.low, tuned.high, placebo, _advice(tuned, placebo, rate(train).value, len(held_out)))


def _advice(gap: Difference, base: Difference | None, train_accuracy: float | None, n_held_out: int) -> tuple[str, ...]:
    if gap.value is None or gap.low is None or train_accuracy is None or gap.value <= LARGE:
        return ()
    advice = []
    if base is not None and base.value is not None and base.value > gap.value / 2:
        advice.append(
            f"The base model has a gap of {base.value * 100:.1f} points of its own without having seen either set: "
            "the held-out questions are harder, and part of this gap is that."
        )
    if gap.low <= 0:
        advice.append("The gap could be chance. Measure it on more questions before changing the recipe.")
    elif train_accuracy > 0.95:
        advice.append("The training questions are known by heart. Train fewer epochs, or keep an earlier checkpoint.")
    else:
        advice.append("Train fewer epochs, or keep the checkpoint where the validation loss was lowest.")
    advice.append("Use a lower rank, so that the adapter has less room for learning by heart, or more dropout.")
    advice.append(
        "Add more diverse examples: the same question truly asked another way teaches more than another training pass."
    )
    if n_held_out < _FEW_QUESTIONS:
        advice.append(f"With {many(n_held_out, 'held-out question')} a gap this size is measured coarsely.")
    return tuple(advice)
