"""Whether one answer can be taught in the place of another: it says the same, no less and no narrower.

A limit, a condition, a price or a step that nobody gave misleads as much as one that is left out. Decided by what the
answers state (see prep/facts), never by likeness.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from prep.facts import disagreements
from prep.facts.asked import AskedKind, asked
from prep.one_answer.limits import is_narrower
from prep.one_answer.near_copies import differ_in_a_word
from prep.one_answer.remarks import clauses_of, lost_remarks, lost_steps, tells_nothing_to_do
from prep.one_answer.same_words import unmarked, without_ceremony
from prep.one_answer.senses import is_written_out, senses, sentences_of
from prep.one_answer.values import added_values, lost_values, meant_otherwise
from prep.one_answer.yes_or_no import as_statement, says_yes_or_no
from prep.records import Pair

_FOR_ALL_OF_IT: frozenset[AskedKind] = frozenset(("how", "what", "yes-no"))
_FOR_A_FIGURE: frozenset[AskedKind] = frozenset(("time", "often", "amount"))
_WHEN = frozenset(("duration", "date", "time"))
_WHAT_TO_DO = re.compile(r"\bwhat (?:do|should|can|must|shall) (?:i|we) do\b|\bhow (?:do|can|to)\b", re.IGNORECASE)
_HALF = 0.5  # of the words of a clause: where no more are said otherwise the clause tells something more
_OF_ITS_OWN = 0.34  # of the words of a sentence: where no more are said otherwise the sentence is a further one
_FAINT = 0.25  # strength of a disagreement that keeps two answers apart


def stands_for(one: Pair, other: Pair, colleagues: Sequence[str] = ()) -> bool:
    """Whether one answer says all that the other says, nothing against it, and no limit that the other lacks.

    A limit or a step that the other lacks is no obstacle where one of the `colleagues`, answers beside these two, has
    it, too: what two say in their own words is no slip of one.
    """
    if not _tells_all(one, other):
        return False
    plain = _plainly(one, other)
    return (
        plain is not None
        and _states_the_same(one, plain)
        and not _tells_when_unasked(one, plain)
        and any(_adds_nothing(one, plain, backing) for backing in ("", *colleagues))
    )


def _tells_all(one: Pair, other: Pair) -> bool:
    """Whether one answer has each step and remark of the other."""
    texts = one.response, other.response, other.instruction
    return not (lost_steps(*texts) or tells_nothing_to_do(*texts) or lost_remarks(*texts))


def _plainly(one: Pair, other: Pair) -> Pair | None:
    """The other pair with its answer without ceremony and, where this one states as much, without its yes or no."""
    bare = replace(other, response=without_ceremony(other.response))
    return as_statement(one, bare) if says_yes_or_no(bare.response) else bare


def _states_the_same(one: Pair, plain: Pair) -> bool:
    """Whether one answer states each value and limit of the other, of the same people and things."""
    return not (
        lost_values(one.response, plain.response, plain.instruction)
        or is_narrower(plain.response, unmarked(one.response), plain.instruction)
        or differ_in_a_word(one.response, plain.response, plain.instruction)
        or meant_otherwise(one.response, plain.response)
        or disagreements(
            unmarked(plain.response),
            unmarked(one.response),
            left_asked=asked(plain.instruction),
            right_asked=asked(one.instruction),
            at_least=_FAINT,
        )
    )


def _tells_when_unasked(one: Pair, plain: Pair) -> bool:
    """Whether one answer says how often, or opens with when or how long, where the other does not and nobody asked.

    "Every 3 months, or when the light blinks" answers how often, and not what the light means.
    """
    if asked(plain.instruction).kind in _FOR_A_FIGURE:
        return False
    text = unmarked(one.response)
    return any(
        fact.kind == "frequency" or (fact.kind in _WHEN and not senses(text[: fact.start]))
        for fact in added_values(one.response, plain.response, plain.instruction)
    )


def _adds_nothing(one: Pair, plain: Pair, backing: str) -> bool:
    """Whether one answer has no value, limit or step that the other and the backing lack."""
    told = f"{plain.instruction}\n{backing}"
    return not (
        is_narrower(unmarked(one.response), plain.response, told)
        or added_values(one.response, plain.response, told)
        or _adds_to(one, plain, told)
    )


def _adds_to(one: Pair, other: Pair, told: str) -> bool:
    """Whether one answer tells more than the other, where that changes what is answered.

    Who asks what there is, what to do or whether something is so has another answer with each thing, step and warning
    more. Who asks for a figure, a time, a person or a place has the same one with a further sentence as without it.
    What shorthand leaves out may be meant.
    """
    if not is_written_out(other.response):
        return False
    said = senses(other.response)
    known = said | senses(told)
    sentences = sentences_of(without_ceremony(one.response))
    if asked(other.instruction).kind not in _FOR_ALL_OF_IT and not _WHAT_TO_DO.search(other.instruction):
        sentences = tuple(each for each in sentences if len(senses(each) & said) > _OF_ITS_OWN * len(senses(each)))
    clauses = (senses(clause) for sentence in sentences for clause in clauses_of(sentence))
    return any(clause and len(clause & known) <= _HALF * len(clause) for clause in clauses)
