"""The rewriting of a project's pairs: estimate, ask, verify, write."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from prep.chat import Talker
from prep.decision_log import read_log
from prep.decisions import fold_log
from prep.errors import Refused
from prep.glossary import Glossary, read_glossary
from prep.progress import Progress, silent
from prep.project import Project, need, read_json, read_records, update_settings, write_jsonl
from prep.records import Edit, Pair, Ticket
from prep.rewriter.accepting import Outcome, accept
from prep.rewriter.asking import ask, read_answered
from prep.rewriter.choosing import Chosen, choose, estimate
from prep.rewriter.entailing import SecondReader
from prep.rewriter.prompting import read_proposal
from prep.rewriter.records import Estimate, Price, Rewritten, Spent
from prep.threads import read_threads

WINDOW = 4096  # tokens; what the smallest model in use holds


def rewrite_project(
    project: Project,
    chat: Talker,
    *,
    window: int = WINDOW,
    price: Price | None = None,
    reader: SecondReader | None = None,
    announce: Callable[[Estimate], None] = lambda estimate: None,
    running: Callable[[Spent], None] = lambda spent: None,
    progress: Progress = silent,
) -> Rewritten:
    """Have a model propose how the pairs that do not stand could, and write what verification lets through.

    `announce` hears what it will take before anything is sent, `running` after each reply what it took so far. Answers
    of an earlier run are not asked for again. `reader` may refuse what the checks that need no model let through.
    """
    if read_json(need(project.settings, f"pairwright prep {project.argument} EXPORT"))["prep"]["keep_personal_data"]:
        raise Refused(
            f"{project.root}: expected pairs without personal data, which was kept by --keep-personal-data. A rewriter "
            "is sent placeholders only; prepare again without that option."
        )
    glossary = read_glossary(project.glossary)
    tickets = {ticket.ticket_id: ticket for ticket in read_threads(project)}
    pairs = read_records(project.pairs, Pair)
    undecided = _undecided(project, pairs)
    chosen = choose(undecided, tickets, glossary, chat.model, max_tokens=chat.max_tokens, window=window)
    announce(estimate(chosen, read_answered(project.rewrites).keys(), chat, price))
    faults = ask(chosen.requests, chat, project.rewrites, progress, price=price, running=running)
    outcomes = _outcomes(project, chosen, chat.model, glossary, reader)
    if outcomes:
        edits = read_records(project.provenance, Edit) if project.provenance.is_file() else []
        rewritten = _with(outcomes, pairs, edits)
        write_jsonl(project.provenance, rewritten[1])
        write_jsonl(project.pairs, rewritten[0])
    asked = {"address": chat.address, "model": chat.model, "window": window, "max_tokens": chat.max_tokens}
    if reader:
        asked["nli"] = reader.address
    update_settings(project, {"rewriter": asked})
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


def with_known_rewrites(
    project: Project, tickets: Sequence[Ticket], pairs: Sequence[Pair], edits: Sequence[Edit], glossary: Glossary
) -> tuple[list[Pair], list[Edit]]:
    """Pairs made again, with what the project's rewriter answered about these very words before. Nobody is asked."""
    named = read_json(project.settings).get("rewriter")
    if not named:
        return list(pairs), list(edits)
    by_id = {ticket.ticket_id: ticket for ticket in tickets}
    undecided = _undecided(project, pairs)
    chosen = choose(undecided, by_id, glossary, named["model"], max_tokens=named["max_tokens"], window=named["window"])
    reader = SecondReader(Path(named["nli"])) if "nli" in named else None
    return _with(_outcomes(project, chosen, named["model"], glossary, reader), pairs, edits)


def _undecided(project: Project, pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs that no person has decided on in these very words."""
    decided = fold_log(read_log(project), {pair.pair_id: pair for pair in pairs})
    return [pair for pair in pairs if pair.pair_id not in decided or decided[pair.pair_id].is_overtaken]


def _outcomes(
    project: Project, chosen: Chosen, model: str, glossary: Glossary, reader: SecondReader | None
) -> dict[str, Outcome]:
    answered = read_answered(project.rewrites)
    return {
        request.pair.pair_id: accept(request, read_proposal(answered[request.key]), model, glossary, reader)
        for request in chosen.requests
        if request.key in answered
    }


def _with(
    outcomes: Mapping[str, Outcome], pairs: Sequence[Pair], edits: Sequence[Edit]
) -> tuple[list[Pair], list[Edit]]:
    rewritten = [outcomes[pair.pair_id].pair if pair.pair_id in outcomes else pair for pair in pairs]
    return rewritten, [*edits, *(edit for outcome in outcomes.values() for edit in outcome.edits)]


def _became(outcome: Outcome) -> str:
    if outcome.is_rewritten:
        return "accepted"
    return "refused" if outcome.edits else "unchanged"
