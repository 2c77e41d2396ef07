"""Whether one answer can be taught in the place of another: it says all that the other says, and nothing against it.

Decided by what the answers state (see prep/facts), never by likeness.
"""

from collections.abc import Container
from dataclasses import replace

from prep.facts import disagreements
from prep.facts.asked import asked
from prep.one_answer.limits import limited_otherwise
from prep.one_answer.near_copies import differ_in_a_word
from prep.one_answer.remarks import lost_remarks, lost_steps, tells_nothing_to_do
from prep.one_answer.same_words import unmarked, without_ceremony
from prep.one_answer.spare import named
from prep.one_answer.values import added_values, lost_values, values
from prep.one_answer.yes_or_no import as_statement, says_yes_or_no
from prep.records import Pair

_FAINT = 0.25  # strength of a disagreement that keeps two answers apart


def stands_for(one: Pair, other: Pair, spare: Container[str] = ()) -> bool:
    """Whether one answer says all that the other says, and nothing against it."""
    return tells_all(one, other, spare) and states_the_same(one, other, spare)


def tells_all(one: Pair, other: Pair, spare: Container[str] = ()) -> bool:
    """Whether one answer has each step and remark of the other; `spare` holds remarks that the other can spare.

    What tells all of a second answer, which tells all of a third one, tells all of the third.
    """
    texts = one.response, other.response, other.instruction
    return not (
        lost_steps(*texts) or tells_nothing_to_do(*texts) or any(clause not in spare for clause in lost_remarks(*texts))
    )


def states_the_same(one: Pair, other: Pair, spare: Container[str] = ()) -> bool:
    """Whether one answer states each value of the other and no other ones, of the same people and things."""
    bare = replace(other, response=without_ceremony(other.response))
    plain = as_statement(one, bare) if says_yes_or_no(bare.response) else bare
    if plain is None:
        return False
    lost = lost_values(one.response, plain.response, plain.instruction)
    rivals = {fact.kind for fact in values(one.response)} - {"name", "contact"}
    return not (
        any(named(fact) not in spare or fact.kind in rivals for fact in lost)
        or limited_otherwise(unmarked(one.response), plain.response, plain.instruction)
        or differ_in_a_word(one.response, plain.response, plain.instruction)
        or added_values(one.response, plain.response)
        or disagreements(
            unmarked(plain.response),
            unmarked(one.response),
            left_asked=asked(plain.instruction),
            right_asked=asked(one.instruction),
            at_least=_FAINT,
        )
    )
