"""What the last audit found, also while a person's decisions have gone past it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from prep.decision_log import n_known, read_log
from prep.decisions import fold_log, in_a_persons_words
from prep.disputes import CODE as CONFLICT
from prep.errors import MissingProject, StaleFiles
from prep.held_back import held_back
from prep.project import Project, digest, read_json, read_records
from prep.records import Audit, Finding, Pair
from prep.stored_audit import from_stored

_GRAVITY = {"reject": 0, "review": 1, "info": 2}


@dataclass(frozen=True, eq=False)  # told apart by identity, so that what follows from one can be remembered
class Found:
    """An audit with its pairs. `is_of_these_pairs`: the pairs were not rebuilt since."""

    audit: Audit
    pairs: Mapping[str, Pair]  # in the words that the audit read
    is_of_these_pairs: bool
    decisions_digest: str  # of the decisions that the audit knew
    made: Mapping[str, Pair] = field(default_factory=dict)  # as preparation made them
    held_back: frozenset[str] = frozenset()  # pairs whose texts are not shown, since they are held out

    @cached_property
    def about(self) -> Mapping[str, Sequence[Finding]]:
        """What was found about each pair, gravest first. A finding is about the first of its pairs."""
        found: dict[str, list[Finding]] = {}
        for finding in sorted(self.audit.findings, key=lambda finding: _GRAVITY[finding.severity]):
            found.setdefault(finding.pair_ids[0], []).append(finding)
        return found

    @cached_property
    def conflicts(self) -> Sequence[Finding]:
        """The findings of answers that cannot both be right."""
        return [finding for finding in self.audit.findings if finding.code == CONFLICT]

    @cached_property
    def waits(self) -> Mapping[str, Sequence[Finding]]:
        """Why each pair waits for a person, conflicts aside: those are settled two answers at a time."""
        reasons = {
            pair_id: [
                finding
                for finding in self.about.get(pair_id, ())
                if finding.severity == "review" and finding.code != CONFLICT
            ]
            for pair_id in self.audit.waiting
            if pair_id in self.pairs
        }
        return {pair_id: findings for pair_id, findings in reasons.items() if findings}


def read_found(project: Project) -> Found | None:
    """The last audit, or None before the first."""
    if not project.audit.is_file():
        return None
    stored = read_json(project.audit)
    findings = read_records(project.findings, Finding)
    made = read_records(project.pairs, Pair)
    known = read_log(project)[: n_known(project, stored["decisions_digest"])]
    read = in_a_persons_words(made, fold_log(known, {pair.pair_id: pair for pair in made}))
    audit = from_stored(stored, findings)
    return Found(
        audit=audit,
        pairs={pair.pair_id: pair for pair in read},
        is_of_these_pairs=stored["pairs_digest"] == digest(project.pairs),
        decisions_digest=stored["decisions_digest"],
        made={pair.pair_id: pair for pair in made},
        held_back=held_back(project, audit),
    )


def need_found(project: Project) -> Found:
    """The last audit; MissingProject before the first, StaleFiles when the pairs were rebuilt since."""
    found = read_found(project)
    if found is None:
        raise MissingProject(
            f"{project.audit}: expected an audit, found nothing. Run `pairwright audit {project.argument}`."
        )
    if not found.is_of_these_pairs:
        raise StaleFiles(
            f"{project.audit}: expected an audit of today's pairs, got one of others; your decisions are kept. "
            f"Run `pairwright audit {project.argument}`."
        )
    return found


def knows_all_decisions(found: Found, project: Project) -> bool:
    """Whether the audit took in everything that a person decided."""
    return found.decisions_digest == (digest(project.decisions) if project.decisions.is_file() else "")
