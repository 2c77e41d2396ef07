"""Two answers side by side: in which facts they differ, as rows to read and as spans to mark."""

from prep.facts.matching import disagreements, unsaid
from prep.facts.records import Fact

NOTHING = "–"  # where one of them does not state it


def differing_facts(left: str, right: str) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """The facts of each text that the other contradicts or does not state."""
    found = disagreements(left, right)
    return (
        (*(one.left for one in found), *unsaid(left, right)),
        (*(one.right for one in found), *unsaid(right, left)),
    )


def fact_rows(left: str, right: str) -> tuple[tuple[str, str, str], ...]:
    """The kind of each differing fact, and what either text says of it.

    Disagreements first, surest on top; then what one text says alone, beside the other's of the same kind.
    """
    rows = [(_kind(one.left), _told(one.left), _told(one.right)) for one in disagreements(left, right)]
    told = {text for row in rows for text in row[1:]}
    ours = [fact for fact in unsaid(left, right) if _told(fact) not in told]
    theirs = [fact for fact in unsaid(right, left) if _told(fact) not in told]
    for fact in ours:
        other = next((one for one in theirs if one.kind == fact.kind), None)
        rows.append((_kind(fact), _told(fact), _told(other) if other else NOTHING))
        if other:
            theirs.remove(other)
    rows += [(_kind(fact), NOTHING, _told(fact)) for fact in theirs]
    return tuple(dict.fromkeys(rows))


def _told(fact: Fact) -> str:
    return fact.text.strip(" .,;:")


def _kind(fact: Fact) -> str:
    return "limit" if fact.bound in ("at-least", "at-most") else fact.kind
