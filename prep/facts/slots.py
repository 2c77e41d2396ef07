"""Values that only one of two texts states, matched slot by slot."""

from collections.abc import Sequence

from prep.facts.nearness import nearness
from prep.facts.records import Disagreement, Fact, Kind
from prep.facts.scopes import apart, narrower
from prep.facts.values import AMOUNTS, VALUES, in_days, same_value

_ONE_SUBJECT = 0.7  # nearness from which two limits are on the same thing
OPPOSITE = {"at-least", "at-most"}


def value_conflicts(ours: Sequence[Fact], theirs: Sequence[Fact]) -> list[Disagreement]:
    """Values that only one side states, matched slot by slot, the likeliest slot first."""
    found = []
    left = [fact for fact in ours if fact.kind in VALUES]
    right = [fact for fact in theirs if fact.kind in VALUES]
    lone_left = [fact for fact in left if not any(same_value(fact, other) for other in right)]
    lone_right = [fact for fact in right if not any(same_value(fact, other) for other in left)]
    candidates = []
    for one in lone_left:
        for other in lone_right:
            if not same_dimension(one, other) or inside_range(one, left, other, right):
                continue
            rivals = sum(same_dimension(one, each) for each in lone_right) + sum(
                same_dimension(other, each) for each in lone_left
            )
            strength = _slot_strength(one, other, alone=rivals == 2)
            candidates.append((strength, one, other))
    candidates.sort(key=lambda each: (-each[0], each[1].start, each[2].start))
    used: set[tuple[str, int]] = set()
    for strength, one, other in candidates:
        if ("l", one.start) not in used and ("r", other.start) not in used:
            used |= {("l", one.start), ("r", other.start)}
            found.append(Disagreement(one.kind, one, other, strength, f"{one.text} against {other.text}"))
    found += _opposite_bounds(left, right)
    return found


def _opposite_bounds(left: Sequence[Fact], right: Sequence[Fact]) -> list[Disagreement]:
    """ "At least 14 days" against "at most 14 days"."""
    found = []
    for one in left:
        for other in right:
            if {one.bound, other.bound} == OPPOSITE and one.kind == other.kind and same_value(one, other):
                if any(same_value(one, each) and each.bound == one.bound for each in right if each is not other):
                    continue
                if nearness(one.context, other.context) < _ONE_SUBJECT:
                    continue  # "up to 500 yourself" and "above 500 the branch" complete each other
                strength = _slot_strength(one, other, alone=True)
                reason = (
                    f"{one.bound.replace('-', ' ')} {one.text} against {other.bound.replace('-', ' ')} {other.text}"
                )
                found.append(Disagreement(one.kind, one, other, strength, reason))
    return found


def _slot_strength(one: Fact, other: Fact, *, alone: bool) -> float:
    if apart(frozenset(one.scope), frozenset(other.scope)):
        return 0.0
    near = nearness(one.context, other.context)
    base = _BASE.get(one.kind, 0.3)
    strength = base + 0.75 * near + (0.2 if alone else 0.0)
    if one.unit == "code":
        strength += 0.3
    if one.kind == other.kind == "number":
        strength += _noun_bonus(one, other)
    strength += _likeness(one, other)
    if {one.bound, other.bound} in ({"at-least", "at-most"}, {"from", "to"}):
        strength -= 0.2
    if satisfies(one, other) or satisfies(other, one):
        strength -= 0.35
    if bool(one.per) != bool(other.per):
        strength -= 0.1
    elif one.per and one.per != other.per:
        strength -= 0.05
    if narrower(frozenset(one.scope), frozenset(other.scope)) or narrower(frozenset(other.scope), frozenset(one.scope)):
        strength -= 0.25
    # Without one word in common around them, two figures may be about anything.
    return max(0.0, min(1.0 if near else 0.45, strength))


def satisfies(case: Fact, limit: Fact) -> bool:
    """ "With 8 days" is a case of "5 days or more", not another limit."""
    return (
        limit.bound == "at-least"
        and case.bound == "exactly"
        and case.kind == limit.kind
        and case.kind in AMOUNTS
        and _size(case) > _size(limit)
    )


def _likeness(one: Fact, other: Fact) -> float:
    """Two limits on one thing mostly come in the same unit and of the same order: 14 days and 30, not 20 minutes."""
    if one.kind not in AMOUNTS or other.kind != one.kind or one.kind == "time":
        return 0.0
    small, large = sorted((_size(one), _size(other)))
    far = 0.15 if large > 12 * max(small, 1e-9) else 0.0
    if one.kind != "duration":
        return -far
    return (0.05 if one.text.split()[-1][:3].lower() == other.text.split()[-1][:3].lower() else -0.05) - far


