"""The small words around a word, which say what it is to the rest: "by" of "by the manager", "must" of "must sign"."""

from collections.abc import Sequence

from prep.grammar.lexicon import BE, word_set
from prep.verifying.records import Term

# "Drivers sometimes scan" is no "sometimes scan drivers".
_SAY_NO_RELATION = word_set(
    "only else always usually normally generally typically sometimes often rarely hardly still already again"
)


def is_behind_be(terms: Sequence[Term], n: int) -> bool:
    for m in range(n - 1, -1, -1):
        if terms[m].carries or terms[m].clause != terms[n].clause:
            return False
        if terms[m].said.lower() in BE:
            return not (m and terms[m - 1].key == "there")
    return False


def marks_between(terms: Sequence[Term], left: int, right: int) -> set[str]:
    return {term.key for term in terms[left + 1 : right] if term.role in ("relation", "stance")}


def relations_between(terms: Sequence[Term], left: int, right: int) -> list[str]:
    return [term.said.lower() for term in terms[left + 1 : right] if term.role == "relation" or term.key == "from"]


def small_between(terms: Sequence[Term], left: int, right: int) -> set[str]:
    return {term.key for term in terms[left + 1 : right]}


def mark_before(terms: Sequence[Term], n: int) -> str:
    """The small word that says what a word is to the rest; "" where it has none."""
    for term in reversed(terms[:n]):
        if term.carries or term.clause != terms[n].clause:
            return ""
        if term.role in ("relation", "stance") and term.key not in _SAY_NO_RELATION:
            return term.said.lower() if term.role == "relation" else term.key
    return ""
