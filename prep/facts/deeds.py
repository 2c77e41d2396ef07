"""What a question wants to do, and which two deeds are opposed: to install and to uninstall, to cancel and to change.

Two questions about opposed deeds are two questions, however alike their words and their answers are. Other deeds may
be one in other words: a password is changed or renewed, leave is extended by changing its end. Only verbs count, where
somebody does them, and what is to be cancelled or changed: "my order" and "was cancelled" are no deeds.
"""

import re
from functools import lru_cache

_DOING = (
    r"(?:^\W*|[.!?;,:]\s+|\b(?:to|i|we|you|u|one|can|could|may|must|should|please|pls|and|or|for|of|by|when|while|before"
    r"|after)\s+)"
)
# In each line what is one deed.
_DEEDS = {
    "carry over": r"carry(?:ing)?[ -]?(?:over|forward)|c/f|roll(?:ing)? over",
    "cash in": r"encash(?:ing)?|cash(?:ing)? (?:out|in)",
    "order": r"order(?:ing)?|buy(?:ing)?|reserv(?:e|ing)|book(?:ing)? (?:an?|the|my|our|your)",
    "give back": r"return(?:ing)?|send(?:ing)? back|giv(?:e|ing) back|hand(?:ing)? (?:back|in)",
    "cancel": r"cancel(?:l?ing)?|call(?:ing)? off|terminat(?:e|ing)",
    "change": r"chang(?:e|ing)(?! (?:my|your|our) mind)|amend(?:ing)?|modify(?:ing)?|rebook(?:ing)?|reschedul(?:e|ing)",
    "renew": r"renew(?:ing)?|extend(?:ing)?|prolong(?:ing)?",
    "block": r"block(?:ing)?|freez(?:e|ing)|suspend(?:ing)?|lock(?:ing)?|deactivat(?:e|ing)|disabl(?:e|ing)",
    "unblock": r"unblock(?:ing)?|unfreez(?:e|ing)|unlock(?:ing)?|(?:re)?activat(?:e|ing)|enabl(?:e|ing)",
    "install": r"(?:re)?install(?:ing)?",
    "uninstall": r"(?:un|de-?)install(?:ing)?",
}
DEEDS = tuple(_DEEDS)
_COUPLES = (
    ("carry over", "cash in"),
    ("order", "give back"),
    ("order", "cancel"),
    ("cancel", "change"),
    ("cancel", "renew"),
    ("block", "unblock"),
    ("install", "uninstall"),
)
_DEED = re.compile(
    rf"{_DOING}(?:{'|'.join(rf'(?P<d{place}>{wording})' for place, wording in enumerate(_DEEDS.values()))})(?!\w)",
    re.IGNORECASE,
)
# "When a booking is changed", "change of a booking". A thing that is blocked is not to be blocked.
_DONE = re.compile(
    r"\b(?:when|if|after|before|once|until|how|can|could|may|must|should)\b[^.?!;:,]{1,40}?\b(?:is|are|be|gets?)\s+"
    r"(?:(?P<cancel>cancell?ed|called off)|(?P<change>changed|amended|modified|rebooked|rescheduled))\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:(?P<cancel>cancell?ations?)|(?P<change>changes?|amendments?|modifications?))(?= (?:of|to|fees?)\b)"
    r"(?! of mind\b)",
    re.IGNORECASE,
)


@lru_cache(maxsize=50_000)
def deeds(question: str) -> frozenset[str]:
    """The deeds that a question names."""
    verbs = (DEEDS[int(str(found.lastgroup)[1:])] for found in _DEED.finditer(question))
    others = (str(found.lastgroup) for form in (_DONE, _NAMED) for found in form.finditer(question))
    return frozenset((*verbs, *others))


def opposed_to(named: frozenset[str]) -> frozenset[str]:
    """The deeds that are opposed to one of these."""
    return frozenset(other for couple in _COUPLES for deed, other in (couple, couple[::-1]) if deed in named)
