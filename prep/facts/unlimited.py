"""A limit against none: "up to five" against "as many as you like", "above 10 crowns" against "however small"."""

import re
from functools import lru_cache

from prep.facts.finding import find_facts
from prep.facts.layout import lay_out
from prep.facts.nearness import nearness
from prep.facts.records import Disagreement, Fact
from prep.facts.values import AMOUNTS

_UNLIMITED = re.compile(
    r"\bno (?:\w+ ){0,2}(?:limits?|cap|ceiling|maximum|minimum|restrictions?|bound)\b|\bunlimited\b"
    r"|\b(?:isn['’]t|is not|aren['’]t|are not|never) (?:\w+ )?(?:limited|capped|restricted)\b"
    r"|\bwithout (?:any |a |an )?(?:\w+ )?limit(?:ation)?s?\b|\bas \w+ (?:\w+ )?as (?:you|they) (?:like|wish"
    r"|want|need|please)\b"
    r"|\b(?:no matter|regardless of|irrespective of) (?:how |the |its |their )(?:\w+ )?(?:many|much|long|small|large|"
    r"amount|size|length|number|duration|value|price|old|big|short)\b|\bhowever (?:small|large|long|many|much"
    r"|short|old)\b"
    r"|\bany (?:number|amount|length|size|age)\b|\ball (?:day|night|year) round\b|\bround the clock\b",
    re.IGNORECASE,
)
_BASE, _NEAR, _BOUNDED = 0.3, 0.6, 0.2
_REACH = 8


def limit_against_none(left: str, right: str) -> Disagreement | None:
    """The limit that the other answer says does not exist."""
    found = [_against(left, right), _turned(_against(right, left))]
    return max((each for each in found if each), key=lambda each: each.strength, default=None)


def _against(free: str, limited: str) -> Disagreement | None:
    match = _unlimited(free)
    if match is None or _unlimited(limited):
        return None
    context = lay_out(free).near(*match.span())
    nothing = Fact("negation", "no", "limit", "exactly", *match.span(), match[0], context)
    best: Disagreement | None = None
    for fact in find_facts(limited):
        if (
            fact.kind not in AMOUNTS
            or fact.kind == "time"
            or any(fact.kind == mine.kind and fact.value == mine.value for mine in find_facts(free))
        ):
            continue
        near = nearness(context[:_REACH], fact.context[:_REACH])
        strength = min(1.0, _BASE + _NEAR * near + _BOUNDED * (fact.bound in ("at-least", "at-most")))
        if near and (best is None or strength > best.strength):
            best = Disagreement(fact.kind, nothing, fact, strength, f"{match[0]} against {fact.text}")
    return best


@lru_cache(maxsize=50_000)
def _unlimited(text: str) -> re.Match[str] | None:
    return _UNLIMITED.search(text)


def _turned(found: Disagreement | None) -> Disagreement | None:
    return found and Disagreement(found.kind, found.right, found.left, found.strength, found.reason)
