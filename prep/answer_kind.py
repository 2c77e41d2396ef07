"""What kind of answer a response is, so that the held-out part may have as much of each kind as training has."""

import re
from typing import Literal

AnswerKind = Literal["steps", "yes or no", "figure", "words"]

_ITEM = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*•])\s+\S", re.MULTILINE)
# What ">" compares is a figure or written small: "Salary > 5000"; after an arrow anything may come.
_MENU = re.compile(r"[^\W_][\"”\])*]*\s*(?:>\s*[\"“\[(*]*(?![a-zß-ÿ])|→\s*[\"“\[(*]*)[^\W\d_]")
_MENU_BETWEEN_ANGLES = re.compile(r"\w\s+»\s+\w")  # unless they are quotation marks: «Leave», »Leave«
# "No" before a noun denies a thing, not the question: "No later than", "No fee is due". "No. 7" is a number.
_YES_OR_NO = re.compile(
    r"^\W*(?:(?:yes|yep|yeah|nope|not at all|not yet|not possible)\b|no(?!\.?\s*\d)(?:\s*(?:[^\w\s]|$)"
    r"|\s+(?:I|you|we|they|he|she|it|that|this|there|the|your|our)\b))",
    re.IGNORECASE,
)
_NOT_SAID = re.compile(r"\[[A-Z]+(?:_\d+)?\]|https?://\S+|\S+@\S+")


def answer_kind(response: str) -> AnswerKind:
    """The first that fits: a list or a way through menus, yes or no, something with a figure, anything else."""
    if len(_ITEM.findall(response)) > 1 or _shows_a_menu(response):
        return "steps"
    if _YES_OR_NO.match(response):
        return "yes or no"
    return "figure" if re.search(r"\d", _NOT_SAID.sub(" ", response)) else "words"


def _shows_a_menu(response: str) -> bool:
    return bool(_MENU.search(response) or ("«" not in response and _MENU_BETWEEN_ANGLES.search(response)))
