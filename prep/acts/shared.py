"""What sentences of agents and requesters have in common."""

import re

from prep.facts import find_facts

PERSON = r"(?:\[(?:CUSTOMER|AGENT|PERSON|NAME|CONTACT)_\d+\]|(?-i:[A-ZÀ-Ž][\w'’.-]+(?: [A-ZÀ-Ž][\w'’.-]+){0,2}))"
_STARTS_QUESTION = re.compile(
    r"^\W*(?:(?:ok|okay|thanks|sure|and|also|so|hi|hello|alright)[,!. ]+)*(?:what|which|when|where|who|whom|why|how"
    r"|are|is|was|were|do|does|did|have|has|had|can|could|will|would|should|may|shall|any)\b",
    re.IGNORECASE,
)
_VALUES = frozenset(
    ["number", "money", "percent", "duration", "frequency", "date", "time", "measure", "version", "url", "menu"]
)


def is_question(text: str) -> bool:
    """Whether a text asks something."""
    return "?" in text or bool(_STARTS_QUESTION.match(text))


def states_values(text: str) -> bool:
    """Whether a text states a figure, a date, an address or a menu path."""
    return any(fact.kind in _VALUES for fact in find_facts(text))


def is_policy(text: str) -> bool:
    """Whether a sentence gives a rule or a way to do it rather than something done: it has values or tells "you" to."""
    return states_values(text) or bool(
        re.search(
            r"\b(?:you|u|employees?|customers?|staff|members?) (?:can|may|must|should|need|have to|will|do not|don't"
            r"|cannot|are)\b|\b(?:if|when|unless|once)\b[^.]*,",
            text,
            re.IGNORECASE,
        )
    )
