"""The nouns of fact comparison: a checkable fact in a text, and two facts that cannot both hold."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "number",  # a count of something, or a bare figure
    "money",
    "percent",
    "duration",
    "frequency",
    "date",
    "time",  # a time of day
    "measure",  # length, weight, data size …
    "version",
    "url",
    "email",
    "phone",
    "menu",  # a path through a menu, or a named control
    "contact",  # who decides, helps or is asked
    "name",  # a proper name of a product, system or form
    "answer",  # yes or no, as the opening word
    "modality",  # allowed or not, required or not
    "contrast",  # one pole of a pair of opposites, such as before and after
    "negation",  # a clause that denies what its words say
    "scope",  # whom or what the text is limited to
]
Bound = Literal["exactly", "at-least", "at-most", "from", "to"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One checkable fact.

    `value` is normalised and comparable within one kind and unit: durations count seconds, months or working days, so
    that 14 days equal 2 weeks. `start` and `end` are the span in the text, `text` what stands there. `context` holds
    the concepts of the sentence around it, nearest first. `scope` holds what limits the sentence ("probation").
    A range gives two facts, bound "from" and "to".
    """

    kind: Kind
    value: int | float | str
    unit: str
    bound: Bound
    start: int
    end: int
    text: str
    context: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    per: str = ""  # what a rate is for: "month" in "5 GB a month"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two facts that fill the same slot with different values. `strength` is 0 to 1: how sure it is the same slot."""

    kind: Kind
    left: Fact
    right: Fact
    strength: float
    reason: str
