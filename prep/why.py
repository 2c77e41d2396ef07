"""Why a pair of a project is as it is: read its files, trace its sentences."""

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.process import extract

from prep.decision_log import read_log
from prep.decisions import fold_log, in_a_persons_words, not_undone, whole_id
from prep.errors import BadInput, MissingProject, StaleFiles
from prep.glossary import read_glossary
from prep.origins import Origins, trace
from prep.project import Project, need, read_records
from prep.records import Audit, Edit, Pair, Rejection
from prep.stages import read_audit
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
    return replace(origins, taught_with=today.get(_taught_with(project, pair_id)))


def waiting_of(project: Project) -> Sequence[str]:
    """The pairs that today's audit lets wait for a person; none without such an audit."""
    audit = _audit_of_today(project)
    return audit.waiting if audit else ()


def _taught_with(project: Project, pair_id: str) -> str:
    """The pair whose answer today's audit chose for this one; "" without such an audit."""
    audit = _audit_of_today(project)
    return audit.answers.get(pair_id, "") if audit else ""


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
