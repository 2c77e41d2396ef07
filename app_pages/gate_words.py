"""A verdict and its gates as the overview's cards say them. Knows nothing of Streamlit."""

from typing import Literal

from evalsuite.records import Gate, GateOutcome, Verdict
from evalsuite.wording import percent, points

COLOR: dict[GateOutcome, Literal["green", "red", "gray"]] = {"PASS": "green", "FAIL": "red", "UNDETERMINED": "gray"}
ICON: dict[GateOutcome, str] = {
    "PASS": ":material/check_circle:",
    "FAIL": ":material/cancel:",
    "UNDETERMINED": ":material/help:",
}
_NAMES = {
    "held-out accuracy": "Held-out accuracy",
    "overfitting gap": "Overfitting gap",
    "tester sessions": "Tester sessions",
}
_NUMBERS = ("None", "One", "Two", "All")
_SETTLE = "To settle it:"


def title(verdict: Verdict) -> str:
    return verdict.sentence.rstrip(".")


def summary(verdict: Verdict) -> str:
    """Why, in a sentence or two: how many gates pass, fail or cannot say."""
    n = {
        outcome: sum(gate.outcome == outcome for gate in verdict.gates) for outcome in ("PASS", "FAIL", "UNDETERMINED")
    }
    if all(gate.value is None for gate in verdict.gates):
        return "There is nothing to judge yet: no run was evaluated, and nobody tested one."
    if n["PASS"] == len(verdict.gates):
        return "All three gates pass, each at the unfavourable end of its interval."
    told = [f"{_NUMBERS[n['PASS']]} of three gates {'pass' if n['PASS'] > 1 else 'passes'}."]
    if n["FAIL"]:
        told.append(f"{_NUMBERS[n['FAIL']]} {'fails' if n['FAIL'] == 1 else 'fail'}, even at the favourable end.")
    if n["UNDETERMINED"]:
        subject = f"{_NUMBERS[n['UNDETERMINED']]} {'is' if n['UNDETERMINED'] == 1 else 'are'} **undetermined**"
        rest = "" if n["FAIL"] else ": nothing speaks against the model, but the evidence is too thin to say yes"
        told.append(f"{subject}{rest}.")
    return " ".join(told)


def name(gate: Gate) -> str:
    return _NAMES[gate.name]


def value(gate: Gate) -> str:
    """The number, or a dash while there is none."""
    if gate.value is None:
        return "–"
    if gate.name == "tester sessions":
        return f"{gate.value:.0f} minutes"
    return percent(gate.value) if gate.name == "held-out accuracy" else f"{points(gate.value)} points"


def comparison(gate: Gate) -> str:
    """What the gate compared, and when that was too close to call."""
    doubt = gate.to_settle.partition(_SETTLE)[0].strip()
    return f"{gate.comparison} {doubt}".strip()


def counts(gate: Gate) -> str:
    """The counts behind the number; "" where they would only repeat the comparison."""
    return "" if gate.counts == gate.comparison else gate.counts


def to_settle(gate: Gate) -> str:
    """What would settle an undetermined gate, as the rest of "To settle it: …"; "" when it is settled."""
    said, found, rest = gate.to_settle.partition(_SETTLE)
    return (rest if found else said).strip()
