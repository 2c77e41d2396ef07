"""What an evaluation found, in a sentence and what follows from it."""

from evalsuite.records import Comparison, Summary
from evalsuite.wording import named, points, points_span, rate_in_words
from prep.plurals import many


def headline(summary: Summary) -> str:
    """The finding first: how often it is right, or why that is not known."""
    rate = summary.held_out_accuracy[summary.responder]
    if rate.n == 0:
        n_unscored = summary.unscored.get(summary.responder, 0)
        if n_unscored:
            return f"No answer could be graded: {many(n_unscored, 'error')}. Nothing was counted as wrong."
        return "No taught question was held out, so there is no accuracy."
    return f"{named(summary.responder).capitalize()}, asked what it was taught: {rate_in_words(rate)}."


def against(comparison: Comparison) -> str:
    """Two responders in a sentence; a difference whose interval touches zero could be chance."""
    left, right = f"the {named(comparison.responder)}", f"the {named(comparison.other)}"
    difference = comparison.difference
    if difference.value is None or difference.low is None or difference.high is None:
        return f"{left} and {right} have no question in common.".capitalize()
    told = f"{points(difference.value)} points on the same {many(comparison.n, 'question')}, 95 % interval "
    told += points_span(difference.low, difference.high)
    if difference.low > 0:
        return f"Better than {right}: {told}."
    if difference.high < 0:
        return f"Worse than {right}: {told}."
    return f"Not shown to differ from {right}: {told}; it could be chance."
