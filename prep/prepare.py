"""★ The front door of preparation: what was imported → tickets as people wrote them → pairs.

The audit (audit.py) and the split (split.py) follow as steps of their own, because a person decides in between.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from prep.boilerplate import find_boilerplate
from prep.clean import clean
from prep.glossary import Glossary, mine_glossary, with_proposals
from prep.pairing import pair_up
from prep.progress import Progress, silent
from prep.records import Edit, Import, Pair, Rejection, Ticket
from prep.redact import Redactor


@dataclass(frozen=True, slots=True)
class Prepared:
    """What preparation made. Every imported ticket is either behind a pair or in `rejections`."""

    tickets: tuple[Ticket, ...]  # cleaned, redacted, without people
    pairs: tuple[Pair, ...]
    edits: tuple[Edit, ...]
    rejections: tuple[Rejection, ...]
    glossary: Glossary  # what was given, with what the tickets themselves define

    @property
    def rejected_by_code(self) -> Mapping[str, int]:
        """How many were dropped for each reason, most frequent first."""
        return dict(Counter(rejection.code for rejection in self.rejections).most_common())


def prepare(
    imported: Import, glossary: Glossary, *, keep_personal_data: bool = False, progress: Progress = silent
) -> Prepared:
    """Clean, redact and pair every ticket of an import."""
    boilerplate = find_boilerplate(imported.tickets)
    redactor = Redactor(imported.tickets)
    tickets: list[Ticket] = []
    with progress("Cleaning and redacting tickets", len(imported.tickets)) as tick:
        for ticket in imported.tickets:
            cleaned = clean(ticket, boilerplate)
            tickets.append(replace(cleaned if keep_personal_data else redactor.redact(cleaned), people=()))
            tick(1)
    known = with_proposals(glossary, mine_glossary(tickets))
    return pair_tickets(tickets, known, imported.rejections, progress=progress)


def pair_tickets(
    tickets: Sequence[Ticket],
    glossary: Glossary,
    earlier: Sequence[Rejection] = (),
    *,
    progress: Progress = silent,
) -> Prepared:
    """The second half of preparation, which a changed glossary repeats without the export."""
    pairs: list[Pair] = []
    edits: list[Edit] = []
    rejections = list(earlier)
    with progress("Pairing questions with answers", len(tickets)) as tick:
        for ticket in tickets:
            pairing = pair_up(ticket, glossary)
            pairs += pairing.pairs
            edits += pairing.edits
            rejections += pairing.rejections
            tick(1)
    return Prepared(tuple(tickets), tuple(pairs), tuple(edits), tuple(rejections), glossary)
