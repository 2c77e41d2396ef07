"""Short forms typed without their apostrophe: "dont", "cant", "youre".

Rules of the language know "don't"; people who type fast write the other. The apostrophe is put back before two answers
are held against each other, and what is quoted of them is what they wrote.
"""

import re
from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache

from prep.answered import Answered
from prep.facts import Disagreement, Fact

# "Were", "well", "its", "ill" and "id" are words of their own.
_BARE = re.compile(
    r"\b(?:(?:do|does|did|is|are|was|were|has|have|had|would|could|should|must|need|ca|wo)n(?=t\b)"
    r"|(?:you|they)(?=(?:re|ll|ve)\b)|we(?=ve\b)|i(?=(?:m|ve)\b)|(?:that|there|what|here|who)(?=s\b))",
    re.IGNORECASE,
)


@lru_cache(maxsize=50_000)
def _put_back(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with its apostrophes, and where in the new text these stand."""
    ends = [match.end() for match in _BARE.finditer(text)]
    return _BARE.sub(r"\g<0>'", text), tuple(end + before for before, end in enumerate(ends))


def with_apostrophes(answered: Answered) -> Answered:
    """Question and answer with the apostrophes that they lack."""
    return Answered(_put_back(answered.instruction)[0], _put_back(answered.response)[0])


def as_typed(found: Disagreement, left: str, right: str) -> Disagreement:
    """A disagreement of two answers with their apostrophes, as it stands in the answers that were typed."""
    return replace(found, left=_typed(found.left, left), right=_typed(found.right, right))


def _typed(fact: Fact, text: str) -> Fact:
    places = _put_back(text)[1]
    if not places:
        return fact
    start, end = (position - bisect_left(places, position) for position in (fact.start, fact.end))
    return replace(fact, start=start, end=end, text=text[start:end])
