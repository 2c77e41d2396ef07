"""The nouns of verification: what is wrong with a rewrite, and a text as its checks read it."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

Role = Literal["word", "figure", "stance", "speaker", "relation", "light", "small"]


Binding = tuple[str, tuple[str, ...]]  # a stance and the words that it may stand with, nearest first


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which a rewrite departs from its sources."""

    kind: Literal["invented", "lost", "stance", "figure", "order", "speaker", "personal", "standing", "entailment"]
    detail: str


@dataclass(frozen=True, slots=True)
class Term:
    """One word, figure or phrase. Two terms with the same key say the same: "31 Dec" and "31 December"."""

    key: str
    role: Role
    said: str  # as it stands in the text
    sentence: int
    clause: int
    segment: int  # between two commas or other marks: a clause that "and" or "if" begins has no mark before it

    @property
    def carries(self) -> bool:
        """Whether it is one of the words that a sentence is about."""
        return self.role in ("word", "figure")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as its terms, in order."""

    text: str
    terms: tuple[Term, ...]

    def keys(self, *roles: Role) -> Counter[str]:
        """How often each key of these roles occurs."""
        return Counter(term.key for term in self.terms if term.role in roles)


@dataclass(frozen=True, slots=True)
class Sources:
    """What a rewrite may say: all of `kept` must be in it, words and facts may come from `added`."""

    kept: Reading  # shorthand written out
    most: Counter[str]  # how often each key may come from the kept text, its shorthand as written or written out
    lent: Counter[str]  # the same of all that may be drawn on besides
    added: tuple[Reading, ...] = ()
    context: tuple[Reading, ...] = ()  # lends words, but no figure, no "not", no "must"

    @property
    def speaking(self) -> tuple[Reading, ...]:
        """Every text that may lend facts."""
        return (self.kept, *self.added)
