"""The split: which kept pairs train, and which are held out to judge.

Held-out pairs are of two kinds, always told apart. *Taught*: a paraphrase of a question that training covers; does the
model know it however it is asked? *Untaught*: a whole question group that training never sees; does the model refuse
or hand over instead of inventing? No near-duplicate and no ticket straddles the split.

Chance is a digest of the seed and the pair's id, not of its position: the row order does not matter, and a pair that
was held out stays a first candidate when new tickets arrive.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prep.copies import find_copies
from prep.errors import BadInput
from prep.records import Assignment, Pair, Part, QuestionGroup, Split

UNTAUGHT_SHARE = 0.15  # of the held-out part; 10 to 20 % by design
MIN_TOPIC = 10  # a topic with fewer pairs is not measured on its own
_SMALL = "\0small topics"  # all of these together, as one topic to draw from
MAX_UNTAUGHT_GROUP = 0.5  # of the untaught part, where smaller groups exist: one large group would be all of it


@dataclass(frozen=True, slots=True)
class Stratum:
    """How one topic was divided, in pairs."""

    topic: str
    n_train: int
    n_taught: int
    n_untaught: int

    @property
    def held_out_share(self) -> float:
        return (self.n_taught + self.n_untaught) / (self.n_train + self.n_taught + self.n_untaught)


def split_pairs(
    pairs: Sequence[Pair], groups: Sequence[QuestionGroup], *, held_out_share: float = 0.18, seed: int = 7
) -> Split:
    """Divide kept pairs, topic by topic. `groups` must cover every pair exactly once.

    BadInput when the share is not between 0.05 and 0.5, or when there are too few pairs to hold any out.
    """
    if not 0.05 <= held_out_share <= 0.5:
        raise BadInput(f"--held-out: expected a share between 0.05 and 0.5, got {held_out_share:g}. 0.18 is usual.")
    by_id = {pair.pair_id: pair for pair in sorted(pairs, key=lambda pair: pair.pair_id)}
    group_of = {pair_id: group.group_id for group in groups for pair_id in group.pair_ids}
    if set(group_of) != set(by_id):
        raise BadInput("Split: expected question groups for exactly the kept pairs, got others. Run the audit again.")
    wanted = round(held_out_share * len(by_id))
    if wanted < 2:
        raise BadInput(
            f"Split: expected at least {round(2 / held_out_share)} kept pairs, got {len(by_id)}. "
            "Resolve what waits in the audit, or import more tickets."
        )

    topic_of, notes = _topics_to_draw_from(by_id.values())
    measured = {topic: n for topic, n in Counter(topic_of.values()).items() if n >= MIN_TOPIC}
    field = _Field(
        members_of={group.group_id: sorted(set(group.pair_ids)) for group in groups},
        topic_of=topic_of,
        measured=measured,
        bound=_bound_pairs(list(by_id.values()), group_of),
        seed=seed,
    )
    untaught = _pick_untaught(field, max(1, round(UNTAUGHT_SHARE * wanted)), taken=set())
    taught = _pick_taught(field, wanted - field.size(untaught), untaught)
    missing = wanted - field.size(untaught) - len(taught)
    if missing > 0.03 * len(by_id):
        touched = untaught | {group_of[pair_id] for pair_id in taught}
        untaught |= _pick_untaught(field, missing, taken=touched)
        asked_twice = sum(len(ids) > 1 for ids in field.members_of.values())
        notes.append(
            f"Only {asked_twice} of {len(field.members_of)} questions are asked in more than one way, so {len(taught)} "
            f"pairs could be held out as taught; {field.size(untaught)} are untaught: they show refusing, not learning."
        )
    held_untaught = {pair_id for group_id in untaught for pair_id in field.members_of[group_id]}

    def part_of(pair_id: str) -> Part:
        return "untaught" if pair_id in held_untaught else "taught" if pair_id in taught else "train"

    return Split(
        assignments=tuple(
            Assignment(pair_id, group_of[pair_id], pair.topic, part_of(pair_id)) for pair_id, pair in by_id.items()
        ),
        held_out_share=held_out_share,
        seed=seed,
        notes=tuple(notes),
    )


def strata(split: Split) -> list[Stratum]:
    """How each topic was divided, largest topic first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for assignment in split.assignments:
        counts[assignment.topic][assignment.part] += 1
    rows = [Stratum(topic, count["train"], count["taught"], count["untaught"]) for topic, count in counts.items()]
    return sorted(rows, key=lambda row: (-(row.n_train + row.n_taught + row.n_untaught), row.topic))


def _topics_to_draw_from(pairs: Iterable[Pair]) -> tuple[dict[str, str], list[str]]:
    """The topic of each pair, small topics as one when they are enough for that, and what is to be said about it."""
    topic_of = {pair.pair_id: pair.topic for pair in pairs}
    sizes = sorted(Counter(topic_of.values()).items())
    small = {topic: size for topic, size in sizes if size < MIN_TOPIC}
    n_small = sum(small.values())
    if n_small < MIN_TOPIC:
        return topic_of, [
            f"Topic {topic or '(none)'} has {size} pairs: all in train, not measured." for topic, size in small.items()
        ]
    named = ", ".join(topic or "(none)" for topic in list(small)[:8]) + (" …" if len(small) > 8 else "")
    note = f"{len(small)} topics have fewer than {MIN_TOPIC} pairs each: measured together, not one by one ({named})."
    return {pair_id: _SMALL if topic in small else topic for pair_id, topic in topic_of.items()}, [note]


