"""A question about a case ("for 2 days?") beside an answer that names a limit ("from the third day").

What the limit means for the case is worked out, so that "not for 2 days" and "from the third day on" agree.
"""

from prep.facts.asked import Asked
from prep.facts.finding import find_facts
from prep.facts.leaning import leaning
from prep.facts.records import Fact
from prep.facts.values import in_days

_KINDS = ("number", "money", "percent", "duration", "measure")


def case_agrees(case_question: str, question: Asked, answer: str, rule: str) -> bool | None:
    """Whether an answer on one case is what the rule says of it; None where there is no case or no rule for it."""
    lean = leaning(question, answer)
    if lean is None:
        return None
    for case in (fact for fact in find_facts(case_question) if fact.kind in _KINDS):
        for limit in find_facts(rule):
            if _is_of(case, limit) and (meets := _meets(case, limit)) is not None:
                return meets == (lean.value == "yes")
    return None


def _is_of(case: Fact, limit: Fact) -> bool:
    """Whether the two measure the same: kilograms and metres do not, nor do two currencies."""
    return limit.kind == case.kind and (case.kind not in ("money", "measure") or limit.unit == case.unit)


def _meets(case: Fact, limit: Fact) -> bool | None:
    if limit.bound not in ("at-least", "at-most"):
        return None
    value, edge = _size(case), _size(limit)
    return value >= edge if limit.bound == "at-least" else value <= edge


def _size(fact: Fact) -> float:
    return in_days(fact)[0] if fact.kind == "duration" else float(fact.value)
