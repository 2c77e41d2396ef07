"""What kind of answer a response is, so that the held-out part may have as much of each kind as training has."""

import re
from typing import Literal

AnswerKind = Literal["steps", "yes or no", "figure", "words"]

_ITEM = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*•])\s+\S", re.MULTILINE)
_MENU = re.compile(r"\w\s*(?:>|→|»)\s*\w")
_YES_OR_NO = re.compile(r"^\W*(?:yes|yep|no|nope|not? (?:at all|yet|possible))\b", re.IGNORECASE)
_NOT_SAID = re.compile(r"\[[A-Z]+(?:_\d+)?\]|https?://\S+|\S+@\S+")


def answer_kind(response: str) -> AnswerKind:
    """The first that fits: a list or a way through menus, yes or no, something with a figure, anything else."""
    if len(_ITEM.findall(response)) > 1 or _MENU.search(response):
        return "steps"
    if _YES_OR_NO.match(response):
        return "yes or no"
    return "figure" if re.search(r"\d", _NOT_SAID.sub(" ", response)) else "words"
