"""The side that each answer takes in what both questions ask: must one, may one, who pays, is it kept, does it go by
itself.

Unlike opposition.py, which holds sentence against sentence, this takes an answer as a whole: it counts where all that
one answer says of the matter is one pole and all that the other says is the other pole.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from prep.facts.asked import Asked
from prep.facts.finding import find_facts
from prep.facts.layout import lay_out
from prep.facts.opposites import AXES
from prep.facts.opposition import denied_behind, is_hedged
from prep.facts.records import Disagreement, Fact
from prep.facts.stances import is_condition

# Poles that stand in sentences about other things all the time.
_BY_THE_WAY = frozenset(("order", "sameness", "height", "side", "trend", "always", "speed", "person", "safety", "end"))
# "Outside the permitted hours" permits nothing.
_ATTRIBUTE = re.compile(r"\b(?:the|these|those|outside|within|of|any|all)\s+$", re.IGNORECASE)
_LONGEST = 10  # characters of such a word with its space
_HEDGED = 0.5
_BASE, _ASKED, _FIRST = 0.35, 0.3, 0.25
_AXIS_OF_MODALITY = {"required": True, "allowed": False}  # whether its question asks what one must


def asked_stances_apart(left: str, right: str, ours: Asked, theirs: Asked) -> Disagreement | None:
    """The matter in which the answers take sides that exclude each other, the strongest."""
    mine, others = _sides(left), _sides(right)
    best: Disagreement | None = None
    for axis in sorted(mine.keys() & others.keys()):
        poles, rivals = ({each.value for each in facts} for facts in (mine[axis], others[axis]))
        if poles & rivals:
            continue
        one, other = mine[axis][0], others[axis][0]
        first = one.start < lay_out(left).sentence(0)[1] and other.start < lay_out(right).sentence(0)[1]
        strength = _BASE + _ASKED * _is_asked(axis, ours, theirs) + _FIRST * first
        if denied_behind(left, one) != denied_behind(right, other):
            continue
        if is_hedged(left, one) or is_hedged(right, other):
            strength *= _HEDGED
        if best is None or strength > best.strength:
            best = Disagreement(one.kind, one, other, strength, f"{one.text} against {other.text}")
    return best


@lru_cache(maxsize=50_000)
def _sides(text: str) -> Mapping[str, tuple[Fact, ...]]:
    """What a text says of each matter outside conditions."""
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    layout = lay_out(text)
    for fact in find_facts(text):
        if fact.kind not in ("modality", "contrast") or fact.unit in _BY_THE_WAY:
            continue
        is_attribute = _ATTRIBUTE.search(text, max(0, fact.start - _LONGEST), fact.start)
        if not is_attribute and not is_condition(text, layout.clause(fact.start)[0]):
            found[fact.unit].append(fact)
    return {axis: tuple(facts) for axis, facts in found.items() if axis in AXES or axis in _AXIS_OF_MODALITY}


def _is_asked(axis: str, ours: Asked, theirs: Asked) -> bool:
    if axis in _AXIS_OF_MODALITY:
        return any(each.kind == "yes-no" and each.obliges == _AXIS_OF_MODALITY[axis] for each in (ours, theirs))
    return any(unit == axis for each in (ours, theirs) for unit, _ in each.poles)
