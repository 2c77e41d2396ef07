"""Conflicts that nobody settled yet. A conflict is found from each side, and counted once here."""

from collections.abc import Iterable

from prep.records import Audit, Finding

CODE = "conflicting-answers"


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
