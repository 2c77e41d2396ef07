"""Order: what is said of what. Two names that change places keep every word and say something else.

The words of a sentence stay in order, but for the exchanges that change nothing (exchanges.py).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from prep.grammar.lexicon import BE
from prep.grammar.tagging import is_verb_form
from prep.verifying.exchanges import (
    COMPOUND,
    LONGEST_COMPOUND,
    Places,
    is_clause,
    is_compound,
    is_heading,
    is_passive,
    is_predicate,
    is_step,
    is_value,
    keeps_marks,
)
from prep.verifying.marks import is_behind_be, marks_between
from prep.verifying.reading import STEP
from prep.verifying.records import Fault, Reading, Sources, Term
from prep.verifying.unmarked import asks

OTHER_ORDER = Fault("order", "the words of the original come in another order")
_IT = frozenset(("it", "them"))
_TRIES = 200
_LONGEST = 200  # words of a sentence that anybody would turn round


def check(now: Reading, sources: Sources) -> Iterator[Fault]:
    done_to = set(_done_to(sources.kept, passive=False))
    for verb, agent in _done_to(now, passive=True):
        if (verb, agent) in done_to:
            yield Fault("order", f'"{agent}" does now what was done to it')
    yield from _turned(now, sources)
    yield from _outside_in(now, sources.kept)
    with_it, kept_it = _with_it(now.terms), _with_it(sources.kept.terms)
    if _says_in_order(now.terms, sources.kept.terms):
        one_clause = len({term.clause for term in kept_it if term.carries}) < 2  # "it" has nowhere else to go
        if one_clause or _count_it(with_it) != _count_it(kept_it) or _says_in_order(with_it, kept_it):
            return
    is_one_question = len({term.sentence for term in now.terms}) == 1 and asks(now.text)
    if is_one_question and _says_in_order(now.terms, _in_one_sentence(sources.kept.terms)):
        return
    if any(_says_in_order(with_it, terms) for terms in _named_later(sources.kept.terms, _count_it(with_it))):
        return
    figures = [[term.key for term in reading.terms if term.role == "figure"] for reading in (sources.kept, now)]
    if figures[0] != figures[1]:
        yield Fault("figure", "the figures of the original come in another order")
    else:
        yield OTHER_ORDER


def _in_one_sentence(terms: Sequence[Term]) -> list[Term]:
    """ "It was rejected. Whom do I ask?" as the clauses of "whom do I ask if it was rejected?"."""
    return [replace(term, sentence=0) for term in terms]


def _turned(now: Reading, sources: Sources) -> Iterator[Fault]:
    """Words lent by another text that come in another order: "leave casual", "the webinar joins people".

    Side by side one of them is lent, elsewhere in an active clause both.
    """
    own = sources.kept.keys("word", "figure")
    drawn_on = (*sources.speaking, *sources.context)
    beside = {pair for reading in drawn_on for pair in _side_by_side(reading)}
    in_clause = {pair for reading in drawn_on for pair in _in_one_clause(reading)}
    for left, right in _side_by_side(now):
        lent = not own[left] or not own[right]
        if lent and left != right and (right, left) in beside and (left, right) not in beside:
            yield Fault("order", f'"{left} {right}" was said the other way round')
    once = {key for key, n in now.keys("word", "figure").items() if n == 1} - own.keys()
    for left, right in _in_one_clause(now):
        if {left, right} <= once and (right, left) in in_clause and (left, right) not in in_clause:
            yield Fault("order", f'"{left} … {right}" was said the other way round')


def _outside_in(now: Reading, kept: Reading) -> Iterator[Fault]:
    """ "The app in the shuttle" of "app > shuttle", which stands in the app."""
    steps = {
        (terms[0].key, terms[2].key) for terms in zip(kept.terms, kept.terms[1:], kept.terms[2:], strict=False)
        if terms[1].key == STEP
    }  # fmt: skip
    places = [n for n, term in enumerate(now.terms) if term.carries]
    for n, m in pairwise(places):
        between = {term.said.lower() for term in now.terms[n + 1 : m]}
        if (now.terms[n].key, now.terms[m].key) in steps and between & {"in", "of"}:
            yield Fault("order", f'"{now.terms[n].key}" is no part of "{now.terms[m].key}"')


def _side_by_side(reading: Reading) -> Iterator[tuple[str, str]]:
    for left, right in zip(reading.terms, reading.terms[1:], strict=False):
        if left.carries and right.carries and left.clause == right.clause:
            yield left.key, right.key


def _in_one_clause(reading: Reading) -> Iterator[tuple[str, str]]:
    """Each two words of a clause in their order, where no "is" and no "of" may have turned them round."""
    for n, left in enumerate(reading.terms):
        if not left.carries:
            continue
        for right in reading.terms[n + 1 :]:
            if right.clause != left.clause or right.said.lower() in BE or right.key in COMPOUND:
                break
            if right.carries:
                yield left.key, right.key


def _done_to(reading: Reading, *, passive: bool) -> Iterator[tuple[str, str]]:
    """Each verb with the word behind it: "confirm the dates", or of the passive "is confirmed by the dates"."""
    places = [n for n, term in enumerate(reading.terms) if term.carries]
    for n, m in pairwise(places):
        one_clause = reading.terms[n].clause == reading.terms[m].clause
        is_by = "by" in marks_between(reading.terms, n, m)
        if one_clause and is_by == passive == is_behind_be(reading.terms, n):
            yield reading.terms[n].key, reading.terms[m].key


def _says_in_order(now: Sequence[Term], original: Sequence[Term]) -> bool:
    kept = [n for n, term in enumerate(original) if term.carries]
    said = [n for n, term in enumerate(now) if term.carries]
    return any(_in_order(original, kept, now, chosen) for chosen in _without_added(now, said, original, kept))


def _named_later(original: Sequence[Term], n_it: int) -> Iterator[Sequence[Term]]:
    """The original with words of a clause and the "it" of the next one in each other's place.

    "If you lose your card, block it" may become "block your card if you lose it". Nothing where the rewrite has not
    `n_it` times "it" or "them" as the original has: then the word would stand for something else.
    """
    terms = _with_it(original)
    if _count_it(terms) != n_it:
        return
    for it in range(1, len(terms)):
        if terms[it].said.lower() not in _IT:
            continue
        before = [
            n for n in range(it) if terms[n].clause != terms[it].clause and terms[n].sentence == terms[it].sentence
        ]
        clauses = {term.clause for term in terms if term.sentence == terms[it].sentence}
        if not before or clauses != {terms[before[-1]].clause, terms[it].clause}:
            continue
        for first, last in _names(terms, before):
            if not _is_all_there_is(terms, before, first, last):
                continue
            name = [replace(term, clause=terms[it].clause) for term in terms[first : last + 1]]
            pronoun = replace(terms[it], clause=terms[last].clause)
            yield [*terms[:first], pronoun, *terms[last + 1 : it], *name, *terms[it + 1 :]]


def _is_all_there_is(terms: Sequence[Term], places: Sequence[int], first: int, last: int) -> bool:
    """Whether a clause has no other name for an "it" than these words; "the guest loses the badge" has two."""
    named = [n for n in places if terms[n].carries or terms[n].role == "light"]  # "note" may be one
    rest = [terms[n].said.lower() for n in named if not first <= n <= last]
    return (
        len(rest) <= 1
        and all(map(is_verb_form, rest))
        and (first == last or not is_verb_form(terms[last].said.lower()))
    )


def _names(terms: Sequence[Term], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The runs of words side by side that "it" may stand for, the last words of the clause first."""
    for last in reversed(places):
        for first in range(last, max(places[0] - 1, last - LONGEST_COMPOUND), -1):
            if not terms[first].carries:
                break
            yield first, last


