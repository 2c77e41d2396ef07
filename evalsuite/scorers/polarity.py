"""Polarity: does the answer allow what the reference allows, require what it requires, and not deny what it says?

The stances are those of prep.facts. Wording can deceive here more than with numbers ("not until" and "from" agree), so
only a strong disagreement makes an answer wrong, and a weaker one makes it unsure.
"""

from dataclasses import dataclass

from prep.facts import disagreements, find_facts

CERTAIN_FROM = 0.6
DOUBTFUL_FROM = 0.3
_READ = 3_000  # characters of a text; what a rambling answer says after that takes no stance
_STANCES = ("answer", "modality", "negation")


@dataclass(frozen=True, slots=True)
class PolarityConflict:
    """The strongest disagreement about yes and no. `strength` is 0 when there is none."""

    strength: float = 0.0
    reason: str = ""

    @property
    def certain(self) -> bool:
        return self.strength >= CERTAIN_FROM

    @property
    def doubtful(self) -> bool:
        return DOUBTFUL_FROM <= self.strength < CERTAIN_FROM


def polarity_conflict(reference: str, answer: str) -> PolarityConflict:
    """Where reference and answer disagree about yes and no."""
    reference, answer = reference[:_READ], answer[:_READ]
    wanted, said = _opening(reference), _opening(answer)
    if wanted is not None and said is not None and wanted != said:
        return PolarityConflict(1.0, f"{wanted} became {said}")
    for found in disagreements(reference, answer, at_least=DOUBTFUL_FROM):
        if found.kind in _STANCES:
            return PolarityConflict(found.strength, found.reason)
    return PolarityConflict()


def same_stance(reference: str, answer: str) -> bool:
    """Whether both say yes, or both say no: in the opening word, else in what they allow."""
    wanted = _opening(reference) or _allows(reference)
    return wanted is not None and wanted == (_opening(answer) or _allows(answer))


def _opening(text: str) -> str | None:
    return next((str(fact.value) for fact in find_facts(text[:_READ]) if fact.kind == "answer"), None)


def _allows(text: str) -> str | None:
    """yes or no, where the text is of one mind."""
    found = {str(fact.value) for fact in find_facts(text[:_READ]) if fact.kind == "modality" and fact.unit == "allowed"}
    return found.pop() if len(found) == 1 else None
