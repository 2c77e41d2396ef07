"""Rows of one export that name the same ticket or message: which of them counts, and where the others went.

The rows may wait on disk. In memory stays where each ticket's rows stand, some bytes a row.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Generic, TypeVar

from prep.records import Rejection

_Row = TypeVar("_Row")


@dataclass(slots=True)
class Places:
    """Where the rows of each ticket stand, noted in file order."""

    _numbers: dict[str, int] = field(default_factory=dict)  # ticket id → its number, in the order of first rows
    _tickets: "array[int]" = field(default_factory=lambda: array("q"))  # the ticket's number, for each row noted
    _places: "array[int]" = field(default_factory=lambda: array("q"))
    _sorted: "array[int]" = field(default_factory=lambda: array("q"))  # the places by ticket
    _ends: "array[int]" = field(default_factory=lambda: array("q"))  # of each ticket in `_sorted`

    @classmethod
    def of_rows(cls, ticket_ids: Iterable[str]) -> "Places":
        """Those of rows that stand one behind the other, given the ticket of each."""
        places = cls()
        for place, ticket_id in enumerate(ticket_ids):
            places.note(ticket_id, place)
        return places

    def note(self, ticket_id: str, place: int) -> None:
        self._tickets.append(self._numbers.setdefault(ticket_id, len(self._numbers)))
        self._places.append(place)

    def __len__(self) -> int:
        """How many rows were noted."""
        return len(self._places)

    @property
    def n_tickets(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        """The tickets' ids."""
        return iter(self._numbers)

    def __contains__(self, ticket_id: str) -> bool:
        return ticket_id in self._numbers

    def of(self, ticket_id: str) -> Sequence[int]:
        """The places of a ticket's rows; none for a ticket without rows."""
        if len(self._sorted) != len(self._places):
            self._sort()
        number = self._numbers.get(ticket_id)
        return () if number is None else self._sorted[self._ends[number] : self._ends[number + 1]]

    def _sort(self) -> None:
        sizes = [0] * (len(self._numbers) + 1)
        for number in self._tickets:
            sizes[number + 1] += 1
        self._ends = array("q", accumulate(sizes))
        after = self._ends[:-1]
        self._sorted = array("q", bytes(8 * len(self._places)))
        for number, place in zip(self._tickets, self._places, strict=True):
            self._sorted[after[number]] = place
            after[number] += 1


@dataclass(frozen=True, slots=True)
class Versions(Generic[_Row]):
    """How rows with one id are told apart."""

    row_id: Callable[[_Row], str]  # "" for a row that has none, and so is no version of another
    source: Callable[[_Row], str]
    alike: Callable[[_Row, _Row], bool]  # they say the same
    newer: Callable[[_Row, _Row], bool]  # the second, which came later, counts and the first does not
    dated: Callable[[_Row], str] = lambda row: ""  # what the evidence adds on the older one


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two rows with one id, of which one goes. Exports may overlap altogether, so the rows themselves are not kept."""

    place: int  # of the later row
    row_id: str
    sources: tuple[str, str]
    alike: bool
    rejection: Rejection


def once(
    rows: Sequence[_Row], places: Iterable[int], ticket_id: str, versions: Versions[_Row]
) -> tuple[list[_Row], list[Repeat]]:
    """Of a ticket's rows, which stand at `places`, each id once, where it first stood; and what was repeated."""
    kept: dict[str, _Row] = {}
    repeats: list[Repeat] = []
    for place in places:
        row = rows[place]
        key = versions.row_id(row) or f"\0{place}"
        earlier = kept.get(key)
        if earlier is None:
            kept[key] = row
            continue
        alike = versions.alike(earlier, row)
        winner, loser = (row, earlier) if versions.newer(earlier, row) else (earlier, row)
        kept[key] = winner
        evidence = f"{'equal to' if alike else 'an older version of'} {versions.source(winner)}"
        evidence += "" if alike else versions.dated(loser)
        rejection = Rejection("repeated-row", evidence, ticket_id, source=versions.source(loser))
        sources = (versions.source(earlier), versions.source(row))
        repeats.append(Repeat(place, versions.row_id(row), sources, alike, rejection))
    return list(kept.values()), repeats


def in_file_order(repeats: Iterable[Repeat]) -> list[Repeat]:
    """What was repeated in all tickets, as one meets it reading the export from its beginning."""
    return sorted(repeats, key=lambda repeat: repeat.place)


def of_no_ticket(
    rows: Sequence[_Row], messages: Places, tickets: Places, source: Callable[[_Row], str], nameless: str
) -> Iterator[tuple[int, Rejection]]:
    """The messages, in file order, that name no ticket of their export; each with its place."""
    lost = {place: ticket_id for ticket_id in messages if ticket_id not in tickets for place in messages.of(ticket_id)}
    for place, ticket_id in sorted(lost.items()):
        evidence = f"no ticket {ticket_id} in this export" if ticket_id else nameless
        yield place, Rejection("unknown-ticket", evidence, ticket_id, source=source(rows[place]))
