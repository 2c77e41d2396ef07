"""Why a pair of a project is as it is: read its files, trace its sentences."""

from dataclasses import replace

from rapidfuzz.process import extract

from prep.decision_log import read_log
from prep.decisions import fold_log, in_a_persons_words, not_undone, whole_id
from prep.errors import BadInput, MissingProject, StaleFiles
from prep.glossary import read_glossary
from prep.held_back import held_back
from prep.origins import Origins, trace
from prep.project import Project, need, read_records
from prep.records import Audit, Edit, Pair, Rejection
from prep.stages import read_audit
from prep.stored_audit import read_last_audit
from prep.threads import read_threads

_NEAR = 3  # ids to suggest


def explain(project: Project, pair_id: str) -> Origins:
    """Where the pair's sentences come from and what was changed; BadInput with near ids when there is none."""
    command = f"pairwright prep {project.argument} EXPORT"
    pairs = {pair.pair_id: pair for pair in read_records(need(project.pairs, command), Pair)}
    log = read_log(project)
    today = {pair.pair_id: pair for pair in in_a_persons_words(pairs.values(), fold_log(log, pairs))}
    if pair_id not in today:
        raise BadInput(_unknown(project, pair_id, list(today)))
    made = pairs[whole_id(pair_id)]
    tickets = read_threads(project)
    origins = trace(
        made,
        today[pair_id],
        next((ticket for ticket in tickets if ticket.ticket_id == made.ticket_id), None),
        [edit for edit in read_records(need(project.provenance, command), Edit) if edit.pair_id == made.pair_id],
        [line for _, line in not_undone(log) if line.pair_id == pair_id],
        read_glossary(project.glossary),
    )
    audit = _audit_of_today(project)
    chosen = audit.answers.get(pair_id, "") if audit else ""
    if chosen not in today:
        return origins
    is_shown = chosen not in held_back_of(project)
    return replace(origins, taught_with=chosen, taught_answer=today[chosen].response if is_shown else "")


def held_back_of(project: Project) -> frozenset[str]:
    """The pairs that are not shown, as the last audit has them."""
    return held_back(project, read_last_audit(project))


def _audit_of_today(project: Project) -> Audit | None:
    try:
        return read_audit(project)
    except (MissingProject, StaleFiles):
        return None


def near_ids(wanted: str, pair_ids: list[str]) -> list[str]:
    """The ids that look most like the one that does not exist; those of its ticket before all others."""
    ticket = wanted.split("/", maxsplit=1)[0]
    of_ticket = [pair_id for pair_id in pair_ids if ticket and pair_id.split("/")[0] == ticket]
    alike = [found[0] for found in extract(wanted, pair_ids, limit=_NEAR)]
    return list(dict.fromkeys([*of_ticket, *alike]))[:_NEAR]


def _unknown(project: Project, wanted: str, pair_ids: list[str]) -> str:
    ticket = wanted.split("/", maxsplit=1)[0]
    dropped = read_records(project.rejected, Rejection) if project.rejected.is_file() else []
    why_none = next((row for row in dropped if ticket and row.ticket_id == ticket), None)
    near = ", ".join(near_ids(wanted, pair_ids)) or "none, the project has no pairs"
    no_pair = f" Ticket {ticket} made no pair: {why_none.code}, «{why_none.evidence}»." if why_none else ""
    return f"{project.pairs}: expected the id of a pair, got {wanted!r}.{no_pair} Nearest ids: {near}."
