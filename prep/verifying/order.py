"""Order: what is said of what. Two names that change places keep every word and say something else.

The words of a sentence stay in order, but for two things that change nothing: a clause may go before or behind the
rest of its sentence, and "approval by the manager" may become "manager approval".
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from prep.grammar.lexicon import ADJECTIVES, BE, IRREGULAR, word_set
from prep.grammar.tagging import is_verb_form
from prep.verifying.reading import ARROW, STEP
from prep.verifying.records import Fault, Reading, Sources, Term
from prep.verifying.unmarked import asks
from prep.verifying.wordings import PHRASAL, RELATIONS

OTHER_ORDER = Fault("order", "the words of the original come in another order")
_IT = frozenset(("it", "them"))
_COMPOUND = frozenset(("of", "by", "from"))
_DUTIES = frozenset(("must", "can", "should", "not"))
# "Drivers sometimes scan" is no "sometimes scan drivers".
_SAY_NO_RELATION = word_set(
    "only else always usually normally generally typically sometimes often rarely hardly still already again"
)
_CASES = frozenset(("if", "within", "until", "before", "after"))
_LONGEST_COMPOUND = 3  # words
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
            if right.clause != left.clause or right.said.lower() in BE or right.key in _COMPOUND:
                break
            if right.carries:
                yield left.key, right.key


def _done_to(reading: Reading, *, passive: bool) -> Iterator[tuple[str, str]]:
    """Each verb with the word behind it: "confirm the dates", or of the passive "is confirmed by the dates"."""
    places = [n for n, term in enumerate(reading.terms) if term.carries]
    for n, m in pairwise(places):
        one_clause = reading.terms[n].clause == reading.terms[m].clause
        is_by = "by" in _marks_between(reading.terms, n, m)
        if one_clause and is_by == passive == _is_behind_be(reading.terms, n):
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
        for first in range(last, max(places[0] - 1, last - _LONGEST_COMPOUND), -1):
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
        places = _Places(
            original, now, kept[:cut], kept[cut:end], said[second:end], said[:second], kept[end:], said[end:]
        )
        if places.unchanged and any(allows(places) for allows in (_is_compound, _is_predicate, _is_value, _is_step)):
            return True
        if (
            (_is_clause(places) or _keeps_marks(places) or _is_heading(places))
            and _same(original, places.first, now, places.first_now)
            and _same(original, places.second, now, places.second_now)
        ):
            return True
    return _is_passive(original, kept, now, said, end)


@dataclass(frozen=True, slots=True)
class _Places:
    """Two runs of words that changed places: where they stood, where they stand now, and what follows both."""

    original: Sequence[Term]
    now: Sequence[Term]
    first: list[int]
    second: list[int]
    first_now: list[int]
    second_now: list[int]
    after: list[int]
    after_now: list[int]

    @property
    def unchanged(self) -> bool:
        """Whether both are in themselves as they were."""
        return [self.original[n].key for n in (*self.first, *self.second)] == [
            self.now[n].key for n in (*self.first_now, *self.second_now)
        ]


def _is_clause(places: _Places) -> bool:
    """Whole clauses of two words and more."""
    whole = _whole_clauses(places.original, [*places.first, *places.second])
    first = len(places.first) > 1 or _mark_stays(places, places.first, places.first_now)
    return whole and first and (len(places.second) > 1 or _mark_stays(places, places.second, places.second_now))


def _mark_stays(places: _Places, before: list[int], after: list[int]) -> bool:
    return "" != mark_before(places.original, before[0]) == mark_before(places.now, after[0])


def _whole_clauses(terms: Sequence[Term], places: list[int]) -> bool:
    start, last = places[0], places[-1]
    opens = not any(term.carries and term.clause == terms[start].clause for term in terms[:start])
    return opens and not any(term.carries and term.clause == terms[last].clause for term in terms[last + 1 :])


def _is_compound(places: _Places) -> bool:
    """ "Approval by the line manager" and "line manager approval"; "refunds need a receipt", "needed for refunds"."""
    if max(len(places.first), len(places.second)) > _LONGEST_COMPOUND:
        return False
    before = _marks_between(places.original, places.first[-1], places.second[0])
    after = _marks_between(places.now, places.second_now[-1], places.first_now[0])
    if _is_gerund(places):
        return True
    words_only = not any(places.original[n].key.startswith("number") for n in (*places.first, *places.second))
    is_said_of = _small_between(places.original, places.first[-1], places.second[0]) | _small_between(
        places.now, places.second_now[-1], places.first_now[0]
    )  # "the allowance is independent" is no "independent of the allowance"
    one_phrase = words_only and not is_said_of & BE and _is_one_phrase(places)
    if one_phrase and len(before) + len(after) == 1 and (before | after) <= _COMPOUND:
        return True
    needs, is_needed = (before, after) if "must" in before else (after, before)
    return needs - {"not"} == {"must"} and is_needed == {"needed", "of"}


def _is_one_phrase(places: _Places) -> bool:
    """Whether both stand in one clause, and neither holds "computer (for) glasses", which is no name."""
    clauses = {places.original[n].clause for n in (*places.first, *places.second)}
    clauses_now = {places.now[n].clause for n in (*places.first_now, *places.second_now)}
    runs = (places.first, places.second)
    return len(clauses) == len(clauses_now) == 1 and not any(
        _marks_between(places.original, run[0], run[-1]) for run in runs
    )


def _is_gerund(places: _Places) -> bool:
    """ "A SIM swap" and "swapping the SIM"."""
    if len(places.first) != 1 or len(places.second) != 1:
        return False
    turned, noun = places.now[places.second_now[0]], places.second_now[0] + 1
    was = places.original[places.second[0]].said.lower()
    the = places.now[noun].key if noun < len(places.now) else ""
    return (
        turned.said.lower().endswith("ing") and not was.endswith("ing") and the in ("the", "a", "an", "second", "first")
    )


def _is_predicate(places: _Places) -> bool:
    """ "Free delivery" and "delivery is free"; "we send a card" and "a card is sent"."""
    before = _small_between(places.original, places.first[-1], places.second[0])
    after = _small_between(places.now, places.second_now[-1], places.first_now[0])
    turned, noun = (places.first, places.second) if after & BE else (places.second, places.first)
    if len(turned) != 1 or len(noun) > _LONGEST_COMPOUND or bool(before & BE) == bool(after & BE):
        return False
    if after & BE:
        related = _relations_between(places.original, places.first[-1], places.second[0])
        left_over = places.now[places.first_now[0] + 1 :][:1]
    else:
        related = _relations_between(places.now, places.second_now[-1], places.first_now[0])
        left_over = places.original[places.second[0] + 1 :][:1]
    if related and related != [term.said.lower() for term in left_over]:  # "pay for it" and "it is paid for" only
        return False
    said = places.original[turned[0]].said.lower()
    return said in ADJECTIVES | PHRASAL or is_verb_form(said)


def _is_value(places: _Places) -> bool:
    """ "Sunday closed" and "closed on Sunday"; "Q1 is January to March" and "January to March is Q1"."""
    runs, runs_now = (places.first, places.second), (places.first_now, places.second_now)
    figures = [{places.original[n].role == "figure" for n in run} for run in runs]
    if figures not in ([{True}, {False}], [{False}, {True}]):
        return False
    value = figures.index({True})
    is_date = all(places.original[n].key.startswith(("date", "time")) for n in runs[value])
    before = _small_between(places.original, places.first[-1], places.second[0])
    after = _small_between(places.now, places.second_now[-1], places.first_now[0])
    marks = {mark_before(places.original, runs[value][0]), mark_before(places.now, runs_now[value][0])}
    words = mark_before(places.original, runs[1 - value][0]), mark_before(places.now, runs_now[1 - value][0])
    return words == ("", "") and ((marks <= {"", "in", "on", "at"} and is_date) or before == after == {"is"})


def _is_step(places: _Places) -> bool:
    """ "App > Shuttle" and "Shuttle in the app"; "invoices → Ines" and "Ines for invoices"."""
    sign = _small_between(places.original, places.first[-1], places.second[0]) - {"else"}
    related = _marks_between(places.now, places.second_now[-1], places.first_now[0])
    return (sign == {STEP} and related == {"in"}) or (sign == {ARROW} and related in ({"of"}, {"with"}))


def _keeps_marks(places: _Places) -> bool:
    """Both keep the small word before them: "on 31 December each year", "each year on 31 December"."""
    terms = places.original
    one_clause = terms[places.first[0]].clause == terms[places.second[-1]].clause
    if not one_clause and not (_whole_clauses(terms, places.first) and _whole_clauses(terms, places.second)):
        return False
    first, second = mark_before(terms, places.first[0]), mark_before(terms, places.second[0])
    first_now = mark_before(places.now, places.first_now[0])
    second_now = mark_before(places.now, places.second_now[0])
    # A note leaves out what its words are to the rest: "card within 30 days", "within 30 days … to the card".
    added_now = first == "" and first_now in RELATIONS and second in _CASES
    if second != second_now or (first != first_now and not added_now):
        return False
    if not added_now and _is_said_of(terms, places.first[0]) != _is_said_of(places.now, places.first_now[0]):
        return False
    if _is_said_of(terms, places.second[0]) != _is_said_of(places.now, places.second_now[0]):
        return False
    follows = not places.after or mark_before(places.original, places.after[0]) == mark_before(
        places.now, places.after_now[0]
    )
    if "" in (first, second) and {first, second} & _DUTIES and not _turns_passive(places):
        return False  # "the lead must approve" is no "must approve the lead"
    return follows and (first != second or first == "per")


def _turns_passive(places: _Places) -> bool:
    """ "You must request leave" and "leave must be requested"."""
    pairs = ((places.first, places.first_now), (places.second, places.second_now))
    return any(_is_behind_be(places.original, run[0]) != _is_behind_be(places.now, turned[0]) for run, turned in pairs)


def _is_heading(places: _Places) -> bool:
    """ "Server maintenance - will email be down?" and "will email be down during server maintenance?"."""
    opens = places.original[places.first[0] : places.second[0]]
    return (
        places.unchanged
        and len(places.first) > 1
        and _whole_clauses(places.original, [*places.first, *places.second])
        and not any(term.role in ("relation", "stance") for term in opens)
        and mark_before(places.now, places.first_now[0]) == "during"
    )


def _is_said_of(terms: Sequence[Term], n: int) -> bool:
    """Whether a word stands behind "is", a participle aside: "free travel" is no "the free is travel"."""
    said = terms[n].said.lower()
    return said not in IRREGULAR and not said.endswith("ed") and _is_behind_be(terms, n)


def _is_behind_be(terms: Sequence[Term], n: int) -> bool:
    for m in range(n - 1, -1, -1):
        if terms[m].carries or terms[m].clause != terms[n].clause:
            return False
        if terms[m].said.lower() in BE:
            return not (m and terms[m - 1].key == "there")
    return False


def _is_passive(original: Sequence[Term], kept: list[int], now: Sequence[Term], said: list[int], end: int) -> bool:
    """ "The manager must approve overtime" and "overtime must be approved by the manager"."""
    keys = [original[n].key for n in kept[:end]]
    for verb in range(1, end):
        if [*keys[verb:], *keys[:verb]] == [now[n].key for n in said[:end]] and _has_agent_last(
            original, kept, now, said, verb, end
        ):
            return True
        turned = [*keys[verb + 1 :], keys[verb], *keys[:verb]]
        if turned != [now[n].key for n in said[:end]]:
            continue
        if verb == end - 1:  # "a manager signs it", "it is signed by a manager"
            is_by = mark_before(now, said[1]) == "by" and _is_behind_be(now, said[0])
            return is_by and "by" not in _marks_between(original, kept[0], kept[1])
        agent = ("by", "in") if keys[verb] == "includ" else ("by",)
        if (mark_before(now, said[end - verb]) in agent) != (mark_before(original, kept[verb + 1]) in agent):
            return mark_before(now, said[end - verb - 1]) == mark_before(original, kept[verb])
    return False


def _has_agent_last(
    original: Sequence[Term], kept: list[int], now: Sequence[Term], said: list[int], verb: int, end: int
) -> bool:
    """ "Your manager approves it in the portal" and "it is approved in the portal by your manager"."""
    is_by = mark_before(now, said[end - verb]) == "by"
    turned = now[: said[0]][-1:]
    was_active = not _is_behind_be(original, kept[verb]) and mark_before(original, kept[0]) == ""
    return is_by and was_active and bool(turned) and turned[0].said.lower() in BE and is_verb_form(now[said[0]].said)


def _marks_between(terms: Sequence[Term], left: int, right: int) -> set[str]:
    return {term.key for term in terms[left + 1 : right] if term.role in ("relation", "stance")}


def _relations_between(terms: Sequence[Term], left: int, right: int) -> list[str]:
    return [term.said.lower() for term in terms[left + 1 : right] if term.role == "relation" or term.key == "from"]


def _small_between(terms: Sequence[Term], left: int, right: int) -> set[str]:
    return {term.key for term in terms[left + 1 : right]}


def mark_before(terms: Sequence[Term], n: int) -> str:
    """The small word that says what a word is to the rest; "" where it has none."""
    for term in reversed(terms[:n]):
        if term.carries or term.clause != terms[n].clause:
            return ""
        if term.role in ("relation", "stance") and term.key not in _SAY_NO_RELATION:
            return term.said.lower() if term.role == "relation" else term.key
    return ""
