"""Dividing kept pairs: what an earlier split settled first, then whole groups, then single ways of asking."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from prep.drawing import Cell, Field, pick_newest, pick_single, pick_untaught
from prep.errors import BadInput
from prep.growing import Settled
from prep.plurals import many
from prep.records import Pair, Part
from prep.wish import Wish, in_words, values

UNTAUGHT_SHARE = 0.15  # of the held-out part; 10 to 20 % by design
MIN_STRATUM = 10  # a topic, or another column's value, with fewer pairs is not measured on its own
_SMALL = "\0small"  # all small values of a column together, as one to draw from
_MISSED = 0.03  # of the pairs: fewer that are missing from the share held out are not worth a word
_NAMED = 8

PartOf = Callable[[str], Part]


def divide(
    pairs: Mapping[str, Pair],
    group_of: Mapping[str, str],
    wish: Wish,
    *,
    units: Sequence[Sequence[str]],
    settled: Settled,
    opened: Collection[str],
) -> tuple[dict[str, Part], list[str]]:
    """The part of each pair, and what is to be said about it.

    `units` are bound together; ids among them that `pairs` lacks are of no account. Pairs of `opened` are held out only
    when there are too few others: somebody's score was made of them.
    """
    units = [within for unit in units if len(within := [pair_id for pair_id in unit if pair_id in pairs]) > 1]
    draw = _Draw(pairs, wish, _field(pairs, group_of, wish, units), units, settled)
    undrawn = frozenset(pairs.keys() - settled.side_of.keys())
    notes = draw.hold_out(undrawn, opened)
    draw.set_aside_for_validation(undrawn - draw.held_out)
    part_of = draw.part_of()
    parts = {pair_id: part_of(pair_id) for pair_id in pairs}
    return parts, [*_growth(parts, settled), *notes, *_small_strata(pairs, parts, wish, draw.field)]


def _field(pairs: Mapping[str, Pair], group_of: Mapping[str, str], wish: Wish, units: Sequence[Sequence[str]]) -> Field:
    """Small values of a column are drawn from as one; small topics only when they are enough for that."""
    cells: dict[str, Cell] = {pair_id: (pair.topic, *values(pair, wish.by)) for pair_id, pair in pairs.items()}
    for at, column in enumerate(("topic", *wish.by)):
        sizes = Counter(cell[at] for cell in cells.values())
        if column != "topic" and not any(sizes):
            raise BadInput(f"--by {column}: expected pairs with {column}, got none that has one. Leave it away.")
        small = {value for value, n in sizes.items() if n < MIN_STRATUM}
        if column != "topic" or sum(sizes[value] for value in small) >= MIN_STRATUM:
            cells = {
                pair_id: (*cell[:at], _SMALL, *cell[at + 1 :]) if cell[at] in small else cell
                for pair_id, cell in cells.items()
            }
    topics, *others = (Counter(column) for column in zip(*cells.values(), strict=True))
    members_of: dict[str, list[str]] = defaultdict(list)
    for pair_id in pairs:
        members_of[group_of[pair_id]].append(pair_id)
    return Field(
        members_of=members_of,
        group_of=group_of,
        cell_of=cells,
        sizes=[{topic: n for topic, n in topics.items() if n >= MIN_STRATUM}, *others],
        partners={pair_id: {group_of[other] for other in unit} for unit in units for pair_id in unit},
        seed=wish.seed,
    )


class _Draw:
    """One split while it is drawn: what is held out so far, and what is set aside for validation."""

    def __init__(
        self,
        pairs: Mapping[str, Pair],
        wish: Wish,
        field: Field,
        units: Sequence[Sequence[str]],
        settled: Settled,
    ) -> None:
        self.pairs, self.wish, self.field, self.units = pairs, wish, field, units
        self.held_out = {pair_id for pair_id, side in settled.side_of.items() if side == "held-out"}
        self.validation = {pair_id for pair_id, side in settled.side_of.items() if side == "validation"}
        self.fell_short = False  # too few questions are asked in two ways

    @property
    def n_missing(self) -> int:
        return round(self.wish.held_out_share * len(self.pairs)) - len(self.held_out)

    @property
    def is_short(self) -> bool:
        return self.n_missing > _MISSED * len(self.pairs)

    def part_of(self) -> PartOf:
        """As things stand."""
        outside = self.held_out | self.validation
        group_of = self.field.group_of
        trained = {group_of[pair_id] for pair_id in self.pairs if pair_id not in outside}

        def part(pair_id: str) -> Part:
            if pair_id in self.held_out:
                return "taught" if group_of[pair_id] in trained else "untaught"
            return "validation" if pair_id in self.validation else "train"

        return part

    def hold_out(self, undrawn: frozenset[str], opened: Collection[str]) -> list[str]:
        """Draw what is missing from the share held out; what is to be said about it."""
        notes = []
        draw = self._newest if self.wish.by_time else self._in_proportion
        draw(undrawn.difference(opened))
        if self.is_short and (again := undrawn.intersection(opened)):
            before = len(self.held_out)
            draw(undrawn)
            if n_again := len(self.held_out & again):
                notes.append(
                    f"{many(n_again, 'pair')} that an earlier split had opened {'is' if n_again == 1 else 'are'} held "
                    f"out again: without them there would be {before} instead of {len(self.held_out)}."
                )
        part = self.part_of()
        n_taught, n_untaught = (
            sum(part(pair_id) == kind for pair_id in self.held_out) for kind in ("taught", "untaught")
        )
        if self.wish.by_time:
            times = [time for pair_id in self.held_out if (time := self.pairs[pair_id].answered_at)]
            notes.append(
                f"By time: held out are the newest pairs that nothing binds to older ones, from {min(times)[:10]} on; "
                f"training has the questions of {n_taught} of them."
                if times
                else "By time: no pair says when it was answered, so none is held out."
            )
        elif self.fell_short:
            asked_twice = sum(len(ids) > 1 for ids in self.field.members_of.values())
            notes.append(
                f"Only {asked_twice} of {len(self.field.members_of)} questions are asked in more than one way, so "
                f"{many(n_taught, 'pair')} could be held out as taught; {many(n_untaught, 'is', 'are')} untaught: "
                f"{'it shows' if n_untaught == 1 else 'they show'} refusing, not learning."
            )
        if self.is_short:
            notes.append(f"{many(self.n_missing, 'pair')} fewer than wished are held out: the others are bound.")
        return notes

    def set_aside_for_validation(self, free: frozenset[str]) -> None:
        """Ways of asking what training keeps, and where these run out questions that are asked only once."""
        got = self.field.counted(self.validation)
        for asked_once in (False, True):
            missing = round(self.wish.validation_share * len(self.pairs)) - len(self.validation)
            self.validation |= pick_single(
                self.field,
                missing,
                free=free - self.validation,
                got=got,
                same=self.validation,
                taken=self.held_out | self.validation,
                asked_once=asked_once,
            )

    def _newest(self, free: frozenset[str]) -> None:
        times = {pair_id: pair.answered_at for pair_id, pair in self.pairs.items()}
        self.held_out |= pick_newest(
            self.field, self.n_missing, free=free - self.held_out, units=self.units, time_of=times
        )

    def _in_proportion(self, free: frozenset[str]) -> None:
        part = self.part_of()
        n_untaught = sum(part(pair_id) == "untaught" for pair_id in self.held_out)
        due = max(1, round(UNTAUGHT_SHARE * (self.n_missing + len(self.held_out)))) - n_untaught
        self._hold_out_groups(min(self.n_missing, due), free - self.held_out)
        self.held_out |= pick_single(
            self.field,
            self.n_missing,
            free=free - self.held_out,
            got=self.field.counted(self.held_out),
            same=self.held_out,
            taken=self.held_out | self.validation,
        )
        if self.is_short:
            self.fell_short = True
            touched = {self.field.group_of[pair_id] for pair_id in self.held_out}
            self._hold_out_groups(
                self.n_missing, frozenset(pair_id for pair_id in free if self.field.group_of[pair_id] not in touched)
            )

    def _hold_out_groups(self, wanted: int, free: frozenset[str]) -> None:
        picked = pick_untaught(
            self.field,
            wanted,
            free=free,
            got=self.field.counted(self.held_out),
            share=self.wish.held_out_share,
            taught_share=1 - UNTAUGHT_SHARE,
        )
        self.held_out |= {pair_id for group_id in picked for pair_id in self.field.members_of[group_id]}


def _growth(parts: Mapping[str, Part], settled: Settled) -> list[str]:
    """What became of the pairs that the earlier split did not have."""
    if not settled.is_grown:
        return []
    new = Counter(part for pair_id, part in parts.items() if pair_id not in settled.old)
    n_held_out = new["taught"] + new["untaught"]
    n_new = new.total() + sum(one.pair_id not in settled.old for one in settled.left_out)
    said = [
        f"{many(len(settled.old & parts.keys()), 'pair keeps its side', 'pairs keep their side')}; of "
        f"{many(n_new, 'new one')} {new['train']:,} train and {n_held_out:,} are held out"
        + (f" ({settled.n_drawn_in:,} of them bound to a held-out one)" if settled.n_drawn_in else "")
        + (f", {new['validation']:,} are for validation" if new["validation"] else "")
        + "."
    ]
    return said


def _small_strata(pairs: Mapping[str, Pair], parts: Mapping[str, Part], wish: Wish, field: Field) -> list[str]:
    """Which topics, or values of other columns, are too small to be measured or divided on their own."""
    notes = []
    for at, column in enumerate(("topic", *wish.by)):
        sizes = Counter(values(pair, ("topic", *wish.by))[at] for pair in pairs.values())
        small = {value: n for value, n in sorted(sizes.items()) if n < MIN_STRATUM}
        if column == "topic" and sum(small.values()) < MIN_STRATUM:
            trained = {topic for topic in small if _all_train(topic, pairs, parts)}
            notes += [
                f"Topic {topic or '(none)'} has {many(small[topic], 'pair')}: all in train, not measured."
                for topic in small
                if topic in trained
            ]
        elif len(small) == 1:
            ((value, n),) = small.items()
            notes.append(
                f"{in_words(column).capitalize()} {value or '(none)'} has {many(n, 'pair')}: not measured on its own."
            )
        elif small:
            named = ", ".join(value or "(none)" for value in list(small)[:_NAMED]) + (
                " …" if len(small) > _NAMED else ""
            )
            notes.append(
                f"{len(small)} {in_words(column, len(small))} have fewer than {MIN_STRATUM} pairs each: measured "
                f"together, not one by one ({named})."
            )
    return notes


def _all_train(topic: str, pairs: Mapping[str, Pair], parts: Mapping[str, Part]) -> bool:
    return all(parts[pair_id] == "train" for pair_id, pair in pairs.items() if pair.topic == topic)
