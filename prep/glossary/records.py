"""The nouns of the glossary: a shorthand with its meaning, and what was found for one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from prep.plurals import many

FROM_LIST = "general list"  # came with pairwright
FROM_TICKETS = "tickets"  # the tickets leave no other reading

How = Literal["definition", "initials", "short-form", "cut", "unexplained"]


@dataclass(frozen=True, slots=True)
class Sense:
    """One of several meanings of a shorthand, and where it is meant: in these topics, beside one of these words."""

    meaning: str
    topics: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What one shorthand means and who says so.

    `meaning` may hold two forms, "approval/approved": the second where a participle fits. An empty meaning says that
    the word is no shorthand. `confirmed_by` is a person, FROM_LIST or FROM_TICKETS; empty: only proposed, not applied.
    `senses` instead of a meaning: the one that the place asks for, and none where several or none do.
    """

    shorthand: str
    meaning: str
    confirmed_by: str = ""
    n_tickets: int = 0
    evidence: str = ""
    senses: tuple[Sense, ...] = ()
    quoted: tuple[str, ...] = ()  # the tickets whose words stand in the evidence

    @property
    def is_cut(self) -> bool:
        """Whether it is written like any word: "app". Then nobody accepts it without having seen its uses."""
        return self.evidence.startswith("cut")

    @property
    def is_a_persons(self) -> bool:
        """Whether a person wrote or confirmed it."""
        return self.confirmed_by not in ("", FROM_LIST, FROM_TICKETS)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A shorthand of the tickets, with the meaning found in them. `sure`: nothing in them speaks for another one.

    An empty meaning is a question: tickets use it, none says what it means.
    """

    shorthand: str
    meaning: str
    how: How
    n_tickets: int  # that use it
    sure: bool
    evidence: tuple[tuple[str, str], ...]  # ticket id, what it says
    n_both: int = 0  # tickets that use the meaning, too


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """Shorthand → entry. A project's entries stand before the general list. Hashed by identity, for caches."""

    entries: Mapping[str, Entry] = field(default_factory=dict)

    def find(self, word: str) -> Entry | None:
        """The applied entry for a word as written: "Pls" finds "pls", "el" does not find "EL"."""
        for key in (word, word.lower() if word[:1].isupper() and word[1:].islower() else word):
            entry = self.entries.get(key)
            if entry is not None and entry.confirmed_by:
                return entry
        # Longer capitals are typed in lower case too, and are no words then: "wfh", "lwp".
        entry = self.entries.get(word.upper()) if len(word) >= 3 and word.islower() else None
        return entry if entry is not None and entry.confirmed_by else None

    def with_entries(self, entries: Iterable[Entry]) -> "Glossary":
        """This glossary with entries added or replaced."""
        return replace(self, entries={**self.entries, **{entry.shorthand: entry for entry in entries}})

    def about(self, topic: str) -> "Glossary":
        """The glossary for tickets of one topic: senses that belong to other topics are left out."""
        return _about(self, topic) if any(entry.senses for entry in self.entries.values()) else self

    @property
    def own(self) -> tuple[Entry, ...]:
        """The entries that are the project's, not of the general list, in order of shorthand."""
        entries = (entry for entry in self.entries.values() if entry.confirmed_by != FROM_LIST)
        return tuple(sorted(entries, key=lambda entry: (entry.shorthand.lower(), entry.shorthand)))


def laid_over(glossary: Glossary, given: Glossary) -> Glossary:
    """A glossary with another one's own entries over it; a proposal replaces nothing that somebody confirmed."""
    known = glossary.entries
    return glossary.with_entries(
        entry
        for entry in given.own
        if entry.confirmed_by not in ("", FROM_TICKETS)
        or entry.shorthand not in known
        or known[entry.shorthand].confirmed_by == ""
    )


@lru_cache(maxsize=1_000)
def _about(glossary: Glossary, topic: str) -> Glossary:
    def here(entry: Entry) -> Entry:
        senses = (sense for sense in entry.senses if not sense.topics or topic in sense.topics)
        return replace(entry, senses=tuple(replace(sense, topics=()) for sense in senses))

    return glossary.with_entries(here(entry) for entry in glossary.entries.values() if entry.senses)


def with_proposals(glossary: Glossary, proposals: Iterable[Proposal]) -> Glossary:
    """A glossary that has taken in what was mined: sure meanings are applied, the others wait for a person.

    What a person wrote or the general list says stays; what was mined before and is not now goes. The first proposal
    for a shorthand is the best.
    """
    new: dict[str, Entry] = {}
    for proposal in proposals:
        standing = glossary.entries.get(proposal.shorthand)
        if proposal.shorthand in new or (standing is not None and standing.confirmed_by not in ("", FROM_TICKETS)):
            continue
        new[proposal.shorthand] = Entry(
            proposal.shorthand,
            proposal.meaning,
            FROM_TICKETS if proposal.sure else "",
            proposal.n_tickets,
            _evidence(proposal),
            quoted=tuple(ticket_id for ticket_id, _ in proposal.evidence),
        )
    # What was mined has evidence; what a hand wrote and nobody confirmed has none, and stays for the hand to finish.
    kept = {
        short: entry
        for short, entry in glossary.entries.items()
        if entry.confirmed_by not in ("", FROM_TICKETS) or not (entry.confirmed_by or entry.evidence)
    }
    return replace(glossary, entries={**kept, **new})


def _evidence(proposal: Proposal) -> str:
    """How a meaning was found, and in which words tickets use the shorthand."""
    beside = f", {many(proposal.n_both, 'ticket uses', 'tickets use')} both" if proposal.n_both else ""
    return f"{proposal.how}{beside}: " + "; ".join(f"{ticket_id}: {text}" for ticket_id, text in proposal.evidence)
