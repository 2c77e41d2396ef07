"""What fills a slot that takes any words, named in the first sentences: a tool, a place, a material, an office.

Both questions ask what, which, where, who or how; what each answer names first, beside the words of the questions,
does not occur in the other answer.
"""

from functools import lru_cache

from prep.facts.asked import Asked, kinds_apart
from prep.facts.concepts import SLOT_WORDS, located_concepts
from prep.facts.finding import find_facts
from prep.facts.layout import lay_out
from prep.facts.records import Disagreement, Fact
from prep.facts.values import AMOUNTS

_FEW = 6  # concepts of a first sentence beyond which it is no short answer
_BASE, _SHORT = 0.5, 0.3


def opened_otherwise(left: str, right: str, ours: Asked, theirs: Asked) -> Disagreement | None:
    """The first sentences, where neither names anything of what the other answer brings beside the questions."""
    if kinds_apart(ours, theirs) or "yes-no" in (ours.kind, theirs.kind) or not (ours.kind or theirs.kind):
        return None
    known = frozenset((*ours.about, *theirs.about)) | SLOT_WORDS
    one, other = first_sentence(left), first_sentence(right)
    said, said_there = _said(one.text) - known, _said(other.text) - known
    if not said or not said_there or any(_states_amount(text, each) for text, each in ((left, one), (right, other))):
        return None
    shared = len(said & _said(right)) + len(said_there & _said(left))
    apart = 1 - shared / (len(said) + len(said_there))
    short = max(0.0, 1 - max(len(said), len(said_there)) / _FEW)
    strength = max(0.0, 2 * apart - 1) * (_BASE + _SHORT * short)
    if not strength:
        return None
    return Disagreement("contrast", one, other, strength, f"{one.text!r} against {other.text!r}")


def _states_amount(text: str, sentence: Fact) -> bool:
    """Whether a sentence gives a figure or a date, which is to be held against the other's, not its words."""
    return any(
        (fact.kind in AMOUNTS or fact.kind == "date")
        and not fact.unit.startswith(("label", "ordinal"))
        and sentence.start <= fact.start < sentence.end
        for fact in find_facts(text)
    )


def first_sentence(text: str) -> Fact:
    """The first sentence as what an answer puts into a slot."""
    start, end = lay_out(text).sentence(0)
    words = text[start:end].strip()
    return Fact("contrast", words.lower(), "filled", "exactly", start, start + len(words), words)


@lru_cache(maxsize=50_000)
def _said(text: str) -> frozenset[str]:
    return frozenset(named for _, named in located_concepts(text))
