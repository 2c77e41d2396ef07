"""Refusal: the answer attempts nothing. It says that it does not know, or hands over to a person.

Clause by clause: a refusal has a clause that gives up or hands over, and no other clause of substance. So an answer
that says what it knows and then whom to ask is an answer, and so is "I have no exact figures; however, it is 18
months".
"""

import re
from collections.abc import Sequence

from evalsuite.scorers.values import find_values
from evalsuite.scorers.words import telling, words

_CANNOT = (
    r"(?:cannot|can't|can not|could not|couldn't|am not able to|are not able to|(?:am |'m |are )?unable to|not able to)"
)
_GIVES_UP = re.compile(
    rf"\b(?:i|we) ?(?:am |'m )?{_CANNOT} (?:\w+ ){{0,2}}"
    r"(?:answer|assist|confirm|determine|find|give|guess|help|locate|provide|say|tell|verify)\b"
    r"|\b(?:i|we) (?:really )?(?:don't|do not|didn't|did not) (?:\w+ ){0,2}"
    r"(?:know|find|(?:have|hold) (?:\w+ ){0,3}"
    r"(?:access|answer|data|details|idea|information|knowledge|record|records|specifics))\b"
    r"|\b(?:i am|i'm) (?:not (?:sure|certain|aware)|unsure)\b"
    r"|\bno idea\b|\brather not guess\b|\bas an ai\b|\bbeyond my\b"
    r"|\bnot something (?:that )?(?:i|we) can\b|\boutside (?:of )?(?:what i|my|the scope)\b"
    r"|\b(?:there is|there's|have|found) no (?:\w+ )?(?:information|record|data|details|mention)\b"
    r"|\bnot covered (?:by|in) (?:my|the|what|our)\b|\bneeds? a (?:specialist|person|colleague|human)\b"
)
_PEOPLE = (
    r"(?:administrator|agents?|colleagues?|department|desk|expert|helpdesk|hr|human|human resources|lab|manager|office|"
    r"partner|person|representative|service|someone|specialist|support|team|us)"
)
_PURPOSE = (
    r"(?: to (?:approve|book|change|enter|file|fill|grant|open|order|register|release|send|set|sign|submit|update)\b)"
)
_HANDS_OVER = re.compile(
    r"\b(?:ask|asking|check with|consult|contact|contacting|get in touch with|reach out to|refer to|speak (?:to|with)|"
    r"talk to|write to|raise a (?:request|ticket)(?: with| to| for)?|open a ticket with)\b"
    rf"(?: [\w'-]+){{0,4}} {_PEOPLE}\b(?!{_PURPOSE})"
    r"|\b(?:check with|contact|ask) (?:finance|payroll|legal|facilities|it)\b"
    r"|\b(?:pass(?:ed|ing)?|forward(?:ed|ing)?|hand(?:ing)?|escalat(?:e|ed|ing)|transferr?(?:ed|ing)?|connect(?:ing)?|route|"
    rf"refer)\b(?: [\w'-]+){{0,4}} (?:over|on|to|with)\b(?: [\w'-]+){{0,4}} {_PEOPLE}\b"
)
_FILLER = re.compile(
    r"\b(?:get back to you|be in touch|follow up|happy to help|be able to help|can help|will help|able to assist|"
    r"let me know|apologi[sz]e|sorry|hope this helps|"
    r"for (?:accurate|more|further|up-to-date|the latest) (?:\w+ )?(?:information|details))\b"
)
_CLAUSE = re.compile(r"(?<=[.!?;])\s+|[\n,;:]+\s*|\s+-\s+|\b(?:however|but|though)\b")
_SUBSTANCE = 5  # telling words, not in the question, from which the remaining clauses attempt something


def refused(question: str, references: Sequence[str], answer: str) -> bool:
    """Whether nothing was attempted. Where a reference itself hands over, handing over is the answer."""
    clauses = [clause for clause in _CLAUSE.split(_plain(answer)) if clause.strip()]
    gives_up = any(_GIVES_UP.search(clause) for clause in clauses)
    hands_over = any(_HANDS_OVER.search(clause) for clause in clauses)
    if hands_over and not gives_up:
        hands_over = not any(_HANDS_OVER.search(_plain(reference)) for reference in references)
    if not gives_up and not hands_over:
        return False
    rest = [
        clause
        for clause in clauses
        if not (_GIVES_UP.search(clause) or _HANDS_OVER.search(clause) or _FILLER.search(clause))
    ]
    if any(value not in find_values(question) for clause in rest for value in find_values(clause)):
        return False
    asked = frozenset(words(question))
    return len({word for clause in rest for word in telling(words(clause)) if word not in asked}) < _SUBSTANCE


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")
