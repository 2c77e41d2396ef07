"""A project's threads as its pairs are made from them: as cleaning left them, with what a person put back.

What a person says about cuts is said here as well, because the command line and the pages both do.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from prep.cuts import CutSaid, Placed, Restored, cuts_of, standing, with_restored
from prep.errors import BadInput
from prep.held_back import held_back
from prep.project import Project, append_rows, need, read_appended, read_records
from prep.records import Pair, Ticket
from prep.stored_audit import read_last_audit

EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class CutKind:
    """All cuts of one reason."""

    reason: str
    n: int
    n_tickets: int
    n_restored: int
    examples: tuple[Placed, ...]  # that may be shown


def read_threads(project: Project) -> list[Ticket]:
    """The tickets with what was put back."""
    restored = read_restored(project)
    return [with_restored(ticket, restored) for ticket in read_cleaned(project)]


def read_cleaned(project: Project) -> list[Ticket]:
    """The tickets as cleaning left them, with every cut."""
    return read_records(need(project.tickets, f"pairwright prep {project.argument} EXPORT"), Ticket)


def read_restored(project: Project) -> Restored:
    """What a person put back."""
    return standing(read_appended(project.cuts_said, CutSaid))


def say_about_cuts(project: Project, lines: Sequence[CutSaid], at: str) -> None:
    """Add what was said at once to the append-only log; it is on disk when this returns."""
    append_rows(project.cuts_said, [replace(line, said_at=at) for line in lines])


def closed_tickets(project: Project) -> frozenset[str]:
    """The tickets whose texts are not shown, since a pair of theirs is held out."""
    held_out = held_back(project, read_last_audit(project))
    if not held_out:
        return frozenset()
    ticket_of = {pair.pair_id: pair.ticket_id for pair in read_records(project.pairs, Pair)}
    return frozenset(ticket_of.get(pair_id) or pair_id.rpartition("/")[0] for pair_id in held_out)


def kinds_of_cuts(tickets: Sequence[Ticket], restored: Restored, closed: Collection[str] = ()) -> list[CutKind]:
    """Every reason with its cuts, the most frequent first; no example is of a `closed` ticket."""
    found: dict[str, list[Placed]] = {}
    n_tickets: Counter[str] = Counter()
    for ticket in tickets:
        cuts = list(cuts_of(ticket))
        n_tickets.update({one.cut.reason for one in cuts})
        for one in cuts:
            found.setdefault(one.cut.reason, []).append(one)
    kinds = [
        CutKind(
            reason,
            len(cuts),
            n_tickets[reason],
            sum(restored.holds(one.cut_id, reason) for one in cuts),
            tuple([one for one in cuts if one.ticket_id not in closed][:EXAMPLES]),
        )
        for reason, cuts in found.items()
    ]
    return sorted(kinds, key=lambda kind: (-kind.n, kind.reason))


def named_cuts(project: Project, names: Sequence[str]) -> list[Placed]:
    """The cuts of these tickets and with these names; BadInput for a name that nothing has."""
    by_ticket = {ticket.ticket_id: list(cuts_of(ticket)) for ticket in read_cleaned(project)}
    by_name = {one.cut_id: one for cuts in by_ticket.values() for one in cuts}
    found: list[Placed] = []
    for name in names:
        if name not in by_name and name not in by_ticket:
            raise BadInput(
                f"{project.tickets}: expected a ticket or a cut such as {next(iter(by_name), 'T9001/m2:signature')}, "
                f"got {name!r}. `pairwright cuts {project.argument} TICKET` lists a ticket's."
            )
        found += by_ticket[name] if name in by_ticket else [by_name[name]]
    return found
