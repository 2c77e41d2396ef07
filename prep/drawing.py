"""Drawing pairs for a part of the split, each stratum in proportion to its size.

A stratum is a value of a column: a topic, an agent. Drawn is always from the topic that is furthest behind its share,
and there from the cell (one value in each column) whose other strata are; within a cell the order is a digest of the
seed and the pair's id, so that neither the row order nor what else there is changes it.
"""

import hashlib
import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Cell = tuple[str, ...]  # a value in each column, the topic first
_Key = TypeVar("_Key", str, Cell)
MAX_UNTAUGHT_GROUP = 0.5  # of the untaught part, where smaller groups exist: one large group would be all of it


@dataclass(frozen=True, slots=True)
class Field:
    """What is drawn from."""

    members_of: Mapping[str, Sequence[str]]  # question group → its pairs, sorted
    group_of: Mapping[str, str]
    cell_of: Mapping[str, Cell]
    sizes: Sequence[Mapping[str, int]]  # for each column, of the values that are measured, the number of pairs
    partners: Mapping[str, Collection[str]]  # pair → the question groups of all that it is bound to
    seed: int

    def draw(self, name: str) -> str:
        """A place in a random order that depends on nothing but the seed and the name."""
        return hashlib.sha256(f"{self.seed}:{name}".encode()).hexdigest()

    def is_measured(self, cell: Cell) -> bool:
        return cell[0] in self.sizes[0]

    def main_cell(self, group_id: str) -> Cell:
        """The value that most pairs of a group have, column by column."""
        cells = [self.cell_of[pair_id] for pair_id in self.members_of[group_id]]
        counts = [Counter(values) for values in zip(*cells, strict=True)]
        return tuple(min(count, key=lambda value: (-count[value], value)) for count in counts)

    def counted(self, pair_ids: Iterable[str]) -> "Got":
        """How many of these pairs each stratum has."""
        got: Got = [Counter() for _ in self.sizes]
        for pair_id in pair_ids:
            add(got, self.cell_of[pair_id], 1)
        return got

    def topic_filled(self, got: "Got", topic: str) -> tuple[float, str]:
        """How much of itself a topic has, for comparing: the lowest is furthest behind."""
        return got[0][topic] / self.sizes[0][topic], topic

    def cell_filled(self, got: "Got", cell: Cell) -> tuple[float, Cell]:
        """The same for a cell of a topic, by its strata in the other columns."""
        return sum(got[at][value] / self.sizes[at][value] for at, value in enumerate(cell) if at), cell


Got = list[Counter[str]]  # for each column, how many pairs of each value were drawn


def add(got: Got, cell: Cell, n: float) -> None:
    for count, value in zip(got, cell, strict=True):
        count[value] += n  # type: ignore[assignment]


def pick_untaught(
    field: Field, wanted: int, *, free: Collection[str], got: Got, share: float, taught_share: float
) -> set[str]:
    """Whole question groups of `free` pairs, about `wanted` pairs; the groups' ids.

    Topics come first that taught pairs will not fill. `got`: what is held out already; `share` of a topic is to be in
    the end, `taught_share` of that from taught pairs.
    """
    capacity = Counter(field.cell_of[pair_id][0] for pair_id in _ways_to_ask(field, free))
    expected = [Counter(count) for count in got]
    for topic, size in field.sizes[0].items():
        due = taught_share * share * size
        expected[0][topic] += min(due, capacity[topic])  # type: ignore[assignment]
    waiting: dict[Cell, list[str]] = defaultdict(list)
    for group_id, ids in field.members_of.items():
        alone = all(field.partners.get(pair_id, {group_id}) == {group_id} for pair_id in ids)
        cell = field.main_cell(group_id)
        if alone and field.is_measured(cell) and all(pair_id in free for pair_id in ids):
            waiting[cell].append(group_id)
    sizes = [len(field.members_of[group_id]) for group_ids in waiting.values() for group_id in group_ids]
    limit = max(round(MAX_UNTAUGHT_GROUP * wanted), min(sizes, default=0))
    for cell, group_ids in waiting.items():
        due = max(1.0, share * field.sizes[0][cell[0]] - got[0][cell[0]])
        fitting = [group_id for group_id in group_ids if len(field.members_of[group_id]) <= min(limit, due)]
        waiting[cell] = sorted(fitting, key=field.draw)
    picked: set[str] = set()
    n = 0

    def take(cell: Cell) -> bool:
        nonlocal n
        group_id = waiting[cell].pop()
        picked.add(group_id)
        n += len(field.members_of[group_id])
        add(expected, cell, len(field.members_of[group_id]))
        return n < wanted

    _from_furthest_behind(field, expected, waiting, take, wanted)
    return picked


