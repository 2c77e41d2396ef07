"""The glossary as a person decides on it: each shorthand with what hangs on it, the weightiest first."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from prep.glossary.expanding import unknown_shorthand
from prep.glossary.records import FROM_TICKETS, Entry, Glossary, Sense
from prep.glossary.uses import excerpt
from prep.records import Edit, Pair

State = Literal["open", "accepted", "ignored", "applied unasked"]
SHOWN = 3
_FORM = re.compile(r"(?<![\w@/\\.&'’-])[A-Za-z]+\d?(?:[&/-][A-Za-z]+)*(?![\w@\\]|[&/-]\w)")


@dataclass(frozen=True, slots=True)
class Question:
    """One shorthand: what it may mean, how that was found, and which pairs hang on it."""

    shorthand: str
    meaning: str  # proposed or standing; "" when nothing was found
    senses: tuple[Sense, ...]
    state: State
    n_tickets: int
    n_pairs: int  # hold it unexplained; once it means something, have it written out as well
    uses: tuple[tuple[str, str], ...]  # pair or ticket, what it says
    evidence: str
    is_cut: bool  # written like any word: not to be accepted unread


def ask(
    glossary: Glossary, pairs: Sequence[Pair], edits: Iterable[Edit], held_back: Collection[str] = ()
) -> tuple[Question, ...]:
    """The project's own entries and what lets a pair wait, those that decide most pairs first.

    Pairs of `held_back` are counted and not quoted, nor are their tickets.
    """
    unlisted = tuple(_unlisted(glossary, pairs))
    own = (*glossary.own, *unlisted)
    held: defaultdict[str, dict[str, str]] = defaultdict(dict)
    wanted = {entry.shorthand for entry in own}
    for pair in pairs:
        for text in (pair.response, pair.instruction):
            for form in wanted.intersection(_FORM.findall(text)):
                if f"({form})" not in text:
                    held[form].setdefault(pair.pair_id, text)
    # No pair waits for what only questions leave unexplained: people ask in the words they have.
    waits = wanted - {entry.shorthand for entry in unlisted}
    waits |= {form for pair in pairs for form in wanted.intersection(_FORM.findall(pair.response))}
    sealed = {pair.ticket_id for pair in pairs if pair.pair_id in held_back}
    written: defaultdict[str, set[str]] = defaultdict(set)
    for edit in edits:
        if edit.kind == "glossary":
            written[edit.before].add(edit.pair_id)
    questions = [
        Question(
            entry.shorthand,
            entry.meaning,
            entry.senses,
            _state(entry.confirmed_by, bool(entry.meaning or entry.senses)),
            entry.n_tickets,
            len(held[entry.shorthand].keys() | (written[entry.shorthand] if entry.confirmed_by else set()))
            * (entry.shorthand in waits),
            _excerpts(held[entry.shorthand], entry.shorthand, held_back),
            _unsealed(entry, sealed),
            entry.is_cut,
        )
        for entry in own
    ]
    return tuple(sorted(questions, key=lambda one: (-one.n_pairs, -one.n_tickets, one.shorthand)))


def _unlisted(glossary: Glossary, pairs: Sequence[Pair]) -> Iterator[Entry]:
    """What pairs leave unexplained and too few tickets use for it to have been mined; of questions no small letters.

    In a question small letters without a vowel are mostly slips: "wht", "frm".
    """
    tickets: defaultdict[str, set[str]] = defaultdict(set)
    asked = set()
    for pair in pairs:
        for text in (pair.response, pair.instruction):
            for start, end in unknown_shorthand(text, glossary):
                tickets[text[start:end]].add(pair.ticket_id)
                if text is pair.response or text[start].isupper():
                    asked.add(text[start:end])
    for form in sorted(asked - glossary.entries.keys()):
        yield Entry(form, "", "", len(tickets[form]), "unexplained")


def restated(questions: Iterable[Question], glossary: Glossary) -> tuple[Question, ...]:
    """The same questions with meaning and state as a glossary has them now."""

    def now(one: Question) -> Question:
        entry = glossary.entries.get(one.shorthand)
        if entry is None:
            return one
        state = _state(entry.confirmed_by, bool(entry.meaning or entry.senses))
        meaning = entry.meaning if entry.meaning or state != "open" else one.meaning
        return replace(one, meaning=meaning, senses=entry.senses, state=state)

    return tuple(map(now, questions))


def _excerpts(texts: Mapping[str, str], form: str, held_back: Collection[str]) -> tuple[tuple[str, str], ...]:
    shown = ((where, excerpt(text, form)) for where, text in texts.items() if where not in held_back)
    return tuple(islice(shown, SHOWN))


def _unsealed(entry: Entry, sealed: Set[str]) -> str:
    """How a meaning was found, without what tickets say where one of them is sealed, or where nobody knows which."""
    is_open = entry.quoted and sealed.isdisjoint(entry.quoted) if sealed else True
    return entry.evidence if is_open else entry.evidence.partition(":")[0]


def senses_in_words(senses: Iterable[Sense]) -> str:
    """ "doctor in sick leave; document beside upload, sign"."""
    return "; ".join(
        " ".join(
            part
            for part in (
                sense.meaning,
                f"in {', '.join(sense.topics)}" if sense.topics else "",
                f"beside {', '.join(sense.near)}" if sense.near else "",
            )
            if part
        )
        for sense in senses
    )


def worth_asking(questions: Iterable[Question]) -> tuple[Question, ...]:
    """The open ones on which a pair hangs."""
    return tuple(one for one in questions if one.state == "open" and one.n_pairs)


def counted(questions: Iterable[Question]) -> Counter[State]:
    """How many are in each state."""
    return Counter(one.state for one in questions)


def _state(confirmed_by: str, means_something: bool) -> State:
    if confirmed_by == "":
        return "open"
    if confirmed_by == FROM_TICKETS:
        return "applied unasked"
    return "accepted" if means_something else "ignored"