@dataclass(frozen=True, slots=True)
class _Field:
    """What is drawn from: the groups, the topics that are measured with their sizes, and what is bound together."""

    members_of: Mapping[str, list[str]]
    topic_of: Mapping[str, str]
    measured: Mapping[str, int]
    bound: Mapping[str, set[str]]
    seed: int

    def size(self, group_ids: Iterable[str]) -> int:
        return sum(len(self.members_of[group_id]) for group_id in group_ids)

    def main_topic(self, group_id: str) -> str:
        counts = Counter(self.topic_of[pair_id] for pair_id in self.members_of[group_id])
        return min(counts, key=lambda topic: (-counts[topic], topic))

    def draw(self, name: str) -> str:
        """A place in a random order that depends on nothing but the seed and the name."""
        return hashlib.sha256(f"{self.seed}:{name}".encode()).hexdigest()

    def next_topic(self, waiting: Mapping[str, Sequence[object]], got: Counter[str]) -> str:
        """The topic with something left that is furthest behind its share."""
        return min(
            (name for name in waiting if waiting[name]), key=lambda name: (got[name] / self.measured[name], name)
        )


def _bound_pairs(pairs: Sequence[Pair], group_of: Mapping[str, str]) -> dict[str, set[str]]:
    """For each pair that may not be parted from others, the groups of all that it is bound to.

    Pairs of one ticket and near-duplicate instructions are bound; here closure is right, since it only binds more.
    """
    parent = {pair.pair_id: pair.pair_id for pair in pairs}

    def root(pair_id: str) -> str:
        while parent[pair_id] != pair_id:
            parent[pair_id] = parent[parent[pair_id]]
            pair_id = parent[pair_id]
        return pair_id

    first_of_ticket: dict[str, str] = {}
    for pair in pairs:
        if pair.ticket_id:
            parent[root(pair.pair_id)] = root(first_of_ticket.setdefault(pair.ticket_id, pair.pair_id))
    for copy in find_copies([pair.instruction for pair in pairs]):
        parent[root(pairs[copy.right].pair_id)] = root(pairs[copy.left].pair_id)
    units: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        units[root(pair.pair_id)].append(pair.pair_id)
    return {
        pair_id: {group_of[other] for other in unit} for unit in units.values() if len(unit) > 1 for pair_id in unit
    }


def _pick_untaught(field: _Field, wanted: int, *, taken: set[str]) -> set[str]:
    """Whole groups, about `wanted` pairs, spread over the measured topics in proportion to their sizes."""
    free: dict[str, list[str]] = defaultdict(list)
    for group_id, ids in field.members_of.items():
        alone = all(field.bound.get(pair_id, {group_id}) == {group_id} for pair_id in ids)
        topic = field.main_topic(group_id)
        if alone and topic in field.measured and group_id not in taken:
            free[topic].append(group_id)
    sizes = [len(field.members_of[group_id]) for group_ids in free.values() for group_id in group_ids]
    limit = max(round(MAX_UNTAUGHT_GROUP * wanted), min(sizes, default=0))
    waiting = {
        topic: sorted((g for g in group_ids if len(field.members_of[g]) <= limit), key=field.draw)
        for topic, group_ids in free.items()
    }
    picked: set[str] = set()
    got: Counter[str] = Counter()
    while sum(got.values()) < wanted and any(waiting.values()):
        topic = field.next_topic(waiting, got)
        group_id = waiting[topic].pop()
        picked.add(group_id)
        got[topic] += len(field.members_of[group_id])
    return picked


def _pick_taught(field: _Field, wanted: int, untaught: set[str]) -> set[str]:
    """Single pairs of groups that keep at least one pair in train, in proportion to topics and group sizes."""
    waiting: dict[str, list[list[str]]] = defaultdict(list)
    for group_id, ids in field.members_of.items():
        topic = field.main_topic(group_id)
        if group_id in untaught or len(ids) < 2 or topic not in field.measured:
            continue
        free = sorted((pair_id for pair_id in ids if pair_id not in field.bound), key=field.draw)
        # At most a third of a group leaves it, and always one pair stays.
        free = free[: min(len(ids) - 1, max(1, len(ids) // 3))]
        if free:
            waiting[topic].append(free)
    for queues in waiting.values():
        queues.sort(key=lambda queue: field.draw(queue[0]))
    picked: set[str] = set()
    got: Counter[str] = Counter()
    while len(picked) < wanted and any(waiting.values()):
        topic = field.next_topic(waiting, got)
        # Round robin: every question gives one way of asking before any gives a second.
        queue = waiting[topic].pop(0)
        picked.add(queue.pop())
        got[topic] += 1
        if queue:
            waiting[topic].append(queue)
    return picked
