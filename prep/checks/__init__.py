"""The checks of the audit, in the order in which they run.

First each pair alone, then copies among all pairs, then questions and answers among what is left, and last what each
pair does otherwise than the set is used to.
"""

from prep.checks import (
    ambiguous_answer,
    conflicting_answers,
    exact_duplicate,
    inconsistent_format,
    inconsistent_tone,
    mismatched_answer,
    mixed_language,
    near_duplicate,
    neighbour_scope,
    non_answer,
    not_self_contained,
    personal_data,
    placeholder_left,
    rewrite_refused,
    same_question,
    several_answers,
    superseded,
    text_changed,
    too_long,
    too_short,
    undefined_shorthand,
)
from prep.checks.check import Check, Found, Ground, NotApplicable, Told

OF_PAIRS: tuple[Check, ...] = (
    too_short.CHECK,
    too_long.CHECK,
    non_answer.CHECK,
    not_self_contained.CHECK,
    undefined_shorthand.CHECK,
    personal_data.CHECK,
    placeholder_left.CHECK,
    mixed_language.CHECK,
    rewrite_refused.CHECK,
    text_changed.CHECK,
)
OF_COPIES: tuple[Check, ...] = (exact_duplicate.CHECK, near_duplicate.CHECK)
OF_QUESTIONS: tuple[Check, ...] = (
    same_question.CHECK,
    superseded.CHECK,
    conflicting_answers.CHECK,
    neighbour_scope.CHECK,
)
OF_CUSTOMS: tuple[Check, ...] = (
    mismatched_answer.CHECK,
    several_answers.CHECK,
    ambiguous_answer.CHECK,
    inconsistent_format.CHECK,
    inconsistent_tone.CHECK,
)
CHECKS = (*OF_PAIRS, *OF_COPIES, *OF_QUESTIONS, *OF_CUSTOMS)

__all__ = [
    "CHECKS",
    "OF_COPIES",
    "OF_CUSTOMS",
    "OF_PAIRS",
    "OF_QUESTIONS",
    "Check",
    "Found",
    "Ground",
    "NotApplicable",
    "Told",
]
