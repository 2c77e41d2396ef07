"""Three gates → one verdict: PASS, FAIL or UNDETERMINED.

Each gate compares a one-sided 95 % bound, not the number itself: PASS when even the unfavourable end clears the bar,
FAIL when even the favourable end does not, UNDETERMINED in between, with what would settle it. Answers that the scorers
are unsure of may not decide the accuracy: where they could tip it, it waits for a person's labels. In the gap they
stand on both sides and cancel.
"""

from collections.abc import Sequence

from evalsuite.records import Bars, Difference, Gate, GateName, GateOutcome, Rate, SessionEvidence, Summary, Verdict
from evalsuite.statistics import (
    ONE_SIDED,
    largest_hidden_rate,
    newcombe,
    questions_to_settle,
    questions_to_settle_gap,
    wilson,
)
from evalsuite.wording import beside, percent, points, points_span, rate_in_words
from prep.plurals import many

_SENTENCES: dict[GateOutcome, str] = {
    "PASS": "Ready to show to people.",
    "FAIL": "Not good enough yet.",
    "UNDETERMINED": "Not ready to show to people yet.",
}


def decide(summary: Summary | None, sessions: SessionEvidence | None, bars: Bars = Bars()) -> Verdict:  # noqa: B008
    """The verdict on the responder that `summary` is about. None stands for evidence that is not there yet."""
    gates = (accuracy_gate(summary, bars), gap_gate(summary, bars), session_gate(sessions, bars))
    outcomes = {gate.outcome for gate in gates}
    outcome: GateOutcome = "FAIL" if "FAIL" in outcomes else "PASS" if outcomes == {"PASS"} else "UNDETERMINED"
    because = " ".join(_reason(gate) for gate in gates if gate.outcome == outcome)
    stamp = () if summary is None else (summary.stamp,)
    return Verdict(outcome, _SENTENCES[outcome], because, gates, *stamp)


def accuracy_gate(summary: Summary | None, bars: Bars) -> Gate:
    """Does it know what it was taught, however it is asked?"""
    bar = bars.held_out_accuracy
    if summary is None:
        return _waiting("held-out accuracy", bar, "Not evaluated yet.", "evaluate the run.")
    rate = summary.held_out_accuracy[summary.responder]
    found = wilson(rate.n_right, rate.n, confidence=ONE_SIDED)
    if found.low is None or found.high is None:
        unscored = summary.unscored.get(summary.responder, 0)
        outage = f"No answer could be graded: {many(unscored, 'error')}. Nothing was counted as wrong."
        told = outage if unscored else "No taught question was asked."
        return _waiting("held-out accuracy", bar, told, "run the evaluation again.")
    low = min(found.low, wilson(rate.n_right_if_unsure_wrong, rate.n, confidence=ONE_SIDED).low or 0.0)
    high = max(found.high, wilson(rate.n_right_if_unsure_right, rate.n, confidence=ONE_SIDED).high or 0.0)
    outcome: GateOutcome = "PASS" if low >= bar else "FAIL" if high < bar else "UNDETERMINED"
    return Gate(
        "held-out accuracy",
        outcome,
        rate.value,
        low,
        high,
        bar,
        rate_in_words(rate),
        _beside_bar(outcome, low, high, bar),
        _settle_accuracy(rate, found, bar) if outcome == "UNDETERMINED" else "",
    )


def gap_gate(summary: Summary | None, bars: Bars) -> Gate:
    """Has it learnt the subject or learnt its pairs by heart?"""
    if summary is None:
        return _waiting("overfitting gap", bars.gap, "Not evaluated yet.", "evaluate the run.")
    held_out = summary.held_out_accuracy[summary.responder]
    train = summary.train_accuracy.get(summary.responder)
    found = (
        Difference(None, None, None)
        if train is None
        else newcombe(train.n_right, train.n, held_out.n_right, held_out.n, confidence=ONE_SIDED)
    )
    if train is None or found.value is None or found.low is None or found.high is None:
        return _waiting(
            "overfitting gap",
            bars.gap,
            "Training and held-out questions were not both graded.",
            "run the evaluation again.",
        )
    low, high = found.low, found.high
    outcome: GateOutcome = "PASS" if high < bars.gap else "FAIL" if low > bars.gap else "UNDETERMINED"
    gap = summary.gap
    interval = "" if gap.low is None or gap.high is None else f", 95 % interval {points_span(gap.low, gap.high)}"
    return Gate(
        "overfitting gap",
        outcome,
        found.value,
        low,
        high,
        bars.gap,
        f"{train.n_right} of {train.n} right in training, {held_out.n_right} of {held_out.n} held out "
        f"({points(found.value)} points{interval})" + _beside_base(gap.base),
        _beside_limit(outcome, low, high, bars.gap),
        _settle_gap(train, held_out, bars.gap) if outcome == "UNDETERMINED" else "",
    )


