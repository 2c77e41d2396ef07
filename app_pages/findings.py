"""The audit's findings other than conflicts, by their codes. Knows nothing of Streamlit."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from prep.disputes import CODE as CONFLICT
from prep.found import Found
from prep.records import Finding
from prep.selecting import COPIES
from prep.waiting import to_be_seen

_FATES = {"reject": "set aside", "review": "waits for a person", "info": "kept, worth knowing"}
_OUTCOMES = {"not-applicable": "Does not apply here", "skipped": "Skipped", "ran": "Ran"}


def findings_of(found: Found, codes: Collection[str]) -> list[Finding]:
    """The findings of some codes, as the audit listed them, but for those that held-out pairs are part of."""
    return [one for one in found.audit.findings if one.code in codes and not found.held_back.intersection(one.pair_ids)]


def code_rows(found: Found) -> Mapping[str, int]:
    """How many findings each code has, copies and conflicts left out, most first."""
    return dict(Counter(one.code for one in findings_of(found, _codes(found))).most_common())


def n_held_back(found: Found) -> int:
    """How many findings are not shown, since held-out pairs are part of them."""
    codes = _codes(found)
    return sum(one.code in codes and not found.held_back.isdisjoint(one.pair_ids) for one in found.audit.findings)


def _codes(found: Found) -> set[str]:
    """What has no view of its own."""
    return {one.code for one in found.audit.findings}.difference((*COPIES, CONFLICT))


def says_of(finding: Finding) -> str:
    """What becomes of the pair, in words."""
    return _FATES[finding.severity]


def check_rows(found: Found) -> list[tuple[str, str]]:
    """The checks that did not run, and why. They are not passes."""
    return [(run.check, f"{_OUTCOMES[run.outcome]}. {run.detail}") for run in found.audit.runs if run.outcome != "ran"]


def like_this(found: Found, findings: Sequence[Finding], finding: Finding) -> list[Finding]:
    """The findings with the same cause, which one decision may settle, this one first.

    Pairs that nobody may decide on unseen, for this reason or another, are decided on alone.
    """
    if _is_seen_alone(found, finding):
        return [finding]
    cause = finding.cause or finding.detail
    others = (one for one in findings if one is not finding and (one.cause or one.detail) == cause)
    return [finding, *(one for one in others if not _is_seen_alone(found, one))]


def _is_seen_alone(found: Found, finding: Finding) -> bool:
    return bool(to_be_seen(found.about.get(finding.pair_ids[0], ())))


def also_waits_for(found: Found, finding: Finding) -> list[str]:
    """The codes for which the pair of a finding waits, each once."""
    waits = (one.code for one in found.about.get(finding.pair_ids[0], ()) if one.severity == "review")
    return list(dict.fromkeys(waits))
