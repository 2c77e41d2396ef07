"""Stances that cannot both hold: yes and no, allowed and not, one opposite and the other, said and denied."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from prep.facts.concepts import concept
from prep.facts.layout import Layout, lay_out
from prep.facts.nearness import nearness
from prep.facts.records import Disagreement, Fact, Kind
from prep.facts.scopes import apart, narrower
from prep.facts.stances import is_condition, is_negated
from prep.facts.subjects import other_subject
from prep.facts.values import AMOUNTS, same_value

_HEDGE = re.compile(r"\b(?:unless|except|otherwise|only if|provided)\b", re.IGNORECASE)
_NONE_OF = re.compile(
    r"\bno (?:(?:extra|additional|minimum|maximum|fixed|yearly|monthly) )?[a-z-]{3,}(?: [a-z-]{4,})?\b", re.IGNORECASE
)
_ENDLESS = re.compile(
    r"\b(?:never|no longer|do not|don['’]t|does not|doesn['’]t) (?:expires?|lapses?)\b|\bindefinitely\b|"
    r"\bwithout (?:an? )?(?:time )?limit\b",
    re.IGNORECASE,
)
_ANY_TIME = re.compile(r"\b(?:at )?(?:any ?time|without (?:any |prior )?notice)\b", re.IGNORECASE)
_NOTICE = re.compile(r"\b(?:notice|in advance|ahead|beforehand)\b", re.IGNORECASE)
_WITH = re.compile(r"\b(?:with|including|includes?|plus) (?:the |an? |full )?(?P<what>[a-z]{4,})\b", re.IGNORECASE)
_LACKING = re.compile(
    r"\b(?:no|without|excluding) (?:any |the )?(?P<what>[a-z]{4,})\b"
    r"|\b(?P<what2>[a-z]{4,}) (?:is|are|will be)(?: not\b|n['’]t\b)",
    re.IGNORECASE,
)
_DENIES_BEHIND = re.compile(
    r"\b(?:not|never|cannot) (?:\w+ )?(?:allowed|permitted|accepted|possible|welcome|tolerated|admitted|used|worn|taken"
    r"|be (?:used|worn|taken|brought))\b|n['’]t (?:allowed|permitted|accepted|welcome)\b"
    r"|\b(?:forbidden|prohibited|banned|off limits)\b",
    re.IGNORECASE,
)
_COUNTED: tuple[Kind, ...] = ("money", "percent", "duration", "measure", "number")
_WHEN = re.compile(r"\b(?:within|in|after|before|by|every) (?:the )?(?:first |next |last )?$", re.IGNORECASE)
_UNIT_WORDS = frozenset(("day", "week", "month", "year", "hour", "minut", "second"))
_REACH = 8  # concepts of a stance's context that say what it is about


def stance_conflicts(left: str, right: str, ours: Sequence[Fact], theirs: Sequence[Fact]) -> list[Disagreement]:
    """At most one disagreement of each kind, the strongest."""
    sides = _Side(left, ours), _Side(right, theirs)
    found = [_strongest(kind, *sides) for kind in ("answer", "modality", "contrast")]
    found += [_nothing_against_something(*sides), _turned(_nothing_against_something(*sides[::-1]))]
    found += [_with_against_without(*sides), _turned(_with_against_without(*sides[::-1]))]
    if any(fact.kind == "negation" for fact in (*ours, *theirs)):
        found.append(_denied(*sides))
    return [disagreement for disagreement in found if disagreement is not None]


class _Side:
    """One text with its facts, and what its sentences hold."""

    def __init__(self, text: str, facts: Sequence[Fact]) -> None:
        self.text, self.facts = text, facts
        self.layout: Layout = lay_out(text)
        self.hedged = _hedged(text)

    def of(self, kind: Kind) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind == kind]

    def is_hedged(self, fact: Fact) -> bool:
        return any(start <= fact.start < end for start, end in self.hedged)

    def amounts_beside(self, start: int) -> list[Fact]:
        first, last = self.layout.sentence(start)
        return [
            fact for fact in self.facts if (fact.kind in AMOUNTS or fact.kind == "date") and first <= fact.start < last
        ]


@lru_cache(maxsize=50_000)
def _hedged(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences that hold only with an exception."""
    layout = lay_out(text)
    return tuple(layout.sentence(match.start()) for match in _HEDGE.finditer(text))


def _strongest(kind: Kind, left: _Side, right: _Side) -> Disagreement | None:
    best: Disagreement | None = None
    for one in left.of(kind):
        for other in right.of(kind):
            if one.unit == other.unit and one.value != other.value:
                strength = _opposition(one, other, left, right)
                if strength > 0 and (best is None or strength > best.strength):
                    best = Disagreement(kind, one, other, strength, f"{one.text} against {other.text}")
    return best


