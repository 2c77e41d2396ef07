"""What an answer tells and need not: what most other answers to the same question leave out.

What several colleagues answered without may be no part of the answer. Only a sentence that merely remarks on something
is left out for that. One with a figure, a name, a negation, a duty, a condition, or a word for where, when or for whom
never is.
"""

import re
from collections import Counter
from collections.abc import Sequence

from prep.facts import find_facts
from prep.one_answer.limits import conditions, phrases
from prep.one_answer.remarks import clauses_of, is_to_be_done, lost_remarks
from prep.one_answer.same_words import bare, without_ceremony
from prep.one_answer.senses import sentences_of
from prep.records import Pair

_SEVERAL, _MOST = 2, 0.75  # answers, and of the other answers, that must do without it
_TELLING = re.compile(
    r"\d|\b(?:only|alone|solely|exclusively|just|but|not|no|never|nobody|nothing|none|nor|neither|cannot|all|every|each"
    r"|any|both|half|double|must|may|can|might|should|shall|will|would|could)\b|n['’]t\b",
    re.IGNORECASE,
)


def spare_parts(pairs: Sequence[Pair]) -> dict[str, frozenset[str]]:
    """For each answer to one question the remarks that most of the others leave out.

    Of few others nothing is left out by most.
    """
    answers = {bare(pair.response): pair.response for pair in pairs}
    found = {}
    for pair in pairs:
        others = [answer for plain, answer in answers.items() if plain != bare(pair.response)]
        without = Counter(part for answer in others for part in _left_out(answer, pair))
        enough = max(_SEVERAL, _MOST * len(others))
        found[pair.response] = frozenset(part for part, n_answers in without.items() if n_answers >= enough)
    return found


def _left_out(answer: str, pair: Pair) -> set[str]:
    sentences = [each for each in sentences_of(without_ceremony(pair.response)) if _is_mere_remark(each)]
    remarks = {clause for sentence in sentences for clause in clauses_of(sentence)}
    return remarks & set(lost_remarks(answer, pair.response, pair.instruction))


def _is_mere_remark(sentence: str) -> bool:
    return not (
        _TELLING.search(sentence)
        or find_facts(sentence)
        or conditions(sentence)
        or phrases(sentence)
        or any(is_to_be_done(clause) for clause in clauses_of(sentence))
    )