def pick_single(
    field: Field,
    wanted: int,
    *,
    free: Collection[str],
    got: Got,
    same: Collection[str] = (),
    taken: Collection[str] = (),
    asked_once: bool = False,
) -> set[str]:
    """Single `free` pairs that nothing binds, for a part that has the `same` ones already; `got` grows with them.

    At most a third of a question group goes to the part, and one pair stays that is not `taken` by any part but train.
    `asked_once`: questions that are asked in no other way may go, too.
    """
    waiting: dict[Cell, list[str]] = defaultdict(list)
    for pair_id in _ways_to_ask(field, free, same=same, taken=taken, asked_once=asked_once):
        waiting[field.cell_of[pair_id]].append(pair_id)
    for queue in waiting.values():
        queue.reverse()
    picked: set[str] = set()

    def take(cell: Cell) -> bool:
        pair_id = waiting[cell].pop()
        picked.add(pair_id)
        add(got, cell, 1)
        return len(picked) < wanted

    _from_furthest_behind(field, got, waiting, take, wanted)
    return picked


def _ways_to_ask(
    field: Field,
    free: Collection[str],
    *,
    same: Collection[str] = (),
    taken: Collection[str] = (),
    asked_once: bool = False,
) -> list[str]:
    """Pairs that may leave their group one by one: every question gives one before any gives a second."""
    ranked: list[tuple[int, str, str]] = []
    for ids in field.members_of.values():
        n_stay = 0 if asked_once and len(ids) == 1 else 1
        n_left = sum(pair_id not in taken for pair_id in ids)
        may_leave = min(n_left - n_stay, max(1, len(ids) // 3) - sum(pair_id in same for pair_id in ids))
        if may_leave < 1:
            continue
        able = [
            (field.draw(pair_id), pair_id)
            for pair_id in ids
            if pair_id in free and pair_id not in field.partners and field.is_measured(field.cell_of[pair_id])
        ]
        ranked += [(rank, drawn, pair_id) for rank, (drawn, pair_id) in enumerate(sorted(able)[:may_leave])]
    return [pair_id for _, _, pair_id in sorted(ranked)]


def pick_newest(
    field: Field, wanted: int, *, free: Collection[str], units: Sequence[Sequence[str]], time_of: Mapping[str, str]
) -> set[str]:
    """The newest `free` pairs, at most `wanted`; what is bound together goes together, by the time of its oldest."""
    bound = {pair_id for unit in units for pair_id in unit}
    whole = [unit for unit in units if all(pair_id in free and time_of[pair_id] for pair_id in unit)]
    single = [[pair_id] for pair_id in free if pair_id not in bound and time_of[pair_id]]
    newest_first = sorted(
        [*whole, *single],
        key=lambda unit: (min(time_of[pair_id] for pair_id in unit), field.draw(unit[0])),
        reverse=True,
    )
    picked: set[str] = set()
    for unit in newest_first:
        if len(picked) + len(unit) <= wanted:
            picked.update(unit)
    return picked


def _from_furthest_behind(
    field: Field, got: Got, waiting: Mapping[Cell, Sequence[object]], take: Callable[[Cell], bool], wanted: int
) -> None:
    """Take from the topic that is furthest behind, there from the cell that is, until `take` says that it is enough.

    What a topic or a cell has only grows, so an entry of a heap is at worst too hopeful and is put back.
    """
    cells: dict[str, list[tuple[float, Cell]]] = defaultdict(list)
    for cell, queue in waiting.items():
        if queue:
            heapq.heappush(cells[cell[0]], field.cell_filled(got, cell))
    topics = [field.topic_filled(got, topic) for topic in cells]
    heapq.heapify(topics)
    goes_on = wanted > 0
    while topics and goes_on:
        _, topic = _furthest_behind(topics, lambda topic: field.topic_filled(got, topic))
        _, cell = _furthest_behind(cells[topic], lambda cell: field.cell_filled(got, cell))
        goes_on = take(cell)
        if waiting[cell]:
            heapq.heappush(cells[topic], field.cell_filled(got, cell))
        if cells[topic]:
            heapq.heappush(topics, field.topic_filled(got, topic))


def _furthest_behind(heap: list[tuple[float, _Key]], now: Callable[[_Key], tuple[float, _Key]]) -> tuple[float, _Key]:
    """The lowest entry of a heap as things are `now`, taken off it."""
    while True:
        said, key = heapq.heappop(heap)
        is_so = now(key)
        if is_so[0] <= said:
            return is_so
        heapq.heappush(heap, is_so)
