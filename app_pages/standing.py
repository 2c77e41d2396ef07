"""Where a project stands: the verdict, a row for each stage, and the one thing to do next.

Plain functions on the project's files; nothing of Streamlit.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app_pages.conflict_cards import Card, is_open, n_conflicts
from app_pages.findings import COPIES
from app_pages.offer_rows import OFFER_S
from app_pages.session_rows import SessionRow
from app_pages.training_rows import RunRow
from app_pages.waiting_pairs import Choice, accepted_by_rule, queue
from evalsuite.folder import read_summary
from evalsuite.records import Summary, Verdict
from evalsuite.stages import latest_evaluation, session_evidence
from evalsuite.verdict import decide
from prep.clock import about
from prep.found import Found, knows_all_decisions
from prep.held_out import Sealed, read_openings, read_sealed
from prep.one_answer.offers import open_offers
from prep.plurals import many
from prep.presses import GUESS_S, read_decided
from prep.project import Project, digest, read_json, read_rows
from prep.split_words import parts_line

CONFLICT_S = 40.0  # a guess for one conflict
DONE, WAITING, MISSING, SEALED = ":material/check:", ":material/pending:", ":material/remove:", ":material/lock:"


@dataclass(frozen=True, slots=True)
class StageRow:
    """One line of the stage table."""

    stage: str
    icon: str
    state: str
    holds: str


@dataclass(frozen=True, slots=True)
class Next:
    """What to do now: a sentence, and the button for it, which opens a page or runs a command."""

    sentence: str
    label: str
    icon: str = ":material/arrow_forward:"
    page: str = ""
    command: str = ""
    view: str = ""  # of the page


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that the overview says."""

    verdict: Verdict
    run: str
    made_at: str
    stale: str  # "" when the verdict is about today's pairs
    stages: tuple[StageRow, ...]
    next: Next


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the stages left behind, None or empty where a stage has not run."""

    settings: dict[str, Any]
    n_rejected: int
    found: Found | None
    knows_decisions: bool
    n_accepted: int  # by rule
    n_decided: Mapping[str, int]  # by whom; "" where they did not say who they are
    n_to_review: int  # pairs that wait for more than a conflict
    n_waiting: int  # all of them
    n_conflicts: int  # questions, as the audit counts them
    n_offers: int  # questions that are taught with several answers
    sealed: Sealed | None
    split_is_current: bool
    n_openings: int
    runs: Sequence[RunRow]
    summary: Summary | None
    sessions: Sequence[SessionRow]
    verdict: Verdict


def gather(
    project: Project,
    found: Found | None,
    conflicts: Sequence[Card],
    runs: Sequence[RunRow],
    sessions: Sequence[SessionRow],
    now: Callable[[], str],
) -> Evidence:
    """Read what the overview needs. The verdict is worked out anew, so that it is never older than its evidence."""
    decided = read_decided(project, found.decisions_digest, found.made) if found else read_decided(project, "")
    sealed = read_sealed(project) if project.split.is_file() else None
    evaluated = latest_evaluation(project)
    summary = read_summary(project.evaluation(evaluated)) if evaluated else None
    to_review = queue(found, decided, Choice()) if found else []
    open_cards = [card for card in conflicts if is_open(card, found, decided)] if found else []
    disputed = {pair_id for card in open_cards for pair_id in card.ids if pair_id not in decided.since}
    return Evidence(
        settings=read_json(project.settings),
        n_rejected=sum(1 for _ in read_rows(project.rejected)) if project.rejected.is_file() else 0,
        found=found,
        knows_decisions=found is not None and knows_all_decisions(found, project),
        n_accepted=accepted_by_rule(found, decided) if found else 0,
        n_decided=Counter(standing.said.by for standing in decided.words.values()),
        n_to_review=len(to_review),
        n_waiting=len(disputed.intersection(found.audit.waiting).union(to_review)) if found else 0,
        n_conflicts=n_conflicts(open_cards, found) if found else 0,
        n_offers=len(open_offers(found, decided)) if found else 0,
        sealed=sealed,
        split_is_current=sealed is not None
        and project.audit.is_file()
        and sealed.pairs_digest == digest(project.audit),
        n_openings=len(read_openings(project)),
        runs=runs,
        summary=summary,
        sessions=sessions,
        verdict=decide(summary, session_evidence(project, now=now)),
    )


def stand(project: Project, evidence: Evidence) -> Standing:
    """The overview in words."""
    stages = (
        _import_row(evidence),
        _pairs_row(evidence),
        _audit_row(evidence),
        _split_row(evidence),
        _training_row(evidence),
        _evaluation_row(evidence),
        _sessions_row(evidence),
    )
    stamp = evidence.verdict.stamp
    return Standing(evidence.verdict, stamp.run, stamp.made_at, _stale(evidence), stages, _next(project, evidence))


def _stale(evidence: Evidence) -> str:
    stamp = evidence.verdict.stamp
    if evidence.summary is None:
        return ""
    if evidence.sealed is not None and stamp.seal_root and stamp.seal_root != evidence.sealed.root:
        return f"The split was drawn anew after run {stamp.run}; this verdict is about the older one."
    if evidence.sealed is not None and not evidence.split_is_current:
        return f"The pairs changed after run {stamp.run}; this verdict is about the older ones."
    return ""


def _import_row(evidence: Evidence) -> StageRow:
    told = evidence.settings.get("import", {})
    read = f"{many(told.get('n_rows', 0), 'row')}, {many(told.get('n_tickets', 0), 'ticket')}"
    holds = f"{read} · {evidence.n_rejected:,} set aside with a reason"
    return StageRow("Import", DONE, f"read as {told.get('export_format', 'unknown')}", holds)


def _pairs_row(evidence: Evidence) -> StageRow:
    if evidence.found is None:
        return StageRow("Pairs", DONE, "made", "not audited yet")
    holds = (
        f"{many(len(evidence.found.pairs), 'pair')}: {evidence.n_accepted:,} accepted by rule, "
        f"{evidence.n_decided.get('', 0):,} decided by you"
    )
    holds += "".join(f", {n:,} by {who}" for who, n in sorted(evidence.n_decided.items()) if who)
    if only_disputed := evidence.n_waiting - evidence.n_to_review:
        holds += f" · {only_disputed:,} of the waiting only for a conflict"
    if evidence.n_waiting:
        return StageRow("Pairs", WAITING, f"{evidence.n_waiting:,} waiting", holds)
    return StageRow("Pairs", DONE, "nothing waits", holds)


def _audit_row(evidence: Evidence) -> StageRow:
    if evidence.found is None:
        return StageRow("Audit", MISSING, "not run yet", "")
    codes = Counter(finding.code for finding in evidence.found.audit.findings)
    n_copies = sum(codes[code] for code in COPIES)
    n_hints = sum(finding.severity == "info" for finding in evidence.found.audit.findings)
    holds = f"{many(n_copies, 'copy', 'copies')} folded into one · {many(n_hints, 'hint')}"
    if evidence.n_conflicts:
        return StageRow("Audit", WAITING, f"{many(evidence.n_conflicts, 'conflict')} open", holds)
    if not evidence.found.is_of_these_pairs or not evidence.knows_decisions:
        return StageRow("Audit", WAITING, "older than your decisions", holds)
    return StageRow("Audit", DONE, "no conflict open", holds)


def _split_row(evidence: Evidence) -> StageRow:
    if evidence.sealed is None:
        return StageRow("Split", MISSING, "not sealed yet", "")
    holds = f"{parts_line(evidence.sealed.split)} · {many(evidence.sealed.n_copies, 'copy', 'copies')} across"
    if not evidence.split_is_current:
        return StageRow("Split", WAITING, "sealed, of older pairs", holds)
    return StageRow("Split", SEALED, "sealed", holds)


def _training_row(evidence: Evidence) -> StageRow:
    if not evidence.runs:
        return StageRow("Training", MISSING, "not run yet", "")
    row = evidence.runs[0]
    loss = f" · loss {row.run.final_loss:.2f}" if row.run.final_loss is not None else ""
    holds = f"{about(row.run.seconds)} on {row.run.device or 'this machine'}{loss}" if row.run.seconds else ""
    if row.run.state == "finished":
        return StageRow("Training", DONE, f"run {row.run.run_id}", holds)
    state = "running" if row.is_running else "not running"
    return StageRow(
        "Training", WAITING, f"run {row.run.run_id} {state}", f"{row.n_done:,} of {many(row.run.n_steps, 'step')} done"
    )


def _evaluation_row(evidence: Evidence) -> StageRow:
    if evidence.summary is None:
        return StageRow("Evaluation", MISSING, "not evaluated yet", _openings(evidence.n_openings))
    unscored = evidence.summary.unscored.get(evidence.summary.responder, 0)
    holds = f"{_openings(evidence.n_openings)} · {many(unscored, 'answer')} unscored"
    return StageRow("Evaluation", DONE, f"run {evidence.summary.stamp.run} graded", holds)


def _sessions_row(evidence: Evidence) -> StageRow:
    if not evidence.sessions:
        return StageRow("Sessions", MISSING, "nobody invited yet", "")
    n_done = sum(row.state == "done" for row in evidence.sessions)
    n_exchanges = sum(len(row.exchanges) for row in evidence.sessions)
    n_flags = sum(row.n_flags for row in evidence.sessions)
    icon = DONE if n_done == len(evidence.sessions) else WAITING
    holds = f"{many(n_exchanges, 'exchange')} · {many(n_flags, 'flag')}"
    return StageRow("Sessions", icon, f"{n_done} of {len(evidence.sessions)} done", holds)


def _next(project: Project, evidence: Evidence) -> Next:
    """The first thing in the order of the stages that a person can do."""
    if evidence.found is None or not evidence.found.is_of_these_pairs:
        return Next(
            "audit the pairs: copies, conflicts, pairs that do not stand on their own.", "Audit", command="audit"
        )
    if evidence.n_conflicts:
        words = f"resolve {many(evidence.n_conflicts, 'conflict')}, {about(evidence.n_conflicts * CONFLICT_S)}."
        return Next(words, "Resolve conflicts", ":material/compare_arrows:", "resolve_conflicts")
    if n := evidence.n_to_review:
        words = f"decide on {many(n, 'pair')} that {'waits' if n == 1 else 'wait'} for you, {about(n * GUESS_S)}."
        return Next(words, "Review pairs", ":material/checklist:", "review_pairs")
    if not evidence.knows_decisions:
        return Next("audit again, so that your decisions count.", "Audit again", command="audit")
    if evidence.n_offers and evidence.sealed is None:
        n = evidence.n_offers
        words = f"say which answer is taught to {many(n, 'question')} that {'has' if n == 1 else 'have'} several, "
        words += f"{about(n * OFFER_S)}."
        return Next(words, "Choose answers", ":material/forum:", "resolve_conflicts", view="Several answers")
    if evidence.sealed is None and evidence.summary is None:
        words = "seal the split: it sets apart what the model is judged by. It cannot be undone."
        return Next(words, "Open the split", ":material/call_split:", "read_split")
    last = evidence.runs[0] if evidence.runs else None
    if last is not None and last.run.state != "finished":
        run = last.run.run_id
        words = f"let run {run} finish." if last.is_running else f"go on with run {run}, which is not running any more."
        return Next(words, "Open training", ":material/monitoring:", "watch_training")
    if last is None and evidence.summary is None:
        return Next("train the model on the training part.", "Open training", ":material/monitoring:", "watch_training")
    if last is not None and (evidence.summary is None or evidence.summary.stamp.run != last.run.run_id):
        words = f"ask run {last.run.run_id} the held-out questions. This opens the sealed part, and is logged."
        return Next(words, "Evaluate", command="evaluate")
    failed = [gate.name for gate in evidence.verdict.gates if gate.outcome == "FAIL"]
    if "held-out accuracy" in failed or "overfitting gap" in failed:
        return Next("read the wrong answers.", "Read the answers", ":material/query_stats:", "read_evaluation")
    if failed or evidence.verdict.outcome == "UNDETERMINED":
        words = "read what the testers flagged." if failed else "invite a tester, or read what was flagged so far."
        return Next(words, "Open sessions", ":material/forum:", "run_sessions")
    return Next(f"hand the model over with `pairwright export {project.argument} --to merged`.", "")


def _openings(n: int) -> str:
    return {0: "held-out part never opened", 1: "held-out part opened once"}.get(n, f"held-out part opened {n} times")