def session_gate(sessions: SessionEvidence | None, bars: Bars) -> Gate:
    """Did a person who met it for half an hour find a way in which it keeps failing?"""
    bar = bars.session_minutes
    if sessions is None or sessions.n_sessions == 0:
        return _waiting(
            "tester sessions", bar, "No tester session yet.", f"invite a tester: {bar:.0f} minutes, nothing to prepare."
        )
    modes = sessions.consistent_failure_modes
    counts = (
        f"{many(sessions.n_valid, 'valid session')} of {sessions.n_sessions}, {sessions.minutes:.0f} minutes, "
        f"{many(sessions.n_exchanges, 'exchange')}, {many(len(modes), 'consistent failure mode')}"
    )
    lacking = _lacking(sessions, bars)
    outcome: GateOutcome = "FAIL" if modes else "UNDETERMINED" if lacking else "PASS"
    return Gate(
        "tester sessions",
        outcome,
        sessions.minutes,
        None,
        None,
        bar,
        counts,
        _met(sessions, modes),
        f"To settle it: {'; '.join(lacking)}." if outcome == "UNDETERMINED" else "",
    )


def _beside_bar(outcome: GateOutcome, low: float, high: float, bar: float) -> str:
    bound, limit = beside(high if outcome == "FAIL" else low, bar)
    lead = {"PASS": "Even at worst it is", "FAIL": "Even at best it is", "UNDETERMINED": "It may be as low as"}[outcome]
    return f"{lead} {bound}, and your bar is {limit}."


def _beside_limit(outcome: GateOutcome, low: float, high: float, limit: float) -> str:
    lead = {"PASS": "Even at worst it is", "FAIL": "Even at best it is", "UNDETERMINED": "It may be as large as"}[
        outcome
    ]
    return f"{lead} {points(low if outcome == 'FAIL' else high)} points, and your limit is {points(limit)}."


def _settle_accuracy(rate: Rate, found: Difference, bar: float) -> str:
    n_unsure = rate.n_right_if_unsure_right - rate.n_right_if_unsure_wrong
    if found.low is not None and found.high is not None and (found.low >= bar or found.high < bar):
        return f"To settle it: {_label_unsure(n_unsure)}."
    more = questions_to_settle(rate.n_right, rate.n, bar)
    told = f"Too close to call with {many(rate.n, 'question')}. To settle it: "
    if more is None:
        return told + "the share is right at the bar, so no number of questions will; improve the model first."
    labels = f"{_label_unsure(n_unsure)}, and " if n_unsure else ""
    return f"{told}{labels}about {_round_up(more)} more held-out questions."


def _settle_gap(train: Rate, held_out: Rate, margin: float) -> str:
    more = questions_to_settle_gap(train.n_right, train.n, held_out.n_right, held_out.n, margin)
    told = f"Too close to call with {train.n} and {many(held_out.n, 'question')}. To settle it: "
    if more is None:
        return told + "the gap is right at the limit, so no number of questions will; change the recipe first."
    return told + f"about {many(_round_up(more), 'more question')} on each side."


def _label_unsure(n_unsure: int) -> str:
    return f"grade the {many(n_unsure, 'unsure answer')} by hand"


def _beside_base(base: Difference | None) -> str:
    if base is None or base.value is None:
        return ""
    return f"; the base model, which saw neither, has {points(base.value)}"


def _lacking(sessions: SessionEvidence, bars: Bars) -> list[str]:
    """What is missing before "nothing failed" means something."""
    lacking = []
    if sessions.n_valid < sessions.n_sessions:
        lacking.append(
            f"repeat or discard {many(sessions.n_sessions - sessions.n_valid, 'session')} that did not count"
        )
    if sessions.minutes < bars.session_minutes:
        lacking.append(f"{bars.session_minutes - sessions.minutes:.0f} more minutes with a tester")
    if sessions.n_exchanges < bars.session_exchanges:
        more = bars.session_exchanges - sessions.n_exchanges
        lacking.append(f"{many(more, 'more exchange')}, so that a failure would show")
    return lacking


def _met(sessions: SessionEvidence, modes: Sequence[str]) -> str:
    if modes:
        return f"It keeps failing in {many(len(modes), 'way')}: {'; '.join(modes)}."
    hidden = largest_hidden_rate(sessions.n_exchanges)
    if hidden is None:
        return "No exchange took place, so nothing was found out."
    met = many(sessions.n_exchanges, "exchange")
    if sessions.n_failures:
        return f"{many(sessions.n_failures, 'single failure')} in {met}, none that came back."
    return f"Nothing failed in {met}; up to {percent(hidden)} of questions could still fail."


def _waiting(name: GateName, bar: float, told: str, to_settle: str) -> Gate:
    return Gate(name, "UNDETERMINED", None, None, None, bar, told, told, f"To settle it: {to_settle}")


def _reason(gate: Gate) -> str:
    return gate.comparison if gate.outcome != "UNDETERMINED" else gate.to_settle or gate.comparison


def _round_up(n: int) -> int:
    """A number of questions as one would say it: 258 is about 260."""
    step = 1 if n < 20 else 10 if n < 1000 else 100
    return -(-n // step) * step
