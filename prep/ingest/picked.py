"""Rows told apart and brought together while they wait where they are held: all that is kept is where they stand."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Generic, TypeVar, overload

from prep.holding import Hold
from prep.ingest.envelopes import JsonRow
from prep.ingest.once import Places

_Row = TypeVar("_Row")


class Picked(Sequence[_Row]):
    """Some of the rows of a sequence, by their places."""

    def __init__(self, rows: Sequence[_Row], places: Sequence[int]) -> None:
        self._rows = rows
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> _Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[_Row]: ...
    def __getitem__(self, place: int | slice) -> _Row | Sequence[_Row]:
        if isinstance(place, slice):
            return Picked(self._rows, self._places[place])
        return self._rows[self._places[place]]


class Chained(Iterable[_Row]):
    """The rows of several sequences one after the other, as often as somebody reads them."""

    def __init__(self, *parts: Sequence[_Row]) -> None:
        self._parts = parts

    def __iter__(self) -> Iterator[_Row]:
        return chain.from_iterable(self._parts)


class Grouped(Generic[_Row]):
    """Rows by the id that each of them names, such as that of its ticket."""

    def __init__(self, rows: Sequence[_Row], id_of: Callable[[_Row], str]) -> None:
        self._rows = rows
        self._places = Places.of_rows(map(id_of, rows))

    def __iter__(self) -> Iterator[str]:
        """The ids, in the order in which they first stand."""
        return iter(self._places)

    def __contains__(self, row_id: str) -> bool:
        return row_id in self._places

    def of(self, row_id: str) -> Sequence[_Row]:
        """The rows of an id, in file order; none for an id that no row names."""
        return Picked(self._rows, self._places.of(row_id))

    def last(self, row_id: str) -> _Row | None:
        """The last row of an id: of rows that repeat, a later file may know better."""
        found = self._places.of(row_id)
        return self._rows[found[-1]] if found else None


def sorted_by_kind(
    rows: Iterable[JsonRow], kind: Callable[[Mapping[str, Any]], str], hold: Hold
) -> Mapping[str, Sequence[JsonRow]]:
    """The rows of each kind, in file order; "" for those that are none of the product's. Other kinds are empty."""
    places: dict[str, array[int]] = defaultdict(lambda: array("q"))

    def noted() -> Iterator[JsonRow]:
        for place, row in enumerate(rows):
            places[kind(row.value)].append(place)
            yield row

    held = hold(noted())
    found: dict[str, Sequence[JsonRow]] = defaultdict(tuple)
    found.update((each, Picked(held, at)) for each, at in places.items())
    return found