def _opposition(one: Fact, other: Fact, left: _Side, right: _Side) -> float:
    scopes = frozenset(one.scope), frozenset(other.scope)
    if apart(*scopes):
        return 0.0
    near = nearness(one.context[:_REACH], other.context[:_REACH])
    if one.kind == "answer":
        strength = 0.35 + 0.45 * near
    else:
        if _says_both(one, right.facts) or _says_both(other, left.facts):
            return 0.0
        strength = 1.2 * near
        if one.kind == "contrast" and denied_behind(left.text, one) != denied_behind(right.text, other):
            return 0.0  # "open shoes are not allowed" wants closed ones
        if one.unit == "order" and not (set(one.context[:3]) & set(other.context[:3])):
            strength *= 0.4
        if left.is_hedged(one) or right.is_hedged(other):
            strength *= 0.5
        if _share_amount(left, one.start, right, other.start):
            strength *= 0.3
        if other_subject(left.layout, one.start, right.layout, other.start):
            strength *= 0.3
    if narrower(*scopes) or narrower(*scopes[::-1]):
        strength -= 0.2
    return max(0.0, min(1.0, strength))


def denied_behind(text: str, fact: Fact) -> bool:
    """Whether a clause names a pole and then denies what it says of it."""
    return bool(_DENIES_BEHIND.search(text[fact.end : lay_out(text).clause(fact.start)[1]]))


def is_hedged(text: str, fact: Fact) -> bool:
    """Whether a fact stands in a sentence that holds only with an exception."""
    return any(start <= fact.start < end for start, end in _hedged(text))


def _nothing_against_something(left: _Side, right: _Side) -> Disagreement | None:
    """ "Lockers are free" against "lockers cost 50 cents"; "there is no deposit" against "the deposit is 200".

    "At any time" against "with two weeks' notice".
    """
    best: Disagreement | None = None
    free = [fact for fact in left.of("contrast") if (fact.unit, fact.value) == ("charge", "yes")]
    if free and not left.of("money"):
        best = _best_amount(free, [fact for fact in right.of("money") if fact.bound != "at-least"], right, 0.25)
    said = _nothing(left.text)
    if (endless := said.endless) and not left.of("duration"):
        start, end = endless.span()
        nothing = Fact("negation", "no", "", "exactly", start, end, endless[0], left.layout.near(start, start + 2))
        best = _best_amount([nothing], [fact for fact in right.of("duration") if not fact.per], right, 0.35) or best
    free_of_it = said.any_time
    if free_of_it and not left.of("duration") and not _nothing(right.text).any_time:
        start, end = free_of_it.span()
        if not is_negated(left.text[slice(*left.layout.clause(start))].replace(free_of_it[0], "")):
            nothing = Fact("negation", "no", "", "exactly", start, end, free_of_it[0], left.layout.near(start, end))
            notice = [fact for fact in right.of("duration") if _is_notice(fact, right)]
            best = _best_amount([nothing], notice, right, 0.35) or best
    for match in said.none_of:
        nouns = _nouns(match)
        amounts = [fact for kind in _COUNTED for fact in right.of(kind) if _counts(fact, nouns, right)]
        here = [fact for kind in _COUNTED for fact in left.of(kind) if nouns & set(fact.context[:4])]
        if nouns and amounts and not here:
            context = left.layout.near(match.start(), match.start() + 2)
            nothing = Fact("negation", "no", "", "exactly", match.start(), match.end(), match[0], context)
            found = _best_amount([nothing], amounts, right, 0.35)
            best = max((one for one in (best, found) if one), key=lambda one: one.strength, default=None)
    return best


@dataclass(frozen=True, slots=True)
class _Nothing:
    """Where a text says that there is none of something."""

    endless: re.Match[str] | None
    any_time: re.Match[str] | None
    none_of: tuple[re.Match[str], ...]


@lru_cache(maxsize=50_000)
def _nothing(text: str) -> _Nothing:
    return _Nothing(_ENDLESS.search(text), _ANY_TIME.search(text), tuple(_NONE_OF.finditer(text)))


def _nouns(none_of: re.Match[str]) -> frozenset[str]:
    """What there is none of."""
    return frozenset(named for word in none_of[0].split()[1:] if (named := concept(word)))


def _counts(fact: Fact, nouns: frozenset[str], side: _Side) -> bool:
    """Whether an amount is of these: both stand in one clause, which says nothing is missing.

    "The permit is sent within 5 days" says when, and not how many.
    """
    if fact.kind == "duration" and _WHEN.search(side.text, 0, fact.start):
        return False
    start, end = side.layout.clause(fact.start)
    beside = {named for place, named in side.layout.concepts if start <= place < end}
    return bool(nouns & beside & set(fact.context[:4])) and not is_negated(side.text[start:end])


def _is_notice(fact: Fact, side: _Side) -> bool:
    """Whether a stretch of time is how long ahead something must be told: "two weeks' notice"."""
    return bool(_NOTICE.search(side.text[slice(*side.layout.clause(fact.start))]))


