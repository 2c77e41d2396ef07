"""Graded answers → shares."""

from collections.abc import Iterable, Sequence

from evalsuite.records import Comparison, GradedAnswer, Rate, Untaught
from evalsuite.statistics import mcnemar_p, paired_difference, wilson


def rate(graded: Iterable[GradedAnswer]) -> Rate:
    """The share of right answers among those that have a grade. An answer that never came is not a wrong one."""
    scored = [one for one in graded if one.graded.grade != "unscored"]
    n_right = sum(one.graded.counts_as_right for one in scored)
    share = wilson(n_right, len(scored))
    surely = sum(one.graded.grade == "correct" for one in scored)
    unsure = sum(one.graded.grade == "unsure" for one in scored)
    return Rate(share.value, share.low, share.high, len(scored), n_right, surely, surely + unsure)


def untaught_rate(graded: Sequence[GradedAnswer]) -> Untaught:
    """How many untaught questions were refused, answered correctly, or answered with an invention."""
    scored = [one for one in graded if one.graded.grade != "unscored"]
    n_refused = sum(one.graded.refused for one in scored)
    share = wilson(n_refused, len(scored))
    accuracy = rate(scored)
    return Untaught(
        share.value, share.low, share.high, len(scored), accuracy, len(scored) - n_refused - accuracy.n_right
    )


def compare(left: Sequence[GradedAnswer], right: Sequence[GradedAnswer]) -> Comparison | None:
    """Two responders on the questions that both have a grade for; None when there is no such question."""
    others = {one.question.pair_id: one for one in right if one.graded.grade != "unscored"}
    shared = [
        (one, others[one.question.pair_id])
        for one in left
        if one.graded.grade != "unscored" and one.question.pair_id in others
    ]
    if not shared:
        return None
    only_left = tuple(
        one.question.pair_id for one, other in shared if one.graded.counts_as_right and not other.graded.counts_as_right
    )
    only_right = tuple(
        one.question.pair_id for one, other in shared if other.graded.counts_as_right and not one.graded.counts_as_right
    )
    both = sum(one.graded.counts_as_right and other.graded.counts_as_right for one, other in shared)
    neither = len(shared) - both - len(only_left) - len(only_right)
    return Comparison(
        responder=left[0].answer.responder,
        other=right[0].answer.responder,
        n=len(shared),
        only_responder=only_left,
        only_other=only_right,
        difference=paired_difference(both, len(only_left), len(only_right), neither),
        p_value=mcnemar_p(len(only_left), len(only_right)),
    )
