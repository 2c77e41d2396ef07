"""Denial: is a value that a text states denied there ("the limit is not 4 hours")?

A "not" that sets a limit or a condition denies nothing: "not more than 4 hours", "if it is not done by 10 May".
"""

import re

from evalsuite.scorers.values import Value, in_digits

_RIGHT_BEFORE = re.compile(
    r"(?:\b(?:not|never)|n['’]t)"
    r"(?:\s(?:a|an|the|at|been|be|get|getting|given|granted|paid|exactly|entitled to|have)){0,2}\s$"
)
_CONDITION = re.compile(r"\b(?:if|unless|until|when|whoever|whatever|not yet|only)\b[^.;!?]*$")
_NEGATION = re.compile(r"\b(?:not|never|cannot|no longer)\b|n['’]t\b")
_LIMIT_OR_CONDITION = re.compile(
    r"\b(?:above|after|before|below|beyond|earlier|exceed\w*|fewer|have to|if|later|less|longer|more|necessary|need|"
    r"nobody|only|otherwise|over|past|required|shorter|sooner|than|unless|until|whatever|when|who|whoever|without)\b"
)
_CLAUSE_END = re.compile(r"[.;:,!?()]\s|\s(?:and|but)\s")
_NEAR = 200  # characters on each side in which a clause is looked for


def is_denied(value: Value, text: str) -> bool:
    """Whether the text says "not" right before the value."""
    before, found, _ = in_digits(text).partition(value.text)
    near = before[-_NEAR:]
    return bool(found) and _RIGHT_BEFORE.search(near) is not None and _CONDITION.search(near) is None


def may_be_denied(value: Value, text: str) -> bool:
    """Whether the clause around the value has a "not" somewhere."""
    before, found, after = in_digits(text).partition(value.text)
    clause = _CLAUSE_END.split(before[-_NEAR:])[-1] + found + _CLAUSE_END.split(after[:_NEAR])[0]
    return bool(found) and _NEGATION.search(clause) is not None and _LIMIT_OR_CONDITION.search(clause) is None
