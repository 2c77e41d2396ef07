"""Free in one answer, at a price in the other: "breakfast is in the price" against "it's 14 extra per person".

A bare figure is a price where "extra" or "per person" stands behind it, or where the price is asked for. An answer that
names prices itself says where it is free, not that it is ("free above 50, else 5").
"""

import re
from functools import lru_cache

from prep.facts.asked import Asked, kinds_apart
from prep.facts.concepts import concept
from prep.facts.finding import find_facts
from prep.facts.nearness import nearness
from prep.facts.numerals import find_numerals
from prep.facts.records import Disagreement, Fact

_FREE = re.compile(
    r"\b(?:(?:part of|in|covered by|comes with) (?:the|your|our) (?:\w+ )?"
    r"(?:price|rate|fare|fee|rent|membership|package)"
    r"|free of charge|for free|for nothing|complimentary|on the house|on us"
    r"|at no (?:extra |additional )?(?:cost|charge)"
    r"|no (?:extra |additional |further )?(?:charges?|costs?|fees?|surcharge)|costs? (?:you |them )?nothing|gratis"
    r"|(?:is|are|it['’]s|they['’]re|comes?|that['’]s) (?:(?:always|also|all|already|of course) )?(?:included|free)"
    r"(?! (?:to|from|until|on|at|again|if|when|for)\b))"
    r"|^\W*(?:free|included|nothing)\b(?=\s*[.,;!]|\s*$)",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(r"(?:\b(?:not|never|hardly)|n['’]t)(?: \w+)? $", re.IGNORECASE)
_EXTRA_AFTER = re.compile(
    r"\s+(?:extra|on top|more per|a head|each|apiece|surcharge|(?:per|a) (?:person|head|piece|guest|seat|bag|item|night"
    r"|day|week|month|year|hour))\b",
    re.IGNORECASE,
)
_PRICE = concept("price")
_BASE, _NEAR = 0.5, 0.4


def free_against_price(left: str, right: str, ours: Asked, theirs: Asked) -> Disagreement | None:
    """Where exactly one answer says that it is free and the other one names a price."""
    if kinds_apart(ours, theirs):
        return None
    strength = _BASE + _NEAR * nearness(ours.about, theirs.about)
    price_asked = _PRICE in ours.about or _PRICE in theirs.about
    frees = _free(left), _free(right)
    prices = _price(left, bare=price_asked), _price(right, bare=price_asked)
    if frees[0] and prices[1] and not (frees[1] or prices[0]):
        return Disagreement("money", frees[0], prices[1], strength, f"{frees[0].text} against {prices[1].text}")
    if frees[1] and prices[0] and not (frees[0] or prices[1]):
        return Disagreement("money", prices[0], frees[1], strength, f"{prices[0].text} against {frees[1].text}")
    return None


@lru_cache(maxsize=50_000)
def _free(text: str) -> Fact | None:
    match = next((each for each in _FREE.finditer(text) if not _NOT_BEFORE.search(text, 0, each.start())), None)
    return match and Fact("money", 0, "", "exactly", *match.span(), match[0])


@lru_cache(maxsize=50_000)
def _price(text: str, *, bare: bool) -> Fact | None:
    """The first price; with `bare` a figure without a unit is one too."""
    kinds = ("money", "number") if bare else ("money",)
    money = next((each for each in find_facts(text) if each.kind in kinds and each.value and not _counts(each)), None)
    if money:
        return money
    for numeral in find_numerals(text):
        if after := _EXTRA_AFTER.match(text, numeral.end):
            span = numeral.start, after.end()
            return Fact("money", numeral.value, "", "exactly", *span, text[slice(*span)])
    return None


def _counts(fact: Fact) -> bool:
    return fact.kind == "number" and bool(fact.unit)
