"""The order in which two answers put the same steps: pay, then appeal; appeal, then pay."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from prep.facts.concepts import located_concepts
from prep.facts.records import Disagreement, Fact

_STEP = re.compile(
    r"(?:^|\n)\s*(?:\d+[.)]|[-*•])\s+|[.!?;]\s+|\n+|,?\s+(?:and\s+)?(?:then|finally|next|afterwards?)\b,?\s*"
    r"|,\s+(?=once\b|when\b)",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"(?:^|\n)\s*\d+[.)]\s|\b(?:first|then|before|after(?:wards?)?|finally|last(?:ly)?|next|once|previous(?:ly)?|until)\b",
    re.IGNORECASE,
)
_ASKS_ORDER = re.compile(
    r"\b(?:(?:which|what|right|correct) order|order (?:of|do|should|to)|sequence|steps|(?:comes?|goes) first"
    r"|first or\b|what['’]?s first"
    r"|before or after|(?:do|should|must|can) i (?:[\w']+ ){0,8}(?:first|before))\b",
    re.IGNORECASE,
)
_ASKS_STEPS = re.compile(r"\bhow (?:do|can|should|must|to)\b", re.IGNORECASE)
_TO_FRONT = re.compile(r"\bfirst\b(?! (?:day|week|month|year|time|name|of|floor))|^\s*firstly\b", re.IGNORECASE)
_TO_END = re.compile(r"\b(?:last|finally|lastly)\b(?! (?:day|week|month|year|name|working))", re.IGNORECASE)
_LATER_FIRST = re.compile(
    r"^(?P<main>.*?)[,\s]+(?:only\s+)?(?:after|once|as soon as)\s+(?P<earlier>.+)$", re.IGNORECASE | re.DOTALL
)
_EARLIER_FIRST = re.compile(
    r"^(?P<main>.+?)[,\s]+(?:before|until|prior to)\s+(?P<later>.+)$", re.IGNORECASE | re.DOTALL
)
_UNASKED = 0.8  # what it counts where the questions ask how, not in which order
_PLAIN = 4  # turned pairs of steps that make it plain then
_FEW = 8  # steps beyond which a text is no sequence


def order_turned(left: str, right: str, questions: str) -> Disagreement | None:
    """Steps that both answers name in opposite order, where the questions ask for the order, or how to do it.

    Strength: the share of such pairs of steps.
    """
    asks = bool(_ASKS_ORDER.search(questions))
    if not (_is_ordered(left) and _is_ordered(right) and (asks or _ASKS_STEPS.search(questions))):
        return None
    ours, theirs = _places(_steps(left)), _places(_steps(right))
    shared = sorted(ours.keys() & theirs.keys())
    turned = same = 0
    for one, other in combinations(shared, 2):
        here, there = ours[one] - ours[other], theirs[one] - theirs[other]
        turned += here * there < 0
        same += here * there > 0
    if not turned or turned < same or (not asks and (same or turned < _PLAIN)):
        return None
    strength = turned / (turned + same) * min(1.0, 0.5 + turned / 6) * (1 if asks else _UNASKED)
    whole = [Fact("contrast", "order", "sequence", "exactly", 0, len(text), text) for text in (left, right)]
    return Disagreement("contrast", whole[0], whole[1], strength, "the same steps in another order")


@lru_cache(maxsize=50_000)
def _is_ordered(text: str) -> bool:
    return bool(_ORDERED.search(text))


def _steps(text: str) -> list[str]:
    front: list[str] = []
    middle: list[str] = []
    end: list[str] = []
    for part in _STEP.split(text):
        if not part or not part.strip():
            continue
        pieces = [part]
        if match := _LATER_FIRST.match(part):
            pieces = [match["earlier"], match["main"]]
        elif match := _EARLIER_FIRST.match(part):
            pieces = [match["main"], match["later"]]
        for piece in pieces:
            (front if _TO_FRONT.search(piece) else end if _TO_END.search(piece) else middle).append(piece)
    return [*front, *middle, *end]


def _places(steps: Sequence[str]) -> dict[str, int]:
    """Where each concept stands that one step only names."""
    places: dict[str, int] = {}
    several = set()
    for place, step in enumerate(steps[:_FEW]):
        for named in {named for _, named in located_concepts(step)}:
            if named in places:
                several.add(named)
            places[named] = place
    return {named: place for named, place in places.items() if named not in several}
