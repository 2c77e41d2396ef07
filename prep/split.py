"""The split: which kept pairs train, and which are held out to judge.

Held-out pairs are of two kinds, always told apart. *Taught*: a paraphrase of a question that training covers; does the
model know it however it is asked? *Untaught*: a whole question group that training never sees; does the model refuse
or hand over instead of inventing? Nothing that is bound together (prep/links.py) straddles the split.

Chance is a digest of the seed and the pair's id, not of its position: the row order does not matter. When pairs are
added, those of the earlier split keep their side (prep/growing.py), and only the rest is drawn.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from prep.dividing import divide
from prep.errors import BadInput
from prep.growing import Earlier, settle_sides
from prep.links import bound_together, find_links
from prep.records import Absent, Assignment, Pair, QuestionGroup, Split
from prep.wish import Wish, values


@dataclass(frozen=True, slots=True)
class Stratum:
    """How one topic, or one value of another column, was divided, in pairs."""

    value: str
    n_train: int
    n_taught: int
    n_untaught: int
    n_validation: int = 0
    column: str = "topic"

    @property
    def n(self) -> int:
        return self.n_train + self.n_validation + self.n_taught + self.n_untaught

    @property
    def held_out_share(self) -> float:
        return (self.n_taught + self.n_untaught) / self.n


def split_pairs(
    pairs: Sequence[Pair],
    groups: Sequence[QuestionGroup],
    wish: Wish = Wish(),  # noqa: B008 - frozen
    earlier: Earlier = Earlier(),  # noqa: B008 - frozen
) -> Split:
    """Divide kept pairs, stratum by stratum. `groups` must cover every pair exactly once.

    BadInput when there are too few pairs to hold any out, or no pair has a column of `wish.by`.
    """
    by_id = {pair.pair_id: pair for pair in sorted(pairs, key=lambda pair: pair.pair_id)}
    group_of = {pair_id: group.group_id for group in groups for pair_id in group.pair_ids}
    if set(group_of) != set(by_id):
        raise BadInput("Split: expected question groups for exactly the kept pairs, got others. Run the audit again.")
    if round(wish.held_out_share * len(by_id)) < 2:
        raise BadInput(
            f"Split: expected at least {round(2 / wish.held_out_share)} kept pairs, got {len(by_id)}. "
            "Resolve what waits in the audit, or import more tickets."
        )
    linked = [*by_id.values(), *earlier.gone]
    links = find_links(linked)
    units = bound_together((pair.pair_id for pair in linked), links)
    settled = settle_sides(by_id.keys(), earlier, units, links)
    left_out = {one.pair_id for one in settled.left_out}
    stays = {pair_id: pair for pair_id, pair in by_id.items() if pair_id not in left_out}
    parts, notes = divide(stays, group_of, wish, units=units, settled=settled, opened=earlier.opened)
    return Split(
        assignments=tuple(
            Assignment(pair_id, group_of[pair_id], pair.topic, parts[pair_id], values(pair, wish.by))
            for pair_id, pair in stays.items()
        ),
        held_out_share=wish.held_out_share,
        seed=wish.seed,
        notes=tuple(notes),
        left_out=settled.left_out,
        validation_share=wish.validation_share,
        by=wish.by,
        by_time=wish.by_time,
        n_canaries=wish.n_canaries,
        absent=tuple(
            Absent(pair_id, part) for pair_id, part in sorted(earlier.part_of.items()) if pair_id not in stays
        ),
    )


def strata(split: Split, column: str = "topic") -> list[Stratum]:
    """How each topic, or each value of a column of `split.by`, was divided, the largest first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in split.assignments:
        counts[row.topic if column == "topic" else row.also[split.by.index(column)]][row.part] += 1
    rows = [
        Stratum(value, count["train"], count["taught"], count["untaught"], count["validation"], column)
        for value, count in counts.items()
    ]
    return sorted(rows, key=lambda row: (-row.n, row.value))
