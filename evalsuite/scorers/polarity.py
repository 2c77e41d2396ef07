"""Polarity: does the answer allow what the reference allows, require what it requires, and not deny what it says?

The stances are those of prep.facts. Wording can deceive here more than with numbers ("not until" and "from" agree), so
only a strong disagreement makes an answer wrong, and a weaker one makes it unsure.
"""

from dataclasses import dataclass

from prep.facts import disagreements, find_facts

CERTAIN_FROM = 0.8
DOUBTFUL_FROM = 0.5
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
    for found in disagreements(reference, answer, at_least=DOUBTFUL_FROM):
        if found.kind in _STANCES:
            return PolarityConflict(found.strength, found.reason)
    return PolarityConflict()


def same_opening(reference: str, answer: str) -> bool:
    """Whether both answer with the same yes or no."""
    wanted, said = _opening(reference), _opening(answer)
    return wanted is not None and wanted == said


def _opening(text: str) -> str | None:
    return next((str(fact.value) for fact in find_facts(text) if fact.kind == "answer"), None)
