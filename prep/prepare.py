"""★ The front door of preparation: what was imported → tickets as people wrote them → pairs.

The audit (audit.py) and the split (split.py) follow as steps of their own, because a person decides in between.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from prep.boilerplate import find_boilerplate
from prep.clean import reduce_to_own_words, without_boilerplate
from prep.collecting import uncollected
from prep.cuts import NOTHING_RESTORED, Restored, with_restored
from prep.glossary import Glossary, mine_glossary, with_proposals
from prep.holding import Hold, in_memory
from prep.pairing import pair_up
from prep.personal.residual import Residual, residual_values
from prep.progress import Progress, silent, ticked
from prep.records import Edit, Import, Pair, Person, Rejection, Ticket
from prep.redact import Redactor
from prep.spreading import spread


@dataclass(frozen=True, slots=True)
class Prepared:
    """What preparation made. Every imported ticket is either behind a pair or in `rejections`."""

    tickets: Sequence[Ticket]  # cleaned, redacted, without people
    pairs: tuple[Pair, ...]
    edits: tuple[Edit, ...]
    rejections: tuple[Rejection, ...]
    glossary: Glossary  # what was given, with what the tickets themselves define
    known_values_left: int = 0  # names, addresses, numbers and ids of the export's people still in these texts

    @property
    def rejected_by_code(self) -> Mapping[str, int]:
        """How many were dropped for each reason, most frequent first."""
        return dict(Counter(rejection.code for rejection in self.rejections).most_common())


def prepare(
    imported: Import,
    glossary: Glossary,
    *,
    restored: Restored = NOTHING_RESTORED,
    keep_personal_data: bool = False,
    hold: Hold = in_memory,
    progress: Progress = silent,
) -> Prepared:
    """Clean, redact and pair every ticket of an import. Pairs are made with what was put back; tickets stay cut."""
    tickets = clean_all(imported, keep_personal_data=keep_personal_data, hold=hold, progress=progress)
    known = with_proposals(glossary, mine_glossary(tickets, hold))
    prepared = pair_tickets(tickets, known, imported.rejections, restored=restored, progress=progress)
    if keep_personal_data:
        return prepared
    people = {person.person_id: person for ticket in imported.tickets for person in ticket.people}
    return replace(prepared, known_values_left=len(known_values_left(prepared, people.values(), hold)))


def clean_all(
    imported: Import, *, keep_personal_data: bool = False, hold: Hold = in_memory, progress: Progress = silent
) -> Sequence[Ticket]:
    """Every ticket with nothing but what people wrote, without personal data unless it is to be kept."""
    with uncollected():
        return _cleaned(imported, keep_personal_data, hold, progress)


def _cleaned(imported: Import, keep_personal_data: bool, hold: Hold, progress: Progress) -> Sequence[Ticket]:
    n = len(imported.tickets)
    with spread(reduce_to_own_words, imported.tickets) as results, progress("Finding what people wrote", n) as tick:
        reduced = hold(ticked(results, tick))
    boilerplate = find_boilerplate(reduced, hold)
    redactor = Redactor(reduced)

    def cleaned(ticket: Ticket) -> Ticket:
        own = without_boilerplate(ticket, boilerplate)
        shown = own if keep_personal_data else redactor.redact(own)
        return replace(shown, people=(), requester=redactor.requester_of(own))

    with spread(cleaned, reduced) as results, progress("Cleaning and redacting tickets", n) as tick:
        return hold(ticked(results, tick))


def known_values_left(prepared: Prepared, people: Iterable[Person], hold: Hold = in_memory) -> list[Residual]:
    """What the texts that a project keeps still hold of what the export knows of its people. Expected: nothing."""
    return residual_values(hold(_texts_kept(prepared)), people)


def _texts_kept(prepared: Prepared) -> Iterator[str]:
    for ticket in prepared.tickets:
        yield from _texts_of(ticket)
    for pair in prepared.pairs:
        yield from (pair.instruction, pair.response)
    for edit in prepared.edits:
        yield from (edit.before, edit.after, edit.refused)
    yield from (rejection.evidence for rejection in prepared.rejections)


def _texts_of(ticket: Ticket) -> Iterator[str]:
    yield from (ticket.subject, ticket.topic, *ticket.tags)
    for message in ticket.messages:
        yield message.text
        yield from (cut.text for cut in message.cuts)


def pair_tickets(
    tickets: Sequence[Ticket],
    glossary: Glossary,
    earlier: Sequence[Rejection] = (),
    *,
    restored: Restored = NOTHING_RESTORED,
    progress: Progress = silent,
) -> Prepared:
    """The second half of preparation, which a changed glossary and what is put back repeat without the export."""
    pairs: list[Pair] = []
    edits: list[Edit] = []
    rejections = list(earlier)
    with (
        spread(lambda ticket: pair_up(with_restored(ticket, restored), glossary), tickets) as results,
        progress("Pairing questions with answers", len(tickets)) as tick,
    ):
        for pairing in ticked(results, tick):
            pairs += pairing.pairs
            edits += pairing.edits
            rejections += pairing.rejections
    return Prepared(tickets, tuple(pairs), tuple(edits), tuple(rejections), glossary)