def _size(fact: Fact) -> float:
    return in_days(fact)[0] if fact.kind in ("duration", "frequency") else float(fact.value)


def _noun_bonus(one: Fact, other: Fact) -> float:
    """Counts of the same noun are one slot; a bare figure is, where the other's noun stands near it."""
    if one.unit and other.unit:
        return 0.1 if one.unit == other.unit else 0.0
    nouns = set((one.unit or other.unit).split())
    bare = one if not one.unit else other
    return 0.0 if not nouns or nouns & set(bare.context[:5]) else -0.3


_BASE: dict[Kind, float] = {
    "money": 0.3, "percent": 0.3, "duration": 0.25, "frequency": 0.05, "measure": 0.35, "time": 0.25, "date": 0.25,
    "number": 0.1, "version": 0.3, "url": 0.2, "email": 0.4, "phone": 0.35, "menu": 0.12, "contact": 0.2, "name": -0.1,
}  # fmt: skip


def same_dimension(one: Fact, other: Fact) -> bool:
    if one.kind != other.kind:
        return (
            _number_for_amount(one, other)
            or _number_for_amount(other, one)
            or _number_for_version(one, other)
            or _number_for_version(other, one)
        )
    match one.kind:
        case "contact":
            return one.unit == other.unit == "role"
        case "number":
            return one.unit == other.unit or not (one.unit and other.unit) or _shares_noun(one, other)
        case "measure" | "version" | "date" | "name":
            return one.unit == other.unit
        case _:
            return True


def _shares_noun(one: Fact, other: Fact) -> bool:
    """Two counts of one thing: "three streams" against "stream on two devices"."""
    if one.unit.startswith(("label", "ordinal")) or other.unit.startswith(("label", "ordinal")):
        return bool(set(one.unit.split()[1:]) & set(other.unit.split()[1:])) and one.unit[:5] == other.unit[:5]
    nouns, others = set(one.unit.split()), set(other.unit.split())
    return bool(nouns & others or nouns & set(other.context[:4]) or others & set(one.context[:4]))


def _number_for_amount(one: Fact, other: Fact) -> bool:
    """ "max 30" can only stand for the days or crowns that the other side counts."""
    return (
        one.kind == "number"
        and not one.unit
        and other.kind in ("duration", "money", "percent")
        and other.text[:1].isdigit()
    )


def _number_for_version(one: Fact, other: Fact) -> bool:
    """ "They run 3.12" beside "Python 3.10"."""
    return (
        one.kind == "number"
        and not one.unit
        and other.kind == "version"
        and "." in one.text
        and "." in str(other.value)
    )


def inside_range(one: Fact, ours: Sequence[Fact], other: Fact, theirs: Sequence[Fact]) -> bool:
    """A single value within the other side's range does not contradict it."""
    return _within(one, other, theirs) or _within(other, one, ours)


def ranges_meet(one: Fact, ours: Sequence[Fact], other: Fact, theirs: Sequence[Fact]) -> bool:
    """Whether both are ends of ranges that share a value."""
    if one.kind != other.kind or not {one.bound, other.bound} <= {"from", "to"}:
        return False
    low, high = (_size(each) for each in _edges(one, ours))
    other_low, other_high = (_size(each) for each in _edges(other, theirs))
    return max(low, other_low) <= min(high, other_high)


def _within(value: Fact, edge: Fact, facts: Sequence[Fact]) -> bool:
    if (
        value.bound in ("from", "to")
        or edge.bound not in ("from", "to")
        or value.kind not in AMOUNTS
        or edge.kind != value.kind
    ):
        return False
    low, high = _edges(edge, facts)
    if value.kind in ("duration", "frequency"):
        point = in_days(value)[0]
        return in_days(low)[0] <= point <= in_days(high)[0]
    return float(low.value) <= float(value.value) <= float(high.value)


def _edges(edge: Fact, facts: Sequence[Fact]) -> tuple[Fact, Fact]:
    step = -1 if edge.bound == "to" else 1
    ordered = [fact for fact in sorted(facts, key=lambda fact: fact.start) if fact.kind == edge.kind]
    index = next(position for position, fact in enumerate(ordered) if fact is edge)
    partner = ordered[index + step] if 0 <= index + step < len(ordered) else edge
    return (edge, partner) if edge.bound == "from" else (partner, edge)
