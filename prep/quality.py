"""How good a pair is to learn from: a score of 0 to 1 with its parts, each of which a person can check.

- clean: a tenth off for each kind of remark of the audit. What is kept in spite of a graver finding, a person accepted.
- self-contained: how well question and answer stand on their own.
- specific: how much the answer says that the question did not: words of substance, and figures, dates, names twice.
- agreed: how many others give the same answer to the same question, and how few another one.
- recent: how much of the set was answered before it.

The score is the weighted geometric mean, so that no part can be bought with another.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import exp, log
from statistics import median

from prep.disputes import CODE
from prep.facts import find_facts
from prep.facts.concepts import concepts
from prep.facts.values import VALUES
from prep.glossary import Glossary
from prep.records import Audit, Finding, Pair
from prep.selfcontained import judge_pair

# By judgement: what is wrong with a pair counts most, how new it is least.
_WEIGHTS = {"clean": 0.3, "self_contained": 0.3, "specific": 0.15, "agreed": 0.15, "recent": 0.1}
_REMARK = 0.1
_NO_FAULT = frozenset(("same-question",))
_UNKNOWN = 0.5
_LEAST = 0.01  # of a part, so that no part makes all others count for nothing
_VALUE_COUNTS = 2


@dataclass(frozen=True, slots=True)
class Parts:
    """Each from 0 to 1."""

    clean: float
    self_contained: float
    specific: float
    agreed: float
    recent: float


@dataclass(frozen=True, slots=True)
class Quality:
    """A pair's score and what it is made of."""

    score: float
    parts: Parts


def rate_pairs(
    pairs: Sequence[Pair], audit: Audit, chosen: Iterable[str], glossary: Glossary | None = None
) -> dict[str, Quality]:
    """The quality of the `chosen` pairs of an audited set. Length and age count against the chosen ones' own norm."""
    by_id = {pair.pair_id: pair for pair in pairs}
    rated = [by_id[pair_id] for pair_id in sorted(chosen)]
    said = {pair.pair_id: _said(pair) for pair in rated}
    usual = median(said.values()) if said else 0.0
    clean, agreed = _clean(audit.findings), _agreed(audit)
    times = sorted(pair.answered_at for pair in rated if pair.answered_at)
    return {
        pair.pair_id: _rate(
            Parts(
                clean=round(clean.get(pair.pair_id, 1.0), 3),
                self_contained=round(judge_pair(pair.instruction, pair.response, glossary).score, 3),
                specific=round(said[pair.pair_id] / (said[pair.pair_id] + usual), 3) if usual else _UNKNOWN,
                agreed=round(agreed.get(pair.pair_id, _UNKNOWN), 3),
                recent=round(_recent(pair.answered_at, times), 3),
            ),
        )
        for pair in rated
    }


def _rate(parts: Parts) -> Quality:
    logs = sum(_WEIGHTS[name] * log(max(_LEAST, value)) for name, value in asdict(parts).items())
    return Quality(round(exp(logs), 3), parts)


def _clean(findings: Iterable[Finding]) -> dict[str, float]:
    remarks = {(finding.pair_ids[0], finding.code) for finding in findings if finding.code not in _NO_FAULT}
    return {about: (1 - _REMARK) ** n for about, n in Counter(about for about, _ in remarks).items()}


def _said(pair: Pair) -> float:
    """What an answer says that its question did not."""
    n_values = sum(fact.kind in VALUES for fact in find_facts(pair.response))
    return len(concepts(pair.response) - concepts(pair.instruction)) + _VALUE_COUNTS * n_values


def _agreed(audit: Audit) -> dict[str, float]:
    """The share of those who answer a question that say the same, with one for and one against to begin with."""
    against: Counter[str] = Counter()
    for finding in audit.findings:
        if finding.code == CODE:
            against.update(finding.pair_ids[1:])
    return {
        pair_id: len(group.pair_ids) / (len(group.pair_ids) + 1 + against[pair_id])
        for group in audit.groups
        for pair_id in group.pair_ids
    }


def _recent(answered_at: str, times: Sequence[str]) -> float:
    """The share of dated pairs that were answered before, those of the same time half."""
    if not answered_at:
        return _UNKNOWN
    return (bisect_left(times, answered_at) + bisect_right(times, answered_at)) / (2 * len(times))


def mean_quality(rated: Mapping[str, Quality], pair_ids: Iterable[str]) -> float | None:
    """The mean quality of some pairs; None of none."""
    scores = [rated[pair_id].score for pair_id in pair_ids]
    return round(sum(scores) / len(scores), 3) if scores else None
