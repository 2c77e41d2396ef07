"""Whether a person settled what two answers contradict each other in: by the answer that is taught, or by a word.

A person who wrote one answer for all settled what its pairs had said, also against a ticket that comes later and says
as much as that answer. Who said that two answers do not contradict each other said it of every two such answers.
"""

from collections.abc import Mapping
from functools import lru_cache

from prep.facts import disagreements
from prep.folding import may_fold
from prep.one_answer.values import lost_values, values


def is_settled(chosen: str, other: str, asked_of_other: str) -> bool:
    """Whether a chosen answer says what the other one says: the same words, or each of its values and nothing against.

    An answer that states no value is the same in the same words only: "that is in the handbook" settles no number.
    """
    if _is_one(chosen, other):
        return True
    states_all = bool(values(other)) and not lost_values(chosen, other, asked_of_other)
    return states_all and not disagreements(chosen, other)


def are_reconciled(left: str, right: str, reconciled: Mapping[str, frozenset[str]]) -> bool:
    """Whether two answers are, but for typos, two of which a person said that they do not contradict each other.

    `reconciled`: for each answer those of which they said so.
    """
    beside_left = frozenset[str]().union(*(others for answer, others in reconciled.items() if _is_one(left, answer)))
    return any(_is_one(right, other) for other in beside_left)


@lru_cache(maxsize=50_000)
def _is_one(left: str, right: str) -> bool:
    return left == right or may_fold(left, right)
