"""A training set of a given size from an audited one: the better pairs, of every topic, as unlike each other as can be.

Each topic gets its share of the places. Its pool are its better pairs, twice as many as it has places, and the best
pair of every question. The best one is taken first, and then again and again the one whose quality times distance from
all that were taken is largest (farthest point, Gonzalez 1985): first every question once, then the same in other words.
A copy is left out even where a person kept it.
"""

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from prep.embeddings import Embed
from prep.quality import Quality
from prep.records import Audit, Pair

POOL_TIMES = 2
COPIES = ("exact-duplicate", "near-duplicate")
_DIGITS = 4  # of a distance: what encoders leave open between one order of the texts and another


@dataclass(frozen=True, slots=True)
class Choice:
    """One pair, chosen or left out, and why. `nearest` is the closest pair among the chosen of its topic."""

    pair_id: str
    topic: str
    is_chosen: bool
    why: str
    quality: Quality | None = None  # None where the audit did not keep it
    nearest: str = ""
    distance: float | None = None  # from that one: 0 the same instruction, 1 nothing in common


def select_pairs(
    pairs: Sequence[Pair],
    audit: Audit,
    quality: Mapping[str, Quality],
    embed: Embed,
    *,
    best: int,
    barred: Mapping[str, str] | None = None,
) -> tuple[Choice, ...]:
    """A choice for every pair: the chosen by quality, then those left out. It does not depend on the order of `pairs`.

    `quality` rates all pairs that are kept and not `barred`; `barred` says of pairs why they may not be chosen.
    """
    left_out = {**_left_out_by_audit(audit), **(barred or {})}
    ordered = sorted(pairs, key=_content)
    by_topic: dict[str, list[Pair]] = defaultdict(list)
    for pair in ordered:
        if pair.pair_id not in left_out:
            by_topic[pair.topic].append(pair)
    question = {pair_id: group.group_id for group in audit.groups for pair_id in group.pair_ids}
    places = share_places({topic: len(members) for topic, members in by_topic.items()}, best)
    choices = [
        Choice(pair.pair_id, pair.topic, False, left_out[pair.pair_id]) for pair in ordered if pair.pair_id in left_out
    ]
    for topic in sorted(by_topic):
        choices += _choose(by_topic[topic], places[topic], quality, question, embed)
    return tuple(sorted(choices, key=lambda choice: (not choice.is_chosen, -_score(choice))))


def share_places(sizes: Mapping[str, int], best: int) -> dict[str, int]:
    """How many places each topic gets: one each while they last, then in proportion to size (Sainte-Laguë)."""
    places = dict.fromkeys(sizes, 0)
    waiting = [(-float("inf"), -size, topic) for topic, size in sizes.items() if size]
    heapq.heapify(waiting)
    for _ in range(best):
        if not waiting:
            break
        _, size, topic = heapq.heappop(waiting)
        places[topic] += 1
        if places[topic] < sizes[topic]:
            heapq.heappush(waiting, (size / (2 * places[topic] + 1), size, topic))
    return places


def _choose(
    members: Sequence[Pair], n_places: int, quality: Mapping[str, Quality], question: Mapping[str, str], embed: Embed
) -> list[Choice]:
    """The choices of one topic, whose pairs come in order of their content."""
    ranked = sorted(members, key=lambda pair: -quality[pair.pair_id].score)
    asked = [question.get(pair.pair_id, pair.pair_id) for pair in ranked]
    first = {own: place for place, own in reversed(list(enumerate(asked)))}
    is_better = [
        n_places > 0 and (place < POOL_TIMES * n_places or first[own] == place) for place, own in enumerate(asked)
    ]
    pool = [pair for pair, better in zip(ranked, is_better, strict=True) if better]
    others = [pair for pair, better in zip(ranked, is_better, strict=True) if not better]
    questions = np.array([own for own, better in zip(asked, is_better, strict=True) if better])
    vectors = embed([pair.instruction for pair in pool])
    scores = np.array([quality[pair.pair_id].score for pair in pool])
    distance, nearest = np.ones(len(pool)), np.full(len(pool), -1)
    is_open, n_taken = np.ones(len(pool), dtype=bool), np.zeros(len(pool))

    def choice(place: int, why: str, *, is_chosen: bool) -> Choice:
        pair = pool[place]
        if nearest[place] < 0:
            return Choice(pair.pair_id, pair.topic, is_chosen, "the best of its topic", quality[pair.pair_id])
        other, how_far = pool[nearest[place]].pair_id, float(distance[place])
        return Choice(pair.pair_id, pair.topic, is_chosen, why, quality[pair.pair_id], other, how_far)

    choices = []
    for _ in range(min(n_places, len(pool))):
        is_next = is_open & (n_taken == n_taken[is_open].min())
        taken = int(np.argmax(np.where(is_next, scores * distance, -1.0)))
        why = "the same question in other words" if n_taken[taken] else "a question that was not chosen yet"
        choices.append(choice(taken, why, is_chosen=True))
        is_open[taken] = False
        n_taken[questions == questions[taken]] += 1
        from_taken = np.round(1.0 - (vectors @ vectors[taken]).astype(float), _DIGITS).clip(0.0)
        closer = is_open & (from_taken < distance)
        distance[closer], nearest[closer] = from_taken[closer], taken
    for place in np.flatnonzero(is_open).tolist():
        choices.append(choice(place, "adds less than those chosen: nearer to them, or less good", is_chosen=False))
    why = "not among the better of its topic" if pool else "more topics than places"
    return choices + [Choice(pair.pair_id, pair.topic, False, why, quality[pair.pair_id]) for pair in others]


def _left_out_by_audit(audit: Audit) -> dict[str, str]:
    """Why a pair may not be chosen: the audit did not keep it, or it is a copy of one that it kept."""
    codes: dict[str, list[str]] = defaultdict(list)
    copy_of: dict[str, str] = {}
    kept = set(audit.kept)
    for finding in audit.findings:
        codes[finding.pair_ids[0]].append(finding.code)
        if finding.code in COPIES and finding.pair_ids[0] in kept and finding.pair_ids[1] in kept:
            copy_of[finding.pair_ids[0]] = f"a copy of {finding.pair_ids[1]}"
    waits = {pair_id: f"waits: {_named(codes[pair_id])}" for pair_id in audit.waiting}
    aside = {pair_id: f"set aside: {_named(codes[pair_id]) or 'by a person'}" for pair_id in audit.rejected}
    return {**waits, **aside, **copy_of}


def _named(codes: Sequence[str]) -> str:
    return ", ".join(sorted(set(codes) - {"same-question"}))


def _content(pair: Pair) -> tuple[str, str, str]:
    return pair.instruction, pair.response, pair.pair_id


def _score(choice: Choice) -> float:
    return choice.quality.score if choice.quality else -1.0
