"""Whether there are enough pairs: against the floor of one topic and the range that is usual for one support area."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from prep.plurals import many
from prep.records import Audit, Pair

FLOOR = 500  # kept pairs under which fine-tuning hardly teaches
USUAL_RANGE = (2_000, 10_000)  # kept pairs with which one support area is usually fine-tuned

Standing = Literal["below-floor", "below-range", "in-range", "above-range"]


@dataclass(frozen=True, slots=True)
class TopicAmount:
    """The pairs of one topic."""

    topic: str
    kept: int
    waiting: int
    rejected: int
    questions: int
    standing: Standing

    @property
    def short(self) -> int:
        """How many kept pairs the floor is away."""
        return max(0, FLOOR - self.kept)


@dataclass(frozen=True, slots=True)
class Amount:
    """How many pairs are kept, overall and for each topic, the largest topic first."""

    kept: int
    standing: Standing
    topics: tuple[TopicAmount, ...]
    floor: int = FLOOR
    usual_range: tuple[int, int] = USUAL_RANGE


def standing_of(n_kept: int) -> Standing:
    """Where so many pairs stand against floor and range."""
    low, high = USUAL_RANGE
    if n_kept < FLOOR:
        return "below-floor"
    if n_kept < low:
        return "below-range"
    return "in-range" if n_kept <= high else "above-range"


def count_pairs(pairs: Sequence[Pair], audit: Audit) -> Amount:
    """What the audit left of a set, for each topic."""
    topic = {pair.pair_id: pair.topic for pair in pairs}
    kept, waiting, rejected = (
        Counter(topic[pair_id] for pair_id in ids) for ids in (audit.kept, audit.waiting, audit.rejected)
    )
    questions = Counter(topic[group.group_id] for group in audit.groups)
    names = sorted({*kept, *waiting, *rejected}, key=lambda name: (-kept[name], name))
    return Amount(
        len(audit.kept),
        standing_of(len(audit.kept)),
        tuple(
            TopicAmount(name, kept[name], waiting[name], rejected[name], questions[name], standing_of(kept[name]))
            for name in names
        ),
    )


def size_line(n_kept: int) -> str:
    """How the number of kept pairs compares with what such training usually has."""
    low, high = USUAL_RANGE
    if n_kept < low:
        verdict = f"{many(low - n_kept, 'pair')} short of the usual range"
    elif n_kept > high:
        verdict = f"{many(n_kept - high, 'pair')} above the usual range: prefer the better ones"
    else:
        verdict = "within the usual range"
    under = f", and under the floor of {FLOOR}" if n_kept < FLOOR else ""
    return f"{many(n_kept, 'pair')} kept, {verdict} of {low:,} to {high:,}{under}. A topic wants at least {FLOOR}."


def in_words(topic: TopicAmount) -> str:
    """Where one topic stands."""
    low, high = USUAL_RANGE
    if topic.standing == "below-floor":
        return f"{topic.short:,} short of {FLOOR}"
    return {
        "below-range": f"enough, under {low:,}",
        "in-range": f"within {low:,} to {high:,}",
        "above-range": f"above {high:,}",
    }[topic.standing]
