"""The rewriting of a project's pairs: estimate, ask, verify, write."""

from collections import Counter
from collections.abc import Callable

from prep.chat import Chat
from prep.decision_log import read_log
from prep.decisions import fold_log
from prep.errors import Refused
from prep.glossary import read_glossary
from prep.progress import Progress, silent
from prep.project import Project, need, read_json, read_records, update_settings, write_jsonl
from prep.records import Edit, Pair, Ticket
from prep.rewriter.accepting import Outcome, accept
from prep.rewriter.asking import ask, read_answered
from prep.rewriter.choosing import choose, estimate
from prep.rewriter.prompting import read_proposal
from prep.rewriter.records import Estimate, Price, Rewritten

WINDOW = 4096  # tokens; what the smallest model in use holds


def rewrite_project(
    project: Project,
    chat: Chat,
    *,
    window: int = WINDOW,
    price: Price | None = None,
    announce: Callable[[Estimate], None] = lambda estimate: None,
    progress: Progress = silent,
) -> Rewritten:
    """Have a model propose how the pairs that do not stand could, and write what verification lets through.

    `announce` hears what it will take before anything is sent. Answers of an earlier run are not asked for again.
    """
    if read_json(need(project.settings, f"pairwright prep {project.name} EXPORT"))["prep"]["keep_personal_data"]:
        raise Refused(
            f"{project.root}: expected pairs without personal data, which was kept by --keep-personal-data. A rewriter "
            "is sent placeholders only; prepare again without that option."
        )
    glossary = read_glossary(project.glossary)
    tickets = {ticket.ticket_id: ticket for ticket in read_records(project.tickets, Ticket)}
    pairs = read_records(project.pairs, Pair)
    decided = fold_log(read_log(project), {pair.pair_id: pair for pair in pairs})  # in these very words
    open_pairs = [pair for pair in pairs if pair.pair_id not in decided]
    chosen = choose(open_pairs, tickets, glossary, chat, window=window)
    announce(estimate(chosen, read_answered(project.rewrites).keys(), chat, price))
    faults = ask(chosen.requests, chat, project.rewrites, progress)
    answered = read_answered(project.rewrites)
    outcomes = {
        request.pair.pair_id: accept(request, read_proposal(answered[request.key]), chat.model, glossary)
        for request in chosen.requests
        if request.key in answered
    }
    _write(project, pairs, outcomes)
    update_settings(project, {"rewriter": {"address": chat.address, "model": chat.model}})
    counted = Counter(_became(outcome) for outcome in outcomes.values())
    return Rewritten(
        n_pairs=len(chosen.requests) + len(chosen.withheld),
        n_accepted=counted["accepted"],
        n_refused=counted["refused"],
        n_unchanged=counted["unchanged"],
        n_unanswered=len(chosen.requests) - len(outcomes),
        n_withheld=len(chosen.withheld),
        faults=dict(faults),
    )


def _became(outcome: Outcome) -> str:
    if outcome.is_rewritten:
        return "accepted"
    return "refused" if outcome.edits else "unchanged"


def _write(project: Project, pairs: list[Pair], outcomes: dict[str, Outcome]) -> None:
    if not outcomes:
        return
    edits = read_records(project.provenance, Edit) if project.provenance.is_file() else []
    more = [edit for outcome in outcomes.values() for edit in outcome.edits]
    write_jsonl(project.provenance, [*edits, *more])
    write_jsonl(project.pairs, [outcomes[p.pair_id].pair if p.pair_id in outcomes else p for p in pairs])
