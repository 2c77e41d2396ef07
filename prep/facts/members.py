"""What two answers list: countries, documents, sizes, days. Lists that share a member are lists of one kind.

"Pune, Mumbai and Nagpur" and "Pune, Mumbai and Nashik" differ in a member; a list beside none, or lists that share
nothing, say nothing here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from prep.facts.concepts import is_small, stem
from prep.facts.layout import lay_out
from prep.facts.records import Disagreement, Fact
from prep.facts.stances import is_negated
from prep.grammar.tagging import Word, read_words

_NOMINAL = frozenset(("article", "possessive", "adjective", "number", "ordinal", "noun", "name", "quantifier"))
_JOINS = frozenset(("and", "or", "&"))
_BULLET = re.compile(r"\n\s*(?:[-*•]|\d+[.)])\s*$")
_EACH, _ONE_SIDED = 0.9, 0.5
_PREFIX = 5  # letters that two forms of one word share
_LONG = 4  # words of a member, beyond which it is a sentence


@dataclass(frozen=True, slots=True)
class _Listed:
    """One list: its place, and the words of each member."""

    start: int
    end: int
    members: tuple[frozenset[str], ...]


def listed_otherwise(left: str, right: str) -> Disagreement | None:
    """The lists that share a member and of which one has a member that the other answer lacks or rules out."""
    best: Disagreement | None = None
    for one in _lists(left):
        for other in _lists(right):
            shared = sum(any(_meet(member, theirs) for theirs in other.members) for member in one.members)
            if not shared:
                continue
            missing = any(not _meet(member, _claimed(right)) for member in one.members)
            missing_here = any(not _meet(member, _claimed(left)) for member in other.members)
            if not (missing or missing_here):
                continue
            strength = (_EACH if missing and missing_here else _ONE_SIDED) * min(1.0, 0.6 + 0.2 * shared)
            if best is None or strength > best.strength:
                ours, theirs = _fact(left, one), _fact(right, other)
                best = Disagreement("name", ours, theirs, strength, f"{ours.text!r} against {theirs.text!r}")
    return best


def _meet(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether they share a word, or the long beginning of one: "photo" and "photograph"."""
    starts = {word[:_PREFIX] for word in right if len(word) >= _PREFIX}
    return bool(left & right) or any(word[:_PREFIX] in starts for word in left if len(word) >= _PREFIX)


@lru_cache(maxsize=50_000)
def _lists(text: str) -> tuple[_Listed, ...]:
    return tuple(_found(text))


def _found(text: str) -> Iterator[_Listed]:
    """Runs of nominal words with nothing but commas, "and", "or" and bullets between them."""
    members: list[list[Word]] = [[]]
    joined = False
    for word in read_words(text):
        joint = word.low in _JOINS or word.text == "," or (word.text in "-*•" and _is_bullet(text, word))
        if joint and (members[-1] or word.text != ","):
            joined = joined or word.text != ","
            if members[-1]:
                members.append([])
        elif word.kind in _NOMINAL:
            if members[-1] and text[members[-1][-1].end : word.start].count("\n"):
                members.append([])  # a line is a member
            members[-1].append(word)
        else:
            yield from _listed(text, members, joined=joined)
            members, joined = [[]], False
    yield from _listed(text, members, joined=joined)


def _is_bullet(text: str, word: Word) -> bool:
    return word.start == 0 or bool(_BULLET.search(text, 0, word.end))


def _listed(text: str, members: Sequence[Sequence[Word]], *, joined: bool) -> Iterator[_Listed]:
    full = [each for each in members if any(word.kind in ("noun", "name") for word in each)]
    if len(full) < 2 or not (joined or len(full) > 2) or any(len(each) > _LONG for each in full[1:-1]):
        return
    start, end = full[0][0].start, full[-1][-1].end
    first, last = lay_out(text).sentence(start)
    if is_negated(text[first:last]):
        return
    named = (frozenset(stem(word.low) for word in each[-_LONG:] if _says_something(word)) for each in full)
    kept = tuple(each for each in named if each)
    if len(kept) > 1:
        yield _Listed(start, end, kept)


def _says_something(word: Word) -> bool:
    return word.kind in ("noun", "name", "number", "adjective") and (word.kind == "name" or not is_small(word.low))


@lru_cache(maxsize=50_000)
def _claimed(text: str) -> frozenset[str]:
    """The words of clauses that deny nothing."""
    denied = [(start, end) for start, end in lay_out(text).clauses() if is_negated(text[start:end])]
    return frozenset(
        stem(word.low) for word in read_words(text) if not any(start <= word.start < end for start, end in denied)
    )


def _fact(text: str, listed: _Listed) -> Fact:
    words = text[listed.start : listed.end]
    return Fact("name", words.lower(), "list", "exactly", listed.start, listed.end, words)
