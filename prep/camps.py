"""Answers to one question fall into camps; which camp stands, and who waits or goes.

Camps are clusters by average link, so that one odd comparison does not split or join them. Where the camps follow each
other in time, the older one was right once: it is superseded. Where one camp is much the larger, the few in the others
wait for a person. Otherwise all of them wait. An answer that says nothing on the point in question is left alone.
A lone pair that leans to a group is held against its camps, and changes nothing of what they are to each other.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from prep.average_link import average_link
from prep.conflicts import CONFLICT_IN_GROUP_FROM, Answered, Conflict, Likeness, judge_conflict
from prep.embeddings import Vectors
from prep.facts import Disagreement
from prep.progress import Progress, silent, ticked
from prep.records import Pair, QuestionGroup
from prep.remembered import Remembered, digest_of
from prep.settled import are_reconciled, is_settled
from prep.spreading import spread

MAJORITY_SIZE, MAJORITY_TIMES = 3, 3
CLEAR_FROM = 0.9  # from which two answers contradict each other whatever the rest of their group says
BY_CHANCE = 0.1  # how likely an order in time may be by chance and still count as a change of policy
IN_ORDER = 0.95  # of the pairs of an older and a newer answer, ties as halves
DATED_SHARE = 0.8  # of a camp's answers that must have a date

_MANY_GROUPS = 100  # from which comparing them is shared out

Verdict = Literal["superseded", "conflicting"]
Floats = NDArray[np.float64]
NOTHING_CHOSEN: Mapping[str, str] = MappingProxyType({})
NOTHING_LEANS: Mapping[str, str] = MappingProxyType({})
NOTHING_RECONCILED: Mapping[str, frozenset[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Quarrel:
    """One pair whose answer cannot hold beside others in its question group."""

    pair_id: str
    verdict: Verdict
    against: tuple[str, ...]  # the pairs that it contradicts
    clearest: str  # the one of them that it contradicts most clearly
    score: float  # mean likelihood of the conflict with them
    disagreement: Disagreement  # with that one
    n_camp: int  # how many answers say the same as this one
    n_against: int
    since: str = ""  # for superseded: when the newer answers begin


def find_quarrels(
    pairs: Sequence[Pair],
    groups: Sequence[QuestionGroup],
    instructions: Vectors,
    responses: Vectors,
    *,
    leaning: Mapping[str, str] = NOTHING_LEANS,
    taught_with: Mapping[str, str] = NOTHING_CHOSEN,
    reconciled: Mapping[str, frozenset[str]] = NOTHING_RECONCILED,
    remembered: Remembered | None = None,
    progress: Progress = silent,
) -> tuple[Quarrel, ...]:
    """All pairs of answers in `groups` that exclude each other, in order of their ids.

    `leaning`: of lone pairs, the id of the group to which each leans (prep/stragglers.py); its answer is held against
    that group's too. `taught_with`: the answers that a person chose. Pairs are held against each other by what they say
    themselves, but where the answers that they are taught with agree, their conflict is settled.
    `reconciled`: for each pair those of which a person said that they do not contradict it.
    """
    place = {pair.pair_id: index for index, pair in enumerate(pairs)}
    lone: defaultdict[str, list[str]] = defaultdict(list)
    for pair_id in sorted(leaning):
        lone[leaning[pair_id]].append(pair_id)
    own_size = {place[min(group.pair_ids)]: len(group.pair_ids) for group in groups}
    shared = [
        [place[pair_id] for pair_id in (*sorted(group.pair_ids), *lone[group.group_id])]
        for group in groups
        if len(group.pair_ids) > 1
    ]
    shared.sort(key=lambda members: -len(members))  # the longest work first: at the end no core waits for another

    def compare(members: Sequence[int]) -> list[Quarrel]:
        some = [pairs[index] for index in members]
        said = _Said(taught_with, _reconciled_answers(some, reconciled))
        return _in_group(some, own_size[members[0]], instructions[members], responses[members], said)

    def compare_some(places: Sequence[int]) -> Iterator[list[Quarrel]]:
        with (
            spread(compare, [shared[number] for number in places], worth_it=_MANY_GROUPS, at_once=1) as compared,
            progress("Comparing answers", len(places)) as tick,
        ):
            yield from ticked(compared, tick)

    def said_of(members: Sequence[int]) -> list[tuple[str, ...]]:
        some = [pairs[index] for index in members]
        chosen = [(pair.pair_id, taught_with[pair.pair_id]) for pair in some if pair.pair_id in taught_with]
        told = _reconciled_answers(some, reconciled).items()
        return [*chosen, *sorted((answer, *sorted(others)) for answer, others in told)]

    digests = [
        digest_of(
            [pairs[index] for index in members],
            own_size[members[0]],
            instructions[members].tobytes(),
            responses[members].tobytes(),
            said_of(members),
        )
        for members in shared
    ]
    results = (remembered or Remembered()).results("quarrels", TypeAdapter(list[Quarrel]), digests, compare_some)
    found = [quarrel for quarrels in results for quarrel in quarrels]
    return tuple(sorted(found, key=lambda quarrel: quarrel.pair_id))


@dataclass(frozen=True, slots=True)
class _Said:
    """What a person said that bears on a group: the answers that they chose, and those that they reconciled."""

    taught_with: Mapping[str, str]
    reconciled: Mapping[str, frozenset[str]]


def _reconciled_answers(pairs: Sequence[Pair], reconciled: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """For each answer of a group the others of it with which it was reconciled."""
    answer_of = {pair.pair_id: pair.response for pair in pairs if pair.pair_id in reconciled}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for pair_id, answer in answer_of.items():
        found[answer] |= {answer_of[other] for other in reconciled[pair_id] if other in answer_of} - {answer}
    return {answer: frozenset(others) for answer, others in found.items() if others}


def _in_group(
    pairs: Sequence[Pair], n_own: int, instructions: Vectors, responses: Vectors, said: _Said
) -> list[Quarrel]:
    """The quarrels in a group, the first `n_own` pairs, and of the others, which lean to it, with its camps."""
    judged = _compare(pairs, instructions, responses, said)
    scores = np.zeros((len(pairs), len(pairs)))
    for (left, right), conflict in judged.items():
        scores[left, right] = scores[right, left] = conflict.score
    if scores.max() < CONFLICT_IN_GROUP_FROM:
        return []

    def quarrel(index: int, camp: Sequence[int], rivals: Sequence[Sequence[int]]) -> Quarrel | None:
        for rival in rivals:
            if scores[index, rival].mean() >= CONFLICT_IN_GROUP_FROM:
                decided = _verdict([pairs[each] for each in camp], [pairs[each] for each in rival])
                if decided is not None:
                    return _quarrel(index, rival, len(camp), *decided, pairs, scores, judged)
        return None

    camps = _camps(range(n_own), scores)
    if len(camps) == 1:
        # Among answers that say nothing on the point two sides average into one camp.
        clear = scores[:n_own, :n_own].max(axis=1) >= CLEAR_FROM
        camps = _camps(np.flatnonzero(clear).tolist(), scores) if clear.any() else camps
    camps.sort(key=lambda camp: (-len(camp), camp[0]))
    found = {
        index: quarrel(index, camp, [other for other in camps if other is not camp]) for camp in camps for index in camp
    }
    for lone in range(n_own, len(pairs)):
        found[lone] = quarrel(lone, [lone], camps)
        for camp in camps if found[lone] else ():
            for index in camp:
                found[index] = found[index] or quarrel(index, camp, [[lone]])
    return [each for each in found.values() if each is not None]


def _camps(members: Sequence[int], scores: Floats) -> list[list[int]]:
    agreement = [
        (left, right, CONFLICT_IN_GROUP_FROM - float(scores[members[left], members[right]]))
        for left in range(len(members))
        for right in range(left + 1, len(members))
    ]
    linked = average_link(len(members), agreement, cut=0.0, floor=CONFLICT_IN_GROUP_FROM - 1)
    return [[members[index] for index in camp] for camp in linked]


def _compare(
    pairs: Sequence[Pair], instructions: Vectors, responses: Vectors, said: _Said
) -> dict[tuple[int, int], Conflict]:
    fits, asked, answers = instructions @ responses.T, instructions @ instructions.T, responses @ responses.T
    answered = [Answered(pair.instruction, pair.response) for pair in pairs]
    known: dict[tuple[str, str, str, str], Conflict] = {}
    judged = {}
    for left in range(len(pairs)):
        for right in range(left + 1, len(pairs)):
            one, other = answered[left], answered[right]
            if _goes_on(pairs[left], pairs[right]) or _goes_on(pairs[right], pairs[left]):
                judged[left, right] = Conflict(0.0, ())
                continue
            key = (one.instruction, one.response, other.instruction, other.response)
            if key not in known:
                fit = float(min(fits[left, right], fits[right, left]))
                likeness = Likeness(fit, float(asked[left, right]), float(answers[left, right]))
                known[key] = judge_conflict(one, other, likeness, same_question=True)
            is_settled_now = known[key].disagreements and (
                _agree_as_taught(pairs[left], pairs[right], said.taught_with)
                or are_reconciled(one.response, other.response, said.reconciled)
            )
            judged[left, right] = Conflict(0.0, ()) if is_settled_now else known[key]
    return judged


def _agree_as_taught(one: Pair, other: Pair, taught_with: Mapping[str, str]) -> bool:
    """Whether a person chose an answer for one of two pairs that says what the other is taught with."""
    return any(
        ours.pair_id in taught_with
        and is_settled(taught_with[ours.pair_id], taught_with.get(theirs.pair_id, theirs.response), theirs.instruction)
        for ours, theirs in ((one, other), (other, one))
    )


def _goes_on(first: Pair, second: Pair) -> bool:
    """Whether a pair asks on in the thread of another: "Do you ship to Norway? And to Iceland?"."""
    return (
        bool(first.ticket_id)
        and first.ticket_id == second.ticket_id
        and second.instruction != first.instruction
        and second.instruction.startswith(first.instruction)
    )


def _quarrel(
    index: int,
    rival: Sequence[int],
    n_camp: int,
    verdict: Verdict,
    since: str,
    pairs: Sequence[Pair],
    scores: Floats,
    judged: Mapping[tuple[int, int], Conflict],
) -> Quarrel:
    """One pair against a rival camp, with the member that it contradicts most clearly."""
    against = [other for other in rival if scores[index, other] >= CONFLICT_IN_GROUP_FROM]
    clearest = max(against, key=lambda other: (scores[index, other], -other))
    found = judged[min(index, clearest), max(index, clearest)].disagreements[0]
    return Quarrel(
        pairs[index].pair_id,
        verdict,
        tuple(pairs[other].pair_id for other in against),
        pairs[clearest].pair_id,
        round(float(scores[index, against].mean()), 3),
        found if index < clearest else _turned(found),
        n_camp=n_camp,
        n_against=len(rival),
        since=since,
    )


def _verdict(own: Sequence[Pair], rival: Sequence[Pair]) -> tuple[Verdict, str] | None:
    """Whether a camp is superseded by another one or in conflict with it; None where it stands."""
    if (since := replaced_since(own, rival)) is not None:
        return "superseded", since
    if replaced_since(rival, own) is not None:
        return None
    if len(own) >= MAJORITY_SIZE and len(own) >= MAJORITY_TIMES * len(rival):
        return None
    return "conflicting", ""


def replaced_since(older: Sequence[Pair], newer: Sequence[Pair]) -> str | None:
    """When `newer` answers replaced `older` ones; None where their times show no such order, or are not known."""
    before = sorted(pair.answered_at for pair in older if pair.answered_at)
    after = sorted(pair.answered_at for pair in newer if pair.answered_at)
    if len(before) < DATED_SHARE * len(older) or len(after) < DATED_SHARE * len(newer) or not before or not after:
        return None
    n_in_order = sum(len(after) - (bisect_left(after, time) + bisect_right(after, time)) / 2 for time in before)
    n_all = len(before) * len(after)
    if n_in_order < IN_ORDER * n_all:
        return None
    if n_in_order == n_all:  # one of all ways to share the times out
        return after[0] if 1 / comb(len(before) + len(after), len(before)) <= BY_CHANCE else None
    from scipy.stats import mannwhitneyu  # seconds, which most audits do without

    rank = {time: place for place, time in enumerate(sorted({*before, *after}))}
    test = mannwhitneyu([rank[time] for time in before], [rank[time] for time in after], alternative="less")
    return after[0] if test.pvalue <= BY_CHANCE else None


def _turned(found: Disagreement) -> Disagreement:
    return Disagreement(found.kind, found.right, found.left, found.strength, found.reason)
