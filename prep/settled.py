"""Whether two answers that contradict each other as they were given agree as they are taught.

A person who wrote one answer for all settled what its pairs had said, also against a ticket that comes later and says
as much as that answer.
"""

from prep.facts import disagreements
from prep.folding import may_fold
from prep.one_answer.values import lost_values, values


def is_settled(chosen: str, other: str, asked_of_other: str) -> bool:
    """Whether a chosen answer says what the other one says: the same words, or each of its values and nothing against.

    An answer that states no value is the same in the same words only: "that is in the handbook" settles no number.
    """
    if chosen == other or may_fold(chosen, other):
        return True
    states_all = bool(values(other)) and not lost_values(chosen, other, asked_of_other)
    return states_all and not disagreements(chosen, other)
