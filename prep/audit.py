"""The audit: which pairs are kept, which wait for a person, which are set aside, and why.

A finding with severity "reject" sets its first pair aside, "review" makes it wait. What a person decided wins over
both. The result does not depend on the order of the pairs.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from prep.calibration import SHIPPED_CUT
from prep.camps import NOTHING_CHOSEN, NOTHING_RECONCILED, find_quarrels
from prep.checks import OF_COPIES, OF_CUSTOMS, OF_PAIRS, OF_QUESTIONS, Check, Ground, NotApplicable, Told
from prep.decisions import BOTH_RIGHT
from prep.embeddings import Embed
from prep.glossary import Glossary
from prep.neighbours import group_questions
from prep.one_answer import one_answer_each
from prep.pair_files import read_pairs
from prep.progress import Progress, silent
from prep.readings import read_each
from prep.records import Audit, CheckRun, Decision, Edit, Finding, Pair, QuestionGroup
from prep.remembered import Remembered
from prep.waiting import ONE_BY_ONE

__all__ = ["audit", "read_pairs"]


def audit(
    pairs: Sequence[Pair],
    embed: Embed,
    *,
    decisions: Iterable[Decision] = (),
    overtaken: Iterable[Decision] = (),
    taught_with: Mapping[str, str] = NOTHING_CHOSEN,
    reconciled: Mapping[str, frozenset[str]] = NOTHING_RECONCILED,
    refused: Iterable[Edit] = (),
    glossary: Glossary | None = None,
    as_worded: bool = False,
    as_written: Collection[str] = (),
    remembered: Remembered | None = None,
    same_question_cut: float = SHIPPED_CUT,
    progress: Progress = silent,
) -> Audit:
    """Run every check. Of the decisions on one pair the last counts; "accept" keeps it, "reject" sets it aside.

    Unless `as_worded`, kept pairs that ask the same and say the same share one answer (see prep/one_answer).
    `taught_with`: pairs of which a person said with which answer they are taught, and that answer. They are kept, and
    held against others by what they say themselves: five answers show better than one repeated what cannot hold beside
    them. A conflict between two that agree as they are taught is settled.
    `reconciled`: for each pair those of which a person said that they do not contradict it.
    `as_written`: pairs that were accepted with the edit that wrote them; what nobody accepts unseen lets them wait.
    `overtaken` are decisions about a text that is no longer the pair's, `refused` the edits of provenance that hold a
    rewrite that was not let through: their pairs wait. `same_question_cut`: log-odds from which two questions count as
    the same (prep/calibration.py). What `remembered` knows of an earlier audit is not worked out again.
    """
    remembered = remembered or Remembered()
    ordered = tuple(sorted(pairs, key=lambda pair: pair.pair_id))
    said = {decision.pair_id: _word(decision, taught_with) for decision in decisions}
    findings: list[Finding] = []
    runs: list[CheckRun] = []

    def run(checks: Sequence[Check], ground: Ground) -> None:
        with progress("Checking pairs", len(checks)) as tick:
            for check in checks:
                found = check.find(ground)
                if isinstance(found, NotApplicable):
                    runs.append(CheckRun(check.code, "not-applicable", 0, found.detail))
                else:
                    told, lines = (found.findings, found.lines) if isinstance(found, Told) else (found, ())
                    findings.extend(told)
                    runs.append(CheckRun(check.code, "ran", len(told), "\n".join(lines)))
                tick(1)

    readings = read_each(ordered, glossary, remembered, progress)
    ground = Ground(
        ordered, refused=tuple(refused), overtaken=tuple(overtaken), readings=readings, remembered=remembered
    )
    run(OF_PAIRS, ground)
    n_findings = _counts(findings)
    for check in OF_COPIES:  # exact copies are set aside first: one pair is one copy, reported once
        run((check,), replace(ground, pairs=_not_rejected(ordered, findings, said), n_findings=n_findings))
    remaining = _not_rejected(ordered, findings, said)
    instructions = embed([pair.instruction for pair in remaining])
    responses = embed([pair.response for pair in remaining])
    grouping = group_questions(
        remaining,
        instructions,
        responses,
        readings=readings,
        remembered=remembered,
        cut=same_question_cut,
        progress=progress,
    )
    groups = grouping.groups
    quarrels = find_quarrels(
        remaining,
        groups,
        instructions,
        responses,
        leaning=grouping.leaning,
        taught_with=taught_with,
        reconciled=reconciled,
        remembered=remembered,
        progress=progress,
    )
    run(OF_QUESTIONS, replace(ground, pairs=remaining, groups=groups, quarrels=quarrels))
    run(OF_CUSTOMS, replace(ground, pairs=remaining, instructions=instructions, responses=responses))

    status = _statuses(ordered, findings, said, as_written)
    kept = tuple(pair_id for pair_id, what in status.items() if what == "kept")
    of_kept = _among(groups, set(kept))
    taught = [replace(pair, response=taught_with.get(pair.pair_id, pair.response)) for pair in remaining]
    taught_responses = embed([pair.response for pair in taught]) if taught_with else responses
    return Audit(
        findings=tuple(findings),
        runs=tuple(runs),
        groups=of_kept,
        kept=kept,
        waiting=tuple(pair_id for pair_id, what in status.items() if what == "waiting"),
        rejected=tuple(pair_id for pair_id, what in status.items() if what == "rejected"),
        answers={} if as_worded else one_answer_each(taught, of_kept, taught_responses, said, remembered=remembered),
    )


def _word(decision: Decision, taught_with: Mapping[str, str]) -> str:
    """An edit that says with what a pair is taught, or in which case it is right, settles what it stood against."""
    settles = decision.pair_id in taught_with or decision.reason == BOTH_RIGHT
    return "accept" if decision.action == "edit" and settles else decision.action


def _statuses(
    pairs: Iterable[Pair], findings: Sequence[Finding], said: Mapping[str, str], as_written: Collection[str] = ()
) -> dict[str, Literal["kept", "waiting", "rejected"]]:
    """What becomes of each pair, the person's word before the findings'."""
    grave = {f.pair_ids[0] for f in findings if f.severity == "review" and f.code in ONE_BY_ONE}
    unseen = grave.intersection(as_written)
    gravest = {
        severity: {f.pair_ids[0] for f in findings if f.severity == severity} for severity in ("reject", "review")
    }
    status: dict[str, Literal["kept", "waiting", "rejected"]] = {}
    for pair in pairs:
        word = said.get(pair.pair_id)
        if word == "reject" or (word != "accept" and pair.pair_id in gravest["reject"]):
            status[pair.pair_id] = "rejected"
        elif pair.pair_id in unseen or (word != "accept" and pair.pair_id in gravest["review"]):
            status[pair.pair_id] = "waiting"
        else:
            status[pair.pair_id] = "kept"
    return status


def _not_rejected(pairs: Sequence[Pair], findings: Sequence[Finding], said: Mapping[str, str]) -> tuple[Pair, ...]:
    status = _statuses(pairs, findings, said)
    return tuple(pair for pair in pairs if status[pair.pair_id] != "rejected")


def _among(groups: Iterable[QuestionGroup], kept: set[str]) -> tuple[QuestionGroup, ...]:
    """The groups with kept pairs only."""
    left = (tuple(pair_id for pair_id in group.pair_ids if pair_id in kept) for group in groups)
    return tuple(sorted((QuestionGroup(ids[0], ids) for ids in left if ids), key=lambda group: group.group_id))


def _counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings each pair has so far."""
    return dict(Counter(finding.pair_ids[0] for finding in findings))
