"""What an answer tells and need not: what most other answers to the same question leave out.

What several colleagues answered without is no part of the answer. Never so what is to be done, a path, an address, an
amount of money, nor what the question asks for.
"""

from collections import Counter
from collections.abc import Sequence

from prep.facts import Fact, Kind
from prep.facts.asked import AskedKind, asked
from prep.one_answer.remarks import lost_remarks
from prep.one_answer.same_words import bare
from prep.one_answer.values import lost_values
from prep.records import Pair

_SEVERAL, _MOST = 2, 0.75  # answers, and of the other answers, that must do without it
_SPARED: frozenset[Kind] = frozenset(
    ("number", "duration", "frequency", "date", "time", "percent", "measure", "name", "contact")
)
_ASKED_FOR: dict[AskedKind, frozenset[Kind]] = {
    "time": frozenset(("duration", "date", "time")),
    "often": frozenset(("frequency", "number")),
    "amount": frozenset(("number", "percent", "measure", "duration")),
    "who": frozenset(("contact", "name")),
    "where": frozenset(("name", "contact")),
}


def spare_parts(pairs: Sequence[Pair]) -> dict[str, frozenset[str]]:
    """For each answer to one question its clauses and values that most of the others leave out.

    Of few others nothing is left out by most. A value is named as `named` names it.
    """
    answers = {bare(pair.response): pair.response for pair in pairs}
    found = {}
    for pair in pairs:
        others = [answer for plain, answer in answers.items() if plain != bare(pair.response)]
        without = Counter(part for answer in others for part in _left_out(answer, pair))
        enough = max(_SEVERAL, _MOST * len(others))
        found[pair.response] = frozenset(part for part, n_answers in without.items() if n_answers >= enough)
    return found


def named(fact: Fact) -> str:
    """ "duration: 40 minutes"."""
    return f"{fact.kind}: {fact.text}"


def _left_out(answer: str, pair: Pair) -> set[str]:
    texts = answer, pair.response, pair.instruction
    wanted = _ASKED_FOR.get(asked(pair.instruction).kind, frozenset())
    spared = {named(fact) for fact in lost_values(*texts) if fact.kind in _SPARED - wanted}
    return spared | set(lost_remarks(*texts))
