"""Fact agreement: does the answer state the reference's numbers, dates and amounts?

A reference's value is *matched* when the answer states it, *vague* when the answer is true but coarser ("in 2006" for 1
October 2006), *contradicted* when the answer has another value in its place or denies it, and *missing* when it has
none. What only the answer states is *added* when it could be mistaken for a value of the reference.
"""

from dataclasses import dataclass
from typing import Literal

from evalsuite.scorers.denial import is_denied, may_be_denied
from evalsuite.scorers.values import KNOWN_UNITS, MINUTES_A_DAY, UNITS, Amount, Date, Value, find_values

Relation = Literal["same", "vague", "rival", "apart"]


@dataclass(frozen=True, slots=True)
class FactAgreement:
    """How one reference's values fare in an answer, each as it is written."""

    matched: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    contradicted: tuple[tuple[str, str], ...] = ()  # what the reference says, what the answer says
    added: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()  # stated, but in a clause with a "not" that the reference does not have


def fact_agreement(question: str, reference: str, answer: str) -> FactAgreement:
    """The reference's values in the answer. One that the question already has can be contradicted but not missed."""
    asked, wanted, said = find_values(question), find_values(reference), find_values(answer)
    known = (*wanted, *asked)
    foreign = [value for value in said if not any(_relation(other, value) == "same" for other in known)]
    matched, vague, missing, doubted = [], [], [], []
    contradicted = []
    for value in wanted:
        relations = {_relation(value, other) for other in said}
        rival = next((other for other in foreign if _relation(value, other) == "rival"), None)
        if "same" in relations:
            stated = next(other for other in said if _relation(value, other) == "same")
            if is_denied(stated, answer) and not is_denied(value, reference):
                contradicted.append((value.text, f"not {stated.text}"))
            else:
                matched.append(value.text)
                if may_be_denied(stated, answer) and not may_be_denied(value, reference):
                    doubted.append(value.text)
        elif "vague" in relations:
            vague.append(value.text)
        elif rival is not None:
            contradicted.append((value.text, rival.text))
        elif not any(_relation(value, other) == "same" for other in asked):
            missing.append(value.text)
    added = [other.text for other in foreign if any(_alike(value, other) for value in wanted)]
    return FactAgreement(
        tuple(matched), tuple(vague), tuple(missing), tuple(contradicted), tuple(added), tuple(doubted)
    )


def _relation(wanted: Value, said: Value) -> Relation:
    """What a value of an answer means for a value of a reference."""
    if isinstance(wanted, Date) and isinstance(said, Date):
        return _between_dates(wanted, said)
    if isinstance(wanted, Amount) and isinstance(said, Amount):
        return _between_amounts(wanted, said)
    date, amount = (wanted, said) if isinstance(wanted, Date) else (said, wanted)
    # A bare number such as 1500 looks like a year.
    looks_alike = (
        isinstance(date, Date)
        and isinstance(amount, Amount)
        and date.month is None
        and date.years == (amount.value, amount.value)
    )
    return "same" if looks_alike else "apart"


def _between_dates(wanted: Date, said: Date) -> Relation:
    if wanted.years and said.years:
        if wanted.years[0] > said.years[1] or said.years[0] > wanted.years[1]:
            return "rival"
    elif not (wanted.month and said.month):
        return "apart"
    for ours, theirs in ((wanted.month, said.month), (wanted.day, said.day)):
        if ours and theirs and ours != theirs:
            return "rival"
    within = said.years is not None and wanted.years is not None and _within(said.years, wanted.years)
    exact_rest = (not wanted.month or said.month is not None) and (not wanted.day or said.day is not None)
    return "same" if (within or not wanted.years) and exact_rest else "vague"


def _between_amounts(wanted: Amount, said: Amount) -> Relation:
    equal = _equal(wanted.value, said.value)
    units = {wanted.unit, said.unit}
    if len(units) == 1:
        return "same" if equal else "rival"
    if "" in units:
        return "same" if equal or _same_figure(wanted, said) else "rival"
    by_unit = {amount.unit: amount.value for amount in (wanted, said)}
    if units == {"minute", "month"}:
        # Nobody can say whether 30 days are a month, but 10 days are not three.
        days, months = by_unit["minute"] / MINUTES_A_DAY, by_unit["month"]
        return "vague" if 28 * months <= days <= 31 * months else "rival"
    if units == {"minute", "working day"}:
        return "vague" if _equal(by_unit["minute"], MINUTES_A_DAY * by_unit["working day"]) else "rival"
    return "same" if equal and not units & KNOWN_UNITS else "apart"


def _same_figure(one: Amount, other: Amount) -> bool:
    """Whether a bare number is the figure of the other amount: "18" for 18 days."""
    bare, amount = (one, other) if not one.unit else (other, one)
    return any(unit == amount.unit and _equal(bare.value * factor, amount.value) for factor, unit in UNITS.values())


def _alike(value: Value, other: Value) -> bool:
    return isinstance(value, Amount) and isinstance(other, Amount) and other.unit in ("", value.unit)


def _equal(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(abs(one), abs(other), 1)


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
