"""Phrases that stand elsewhere in their sentence: "on floors 3 to 5 they need an escort"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from prep.grammar.lexicon import word_set
from prep.verifying.marks import mark_before
from prep.verifying.records import Reading, Term

_MOVES = word_set("in on at from to for with by via under during")
_ALSO_MOVE = frozenset(("from", "within", "until", "before", "after", "if", "without", "per"))
_LONGEST_MOVED = 4  # words


def moved(now: Reading, kept: Reading) -> Iterator[Reading]:
    """The rewrite with one phrase elsewhere in its sentence: "on floors 3 to 5 they need an escort" with it behind.

    A phrase is a small word of place, time or condition with the words behind it, whole.
    """
    own = kept.keys("word", "figure")
    for start, end in _phrases(now.terms):
        phrase = now.terms[start:end]
        if any(term.carries and term.key not in own for term in phrase) or not _stays_with(phrase, now, kept):
            continue
        rest = (*now.terms[:start], *now.terms[end:])
        for place in range(len(rest) + 1):
            beside = rest[max(0, place - 1) : place + 1]
            if place != start and any(term.sentence == phrase[0].sentence for term in beside):
                yield replace(now, terms=(*rest[:place], *phrase, *rest[place:]))


def _stays_with(phrase: Sequence[Term], now: Reading, kept: Reading) -> bool:
    """Whether a phrase has the mark that it had, and a word of its clause, unless it stands alone in one now."""
    keys = {term.key for term in phrase if term.carries}
    mates = {term.key for term in now.terms if term.carries and term.clause == phrase[0].clause} - keys
    clauses = {term.clause for term in kept.terms if term.key in keys}
    were = {term.key for term in kept.terms if term.carries and term.clause in clauses} - keys
    first = next(n for n, term in enumerate(kept.terms) if term.key in keys)
    before = takewhile(lambda term: not term.carries, reversed(kept.terms[:first]))
    return phrase[0].key in {term.key for term in before} and (not mates or bool(mates & were))


def _phrases(terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    for n, term in enumerate(terms):
        opens = (term.role == "relation" and term.said.lower() in _MOVES) or (
            term.role == "stance" and term.key in _ALSO_MOVE
        )
        if not opens:
            continue
        end = n + 1
        words = 0
        while end < len(terms) and terms[end].clause == term.clause and words < _LONGEST_MOVED:
            if terms[end].role in ("relation", "stance", "speaker") and words:
                break
            words += terms[end].carries
            end += 1
            goes_on = end < len(terms) and terms[end].carries and terms[end].clause == term.clause
            if words and not goes_on:
                yield n, end


def is_as_it_was(moved: Reading, kept: Reading) -> bool:
    """Whether all words of the original come in its order, each behind the small word that it had."""
    own = kept.keys("word", "figure")
    now, was = (
        [
            (term.key, mark_before(reading.terms, n))
            for n, term in enumerate(reading.terms)
            if term.carries and own[term.key]
        ]
        for reading in (moved, kept)
    )
    return [key for key, _ in now] == [key for key, _ in was] and all(
        mark in ("", mark_now) for (_, mark_now), (_, mark) in zip(now, was, strict=True)
    )
