"""Training pairs to ask, drawn so that they match the held-out questions topic by topic.

Without the match a gap would partly measure that the two sets hold easier and harder topics.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence

from evalsuite.records import Question


def match_train_sample(
    train: Sequence[Question], held_out: Sequence[Question], *, seed: int, size: int | None = None
) -> list[Question]:
    """As many training questions of each topic as the taught held-out questions have, in the order of `train`.

    `size` asks for another total with the same shares. Different question groups come first, so that the sample covers
    as many different questions as it can. A topic with too few training questions stays short; nothing of another
    topic takes its place.
    """
    wanted = quotas(Counter(question.topic for question in held_out if question.part == "taught"), size)
    rng = random.Random(seed)
    by_topic: dict[str, list[Question]] = defaultdict(list)
    for question in sorted(train, key=lambda question: question.pair_id):
        by_topic[question.topic].append(question)
    chosen: set[str] = set()
    for topic in sorted(wanted):
        shuffled = by_topic[topic]
        rng.shuffle(shuffled)
        chosen.update(question.pair_id for question in _groups_in_turn(shuffled)[: wanted[topic]])
    return [question for question in train if question.pair_id in chosen]


def quotas(counts: Counter[str], size: int | None) -> dict[str, int]:
    """`size` divided in proportion to `counts` by largest remainder; the counts themselves when `size` is None."""
    total = counts.total()
    if size is None or total == 0:
        return dict(counts)
    exact = {topic: size * count / total for topic, count in counts.items()}
    shares = {topic: int(share) for topic, share in exact.items()}
    by_remainder = sorted(exact, key=lambda topic: (shares[topic] - exact[topic], topic))
    for topic in by_remainder[: size - sum(shares.values())]:
        shares[topic] += 1
    return shares


def _groups_in_turn(questions: Sequence[Question]) -> list[Question]:
    """The first question of each group, then the second of each, and so on."""
    seen: Counter[str] = Counter()
    turns = []
    for position, question in enumerate(questions):
        group = question.group_id or question.pair_id
        turns.append((seen[group], position, question))
        seen[group] += 1
    return [question for _, _, question in sorted(turns, key=lambda turn: turn[:2])]
