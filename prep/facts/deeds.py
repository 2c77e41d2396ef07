"""What a question wants to do, where doing one thing excludes another: to cancel a booking, to change it.

Two questions about different deeds are two questions, however alike their words and their answers are. Only verbs
count, where somebody does them: "my order" and "was cancelled" are no deeds.
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
    "order": r"order(?:ing)?|buy(?:ing)?|reserv(?:e|ing)",
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
_DEED = re.compile(
    rf"{_DOING}(?:{'|'.join(rf'(?P<d{place}>{wording})' for place, wording in enumerate(_DEEDS.values()))})(?!\w)",
    re.IGNORECASE,
)


@lru_cache(maxsize=50_000)
def deeds(question: str) -> frozenset[str]:
    """The deeds that a question names."""
    return frozenset(DEEDS[int(str(found.lastgroup)[1:])] for found in _DEED.finditer(question))
