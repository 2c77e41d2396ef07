"""The pairs that wait for a person, with what they wait for."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from prep.disputes import CODE as CONFLICT
from prep.glossary import Glossary
from prep.records import Audit, Finding, Pair
from prep.selfcontained import judge_pair

ONE_BY_ONE = (CONFLICT, "personal-data", "placeholder-left")  # what nobody accepts unseen


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pair that waits, in today's words. `score`: how well it stands on its own, 0 to 1."""

    pair: Pair
    reasons: tuple[Finding, ...]
    score: float

    @property
    def codes(self) -> tuple[str, ...]:
        """Why it waits, each reason once."""
        return tuple(dict.fromkeys(finding.code for finding in self.reasons))

    @property
    def conflicts(self) -> bool:
        """Whether another pair answers otherwise: then it is not decided on alone."""
        return CONFLICT in self.codes

    @property
    def to_be_seen(self) -> tuple[str, ...]:
        """Why a person has to look at it before it is accepted; empty where a filter may accept it."""
        return to_be_seen(self.reasons)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the waiting pairs a person means. What is empty does not limit."""

    codes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    score_from: float = 0.0
    score_below: float = 1.01

    @property
    def limits(self) -> bool:
        """Whether it leaves anything out."""
        return self != Wanted()


def to_be_seen(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Which of a pair's findings forbid to accept it together with others, each once."""
    reasons = (finding.code for finding in findings if finding.severity == "review" and finding.code in ONE_BY_ONE)
    return tuple(dict.fromkeys(reasons))


def waiting_pairs(
    audit: Audit, pairs: Mapping[str, Pair], decided_since: Collection[str], glossary: Glossary
) -> list[Waiting]:
    """The pairs that the audit lets wait and nobody decided on since, those that stand worst first."""
    still = (pair_id for pair_id in audit.waiting if pair_id not in decided_since)
    return with_reasons(still, audit, pairs, glossary)


def with_reasons(pair_ids: Iterable[str], audit: Audit, pairs: Mapping[str, Pair], glossary: Glossary) -> list[Waiting]:
    """These pairs with what the audit would let them wait for, decided on or not, those that stand worst first."""
    reasons: dict[str, list[Finding]] = {}
    for finding in audit.findings:
        if finding.severity == "review":
            reasons.setdefault(finding.pair_ids[0], []).append(finding)
    found = [
        Waiting(pair, tuple(reasons.get(pair_id, ())), judge_pair(pair.instruction, pair.response, glossary).score)
        for pair_id in pair_ids
        if (pair := pairs.get(pair_id)) is not None
    ]
    return sorted(found, key=lambda each: (each.score, each.pair.pair_id))


def pick(waiting: Iterable[Waiting], wanted: Wanted) -> list[Waiting]:
    """The waiting pairs that a person means."""
    return [
        each
        for each in waiting
        if (not wanted.codes or set(wanted.codes) & set(each.codes))
        and (not wanted.topics or each.pair.topic in wanted.topics)
        and wanted.score_from <= each.score < wanted.score_below
    ]


def by_reason(waiting: Iterable[Waiting]) -> dict[str, int]:
    """How many wait for what, the commonest first. A pair counts for each of its reasons."""
    return dict(Counter(code for each in waiting for code in each.codes).most_common())


def unknown_words(waiting: Sequence[Waiting], wanted: Wanted) -> list[str]:
    """Reasons and topics that were asked for and that no waiting pair has."""
    codes = {code for each in waiting for code in each.codes}
    topics = {each.pair.topic for each in waiting}
    return [*sorted(set(wanted.codes) - codes), *sorted(set(wanted.topics) - topics)]
