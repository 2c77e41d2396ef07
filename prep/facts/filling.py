"""What answers put into a slot that takes any words: a place, a person, a meaning.

They differ if they share nothing.
"""

import re

from prep.facts.asked import Asked, same_slot
from prep.facts.concepts import located_concepts
from prep.facts.finding import find_facts
from prep.facts.records import Disagreement, Fact
from prep.facts.values import VALUES, same_value

_SENTENCE = re.compile(r"[^.!?\n;]+[.!?;]*")
_MEANS = re.compile(
    r"\b(?:means?|meaning|stands? for|is shown when|indicates?|says that|it is a sign)\b", re.IGNORECASE
)
_OPEN = ("where", "who")
_BASE = 0.35


def filled_otherwise(left: str, right: str, ours: Asked, theirs: Asked) -> Disagreement | None:
    """Where both questions ask for a place, a person or a meaning and the answers name different ones."""
    slot = same_slot(ours, theirs)
    meaning = bool(_MEANS.search(left)) and bool(_MEANS.search(right))
    kinds = {ours.kind, theirs.kind} - {""}
    if not slot or not (meaning or (len(kinds) == 1 and kinds <= set(_OPEN))) or _share_a_value(left, right):
        return None
    known = {*ours.about, *theirs.about}
    one, other = _first(left), _first(right)
    said, said_there = _content(one.text) - known, _content(other.text) - known
    if not said or not said_there or said & (_content(right) - known) or said_there & (_content(left) - known):
        return None
    return Disagreement("contrast", one, other, min(1.0, _BASE + 0.6 * slot), f"{one.text!r} against {other.text!r}")


def _first(text: str) -> Fact:
    match = next(iter(_SENTENCE.finditer(text)), None)
    start, end = match.span() if match else (0, len(text))
    return Fact("contrast", text[start:end].lower().strip(), "filled", "exactly", start, end, text[start:end].strip())


def _content(text: str) -> set[str]:
    return {named for _, named in located_concepts(text)}


def _share_a_value(left: str, right: str) -> bool:
    ours, theirs = ([fact for fact in find_facts(text) if fact.kind in VALUES - {"name"}] for text in (left, right))
    return any(same_value(one, other) for one in ours for other in theirs)
