"""Exchanges that change nothing: two runs of words in each other's place, and the sentence says what it said.

"Approval by the manager" and "manager approval", "delivery is free" and "free delivery", a clause before or behind the
rest, the active and the passive.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from prep.grammar.lexicon import ADJECTIVES, BE, IRREGULAR
from prep.grammar.tagging import is_verb_form
from prep.verifying.marks import is_behind_be, mark_before, marks_between, relations_between, small_between
from prep.verifying.reading import ARROW, STEP
from prep.verifying.records import Term
from prep.verifying.wordings import PHRASAL, RELATIONS

COMPOUND = frozenset(("of", "by", "from"))
LONGEST_COMPOUND = 3  # words
_DUTIES = frozenset(("must", "can", "should", "not"))
_CASES = frozenset(("if", "within", "until", "before", "after"))


@dataclass(frozen=True, slots=True)
class Places:
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


def is_clause(places: Places) -> bool:
    """Whole clauses of two words and more."""
    whole = _whole_clauses(places.original, [*places.first, *places.second])
    first = len(places.first) > 1 or _mark_stays(places, places.first, places.first_now)
    return whole and first and (len(places.second) > 1 or _mark_stays(places, places.second, places.second_now))


def _mark_stays(places: Places, before: list[int], after: list[int]) -> bool:
    return "" != mark_before(places.original, before[0]) == mark_before(places.now, after[0])


def _whole_clauses(terms: Sequence[Term], places: list[int]) -> bool:
    start, last = places[0], places[-1]
    opens = not any(term.carries and term.clause == terms[start].clause for term in terms[:start])
    return opens and not any(term.carries and term.clause == terms[last].clause for term in terms[last + 1 :])


def is_compound(places: Places) -> bool:
    """ "Approval by the line manager" and "line manager approval"; "refunds need a receipt", "needed for refunds"."""
    if max(len(places.first), len(places.second)) > LONGEST_COMPOUND:
        return False
    before = marks_between(places.original, places.first[-1], places.second[0])
    after = marks_between(places.now, places.second_now[-1], places.first_now[0])
    if _is_gerund(places):
        return True
    words_only = not any(places.original[n].key.startswith("number") for n in (*places.first, *places.second))
    is_said_of = small_between(places.original, places.first[-1], places.second[0]) | small_between(
        places.now, places.second_now[-1], places.first_now[0]
    )  # "the allowance is independent" is no "independent of the allowance"
    one_phrase = words_only and not is_said_of & BE and _is_one_phrase(places)
    if one_phrase and len(before) + len(after) == 1 and (before | after) <= COMPOUND:
        return True
    needs, is_needed = (before, after) if "must" in before else (after, before)
    return needs - {"not"} == {"must"} and is_needed == {"needed", "of"}


def _is_one_phrase(places: Places) -> bool:
    """Whether both stand in one clause, and neither holds "computer (for) glasses", which is no name."""
    clauses = {places.original[n].clause for n in (*places.first, *places.second)}
    clauses_now = {places.now[n].clause for n in (*places.first_now, *places.second_now)}
    runs = (places.first, places.second)
    return len(clauses) == len(clauses_now) == 1 and not any(
        marks_between(places.original, run[0], run[-1]) for run in runs
    )


def _is_gerund(places: Places) -> bool:
    """ "A SIM swap" and "swapping the SIM"."""
    if len(places.first) != 1 or len(places.second) != 1:
        return False
    turned, noun = places.now[places.second_now[0]], places.second_now[0] + 1
    was = places.original[places.second[0]].said.lower()
    the = places.now[noun].key if noun < len(places.now) else ""
    return (
        turned.said.lower().endswith("ing") and not was.endswith("ing") and the in ("the", "a", "an", "second", "first")
    )


def is_predicate(places: Places) -> bool:
    """ "Free delivery" and "delivery is free"; "we send a card" and "a card is sent"."""
    before = small_between(places.original, places.first[-1], places.second[0])
    after = small_between(places.now, places.second_now[-1], places.first_now[0])
    turned, noun = (places.first, places.second) if after & BE else (places.second, places.first)
    if len(turned) != 1 or len(noun) > LONGEST_COMPOUND or bool(before & BE) == bool(after & BE):
        return False
    if after & BE:
        related = relations_between(places.original, places.first[-1], places.second[0])
        left_over = places.now[places.first_now[0] + 1 :][:1]
    else:
        related = relations_between(places.now, places.second_now[-1], places.first_now[0])
        left_over = places.original[places.second[0] + 1 :][:1]
    if related and related != [term.said.lower() for term in left_over]:  # "pay for it" and "it is paid for" only
        return False
    said = places.original[turned[0]].said.lower()
    return said in ADJECTIVES | PHRASAL or is_verb_form(said)


def is_value(places: Places) -> bool:
    """ "Sunday closed" and "closed on Sunday"; "Q1 is January to March" and "January to March is Q1"."""
    runs, runs_now = (places.first, places.second), (places.first_now, places.second_now)
    figures = [{places.original[n].role == "figure" for n in run} for run in runs]
    if figures not in ([{True}, {False}], [{False}, {True}]):
        return False
    value = figures.index({True})
    is_date = all(places.original[n].key.startswith(("date", "time")) for n in runs[value])
    before = small_between(places.original, places.first[-1], places.second[0])
    after = small_between(places.now, places.second_now[-1], places.first_now[0])
    marks = {mark_before(places.original, runs[value][0]), mark_before(places.now, runs_now[value][0])}
    words = mark_before(places.original, runs[1 - value][0]), mark_before(places.now, runs_now[1 - value][0])
    return words == ("", "") and ((marks <= {"", "in", "on", "at"} and is_date) or before == after == {"is"})


def is_step(places: Places) -> bool:
    """ "App > Shuttle" and "Shuttle in the app"; "invoices → Ines" and "Ines for invoices"."""
    sign = small_between(places.original, places.first[-1], places.second[0]) - {"else"}
    related = marks_between(places.now, places.second_now[-1], places.first_now[0])
    return (sign == {STEP} and related == {"in"}) or (sign == {ARROW} and related in ({"of"}, {"with"}))


def keeps_marks(places: Places) -> bool:
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


def _turns_passive(places: Places) -> bool:
    """ "You must request leave" and "leave must be requested"."""
    pairs = ((places.first, places.first_now), (places.second, places.second_now))
    return any(is_behind_be(places.original, run[0]) != is_behind_be(places.now, turned[0]) for run, turned in pairs)


def is_heading(places: Places) -> bool:
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
    return said not in IRREGULAR and not said.endswith("ed") and is_behind_be(terms, n)


def is_passive(original: Sequence[Term], kept: list[int], now: Sequence[Term], said: list[int], end: int) -> bool:
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
            is_by = mark_before(now, said[1]) == "by" and is_behind_be(now, said[0])
            return is_by and "by" not in marks_between(original, kept[0], kept[1])
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
    was_active = not is_behind_be(original, kept[verb]) and mark_before(original, kept[0]) == ""
    return is_by and was_active and bool(turned) and turned[0].said.lower() in BE and is_verb_form(now[said[0]].said)
