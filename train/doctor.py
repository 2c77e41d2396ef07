"""The loss curve in words.

What counts is measured in epochs and examples, not in steps: step 150 at an effective batch of 16 is 2,400 examples.
The end is compared with the start by their means over a tenth of the curve, beside the spread of the lines around the
trend, so that noise is not called a trend.
"""

import math
import statistics
from collections.abc import Sequence

from prep.plurals import many
from train.records import Diagnosis, StepLog

MIN_LINES = 4
LEARNT_SHARE = 0.10  # the loss must fall by a tenth of its first value, and by twice the spread
MEMORISED_LOSS = 0.05  # nats per token: the responses are known by heart


def diagnose(steps: Sequence[StepLog]) -> Diagnosis:
    """What the lines so far say about the run, and what to do."""
    for line in steps:
        if not (math.isfinite(line.loss) and math.isfinite(line.grad_norm)):
            return Diagnosis(
                "not-a-number",
                f"The loss is not a number since step {line.step}. Start a new run with half the learning rate; on an "
                "older card check that the adapter is kept in float32.",
            )
    if len(steps) < MIN_LINES:
        return Diagnosis("too-early", "Too early to tell: the first lines are noise.")
    n = max(1, len(steps) // 10)
    first, last = _mean(steps[:n]), _mean(steps[-n:])
    best = min(_mean(steps[start : start + n]) for start in range(len(steps) - n + 1))
    spread = _spread([line.loss for line in steps])
    epochs = f"{steps[-1].epoch:.1f} epochs ({many(steps[-1].examples_seen, 'example')})"
    if last > first + 2 * spread or last > best + max(4 * spread, 0.25 * best):
        return Diagnosis(
            "diverging",
            f"Diverging: the loss rose to {last:.2f} after {best:.2f}. Start a new run from a lower learning rate.",
        )
    if first - last < max(LEARNT_SHARE * first, 2 * spread):
        return Diagnosis(
            "not-learning",
            f"Not learning: {first:.2f} → {last:.2f} in {epochs}. Look at what is "
            "trained on, or raise the learning rate.",
        )
    if last < MEMORISED_LOSS:
        return Diagnosis(
            "memorising",
            f"Learnt by heart: {last:.3f} after {epochs}. Fewer epochs or a lower rank would do; "
            "the overfitting gap will tell.",
        )
    return Diagnosis("learning", f"Learning as it should: {first:.2f} → {last:.2f} in {epochs}.")


def _mean(steps: Sequence[StepLog]) -> float:
    return statistics.fmean(line.loss for line in steps)


def _spread(losses: Sequence[float]) -> float:
    """Half the median bend from line to line: a straight fall has none."""
    bends = [
        abs(after - 2 * here + before) for before, here, after in zip(losses, losses[1:], losses[2:], strict=False)
    ]
    return statistics.median(bends) / 2
