"""Questions that ask what a short form means: "What is a DAF?" must not carry its own answer."""

import re

_FORM = r"[\"“'‘]?(?P<form>[A-Za-z][\w&/-]*)[\"”'’]?"
_AN = r"(?:(?:an?|one|this) )?"
_END = r"(?=\s*(?:exactly|actually|pls|please)?\s*(?:[?.!]|\n|$))"
_ASKS_MEANING = re.compile(
    rf"\bwhat(?: is| are| was|['’]?s) {_AN}{_FORM}{_END}"
    rf"|\bwhat (?:does|do|did) {_AN}{_FORM.replace('form', 'meant')} (?:mean|stand for)\b"
    rf"|\bwhat {_AN}{_FORM.replace('form', 'told')} (?:is|are|means?|stands? for){_END}"
    rf"|\b(?:meant by|meaning of|full form of|define|definition of) {_AN}{_FORM.replace('form', 'defined')}",
    re.IGNORECASE,
)


def asked_forms(text: str) -> frozenset[str]:
    """The forms whose meaning a text asks for, as written. A word in small letters is only a word."""
    found = (form for match in _ASKS_MEANING.finditer(text) for form in match.groupdict().values() if form)
    return frozenset(form for form in found if not form.islower() or "/" in form)
