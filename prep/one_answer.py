"""One answer to one question: pairs that ask the same and whose answers say the same are taught in the same words.

Five agents put one rule in five ways, one of them in shorthand. A model that reads all five has to learn five texts
for one thing, with a fifth of the examples for each; consistency of the answers sets how much it can learn. So of each
question's answers the one that is nearest to all others, and written out for anybody, stands for those whose facts it
states. Nothing is written anew: each answer is one that an agent gave.

Which answer takes whose place is decided pair by pair, by the facts (see prep/facts), never by likeness: no fact may be
lost, none may disagree, and where both state figures of a kind they state the same ones. An answer to a yes or no
question keeps its own words, since the next question may be put the other way round; so does whatever a
person decided on.
"""

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

import numpy as np

from prep.courtesy import strip_courtesy
from prep.facts import disagreements, find_facts, same_value, unsaid
from prep.facts.asked import asked
from prep.facts.scopes import apart, scope_tags
from prep.facts.values import VALUES
from prep.grammar.lexicon import ARTICLES, AUXILIARIES, CONJUNCTIONS, DEMONSTRATIVES, PREPOSITIONS, SPEAKERS, THINGS
from prep.one_case import find_one_case
from prep.records import Audit, Pair, QuestionGroup
from prep.selfcontained import judge_response

_WORD = re.compile(r"[^\W\d_]+")
_LIGHT = ARTICLES | AUXILIARIES | CONJUNCTIONS | DEMONSTRATIVES | PREPOSITIONS | SPEAKERS | THINGS
_WRITTEN_OUT = 0.3  # share of light words from which a text is written in sentences; shorthand has a tenth
_WHOLE = re.compile(r"(?:[A-Z\d]|- ).*[.!?)]", re.DOTALL)
_LEANS = re.compile(r"(?:that|this|it|they|those|these)\b", re.IGNORECASE)
_OF_A_CASE = re.compile(r", (?:so|as|since) ", re.IGNORECASE)  # "You may, as the flight lasts 7 hours"
_YES_OR_NO = re.compile(r"\W*(?:yes|no|not?|yep|nope|sure|correct|right|indeed|exactly|of course)\b", re.IGNORECASE)
_EXCEPTION = re.compile(r"\b(?:unless|except|excluding|apart from|other than)\b", re.IGNORECASE)
_SHORT_NAME = re.compile(r"\b[A-Z]{2,5}\b")  # "orders from the EU"
_STANDS_ALONE = 0.85  # of prep/selfcontained's score of an answer
_FAINT = 0.25  # strength of a disagreement that keeps two answers apart
_NEARLY_ALL = 0.7  # of the pairs that the widest answer can stand for; of such answers the most central is taken


def one_answer_each(
    pairs: Sequence[Pair], groups: Sequence[QuestionGroup], responses: np.ndarray, decided: Container[str]
) -> dict[str, str]:
    """Of pairs whose answer another pair's can stand for: pair id → id of that other pair.

    `responses` (pairs, dimensions) are unit vectors of the answers, row by row those of `pairs`; `groups` tie pairs
    that ask the same. A pair in `decided` keeps its answer.
    """
    place = {pair.pair_id: number for number, pair in enumerate(pairs)}
    taken: dict[str, str] = {}
    for group in groups:
        members = [pairs[place[pair_id]] for pair_id in sorted(group.pair_ids)]
        speaks_for = _speakers(members, responses[[place[pair.pair_id] for pair in members]])
        for pair in members:
            speaker = speaks_for.get(pair.response, pair)
            if speaker.response != pair.response and pair.pair_id not in decided:
                taken[pair.pair_id] = speaker.pair_id
    return taken


def with_one_answer(pairs: Sequence[Pair], audit: Audit) -> list[Pair]:
    """The pairs as they are taught: each with the answer that the audit chose for it."""
    answer = {pair.pair_id: pair.response for pair in pairs}
    return [
        replace(pair, response=answer[audit.answers[pair.pair_id]]) if pair.pair_id in audit.answers else pair
        for pair in pairs
    ]


def _speakers(members: Sequence[Pair], vectors: np.ndarray) -> Mapping[str, Pair]:
    """For each answer of a question the pair whose answer can stand for it, where there is one."""
    first: dict[str, int] = {}
    for number, pair in enumerate(members):
        first.setdefault(pair.response, number)
    if len(first) < 2:
        return {}
    rows = vectors[list(first.values())]
    central = dict(zip(first, (rows @ rows.T).sum(1), strict=True))
    n_pairs = Counter(pair.response for pair in members)
    said_by = {text: members[number] for text, number in first.items()}
    covers = {
        text: {other for other, pair in said_by.items() if other == text or _stands_for(speaker, pair)}
        for text, speaker in said_by.items()
        if _is_for_anybody(speaker)
    }
    left, found = set(first), dict[str, Pair]()
    while True:
        covered = {text: others & left for text, others in covers.items() if text in left}
        size = {text: sum(n_pairs[other] for other in others) for text, others in covered.items()}
        wide = [text for text in covered if size[text] >= _NEARLY_ALL * max(size.values()) and len(covered[text]) > 1]
        if not wide:
            return found
        chosen = max(wide, key=lambda text: (round(float(central[text]), 4), text))
        found.update(dict.fromkeys(covered[chosen], said_by[chosen]))
        left -= covered[chosen]


def _is_for_anybody(pair: Pair) -> bool:
    """Whether an answer is written out, stands alone, and tells a rule rather than how one person's case stands."""
    text = pair.response
    words = [word.lower() for word in _WORD.findall(text)]
    return (
        bool(_WHOLE.fullmatch(text.strip()))
        and sum(word in _LIGHT for word in words) >= _WRITTEN_OUT * len(words)
        and not _LEANS.match(text)
        and not _OF_A_CASE.search(text)
        and not _YES_OR_NO.match(text)
        and not any(find_one_case(text))
        and strip_courtesy(text).text == text.strip()
        and judge_response(pair.instruction, text).score >= _STANDS_ALONE
    )


def _stands_for(one: Pair, other: Pair) -> bool:
    """Whether one answer says all that the other says, and nothing else of the kinds of facts that the other states."""
    if _YES_OR_NO.match(other.response) or unsaid(other.response, one.response) or _are_apart(one, other):
        return False
    asked_of_one, asked_of_other = asked(one.instruction), asked(other.instruction)
    if disagreements(
        other.response, one.response, left_asked=asked_of_other, right_asked=asked_of_one, at_least=_FAINT
    ):
        return False
    ours, theirs = ([f for f in find_facts(p.response) if f.kind in VALUES] for p in (one, other))
    return all(
        any(fact.kind == said.kind and same_value(fact, said) for said in theirs)
        for fact in ours
        if fact.kind in {said.kind for said in theirs}
    )


def _are_apart(one: Pair, other: Pair) -> bool:
    """Whether two answers hold for different people or things, or an exception stands in one of them alone."""
    if bool(_EXCEPTION.search(one.response)) != bool(_EXCEPTION.search(other.response)):
        return True
    ours, theirs = (set(_SHORT_NAME.findall(pair.response)) for pair in (one, other))
    return apart(scope_tags(one.response), scope_tags(other.response)) or bool(ours - theirs and theirs - ours)
