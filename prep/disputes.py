"""Conflicts that nobody settled yet. A conflict is found from each side, and counted once here."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from prep.records import Audit, Finding

CODE = "conflicting-answers"
_SUREST = 0.995  # no more certain than this is one finding alone


def open_disputes(audit: Audit) -> list[tuple[str, ...]]:
    """The pairs that contradict each other, tied together, wherever at least one of them waits because of it."""
    waiting = waiting_for_dispute(audit)
    return [dispute for dispute in disputes(audit.findings) if waiting & set(dispute)]


def waiting_for_dispute(audit: Audit) -> set[str]:
    """Pairs that wait because their answer contradicts another one."""
    return set(audit.waiting) & {finding.pair_ids[0] for finding in audit.findings if finding.code == CODE}


def disputes(findings: Iterable[Finding]) -> list[tuple[str, ...]]:
    """The pairs that conflicts tie together, each pair in one dispute."""
    of: dict[str, set[str]] = {}
    for finding in findings:
        if finding.code == CODE:
            joined = set(finding.pair_ids).union(*(of.get(pair_id, ()) for pair_id in finding.pair_ids))
            of.update(dict.fromkeys(joined, joined))
    return sorted({tuple(sorted(tied)) for tied in of.values()})


def held_against(findings: Iterable[Finding]) -> Mapping[str, frozenset[str]]:
    """For each pair those whose answers contradict its answer."""
    against: defaultdict[str, set[str]] = defaultdict(set)
    for finding in findings:
        for other in finding.pair_ids[1:] if finding.code == CODE else ():
            against[finding.pair_ids[0]].add(other)
            against[other].add(finding.pair_ids[0])
    return {pair_id: frozenset(others) for pair_id, others in against.items()}


def evidence(scores: Sequence[float]) -> float:
    """How much speaks for a contradiction: the log-odds of its surest finding, and the logarithm of how many there are.

    Ten answers against two convince more than one against one, but not twenty times: they repeat one policy.
    """
    surest = min(max(*scores, 1 - _SUREST), _SUREST) if scores else 1 - _SUREST
    return math.log(surest / (1 - surest)) + math.log(max(len(scores), 1))


def evidence_of_pairs(findings: Iterable[Finding]) -> Mapping[str, float]:
    """For each pair of a dispute, how much speaks for the whole of it."""
    found = [finding for finding in findings if finding.code == CODE]
    scores: defaultdict[str, list[float]] = defaultdict(list)
    for finding in found:
        scores[finding.pair_ids[0]] += [finding.value or 0.0] * (len(finding.pair_ids) - 1)
    return {
        pair_id: total
        for dispute in disputes(found)
        for total in [evidence([score for one in dispute for score in scores[one]])]
        for pair_id in dispute
    }
