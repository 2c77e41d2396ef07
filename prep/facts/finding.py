"""All checkable facts of a text, each with its span, context and scope."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from prep.facts.dates import find_dates, find_frequencies
from prep.facts.hours import find_hours
from prep.facts.layout import Layout, lay_out
from prep.facts.mentions import find_addresses, find_codes, find_contacts, find_menus, find_names, find_versions
from prep.facts.quantities import find_quantities
from prep.facts.records import Fact
from prep.facts.scopes import find_scopes
from prep.facts.spans import Spans
from prep.facts.stances import find_answer, find_contrasts, find_modality, negations

_PLACEHOLDER = re.compile(r"\[[A-Z]+(?:_\d+)?\]")
MAX_LENGTH = 20_000  # characters; the rest of a longer text is not read


_found_elsewhere: dict[str, tuple[Fact, ...]] = {}


def take_facts(text: str, found: tuple[Fact, ...]) -> None:
    """Know what another process found in a text, so that it is not looked for in this one, nor in its children."""
    _found_elsewhere[text] = found
    find_facts(text)
    _found_elsewhere.pop(text, None)


@lru_cache(maxsize=50_000)
def find_facts(text: str) -> tuple[Fact, ...]:
    """Every checkable fact, in order of place. Spans refer to `text`; stances may overlap other facts."""
    if text in _found_elsewhere:
        return _found_elsewhere[text]
    read = text[:MAX_LENGTH]
    layout = lay_out(read)
    scopes = find_scopes(read)
    taken = Spans(match.span() for match in _PLACEHOLDER.finditer(read))
    found: list[Fact] = []
    for source in (find_addresses, find_menus, find_hours, find_dates, find_versions, find_frequencies):
        _take(source(read), found, taken)
    found += find_quantities(read, taken)
    for source in (find_contacts, find_codes, find_names):
        _take(source(read), found, taken)
    fixed = Spans((fact.start, fact.end) for fact in found if fact.kind in ("url", "email", "menu", "name"))
    for stance in (*find_answer(read), *find_modality(read), *find_contrasts(read)):
        if not fixed.touch(stance.start, stance.end):
            found.append(stance)
    found += [Fact("negation", "no", "", "exactly", start, end, read[start:end]) for start, end in negations(read)]
    placed = [
        replace(fact, context=layout.near(fact.start, fact.end), scope=_scope_at(fact, scopes, layout))
        for fact in found
    ]
    return tuple(sorted((*placed, *scopes), key=lambda fact: (fact.start, fact.end, fact.kind)))


def _take(facts: Iterable[Fact], found: list[Fact], taken: Spans) -> None:
    for fact in facts:
        if not taken.touch(fact.start, fact.end):
            found.append(fact)
            taken.add(fact.start, fact.end)


def _scope_at(fact: Fact, scopes: tuple[Fact, ...], layout: Layout) -> tuple[str, ...]:
    """What limits the fact: the scopes of its clause, else for each dimension those of its sentence."""
    if not scopes:
        return ()
    clause, sentence = layout.clause(fact.start), layout.sentence(fact.start)
    nearest = {scope.unit for scope in scopes if clause[0] <= scope.start < clause[1]}
    return tuple(
        sorted(
            {
                f"{scope.unit}:{scope.value}"
                for scope in scopes
                if (clause[0] <= scope.start < clause[1])
                or (sentence[0] <= scope.start < sentence[1] and scope.unit not in nearest)
            }
        )
    )