def _with_against_without(left: _Side, right: _Side) -> Disagreement | None:
    """ "Returned with interest" against "interest is not paid"."""
    lacking = _lacking(right.text)
    for match in _with(left.text) if lacking else ():
        missing = lacking.get(named := concept(match["what"]))
        if not named or missing is None:
            continue
        one = Fact("contrast", "yes", "with", "exactly", *match.span(), match[0], left.layout.near(*match.span()))
        other = Fact(
            "contrast", "no", "with", "exactly", *missing.span(), missing[0], right.layout.near(*missing.span())
        )
        near = nearness(one.context[:_REACH], other.context[:_REACH])
        subjects_differ = other_subject(left.layout, one.start, right.layout, other.start)
        if not (subjects_differ or left.is_hedged(one) or right.is_hedged(other)):
            return Disagreement("contrast", one, other, min(1.0, 0.4 + 0.6 * near), f"{one.text} against {other.text}")
    return None


@lru_cache(maxsize=50_000)
def _with(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_WITH.finditer(text))


@lru_cache(maxsize=50_000)
def _lacking(text: str) -> Mapping[str, re.Match[str]]:
    """What a text says is lacking, and where it says so last."""
    return {concept(match["what"] or match["what2"]): match for match in _LACKING.finditer(text)}


def _best_amount(nothing: list[Fact], amounts: list[Fact], right: _Side, base: float) -> Disagreement | None:
    pairs = [
        Disagreement(fact.kind, one, fact, min(1.0, base + 0.7 * near), f"{one.text} against {fact.text}")
        for one in nothing
        for fact in amounts
        if (near := nearness(one.context[:_REACH], fact.context[:_REACH])) > 0
        and not apart(frozenset(one.scope), frozenset(fact.scope))
        and not right.is_hedged(fact)
    ]
    return max(pairs, key=lambda pair: pair.strength, default=None)


def _turned(found: Disagreement | None) -> Disagreement | None:
    return found and Disagreement(found.kind, found.right, found.left, found.strength, found.reason)


def _share_amount(left: _Side, start: int, right: _Side, other_start: int) -> bool:
    """Sentences that name the same amount mostly say the same from both ends: "stays 60 days", "lapses after 60"."""
    return any(
        same_value(one, other) for one in left.amounts_beside(start) for other in right.amounts_beside(other_start)
    )


def _says_both(fact: Fact, others: Sequence[Fact]) -> bool:
    """Whether the other side also says what this fact says, about the same."""
    return any(
        other.unit == fact.unit
        and other.value == fact.value
        and nearness(fact.context[:_REACH], other.context[:_REACH]) > 0.3
        for other in others
    )


def _denied(left: _Side, right: _Side) -> Disagreement | None:
    """Two clauses with the same words of which one is denied."""
    best: Disagreement | None = None
    for one, said, denied in _clauses(left.text):
        for other, said_there, denied_there in _clauses(right.text):
            if denied == denied_there or not said or (min(len(said), len(said_there)) < 2 and said != said_there):
                continue
            missing, kept = (one, said_there) if denied else (other, said)
            if (lacks := _lacks(missing.text)) and not lacks & kept:
                continue  # "cats need no consent" denies consent, not cats
            shared = len(said & said_there)
            likeness = shared / len(said | said_there) + shared / min(len(said), len(said_there))
            strength = likeness / 2 * min(1.0, 0.55 + shared / 8)
            if left.is_hedged(one) or right.is_hedged(other):
                strength *= 0.4
            if _share_amount(left, one.start, right, other.start):
                strength *= 0.4
            if other_subject(left.layout, one.start, right.layout, other.start):
                strength *= 0.4
            if strength > 0 and (best is None or strength > best.strength):
                reason = f"{one.text.strip()!r} against {other.text.strip()!r}"
                best = Disagreement("negation", one, other, strength, reason)
    return best


@lru_cache(maxsize=50_000)
def _lacks(clause: str) -> frozenset[str]:
    """The nouns after "no"."""
    match = _NONE_OF.search(clause)
    return _nouns(match) if match else frozenset()


@lru_cache(maxsize=50_000)
def _clauses(text: str) -> tuple[tuple[Fact, frozenset[str], bool], ...]:
    """Each clause, what it speaks of, and whether it denies it."""
    found = []
    layout = lay_out(text)
    for start, end in layout.clauses():
        if is_condition(text, start) or text[start : start + 4].lower() == "not ":
            continue  # "…, not casual leave" sets a word apart and denies nothing
        said = frozenset(
            named for position, named in layout.concepts if start <= position < end and named not in _UNIT_WORDS
        )
        denied = is_negated(text[start:end])
        value = "no" if denied else "yes"
        found.append((Fact("negation", value, "", "exactly", start, end, text[start:end]), said, denied))
    return tuple(found)