def _with_it(terms: Sequence[Term]) -> list[Term]:
    """The terms with "it" and "them" as words that have a place to keep."""
    return [replace(term, role="word") if term.said.lower() in _IT else term for term in terms]


def _count_it(terms: Sequence[Term]) -> int:
    return sum(term.said.lower() in _IT for term in terms)


def _without_added(
    now: Sequence[Term], said: list[int], original: Sequence[Term], kept: list[int]
) -> Iterator[list[int]]:
    """The places in the rewrite that stand for the original: each way to leave out what was added."""
    left: dict[str, int] = {}
    for n in kept:
        left[original[n].key] = left.get(original[n].key, 0) + 1
    places: dict[str, list[int]] = {}
    for n in said:
        places.setdefault(now[n].key, []).append(n)
    fixed: list[int] = []
    open_keys: list[list[tuple[int, ...]]] = []
    for key, found in places.items():
        wanted = left.get(key, 0)
        if wanted >= len(found):
            fixed += found
        elif wanted:
            open_keys.append(list(combinations(found, wanted)))
    for tries, choice in enumerate(_choices(open_keys)):
        if tries >= _TRIES:
            return
        yield sorted((*fixed, *choice))


def _choices(options: list[list[tuple[int, ...]]]) -> Iterator[tuple[int, ...]]:
    if not options:
        yield ()
        return
    for rest in _choices(options[1:]):
        for choice in options[0]:
            yield (*choice, *rest)


def _in_order(original: Sequence[Term], kept: list[int], now: Sequence[Term], said: list[int]) -> bool:
    if len(kept) != len(said):
        return True  # something is lost, which is another check's to say
    as_many = len({original[n].sentence for n in kept}) == len({now[n].sentence for n in said})
    at = 0
    while at < len(kept):
        end = at
        while end < len(kept) and original[kept[end]].sentence == original[kept[at]].sentence:
            end += 1
        if as_many and len({now[n].sentence for n in said[at:end]}) > 1:
            return False  # a word went over to the next sentence
        if not _same(original, kept[at:end], now, said[at:end]):
            return False
        at = end
    return True


def _same(original: Sequence[Term], kept: list[int], now: Sequence[Term], said: list[int]) -> bool:
    """Whether one sentence says what it said, after as few exchanges as there are."""
    if not kept:
        return True
    if len(kept) > _LONGEST:  # a list or a log: its words stay where they are
        return [original[n].key for n in kept] == [now[n].key for n in said]
    if original[kept[0]].key == now[said[0]].key and _same(original, kept[1:], now, said[1:]):
        return True
    for end in range(2, len(kept) + 1):
        if sorted(original[n].key for n in kept[:end]) != sorted(now[n].key for n in said[:end]):
            continue
        if _may_change_places(original, kept, now, said, end) and _same(original, kept[end:], now, said[end:]):
            return True
    return False


def _may_change_places(
    original: Sequence[Term], kept: list[int], now: Sequence[Term], said: list[int], end: int
) -> bool:
    """Whether the first words of both, up to `end`, are one exchange apart that does not change the sense."""
    for cut in range(1, end):
        second = end - cut
        if Counter(original[n].key for n in kept[:cut]) != Counter(now[n].key for n in said[second:end]):
            continue
        places = Places(
            original, now, kept[:cut], kept[cut:end], said[second:end], said[:second], kept[end:], said[end:]
        )
        if places.unchanged and any(allows(places) for allows in (is_compound, is_predicate, is_value, is_step)):
            return True
        if (
            (is_clause(places) or keeps_marks(places) or is_heading(places))
            and _same(original, places.first, now, places.first_now)
            and _same(original, places.second, now, places.second_now)
        ):
            return True
    return is_passive(original, kept, now, said, end)
