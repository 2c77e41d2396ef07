"""An answer beside the one that is suggested for all: in which facts they differ, and where a no would be lost."""

from prep.facts.side_by_side import fact_rows
from prep.one_answer.yes_or_no import opening_word

_NEITHER = "neither yes nor no"


def rows_beside(suggested: str, other: str) -> tuple[tuple[str, str, str], ...]:
    """The kind of each difference, what the suggested answer says and what the other one does.

    The word that they open with comes first, where one of them says no.
    """
    rows = fact_rows(suggested, other)
    words = opening_word(suggested), opening_word(other)
    if words[0] == words[1] or "no" not in words:
        return rows
    return ("answer", words[0] or _NEITHER, words[1] or _NEITHER), *(row for row in rows if row[0] != "answer")
