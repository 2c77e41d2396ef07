"""The nouns of the glossary: a shorthand with its meaning, and what was found for one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

FROM_LIST = "general list"  # came with pairwright
FROM_TICKETS = "tickets"  # the tickets leave no other reading

How = Literal["definition", "initials", "short-form"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one shorthand means and who says so.

    `meaning` may hold two forms, "approval/approved": the second where a participle fits. An empty meaning says that
    the word is no shorthand. `confirmed_by` is a person, FROM_LIST or FROM_TICKETS; empty: only proposed, not applied.
    """

    shorthand: str
    meaning: str
    confirmed_by: str = ""
    n_tickets: int = 0
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A meaning found in the tickets. `sure`: nothing in them speaks for another one."""

    shorthand: str
    meaning: str
    how: How
    n_tickets: int  # tickets that show both forms, or the definition
    sure: bool
    evidence: tuple[tuple[str, str], ...]  # ticket id, what it says


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


def with_proposals(glossary: Glossary, proposals: Iterable[Proposal]) -> Glossary:
    """A glossary that has taken in what was mined: sure meanings are applied, the others wait for a person.

    What a person wrote or the general list says stays; the first proposal for a shorthand is the best.
    """
    new: dict[str, Entry] = {}
    for proposal in proposals:
        standing = glossary.entries.get(proposal.shorthand)
        if proposal.shorthand in new or (standing is not None and standing.confirmed_by not in ("", FROM_TICKETS)):
            continue
        shown = "; ".join(f"{ticket_id}: {text}" for ticket_id, text in proposal.evidence[:2])
        confirmed_by = FROM_TICKETS if proposal.sure else ""
        new[proposal.shorthand] = Entry(
            proposal.shorthand, proposal.meaning, confirmed_by, proposal.n_tickets, f"{proposal.how}: {shown}"
        )
    return glossary.with_entries(new.values())
